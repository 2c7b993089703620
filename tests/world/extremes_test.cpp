// The ends of the world: nothing made, nothing wanted, every tariff, control and shock at once, a hundred years. Games
// there may be dull or dreadful; they stay finite, in their bounds and balanced.
#include <functional>

#include "tests/support/catch.hpp"
#include "tests/support/chaos.hpp"
#include "tests/support/invariants.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int weeks_each = 52;
constexpr int weeks_of_a_century = 520;
#else
constexpr int weeks_each = 156;
constexpr int weeks_of_a_century = 5200;
#endif

// A change to the scenario, sound after it.
std::shared_ptr<const Setup> april_but(const std::function<void(Scenario&)>& change) {
    Scenario scenario = april_2025();
    scenario.records.clear();
    change(scenario);
    const auto setup = make_setup(std::move(scenario));
    if (!setup) FAIL(to_string(setup.errors()));
    return *setup;
}

void set(Figure& figure, double value) { figure.value = figure.low = figure.high = value; }

using Orders = std::function<void(SeatId, Answer&)>;

// Plays with the scenario's agents, each seat adding `orders` in the first order phase and every quarter after.
void survive(const Setup& setup, std::uint64_t seed, int weeks, const Orders& orders = {}, int look_every = 1) {
    const Cast cast = cast_of(setup);
    auto game = std::make_unique<Game>(start_game(setup, seed, weeks));
    std::vector<Mind> minds;
    const auto answers = std::make_unique<Answers>();
    for (;;) {
        const Phase phase = open_phase(setup, *game);
        if (phase.kind == PhaseKind::over) return;
        ask_all(setup, *game, phase, cast, minds, *answers);
        const bool is_orders = phase.kind == PhaseKind::orders;
        for (SeatId seat = 0; seat < setup.params.seats; ++seat)
            if (orders && is_orders && phase.week % 13 == 1) orders(seat, (*answers)[seat]);
        close_phase(setup, *game, *answers);
        if (!is_orders || phase.week % look_every != 0) continue;
        const std::string fault = fault_in(setup, *game), not_finite = not_finite_in(*game);
        CAPTURE(seed, phase.week, fault, not_finite);
        REQUIRE(fault.empty());
        REQUIRE(not_finite.empty());
    }
}

void give(Answer& answer, const Order& order) {
    Message message;
    message.order = order;
    answer.messages.clear();  // the order before anything else
    static_cast<void>(answer.messages.push(message));
}

void give_one(Answer& answer, OrderKind kind, double value) {
    give(answer, make_order(kind, value));
}

}  // namespace

TEST_CASE("nothing is made anywhere", "[world][property][extremes]") {
    SECTION("no site runs at the start") {
        survive(*april_but([](Scenario& scenario) {
            for (FacilitySpec& site : scenario.facilities) set(site.utilisation, 0.0);
        }), 1, weeks_each);
    }
    SECTION("every firm is ordered to stop") {
        survive(*april_setup(), 2, weeks_each, [](SeatId, Answer& answer) { give_one(answer, OrderKind::production, 0.0); });
    }
    SECTION("every mine fails for good") {
        const auto setup = std::make_shared<Setup>(*april_setup());
        setup->params.shocks.clear();
        for (Region region : all_of<Region>())
            setup->params.shocks.push_back({ShockKind::mine_accident, region, setup->params.start, 0.0, 1.0, 520});
        survive(*setup, 3, weeks_each);
    }
    SECTION("China's quota is nothing") {
        survive(*april_setup(), 4, weeks_each, [](SeatId, Answer& answer) { give_one(answer, OrderKind::production_quota, 0.0); });
    }
}

TEST_CASE("nothing is wanted anywhere", "[world][property][extremes]") {
    survive(*april_but([](Scenario& scenario) {
        for (UserSpec& user : scenario.users) {
            set(user.value_added, 0.0);
            for (NeedSpec& need : user.needs) set(need.use, 1e-9);
        }
    }), 5, weeks_each);
}

TEST_CASE("everybody puts a thousand percent on everybody", "[world][property][extremes]") {
    const Setup& setup = *april_setup();
    survive(setup, 6, weeks_each, [](SeatId, Answer& answer) {
        answer.messages.clear();
        for (Region region : all_of<Region>()) {
            Message message;
            message.order = tariff_order(region, TariffComponent::reciprocal, 1000.0);
            message.order.scope = (1u << count_of<ProductClass>) - 1;
            static_cast<void>(answer.messages.push(message));
        }
    });
}

TEST_CASE("every control at once, at full strength and far above", "[world][property][extremes]") {
    const double strength = GENERATE(1.0, 1000.0);
    std::size_t first = 0;
    survive(*april_setup(), 7, weeks_each, [&](SeatId seat, Answer& answer) {
        answer.messages.clear();
        if (seat == 0) first = (first + limits::messages) % count_of<ControlKind>;  // more kinds than messages
        for (std::size_t i = 0; i < limits::messages; ++i) {
            Message message;
            message.order.kind = OrderKind::set_control;
            message.order.what = static_cast<std::uint8_t>((first + i) % count_of<ControlKind>);
            message.order.scope = (1u << count_of<Material>) - 1;
            message.order.value = strength;
            message.order.second = 1.0;
            static_cast<void>(answer.messages.push(message));
        }
    });
}

TEST_CASE("every shock at once, week after week", "[world][property][extremes]") {
    const double size = GENERATE(1.0, 1000.0);
    survive(*april_but([&](Scenario& scenario) {
        scenario.shocks.clear();
        for (ShockKind kind : all_of<ShockKind>())
            for (Region region : {Region::china, Region::us, Region::myanmar}) {
                ShockSpec shock;
                shock.kind = kind;
                shock.region = region;
                shock.rate = shock.size = shock.weeks = {52.0, 52.0, 52.0, "any", "test", FigureStatus::judgement};
                set(shock.size, size);
                set(shock.weeks, 8.0);
                scenario.shocks.push_back(shock);
            }
    }), 8, weeks_each);
}

TEST_CASE("China sells at two fifths of its price for good", "[world][property][extremes]") {
    survive(*april_setup(), 9, weeks_each, [](SeatId, Answer& answer) { give_one(answer, OrderKind::flood, 60.0); });
}

TEST_CASE("prices a thousand times as high or as low", "[world][property][extremes]") {
    const double factor = GENERATE(1000.0, 0.001);
    const bool only_outside = GENERATE(false, true);
    survive(*april_but([&](Scenario& scenario) {
        for (ProductSpec& product : scenario.products) {
            set(product.price_outside, factor * product.price_outside.value);
            if (!only_outside) set(product.price_inside, factor * product.price_inside.value);
        }
    }), 10, weeks_each);
}

TEST_CASE("a hundred years pass", "[world][property][extremes]") {
    survive(*april_but([](Scenario& scenario) { scenario.weeks = 5200; }), 11, weeks_of_a_century, {}, 52);
}

TEST_CASE("agreements are renewed without end", "[world][property][extremes]") {
    const Setup& setup = *april_setup();
    WorldRun run(april_setup());
    Offer offer;
    Term truce;
    truce.by = run.seat(Government::us);
    truce.to = run.seat(Government::china);
    truce.until_week = 5200;
    REQUIRE(offer.terms.push(truce));
    PartyList parties;
    REQUIRE(parties.push(truce.by));
    REQUIRE(parties.push(truce.to));
    REQUIRE(sign(setup.params, run.world, run.orders(), offer, parties));
    run.world.agreements[0].ratified_by = bit(truce.by) | bit(truce.to);
    run.run_weeks(8);
    REQUIRE(run.world.agreements[0].state == AgreementState::in_force);
    for (int i = 0; i < 100; ++i)
        for (SeatId party : parties) static_cast<void>(renew(setup.params, run.world, run.orders(), party, 0));
    run.run_weeks(8);
    CHECK(is_in_force(run.world.agreements[0].state));
    CHECK(run.world.agreements[0].expiry_week > run.week);
}

}  // namespace chokepoint::test
