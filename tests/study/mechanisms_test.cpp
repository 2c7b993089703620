// The experiment that switches mechanisms off, with a handful of games: its pairs, its tests, and that threads do not matter.
#include "engine/study/mechanisms.hpp"

#include <array>

#include "tests/study/laboratory.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;
using namespace chokepoint::test;

TEST_CASE("each mechanism is switched off alone, and all games share their seeds", "[study][switch][sim]") {
    const Lab one(lab_settings(3, 1)), two(lab_settings(3, 2));
    const auto trials = try_mechanisms(one, april_2025()), again = try_mechanisms(two, april_2025());
    REQUIRE(trials);
    REQUIRE(again);
    REQUIRE(trials->size() == count_of<Mechanism>);
    for (std::size_t i = 0; i < trials->size(); ++i) {
        const MechanismTrial& trial = (*trials)[i];
        CAPTURE(name_of(trial.mechanism));
        REQUIRE(trial.effects.size() == 4);
        for (std::size_t k = 0; k < trial.effects.size(); ++k) {
            const MechanismEffect& effect = trial.effects[k];
            CHECK(effect.with == (*trials)[0].effects[k].with);  // the same games are compared with
            CHECK(effect.shift.value == Approx(effect.without - effect.with).margin(1e-9));
            CHECK(effect.p >= 0.0);
            CHECK(effect.p <= 1.0);
            CHECK(effect.without == (*again)[i].effects[k].without);
        }
    }
    Scenario changed = april_2025();
    for (Mechanism mechanism : all_of<Mechanism>()) switch_off(changed, mechanism);
    const SwitchedOff& off = changed.switched_off;
    CHECK((off.ratification && off.monitoring && off.credibility && off.licence_order));
}

TEST_CASE("the paired test gives the textbook's value", "[study][statistics]") {
    // Differences 1, 2, 3, 4: mean 2.5, standard error 0.645497, t = 3.872983 with 3 degrees of freedom.
    const std::array<double, 4> left{2.0, 4.0, 6.0, 8.0}, right{1.0, 2.0, 3.0, 4.0};
    CHECK(paired_p(left, right) == Approx(0.030466).epsilon(1e-4));
    CHECK(paired_p(right, left) == paired_p(left, right));
    CHECK(paired_p(left, left) == 1.0);
    const std::array<double, 2> up{2.0, 3.0}, down{1.0, 2.0};
    CHECK(paired_p(up, down) == 0.0);
}
