// What a game is worth to governments and firms.
#include "engine/world/value.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

ByInterest weighing_only(Interest interest) {
    ByInterest weights{};
    weights[index_of(interest)] = 0.7;
    return weights;
}

double worth_to(const WorldRun& run, Government government) {
    return government_value(run.params(), run.world, government).total();
}

// The change of a government's value when one of its interests changes by a point-week.
double gain_by(WorldRun& run, Government government, Interest interest) {
    double& sum = run.world.of(government).valued[index_of(interest)];
    const double kept = sum, before = worth_to(run, government);
    sum += 1.0;
    const double after = worth_to(run, government);
    sum = kept;
    return after - before;
}

}  // namespace

TEST_CASE("a government's value adds up: weeks, what is left, and weights", "[world][value]") {
    const std::uint64_t seed = GENERATE(1ULL, 2ULL);
    CAPTURE(seed);
    WorldRun run(april_setup(), seed);
    std::array<ByInterest, limits::governments> sums{};
    for (int week = 0; week < 12; ++week) {
        run.run_weeks(1);
        for (Government government : all_of<Government>()) {
            if (!run.params().of(government).present) continue;
            const ByInterest points = week_value(run.params(), run.world, government);
            for (std::size_t i = 0; i < points.size(); ++i) sums[index_of(government)][i] += points[i];
        }
    }
    for (Government government : all_of<Government>()) {
        if (!run.params().of(government).present) continue;
        const GovernmentValue parts = government_value(run.params(), run.world, government);
        const ByInterest left = value_at_end(run.params(), run.world, government);
        double sum = 0.0, weights = 0.0;
        for (Interest interest : all_of<Interest>()) {
            const std::size_t i = index_of(interest);
            CAPTURE(name_of(government), name_of(interest));
            CHECK(parts.weekly[i] == Approx(sums[index_of(government)][i]).margin(1e-12));
            CHECK(parts.of(interest) == parts.weights[i] * (parts.weekly[i] + left[i]));
            sum += parts.of(interest);
            weights += parts.weights[i];
        }
        CHECK(parts.total() == Approx(sum));
        CHECK(weights == Approx(static_cast<double>(count_of<Interest>)));  // april-2025 weighs them all
    }
}

TEST_CASE("a government that weighs inflation alone does not mind about jobs", "[world][value]") {
    WorldRun run(april_setup(), 3);
    run.run_weeks(4);
    GovernmentState& state = run.world.of(Government::us);
    CHECK(gain_by(run, Government::us, Interest::jobs) > 0.0);
    state.weights = weighing_only(Interest::inflation);
    CHECK(gain_by(run, Government::us, Interest::jobs) == 0.0);
    CHECK(gain_by(run, Government::us, Interest::inflation) == Approx(1.0));
    state.weights = weighing_only(Interest::jobs);
    CHECK(gain_by(run, Government::us, Interest::jobs) == Approx(1.0));
    CHECK(gain_by(run, Government::us, Interest::inflation) == 0.0);
}

TEST_CASE("weights are a mean of one over what is weighed, and alike where nothing is", "[world][value]") {
    ByInterest given{};
    for (double weight : normalised_weights(given)) CHECK(weight == 1.0);
    given[index_of(Interest::output)] = 3.0;
    given[index_of(Interest::cohesion)] = 1.0;
    const ByInterest weights = normalised_weights(given);
    CHECK(weights[index_of(Interest::output)] == Approx(1.5));
    CHECK(weights[index_of(Interest::cohesion)] == Approx(0.5));
    CHECK(weights[index_of(Interest::jobs)] == 0.0);
}

TEST_CASE("each interest looks at its own quantity and at no other", "[world][value]") {
    WorldRun run(april_setup(), 4);
    run.run_weeks(3);
    const auto changed = [&](auto change) {
        const ByInterest before = week_value(run.params(), run.world, Government::us);
        const GovernmentState kept = run.world.of(Government::us);
        change(run.world.of(Government::us));
        const ByInterest after = week_value(run.params(), run.world, Government::us);
        run.world.of(Government::us) = kept;
        std::vector<std::pair<Interest, bool>> moved;  // and whether it fell
        for (Interest interest : all_of<Interest>())
            if (after[index_of(interest)] != before[index_of(interest)])
                moved.emplace_back(interest, after[index_of(interest)] < before[index_of(interest)]);
        return moved;
    };
    using Moved = std::vector<std::pair<Interest, bool>>;
    CHECK(changed([](GovernmentState& s) { s.output_loss_pct += 1.0; }) == Moved{{Interest::output, true}});
    CHECK(changed([](GovernmentState& s) { s.pain[index_of(PainCause::inflation)] += 1.0; }) == Moved{{Interest::inflation, true}});
    CHECK(changed([](GovernmentState& s) { s.jobs_lost_pct += 1.0; }) == Moved{{Interest::jobs, true}});
    CHECK(changed([](GovernmentState& s) { s.readiness -= 0.2; }) == Moved{{Interest::defence, true}});
    CHECK(changed([](GovernmentState& s) { s.revenue_usd_bn += 50.0; }) == Moved{{Interest::revenue, false}});
    CHECK(changed([](GovernmentState& s) { s.pain[index_of(PainCause::listings)] += 1.0; }) == Moved{{Interest::technology, true}});
    CHECK(changed([](GovernmentState& s) { s.approval_pct -= 5.0; }) == Moved{{Interest::audience, true}});
    CHECK(changed([](GovernmentState& s) { s.goodwill[index_of(Government::japan)] += 0.1; }) == Moved{{Interest::cohesion, false}});
}

TEST_CASE("what is left at the end counts: a record, stock, unspent money, plants that are being built", "[world][value]") {
    WorldRun run(april_setup(), 5);
    run.run_weeks(3);
    const auto left = [&](Government government, Interest interest) {
        return value_at_end(run.params(), run.world, government)[index_of(interest)];
    };
    const double record = left(Government::us, Interest::credibility);
    run.world.of(Government::us).promises_broken += 2.0;
    CHECK(left(Government::us, Interest::credibility) < record);

    const double stock = left(Government::us, Interest::output);
    for (std::size_t need = 0; need < run.world.needs.size(); ++need)
        if (run.params().needs[need].is_user && run.params().needs[need].region == Region::us)
            for (double& tonnes : run.world.needs[need].stock_t) tonnes *= 0.5;
    CHECK(left(Government::us, Interest::output) < stock);

    const double money = left(Government::us, Interest::revenue);
    run.world.of(Government::us).aid_left_usd_bn -= 0.5;
    CHECK(left(Government::us, Interest::revenue) < money);

    const double us = left(Government::us, Interest::market_share), china = left(Government::china, Interest::market_share);
    bool is_begun = false;
    for (std::size_t i = 0; i < run.world.projects.size(); ++i) {
        if (run.params().projects[i].region != Region::us || run.world.projects[i].state == ProjectState::operating ||
            run.params().recipes[run.params().projects[i].recipe].stage != Stage::magnet)
            continue;
        run.world.projects[i].state = ProjectState::building;
        run.world.projects[i].ramped = 0.0;
        is_begun = true;
    }
    REQUIRE(is_begun);
    CHECK(left(Government::us, Interest::market_share) > us);
    CHECK(left(Government::china, Interest::market_share) < china);
}

TEST_CASE("a firm's value is its cash, its plants, and what its stock would cost today over what it did", "[world][value]") {
    WorldRun run(april_setup(), 6);
    run.run_weeks(3);
    for (std::size_t firm = 0; firm < run.world.firms.size(); ++firm) {
        const FirmValue value = firm_value(run.params(), run.world, firm);
        CHECK(value.cash == run.world.firms[firm].cash);
        CHECK(value.total() == value.cash + value.plants + value.stock);
        double tonnes = 0.0;
        for (std::size_t need : run.params().firms[firm].needs) tonnes += run.world.needs[need].stock() + run.world.needs[need].transit();
        World cheap = run.world;
        for (std::size_t need : run.params().firms[firm].needs) cheap.needs[need].unit_cost -= 1.0;
        CHECK(firm_value(run.params(), cheap, firm).stock - value.stock == Approx(tonnes / 1000.0).margin(1e-6));
    }
    const std::size_t owner = run.params().projects[0].firm;
    const double before = firm_value(run.params(), run.world, owner).total();
    run.world.firms[owner].cash -= 20.0;
    run.world.projects[0].funded += 20.0;
    CHECK(firm_value(run.params(), run.world, owner).total() == Approx(before));  // money in a plant is not lost
    run.world.projects[0].funded = 0.0;                                          // until it is given up
    CHECK(firm_value(run.params(), run.world, owner).total() < before);
}

}  // namespace chokepoint::test
