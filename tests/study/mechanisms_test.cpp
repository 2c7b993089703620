// The experiment that switches mechanisms off, with a handful of games: its pairs, its tests, and that threads do not matter.
#include "engine/study/mechanisms.hpp"

#include <array>
#include <set>

#include "engine/game/play.hpp"
#include "tests/study/laboratory.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;
using namespace chokepoint::test;

namespace {

// What a year of games came to, one number a game, by rising seed.
struct Years {
    std::vector<double> agreements, breaches, snap_backs, not_ratified;
};

// The shipped scenario with or without a mechanism, every seat by its own strategy.
Years years_played(std::optional<Mechanism> off, std::uint64_t games) {
    Scenario scenario = april_2025();
    if (off) switch_off(scenario, *off);
    const auto setup = make_setup(std::move(scenario));
    REQUIRE(setup);
    const auto cast = make_cast(**setup, players(), {});
    REQUIRE(cast);
    Years years;
    for (std::uint64_t seed = 1; seed <= games; ++seed) {
        std::set<std::uint32_t> refused;  // offers that were signed and did not pass at home
        PlayHooks hooks;
        hooks.week_closed = [&](const Game& now) {
            for (const Agreement& agreement : now.world.agreements)
                if (agreement.state == AgreementState::not_ratified) refused.insert(agreement.offer);
            return true;
        };
        Game game = start_game(**setup, seed);
        std::vector<Mind> minds;
        play(**setup, game, *cast, minds, hooks);
        years.agreements.push_back(game.world.tally.agreements);
        years.breaches.push_back(game.world.tally.breaches);
        years.snap_backs.push_back(game.world.tally.snap_backs);
        years.not_ratified.push_back(static_cast<double>(refused.size()));
    }
    return years;
}

double average(const std::vector<double>& values) {
    double sum = 0.0;
    for (double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

}  // namespace

// 36 seeds, paired: by Student's test a chance of less than one in a hundred that a mechanism does nothing to what is said of it.
TEST_CASE("ratification, monitoring and credibility each do what they are for", "[study][switch][sim]") {
    constexpr std::uint64_t games = 36;
    constexpr double most_chance = 0.01;
    const Years with = years_played(std::nullopt, games);
    {
        const Years without = years_played(Mechanism::ratification, games);
        CAPTURE(average(with.not_ratified), average(without.not_ratified));
        CHECK(average(with.not_ratified) > average(without.not_ratified));
        CHECK(paired_p(with.not_ratified, without.not_ratified) < most_chance);
    }
    {
        const Years without = years_played(Mechanism::monitoring, games);
        CAPTURE(average(with.breaches), average(without.breaches));
        CHECK(average(with.breaches) > average(without.breaches));
        CHECK(paired_p(with.breaches, without.breaches) < most_chance);
    }
    {
        const Years without = years_played(Mechanism::credibility, games);
        CAPTURE(average(with.agreements), average(without.agreements), paired_p(with.agreements, without.agreements));
        CHECK(average(with.agreements) > average(without.agreements));
        CHECK(paired_p(with.agreements, without.agreements) < most_chance);
    }
}

TEST_CASE("each mechanism is switched off alone, and all games share their seeds", "[study][switch][sim]") {
    const Lab one(lab_settings(3, 1)), two(lab_settings(3, 2));
    const auto trials = try_mechanisms(one, april_2025()), again = try_mechanisms(two, april_2025());
    REQUIRE(trials);
    REQUIRE(again);
    REQUIRE(trials->size() == count_of<Mechanism>);
    for (std::size_t i = 0; i < trials->size(); ++i) {
        const MechanismTrial& trial = (*trials)[i];
        CAPTURE(name_of(trial.mechanism));
        REQUIRE(trial.effects.size() == 6);
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
