// What governments do together: measures that are joined, stockpiles that are pooled; and what those at home make of it.
#include <utility>

#include "tests/world/pact.hpp"

namespace chokepoint::test {
namespace {

constexpr auto chips = static_cast<std::uint8_t>(ControlKind::chips);
constexpr auto dysprosium = static_cast<std::uint8_t>(Product::oxide_dy);

// Japan promises the United States something.
struct Front : Pact {
    Front() {
        run.world.controls.clear();
        ControlMeasure measure;
        measure.kind = ControlKind::chips;
        measure.by = Government::us;
        measure.destinations = bit(Region::china);
        measure.from_day = run.params().start - 100;
        REQUIRE(run.world.controls.push(measure));
    }
    void join(const Term& promise) {
        sign_between(japan, us, {promise});
        into_force();
    }
    double strength(Government by) const { return measure_strength(run.world, by, ControlKind::chips, Region::china, run.start().today); }
    double technology_pain() const { return run.world.of(Government::china).pain[index_of(PainCause::technology)]; }
    Refusal japan_lifts() { return run.order(Government::japan, control_order(ControlKind::chips, 0.0, 0, every_region, false)); }
};

// Half a year in which nobody joins the measure, and one in which Japan does.
std::pair<Front, Front> after_joining() {
    Front alone, together;
    alone.run.run_weeks(1 + lag_weeks);
    together.join(make_term(TermKind::aligned_control, together.japan, together.us, 0.0, chips));
    for (Front* at : {&alone, &together}) at->run.run_weeks(20);
    return {std::move(alone), std::move(together)};
}

}  // namespace

TEST_CASE("who aligns its controls takes the same measure for as long as the promise lasts", "[world][agreement]") {
    Front at;
    CHECK(at.strength(Government::japan) == 0.0);
    at.join(make_term(TermKind::aligned_control, at.japan, at.us, 0.0, chips));
    CHECK(at.strength(Government::japan) == at.strength(Government::us));
    CHECK(measure_strength(at.world(), Government::japan, ControlKind::chips, Region::us, at.run.start().today) == 0.0);
    at.run.run_weeks(2);
    CHECK(at.pact().term_states[0] == TermState::kept);
    REQUIRE(renew(at.run.params(), at.world(), at.run.orders(), at.us, 0) == Refusal::none);
    REQUIRE(renew(at.run.params(), at.world(), at.run.orders(), at.japan, 0) == Refusal::none);
    at.run.run_weeks(26);
    CHECK(at.strength(Government::japan) == 1.0);  // renewed, it lasts as long again
    at.run.run_weeks(26);
    CHECK(at.pact().state == AgreementState::kept);
    CHECK(at.strength(Government::japan) == 0.0);
    CHECK(at.strength(Government::us) == 1.0);
}

TEST_CASE("a measure that others join hurts its target more", "[world][agreement]") {
    const auto [alone, together] = after_joining();
    const double gain = alone.run.params().rules.macro.alignment_gain.value;
    CHECK(together.technology_pain() > alone.technology_pain() * (1.0 + 0.3 * gain));
    CHECK(together.technology_pain() < alone.technology_pain() * (1.0 + gain));
}

TEST_CASE("leaving the common front early is a breach, following the leader out of it is none", "[world][agreement]") {
    Front at;
    at.join(make_term(TermKind::aligned_control, at.japan, at.us, 0.0, chips));
    const bool leader_lifts_too = GENERATE(false, true);
    CAPTURE(leader_lifts_too);
    if (leader_lifts_too) at.world().controls[0].until_day = at.run.start().today;
    REQUIRE(at.japan_lifts() == Refusal::none);
    at.run.run_weeks(1);
    CHECK((at.pact().term_states[0] == TermState::breached) == !leader_lifts_too);
}

TEST_CASE("a measure that was dated to come returns from an agreement that ended before its day", "[world][agreement]") {
    Pact at;
    ControlMeasure dated;
    dated.kind = ControlKind::extraterritorial_rule;
    dated.from_day = at.run.params().day_of(60);
    REQUIRE(at.world().controls.push(dated));
    at.sign_now({at.rule_suspended()});
    at.into_force();
    at.run.run_weeks(30);
    REQUIRE(at.pact().state == AgreementState::kept);
    CHECK(at.rule_stands(at.run.params().day_of(61)));
    at.world().controls.remove_if([&](const ControlMeasure& control) { return control.from_day < at.run.params().start; });
    CHECK(at.rule_stands(at.run.params().day_of(61)));
}

TEST_CASE("a pooled stockpile goes to the partner's buyers when they go short, and no further than was promised", "[world][agreement]") {
    Front at;
    at.world().of(Government::japan).reserve_t[dysprosium] = 30.0;
    at.join(make_term(TermKind::pooled_stockpile, at.japan, at.us, 20.0, dysprosium));
    const auto reserve = [&] { return at.world().of(Government::japan).reserve_t[dysprosium]; };
    at.run.run_weeks(3);
    CHECK(reserve() == Approx(30.0).margin(0.5));  // nobody is short of it
    for (Need& need : at.world().needs) need.shipped_t.fill(0.0);
    for (std::size_t i = 0; i < at.world().needs.size(); ++i)
        if (at.run.params().needs[i].product == Product::oxide_dy && at.run.params().needs[i].region == Region::us)
            at.world().needs[i].wanted_t = 8.0;
    const double market = at.world().market.stock_t[dysprosium][index_of(Region::us)], before = reserve();
    at.weeks_of_paper(1);
    CHECK(reserve() < before);
    CHECK(at.world().market.stock_t[dysprosium][index_of(Region::us)] == Approx(market + before - reserve()));
    at.weeks_of_paper(10);
    CHECK(reserve() >= 10.0 - 1e-9);
    CHECK(at.pact().term_states[0] == TermState::kept);
}

TEST_CASE("who sells what it has pooled breaks its word", "[world][agreement]") {
    Front at;
    at.world().of(Government::japan).reserve_t[dysprosium] = 20.0;
    at.join(make_term(TermKind::pooled_stockpile, at.japan, at.us, 20.0, dysprosium));
    REQUIRE(at.run.order(Government::japan, make_order(OrderKind::stockpile, -15.0, dysprosium)) == Refusal::none);
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::breached);
}

TEST_CASE("a floor without money behind it is a breach while prices are below it", "[world][agreement]") {
    Pact at;
    SeatId maker = no_seat;
    for (const FirmParams& firm : at.run.params().firms)
        if (firm.kind != FirmKind::user && firm.region == Region::us && firm.seat != no_seat) maker = firm.seat;
    REQUIRE(maker != no_seat);
    Term floor = make_term(TermKind::price_floor, at.us, maker, 100.0, Product::oxide_ndpr);
    floor.limit = 110.0;
    at.sign_now({floor});
    at.into_force();
    CHECK(at.pact().term_states[0] == TermState::kept);
    at.world().of(Government::us).aid_left_usd_bn = 0.0;
    at.run.run_weeks(1);
    CHECK(at.pact().term_states[0] == TermState::breached);
}

TEST_CASE("a pooled stockpile is bought up within half a year, from the giver's own market and money", "[world][agreement]") {
    Front at;
    GovernmentState& giver = at.world().of(Government::japan);
    giver.reserve_t[dysprosium] = 0.0;
    giver.aid_left_usd_bn = 10.0;
    giver.appropriation_until = far_day;
    at.join(make_term(TermKind::pooled_stockpile, at.japan, at.us, 2.0, dysprosium));
    at.world().market.stock_t[dysprosium][index_of(Region::japan)] = 50.0;
    at.weeks_of_paper(25);
    CHECK(giver.reserve_t[dysprosium] == Approx(2.0 * 25 / 26));  // of 26 equal parts
    CHECK(giver.aid_left_usd_bn < 10.0);
    CHECK(at.pact().term_states[0] == TermState::kept);
}

TEST_CASE("who joins a measure bears its cost at home", "[world][agreement]") {
    const auto [alone, together] = after_joining();
    const auto lost_sales = [](const Front& at) { return at.run.world.of(Government::japan).pain[index_of(PainCause::lost_sales)]; };
    CHECK(lost_sales(together) > lost_sales(alone));
}

TEST_CASE("what a government is promised is for the plants at its home", "[world][agreement]") {
    Front at;
    const SeatId australia = at.run.seat(Government::australia);
    const auto due = [&](TermKind kind, double amount, std::uint8_t what) {
        Term term = make_term(kind, at.us, australia, amount, what);
        term.limit = 200.0;
        return term;
    };
    std::size_t refinery = 0;
    while (at.run.params().projects[refinery].region != Region::australia ||
           made_per_tonne(at.run.params().recipes[at.run.params().projects[refinery].recipe], Product::oxide_ndpr) <= 0.0)
        ++refinery;
    const ProjectParams& plant = at.run.params().projects[refinery];
    constexpr auto ndpr = static_cast<std::uint8_t>(Product::oxide_ndpr);
    at.world().of(Government::us).aid_left_usd_bn = 5.0;
    at.world().of(Government::us).appropriation_until = far_day;
    const Sale sale{Product::oxide_ndpr, 60.0, 10.0};
    REQUIRE(floor_cover(at.run.params(), at.world(), clauses_due(at.run.params(), at.world(), TermKind::price_floor), plant.firm, Region::australia, sale).share == 0.0);
    REQUIRE(promised_offtake(at.run.params(), at.world(), plant) == 0.0);
    at.sign_between(at.us, australia, {due(TermKind::price_floor, 5000.0, ndpr), due(TermKind::offtake, 1000.0, ndpr),
                                         due(TermKind::joint_investment, 100.0, static_cast<std::uint8_t>(Stage::separation))});
    at.into_force();
    at.weeks_of_paper(1);
    CHECK(floor_cover(at.run.params(), at.world(), clauses_due(at.run.params(), at.world(), TermKind::price_floor), plant.firm, Region::australia, sale).share > 0.0);
    CHECK(floor_cover(at.run.params(), at.world(), clauses_due(at.run.params(), at.world(), TermKind::price_floor), plant.firm, Region::us, sale).share == 0.0);
    CHECK(promised_offtake(at.run.params(), at.world(), plant) > 0.0);
    double pledged = 0.0;
    for (std::size_t i = 0; i < at.world().projects.size(); ++i) {
        const double here = at.world().projects[i].pledged + at.world().projects[i].funded;
        if (at.run.params().projects[i].region == Region::australia) pledged += here;
        else CHECK(here == 0.0);
    }
    CHECK(pledged == Approx(100.0));
}

TEST_CASE("a ban on technology slows the plants of whom it names", "[world][project]") {
    WorldRun run(quiet_setup());
    std::size_t recipe = 0;
    while (run.params().recipes[recipe].chinese_technology <= 0.0) ++recipe;
    const RecipeParams& plant = run.params().recipes[recipe];
    REQUIRE(run.order(Government::china, control_order(ControlKind::technology_ban, 1.0, 0, bit(Region::japan))) == Refusal::none);
    run.world.today = run.resolve().today;
    CHECK(technology_pace(run.params(), run.world, plant, Region::japan) < 1.0);
    CHECK(technology_pace(run.params(), run.world, plant, Region::us) == 1.0);
}

TEST_CASE("buyers of rare earths take fright at what may hold them up, not at a measure on chips", "[world][supply]") {
    WorldRun run(quiet_setup());
    REQUIRE(run.order(Government::us, control_order(ControlKind::chips, 1.0, 0, bit(Region::china))) == Refusal::none);
    CHECK(run.world.of(Government::china).alarm == 0.0);
    REQUIRE(run.order(Government::china, licence_order(bit(Material::dy), bit(Region::us))) == Refusal::none);
    CHECK(run.world.of(Government::us).alarm == 1.0);
    CHECK(run.world.of(Government::japan).alarm == 0.0);
}

TEST_CASE("a loan comes back to who gave it", "[world][project]") {
    WorldRun run(quiet_setup());
    std::size_t abroad = 0;
    while (run.params().projects[abroad].region != Region::australia) ++abroad;
    for (GovernmentState& state : run.world.governments) state.aid_left_usd_bn = 1.0;
    pledge(run.params(), run.world, Government::us, abroad, AidKind::loan, 100.0);
    Project& project = run.world.projects[abroad];
    REQUIRE(project.recoverable > 0.0);
    const double due = project.recoverable / 1000.0, lent = run.world.of(Government::us).aid_left_usd_bn;
    project.state = ProjectState::ramping;
    project.weeks_left = 0.0;
    for (run.week = 1; run.week < 300 && project.recoverable > 0.0; ++run.week) {
        project.state = project.state == ProjectState::failed ? ProjectState::ramping : project.state;
        run.world.today = run.resolve().today;
        advance_projects(run.params(), run.world, sale_terms(run.params(), run.world), run.resolve());
    }
    CHECK(run.world.of(Government::us).aid_left_usd_bn == Approx(lent + due));
    CHECK(run.world.of(Government::australia).aid_left_usd_bn == 1.0);
}

TEST_CASE("who petitions files before his turn", "[world][licensing]") {
    auto setup = quiet_setup();
    WorldRun run(setup);
    REQUIRE(run.order(Government::china, licence_order(bit(Material::dy) | bit(Material::tb))) == Refusal::none);
    run.run_weeks(2);
    std::size_t index = 0;
    while (run.world.needs[index].pending_t <= 0.0) ++index;
    Need& need = run.world.needs[index];
    need.licensed_t[0] = 0.0;
    need.pending_t *= 0.7;  // covered for more than half, for less than all
    WorldRun patient = run;
    run.world.firms[run.params().needs[index].firm].petition_t = 1e6;
    file_applications(run.params(), run.world, rules_of(run), run.resolve());
    file_applications(patient.params(), patient.world, rules_of(patient), patient.resolve());
    CHECK(run.world.needs[index].pending_t > patient.world.needs[index].pending_t);
}

TEST_CASE("the law opens a stockpile in an emergency only, felt or declared", "[world][supply]") {
    auto setup = quiet_setup();
    setup->params.governments[index_of(Government::us)].release_alarm = 0.25;
    WorldRun run(setup);
    GovernmentState& state = run.world.of(Government::us);
    state.reserve_t[dysprosium] = 10.0;
    state.alarm = 0.0;
    const Order sale = make_order(OrderKind::stockpile, -1.0, dysprosium);
    CHECK(run.order(Government::us, sale) == Refusal::no_emergency);
    CHECK(state.reserve_t[dysprosium] == 10.0);
    state.alarm = 0.3;
    CHECK(run.order(Government::us, sale) == Refusal::none);
    state.alarm = 0.0;
    state.emergency_permits = true;
    CHECK(run.order(Government::us, sale) == Refusal::none);
    CHECK(state.reserve_t[dysprosium] == 8.0);
}

}  // namespace chokepoint::test
