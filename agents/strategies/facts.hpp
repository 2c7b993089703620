// What every seat may know before the game: the public scenario as numbers and seat ids, prepared once per agent
// so that no decision handles a string. Ranges are public, what the seed drew from them is not: here stand only
// the middle values.
#pragma once

#include <array>
#include <vector>

#include "engine/domain/agenda.hpp"
#include "engine/domain/measures.hpp"

namespace chokepoint::agents {

struct GovernmentFacts {
    SeatId seat = no_seat;      // no_seat: not in the scenario
    double gdp = 1.0;           // USD bn a year
    double approval = 50.0;
    double patience = 0.95, hawkishness = 0.5, red_line = 0.3;
    double no_deal_worth = 0.0; // share of the best deal's worth that only makes up for no deal: the model's, not the seed's
    double annuity = 0.0;       // discounted weeks of the horizon, at the middle of its patience
    double patience_low = 0.95, patience_high = 0.95;  // what the public knows of the type is its range
    double red_line_low = 0.3, red_line_high = 0.3;
    double hawkishness_low = 0.5, hawkishness_high = 0.5;
    std::array<double, count_of<Interest>> weights{};  // mean 1 over those given, 0 for others; 1 where none is
    double exports_to_us = 0.0, exports_to_china = 0.0;  // USD bn a year
    std::array<double, count_of<Region>> exports_to{};   // the same, of all that the scenario names
    // Points of output a week lost if every user of controlled parts at home stood still.
    double full_stop_pain = 0.0;
    double plants = 0.0;
    double aid_budget_usd_m = 0.0;  // a year, for projects, floors and stockpiles
    std::array<double, count_of<Product>> reserve_t{};  // public stocks at the opening
    std::array<double, count_of<Product>> half_a_year_t{};  // the same and what is made at home in half a year: what it could set aside
    double magnet_use_t = 0.0;  // tonnes a week of heavy or SmCo magnets that its users need
};

// What a firm makes of a product in a region, or could once its project runs; and what it takes in. t/yr.
struct Output {
    Product product = Product::oxide_ndpr;
    Region region = Region::us;
    double t = 0.0;
    double unit_cost = 0.0;             // USD/kg beside inputs, of the recipe at the firm's home
    bool is_planned = false;            // a project's, not yet made
    double usual_t = 0.0;               // of t, as plants run at the opening; nothing of a project's
};
struct Input {
    Product product = Product::oxide_ndpr;
    double t = 0.0;
};

// A plant that a firm has planned: what it would put out, t/yr, and the mean price at which it is worth its cost.
struct Plan {
    std::uint8_t project = 0;
    double cost = 0.0;                  // USD million
    double hurdle = 0.0;                // USD/kg
    std::vector<Output> outputs;
};

struct FirmFacts {
    Region region = Region::us;
    FirmKind kind = FirmKind::user;
    SeatId seat = no_seat;
    double disclosure = 1.0;
    double value_added = 0.0;           // USD million a week at full output; users only
    double part_use_t = 0.0;            // tonnes a week of magnets; users only
    double output_t = 0.0;              // tonnes a year over its facilities and projects; makers only
    double unit_cost = 0.0;             // USD/kg of its dearest facility
    Product output = Product::oxide_ndpr;
    bool has_project = false;
    std::uint8_t project = 0;           // the first of its own
    Region project_region = Region::us;
    double project_hurdle = 0.0;        // USD/kg
    double project_cost = 0.0;          // USD million
    Product project_output = Product::oxide_ndpr;
    SeatId home_government = no_seat;
    bool has_agenda = false;
    std::vector<Output> outputs;
    std::vector<Input> inputs;
    std::vector<Plan> plans;
    bool makes_arms = false;            // users only
};

struct DatedAct {
    Day day = no_day;
    Government by = Government::us;
    Order order;
};

struct Facts {
    SeatId seat = no_seat;
    Day start = no_day;             // first day of week 1
    int weeks_per_turn = 1;         // seats are asked in the first week of each turn
    std::size_t seats = 0;
    std::size_t government_seats = 0;
    std::array<GovernmentFacts, limits::governments> governments;
    std::array<Government, limits::governments> government_in_seat{};  // by seat, governments first
    std::vector<FirmFacts> firms;
    std::array<std::array<double, count_of<Region>>, count_of<Product>> usual_output_t{};  // of all of them, t/yr
    std::vector<int> firm_in_seat;  // by seat; -1: a government
    std::vector<Agenda> agendas;
    SeatMask sits_with = 0;         // all that share an agenda with this seat, itself among them
    std::vector<DatedAct> recorded;
    std::array<double, count_of<Product>> opening_price_outside{};
    std::array<double, count_of<Product>> opening_price_inside{};
    double nominal_days = 63.0;     // of licence review
    double ripe_chance = 0.7;       // a week, that an application as old as its review is ripe; less by the square of its age
    double throughput = 40.0;       // of the licensing desk, applications a week
    double tolerance = 0.15;
    double audit_cost = 0.5, study_cost = 2.0, inspection_cost = 5.0;  // USD million; an audit's for each firm
    std::array<double, count_of<Monitoring>> monitoring_cost{};        // USD million a year, to each government
    double elasticity = 2.5;        // of trade, short run
    double shortage_multiplier = 1.0;
    double us_tariff_drag = 0.3, china_tariff_drag = 0.5;
    double stress_per_point = 0.3;
    std::array<double, count_of<Good>> state_buys{};  // share of a pledged purchase that state buyers can be told to make

    const GovernmentFacts& of(Government government) const { return governments[index_of(government)]; }
    SeatMask governments_mask() const { return bit(static_cast<SeatId>(government_seats)) - 1; }  // they sit before the firms
    bool is_government(SeatId at) const { return at < government_seats; }
    Government government_of(SeatId at) const { return government_in_seat[at]; }
    SeatId seat_of(Government government) const { return of(government).seat; }
};

Facts make_facts(const Scenario& scenario, SeatId seat);

// The other side of the standoff; every ally's is China.
constexpr Government rival_of(Government government) {
    return government == Government::china ? Government::us : Government::china;
}

}  // namespace chokepoint::agents
