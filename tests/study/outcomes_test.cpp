#include "engine/study/outcomes.hpp"

#include <cmath>
#include <set>

#include "engine/study/statistics.hpp"
#include "tests/study/laboratory.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

TEST_CASE("every outcome has a name of its own, a unit and a meaning, and is found by its name",
          "[study][outcomes]") {
    std::set<std::string_view> names;
    std::size_t by_arm = 0;
    for (const Outcome& outcome : all_outcomes()) {
        INFO(outcome.name);
        CHECK(names.insert(outcome.name).second);
        CHECK_FALSE(outcome.unit.empty());
        CHECK_FALSE(outcome.meaning.empty());
        REQUIRE(outcome_named(outcome.name).ok());
        CHECK(*outcome_named(outcome.name) == &outcome);
    }
    for (const OutcomeArm arm : all_of<OutcomeArm>()) by_arm += outcomes_of(arm).size();
    CHECK(by_arm == names.size());
}

TEST_CASE("an unknown outcome names the nearest that exists", "[study][outcomes]") {
    REQUIRE_FALSE(outcome_named("dy_quot").ok());
    CHECK_THAT(outcome_named("dy_quot").error().message, test::contains("did you mean 'dy_quote'?"));
}

TEST_CASE("a weighted mean counts cases, and its pseudo-values have it as their mean", "[study][outcomes]") {
    const Sample sample{{0.5, 1.0, 7.0}, {2.0, 6.0, 0.0}};
    CHECK(sample.mean() == Approx(0.875));
    CHECK(mean_of(sample.pseudo_values()).value == Approx(0.875));
    const Sample plain{{1.0, 2.0, 6.0}, {1.0, 1.0, 1.0}};
    CHECK(plain.mean() == Approx(3.0));
    CHECK(plain.pseudo_values() == std::vector<double>{1.0, 2.0, 6.0});
    CHECK(std::isnan(Sample{{1.0}, {0.0}}.mean()));
}

TEST_CASE("the outcomes of a recorded course are in their bounds and do not depend on threads",
          "[study][outcomes]") {
    const auto outcomes = outcomes_of(OutcomeArm::recorded);
    const auto run = [&](unsigned jobs) {
        const Lab lab(test::lab_settings(3, jobs));
        const auto play = play_of(OutcomeArm::recorded, lab, test::april_2025());
        REQUIRE(play.ok());
        auto samples = measure(lab, *play, outcomes);
        REQUIRE(samples.ok());
        return std::move(*samples);
    };
    const auto one = run(1), many = run(5);
    REQUIRE(one.size() == outcomes.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        INFO(outcomes[i]->name);
        CHECK(one[i].values == many[i].values);
        for (const double value : one[i].values) {
            CHECK(std::isfinite(value));
            if (outcomes[i]->unit == "share") CHECK((value >= 0.0 && value <= 1.0));
        }
    }
}

TEST_CASE("an arm on a scenario that is not to be had is an error", "[study][outcomes]") {
    const Lab lab(test::lab_settings(2));
    CHECK_FALSE(play_of(OutcomeArm::japan_2010, lab, test::april_2025()).ok());
    CHECK_FALSE(play_of(OutcomeArm::long_run, lab, test::april_2025()).ok());
}
