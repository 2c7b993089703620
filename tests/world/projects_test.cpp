// Projects: from plan to output, by money, permits, prices and luck.
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

std::shared_ptr<Setup> swift_setup() {
    auto setup = quiet_setup();
    setup->params.rules.supply.expansion_max.value = 0.0;
    ProjectRules& rules = setup->params.rules.projects;
    rules.permit_rate.value = 100.0;
    rules.finance_rate.value = 100.0;
    rules.overrun.value = 0.0;
    rules.failure_rate.value = 0.0;
    rules.ramp_weeks.value = 4.0;
    for (ProjectParams& project : setup->params.projects) {
        project.state = ProjectState::planned;
        project.weeks_left = 6.0;
        project.hurdle = 0.01;
    }
    return setup;
}

}  // namespace

TEST_CASE("a project goes from plan to operation one state at a time and adds its capacity once", "[world][project]") {
    WorldRun run(swift_setup(), 1);
    const Params& params = run.params();
    REQUIRE(!params.projects.empty());
    std::vector<double> opening;
    for (const Facility& site : run.world.facilities) opening.push_back(site.capacity_t);
    run.run_weeks(3);
    for (const Project& project : run.world.projects) CHECK(project.state == ProjectState::planned);  // nobody pays
    for (Project& project : run.world.projects) project.funded = 1e6;
    std::vector<std::size_t> before(run.world.projects.size(), index_of(ProjectState::planned));
    for (int week = 0; week < 20; ++week) {
        run.run_weeks(1);
        for (std::size_t i = 0; i < before.size(); ++i) {
            const std::size_t now = index_of(run.world.projects[i].state);
            CAPTURE(week, i);
            CHECK((now == before[i] || now == before[i] + 1));
            before[i] = now;
        }
    }
    std::vector<double> added(opening.size(), 0.0);
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(run.world.projects[i].state == ProjectState::operating);
        CHECK(run.world.projects[i].ramped == 1.0);
        added[params.projects[i].facility] += params.projects[i].capacity_t;
    }
    for (std::size_t i = 0; i < opening.size(); ++i)
        CHECK(run.world.facilities[i].capacity_t == Approx(opening[i] + added[i]));
    run.run_weeks(10);
    for (std::size_t i = 0; i < opening.size(); ++i)
        CHECK(run.world.facilities[i].capacity_t == Approx(opening[i] + added[i]));
}

TEST_CASE("a firm invests its own cash and what lenders add to it, and no more", "[world][project]") {
    WorldRun run(swift_setup(), 1);
    std::size_t index = 0;
    while (run.params().firms[run.params().projects[index].firm].seat == no_seat) ++index;
    const ProjectParams& spec = run.params().projects[index];
    Firm& owner = run.world.firms[spec.firm];
    const double credit = percent(run.params().rules.projects.credit_share) * spec.cost;
    const auto invest = [&](double usd_m) {
        Order order;
        order.kind = OrderKind::invest;
        order.target = static_cast<std::uint8_t>(index);
        order.value = usd_m;
        return apply_order(run.params(), run.world, run.orders(), run.params().firms[spec.firm].seat, order);
    };
    owner.cash = 5.0;
    CHECK(invest(credit + 6.0) == Refusal::budget_exhausted);
    CHECK(run.world.projects[index].funded == 0.0);
    CHECK(invest(credit + 4.0) == Refusal::none);
    CHECK(run.world.projects[index].funded == Approx(credit + 4.0));
    CHECK(owner.cash == Approx(1.0 - credit));
    CHECK(invest(2.0) == Refusal::budget_exhausted);
    CHECK(invest(0.5) == Refusal::none);
}

TEST_CASE("finance comes sooner at a high price, under a floor and with public money", "[world][project]") {
    auto setup = swift_setup();
    setup->params.rules.projects.finance_rate.value = 5.0;
    for (ProjectParams& project : setup->params.projects) {
        project.state = ProjectState::financing;
        project.hurdle = 2.0 * setup->params.products[index_of(setup->params.recipes[project.recipe].output)].price_outside;
        if (setup->params.recipes[project.recipe].stage == Stage::separation) project.hurdle = 100.0;
    }
    const auto financed = [&](auto change) {
        int count = 0;
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            WorldRun run(setup, seed);
            change(run.world);
            for (int week = 0; week < 10; ++week, ++run.week) advance_projects(run.params(), run.world, sale_terms(run.params(), run.world), run.resolve());
            for (const Project& project : run.world.projects) count += project.state != ProjectState::financing ? 1 : 0;
        }
        return count;
    };
    const int plain = financed([](World&) {});
    CHECK(financed([](World& w) { for (double& price : w.market.price_outside) price *= 4.0; }) > 1.2 * plain);
    CHECK(financed([](World& w) { for (Firm& firm : w.firms) firm.price_floor = 1e4, firm.floor_t = 1e6; }) > 1.2 * plain);
    CHECK(financed([](World& w) { for (Firm& firm : w.firms) firm.price_floor = 1e4; }) == plain);  // covers no tonne
    CHECK(financed([](World& w) {
        for (Firm& firm : w.firms) firm.price_floor = 1e4, firm.floor_t = 1e6;
        for (GovernmentState& state : w.governments) state.aid_left_usd_bn = 0.0;
    }) == plain);  // and an empty treasury guarantees nothing
    CHECK(financed([](World& w) { for (Project& project : w.projects) project.funded = 1e6; }) > 1.2 * plain);
    CHECK(plain > 0);
}

TEST_CASE("a project that fails stays failed and its money is gone", "[world][project]") {
    auto setup = swift_setup();
    setup->params.rules.projects.failure_rate.value = 1e6;
    WorldRun run(setup, 2);
    for (Project& project : run.world.projects) project.funded = 10.0;
    run.run_weeks(30);
    for (std::size_t i = 0; i < run.world.projects.size(); ++i) {
        CHECK(run.world.projects[i].state == ProjectState::failed);
        CHECK(run.world.projects[i].ramped == 0.0);
    }
}

TEST_CASE("aid is paid from the budget and reaches the project", "[world][project][orders]") {
    WorldRun run(swift_setup(), 3);
    std::size_t index = 0;
    while (run.params().projects[index].region != Region::us) ++index;
    Order aid = make_order(OrderKind::project_aid, 100.0, AidKind::grant, index);
    const double before = run.world.of(Government::us).aid_left_usd_bn;
    REQUIRE(run.order(Government::us, aid) == Refusal::none);
    CHECK(run.world.projects[index].funded == 0.0);
    const int agencies_take = static_cast<int>(run.params().aid[index_of(AidKind::grant)].weeks /
                                               run.params().of(Government::us).agency_capacity);
    run.run_weeks(agencies_take + 1);
    CHECK(run.world.projects[index].funded == 100.0);
    CHECK(before - run.world.of(Government::us).aid_left_usd_bn == Approx(0.1));
    aid.value = 1000.0 * before + 1.0;
    CHECK(run.order(Government::us, aid) != Refusal::none);
}

TEST_CASE("a budget spent to the last cent is empty, not a rounding error below", "[world][project][orders]") {
    WorldRun run(swift_setup(), 4);
    for (int i = 1; i <= 1000; ++i) {
        double& left = run.world.of(Government::us).aid_left_usd_bn;
        left = 0.001 * i + 1e-4 / i;
        CAPTURE(i, left);
        REQUIRE(run.order(Government::us, make_order(OrderKind::project_aid, 1000.0 * left)) == Refusal::none);
        REQUIRE(left >= 0.0);
    }
}

}  // namespace chokepoint::test
