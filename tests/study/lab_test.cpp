#include "engine/study/lab.hpp"

#include "engine/study/treatments.hpp"
#include "engine/world/rules.hpp"
#include "tests/study/laboratory.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

std::uint64_t digest_at_end(Run& run) {
    while (run.play_week()) {
    }
    return digest_of(run.game());
}

std::vector<std::uint64_t> digests(const Arm& arm, unsigned jobs, std::uint32_t runs = 4) {
    const Lab lab(test::lab_settings(runs, jobs));
    const auto found = lab.each<std::uint64_t>(test::april_2025(), arm, digest_at_end);
    INFO((found ? std::string() : to_string(found.errors())));
    REQUIRE(found.ok());
    return *found;
}

Arm plain_arm(int weeks) {
    Arm arm;
    arm.name = "plain";
    arm.weeks = weeks;
    return arm;
}

}  // namespace

TEST_CASE("the number of threads changes no bit of any run", "[study][lab]") {
    const auto one = digests(plain_arm(5), 1);
    CHECK(digests(plain_arm(5), 2) == one);
    CHECK(digests(plain_arm(5), 7) == one);
    for (std::size_t i = 1; i < one.size(); ++i) CHECK(one[i] != one[0]);
}

TEST_CASE("run k does not depend on how many runs there are", "[study][lab]") {
    const auto few = digests(plain_arm(4), 2, 2), more = digests(plain_arm(4), 2, 5);
    CHECK(few[0] == more[0]);
    CHECK(few[1] == more[1]);
}

TEST_CASE("arms share draws and seeds, so a treatment that does nothing changes nothing", "[study][lab]") {
    Arm idle = plain_arm(5);
    idle.treat = [](Scenario&) {};
    CHECK(digests(idle, 2) == digests(plain_arm(5), 2));
    Arm treated = plain_arm(5);
    treated.treat = drop_controls;
    CHECK(digests(treated, 2) != digests(plain_arm(5), 2));
}

TEST_CASE("a run may have something of its own, in place of what was drawn and under what treats all", "[study][lab]") {
    Arm arm = plain_arm(4), treated = plain_arm(4);
    arm.vary = [](Scenario& scenario, std::size_t k) {
        if (k == 1) scenario.users.front().stock_days = fixed(5.0, "days");
    };
    const auto plain = digests(plain_arm(4), 2), varied = digests(arm, 2);
    CHECK(varied[0] == plain[0]);
    CHECK(varied[1] != plain[1]);
    CHECK(digests(arm, 1) == varied);
    arm.treat = treated.treat = [](Scenario& scenario) { scenario.users.front().stock_days = fixed(80.0, "days"); };
    CHECK(digests(arm, 2) == digests(treated, 2));
}

TEST_CASE("strategies may be set by role", "[study][lab]") {
    Arm hawk = plain_arm(5);
    hawk.strategies = {{"us", "hawk"}};
    CHECK(digests(hawk, 2) != digests(plain_arm(5), 2));
}

TEST_CASE("governments under an imposed policy keep silent and the acts come on their days", "[study][lab]") {
    auto arm = recorded_arm(test::april_2025(), "recorded", 8);
    REQUIRE(arm.ok());
    const Lab lab(test::lab_settings(2));
    struct Seen {
        double week2 = 0.0, week8 = 0.0;
        bool is_controlled = false;
        int refused = 0, truce_week = 0;
    };
    const std::function<Seen(Run&)> watch = [](Run& run) {
        Seen seen;
        while (run.play_week()) {
            const World& world = run.game().world;
            const Day last = run.first_day() + 6;
            if (run.week() == 2) seen.week2 = headline_pct(world, Government::us, Region::china, last);
            if (run.week() == 8) seen.week8 = headline_pct(world, Government::us, Region::china, last);
            if (run.week() == 1)
                seen.is_controlled =
                    export_rule(run.setup().params, world, Product::oxide_dy, Region::us, last).needs_licence;
        }
        seen.refused = run.refused();
        seen.truce_week = run.game().world.tally.truce_week;
        return seen;
    };
    const auto runs = lab.each<Seen>(test::april_2025(), *arm, watch);
    REQUIRE(runs.ok());
    for (const Seen& seen : *runs) {
        CHECK(seen.week2 == Approx(145.0));
        CHECK(seen.week8 == Approx(30.0));
        CHECK(seen.is_controlled);
        CHECK(seen.refused == 0);
        CHECK(seen.truce_week == 0);
    }
}

TEST_CASE("an act in mid-week counts for its days only", "[study][lab]") {
    auto arm = recorded_arm(test::april_2025(), "recorded", 2);
    REQUIRE(arm.ok());
    const Lab lab(test::lab_settings(2));
    // Week 2 is 9 to 15 April: 84 on its first day, 125 from the second on.
    const std::function<double(Run&)> watch = [](Run& run) {
        double mean = 0.0;
        while (run.play_week())
            if (run.week() == 2)
                mean = goods_tariffs(run.game().world, run.first_day())[index_of(
                    ProductClass::magnet)][index_of(Region::us)][index_of(Region::china)];
        return mean;
    };
    const auto runs = lab.each<double>(test::april_2025(), *arm, watch);
    REQUIRE(runs.ok());
    CHECK((*runs)[0] == Approx(20.0 + (84.0 + 6 * 125.0) / 7.0));
}

TEST_CASE("an order that no government may give is refused and counted", "[study][lab]") {
    Arm arm = still_arm("wrong", 2);
    arm.conduct.orders.push_back({*parse_day("2025-04-03"), Government::us, test::make_order(OrderKind::desk_throughput, 1.0)});
    const Lab lab(test::lab_settings(2));
    const std::function<int(Run&)> watch = [](Run& run) {
        while (run.play_week()) {
        }
        return run.refused();
    };
    const auto refused = lab.each<int>(test::april_2025(), arm, watch);
    REQUIRE(refused.ok());
    CHECK((*refused)[0] == 1);
}

TEST_CASE("a treatment that makes the scenario unsound, an unknown role or strategy end the ensemble",
          "[study][lab]") {
    const Lab lab(test::lab_settings(3));
    const auto play = [&](const Arm& arm) {
        return lab.each<std::uint64_t>(test::april_2025(), arm, digest_at_end);
    };
    Arm broken = plain_arm(1);
    broken.treat = [](Scenario& scenario) { scenario.firms.front().name = "Not A Role"; };
    CHECK_FALSE(play(broken).ok());
    Arm stranger = plain_arm(1);
    stranger.strategies = {{"atlantis", "hawk"}};
    REQUIRE_FALSE(play(stranger).ok());
    CHECK_THAT(play(stranger).error().message, test::contains("atlantis"));
    Arm unknown = plain_arm(1);
    unknown.strategies = {{"us", "telepathy"}};
    CHECK_FALSE(play(unknown).ok());
}

TEST_CASE("progress counts every run once", "[study][lab]") {
    auto settings = test::lab_settings(5);
    std::uint32_t calls = 0, last = 0;
    settings.progress = [&](std::string_view, std::uint32_t done, std::uint32_t of) {
        ++calls;
        last = done;
        CHECK(of == 5);
    };
    const Lab lab(settings);
    REQUIRE(lab.each<std::uint64_t>(test::april_2025(), plain_arm(1), digest_at_end).ok());
    CHECK(calls == 5);
    CHECK(last == 5);
}
