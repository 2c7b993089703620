// The state of the world as one trivially copyable value, one struct per subject. The rules files change it,
// each its own part; nothing here allocates, waits or reads a clock.
#pragma once

#include <numeric>

#include "engine/domain/explanation.hpp"
#include "engine/domain/measures.hpp"
#include "engine/domain/observation.hpp"
#include "engine/world/params.hpp"

namespace chokepoint {

template <typename T>
using PerProduct = std::array<T, count_of<Product>>;
template <typename T>
using PerRegion = std::array<T, count_of<Region>>;

// Supply: a firm's input or part. Users keep stock by cohort of plants, makers in cohort 0.
struct Need {
    std::array<double, limits::cohorts> stock_t{};
    std::array<double, limits::transit_weeks> transit_t{};   // [0] arrives in the next resolve
    std::array<double, limits::origins> shipped_t{};         // last week, by origin
    std::array<double, 2> licensed_t{};                      // may be shipped still; two grants at a time
    std::array<std::int32_t, 2> licence_until_week{};
    double pending_t = 0.0;          // applied for and waiting
    double wanted_t = 0.0;           // ordered last week, all origins
    double held_t = 0.0;             // of that, held up by licence, ban or customs
    double leaked_t = 0.0;           // left China last week unseen by customs, by third countries
    double unit_cost = 0.0;          // USD/kg, smoothed over purchases
    double home_premium = 0.0;       // share of the price that home makers add under the tariffs on its imports
    double slow_log = 0.0;           // log of use saved by the part of the response to cost that takes years
    double extra_t = 0.0;            // a week, use added by new capacity
    double granted_total_t = 0.0;    // ever granted and ever shipped under licence: shipped never exceeds granted
    double licence_shipped_t = 0.0;

    double stock() const { return std::accumulate(stock_t.begin(), stock_t.end(), 0.0); }
    double transit() const { return std::accumulate(transit_t.begin(), transit_t.end(), 0.0); }
    double licensed() const { return licensed_t[0] + licensed_t[1]; }
};
CHOKEPOINT_FIELDS(Need, stock_t, transit_t, shipped_t, licensed_t, licence_until_week, pending_t, wanted_t, held_t, leaked_t,
                  unit_cost, home_premium, slow_log, extra_t, granted_total_t, licence_shipped_t)

struct Firm {
    std::array<double, limits::cohorts> output{};       // share of full output last week, by cohort
    std::array<double, limits::cohorts> owed{};         // lost output still to be made up, in weeks
    std::array<std::int16_t, limits::cohorts> stopped_weeks{};
    std::array<bool, limits::cohorts> ever_stopped{};
    bool general_licence = false;    // by order of China; what agreements name is theirs (promises.cpp)
    Product floor_product = Product::oxide_ndpr;
    bool obeys_abroad = false;       // a maker outside China that heeds its extraterritorial rule; drawn at the start
    Interest lobby_for = Interest::output;
    std::uint8_t found_pct = 0;      // what it had reported when last audited, percent of the truth; 0: never audited
    std::uint8_t spare = 0;
    double stock_multiple = 1.0;     // orders of the seat
    double production_share = 1.0;
    double report_factor = 1.0;
    double thrift_effort = 0.0;
    double lobby_effort = 0.0;
    double thrift = 0.0;             // share of use saved so far
    double heavy_free = 0.0;         // share of high-temperature magnets replaced by plain ones so far
    double petition_t = 0.0;         // tonnes asked of the licensing desk out of turn
    double price_floor = 0.0;        // USD/kg guaranteed for its output of floor_product; 0: none
    double floor_t = 0.0;            // a week, covered by the floor
    double profit = 0.0;             // USD million, last week
    double cash = 0.0;
};
CHOKEPOINT_FIELDS(Firm, output, owed, stopped_weeks, ever_stopped, general_licence, floor_product, obeys_abroad, lobby_for, found_pct, spare,
                  stock_multiple, production_share, report_factor, thrift_effort, lobby_effort, thrift, heavy_free, petition_t, price_floor,
                  floor_t, profit, cash)

struct Facility {
    double output_t = 0.0;     // last week (separation: concentrate taken in)
    double capacity_t = 0.0;   // a week
    double normal_t = 0.0;     // a week, what it is crewed, supplied and approved for; grows to capacity
    double waste = 0.0;        // share of inputs that new capacity loses, fading
    double opening_ratio = 1.0;  // revenue over cost of a tonne at the start
    double opening_cost = 0.0;   // USD/kg
};
CHOKEPOINT_FIELDS(Facility, output_t, capacity_t, normal_t, waste, opening_ratio, opening_cost)

// A statement that still runs, and how far its measure had been ordered when it was made (politics.cpp counts what came
// after). One without a date is kept for a turn, to be heard.
struct DatedStatement {
    Statement said;
    double level = 0.0;  // of a promise or a red line with a trigger: when that occurred
};
CHOKEPOINT_FIELDS(DatedStatement, said, level)

// What somebody has seen a government do about its words, as Beta counts that start at 1 and fade back to it.
struct TrackRecord {
    double threats_kept = 1.0, threats_broken = 1.0;
    double promises_kept = 1.0, promises_broken = 1.0;
};
CHOKEPOINT_FIELDS(TrackRecord, threats_kept, threats_broken, promises_kept, promises_broken)

// Where every tonne went, per product, since the start: opening + produced = used + lost + closing.
struct Ledger {
    PerProduct<double> opening_t{};
    PerProduct<double> produced_t{};
    PerProduct<double> used_t{};
    PerProduct<double> lost_t{};
};
CHOKEPOINT_FIELDS(Ledger, opening_t, produced_t, used_t, lost_t)

struct Market {
    PerProduct<PerRegion<double>> stock_t{};      // for sale at producers and traders
    PerProduct<PerRegion<double>> outflow_t{};    // asked for and sold a week, smoothed
    PerProduct<double> price_inside{};            // USD/kg
    PerProduct<double> price_outside{};           // the residual quote
    PerProduct<double> contract_outside{};        // what contracts there rest on; follows the quote over years
    PerProduct<double> use_inside_t{};            // of buyers at full output in the last week, by their zone
    PerProduct<double> use_outside_t{};
    PerProduct<double> unfilled_inside_t{};
    PerProduct<double> unfilled_outside_t{};
    PerProduct<double> cover_inside_weeks{};      // after the last resolve
    PerProduct<double> cover_outside_weeks{};
    PerProduct<double> rest_inside_weeks{};       // cover at the start, at which prices rest
    PerProduct<double> rest_outside_weeks{};
    PerProduct<double> output_t{};                // of the world, last week
    PerProduct<double> cost_inside{};             // of makers there, against the start
    PerProduct<double> cost_outside{};
    std::array<PerRegion<double>, 8> magnet_exports_t{};  // from China by week, newest first
    PerRegion<double> magnet_exports_base_t{};            // a week
    PerRegion<double> wary{};  // 0 to 1: how far buyers there have learnt to order past China
    double demand_index = 1.0;                            // of users' normal use, growing
    std::array<double, limits::recipes> made_inside_t{};  // since the start, by recipe: what learning counts
    std::array<double, limits::recipes> made_outside_t{};
};
CHOKEPOINT_FIELDS(Market, stock_t, outflow_t, price_inside, price_outside, contract_outside, use_inside_t, use_outside_t,
                  unfilled_inside_t, unfilled_outside_t, cover_inside_weeks, cover_outside_weeks, rest_inside_weeks,
                  rest_outside_weeks, output_t, cost_inside, cost_outside, magnet_exports_t, magnet_exports_base_t,
                  wary, demand_index, made_inside_t, made_outside_t)

// China's licensing desk.
struct Desk {
    FixedVec<Application, limits::applications> queue;
    double throughput = 0.0;                              // applications a week
    double credit = 0.0;                                  // decisions saved up, below one
    PerRegion<double> region_priority{};                  // 1: normal
    std::array<double, count_of<EndUse>> end_use_priority{};
    PerRegion<double> decided{};                          // smoothed counts, half-life 13 weeks
    PerRegion<double> granted{};
    PerRegion<double> mean_age_weeks{};                   // of decisions, smoothed
    double decided_total = 0.0;
    double granted_total = 0.0;
};
CHOKEPOINT_FIELDS(Desk, queue, throughput, credit, region_priority, end_use_priority, decided, granted,
                  mean_age_weeks, decided_total, granted_total)

// Goods trade between two regions outside rare earths.
struct TradeFlow {
    double ratio = 1.0;       // of the opening volume
    double slow_log = 0.0;    // the part of the response that takes time
    double rate_pct = 0.0;    // trade-weighted tariff on it, last week
    double paid_pct = 0.0;    // by what arrived last week
    double ahead_weeks = 0.0; // imported before their time and not sold yet, in weeks of the opening volume
};
CHOKEPOINT_FIELDS(TradeFlow, ratio, slow_log, rate_pct, paid_pct, ahead_weeks)

struct GovernmentState {
    std::array<double, count_of<PainCause>> pain{};
    double stress = 0.0;              // 0 to 100
    double output_loss_pct = 0.0;
    double inflation_pct = 0.0;
    double approval_pct = 0.0;
    double revenue_usd_bn = 0.0;      // a year at the present rate
    double aid_left_usd_bn = 0.0;
    double floor_paid_usd_bn = 0.0;   // under price floors since the start
    double farm_share = 1.0;          // China: share of normal purchases of farm goods
    double listed_firms = 0.0;        // of the other side, on this government's lists
    std::array<double, count_of<ControlKind>> hit{};    // by the rival's measures, at strength, built up with a lag
    std::array<double, count_of<ControlKind>> taken{};  // own measures against the rival, the same
    double jobs_lost_pct = 0.0;
    double readiness = 1.0;           // share of defence output, smoothed over a quarter
    double agency_capacity = 1.0;     // 0 to 1: what shutdowns and reshuffles leave of the scenario's
    Day appropriation_until = far_day;
    bool emergency_permits = false;
    std::array<std::uint8_t, 3> spare{};
    double funds_asked_usd_bn = 0.0;  // of the legislature, waiting
    double research = 0.0;            // USD bn spent and at work
    PerRegion<double> eased{};        // resource diplomacy: extra pace of projects there, fading
    double alarm = 0.0;               // 1 after a new control at home's expense, fading
    double pain_sum = 0.0;            // over weeks
    std::array<double, count_of<Interest>> valued{};  // point-weeks since the start by what it values, not weighted (value.hpp)
    double last_headline_pct = 0.0;   // tariff faced, for changes
    double last_stopped_share = 0.0;
    // its type, drawn at the start and hidden from the others
    double patience = 0.0;
    double hawkishness = 0.0;
    double red_line = 0.0;
    std::array<double, count_of<Interest>> weights{};
    // what others think: goodwill[g] of g towards this one; the public track record as Beta counts; and what each
    // government has seen of it, public or said to it in private, by class of measure
    std::array<double, limits::governments> goodwill{};
    double threats_kept = 1.0, threats_broken = 1.0;
    double promises_kept = 1.0, promises_broken = 1.0;
    std::array<std::array<TrackRecord, count_of<MeasureClass>>, limits::governments> seen_by{};
    PerProduct<double> reserve_t{};   // public stockpile

    double total_pain() const;
};
CHOKEPOINT_FIELDS(GovernmentState, pain, stress, output_loss_pct, inflation_pct, approval_pct, revenue_usd_bn,
                  aid_left_usd_bn, floor_paid_usd_bn, farm_share, listed_firms, hit, taken, jobs_lost_pct, readiness, agency_capacity,
                  appropriation_until, emergency_permits, spare, funds_asked_usd_bn, research, eased, alarm, pain_sum, valued, last_headline_pct, last_stopped_share,
                  patience, hawkishness, red_line, weights, goodwill, threats_kept, threats_broken, promises_kept,
                  promises_broken, seen_by, reserve_t)

struct Project {
    double weeks_left = 0.0;     // of building; then of ramping
    double funded = 0.0;         // USD million of public money paid
    double pledged = 0.0;        // decided, not yet paid
    double pledge_weeks = 0.0;   // until it is
    double charged = 0.0;        // to the appropriation, in all
    double recoverable = 0.0;    // of it, if the project works
    double offtake = 0.0;        // share of its output that a buyer has promised to take
    double priority = 0.0;       // permits: extra agency attention, fading
    double ramped = 0.0;         // share of capacity on stream
    ProjectState state = ProjectState::planned;
    std::uint8_t built = 0;      // how often it has been built before
    Government lender = Government::us;  // of what is recoverable: who lent or bought in last
    std::array<std::uint8_t, 5> spare{};
};
CHOKEPOINT_FIELDS(Project, weeks_left, funded, pledged, pledge_weeks, charged, recoverable, offtake, priority, ramped,
                  state, built, lender, spare)

struct ActiveShock {
    double size = 0.0;
    std::int32_t weeks_left = 0;
    ShockKind kind = ShockKind::mine_accident;
    Region region = Region::china;
    std::array<std::uint8_t, 2> spare{};
};
CHOKEPOINT_FIELDS(ActiveShock, size, weeks_left, kind, region, spare)

// China's levers on its own producers and its border, beside controls.
struct SupplyPolicy {
    double quota = 1.0;          // of normal output that mines and separators may reach
    double flood = 0.0;          // share of the price that exporters forgo
    double flood_memory = 0.0;   // of investors abroad, 0 to 1
    double enforcement = 0.0;    // against smuggling, 0 to 1
};
CHOKEPOINT_FIELDS(SupplyPolicy, quota, flood, flood_memory, enforcement)

// What is measured along the way for Outcomes.
struct Tally {
    std::int32_t truce_week = 0;
    std::int32_t agreements = 0;
    std::int32_t breaches = 0;
    std::int32_t snap_backs = 0;
    std::int32_t first_stop_week = 0;
    std::int32_t weeks = 0;
    double plants_stopped = 0.0;
    double plants_stopped_peak = 0.0;
    double peak_us_tariff_pct = 0.0;
    double peak_china_tariff_pct = 0.0;
    double peak_dy_outside = 0.0;
    double magnet_exports_t = 0.0;
    double mass_balance_rel_max = 0.0;
    // Promises by the seat that owed them: weeks in which a term was due, and those in which it was kept in fact.
    std::array<std::uint32_t, limits::seats> due_term_weeks{};
    std::array<std::uint32_t, limits::seats> kept_term_weeks{};
};
CHOKEPOINT_FIELDS(Tally, truce_week, agreements, breaches, snap_backs, first_stop_week, weeks, plants_stopped,
                  plants_stopped_peak, peak_us_tariff_pct, peak_china_tariff_pct, peak_dy_outside, magnet_exports_t,
                  mass_balance_rel_max, due_term_weeks, kept_term_weeks)

// What the world keeps of a term in force, to tell whether it is kept. Few fields, since there are many terms: each kind
// of term reads them in its own way.
struct TermRecord {
    double done = 0.0;      // purchase: USD bn bought; supply contract: tonnes delivered lately; truce, suspended list: firms listed since; public money: USD
                            // million pledged; licence with a quota: tonnes of applications that left the queue; pooled
                            // stockpile: tonnes sold to the other side
    double standing = 0.0;  // tariff, truce: the most that may stand, percent, by what was ordered when the term began;
                            // licence: applications decided lately, smoothed count; pooled stockpile: tonnes promised that
                            // were there; aligned control: strength that was joined; supply contract: tonnes lately
                            // that were due past the border
    double beside = 0.0;    // truce: the most of controls that may stand (control_level); licence: mean age of those
                            // decided, weeks; supply contract: tonnes delivered in the last week
};
CHOKEPOINT_FIELDS(TermRecord, done, standing, beside)

struct World {
    FixedVec<TariffMeasure, limits::tariffs> tariffs;
    FixedVec<ControlMeasure, limits::controls> controls;
    FixedVec<Agreement, limits::agreements> agreements;
    std::array<std::array<double, limits::terms>, limits::agreements> seen_shortfall{};  // by the receiving party
    std::array<std::array<TermRecord, limits::terms>, limits::agreements> records{};
    // An agreement's first truce binds the side that it is given to as well: what that side does, and how it looks.
    std::array<TermRecord, limits::agreements> truce_records{};
    std::array<double, limits::agreements> seen_by_giver{};
    FixedVec<DatedStatement, limits::statements> statements;
    FixedVec<Inquiry, limits::inquiries> inquiries;
    FixedVec<Event, limits::events> events;            // of the week that runs
    FixedVec<ActiveShock, 16> shocks;
    FixedVec<Need, limits::needs> needs;
    FixedVec<Firm, limits::firms> firms;
    FixedVec<Facility, limits::facilities> facilities;
    FixedVec<TradeFlow, limits::flows> flows;
    FixedVec<Project, limits::projects> projects;
    std::array<GovernmentState, limits::governments> governments{};
    Market market;
    Desk desk;
    SupplyPolicy supply;
    Ledger ledger;
    Day today = no_day;                                // of the last phase or resolve
    std::int32_t spare = 0;
    std::uint64_t under_contract = 0;                  // firms that delivered last week at an agreed price, bits of their index
    Tally tally;

    GovernmentState& of(Government government) { return governments[index_of(government)]; }
    const GovernmentState& of(Government government) const { return governments[index_of(government)]; }
};
CHOKEPOINT_FIELDS(World, tariffs, controls, agreements, seen_shortfall, records, truce_records, seen_by_giver, statements, inquiries, events, shocks, needs, firms,
                  facilities, flows, projects, governments, market, desk, supply, ledger, today, spare, under_contract, tally)

// Where and when a rule runs.
struct Moment {
    std::uint64_t seed = 0;
    int week = 1;
    int round = 0;     // 0: the week's start; rounds + 2: resolve
    Day today = no_day;
};

// The opening state: stocks from cover, pipelines full, types and plants' stocks drawn from the seed.
World start_world(const Params& params, std::uint64_t seed);

// The week's start: events of last week are forgotten, shocks strike.
void begin_week(const Params& params, World& world, const Moment& moment);

// The resolve of a week, in the order of 10-model section 2: licences, shipments, production, consumption,
// prices, projects, macro and politics, agreements, tally. Orders have taken effect before. `why`, begun with the
// world of last week's end (explain.hpp), is told where prices, pains and profits come from; the world is the same.
void resolve_week(const Params& params, World& world, const Moment& moment, Explanation* why = nullptr);
// The same without what the tally adds at a week's end, on which no rule relies: for worlds of which nobody keeps count.
void run_week(const Params& params, World& world, const Moment& moment, Explanation* why = nullptr);

// Records an event of this week; a full log drops the least important kind of news silently.
void note(World& world, const Moment& moment, Event event);

}  // namespace chokepoint
