// The numbers of a scenario, made ready for the rules: indices for names, weeks for years, fractions for
// percent. Never changes during a game; shared by all games of a scenario.
#pragma once

#include <array>
#include <vector>

#include "engine/domain/measures.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint {

constexpr double weeks_per_year = 365.25 / 7.0;

// A figure's value and range.
struct Range {
    double value = 0.0, low = 0.0, high = 0.0;
};
inline Range range_of(const Figure& figure) { return {figure.value, figure.low, figure.high}; }

struct ProductParams {
    double price_inside = 0.0;    // USD/kg
    double price_outside = 0.0;
    double elasticity = 0.1;      // of demand in the first weeks, positive
    double elasticity_long = 0.1; // after years
    double choke_price = 0.0;     // USD/kg: no user pays more
    bool known = false;           // the scenario lists it
};

struct RecipeParams {
    Stage stage = Stage::mine;
    Product output = Product::concentrate_bastnaesite;
    std::array<Product, 4> inputs{};
    std::array<double, 4> t_per_t{};              // tonnes in per tonne of output
    std::size_t input_count = 0;
    double unit_cost = 0.0;                       // USD/kg in China at the start
    double premium_outside = 0.0;                 // share of unit cost, outside China at the start
    double learning_exponent = 0.0;               // cost falls with (cumulative output)^-exponent
    double chinese_technology = 0.0;              // 0 to 1
    double pollution = 0.0;                       // 0 to 1
    double base_inside_t = 0.0, base_outside_t = 0.0;  // opening output a week by zone, for learning
    std::array<double, count_of<Material>> oxides{};  // separation: t of oxide per t of concentrate
};
// Calls visit(product, tonnes) for what a tonne of a recipe's work makes: its output one, of a separation's concentrate
// each oxide's share, by material.
template <typename Visit>
void each_output(const RecipeParams& recipe, Visit visit) {
    if (recipe.stage != Stage::separation) return visit(recipe.output, 1.0);
    for (std::size_t m = 0; m <= index_of(Material::sc); ++m)
        if (recipe.oxides[m] > 0.0) visit(oxide_of(static_cast<Material>(m)), recipe.oxides[m]);
}
// Tonnes of a product from a tonne of the recipe's work.
inline double made_per_tonne(const RecipeParams& recipe, Product product) {
    if (recipe.stage != Stage::separation) return recipe.output == product ? 1.0 : 0.0;
    return is_oxide(product) ? recipe.oxides[index_of(product) - index_of(Product::oxide_la_ce)] : 0.0;
}

struct FacilityParams {
    std::size_t firm = 0, recipe = 0;
    Region region = Region::china;
    double base_t = 0.0;                          // output a week at the start (separation: input)
    double capacity_t = 0.0;                      // a week
    std::array<std::size_t, 4> needs{};           // of its inputs, by position in the recipe
};

// One firm's demand for one product and where it buys.
struct NeedParams {
    std::size_t firm = 0;
    Product product = Product::magnet_ndfeb;
    Region region = Region::us;
    double base_t = 0.0;                          // a week at base output
    std::size_t origin_count = 0;
    std::array<Region, limits::origins> origins{};
    std::array<double, limits::origins> shares{}; // sum 1
    std::array<int, limits::origins> transit{};   // weeks, 0 to limits::transit_weeks - 1
    double pipeline_weeks = 0.0;                  // of purchases under way, those of the week included
    std::array<double, limits::origins> opening_landed{};  // USD/kg, freight and tariff included
    double opening_cost = 0.0;                    // USD/kg, the same over all origins
    double target_days = 0.0;                     // stock aimed at, median
    bool is_user = false;
    int plain_need = -1;      // high-temperature magnets of a user: its need of plain ones, which redesign turns to
    int heavy_need = -1;      // and back
};

struct FirmParams {
    Region region = Region::us;
    FirmKind kind = FirmKind::user;
    Sector sector = Sector::none;
    EndUse end_use = EndUse::civil;
    SeatId seat = no_seat;
    double plants = 0.0;
    std::size_t cohorts = 1;
    std::array<double, limits::cohorts> cohort_share{};  // of plants, sum 1; the first are the leanest
    std::array<std::size_t, limits::cohorts> cohort_draws{};  // plants drawn for each at the start
    double stock_days = 0.0, stock_cv = 0.0;
    double value_added = 0.0;                     // USD bn a week at full output
    double catch_up = 0.0;                        // share of lost output made up
    double lobby_weight = 0.0;                    // 0 to 1
    double disclosure = 1.0;
    std::vector<std::size_t> needs;
    std::vector<std::size_t> uses;                // of them, as a user: at most one of each product
    std::vector<std::size_t> facilities;
    bool counts_plants = false;                   // plants of it appear in the stop statistics
};

// A need of a region for a product, and its share of what all there use at the start.
struct Buyer {
    std::size_t need = 0;
    double share = 0.0;
};

// What a measure costs both sides at full strength, in points of pain (domain MeasureEffect).
struct EffectParams {
    double target_pain = 0.0, own_pain = 0.0;
    double kept = 0.5;  // a week, of what has built up: half of it within the half-life
};

// A kind of measure as a government feels it: taken by its adversary, and by itself.
struct FeltMeasure {
    ControlKind kind = ControlKind::licence;
    EffectParams theirs, ours;
};

// Whose measures beside tariffs hit a government, and whom its own are aimed at. An ally's quarrel over tariffs is with the
// United States, over controls with China.
constexpr Government adversary_of(Government government) { return government == Government::china ? Government::us : Government::china; }

// Whose tariffs hit it, and whom its own are aimed at.
constexpr Region rival_region(Government government) { return government == Government::us ? Region::china : Region::us; }

struct GovernmentParams {
    bool present = false;
    SeatId seat = no_seat;
    double gdp = 0.0;                             // USD bn a year
    double approval = 50.0;
    Range patience, hawkishness, red_line;
    double goodwill = 0.5;
    double aid_budget = 0.0;                      // USD bn a year
    double agency_capacity = 1.0;                 // 0 to 1
    double funds_chance = 0.0;                    // a week
    double release_alarm = 0.0;                   // of the public, before the stockpile may be opened
    Day appropriation_until = far_day;
    std::vector<std::size_t> firms;               // at home
    std::vector<FeltMeasure> effects;             // of the kinds that it feels at all
    std::array<double, count_of<Product>> reserve_t{};
    std::array<Range, count_of<Interest>> weights{};
};

struct AidParams {
    double budget_share = 1.0, weeks = 0.0, recovered = 0.0;
};

struct TradeFlowParams {
    Region from = Region::china, to = Region::us;
    double value = 0.0;                           // USD bn a year
    double share = 0.0;                           // of all imports of `to` that the scenario lists
    double settled_pct = 0.0;                     // trade-weighted tariff that trade had settled to
};

struct ProjectParams {
    std::size_t firm = 0, recipe = 0;
    Region region = Region::us;
    ProjectState state = ProjectState::planned;
    double capacity_t = 0.0;                      // a week
    double cost = 0.0;                            // USD million
    double weeks_left = 0.0;
    double hurdle = 0.0;                          // USD/kg
    std::size_t facility = 0;                     // where its capacity is added
    int repeats = 0;
};

struct ShockParams {
    ShockKind kind = ShockKind::mine_accident;
    Region region = Region::china;
    Day day = no_day;                             // strikes for certain in the week of this day; no_day: at random
    double weekly_chance = 0.0;
    double size = 0.0;
    int weeks = 0;
};

struct AgendaParams {
    PartyList parties;
    TalkLevel level = TalkLevel::working;
};

// What a week leaves, 0 to 1, of what fades or catches up by the half-lives of the rules (fading), as prepare() finds them: a rule
// changed afterwards changes nothing here.
struct Fadings {
    double elasticity = 0.0, contract_price = 0.0;      // prices
    double trade = 0.0, ahead = 0.0, wary = 0.0;        // trade
    double alarm = 0.0, waste = 0.0, thrift = 0.0;      // supply; thrift as nobody's research hastens it
    double stress = 0.0;                                // macro
    double reputation = 0.0;                            // negotiation
    double flood_memory = 0.0;                          // projects
    double quarter = 0.0;  // by no figure of the scenario, 13 weeks: decisions and deliveries by which a term is judged, what the desk
                           // decided lately, readiness
};

struct Params {
    Day start = no_day;
    Day peace = no_day;                           // trade has settled to the tariffs of that day
    int weeks = 52;
    int rounds = 3;
    int weeks_per_turn = 1;                       // seats are asked in the first week of each turn only
    std::size_t seats = 0;
    std::array<ProductParams, count_of<Product>> products{};
    std::vector<Product> traded;                  // that the scenario lists, makes or uses: of all others there is none, ever
    std::vector<RecipeParams> recipes;
    std::vector<FacilityParams> facilities;
    std::vector<NeedParams> needs;
    std::vector<FirmParams> firms;
    std::array<GovernmentParams, limits::governments> governments{};
    std::vector<TradeFlowParams> flows;
    std::array<std::array<int, count_of<Region>>, count_of<Region>> flow_between{};  // index of flows by from and to; -1: none
    std::vector<TariffMeasure> tariffs;
    std::vector<ControlMeasure> controls;
    std::vector<ProjectParams> projects;
    std::vector<ShockParams> shocks;
    std::array<AidParams, count_of<AidKind>> aid{};
    // Share of a region's output of a product that an extraterritorial rule reaches: made of Chinese inputs above
    // the least share that any rule has named, or by Chinese technology.
    std::array<std::array<double, count_of<Region>>, count_of<Product>> chinese_content{};
    std::array<double, count_of<Product>> chinese_share{};           // of what buyers outside China bought at the start
    std::vector<AgendaParams> agendas;
    std::vector<int> firm_of_seat;                                   // -1: a government
    std::array<Government, limits::seats> government_of_seat{};      // of seats where firm_of_seat is -1
    std::array<std::array<double, count_of<Region>>, count_of<Product>> base_outflow_t{};  // a week, from a region
    std::array<std::array<std::vector<Buyer>, count_of<Region>>, count_of<Product>> buyers;
    std::array<std::vector<std::size_t>, count_of<Product>> needs_for;  // a product, in order
    std::array<std::array<double, count_of<Region>>, count_of<Product>> home_share{};  // of makers' sales at the start; 1: none yet
    Rules rules;
    Fadings fadings;
    SwitchedOff switched_off;

    Day day_of(int week) const { return start + 7 * (week - 1); }    // first day of a week
    bool starts_turn(int week) const { return (week - 1) % weeks_per_turn == 0; }
    const GovernmentParams& of(Government government) const { return governments[index_of(government)]; }
    // The government that sits in a seat; the seat must be a government's.
    Government government_of(SeatId seat) const {
        CHOKEPOINT_CHECK(is_government(seat));
        return government_of_seat[seat];
    }
    bool is_government(SeatId seat) const { return seat < firm_of_seat.size() && firm_of_seat[seat] < 0; }
};

// Prepares a scenario that validate() found sound. Errors: capacities exceeded only after expansion (needs).
Result<Params> prepare(const Scenario& scenario);

}  // namespace chokepoint
