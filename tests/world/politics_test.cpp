// Public words and their dates, approval, pain and the chance of ratification.
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

Statement dated(StatementKind kind, SeatId to, int due_week, double value = 50.0, bool is_public = true) {
    Statement statement = make_words(kind, to, due_week, value);
    statement.is_public = is_public;
    return statement;
}

struct Podium {
    WorldRun run{quiet_setup(), 1};
    SeatId us = run.seat(Government::us), china = run.seat(Government::china);

    Podium() { run.week = 20; }  // the opening is past
    Refusal say(const Statement& statement) { return make_statement(run.params(), run.world, run.orders(), us, statement); }
    GovernmentState& speaker() { return run.world.of(Government::us); }
    void pass_weeks(int weeks) {
        for (int i = 0; i < weeks; ++i, ++run.week) move_politics(run.params(), run.world, run.resolve());
    }
};

}  // namespace

TEST_CASE("a dated threat is scored on its week: carried out or not", "[world][statement]") {
    Podium at, silent;
    const bool acts = GENERATE(true, false);
    CAPTURE(acts);
    REQUIRE(at.say(dated(StatementKind::threat, at.china, 22)) == Refusal::none);
    if (acts) REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 50.0)) == Refusal::none);
    at.pass_weeks(2);
    CHECK(at.speaker().threats_kept == 1.0);  // not yet
    CHECK(at.speaker().threats_broken == 1.0);
    at.pass_weeks(1);
    CHECK((at.speaker().threats_kept > 1.5) == acts);
    CHECK((at.speaker().threats_broken > 1.5) == !acts);
    CHECK(at.run.world.statements.empty());
    silent.pass_weeks(3);
    CHECK((at.speaker().approval_pct < silent.speaker().approval_pct - 1.0) == !acts);  // audiences mind backing down
}

TEST_CASE("taking something back carries out no threat, and a part of it counts as a part", "[world][statement]") {
    Podium at, cut;
    for (Podium* podium : {&at, &cut})
        REQUIRE(podium->run.order(Government::us, tariff_order(Region::china, TariffComponent::fentanyl, 20.0)) == Refusal::none);
    REQUIRE(at.say(dated(StatementKind::threat, at.china, 21)) == Refusal::none);
    REQUIRE(cut.say(dated(StatementKind::threat, cut.china, 21)) == Refusal::none);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 20.0)) == Refusal::none);
    REQUIRE(cut.run.order(Government::us, tariff_order(Region::china, TariffComponent::fentanyl, 10.0)) == Refusal::none);
    at.pass_weeks(2);
    cut.pass_weeks(2);
    const double keep = fading(at.run.params().rules.negotiation.reputation_half_life.value);
    CHECK(at.speaker().threats_kept == Approx(1.0 + keep * 0.4));  // 20 of the 50 points named
    CHECK(at.speaker().threats_broken == Approx(1.0 + keep * 0.6));
    CHECK(cut.speaker().threats_kept == 1.0);
    CHECK(cut.speaker().threats_broken == Approx(1.0 + keep));
    CHECK(cut.speaker().approval_pct < at.speaker().approval_pct);
}

TEST_CASE("a list or a control carries out a threat of one, a measure that stood before does not", "[world][statement]") {
    Podium at;
    REQUIRE(at.run.order(Government::us, control_order(ControlKind::chips)) == Refusal::none);
    Statement threat = dated(StatementKind::threat, at.china, 21);
    threat.about_tariffs = false;
    threat.measure = ControlKind::chips;
    Statement other = threat;
    other.measure = ControlKind::jet_engine_parts;
    REQUIRE(at.say(threat) == Refusal::none);
    REQUIRE(at.say(other) == Refusal::none);
    REQUIRE(at.run.order(Government::us, control_order(ControlKind::jet_engine_parts)) == Refusal::none);
    at.pass_weeks(2);
    const double keep = fading(at.run.params().rules.negotiation.reputation_half_life.value);
    CHECK(at.speaker().threats_kept == Approx(1.0 + keep));
    CHECK(at.speaker().threats_broken == Approx(1.0 + keep));
}

TEST_CASE("more materials, a smaller quota and a lower threshold tighten; their opposites carry nothing out", "[world][statement]") {
    Podium at;
    const auto tightens = [&](const Order& stands, const Order& then) {
        Podium each;
        Statement threat = dated(StatementKind::threat, each.us, 21);
        threat.about_tariffs = false;
        threat.measure = static_cast<ControlKind>(stands.what);
        REQUIRE(each.run.order(Government::china, stands) == Refusal::none);
        REQUIRE(make_statement(each.run.params(), each.run.world, each.run.orders(), each.china, threat) == Refusal::none);
        REQUIRE(each.run.order(Government::china, then) == Refusal::none);
        each.pass_weeks(2);
        return each.run.world.of(Government::china).threats_kept > 1.5;
    };
    const MaterialMask dy = bit(Material::dy), both = dy | bit(Material::tb);
    CHECK(tightens(licence_order(dy), licence_order(both)));
    CHECK_FALSE(tightens(licence_order(both), licence_order(dy, every_region, false)));
    CHECK(tightens(control_order(ControlKind::export_quota, 0.8, dy), control_order(ControlKind::export_quota, 0.5, dy)));
    CHECK_FALSE(tightens(control_order(ControlKind::export_quota, 0.5, dy), control_order(ControlKind::export_quota, 0.8, dy)));
    CHECK(tightens(control_order(ControlKind::extraterritorial_rule, 50.0), control_order(ControlKind::extraterritorial_rule, 0.1)));
    CHECK_FALSE(tightens(control_order(ControlKind::extraterritorial_rule, 0.1), control_order(ControlKind::extraterritorial_rule, 50.0)));
}

TEST_CASE("a threat is carried out by what was ordered, whatever part of trade it covers and whoever set it aside since", "[world][statement]") {
    Podium at;
    TariffMeasure standing;
    standing.component = TariffComponent::reciprocal;
    standing.rate_pct = 34.0;
    standing.coverage = 0.66;
    standing.from_day = at.run.params().start;
    REQUIRE(at.run.world.tariffs.push(standing));
    REQUIRE(at.say(dated(StatementKind::threat, at.china, 21)) == Refusal::none);
    REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 84.0)) == Refusal::none);
    for (TariffMeasure& tariff : at.run.world.tariffs) tariff.suspended_until = at.run.params().day_of(60);
    at.pass_weeks(2);
    CHECK(at.speaker().threats_broken == Approx(1.0));
    CHECK(at.speaker().threats_kept > 1.9);
}

TEST_CASE("private words carry no audience cost", "[world][statement]") {
    Podium aloud, whispered;
    REQUIRE(aloud.say(dated(StatementKind::threat, aloud.china, 21)) == Refusal::none);
    REQUIRE(whispered.say(dated(StatementKind::threat, whispered.china, 21, 50.0, false)) == Refusal::none);
    aloud.pass_weeks(2);
    whispered.pass_weeks(2);
    // Who heard it remembers it as he would a public word; nobody else does.
    const auto seen_by = [](Podium& at, Government observer) {
        return at.speaker().seen_by[index_of(observer)][index_of(MeasureClass::tariffs)].threats_broken;
    };
    CHECK(seen_by(whispered, Government::china) == seen_by(aloud, Government::china));
    CHECK(seen_by(whispered, Government::japan) == 1.0);
    CHECK(seen_by(aloud, Government::japan) > 1.5);
    CHECK(whispered.speaker().threats_broken == 1.0);
    CHECK(aloud.speaker().threats_broken > 1.5);
    CHECK(whispered.speaker().approval_pct > aloud.speaker().approval_pct + 1.0);
}

TEST_CASE("a promise is broken by the measure it forswore, and kept without it", "[world][statement]") {
    Podium at;
    const bool acts = GENERATE(true, false);
    REQUIRE(at.say(dated(StatementKind::promise, at.china, 22)) == Refusal::none);
    if (acts) REQUIRE(at.run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, 50.0)) == Refusal::none);
    at.pass_weeks(3);
    CHECK((at.speaker().promises_broken > 1.5) == acts);
    CHECK((at.speaker().promises_kept > 1.5) == !acts);
}

TEST_CASE("a public threat of a control that is not carried out costs by the control, whatever figure was named", "[world][statement]") {
    const auto loss = [](ControlKind measure, double value, bool is_public, bool acts) {
        Podium at, silent;
        Statement threat = dated(StatementKind::threat, at.china, 21, value, is_public);
        threat.about_tariffs = false;
        threat.measure = measure;
        REQUIRE(at.say(threat) == Refusal::none);
        if (acts)
            for (Podium* podium : {&at, &silent}) REQUIRE(podium->run.order(Government::us, control_order(measure)) == Refusal::none);
        at.pass_weeks(2);
        silent.pass_weeks(2);
        return silent.speaker().approval_pct - at.speaker().approval_pct;
    };
    CHECK(loss(ControlKind::chips, 0.0, true, false) > 1.0);
    CHECK(loss(ControlKind::chips, 0.0, true, false) == Approx(loss(ControlKind::chips, 200.0, true, false)));
    CHECK(loss(ControlKind::chips, 0.0, true, false) > loss(ControlKind::visas, 0.0, true, false));
    CHECK(loss(ControlKind::visas, 0.0, true, false) > 0.0);
    CHECK(loss(ControlKind::chips, 0.0, false, false) == 0.0);  // whispered
    CHECK(loss(ControlKind::chips, 0.0, true, true) == Approx(0.0).margin(1e-12));
}

TEST_CASE("a tariff threat without a figure is no free bluff either", "[world][statement]") {
    Podium at, silent;
    REQUIRE(at.say(dated(StatementKind::threat, at.china, 21, 0.0)) == Refusal::none);
    at.pass_weeks(2);
    silent.pass_weeks(2);
    CHECK(at.speaker().approval_pct < silent.speaker().approval_pct - 0.5);
}

TEST_CASE("a public promise that is broken costs at home by what was forsworn, a private one nothing", "[world][statement]") {
    const auto loss = [](double named, double raised, bool is_public) {
        Podium at, silent;
        REQUIRE(at.say(dated(StatementKind::promise, at.china, 21, named, is_public)) == Refusal::none);
        if (raised > 0.0)
            for (Podium* podium : {&at, &silent})
                REQUIRE(podium->run.order(Government::us, tariff_order(Region::china, TariffComponent::threatened, raised)) == Refusal::none);
        at.pass_weeks(2);
        silent.pass_weeks(2);
        return silent.speaker().approval_pct - at.speaker().approval_pct;
    };
    CHECK(loss(50.0, 50.0, true) > 1.0);
    CHECK(loss(50.0, 25.0, true) == Approx(0.5 * loss(50.0, 50.0, true)));
    CHECK(loss(0.0, 80.0, true) == Approx(1.6 * loss(50.0, 50.0, true)));  // of no rise at all: by the rise
    CHECK(loss(50.0, 0.0, true) == Approx(0.0).margin(1e-12));
    CHECK(loss(50.0, 50.0, false) == Approx(0.0).margin(1e-12));
}

TEST_CASE("a red line drawn in public and given up costs at home, also where an agreement gives it up", "[world][statement]") {
    const auto loss = [](bool is_public, bool by_agreement, bool gives_up) {
        Podium at, silent;
        for (Podium* podium : {&at, &silent}) REQUIRE(podium->run.order(Government::us, control_order(ControlKind::chips)) == Refusal::none);
        Statement line = dated(StatementKind::red_line, at.china, 21, 0.0, is_public);
        line.about_tariffs = false;
        line.measure = ControlKind::chips;
        REQUIRE(at.say(line) == Refusal::none);
        for (Podium* podium : {&at, &silent}) {
            if (!gives_up) continue;
            if (by_agreement) podium->run.world.controls.back().suspended_until = podium->run.params().day_of(60);
            else REQUIRE(podium->run.order(Government::us, control_order(ControlKind::chips, 1.0, 0, every_region, false)) == Refusal::none);
        }
        at.pass_weeks(2);
        silent.pass_weeks(2);
        return silent.speaker().approval_pct - at.speaker().approval_pct;
    };
    CHECK(loss(true, true, true) > 1.0);
    CHECK(loss(true, false, true) == Approx(loss(true, true, true)));
    CHECK(loss(true, false, false) == Approx(0.0).margin(1e-12));
    CHECK(loss(false, true, true) == Approx(0.0).margin(1e-12));
}

TEST_CASE("a track record is forgotten by half in its half-life", "[world][statement]") {
    Podium at;
    at.speaker().threats_kept = 9.0;
    const int half_life = static_cast<int>(at.run.params().rules.negotiation.reputation_half_life.value);
    at.pass_weeks(half_life);
    CHECK(at.speaker().threats_kept == Approx(5.0).epsilon(1e-9));
}

TEST_CASE("statements without a date are not scored, those of the past refused", "[world][statement]") {
    Podium at;
    const std::uint64_t before = digest_of(at.run.world);
    CHECK(at.say(dated(StatementKind::threat, at.china, 20)) == Refusal::value_out_of_range);
    CHECK(at.say(dated(StatementKind::threat, 200, 30)) == Refusal::unknown_target);
    CHECK(at.say(dated(StatementKind::threat, at.china, 30, 1e9)) == Refusal::value_out_of_range);
    CHECK(digest_of(at.run.world) == before);
    CHECK(at.say(dated(StatementKind::threat, at.china, 0)) == Refusal::none);
    CHECK(at.run.world.events.size() == 1);
    CHECK(at.run.world.statements.size() == 1);  // to be heard in this turn and the next
    at.pass_weeks(1);
    CHECK(at.run.world.statements.size() == 1);
    at.pass_weeks(1);
    CHECK(at.run.world.statements.empty());
    CHECK(at.speaker().threats_broken == 1.0);
}

TEST_CASE("track records tell tariffs from controls, and are forgotten", "[world][statement]") {
    Podium at;
    REQUIRE(at.say(dated(StatementKind::threat, at.china, 21)) == Refusal::none);
    Statement other = dated(StatementKind::promise, at.china, 21);
    other.about_tariffs = false;
    other.measure = ControlKind::chips;
    REQUIRE(at.say(other) == Refusal::none);
    at.pass_weeks(2);
    const auto& seen = at.speaker().seen_by[index_of(Government::china)];
    CHECK(seen[index_of(MeasureClass::tariffs)].threats_broken > 1.9);
    CHECK(seen[index_of(MeasureClass::tariffs)].promises_kept == 1.0);
    CHECK(seen[index_of(MeasureClass::controls)].threats_broken == 1.0);
    CHECK(seen[index_of(MeasureClass::controls)].promises_kept > 1.9);
    const double before = seen[index_of(MeasureClass::tariffs)].threats_broken;
    at.pass_weeks(static_cast<int>(at.run.params().rules.negotiation.reputation_half_life.value));
    CHECK(seen[index_of(MeasureClass::tariffs)].threats_broken - 1.0 == Approx(0.5 * (before - 1.0)));
}

TEST_CASE("who speaks is who sends: a statement cannot be put in another's mouth", "[world][statement]") {
    Podium at;
    Statement forged = dated(StatementKind::threat, at.run.seat(Government::japan), 30);
    forged.by = at.china;
    REQUIRE(at.say(forged) == Refusal::none);
    CHECK(at.run.world.statements[0].said.by == at.us);
    CHECK(at.run.world.events[0].by == at.us);
}

TEST_CASE("pain wears on approval, and lobbying at home on top of it", "[world][politics]") {
    Podium calm, hurt, lobbied;
    for (Podium* at : {&hurt, &lobbied}) at->speaker().pain[index_of(PainCause::shortage)] = 1.0;
    for (std::size_t i = 0; i < lobbied.run.world.firms.size(); ++i) lobbied.run.world.firms[i].lobby_effort = 1.0;
    for (Podium* at : {&calm, &hurt, &lobbied}) at->pass_weeks(4);
    CHECK(hurt.speaker().approval_pct < calm.speaker().approval_pct);
    CHECK(lobbied.speaker().approval_pct < hurt.speaker().approval_pct);
    calm.speaker().approval_pct = 1.0;
    hurt.speaker().pain[index_of(PainCause::shortage)] = 500.0;
    calm.pass_weeks(3);
    hurt.pass_weeks(50);
    CHECK(calm.speaker().approval_pct > 1.0);  // it recovers
    CHECK(hurt.speaker().approval_pct == 0.0);
}

TEST_CASE("those who want own supply lobby against a deal and for money, those who lack parts the other way round", "[world][politics]") {
    WorldRun run(quiet_setup());
    Agreement deal;
    const auto speak = [&](Interest interest, double effort) {
        for (std::size_t i = 0; i < run.world.firms.size(); ++i)
            if (run.params().firms[i].region == Region::us) {
                run.world.firms[i].lobby_for = interest;
                run.world.firms[i].lobby_effort = effort;
            }
        return ratification_chance(run.params(), run.world, Government::us, deal);
    };
    const double silent = speak(Interest::output, 0.0);
    CHECK(speak(Interest::output, 1.0) > silent);
    CHECK(lobbying(run.params(), run.world, Government::us).for_deals > 0.0);
    CHECK(speak(Interest::market_share, 1.0) < silent);
    CHECK(lobbying(run.params(), run.world, Government::us).for_own_supply > 0.0);
    CHECK(lobbying(run.params(), run.world, Government::us).for_deals == 0.0);
    CHECK(speak(Interest::audience, 1.0) == silent);
}

TEST_CASE("appropriations pass more often where makers push and less often where users do", "[world][politics]") {
    const auto years_funded = [](Interest interest) {
        auto setup = quiet_setup();
        setup->params.governments[index_of(Government::us)].funds_chance = 0.05;
        int granted = 0;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            WorldRun run(setup, seed);
            for (std::size_t i = 0; i < run.world.firms.size(); ++i) {
                if (run.params().firms[i].region != Region::us) continue;
                run.world.firms[i].lobby_for = interest;
                run.world.firms[i].lobby_effort = 1.0;
            }
            run.world.of(Government::us).funds_asked_usd_bn = 1.0;
            for (run.week = 1; run.week <= 12; ++run.week) run_agencies(run.params(), run.world, run.start());
            if (run.world.of(Government::us).funds_asked_usd_bn == 0.0) ++granted;
        }
        return granted;
    };
    const int pushed = years_funded(Interest::market_share), usual = years_funded(Interest::audience),
              opposed = years_funded(Interest::output);
    CAPTURE(pushed, usual, opposed);
    CHECK(pushed > usual);
    CHECK(usual > opposed);
}

TEST_CASE("at the edge of its win-set a government ratifies every other deal, and others see no more than a range around it", "[world][politics]") {
    Podium at;
    GovernmentState& state = at.speaker();
    state.approval_pct = at.run.params().rules.politics.ratify_threshold.value + 2.0;
    state.pain[index_of(PainCause::shortage)] = 0.7;
    at.run.world.firms[0].lobby_effort = 1.0;
    const double edge = win_set(at.run.params(), at.run.world, Government::us);
    REQUIRE((edge > 0.0 && edge < 1.0));
    const auto& rules = at.run.params().rules.politics;
    const double support = rules.ratify_threshold.value + rules.ratify_concession.value * edge;
    // A deal without concessions passes with what the edge leaves room for.
    CHECK(ratification_chance(at.run.params(), at.run.world, Government::us, {}) ==
          Approx(math::logistic(rules.ratify_slope.value * (support - rules.ratify_threshold.value))));
    const Interval seen = win_set_seen(at.run.params(), at.run.world, Government::us);
    CHECK(seen.low <= edge);
    CHECK(seen.high >= edge);
    CHECK(seen.low < seen.high);
    // What is private at home moves the truth and not the range.
    state.pain[index_of(PainCause::shortage)] = 0.0;
    CHECK(win_set(at.run.params(), at.run.world, Government::us) < edge);
    CHECK(win_set_seen(at.run.params(), at.run.world, Government::us).high == seen.high);
    state.approval_pct = 10.0;
    CHECK(win_set_seen(at.run.params(), at.run.world, Government::us).high < seen.high);
}

TEST_CASE("China's makers want their market opened, and their lost sales hurt at home", "[world][politics]") {
    WorldRun open(quiet_setup());
    WorldRun shut = open;
    for (Firm& firm : shut.world.firms) {
        firm.lobby_effort = 1.0;
        firm.lobby_for = Interest::market_share;
    }
    CHECK(lobbying(shut.params(), shut.world, Government::china).for_own_supply == 0.0);
    REQUIRE(shut.order(Government::china, licence_order(bit(Material::dy) | bit(Material::tb) | bit(Material::ndpr))) == Refusal::none);
    open.run_weeks(8);
    shut.run_weeks(8);
    const auto lost_sales = [](const WorldRun& run) { return run.world.of(Government::china).pain[index_of(PainCause::lost_sales)]; };
    CHECK(lost_sales(open) < 0.05);
    CHECK(lost_sales(shut) > 5.0 * lost_sales(open));
}

TEST_CASE("a lower quota is popular with neighbours in China", "[world][politics]") {
    WorldRun usual(quiet_setup()), closed(quiet_setup());
    closed.world.supply.quota = 0.5;
    for (WorldRun* run : {&usual, &closed})
        for (int week = 0; week < 20; ++week, ++run->week) move_politics(run->params(), run->world, run->resolve());
    const double gained = closed.world.of(Government::china).approval_pct - usual.world.of(Government::china).approval_pct;
    CHECK(gained > 0.1 * 0.5 * usual.params().rules.politics.quota_relief.value);
    CHECK(gained <= 0.5 * usual.params().rules.politics.quota_relief.value);
    CHECK(closed.world.of(Government::us).approval_pct == usual.world.of(Government::us).approval_pct);
}

TEST_CASE("an arms sale costs goodwill in China and is in the news for a while", "[world][shocks]") {
    auto setup = quiet_setup();
    ShockParams sale;
    sale.kind = ShockKind::arms_sale;
    sale.region = Region::us;
    sale.day = setup->params.start;
    sale.size = 0.1;
    sale.weeks = 3;
    setup->params.shocks.push_back(sale);
    WorldRun run(setup);
    const double before = run.world.of(Government::us).goodwill[index_of(Government::china)];
    const double of_japan = run.world.of(Government::us).goodwill[index_of(Government::japan)];
    const auto in_the_news = [&] {
        PublicView view;
        observe_public(run.params(), run.world, run.start(), view);
        return view.arms_sale;
    };
    CHECK(!in_the_news());
    begin_week(run.params(), run.world, run.start());
    CHECK(run.world.of(Government::us).goodwill[index_of(Government::china)] == Approx(before - 0.1));
    CHECK(run.world.of(Government::us).goodwill[index_of(Government::japan)] == of_japan);
    CHECK(in_the_news());
    for (int week = 0; week < 4; ++week) {
        ++run.week;
        begin_week(run.params(), run.world, run.start());
    }
    CHECK(!in_the_news());
}

TEST_CASE("an ally's goodwill falls with the tariff on it", "[world][politics]") {
    Podium at, spared;
    REQUIRE(at.run.order(Government::us, tariff_order(Region::japan, TariffComponent::reciprocal, 50.0)) == Refusal::none);
    at.pass_weeks(10);
    spared.pass_weeks(10);
    CHECK(at.speaker().goodwill[index_of(Government::japan)] < spared.speaker().goodwill[index_of(Government::japan)]);
    CHECK(at.speaker().goodwill[index_of(Government::eu)] == spared.speaker().goodwill[index_of(Government::eu)]);
}

TEST_CASE("a list of Chinese firms hurts China and costs its author, not the author's allies", "[world][politics]") {
    WorldRun run(quiet_setup());
    const auto pain = [&](Government government, PainCause cause) { return run.world.of(government).pain[index_of(cause)]; };
    run.run_weeks(1);
    const double japan = pain(Government::japan, PainCause::listings), china = pain(Government::china, PainCause::listings);
    const Order listing = make_order(OrderKind::list_firms, 200.0);
    REQUIRE(run.order(Government::us, listing) == Refusal::none);
    run.run_weeks(6);
    CHECK(pain(Government::china, PainCause::listings) > china);
    CHECK(pain(Government::japan, PainCause::listings) == japan);
}

TEST_CASE("lobbying adds to the weight of what it speaks for, as the government feels it, and to a bound", "[world][lobby]") {
    Podium at;
    const auto felt = [&] { return felt_weights(at.run.params(), at.run.world, Government::us); };
    const auto type = at.speaker().weights;
    REQUIRE(felt() == type);
    double share = 0.0;
    for (std::size_t i = 0; i < at.run.world.firms.size(); ++i) {
        if (at.run.params().firms[i].region != Region::us) continue;
        at.run.world.firms[i].lobby_effort = 1.0;
        at.run.world.firms[i].lobby_for = Interest::output;
        share += at.run.params().firms[i].lobby_weight;
    }
    REQUIRE(share > 0.0);
    constexpr auto output = index_of(Interest::output), jobs = index_of(Interest::jobs);
    CHECK(felt()[output] > type[output]);
    CHECK(felt()[output] <= 2.0 * type[output]);
    CHECK(felt()[jobs] == type[jobs]);
    CHECK(at.speaker().weights == type);  // the type does not move
    for (Firm& firm : at.run.world.firms) firm.lobby_effort = 0.0;
    CHECK(felt() == type);
}

TEST_CASE("nobody talks others out of the words that are to be scored", "[world][statement]") {
    WorldRun run(april_setup());
    const Params& params = run.params();
    const auto say = [&](SeatId by, SeatId to, StatementKind kind, int due_week, double value) {
        Statement said;
        said.kind = kind;
        said.to = to;
        said.about_tariffs = true;
        said.value = value;
        said.due_week = static_cast<std::int16_t>(due_week);
        return make_statement(params, run.world, run.orders(), by, said);
    };
    const auto count_of_seat = [&](SeatId by) {
        return std::count_if(run.world.statements.begin(), run.world.statements.end(), [&](const DatedStatement& made) { return made.said.by == by; });
    };
    const SeatId us = run.seat(Government::us), china = run.seat(Government::china), japan = run.seat(Government::japan);
    const auto first_firm = static_cast<SeatId>(run.setup->scenario.governments.size());
    REQUIRE(params.seats > first_firm + 6u);
    REQUIRE(say(us, china, StatementKind::threat, 9, 20.0) == Refusal::none);
    // Five firms say what they can, with dates as far off as they like.
    for (SeatId firm = first_firm; firm < first_firm + 5; ++firm)
        for (int k = 0; k < 6; ++k) static_cast<void>(say(firm, us, StatementKind::threat, 40 + k, 10.0));
    REQUIRE(run.world.statements.full());
    CHECK(count_of_seat(us) == 1);
    SECTION("a government is heard and scored all the same, three times at a time") {
        for (int k = 0; k < 3; ++k) CHECK(say(china, us, StatementKind::promise, 12 + k, 5.0) == Refusal::none);
        CHECK(say(china, us, StatementKind::promise, 19, 5.0) == Refusal::full);
        CHECK(count_of_seat(china) == 3);
    }
    SECTION("a newcomer with an assurance gets a place from who has most") {
        CHECK(say(japan, us, StatementKind::assurance, 0, 0.0) == Refusal::none);
        CHECK(count_of_seat(japan) == 1);
    }
    SECTION("all governments' scored words fit, and none was lost") {
        for (SeatId by = 0; by < first_firm; ++by)
            for (int k = 0; k < 3; ++k) static_cast<void>(say(by, by == us ? china : us, StatementKind::threat, 20 + k, 10.0));
        for (SeatId by = 0; by < first_firm; ++by) CHECK(count_of_seat(by) == 3);
    }
    CHECK(count_of_seat(us) >= 1);
    CHECK(run.world.statements[0].said.due_week == 9);  // no talk since has pushed out the first threat, its maker's own neither
}

}  // namespace chokepoint::test
