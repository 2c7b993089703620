// A scenario as read from its file: every figure with unit, range, source and status. Plain text-friendly
// values with strings; the world works on numbers prepared from it (engine/world/params.hpp), never on this.
// Everything in a scenario is public to every seat: what is private is drawn from its ranges by the seed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/fields.hpp"
#include "engine/base/result.hpp"
#include "engine/domain/messages.hpp"
#include "engine/domain/parameters.hpp"
#include "engine/domain/vocabulary.hpp"

namespace chokepoint {

struct RegionShare {
    Region region = Region::china;
    Figure share;  // percent
};
CHOKEPOINT_FIELDS(RegionShare, region, share)

// --- the physical chain -------------------------------------------------------------------------------------

struct MaterialShare {
    Material material = Material::la_ce;
    Figure share;  // percent of the REO content
};
CHOKEPOINT_FIELDS(MaterialShare, material, share)

// What a concentrate holds; the shares add up to 100.
struct DepositSpec {
    Product concentrate = Product::concentrate_bastnaesite;
    std::vector<MaterialShare> composition;
};
CHOKEPOINT_FIELDS(DepositSpec, concentrate, composition)

struct ProductSpec {
    Product product = Product::oxide_ndpr;
    Figure price_inside;       // USD/kg at the start, inside China
    Figure price_outside;      // USD/kg at the start, outside quote
    Figure demand_elasticity;  // short run, positive
    Figure elasticity_long;    // after years of redesign and substitution
    Figure choke_multiple;     // price cap as a multiple of price_outside: substitution and smuggling set it
};
CHOKEPOINT_FIELDS(ProductSpec, product, price_inside, price_outside, demand_elasticity, elasticity_long,
                  choke_multiple)

struct RecipeInput {
    Product product = Product::oxide_ndpr;
    Figure t_per_t;  // tonnes in per tonne out
};
CHOKEPOINT_FIELDS(RecipeInput, product, t_per_t)

// One step of the chain. A mine has no input; a separation has one concentrate as input and yields every oxide
// in the concentrate's composition times `yield` (capacity counted in tonnes of concentrate); all others yield
// `output` from their inputs.
struct RecipeSpec {
    std::string name;
    Stage stage = Stage::mine;
    Product output = Product::concentrate_bastnaesite;  // separation: the concentrate it takes in
    std::vector<RecipeInput> inputs;                    // separation and mine: none
    Figure yield;      // percent: recovery in separation, 100 where the inputs already count losses
    Figure unit_cost;  // USD/kg of output beside inputs, in China
    Figure premium_outside;     // percent that the same step costs more outside China at the start
    Figure learning;            // percent of unit cost saved when cumulative output doubles
    Figure chinese_technology;  // percent of equipment, know-how and patents of new plants outside that is Chinese
    Figure pollution;           // 0 to 1: how much neighbours mind such a plant
};
CHOKEPOINT_FIELDS(RecipeSpec, name, stage, output, inputs, yield, unit_cost, premium_outside, learning,
                  chinese_technology, pollution)

// A site of a firm that runs one recipe.
struct FacilitySpec {
    std::string name;
    std::string firm;
    Region region = Region::china;
    std::string recipe;
    Figure capacity;     // t/yr of output (separation: of concentrate)
    Figure utilisation;  // percent at the start
};
CHOKEPOINT_FIELDS(FacilitySpec, name, firm, region, recipe, capacity, utilisation)

// A sourced record of who produces how much of a stage's output: shares add up to 100, and the facilities of
// the scenario (capacity times utilisation), region by region, must agree with it within the tolerance. Mines and
// magnets count all products of their stage, a separation the oxide named in `output`, the rest that product.
struct StageRecord {
    std::string name;
    Stage stage = Stage::mine;
    Product output = Product::concentrate_bastnaesite;  // magnets: one row for the sum; mine: all concentrates
    Figure world_output;                                // t/yr
    std::vector<RegionShare> shares;
    Figure tolerance;                                   // percentage points
};
CHOKEPOINT_FIELDS(StageRecord, name, stage, output, world_output, shares, tolerance)

// Where a region's buyers of a product buy it; the shares add up to 100.
struct SourcingSpec {
    Product product = Product::magnet_ndfeb;
    Region to = Region::us;
    std::vector<RegionShare> from;
};
CHOKEPOINT_FIELDS(SourcingSpec, product, to, from)

// Shipping time, the same in both directions; pairs not listed take rules.trade.transit_default.
struct TransitSpec {
    Region from = Region::china;
    Region to = Region::us;
    Figure weeks;
};
CHOKEPOINT_FIELDS(TransitSpec, from, to, weeks)

// --- actors -------------------------------------------------------------------------------------------------

struct FirmSpec {
    std::string name;        // role: lower case with dashes, unique among firms and governments
    std::string title;       // as people read it
    Region region = Region::us;
    FirmKind kind = FirmKind::user;
    bool has_seat = false;   // false: background, standing orders only
    std::string strategy;    // default strategy of the seat; empty without a seat
    std::string brief;       // the seat's dilemma, for people
    Figure lobby_weight;     // share of home government attention, percent
    Figure disclosure;       // factor on the true stock in reports, 1: honest
};
CHOKEPOINT_FIELDS(FirmSpec, name, title, region, kind, has_seat, strategy, brief, lobby_weight, disclosure)

struct NeedSpec {
    Product product = Product::magnet_ndfeb_ht;
    Figure use;  // t/yr at full output
};
CHOKEPOINT_FIELDS(NeedSpec, product, use)

// A firm that turns parts into goods: the weakest part stops the line.
struct UserSpec {
    std::string firm;
    Sector sector = Sector::automotive;
    EndUse end_use = EndUse::civil;
    Figure plants;        // number
    Figure stock_days;    // median cover by part over plants
    Figure stock_cv;      // coefficient of variation over plants and parts
    Figure value_added;   // USD bn/yr
    Figure catch_up;      // share of lost output made up later, percent
    std::vector<NeedSpec> needs;
};
CHOKEPOINT_FIELDS(UserSpec, firm, sector, end_use, plants, stock_days, stock_cv, value_added, catch_up, needs)

struct InterestWeight {
    Interest interest = Interest::output;
    Figure weight;  // relative; the seed draws each from its range
};
CHOKEPOINT_FIELDS(InterestWeight, interest, weight)

struct ReserveSpec {
    Product product = Product::oxide_ndpr;
    Figure stock;  // tonnes in the public stockpile at the start
};
CHOKEPOINT_FIELDS(ReserveSpec, product, stock)

// A government that needed more than all of a deal to make up for none would never talk; one that takes twice as much harm as a
// deal could bring is as far as a closed form is trusted.
constexpr double least_no_deal_worth = -2.0, most_no_deal_worth = 0.9;

struct GovernmentSpec {
    Government government = Government::us;
    std::string title;
    std::string strategy;
    std::string brief;
    Figure gdp;                // USD bn/yr
    Figure approval;           // percent at the start (China: stability index)
    Figure patience;           // weekly discount factor
    Figure hawkishness;        // 0 (dove) to 1 (hawk): how much a rival's loss and a firm line are worth
    Figure red_line;           // 0-1: share of the bargaining range it will never give up
    Figure no_deal_worth;      // share of the best deal's worth, as the government estimates it, that only makes up for no deal
    Figure goodwill;           // 0-1 towards the US at the start (us: towards its allies)
    Figure aid_budget;         // USD bn/yr for projects, floors and stockpiles
    Figure agency_capacity;    // 0 to 1: pace of permits and awards against well-run agencies
    Figure funds_chance;       // percent a week that a request for more money passes the legislature
    Figure release_alarm;      // 0-1: how alarmed the public must be before the law opens the stockpile; 0: at any time
    std::string appropriation_until;  // YYYY-MM-DD after which no new aid is paid without new money; empty: open
    std::vector<ReserveSpec> reserves;
    std::vector<InterestWeight> interests;
};
CHOKEPOINT_FIELDS(GovernmentSpec, government, title, strategy, brief, gdp, approval, patience, hawkishness, red_line,
                  no_deal_worth, goodwill, aid_budget, agency_capacity, funds_chance, release_alarm, appropriation_until, reserves, interests)

// Goods trade outside rare earths, for tariffs and macro.
struct TradeFlowSpec {
    Region from = Region::china;
    Region to = Region::us;
    Figure value;  // USD bn/yr
};
CHOKEPOINT_FIELDS(TradeFlowSpec, from, to, value)

// --- policy -------------------------------------------------------------------------------------------------

struct TariffSpec {
    Government by = Government::us;
    Region on = Region::china;
    TariffComponent component = TariffComponent::mfn;
    Figure rate;        // percent
    Figure coverage;    // percent of bilateral imports
    std::vector<ProductClass> covers;  // rare-earth goods that pay it; empty: none of them
    std::string from;   // YYYY-MM-DD, first day in force
    std::string until;  // first day no longer in force; empty: open
};
CHOKEPOINT_FIELDS(TariffSpec, by, on, component, rate, coverage, covers, from, until)

struct ControlSpec {
    Government by = Government::china;
    ControlKind kind = ControlKind::licence;
    std::vector<Material> materials;
    std::vector<Region> destinations;  // empty: all
    Figure strength;
    std::string from;
    std::string until;
};
CHOKEPOINT_FIELDS(ControlSpec, by, kind, materials, destinations, strength, from, until)

// What a measure that is neither a tariff nor a control on minerals costs at full strength (strength counted in
// firms: per hundred of them). It builds up and fades with the half-life.
struct MeasureEffect {
    ControlKind kind = ControlKind::chips;
    Government by = Government::us;
    Figure target_pain;      // of the government it is aimed at; 1.0 is one percent of yearly output
    Figure own_pain;         // lost sales of the side that takes it
    Figure half_life_weeks;  // to half of its effect
};
CHOKEPOINT_FIELDS(MeasureEffect, kind, by, target_pain, own_pain, half_life_weeks)

// What public money in one form costs the appropriation, and how long it takes to reach a project.
struct AidSpec {
    AidKind kind = AidKind::grant;
    Figure budget_share;  // percent of the amount that is charged to the appropriation
    Figure weeks;         // from decision to payment, by agencies at full capacity
    Figure recovered;     // percent of the charge that comes back when the project works
};
CHOKEPOINT_FIELDS(AidSpec, kind, budget_share, weeks, recovered)

// One dated act of the recorded course, played by the strategy `historical` and by backtests. The numbers are
// those of the order (messages.hpp), with two additions: set_control on the acting government's own region means
// every destination, and the `second` of project_aid is the index of the project in this scenario.
struct RecordedAct {
    std::string date;
    Government by = Government::us;
    OrderKind kind = OrderKind::set_tariff;
    std::string what;                  // name of the order's enumeration (component, control kind, ...)
    Region target = Region::china;
    std::vector<Material> materials;
    Figure value;
    Figure second;
};
CHOKEPOINT_FIELDS(RecordedAct, date, by, kind, what, target, materials, value, second)

// The order that an act stands for; its target is a region, a project or nobody, by kind.
Order order_of(const RecordedAct& act);

struct ProjectSpec {
    std::string name;
    std::string firm;
    Region region = Region::us;
    std::string recipe;
    ProjectState state = ProjectState::planned;
    Figure capacity;       // t/yr
    Figure cost;           // USD million
    Figure weeks_left;     // to first output if nothing holds it up
    Figure hurdle;         // USD/kg of output that makes it worth building
    std::int32_t repeats = 0;  // further projects like it that may follow, one after the other
};
CHOKEPOINT_FIELDS(ProjectSpec, name, firm, region, recipe, state, capacity, cost, weeks_left, hurdle, repeats)

// --- negotiation --------------------------------------------------------------------------------------------

CHOKEPOINT_ENUM(Lever, amount, limit, weeks)

// One issue of an agenda: a term with a ladder of values for one of its numbers, from no concession by `by`
// (first) to the fullest (last). The first value means the term is left out of the offer.
struct IssueSpec {
    std::string name;
    TermKind kind = TermKind::truce;
    std::string by;                   // role that gives
    std::string to;                   // role that receives
    std::string what;                 // name in the enumeration that the kind asks for; empty where none
    std::vector<Material> scope;
    Lever lever = Lever::amount;
    std::vector<double> ladder;
    double amount = 0.0;              // the term's numbers that the lever does not set
    double limit = 0.0;
    std::int32_t weeks = 0;
};
CHOKEPOINT_FIELDS(IssueSpec, name, kind, by, to, what, scope, lever, ladder, amount, limit, weeks)

struct AgendaSpec {
    std::string name;
    std::vector<std::string> parties;
    TalkLevel level = TalkLevel::ministerial;
    std::vector<IssueSpec> issues;
};
CHOKEPOINT_FIELDS(AgendaSpec, name, parties, level, issues)

// A strategy by numbers of the scenario's own. Under the name of one that ships it changes that one's numbers; under any other
// it is one more, to be named wherever a strategy is. What is left out is as in the one that it is like. What the numbers mean,
// and which strategies have which: engine/domain/strategies.hpp.
struct StrategySpec {
    std::string name;
    std::string like;         // one that ships; empty: the one of its own name
    std::string description;  // a line, for people
    std::string source;       // where its numbers come from; judgement needs its reasoning
    std::optional<double> exponent;
    std::optional<double> given_by_deadline;
    std::optional<double> hawk_shift;
    std::optional<double> reply_scale;
    std::optional<bool> forgives;
    std::optional<double> keeps;
    std::optional<double> grabs;
    std::optional<std::int32_t> worlds;
    std::optional<std::int32_t> rollouts;
    std::optional<std::int32_t> rollout_weeks;
    std::optional<std::int32_t> horizon_weeks;
    std::optional<double> alarm_multiple;
    std::optional<double> fear_multiple;
    std::optional<double> report_when_short;
    std::optional<bool> is_secretive;
    std::optional<double> lobby_effort;
    std::optional<double> thrift_effort;
    std::optional<double> weeks_to_concede;
    std::optional<double> contracted_share;
};
CHOKEPOINT_FIELDS(StrategySpec, name, like, description, source, exponent, given_by_deadline, hawk_shift, reply_scale, forgives,
                  keeps, grabs, worlds, rollouts, rollout_weeks, horizon_weeks, alarm_multiple, fear_multiple,
                  report_when_short, is_secretive, lobby_effort, thrift_effort, weeks_to_concede, contracted_share)

CHOKEPOINT_ENUM(ShockKind, mine_accident, border_closure, court_ruling, demand_boom, market_panic, shutdown, reshuffle,
                arms_sale)

struct ShockSpec {
    ShockKind kind = ShockKind::mine_accident;
    Region region = Region::china;
    std::string date;  // YYYY-MM-DD on which it strikes for certain; empty: at random, at the rate
    Figure rate;       // events a year
    Figure size;       // by kind: share of output or of agency capacity lost, share of demand added, points of
                       // stress, goodwill lost by an arms sale
    Figure weeks;      // how long it lasts
};
CHOKEPOINT_FIELDS(ShockSpec, kind, region, date, rate, size, weeks)

// Mechanisms of the negotiation that an experiment can do without (engine/study/mechanisms.hpp); a scenario keeps them all.
struct SwitchedOff {
    bool ratification = false;   // every deal passes at home
    bool monitoring = false;     // what the public record does not show stays hidden, whatever inspectors were agreed
    bool credibility = false;    // nobody at home minds broken words, and track records stay as they were at the start
    bool licence_order = false;  // the desk decides in the order of filing: no ranks by country, use or kind of good, no luck
};
CHOKEPOINT_FIELDS(SwitchedOff, ratification, monitoring, credibility, licence_order)

struct Scenario {
    std::string name;
    std::string title;
    std::string summary;
    std::vector<std::string> learning_goals;
    std::string start;                   // YYYY-MM-DD, first day of week 1
    std::string peace_until;             // YYYY-MM-DD: trade has settled to the tariffs of that day; empty: the start
    std::int32_t weeks = 52;             // 1 to 5200
    std::int32_t rounds_per_week = 3;    // 1 to 8
    std::int32_t weeks_per_turn = 1;     // 1 to 26: seats are asked in the first week of each turn only
    std::vector<DepositSpec> deposits;
    std::vector<ProductSpec> products;
    std::vector<RecipeSpec> recipes;
    std::vector<StageRecord> records;
    std::vector<FirmSpec> firms;
    std::vector<FacilitySpec> facilities;
    std::vector<UserSpec> users;
    std::vector<SourcingSpec> sourcing;
    std::vector<TransitSpec> transits;
    std::vector<GovernmentSpec> governments;
    std::vector<TradeFlowSpec> trade;
    std::vector<TariffSpec> tariffs;
    std::vector<ControlSpec> controls;
    std::vector<MeasureEffect> effects;
    std::vector<AidSpec> aid;
    std::vector<RecordedAct> opening;    // unilateral acts before the start that still stand: floors, aid, quotas
    std::vector<RecordedAct> recorded_policy;
    std::vector<ProjectSpec> projects;
    std::vector<AgendaSpec> agendas;
    std::vector<StrategySpec> strategies;
    std::vector<ShockSpec> shocks;
    Rules rules;
    SwitchedOff switched_off;
};
CHOKEPOINT_FIELDS(Scenario, name, title, summary, learning_goals, start, peace_until, weeks, rounds_per_week,
                  weeks_per_turn, deposits, products, recipes, records, firms, facilities, users, sourcing, transits,
                  governments, trade, tariffs, controls, effects, aid, opening, recorded_policy, projects, agendas,
                  strategies, shocks, rules, switched_off)

// One fault of a scenario's meaning: where (a path such as sourcing[3].from) and what would be right. The codec
// turns the path into a line.
struct Fault {
    std::string path;
    std::string message;
};

// Every semantic rule: names that exist, shares that add up, dates that exist and are in order, figures inside
// their range, capacities of the state, records that agree with the facilities. Empty: the scenario is sound.
std::vector<Fault> validate(const Scenario& scenario);

// --- seats --------------------------------------------------------------------------------------------------

// Number of seats: governments, then firms with a seat.
std::size_t seat_count(const Scenario& scenario);
// The role played in a seat: "us", "mp-materials". The seat must exist.
std::string_view role_of(const Scenario& scenario, SeatId seat);
// The seat of a role, or no_seat.
SeatId seat_of(const Scenario& scenario, std::string_view role);
SeatId seat_of(const Scenario& scenario, Government government);
// Index into scenario.firms of a firm's seat, or -1 for a government; and back (no_seat without a seat).
int firm_of(const Scenario& scenario, SeatId seat);
SeatId seat_of_firm(const Scenario& scenario, std::size_t firm);
// The default strategy and the title of a seat.
std::string_view strategy_of(const Scenario& scenario, SeatId seat);
std::string_view title_of(const Scenario& scenario, SeatId seat);
// True when the seat is a government's; then `government` is it.
bool is_government(const Scenario& scenario, SeatId seat, Government* government = nullptr);

}  // namespace chokepoint
