#include "engine/study/draws.hpp"

#include <map>

#include "engine/game/game.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

std::map<std::string, double> values_of(Scenario scenario) {
    std::map<std::string, double> values;
    for_each_figure(scenario, [&](const std::string& path, Figure& figure) { values[path] = figure.value; });
    return values;
}

std::map<std::string, double> drawn(std::uint64_t seed, std::uint32_t run) {
    Scenario scenario = test::april_2025();
    draw_parameters(scenario, seed, run);
    return values_of(scenario);
}

}  // namespace

TEST_CASE("every figure is met once, by its path", "[study][draws]") {
    const auto values = values_of(test::april_2025());
    CHECK(values.count("rules.prices.noise") == 1);
    CHECK(values.count("users[0].stock_days") == 1);
    CHECK(values.count("users[0].needs[0].use") == 1);
    CHECK(values.at("users[0].stock_days") == test::april_2025().users[0].stock_days.value);
    CHECK(values.size() > 500);
}

TEST_CASE("parameters are drawn and records are not", "[study][draws]") {
    const char* parameters[] = {"rules.supply.stop_threshold",
                                "products[3].demand_elasticity",
                                "products[3].choke_multiple",
                                "users[2].stock_days",
                                "users[2].catch_up",
                                "governments[0].goodwill",
                                "shocks[1].rate",
                                "projects[4].weeks_left"};
    const char* records[] = {"deposits[0].composition[1].share",
                             "records[0].world_output",
                             "facilities[3].capacity",
                             "tariffs[2].rate",
                             "users[2].plants",
                             "users[0].needs[0].use",
                             "products[3].price_outside",
                             "recorded_policy[0].value",
                             "sourcing[2].from[0].share",
                             "trade[0].value",
                             "projects[4].capacity",
                             "governments[0].gdp"};
    // The game draws a government's hidden type itself, from its own seed.
    const char* types[] = {"governments[0].patience", "governments[1].hawkishness", "governments[1].red_line",
                           "governments[0].interests[0].weight"};
    for (const char* path : parameters) CHECK(is_parameter(path));
    for (const char* path : records) CHECK_FALSE(is_parameter(path));
    for (const char* path : types) CHECK_FALSE(is_parameter(path));
}

TEST_CASE("a drawn scenario is sound and lies inside its ranges", "[study][draws]") {
    for (std::uint32_t run = 0; run < 3; ++run) {
        Scenario scenario = test::april_2025();
        draw_parameters(scenario, 11, run);
        std::size_t moved = 0;
        for_each_figure(scenario, [&](const std::string& path, Figure& figure) {
            INFO(path);
            REQUIRE(figure.low <= figure.value);
            REQUIRE(figure.value <= figure.high);
        });
        const auto before = values_of(test::april_2025()), after = values_of(scenario);
        for (const auto& [path, value] : before) {
            if (after.at(path) == value) continue;
            INFO(path);
            CHECK(is_parameter(path));
            ++moved;
        }
        CHECK(moved > 100);
        const auto setup = make_setup(std::move(scenario));
        INFO((setup ? std::string() : to_string(setup.errors())));
        CHECK(setup.ok());
    }
}

TEST_CASE("a draw depends on seed, run and path alone", "[study][draws]") {
    const auto first = drawn(5, 3);
    CHECK(drawn(5, 3) == first);
    CHECK(drawn(5, 4) != first);
    CHECK(drawn(6, 3) != first);
    // Another treatment of the same run moves no other figure's draw.
    Scenario treated = test::april_2025();
    treated.shocks.clear();
    treated.rules.prices.noise.high = treated.rules.prices.noise.low = treated.rules.prices.noise.value;
    draw_parameters(treated, 5, 3);
    for (const auto& [path, value] : values_of(treated)) {
        INFO(path);
        if (path != "rules.prices.noise") CHECK(first.at(path) == value);
    }
}

TEST_CASE("a figure without a range stays as it is", "[study][draws]") {
    Scenario scenario = test::april_2025();
    Figure& noise = scenario.rules.prices.noise;
    noise.low = noise.high = noise.value;
    draw_parameters(scenario, 1, 1);
    CHECK(noise.value == test::april_2025().rules.prices.noise.value);
}

TEST_CASE("draws over many runs keep to the triangle's mean", "[study][draws]") {
    const Figure cover = test::april_2025().rules.supply.producer_cover_days;
    double sum = 0.0;
    constexpr std::uint32_t runs = 200;
    for (std::uint32_t run = 0; run < runs; ++run)
        sum += drawn(9, run).at("rules.supply.producer_cover_days");
    const double mean = (cover.low + cover.value + cover.high) / 3.0;
    // Six standard errors of a triangular draw, generously.
    CHECK(sum / runs == Approx(mean).margin(6.0 * (cover.high - cover.low) / 4.9 / 14.0));
}
