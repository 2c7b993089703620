// A licence control: what it delays, what it rations, whom it spares.
#include "tests/support/catch.hpp"
#include "tests/world/from_china.hpp"

namespace chokepoint::test {
namespace {

double shipped_from_china(const WorldRun& run, std::size_t i) {
    double sum = 0.0;
    for (std::size_t k = 0; k < run.params().needs[i].origin_count; ++k)
        if (run.params().needs[i].origins[k] == Region::china) sum += run.world.needs[i].shipped_t[k];
    return sum;
}

// Tonnes a week out of China, of what the mask names and of what it does not.
struct Exports {
    double named = 0.0, others = 0.0;
};
Exports exports_of(const WorldRun& run, MaterialMask mask, bool magnets_too = false) {
    Exports sum;
    for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
        const Product product = run.params().needs[i].product;
        if (!from_china(run.params().needs[i])) continue;
        const bool named = (materials_in(product) & mask) != 0;
        if (!named && is_magnet(product) && !magnets_too) continue;  // customs check the cousins of what is named
        (named ? sum.named : sum.others) += shipped_from_china(run, i);
    }
    return sum;
}

}  // namespace

TEST_CASE("a licence control stops what it names, then rations it, and leaves the rest alone", "[world][licence]") {
    const std::uint64_t seed = GENERATE(1ULL, 2ULL, 3ULL);
    CAPTURE(seed);
    auto setup = quiet_setup();
    setup->params.rules.licensing.leakage_max.value = 0.0;
    setup->params.rules.supply.alarm_spill.value = 0.0;  // buyers here do not fear for what is not named
    WorldRun run(setup, seed);
    run.run_weeks(2);
    WorldRun free = run;
    REQUIRE(run.order(Government::china, licence_order(heavies)) == Refusal::none);
    const int dead = static_cast<int>(setup->params.rules.licensing.dead_time_weeks.value);
    double rationed = 0.0, unrestricted = 0.0;
    for (int week = 0; week < 30; ++week) {
        run.run_weeks(1);
        free.run_weeks(1);
        CAPTURE(week);
        const Exports with = exports_of(run, heavies), without = exports_of(free, heavies);
        if (week < dead - 1) {
            CHECK(with.named == 0.0);
            CHECK(run.world.desk.decided_total == 0.0);
            // Makers of other goods are touched only once their own inputs are short.
            CHECK(with.others == Approx(without.others).epsilon(0.02));
        }
        if (week >= 12) {
            rationed += with.named;
            unrestricted += without.named;
        }
    }
    CHECK(run.world.desk.granted_total > 0.0);
    CHECK(rationed > 0.02 * unrestricted);
    CHECK(rationed < 0.95 * unrestricted);
}

TEST_CASE("a licence control of one destination holds back nobody else", "[world][licence]") {
    auto setup = quiet_setup();
    setup->params.rules.licensing.leakage_max.value = 0.0;
    WorldRun run(setup, 4);
    WorldRun free = run;
    REQUIRE(run.order(Government::china, licence_order(heavies, bit(Region::japan))) == Refusal::none);
    run.run_weeks(1);
    free.run_weeks(1);
    int held = 0;
    for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
        const NeedParams& need = run.params().needs[i];
        CAPTURE(i, name_of(need.product), name_of(need.region));
        if (need.region != Region::japan) {
            CHECK(shipped_from_china(run, i) >= shipped_from_china(free, i) * (1.0 - 1e-12));
        } else if (from_china(need) && (materials_in(need.product) & heavies) != 0) {
            CHECK(shipped_from_china(run, i) == 0.0);
            ++held;
        }
    }
    CHECK(held > 0);
}

TEST_CASE("a general licence spares its firm the queue", "[world][licence]") {
    auto setup = quiet_setup();
    setup->params.rules.licensing.leakage_max.value = 0.0;
    WorldRun run(setup, 5);
    std::size_t spared = SIZE_MAX;
    for (std::size_t i = 0; i < run.params().needs.size() && spared == SIZE_MAX; ++i)
        if (from_china(run.params().needs[i]) && (materials_in(run.params().needs[i].product) & heavies) != 0)
            spared = run.params().needs[i].firm;
    REQUIRE(spared != SIZE_MAX);
    run.world.firms[spared].general_licence = true;
    REQUIRE(run.order(Government::china, licence_order(heavies)) == Refusal::none);
    run.run_weeks(2);
    for (const Application& application : run.world.desk.queue) CHECK(application.firm != spared);
    for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
        const NeedParams& need = run.params().needs[i];
        if (!from_china(need) || (materials_in(need.product) & heavies) == 0) continue;
        CAPTURE(i);
        CHECK((shipped_from_china(run, i) > 0.0) == (need.firm == spared));
    }
}

TEST_CASE("a ban lets nothing out, licence or not", "[world][licence]") {
    auto setup = quiet_setup();
    setup->params.rules.licensing.leakage_max.value = 0.0;
    WorldRun run(setup, 6);
    const Order ban = control_order(ControlKind::ban, 1.0, heavies, bit(Region::us));
    for (Firm& firm : run.world.firms) firm.general_licence = true;
    REQUIRE(run.order(Government::china, ban) == Refusal::none);
    run.run_weeks(1);
    for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
        const NeedParams& need = run.params().needs[i];
        if (need.region != Region::us || (materials_in(need.product) & heavies) == 0) continue;
        CHECK(shipped_from_china(run, i) == 0.0);
    }
}

TEST_CASE("one application more changes nobody else's luck", "[world][licence]") {
    auto setup = quiet_setup();
    setup->params.rules.licensing.throughput.value = 1000.0;  // nobody waits for a place
    WorldRun run(setup, 4);
    REQUIRE(run.order(Government::china, licence_order(heavies)) == Refusal::none);
    run.run_weeks(static_cast<int>(setup->params.rules.licensing.dead_time_weeks.value) + 3);
    WorldRun without = run;
    FixedVec<Application, limits::applications>& queue = without.world.desk.queue;
    REQUIRE(queue.size() > 5);
    const Application gone = queue[1];
    queue.remove_if([&](const Application& application) { return application.need == gone.need; });
    for (WorldRun* each : {&run, &without}) {
        each->world.today = each->resolve().today;
        decide_applications(each->params(), each->world, rules_of(*each), each->resolve());
    }
    const auto state_of = [](const WorldRun& of, const Application& wanted) {
        for (const Application& application : of.world.desk.queue)
            if (application.need == wanted.need && application.filed_week == wanted.filed_week) return static_cast<int>(application.state);
        return -1;
    };
    int decided = 0;
    for (const Application& application : run.world.desk.queue) {
        if (application.need == gone.need) continue;
        decided += application.state != ApplicationState::waiting ? 1 : 0;
        CHECK(state_of(without, application) == state_of(run, application));
    }
    CHECK(decided > 0);
}

TEST_CASE("a licence that nobody uses runs out", "[world][licence]") {
    auto setup = quiet_setup();
    WorldRun run(setup, 7);
    std::size_t need = 0;
    while (!from_china(run.params().needs[need])) ++need;
    run.world.needs[need].licensed_t = {5.0, 3.0};
    run.world.needs[need].licence_until_week = {3, 9};
    run.week = 2;
    file_applications(run.params(), run.world, rules_of(run), run.resolve());
    CHECK(run.world.needs[need].licensed() == 8.0);
    run.week = 3;
    file_applications(run.params(), run.world, rules_of(run), run.resolve());
    CHECK(run.world.needs[need].licensed() == 3.0);
}

TEST_CASE("the desk decides what its throughput allows and no more", "[world][licence]") {
    const double throughput = GENERATE(0.0, 0.5, 3.0);
    auto setup = quiet_setup();
    setup->params.rules.licensing.throughput.value = throughput;
    WorldRun run(setup, 8);
    REQUIRE(run.order(Government::china, licence_order(heavies)) == Refusal::none);
    const int weeks = 40;
    run.run_weeks(weeks);
    CAPTURE(throughput);
    CHECK(run.world.desk.decided_total <= throughput * weeks);
    CHECK((run.world.desk.decided_total > 0.0) == (throughput > 0.0));
    CHECK(run.world.desk.queue.size() <= limits::applications);
    if (throughput == 0.0)
        for (const Need& each : run.world.needs) CHECK(each.granted_total_t == 0.0);
}

TEST_CASE("whom the desk puts first waits less than whom it puts last", "[world][licence]") {
    double first = 0.0, last = 0.0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        WorldRun run(quiet_setup(), seed);
        REQUIRE(run.order(Government::china, licence_order(heavies)) == Refusal::none);
        run.world.desk.region_priority[index_of(Region::eu)] = 5.0;
        run.world.desk.region_priority[index_of(Region::us)] = 0.1;
        run.run_weeks(30);
        for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
            const NeedParams& need = run.params().needs[i];
            const double share = run.world.needs[i].granted_total_t / std::max(need.base_t, 1e-9);
            if (!from_china(need) || (materials_in(need.product) & heavies) == 0) continue;
            if (need.region == Region::eu) first += share;
            if (need.region == Region::us) last += share;
        }
    }
    CHECK(first > 1.5 * last);
}

TEST_CASE("uncontrolled magnets meet customs checks that ease with time", "[world][licence]") {
    WorldRun run(quiet_setup());
    REQUIRE(run.order(Government::china, licence_order(heavies)) == Refusal::none);
    const Day day = run.resolve().today + 28;
    const ExportRule first = export_rule(run.params(), run.world, Product::magnet_ndfeb, Region::us, day - 28);
    const ExportRule early = export_rule(run.params(), run.world, Product::magnet_ndfeb, Region::us, day);
    const ExportRule late = export_rule(run.params(), run.world, Product::magnet_ndfeb, Region::us, day + 280);
    CHECK_FALSE(early.needs_licence);
    CHECK(early.held_share > 0.3);
    CHECK(first.held_share < 0.5 * early.held_share);
    CHECK(late.held_share < 0.5 * early.held_share);
    CHECK(export_rule(run.params(), run.world, Product::oxide_la_ce, Region::us, day).held_share == 0.0);
    CHECK(export_rule(run.params(), run.world, Product::magnet_ndfeb_ht, Region::us, day).needs_licence);
}

TEST_CASE("applications for goods that are free again leave the queue and are no longer awaited", "[world][licence]") {
    WorldRun run(quiet_setup(), 9);
    REQUIRE(run.order(Government::china, licence_order(heavies)) == Refusal::none);
    run.run_weeks(3);
    REQUIRE(!run.world.desk.queue.empty());
    REQUIRE(run.order(Government::china, licence_order(heavies, every_region, false)) == Refusal::none);
    run.run_weeks(1);
    CHECK(run.world.desk.queue.empty());
    for (const Need& need : run.world.needs) CHECK(need.pending_t == Approx(0.0).margin(1e-9));
}

TEST_CASE("an export quota lets a buyer without a history have its share of what it asks", "[world][control]") {
    auto setup = quiet_setup();
    setup->params.rules.licensing.leakage_max.value = 0.0;
    std::size_t newcomer = 0;
    while (!from_china(setup->params.needs[newcomer]) || (materials_in(setup->params.needs[newcomer].product) & heavies) == 0) ++newcomer;
    WorldRun run(setup, 8);
    run.world.needs[newcomer].extra_t = setup->params.needs[newcomer].base_t;  // a plant that came later
    setup->params.needs[newcomer].base_t = 0.0;
    const auto shipped_under = [&](double quota) {
        WorldRun branch = run;
        REQUIRE(branch.order(Government::china, control_order(ControlKind::export_quota, quota, heavies)) == Refusal::none);
        branch.run_weeks(1);
        return shipped_from_china(branch, newcomer);
    };
    CHECK(shipped_under(0.5) > 0.0);
    CHECK(shipped_under(0.25) == Approx(0.5 * shipped_under(0.5)).epsilon(0.01));
    CHECK(shipped_under(0.0) == 0.0);
}

}  // namespace chokepoint::test
