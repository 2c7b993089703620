// The rules of the world by subject, as resolve_week calls them. Each has a file of its own and changes only the
// part of the state that its line names. Those that take `why` say where their numbers come from, if it is not null.
#pragma once

#include "engine/domain/snapshot.hpp"
#include "engine/world/explain.hpp"
#include "engine/world/world.hpp"

namespace chokepoint {

// shocks.cpp: draws new shocks, ages the running ones.
void strike_shocks(const Params& params, World& world, const Moment& moment);
// The summed size of the running shocks of a kind in a region.
double shock_size(const World& world, ShockKind kind, Region region);

// stacks.cpp: reads tariffs and controls; changes nothing.
// Sum of the across-the-board components in force on a day (fentanyl, reciprocal, threatened, retaliation),
// percent: the 145 of April 2025.
double headline_pct(const World& world, Government by, Region on, Day day);
// The same weighted by coverage, averaged over the days of the week that starts on `first`.
double weighted_pct(const World& world, Government by, Region on, Day first);
// What rare-earth goods pay, percent, mean over the week: by class of good, importing and exporting region.
using TariffTable = std::array<PerRegion<PerRegion<double>>, count_of<ProductClass>>;
TariffTable goods_tariffs(const World& world, Day first);
// The government whose tariffs a region's imports meet, or nullptr.
const Government* government_at(Region region);
// Strength of the strongest measure of a single-switch kind in force, 0: none.
double control_strength(const World& world, Government by, ControlKind kind, Region on, Day day);
// The same as effects count it: lists in hundreds of firms, those added by orders included; rules whose strength is a
// threshold as in force or not; the rest as it is.
double measure_strength(const World& world, Government by, ControlKind kind, Region on, Day day);
// What stands between a Chinese product and a foreign buyer.
struct ExportRule {
    bool banned = false;
    bool needs_licence = false;
    double held_share = 0.0;  // of uncontrolled goods, by customs checks
    double quota = 1e9;       // share of the usual flow that an export quota lets out
    Day since = no_day;       // of the licence control
};
ExportRule export_rule(const Params& params, const World& world, Product product, Region to, Day day);
// All of them at once, for the loops over needs; and the share of foreign makers' goods that an extraterritorial
// rule puts under the same licence, by product, origin and destination.
struct ExportRules {
    std::array<std::array<ExportRule, count_of<Region>>, count_of<Product>> from_china;
    PerRegion<double> abroad_threshold;  // by destination: least Chinese content that is caught, 0 to 1; above 1: none
};
ExportRules export_rules(const Params& params, const World& world, Day day);
// The share of what `origin` ships to the buyer of a need that requires a Chinese licence, 0 to 1.
double licence_share(const Params& params, const ExportRules& rules, const NeedParams& need, Region origin);
// True where a truce in force between the two freezes new measures.
bool frozen_by_truce(const World& world, SeatId by, SeatId against);
// Longest processing, in weeks, that China owes a region under agreements in force; 0: nothing promised.
double promised_weeks(const Params& params, const World& world, Region region);
// The week in which that promise entered into force; 0: none.
int promise_week(const Params& params, const World& world, Region region);
// Whether any Chinese product needs a licence to go there.
bool needs_any_licence(const Params& params, const World& world, Region to, Day day);

// licensing.cpp: the queue of applications (desk, needs' licences).
void file_applications(const Params& params, World& world, const Moment& moment);
// Licences that buyers hold at the start under a control that has stood for longer than a review.
void open_licences(const Params& params, World& world, std::uint64_t seed);
// How the desk ranks a region's applications, 1: normal. Those who file in one queue are ranked as one.
double desk_priority(const Params& params, const World& world, Region region);
void decide_applications(const Params& params, World& world, const Moment& moment);

// shipping.cpp: orders of every need, rationing, transit, arrivals (needs, market stocks and outflow).
void ship(const Params& params, World& world, const Moment& moment);

// The share of last week's orders of rare earths, by value at the start, that was held up in China: by region, 0 to 1.
PerRegion<double> held_shares(const Params& params, const World& world);

// production.cpp: facilities turn inputs into outputs; users turn parts into goods or stop (ledger, firms).
void produce(const Params& params, World& world, const Moment& moment);
void consume(const Params& params, World& world, const Moment& moment, Explanation* why = nullptr);
void write_off(const Params& params, World& world);
// What a firm uses of a need in a week at full output, tonnes: growth and thrift included.
double full_use(const Params& params, const World& world, std::size_t need);
// What a region's makers of a product can run at in normal times against the start, 1 where nobody made it: grows with
// their capacity.
using Growth = PerProduct<PerRegion<double>>;
Growth capacity_growth(const Params& params, const World& world);
// Processing of a tonne beside inputs, USD/kg: dearer outside China at first, falling on each side with what that
// side has made.
double processing_cost(const Params& params, const World& world, std::size_t recipe, Zone zone);
// Full cost of a tonne of output at a site, USD/kg: inputs as bought and processing as learnt (separation: of a
// tonne of concentrate).
double full_cost(const Params& params, const World& world, std::size_t facility);
// Revenue over full cost of a tonne at a site, at the prices of today: what it earns, a floor included, against
// inputs as bought and processing cost as learnt.
double revenue_ratio(const Params& params, const World& world, std::size_t facility);

// prices.cpp: two zones, from excess demand, cover and cost only.
void measure_cover(const Params& params, World& world);
void move_prices(const Params& params, World& world, const Moment& moment, Explanation* why = nullptr);
// The pace at which a plant of this kind can be built or widened outside China, 0 to 1: a Chinese ban on technology
// slows what depends on it.
double technology_pace(const Params& params, const World& world, const RecipeParams& recipe);
// The price at which an origin sells a product: inside China that of the zone, less what a flood forgoes where the
// buyer is abroad; outside that of contracts, which follow the quote only in part. USD/kg.
double origin_price(const Params& params, const World& world, Product product, Region origin, Region buyer);
// What a need pays for a kilogram from an origin, USD, freight and tariff included.
double landed_price(const Params& params, const World& world, const NeedParams& need, Region origin,
                    const TariffTable& tariffs);

// agencies.cpp: appropriations, shutdowns, requests for money, payments that were pledged.
void run_agencies(const Params& params, World& world, const Moment& moment);
// Whether the government may commit new money today.
bool may_commit(const GovernmentState& state, Day today);

// books.cpp: profit of firms and what floors cost the governments.
void keep_books(const Params& params, World& world, Explanation* why = nullptr);

// projects.cpp: permits, finance, building, ramping.
void advance_projects(const Params& params, World& world, const Moment& moment);

// macro.cpp: goods trade under tariffs, fast and slow pain by cause.
void move_trade(const Params& params, World& world, const Moment& moment);
void feel_pain(const Params& params, World& world, const Moment& moment, Explanation* why = nullptr);

// politics.cpp: approval, goodwill, track records.
void move_politics(const Params& params, World& world, const Moment& moment, Explanation* why = nullptr);
// What a government thinks of another in quiet times, 0 to 1: the scenario's figure between the United States and its
// allies and of China towards the United States; a half, neither friend nor foe, where there is none.
double usual_goodwill(const Params& params, Government of, Government towards);
// P(a deal is ratified at home) by approval, pain, lobbying and how much the home side gives, 0 to 1.
double ratification_chance(const Params& params, const World& world, Government government, const Agreement& agreement);

// agreements.cpp: life of agreements: ratification, force, monitoring, breach, cure, snap-back, expiry.
void advance_agreements(const Params& params, World& world, const Moment& moment);
// Records an accepted offer as an agreement; false when the state holds no more.
bool sign(const Params& params, World& world, const Moment& moment, const Offer& offer, const PartyList& parties);
// Firms that a side lists under a truce count against it.
void count_listing(World& world, SeatId by, SeatId against, double firms);
// The acts on agreements; each answers why not, or none.
Refusal declare_breach(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement);
Refusal snap_back(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement);
Refusal renew(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement);
Refusal end_agreement(const Params& params, World& world, const Moment& moment, SeatId by, std::size_t agreement,
                      bool only_suspend);

// policy.cpp: unilateral orders of a seat; answers why not, or none. Takes effect at once, from moment.today.
Refusal apply_order(const Params& params, World& world, const Moment& moment, SeatId by, const Order& order);
Refusal make_statement(const Params& params, World& world, const Moment& moment, SeatId by, Statement statement);

// tally.cpp: mass balance and what Outcomes need.
// Largest |opening + produced - used - lost - closing| over products, relative to the product's throughput.
double mass_balance_error(const Params& params, const World& world);
void tally_week(const Params& params, World& world, const Moment& moment);

// observe.cpp: what a seat may see of the world, without its talks (those are the game's).
void observe_public(const Params& params, const World& world, const Moment& moment, PublicView& view);
void observe_private(const Params& params, const World& world, const Moment& moment, SeatId seat, Observation& out);
// picture.cpp: the same for watchers.
void draw_world(const Params& params, const World& world, const Moment& moment, Viewpoint viewpoint, SeatId seat,
                Snapshot& out);

// Shared arithmetic.
double fading(double half_life_weeks);  // factor a week that halves in the given time, in (0, 1)
inline double percent(const Figure& figure) { return figure.value / 100.0; }

}  // namespace chokepoint
