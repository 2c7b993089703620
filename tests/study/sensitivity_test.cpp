#include "engine/study/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/study/expectations.hpp"
#include "tests/study/laboratory.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

const Outcome* outcome(const char* name) { return *outcome_named(name); }

// A world of known laws: the first outcome asked for goes as factor^elasticity, with noise that runs share.
Respond power_law(double elasticity, std::uint32_t runs = 40) {
    return [=](const Change& change, const std::vector<const Outcome*>& outcomes) -> Result<Response> {
        Response response;
        response.scaling = {1, 0, 2.0, 2.0 * change.factor, "points"};
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            Sample sample;
            for (std::uint32_t k = 0; k < runs; ++k) {
                Rng rng(3, k, Purpose::parameter, 0);
                sample.values.push_back((10.0 + rng.uniform()) * math::pow(change.factor, elasticity));
                sample.weights.push_back(1.0);
            }
            response.samples.push_back(sample);
        }
        return response;
    };
}

std::vector<Expectation> expecting(const char* path, bool rises) {
    return {{path, outcome("dy_quote"), rises, "a law", 2}};
}

}  // namespace

TEST_CASE("a known law is found with its elasticity, and judged by its direction", "[study][sensitivity]") {
    const auto rising = try_expectations(expecting("rules.x", true), power_law(1.0));
    REQUIRE(rising.ok());
    REQUIRE(rising->size() == 1);
    const Trial::Row& row = (*rising)[0].rows.at(0);
    CHECK(row.effect.elasticity == Approx(1.0));
    CHECK(row.effect.shift.value == Approx(row.effect.at_base));
    CHECK(row.effect.at_lower == Approx(0.5 * row.effect.at_base));
    CHECK(row.verdict == Judgement::as_expected);
    CHECK(count_failed(*rising) == 0);

    const auto falling = try_expectations(expecting("rules.x", true), power_law(-0.5));
    REQUIRE(falling.ok());
    CHECK((*falling)[0].rows[0].effect.elasticity < 0.0);
    CHECK((*falling)[0].rows[0].verdict == Judgement::opposite);
    CHECK(count_failed(*falling) == 1);
    const auto expected = try_expectations(expecting("rules.x", false), power_law(-0.5));
    REQUIRE(expected.ok());
    CHECK((*expected)[0].rows[0].verdict == Judgement::as_expected);
}

TEST_CASE("what moves nothing, or only by noise, is no effect", "[study][sensitivity]") {
    const auto nothing = try_expectations(expecting("rules.x", true), power_law(0.0));
    REQUIRE(nothing.ok());
    CHECK((*nothing)[0].rows[0].verdict == Judgement::no_effect);
    CHECK((*nothing)[0].rows[0].effect.is_same);
    const Respond noise = [](const Change& change,
                             const std::vector<const Outcome*>& outcomes) -> Result<Response> {
        Sample sample;
        for (std::uint32_t k = 0; k < 30; ++k) {
            Rng rng(3, k, Purpose::parameter, static_cast<std::uint32_t>(100.0 * change.factor));
            sample.values.push_back(rng.uniform());
            sample.weights.push_back(1.0);
        }
        Response response;
        response.scaling = {1, 0, 1.0, change.factor, "points"};
        response.samples.assign(outcomes.size(), sample);
        return response;
    };
    const auto noisy = try_expectations(expecting("rules.x", true), noise);
    REQUIRE(noisy.ok());
    CHECK((*noisy)[0].rows[0].verdict == Judgement::no_effect);
    CHECK_FALSE((*noisy)[0].rows[0].effect.is_same);
}

TEST_CASE("an outcome of zero has no elasticity, and a share that no run counts for has no effect",
          "[study][sensitivity]") {
    const Sample zero{{0.0, 0.0}, {1.0, 1.0}}, one{{1.0, 1.0}, {1.0, 1.0}}, empty{{1.0, 1.0}, {0.0, 0.0}};
    const Scaling down{1, 0, 2.0, 1.0, ""}, up{1, 0, 2.0, 3.0, ""};
    CHECK(std::isnan(effect_of(*outcome("dy_quote"), zero, zero, one, down, up).elasticity));
    CHECK(judgement_of(effect_of(*outcome("dy_quote"), one, empty, one, down, up), true) == Judgement::no_effect);
    // A parameter that could not move has no elasticity either.
    CHECK(std::isnan(effect_of(*outcome("dy_quote"), one, zero, one, down, down).elasticity));
}

TEST_CASE("screening ranks the strong before the weak and tells what moves nothing", "[study][sensitivity]") {
    const Respond respond = [](const Change& change, const std::vector<const Outcome*>& outcomes) {
        const double power = change.path == "strong" ? 2.0 : (change.path == "weak" ? 0.1 : 0.0);
        return power_law(power)(change, outcomes);
    };
    const auto found =
        screen({"idle", "weak", "strong"}, {outcome("dy_quote"), outcome("tb_quote")}, respond);
    REQUIRE(found.ok());
    CHECK((*found)[0].path == "strong");
    CHECK((*found)[1].path == "weak");
    CHECK((*found)[2].path == "idle");
    CHECK((*found)[2].moves_nothing());
    CHECK_FALSE((*found)[1].moves_nothing());
    CHECK((*found)[0].score > 10.0 * (*found)[1].score);
    CHECK((*found)[2].score == 0.0);
    CHECK((*found)[0].moved == 2);
}

TEST_CASE("what a world cannot play is an error that names the parameter", "[study][sensitivity]") {
    const Respond broken = [](const Change& change,
                              const std::vector<const Outcome*>& outcomes) -> Result<Response> {
        if (change.path.empty()) return power_law(1.0)(change, outcomes);
        return fail("it fell over");
    };
    const auto found = try_expectations(expecting("rules.x", true), broken);
    REQUIRE_FALSE(found.ok());
    CHECK(found.error().message == "rules.x: it fell over");
}

// --- scaling
// ------------------------------------------------------------------------------------------------

TEST_CASE("a parameter is scaled by its path, or by its name wherever it stands", "[study][scaling]") {
    Scenario scenario = test::april_2025();
    const double before = scenario.users[1].stock_days.value;
    const Scaling one = scale_parameter(scenario, "users[1].stock_days", 0.5);
    CHECK(one.figures == 1);
    CHECK(one.clipped == 0);
    CHECK(scenario.users[1].stock_days.value == Approx(0.5 * before));
    CHECK(scenario.users[0].stock_days.value == test::april_2025().users[0].stock_days.value);
    const Scaling all = scale_parameter(scenario, "users[*].stock_days", 1.5);
    CHECK(all.figures == scenario.users.size());
    CHECK(all.factor() == Approx(1.5));
    CHECK(scale_parameter(scenario, "users[*].plants", 1.5).figures == 0);  // a record is no parameter
    CHECK(validate(scenario).empty());
}

TEST_CASE("a parameter goes as far as the scenario stays sound, and says so", "[study][scaling]") {
    Scenario scenario = test::april_2025();
    REQUIRE(scenario.rules.licensing.grant_probability.value > 0.67);
    const Scaling up = scale_parameter(scenario, "rules.licensing.grant_probability", 1.5);
    CHECK(up.clipped == 1);
    CHECK(scenario.rules.licensing.grant_probability.value == 1.0);
    CHECK(validate(scenario).empty());
}

TEST_CASE("closed ranges leave nothing to draw, and open parameters are named once", "[study][scaling]") {
    Scenario scenario = test::april_2025();
    close_ranges(scenario);
    CHECK(scenario.rules.prices.noise.low == scenario.rules.prices.noise.high);
    CHECK(scenario.governments[0].patience.low < scenario.governments[0].patience.high);
    const auto names = open_parameters(scenario);
    CHECK(std::count(names.begin(), names.end(), "users[*].stock_days") == 1);
    CHECK(std::count(names.begin(), names.end(), "rules.licensing.throughput") == 1);
    CHECK(std::count(names.begin(), names.end(), "rules.trade.pass_through") == 0);  // sourced
}

// --- the table of expectations
// --------------------------------------------------------------------------------

TEST_CASE("the table of expectations is read", "[study][expectations]") {
    const auto read = parse_expectations(
        "path,outcome,when_raised,reason\nusers[*].stock_days,first_car_stop,rises,\"stocks last longer\"\n"
        "rules.prices.excess_weight,dy_quote,rises,it is the weight\n",
        "t.csv", test::april_2025());
    REQUIRE(read.ok());
    REQUIRE(read->size() == 2);
    CHECK((*read)[0].path == "users[*].stock_days");
    CHECK((*read)[0].outcome == outcome("first_car_stop"));
    CHECK((*read)[0].rises);
    CHECK((*read)[1].line == 3);
}

TEST_CASE("nonsense in the table is named with its line and what would be right", "[study][expectations]") {
    const auto faults = [](const std::string& rows) {
        const auto read =
            parse_expectations("path,outcome,when_raised,reason\n" + rows, "t.csv", test::april_2025());
        return read ? std::string() : to_string(read.errors());
    };
    CHECK_THAT(faults("rules.price.noise,dy_quote,rises,why\n"),
               test::contains("t.csv:2: 'rules.price.noise' is no parameter") &&
                   test::contains("did you mean 'rules.prices.noise'?"));
    CHECK_THAT(faults("users[*].plants,dy_quote,rises,why\n"), test::contains("is no parameter"));
    CHECK_THAT(faults("rules.prices.noise,dy_quota,rises,why\n"), test::contains("did you mean 'dy_quote'?"));
    CHECK_THAT(faults("rules.prices.noise,dy_quote,up,why\n"), test::contains("write rises or falls"));
    CHECK_THAT(faults("rules.prices.noise,dy_quote,rises,\n"), test::contains("has no reason"));
    CHECK_THAT(faults("rules.prices.noise,dy_quote,rises,why\nrules.prices.noise,dy_quote,falls,why\n"),
               test::contains("t.csv:3: rules.prices.noise and dy_quote stand on line 2 already"));
    CHECK_THAT(faults(""), test::contains("has no rows"));
    CHECK_FALSE(load_expectations("/nowhere.csv", test::april_2025()).ok());
    CHECK_THAT(to_string(parse_expectations("path,outcome\n", "t.csv", test::april_2025()).errors()),
               test::contains("lacks 'when_raised', 'reason'"));
}

// --- with games
// ---------------------------------------------------------------------------------------------

TEST_CASE("with games: longer stocks stop plants later, on any number of threads",
          "[study][sensitivity][sim]") {
    const std::vector<Expectation> expected{
        {"users[*].stock_days", outcome("plants_stopped"), false, "stocks", 2},
        {"users[*].stock_days", outcome("first_car_stop"), true, "stocks", 3}};
    const auto play = [&](unsigned jobs) {
        const Lab lab(test::lab_settings(4, jobs));
        auto trials = try_expectations(expected, respond_by_games(lab, test::april_2025()));
        REQUIRE(trials.ok());
        return std::move(*trials);
    };
    const auto one = play(1), many = play(3);
    REQUIRE(one.size() == 1);
    for (std::size_t i = 0; i < 2; ++i) {
        const Effect &a = one[0].rows[i].effect, &b = many[0].rows[i].effect;
        CHECK(a.at_lower == b.at_lower);
        CHECK(a.at_upper == b.at_upper);
        CHECK(a.shift.low == b.shift.low);
    }
    CHECK(one[0].rows[0].effect.at_upper < one[0].rows[0].effect.at_lower);
}
