// The facts as experiments: that each can be run and answers in full. Whether it passes is for the command to
// print.
#include "engine/study/facts/facts.hpp"

#include <cmath>

#include "engine/study/backtest.hpp"
#include "engine/study/treatments.hpp"
#include "tests/study/laboratory.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

FactEntry entry_of(int id) { return {id, "a fact", "april-2025", "a bound", "none", "a test"}; }

Backtest run_facts(const std::vector<int>& ids, std::uint32_t runs, unsigned jobs) {
    BacktestJob job;
    job.scenario = test::april_2025();
    for (const int id : ids) job.facts.push_back(entry_of(id));
    job.settings = test::lab_settings(runs, jobs);
    const auto result = backtest(job);
    INFO((result ? std::string() : to_string(result.errors())));
    REQUIRE(result.ok());
    return *result;
}

}  // namespace

TEST_CASE("bounds judge the value or the whole interval", "[study][facts]") {
    CHECK(within("a", "b", {3.0, 0.0, 9.0}, 2.0, 3.0).pass);
    CHECK_FALSE(within("a", "b", {3.1, 3.0, 3.2}, 2.0, 3.0).pass);
    CHECK(at_least("a", "b", {2.0, 1.0, 3.0}, 2.0).pass);
    CHECK_FALSE(at_most("a", "b", {2.1, 1.0, 3.0}, 2.0).pass);
    CHECK(sure_above("a", "b", {2.0, 1.1, 3.0}, 1.0).pass);
    CHECK_FALSE(sure_above("a", "b", {2.0, 0.9, 3.0}, 1.0).pass);
    CHECK_FALSE(sure_below("a", "b", {-1.0, -2.0, 0.0}, 0.0).pass);
    CHECK(sure_not("a", "b", {-1.0, -2.0, -0.1}, 0.0).pass);
    CHECK_FALSE(sure_not("a", "b", {-1.0, -2.0, 0.1}, 0.0).pass);
    CHECK(reported("a", "b", {1.0, 1.0, 1.0}).bound.empty());
    // What could not be had passes nothing.
    CHECK_FALSE(within("a", "b", {NAN, NAN, NAN}, 0.0, 1.0).pass);
    CHECK_FALSE(sure_above("a", "b", {NAN, NAN, NAN}, 0.0).pass);
    CHECK_FALSE(sure_not("a", "b", {NAN, NAN, NAN}, 0.0).pass);
}

TEST_CASE("a finding without figures fails", "[study][facts]") {
    CHECK_FALSE(Finding{{}, "could not be run"}.passes());
    CHECK(Finding{{reported("a", "b", {1.0, 1.0, 1.0})}, {}}.passes());
    CHECK_FALSE(Finding{{reported("a", "b", {}), at_least("a", "b", {1.0, 0.0, 2.0}, 2.0)}, {}}.passes());
}

TEST_CASE("facts answer with figures, or say why they cannot", "[study][facts]") {
    const Backtest result = run_facts({1, 2, 3, 4, 7, 8, 11, 12, 13, 14, 15, 18}, 2, 2);
    for (const FactResult& fact : result.facts) {
        INFO("fact " << fact.entry.id << ": " << fact.finding.note);
        if (fact.entry.id == 2 || fact.entry.id == 8) {
            // This laboratory has no scenario but April's.
            CHECK(fact.finding.parts.empty());
            CHECK_THAT(fact.finding.note, test::contains("not yet possible"));
            CHECK_FALSE(fact.pass);
            continue;
        }
        REQUIRE_FALSE(fact.finding.parts.empty());
        for (const Part& part : fact.finding.parts) CHECK_FALSE(part.name.empty());
    }
}

TEST_CASE("a backtest is the same on one thread and on three", "[study][facts]") {
    const Backtest one = run_facts({3, 14, 15}, 3, 1), three = run_facts({3, 14, 15}, 3, 3);
    for (std::size_t i = 0; i < one.facts.size(); ++i)
        for (std::size_t k = 0; k < one.facts[i].finding.parts.size(); ++k) {
            const Part &left = one.facts[i].finding.parts[k], &right = three.facts[i].finding.parts[k];
            INFO(left.name);
            CHECK((left.value.value == right.value.value ||
                   (std::isnan(left.value.value) && std::isnan(right.value.value))));
        }
}

TEST_CASE("treatments set what they say and leave the rest", "[study][facts]") {
    Scenario scenario = test::april_2025();
    const std::size_t before = scenario.tariffs.size();
    set_tariff(scenario, {Government::us, Region::china, TariffComponent::reciprocal, 125.0, 100.0, {}});
    // The scenario has two pieces of that component; one takes their place.
    CHECK(scenario.tariffs.size() == before - 1);
    CHECK(scenario.tariffs.back().rate.value == 125.0);
    CHECK(scenario.tariffs.back().coverage.value < 100.0);
    set_tariff(scenario,
               {Government::china, Region::us, TariffComponent::retaliation, 10.0, 100.0, "2025-06-01"});
    CHECK(scenario.tariffs.size() == before);
    CHECK(scenario.tariffs.back().from == "2025-06-01");
    CHECK(make_setup(scenario).ok());
}
