// A world of one page for tests of firms: a car maker, a magnet maker in Japan, a separator in China, and a miner with a plan.
#pragma once

#include <algorithm>

#include "agents/firm/board.hpp"
#include "agents/strategies/table.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {

constexpr SeatId magnet_seat = 5, smelter_seat = 6;
constexpr std::uint32_t magnet_firm = 3, smelter_firm = 4;

inline Figure sure(double value) { return {value, value, value, "-", "test", FigureStatus::judgement}; }

inline void add_price(Scenario& scenario, Product product, double inside, double outside) {
    ProductSpec spec;
    spec.product = product;
    spec.price_inside = sure(inside);
    spec.price_outside = sure(outside);
    scenario.products.push_back(spec);
}

inline void add_plant(Scenario& scenario, const std::string& name, FirmKind kind, Region region, Product output, double t) {
    FirmSpec firm;
    firm.name = name;
    firm.title = name;
    firm.region = region;
    firm.kind = kind;
    firm.has_seat = true;
    firm.strategy = "profit";
    firm.disclosure = sure(1.0);
    scenario.firms.push_back(firm);
    RecipeSpec recipe;
    recipe.name = name + "-recipe";
    recipe.stage = Stage::magnet;
    recipe.output = output;
    recipe.yield = sure(100.0);
    recipe.unit_cost = sure(20.0);
    scenario.recipes.push_back(recipe);
    FacilitySpec site;
    site.name = name + "-site";
    site.firm = name;
    site.region = region;
    site.recipe = recipe.name;
    site.capacity = sure(t);
    site.utilisation = sure(100.0);
    scenario.facilities.push_back(site);
}

inline Scenario with_makers() {
    Scenario scenario = small_scenario();
    add_price(scenario, Product::magnet_ndfeb_ht, 56.0, 63.0);
    add_price(scenario, Product::metal_ndpr, 72.0, 76.0);
    add_plant(scenario, "magnet-works", FirmKind::magnet_maker, Region::japan, Product::magnet_ndfeb_ht, 4000.0);
    add_plant(scenario, "smelter", FirmKind::metal_maker, Region::china, Product::metal_ndpr, 9000.0);
    ProjectSpec plan;
    plan.name = "second-pit";
    plan.firm = "the-mine";
    plan.recipe = "magnet-works-recipe";
    plan.capacity = sure(1000.0);
    plan.cost = sure(100.0);
    plan.hurdle = sure(50.0);
    scenario.projects.push_back(plan);
    return scenario;
}

inline std::unique_ptr<const Agent> player(SeatId seat, std::string_view strategy = "profit") {
    auto made = make_agent(with_makers(), seat, strategy);
    REQUIRE(made.ok());
    return std::move(*made);
}

inline Observation page_of(SeatId seat, int week, int round) {
    Observation o = seen_by(seat, week, round);
    for (const auto& [product, inside, outside] : {std::tuple{Product::magnet_ndfeb_ht, 56.0, 63.0}, std::tuple{Product::metal_ndpr, 72.0, 76.0}}) {
        o.record.price_inside[index_of(product)] = inside;
        o.record.price_outside[index_of(product)] = outside;
    }
    if (seat == magnet_seat) o.firm.firm = magnet_firm;
    if (seat == smelter_seat) o.firm.firm = smelter_firm;
    o.firm.output_share = 1.0;
    return o;
}

// The car maker with so many days of its magnets, and a control on them.
inline Observation under_control(int week, int round, double days) {
    Observation o = page_of(maker_seat, week, round);
    add_licence_control(o, 1);
    NeedView need;
    need.product = Product::magnet_ndfeb_ht;
    need.use_t = 38.0;
    need.stock_t = need.use_t * days / 7.0;
    need.cost_usd_per_kg = 63.0;
    need.controlled = true;
    REQUIRE(o.firm.needs.push(need));
    o.firm.cover_days = days;
    return o;
}

inline TalkView free_talk(SeatId opener, SeatId other, SeatId turn) {
    TalkView talk;
    talk.turn = turn;
    talk.opened_week = 1;
    REQUIRE(talk.parties.push(opener));
    REQUIRE(talk.parties.push(other));
    return talk;
}

// So many tonnes of magnets a year from the works in Japan to the car maker.
inline Term magnets(double tonnes, double price) {
    Term term;
    term.kind = TermKind::supply_contract;
    term.by = magnet_seat;
    term.to = maker_seat;
    term.what = static_cast<std::uint8_t>(index_of(Product::magnet_ndfeb_ht));
    term.amount = tonnes;
    term.limit = price;
    return term;
}

inline double part_sum(const Answer& answer, std::uint8_t message, double& total) {
    double sum = 0.0;
    for (const Rationale& rationale : answer.rationales) {
        if (rationale.message != message) continue;
        if (rationale.kind == RationaleKind::own_value) {
            total = rationale.value;
            return sum;  // what is noted after the total explains the move, not the worth
        }
        sum += rationale.value;
    }
    total = sum;
    return sum;
}


}  // namespace chokepoint::test
