// The rules of the world by subject, as run_week calls them. Each has a file of its own and changes only the
// part of the state that its line names. Those that take `why` say where their numbers come from, if it is not null.
#pragma once

#include <algorithm>
#include <span>

#include "engine/base/scratch_vec.hpp"
#include "engine/domain/snapshot.hpp"
#include "engine/world/explain.hpp"
#include "engine/world/world.hpp"

namespace chokepoint {

constexpr double kg_per_t = 1000.0;
constexpr double usd_per_million = 1e6;

// shocks.cpp: draws new shocks, ages the running ones.
void strike_shocks(const Params& params, World& world, const Moment& moment);
// The summed size of the running shocks of a kind in a region.
double shock_size(const World& world, ShockKind kind, Region region);

// stacks.cpp: reads tariffs and controls; changes nothing.
// Sum of the across-the-board components in force on a day (fentanyl, reciprocal, threatened, retaliation),
// percent: the 145 of April 2025.
double headline_pct(const World& world, Government by, Region on, Day day);
// The same on each day of the week that starts on `first`.
std::array<double, 7> headline_by_day(const World& world, Government by, Region on, Day first);
// The points of one component that are in force on a day, percent.
double component_pct(const World& world, Government by, Region on, TariffComponent component, Day day);
// Sum of all components in force on a day, each weighted by the share of trade that it covers, percent.
using TariffStack = std::span<const TariffMeasure>;
double trade_weighted_pct(TariffStack stack, Government by, Region on, Day day);
inline double trade_weighted_pct(const World& world, Government by, Region on, Day day) { return trade_weighted_pct(TariffStack(world.tariffs), by, on, day); }
// Its mean over the days of the week that starts on `first`.
double weighted_pct(TariffStack stack, Government by, Region on, Day first);
// trade_weighted_pct, headline_pct and weighted_pct for everybody, by who taxes and whom.
using RateTable = std::array<PerRegion<double>, limits::governments>;
RateTable trade_weighted_rates(TariffStack stack, Day day);
RateTable headline_rates(TariffStack stack, Day day);
RateTable weighted_rates(TariffStack stack, Day first);
inline double weighted_pct(const World& world, Government by, Region on, Day first) { return weighted_pct(TariffStack(world.tariffs), by, on, first); }
// What rare-earth goods pay, percent, mean over the week: by class of good, importing and exporting region.
using TariffTable = std::array<PerRegion<PerRegion<double>>, count_of<ProductClass>>;
TariffTable goods_tariffs(TariffStack stack, Day first);
inline TariffTable goods_tariffs(const World& world, Day first) { return goods_tariffs(TariffStack(world.tariffs), first); }
// Strength of the strongest measure of a single-switch kind in force, 0: none.
double control_strength(const World& world, Government by, ControlKind kind, Region on, Day day);
// The same as effects count it: lists in hundreds of firms, those added by orders included; rules whose strength is a
// threshold as in force or not; the rest as it is.
double measure_strength(const World& world, Government by, ControlKind kind, Region on, Day day);
// The same for everybody, of the kinds that anybody has ordered at all: of the others nothing is written. Lists of firms are kept
// apart from orders too, and so count as ordered.
struct MeasureStrengths {
    std::array<bool, count_of<ControlKind>> ordered;
    std::array<std::array<PerRegion<double>, limits::governments>, count_of<ControlKind>> of;  // by kind, who takes it, whom it is aimed at
};
MeasureStrengths measure_strengths(const World& world, Day day);
// How far a government's controls of a kind go towards a region on a day: a material that is named, or a rule in full, counts one;
// a quota by what it keeps back, a threshold by how much it catches. Lists count in hundreds of firms, without those that orders
// added. `as_ordered` counts what agreements hold back as if it stood.
double kind_level(const World& world, Government by, ControlKind kind, Region on, Day day, bool as_ordered = false);
// All points of tariff ordered for a day, percent, agreements or not: across the board at their rate, the rest by coverage.
// Without `as_ordered`, those that no agreement sets aside.
double ordered_pct(const World& world, Government by, Region on, Day day, bool as_ordered = true);
// What stands between a Chinese product and a foreign buyer. A table of them is written before it is read.
struct ExportRule {
    bool banned;
    bool needs_licence;
    double held_share;  // of uncontrolled goods, by customs checks
    double quota;       // share of the usual flow that an export quota lets out
    Day since;          // of the licence control
};
constexpr ExportRule no_export_rule{false, false, 0.0, 1e9, no_day};
ExportRule export_rule(const Params& params, const World& world, Product product, Region to, Day day);
// The clauses of a kind that bind this week, of agreements in force and not waived: found once, asked for every need or sale.
// They point into that world's agreements: good until one of them changes, or the world is moved.
using Clauses = ScratchVec<const Term*, limits::agreements * limits::terms>;
Clauses clauses_due(const Params& params, const World& world, TermKind kind);

// All of them at once, for the loops over needs; and the share of foreign makers' goods that an extraterritorial
// rule puts under the same licence, by product, origin and destination.
struct ExportRules {
    std::array<std::array<ExportRule, count_of<Region>>, count_of<Product>> from_china;  // of what nobody trades, nothing is written
    PerRegion<double> abroad_threshold;  // by destination: least Chinese content that is caught, 0 to 1; above 1: none
    PerProduct<PerRegion<double>> abroad_obeyed;  // by origin: the share of makers there that obey, while such a rule stands
    PerRegion<double> desk_priority;     // by destination
    bool has_quota;                      // for anything to anywhere
    Clauses licences;                    // that agreements promise
};
ExportRules export_rules(const Params& params, const World& world, Day day);
// The share of what `origin` ships to the buyer of a need that requires a Chinese licence, 0 to 1.
double licence_share(const Params& params, const ExportRules& rules, const NeedParams& need, Region origin);
// Whether a Chinese product needs a licence to go there.
bool needs_licence(const World& world, Product product, Region to, Day day);
// Whether a kind of control names materials; the others are single switches.
constexpr bool names_materials(ControlKind kind) {
    return kind == ControlKind::licence || kind == ControlKind::ban || kind == ControlKind::export_quota;
}
// Whether its strength is a threshold, percent owned or percent of value: such a rule is in force or it is not.
constexpr bool is_threshold(ControlKind kind) {
    return kind == ControlKind::affiliates_rule || kind == ControlKind::extraterritorial_rule;
}
// Whether a region is home to the rival of the two that list each other's firms.
constexpr bool is_rival(Government by, Region on) {
    return (by == Government::us && on == Region::china) || (by == Government::china && on == Region::us);
}

// promises.cpp: what agreements in force promise, as other rules ask for it; changes nothing.
// The week that the world is in, from 1.
int week_of(const Params& params, const World& world);
// The last week in which a term binds; renewals of its agreement move it on.
int last_week_of(const Agreement& agreement, const Term& term);
// What of a pledged purchase is bought in a week, USD bn: compliance.cpp.
double bought_in_week(const Params& params, const World& world, const Agreement& agreement, const Term& term);
// Whether a term of an agreement in force binds in a week.
bool is_due(const Agreement& agreement, const Term& term, int week);
// A licence term with tonnes and without named firms promises its days for so many tonnes a week; 0 tonnes: for all.
inline bool has_quota(const Term& term) { return term.amount > 0.0 && term.named == 0; }
// Whether a licence term speaks of an application: its region, end use ("civil": all but military) and materials.
bool covers(const Params& params, const Term& term, const Application& application);
// The week from which a licence term owes a decision on an application that it covers: filed, in force, and reached by
// the quota, where tonnes filed earlier (`earlier_t`, those that have left the queue included) come first.
int owed_since(const Agreement& agreement, const Term& term, const Application& application, double earlier_t);
// The review time of each application in the queue, weeks: the usual one, or the shortest that a term owes it.
using Reviews = std::array<double, limits::applications>;
Reviews review_weeks(const Params& params, const World& world);
// Tonnes a week that a need may have without a licence of its own: infinite under a general licence, a share by use of
// what a term with tonnes gives all the firms that it names, 0 without. `licences` are clauses_due(licence).
double free_of_licence(const Params& params, const World& world, const Clauses& licences, std::size_t need);
// Whether a firm holds a general licence for any of its goods, by order or by a term that names it.
bool has_general_licence(const Params& params, const World& world, std::size_t firm);
// True where a truce in force between the two freezes new measures: what comes in spite of it is a breach.
bool frozen_by_truce(const World& world, SeatId by, SeatId against);

// licensing.cpp: the queue of applications (desk, needs' licences), under the rules of the day.
void file_applications(const Params& params, World& world, const ExportRules& rules, const Moment& moment);
// Licences that buyers hold at the start under a control that has stood for longer than a review.
void open_licences(const Params& params, World& world, std::uint64_t seed);
// How the desk ranks each region's applications, 1: normal. Those who file in one queue are ranked as one.
PerRegion<double> desk_priorities(const Params& params, const World& world);
void decide_applications(const Params& params, World& world, const ExportRules& rules, const Moment& moment);

// What sellers get beside the price of the day (contracts.cpp): it stands from one week's shipments to the next.
struct AgreedSale {
    const Term* contract = nullptr;
    double delivered_t = 0.0;  // last week
};
struct SaleTerms {
    PerProduct<PerRegion<double>> premium;  // that makers at home add under cover of tariffs, share; of what nobody trades, nothing is written
    Clauses floors;                         // that somebody guarantees
    ScratchVec<AgreedSale, limits::agreements * limits::terms> agreed;  // under supply contracts, at a price of their own
};
SaleTerms sale_terms(const Params& params, const World& world);

// production.cpp: what a region's makers of a product can run at in normal times against the start, 1 where nobody made
// it: grows with their capacity, so that it holds for the whole week.
using Growth = PerProduct<PerRegion<double>>;
Growth capacity_growth(const Params& params, const World& world);

// consumption.cpp: what a firm uses of a need in a week at full output, tonnes: growth and thrift included.
double full_use(const Params& params, const World& world, std::size_t need);
using PerNeed = std::array<double, limits::needs>;  // past the needs that there are nothing is written
// The same of every need: good until users learn thrift (consume) or a plant is widened (produce). The rules below are given it as
// it is when they begin.
PerNeed full_uses(const Params& params, const World& world);
// Users grow with the economy: market.demand_index by a week of it, before the week's orders.
void grow_demand(const Params& params, World& world);

// shipping.cpp: orders of every need (demand.cpp), what the borders let out of them (border.cpp), rationing, the spot
// market (spot.cpp), transit, arrivals (needs, market stocks and outflow).
void ship(const Params& params, World& world, const ExportRules& rules, const Growth& growth, const PerNeed& uses, const Moment& moment);
// demand.cpp: the share of last week's orders of rare earths, by value at the start, that was held up in China: by region, 0 to 1.
PerRegion<double> held_shares(const Params& params, const World& world);

// production.cpp: facilities turn inputs into outputs; what nobody buys is dumped (facilities, ledger, market stocks).
// Answers the full cost of a tonne at each site, USD/kg, as it is after the week (costs.cpp).
using SiteCosts = std::array<double, limits::facilities>;
SiteCosts produce(const Params& params, World& world, const Growth& growth, const SaleTerms& sales);
void write_off(const Params& params, World& world);

// consumption.cpp: users turn parts into goods or stop, and redesign (firms, ledger).
void consume(const Params& params, World& world, const PerNeed& uses, const Moment& moment, Explanation* why = nullptr);

// costs.cpp: what a tonne costs and earns at a site.
// Processing of a tonne beside inputs, USD/kg: dearer outside China at first, falling on each side with what that
// side has made.
double processing_cost(const Params& params, const World& world, std::size_t recipe, Zone zone);
// Full cost of a tonne of output at a site, USD/kg: inputs as bought and processing as learnt (separation: of a
// tonne of concentrate).
double full_cost(const Params& params, const World& world, std::size_t facility);
// Revenue over full cost of a tonne at a site, at the prices of today: what it earns, a floor included, against
// inputs as bought and processing cost as learnt.
double revenue_ratio(const Params& params, const World& world, const SaleTerms& sales, std::size_t facility);
// The cost of each product by zone against the start, weighted by output: what prices come back to (market.cost_inside
// and cost_outside). A separation's cost is borne by all its oxides alike.
SiteCosts measure_costs(const Params& params, World& world);

// prices.cpp: two zones, from excess demand, cover and cost only.
void measure_cover(const Params& params, World& world, const PerNeed& uses);
void move_prices(const Params& params, World& world, const PerNeed& uses, const Moment& moment, Explanation* why = nullptr);
// The price at which an origin sells a product: inside China that of the zone, less what a flood forgoes where the
// buyer is abroad; outside that of contracts, which follow the quote only in part. USD/kg.
double origin_price(const Params& params, const World& world, Product product, Region origin, Region buyer);
// What a need pays for a kilogram from an origin that asks `price` of all, USD: freight and tariff included, or what
// makers at home add.
double landed_price(const Params& params, const NeedParams& need, Region origin, double price, const TariffTable& tariffs,
                    double home_premium);
// The same at the origin's price and the home makers' premium of today.
double landed_price(const Params& params, const World& world, std::size_t need, Region origin, const TariffTable& tariffs);
// What makers at home can add to their price for a need under cover of tariffs on its imports and lose no sales, share: a mean of
// what imports have become dearer by, by their shares of imports at the start and by how easily buyers turn from one to another, times
// the share of imports in all that it bought. Who supplies nearly all competes with neighbours and adds next to nothing.
double home_premium(const Params& params, const NeedParams& need, const TariffTable& tariffs);
// The same of up to limits::needs needs at once, in their order; `premiums` has room for each.
void home_premiums(const Params& params, std::span<const NeedParams> needs, const TariffTable& tariffs, std::span<double> premiums);
// What makers in a region get for a product on average, USD/kg: the price there, and on what they sell at home the buyers' premium.
double maker_price(const Params& params, const World& world, Product product, Region region);
// The share that makers in a region add to the price on average: 0 where none of their imports is taxed.
double maker_premium(const Params& params, const World& world, Product product, Region region);

// agencies.cpp: appropriations, shutdowns, requests for money, payments that were pledged.
void run_agencies(const Params& params, World& world, const Moment& moment);
// Whether the law lets a government sell from its stockpile: in an emergency, declared or felt, where it asks for one.
bool may_release(const Params& params, const World& world, Government government);
// Whether the government may commit new money today.
bool may_commit(const GovernmentState& state, Day today);
// The most that a government may promise today in a form of aid, USD million: what budget and appropriation allow.
double most_aid(const Params& params, const World& world, const Moment& moment, Government by, AidKind kind);
// Charges aid to the appropriation and pledges it to a project; it is paid when the agencies have done their part. An
// offtake promise lowers the price that makes the plant pay instead. At most most_aid().
void pledge(const Params& params, World& world, Government by, std::size_t project, AidKind kind, double usd_m);

// makers.cpp: who makes what.
// Tonnes of a product that a firm made in a region last week.
double made_by_firm_t(const Params& params, const World& world, std::size_t firm, Region region, Product product);
// The same of all makers there.
double made_by_all_t(const Params& params, const World& world, Region region, Product product);
// The share of a region's capacity for a product whose makers heed China's extraterritorial rule, 0 to 1.
double obeying_share(const Params& params, const World& world, Product product, Region region);
// A firm's share of a region's capacity for a product, 0 to 1; 1 for one that makes none there yet.
double capacity_share(const Params& params, const World& world, std::size_t firm, Region region, Product product);
// Tonnes of it that the region's other makers made last week.
double made_by_others_t(const Params& params, const World& world, Product product, Region region);

// floors.cpp: what a guaranteed price is worth.
// What a firm sells of a product in a week, and at what price.
struct Sale {
    Product product = Product::oxide_ndpr;
    double usd_per_kg = 0.0;
    double tonnes = 0.0;
};
// The firm's highest floor for it, by order or by agreement.
struct FloorCover {
    double gap = 0.0;     // USD/kg, floor over price; 0 where the price is higher
    double share = 0.0;   // of the tonnes, covered; 0: no floor
    double funded = 0.0;  // of what is due this week, that the payer's budget holds
    const Government* payer = nullptr;
};
FloorCover floor_cover(const Params& params, const World& world, const Clauses& floors, std::size_t firm, Region region, const Sale& sale);
// Whether there may be one at all: the cheap question first.
bool may_have_floor(const World& world, const Clauses& floors, std::size_t firm, Product product);
// What the sale earns on average, USD/kg: the price, and the gap on the tonnes covered as far as there is money.
double price_with_floor(const Params& params, const World& world, const Clauses& floors, std::size_t firm, Region region, const Sale& sale);

// contracts.cpp: supply contracts.
// The share of what a contract owed past the border lately that did not come, 0 to 1.
double supply_shortfall(const TermRecord& record);
// What a firm gets for a product in a region on average, USD/kg: the price of its makers, and on the tonnes that it delivered under
// contract last week the price agreed.
double seller_price(const Params& params, const World& world, const SaleTerms& sales, std::size_t firm, Product product, Region region);

// books.cpp: profit of firms and what floors cost the governments.
void keep_books(const Params& params, World& world, const PerNeed& uses, const SaleTerms& sales, const SiteCosts& costs,
                Explanation* why = nullptr);

// projects.cpp: permits, finance, building, ramping.
void advance_projects(const Params& params, World& world, const SaleTerms& sales, const Moment& moment);
// The pace at which a plant of this kind can be built or widened outside China, 0 to 1: a Chinese ban on technology
// slows what depends on it.
double technology_pace(const Params& params, const World& world, const RecipeParams& recipe, Region region);

// An elasticity of substitution that a price index can be built on: there is none at one and below.
inline double above_one(const Figure& elasticity) { return std::max(1.01, elasticity.value); }

// trade.cpp: goods trade under tariffs (flows). Answers what they cost buyers, as felt_rises.
using PerFlow = std::array<double, limits::flows>;
PerFlow move_trade(const Params& params, World& world, const Moment& moment);
// What the tariffs on each flow cost its buyers, in points that are alike for small ones: imports that are given up, for others or for
// home goods, cost less than the tariff on them would. Weighted by their shares they sum to the area under the demand for imports,
// 100 (1 - exp((1 - m) D)) / (m - 1), where D is what all of them have become dearer by in the long run.
PerFlow felt_rises(const Params& params, const World& world);

// macro.cpp: fast and slow pain by cause. `felt` is what move_trade answered this week.
void feel_pain(const Params& params, World& world, const PerFlow& felt, const Moment& moment, Explanation* why = nullptr);

// politics.cpp: approval, goodwill, track records.
void move_politics(const Params& params, World& world, const Moment& moment, Explanation* why = nullptr);
// What a government thinks of another in quiet times, 0 to 1: the scenario's figure between the United States and its
// allies and of China towards the United States; a half, neither friend nor foe, where there is none.
double usual_goodwill(const Params& params, Government of, Government towards);
// How hard a government's home firms lobby, each 0 to 1, by the interest that they speak for.
struct Lobbying {
    double for_deals = 0.0;       // and open trade
    double for_own_supply = 0.0;  // and protection
};
Lobbying lobbying(const Params& params, const World& world, Government government);
// A promise of a government broken for all to see: `on_tariffs` of it about tariffs, 0 to 1, the rest about other measures.
void break_promise(const Params& params, World& world, SeatId by, double on_tariffs);
// So much of a promise kept by a government, as one other government sees it, or as the public record has it.
void keep_promise(const Params& params, World& world, SeatId by, SeatId observer, double on_tariffs, double weight);
void keep_promise_in_public(const Params& params, World& world, SeatId by, double weight);
// What a government's people think of leaders who come home with empty hands.
void fail_summit(const Params& params, World& world, SeatId seat);
// What a government weighs as it feels it: its type, and on each interest what home firms that lobby for it add, at most the
// weight again. The type itself does not move: a lobby that falls silent is forgotten.
std::array<double, count_of<Interest>> felt_weights(const Params& params, const World& world, Government government);
// How much of the largest deal a government gives by an agreement, 0 to 1, by the depth of its clauses (domain/depth.hpp). A truce
// is given by both sides.
double conceded_share(const Params& params, const World& world, const Agreement& agreement, SeatId seat);
// P(a deal is ratified at home) by approval, pain, lobbying and how much the home side gives, 0 to 1.
double ratification_chance(const Params& params, const World& world, Government government, const Agreement& agreement);
// The most that a government can give with an even chance of ratification, as a share of the largest deal that an agreement
// can hold, 0 to 1: its win-set at home, private.
double win_set(const Params& params, const World& world, Government government, TalkLevel level = TalkLevel::ministerial);
// What others can tell of it: published approval with all lobbies against and no pain, to all for and pain as under a
// near-total cut. Rests on the public record alone.
struct Interval {
    double low = 0.0, high = 0.0;
};
Interval win_set_seen(const Params& params, const World& world, Government government);

// terms.cpp: what a term does in the world, from its first week on.
// Sets tariffs and controls aside.
void begin_term(const Params& params, World& world, const Moment& moment, std::size_t agreement, std::size_t term);
// Commits what the budget and its appropriation allow of promised public money, shared once over the projects that it is
// for by their cost: of the firm that receives it, or at home of the government that does. Returns the share of the promise that is still open, 0 to 1; 0 where there is no such project.
double pay_promised(const Params& params, World& world, const Moment& moment, const Term& term, TermRecord& record);
// Measures that an agreement holds stand again from today.
void give_back_measures(World& world, const Moment& moment, std::size_t agreement);
// Measures that one of its clauses holds stand again from today, and those that it brought about end.
void end_term(const Params& params, World& world, const Moment& moment, std::size_t agreement, std::size_t term);
// Whether two clauses of an agreement act on the same measures.
bool shares_measures(const Term& a, const Term& b);
// Measures whose time in an agreement has run out are their government's own again.
void release_measures(World& world, const Moment& moment, std::size_t agreement);
// Moves the end of what an agreement holds past a day, when it is renewed.
void prolong_measures(World& world, std::size_t agreement, int weeks, Day past);
// Runs a pooled stockpile for a week: fills it from the giver's own market within half a year, as far as its budget goes,
// and sells from it what the buyers of the other side have just gone without, as far as promise, reserve and law go. Returns
// the share of the promise that should be there and is not, 0 to 1.
double share_stockpile(const Params& params, World& world, const Moment& moment, const Agreement& agreement, const Term& term,
                       TermRecord& record);
// Whether a promise to a firm or to a government reaches a firm's plants in a region: its own, or any at home there.
bool reaches(const Params& params, const Term& term, std::size_t firm, Region region);
// Share of a project's output that terms in force promise to buy, 0 to 1.
double promised_offtake(const Params& params, const World& world, const ProjectParams& project);

// compliance.cpp: whether terms in force are kept; changes agreements' records only.
// Whether a term is an agreement's first truce, which binds both its sides.
bool is_mutual(const Agreement& agreement, std::size_t term);
// Whether a term is a seat's to keep: its giver's, and a mutual truce also the other side's.
bool binds(const Agreement& agreement, std::size_t term, SeatId seat);
// How far a side is seen, by the other, to fall short of a clause that binds it, 0 to 1.
double seen_of(const World& world, std::size_t agreement, std::size_t term, SeatId side);
// What a seat sees of the other side's duty under a term; 0 for one that has no part in it.
double seen_by(const World& world, std::size_t agreement, std::size_t term, SeatId seat);
// The state of a term as a seat knows it: that on the record, or unknown where its own monitoring says otherwise.
TermState state_known_to(const Params& params, const World& world, std::size_t agreement, std::size_t term, SeatId seat);
// The same for one who sees that much of it fall short.
TermState state_known(const Params& params, const World& world, std::size_t agreement, std::size_t term, double seen_shortfall);
// Notes what may stand under a term that begins, by what is ordered already.
void open_record(const Params& params, World& world, const Moment& moment, std::size_t agreement, std::size_t term);
// The same for one that is resumed: what its record says of the time before is past, but for what has been bought, paid or sold.
void reopen_record(const Params& params, World& world, const Moment& moment, std::size_t agreement, std::size_t term);
// What a side may have in force against another under each truce between them, and what it has. For measures that return by
// the other's leave, and are no rise: taken before, allowed after.
struct Most {
    double tariffs = 0.0, controls = 0.0;  // percent, weighted by trade; control_level
};
struct Allowance {
    TermRecord* record = nullptr;
    Day last = no_day;  // of the truce
    Most most;
};
using Allowances = FixedVec<Allowance, limits::agreements>;  // one truce between two in each
Allowances allowances(const Params& params, World& world, const Moment& moment, SeatId by, SeatId against);
void allow_what_returned(const Params& params, const World& world, const Moment& moment, SeatId by, SeatId against,
                         const Allowances& before);
// Measures every due term against the world, moves what is seen of it, and sets the terms' states. Ends a cure period
// in which what was complained of has been mended.
void judge_terms(const Params& params, World& world, const Moment& moment, std::size_t agreement);
// What inspectors cost each government that has agreed on them, USD million a year. One whose purse is empty is left with what
// the other side reports of itself.
double monitoring_cost_usd_m(const Params& params, Monitoring monitoring);
// Lets a complaint fall of which nothing is left: no clause is breached any more by the side that was accused.
void drop_settled_complaint(const Params& params, World& world, std::size_t agreement);
// A week in which an agreement is suspended: what would have fallen due in it is owed no more.
void pass_over_week(World& world, const Moment& moment, std::size_t agreement);
// Firms that a side lists (negative: takes off its list) under a truce or while it has suspended its list.
void count_listing(World& world, SeatId by, SeatId against, double firms, int week);

// agreements.cpp: life of agreements: ratification, force, breach, cure, snap-back, expiry.
// Weeks from entry into force to expiry: the longest truce among the terms, else 26.
int length_weeks(const Agreement& agreement);
void advance_agreements(const Params& params, World& world, const Moment& moment);
// Records an accepted offer as an agreement; false when the state holds no more. The level is that of the table.
bool sign(const Params& params, World& world, const Moment& moment, const Offer& offer, const PartyList& parties,
          TalkLevel level = TalkLevel::ministerial);
// A number below 2^24 that stands for a group of parties, whatever their order: for luck that must hang on who they are and
// not on where their talk or agreement is kept.
std::uint32_t name_of_parties(const PartyList& parties);
// The acts on agreements; each answers why not, or none.
Refusal declare_breach(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement);
Refusal snap_back(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement);
Refusal renew(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement);
Refusal end_agreement(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement,
                      bool only_suspend);
// A suspended agreement binds again when all its parties have asked for it.
Refusal resume(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement);
// The party that a clause is owed to gives it up for good; a breach of it that was declared rests.
Refusal waive(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement, std::size_t term);

// inquiries.cpp: information that governments have bought.
// Lets what is due arrive and forgets what is stale. An audit puts the reports right and remembers what they were.
void advance_inquiries(const Params& params, World& world, const Moment& moment);
// Whether a government has its auditors' findings at hand: it sees its firms' stocks as they are.
bool has_audit(const World& world, Government government);
// Whether its inspectors are looking into a clause.
bool is_inspected(const World& world, Government by, std::size_t agreement, std::size_t term);
// Whether a firm has been caught with a report far from the truth and its government still has the papers on the desk: for
// so long nobody there listens to it.
bool is_exposed(const Params& params, const World& world, std::size_t firm);

// policy.cpp: unilateral orders of a seat; answers why not, or none. Takes effect at once, from moment.today.
Refusal apply_order(const Params& params, World& world, const Moment& moment, SeatId by, const Order& order);
// politics.cpp: how far the measure that a statement names will stand at its date by what has been ordered so far: percent
// of tariff, or strength of the control; of a red line, what then stands. 0 where no government speaks to another.
double measure_level(const Params& params, const World& world, const Statement& statement);
// policy.cpp: says something; answers why not, or none.
Refusal make_statement(const Params& params, World& world, const Moment& moment, SeatId by, Statement statement);

// triggers.cpp: what statements hang on; changes statements only.
// How far a seat has gone, in what each statement waits for it to do: taken before an order, compared after it.
using Provocations = std::array<double, limits::statements>;
Provocations provocations(const Params& params, const World& world, const Moment& moment, SeatId by);
void note_provocations(const Params& params, World& world, const Moment& moment, SeatId by, const Provocations& before);
// A seat has broken an agreement, for all to see.
void note_broken(const Params& params, World& world, const Moment& moment, const Agreement& agreement, SeatId by);
// The end of a week: whose date has come without a deal is told, and words whose trigger has not occurred by their date lapse.
void close_triggers(const Params& params, World& world, const Moment& moment);
// The week in which a dated statement is settled. One with a trigger has a turn more, so that whoever is provoked at the last
// moment can still act on his word.
int settled_week(const Params& params, const Statement& said);

// value.cpp: adds the week to what the game is worth to each government (value.hpp).
void sum_value(const Params& params, World& world);

// tally.cpp: mass balance and what Outcomes need.
// Largest |opening + produced - used - lost - closing| over products, relative to the product's throughput.
double mass_balance_error(const Params& params, const World& world);
void tally_week(const Params& params, World& world, const Moment& moment);

// observe.cpp: what a seat may see of the world, without its talks (those are the game's).
void observe_public(const Params& params, const World& world, const Moment& moment, PublicView& view);
// `out.record` is as observe_public wrote it of this world, or changed since only here, for the seat that stands in out.seat: what
// that one doubted is taken back.
void observe_private(const Params& params, const World& world, const Moment& moment, SeatId seat, Observation& out);
// picture.cpp: the same for watchers.
void draw_world(const Params& params, const World& world, const Moment& moment, Viewpoint viewpoint, SeatId seat,
                Snapshot& out);

// Shared arithmetic.
double fading(double half_life_weeks);  // factor a week that halves in the given time, in (0, 1)
inline double percent(const Figure& figure) { return figure.value / 100.0; }

}  // namespace chokepoint
