#include <algorithm>
#include <set>

#include "agents/strategies/escalation.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

constexpr std::string_view government_strategies[] = {"boulware", "linear", "conceder", "tit-for-tat", "micro",
                                                      "hawk", "dove", "historical", "random", "passive"};

}  // namespace

TEST_CASE("China answers the opening tariffs with tariffs of its own", "[agents]") {
    const auto china = agent(china_seat, "boulware");
    Mind mind;
    double rate = 0.0;
    bool control = false;
    for (int round = 1; round <= 4; ++round) {
        const Answer answer = ask(*china, seen_by(china_seat, 1, round), mind);
        if (const Message* order = find_order(answer, OrderKind::set_tariff)) rate = order->order.value;
        if (const Message* order = find_order(answer, OrderKind::set_control)) {
            control = true;
            REQUIRE(order->order.scope != 0);
            REQUIRE((order->order.regions & bit(Region::china)) == 0);
        }
    }
    REQUIRE(rate >= 20.0);
    REQUIRE(rate <= 60.0);
    REQUIRE(control);
}

TEST_CASE("the U.S. threatens first, then answers a retaliation within the week", "[agents]") {
    const auto us = agent(us_seat, "boulware");
    Mind mind;
    REQUIRE(find_order(ask(*us, seen_by(us_seat, 1, 1), mind), OrderKind::set_tariff) == nullptr);
    Observation second = seen_by(us_seat, 1, 2);
    add_tariff(second, Government::china, Region::us, TariffComponent::retaliation, 34.0, 1);
    const Answer words = ask(*us, second, mind);
    REQUIRE(find(words, MessageKind::statement) != nullptr);
    REQUIRE(find(words, MessageKind::statement)->statement.kind == StatementKind::threat);
    REQUIRE(find_order(words, OrderKind::set_tariff) == nullptr);
    Observation orders = second;
    orders.record.round = 4;
    orders.record.phase = PhaseKind::orders;
    const Answer deed = ask(*us, orders, mind);
    const Message* rise = find_order(deed, OrderKind::set_tariff);
    REQUIRE(rise != nullptr);
    REQUIRE(rise->order.value > 34.0);
    // Answered once: the next look at the same state finds nothing to answer.
    orders.record.week = 2;
    orders.record.today += 7;
    REQUIRE(find_order(ask(*us, orders, mind), OrderKind::set_tariff) == nullptr);
}

TEST_CASE("tit for tat takes back its rises when the rival does, boulware keeps them", "[agents]") {
    for (std::string_view strategy : {"tit-for-tat", "boulware"}) {
        CAPTURE(std::string(strategy));
        const auto china = agent(china_seat, strategy);
        Mind mind;
        double raised = 0.0;
        for (int round = 1; round <= 4 && raised == 0.0; ++round) {
            const Answer answer = ask(*china, seen_by(china_seat, 1, round), mind);
            if (const Message* order = find_order(answer, OrderKind::set_tariff)) raised = order->order.value;
        }
        REQUIRE(raised > 0.0);
        Observation o = seen_by(china_seat, 3, 1);
        add_tariff(o, Government::china, Region::us, TariffComponent::retaliation, raised, 1);
        add_tariff(o, Government::us, Region::china, TariffComponent::reciprocal, 10.0, 3);
        const Answer answer = ask(*china, o, mind);
        const Message* order = find_order(answer, OrderKind::set_tariff);
        REQUIRE((order != nullptr) == (strategy == "tit-for-tat"));
        if (order != nullptr) REQUIRE(order->order.value < raised);
    }
}

TEST_CASE("a rise is not answered where no trade is left to tax", "[agents]") {
    const auto us = agent(us_seat, "boulware");
    Mind mind;
    ask(*us, seen_by(us_seat, 1, 1), mind);
    Observation o = seen_by(us_seat, 3, 4);
    add_tariff(o, Government::us, Region::china, TariffComponent::reciprocal, 250.0, 2);
    add_tariff(o, Government::china, Region::us, TariffComponent::retaliation, 125.0, 3);
    REQUIRE(find_order(ask(*us, o, mind), OrderKind::set_tariff) == nullptr);
}

TEST_CASE("a truce stills the measures of both sides", "[agents]") {
    for (SeatId seat : {us_seat, china_seat}) {
        const auto one = agent(seat, "hawk");
        Mind mind;
        ask(*one, seen_by(seat, 1, 1), mind);
        Observation o = seen_by(seat, 8, 4);
        add_tariff(o, Government::us, Region::china, TariffComponent::reciprocal, 125.0, 7);
        add_tariff(o, Government::china, Region::us, TariffComponent::retaliation, 125.0, 7);
        const Term truce = make_term(TermKind::truce, us_seat, china_seat, 0.0, 0, 13);
        REQUIRE(o.record.agreements.push(make_agreement({us_seat, china_seat}, {truce}, {0, 20})));
        const Answer answer = ask(*one, o, mind);
        for (OrderKind kind : {OrderKind::set_tariff, OrderKind::set_control, OrderKind::list_firms})
            REQUIRE(find_order(answer, kind) == nullptr);
    }
}

TEST_CASE("a breach is declared after words, and only where a shortfall is seen", "[agents]") {
    const auto us = agent(us_seat, "boulware");
    Mind mind;
    Observation o = seen_by(us_seat, 10, 4);
    add_licence_control(o, 1);
    REQUIRE(o.record.agreements.push(make_agreement({us_seat, china_seat}, {make_licence(china_seat, us_seat, 30.0)}, {0, 40})));
    REQUIRE(find(ask(*us, o, mind), MessageKind::declare_breach) == nullptr);
    o.record.week = 11;
    o.seen_shortfall[0][0] = 0.8;
    const Answer words = ask(*us, o, mind);
    REQUIRE(find(words, MessageKind::statement) != nullptr);
    REQUIRE(find(words, MessageKind::declare_breach) == nullptr);
    o.record.week = 12;
    REQUIRE(find(ask(*us, o, mind), MessageKind::declare_breach) != nullptr);
}

TEST_CASE("historical plays the recorded acts, each in its week and once", "[agents]") {
    const auto us = agent(us_seat, "historical");
    const auto china = agent(china_seat, "historical");
    Mind mind;
    for (int week = 1; week <= 5; ++week) {
        int count = 0;
        for (int round = 1; round <= 4; ++round) {
            const Answer answer = ask(*us, seen_by(us_seat, week, round), mind);
            count += static_cast<int>(answer.messages.size());
            if (const Message* act = find_order(answer, OrderKind::set_tariff)) {
                REQUIRE(act->order.value == (week == 1 ? 84.0 : 125.0));
                REQUIRE(act->order.target == index_of(Region::china));
                REQUIRE(round == (week == 1 ? 4 : 1));  // 8 April ends its week, 17 April begins one
            }
            REQUIRE(ask(*china, seen_by(china_seat, week, round), mind).messages.empty());
        }
        REQUIRE(count == (week == 1 || week == 3 ? 1 : 0));
    }
}

TEST_CASE("historical makes up for weeks in which it was not asked when the next turn begins", "[agents]") {
    Scenario scenario = small_scenario();
    scenario.weeks_per_turn = 4;
    const auto us = make_agent(scenario, us_seat, "historical");
    REQUIRE(us.ok());
    Mind mind;
    for (int week : {1, 5, 9})
        for (int round = 1; round <= 4; ++round) {
            CAPTURE(week, round);
            const Answer answer = ask(**us, seen_by(us_seat, week, round), mind);
            const bool is_due = (week == 1 && round == 4) || (week == 5 && round == 1);  // the act of week 3 is late
            REQUIRE(answer.messages.size() == (is_due ? 1u : 0u));
        }
}

TEST_CASE("the move is the same with and without rationale, and the same twice", "[agents][invariant]") {
    for (SeatId seat = 0; seat <= maker_seat; ++seat) {
        for (const StrategyInfo& info : strategies()) {
            if (seat < 3 ? !info.for_governments : !info.for_firms) continue;
            CAPTURE(int{seat}, info.name);
            const auto one = agent(seat, info.name);
            Mind silent, talking, again;
            for (int week = 1; week <= 12; ++week) {
                for (int round = 1; round <= 4; ++round) {
                    Observation o = seen_by(seat, week, round);
                    if (week >= 2) {
                        add_tariff(o, Government::us, Region::china, TariffComponent::reciprocal, 34.0 + 10.0 * week, 2);
                        add_tariff(o, Government::china, Region::us, TariffComponent::retaliation, 10.0 * week, 2);
                        add_licence_control(o, 1);
                    }
                    o.government.stress = 5.0 * week;
                    o.government.pain = 0.1 * week;
                    if (week >= 5 && seat < 2)
                        add_talk(o, 0, seat == us_seat ? china_seat : us_seat, 5, round % 2 == 0 ? us_seat : china_seat);
                    const Answer a = ask(*one, o, silent, false), b = ask(*one, o, talking, true),
                                 c = ask(*one, o, again, false);
                    REQUIRE(same_messages(a, b));
                    REQUIRE(same_messages(a, c));
                    REQUIRE(a.rationales.empty());
                }
            }
        }
    }
}

TEST_CASE("random sends only messages that are legal in form", "[agents][invariant]") {
    int sent = 0;
    const Scenario scenario = small_scenario();
    for (SeatId seat = 0; seat <= maker_seat; ++seat) {
        const auto one = agent(seat, "random");
        for (int week = 1; week <= 200; ++week) {
            for (int round = 1; round <= 4; ++round) {
                Observation o = seen_by(seat, week, round);
                Mind mind;
                const SeatId other = seat == china_seat ? us_seat : china_seat;
                if (seat <= china_seat && week % 2 == 0) {
                    TalkView& talk = add_talk(o, 0, other, 1, week % 4 == 0 ? seat : other);
                    add_offer(talk, other, 5, make_terms({make_term(TermKind::truce, other, seat, 0.0, 0, 13)}));
                }
                const bool my_turn = !o.talks.empty() && o.talks[0].turn == seat;
                for (const Message& message : ask(*one, o, mind).messages) {
                    ++sent;
                    const bool talking = o.record.phase == PhaseKind::talk;
                    switch (message.kind) {
                        case MessageKind::open_talk:
                            REQUIRE(talking);
                            REQUIRE((message.agenda < scenario.agendas.size() || message.agenda == 255));
                            REQUIRE(message.with.size() >= 1);
                            break;
                        case MessageKind::propose:
                            REQUIRE(talking);
                            REQUIRE(my_turn);
                            REQUIRE_FALSE(message.terms.empty());
                            break;
                        case MessageKind::accept:
                        case MessageKind::reject:
                            REQUIRE(talking);
                            REQUIRE(message.offer == 5);
                            break;
                        case MessageKind::statement: REQUIRE(message.statement.due_week > week); break;
                        case MessageKind::order:
                            if (message.order.kind != OrderKind::set_tariff &&
                                message.order.kind != OrderKind::set_control &&
                                message.order.kind != OrderKind::list_firms)
                                REQUIRE_FALSE(talking);
                            REQUIRE(message.order.value >= 0.0);
                            break;
                        case MessageKind::leave_talk:
                        case MessageKind::withdraw:
                            REQUIRE(talking);
                            REQUIRE_FALSE(o.talks.empty());
                            break;
                        default: FAIL("an act on an agreement where there is none");
                    }
                }
            }
        }
    }
    REQUIRE(sent > 500);
}

TEST_CASE("random sends every kind of message and order, each where it has its place", "[agents][invariant]") {
    std::set<MessageKind> kinds;
    std::set<OrderKind> orders;
    bool by_back_channel = false;
    Scenario scenario = small_scenario();
    ProjectSpec project;  // orders for projects need one
    project.name = "mill";
    project.firm = "the-mine";
    project.recipe = "milling";
    scenario.recipes.emplace_back().name = project.recipe;
    scenario.projects.push_back(project);
    for (SeatId seat : {us_seat, china_seat, japan_seat, miner_seat, maker_seat}) {
        const auto made = make_agent(scenario, seat, "random", nullptr);
        REQUIRE(made);
        const Agent* const one = made->get();
        const SeatId other = seat == china_seat ? us_seat : china_seat;
        for (int week = 1; week <= 1500; ++week)
            for (int round = 1; round <= 4; ++round) {
                Observation o = seen_by(seat, 1 + week % 50, round);
                o.record.week = static_cast<std::int16_t>(week);  // of which the draws depend
                const Term purchase = make_term(TermKind::purchase, other, seat);
                for (AgreementState state : {AgreementState::in_force, AgreementState::suspended, AgreementState::kept}) {
                    Agreement agreement = make_agreement({seat, other}, {purchase}, {0, 2000});
                    agreement.state = state;
                    agreement.monitoring = Monitoring::joint;
                    agreement.breached_by = week % 2 == 0 ? other : no_seat;
                    agreement.term_states[0] = TermState::kept;
                    REQUIRE(o.record.agreements.push(agreement));
                }
                o.seen_shortfall[0][0] = 0.9;
                if (seat <= china_seat && week % 2 == 0) {
                    TalkView& talk = add_talk(o, 0, other, 1, seat);
                    add_offer(talk, other, 5, make_terms({purchase}));
                    add_offer(talk, seat, 6, make_terms({purchase}));
                }
                if (seat <= china_seat && week % 4 == 1) add_talk(o, 255, other, 1, other);
                Mind mind;
                for (const Message& message : ask(*one, o, mind).messages) {
                    kinds.insert(message.kind);
                    if (message.kind == MessageKind::invite) REQUIRE(message.with[0] == japan_seat);
                    by_back_channel = by_back_channel || message.back_channel;
                    if (message.kind == MessageKind::order) orders.insert(message.order.kind);
                    if (message.kind == MessageKind::withdraw) REQUIRE(message.offer == 6);
                    if (message.kind == MessageKind::resume) REQUIRE(message.agreement == 1);
                    if (message.kind == MessageKind::terminate) REQUIRE(message.agreement <= 1);
                    for (MessageKind in_force : {MessageKind::suspend_agreement, MessageKind::declare_breach, MessageKind::snap_back, MessageKind::renew, MessageKind::waive})
                        if (message.kind == in_force) REQUIRE(message.agreement == 0);
                }
            }
    }
    CHECK(by_back_channel);
    for (MessageKind kind : all_of<MessageKind>()) {
        CAPTURE(name_of(kind));
        CHECK(kinds.count(kind) == 1);
    }
    for (OrderKind kind : all_of<OrderKind>()) {
        CAPTURE(name_of(kind));
        CHECK(orders.count(kind) == 1);
    }
}

TEST_CASE("a hoarder aims higher and says less than a firm that looks to profit", "[agents]") {
    double target[2] = {0.0, 0.0}, report[2] = {1.0, 1.0};
    int k = 0;
    for (std::string_view strategy : {"profit", "hoarder"}) {
        const auto firm = agent(maker_seat, strategy);
        Observation o = seen_by(maker_seat, 3, 4);
        o.firm.cover_days = 20.0;
        NeedView need;
        need.use_t = 10.0;
        need.stock_t = 28.0;
        need.controlled = true;
        REQUIRE(o.firm.needs.push(need));
        Mind mind;
        const Answer answer = ask(*firm, o, mind);
        if (const Message* order = find_order(answer, OrderKind::stock_target)) target[k] = order->order.value;
        if (const Message* order = find_order(answer, OrderKind::report_stock)) report[k] = order->order.value;
        REQUIRE(find_order(answer, OrderKind::petition) != nullptr);
        ++k;
    }
    REQUIRE(target[1] > target[0]);
    REQUIRE(target[0] > 1.0);
    REQUIRE(report[1] < report[0]);
    Mind mind;
    REQUIRE(ask(*agent(maker_seat, "passive"), seen_by(maker_seat, 3, 4), mind).messages.empty());
}

TEST_CASE("an exposed ally asks China for licences once the controls bite", "[agents]") {
    const auto japan = agent(japan_seat, "linear");
    Mind mind;
    Observation calm = seen_by(japan_seat, 1, 1);
    REQUIRE(find(ask(*japan, calm, mind), MessageKind::open_talk) == nullptr);
    Observation o = seen_by(japan_seat, 3, 1);
    add_licence_control(o, 1);
    FirmReport report;
    report.licensed_share = 0.1;
    REQUIRE(o.government.firms.push(report));
    o.government.home_cover_days = 35.0;
    const Answer answer = ask(*japan, o, mind);
    const Message* open = find(answer, MessageKind::open_talk);
    REQUIRE(open != nullptr);
    REQUIRE(open->agenda == 1);
}

TEST_CASE("every strategy keeps its peace when the game is over", "[agents]") {
    for (std::string_view strategy : government_strategies) {
        Observation o = seen_by(us_seat, 9, 4);
        o.record.phase = PhaseKind::over;
        Mind mind;
        REQUIRE(ask(*agent(us_seat, strategy), o, mind).messages.empty());
    }
}

TEST_CASE("a believed word that a rise will be answered makes a rise worth less; a threat that hangs on an own step presses nobody to talk", "[agents][statement]") {
    const agents::Facts facts = agents::make_facts(small_scenario(), us_seat);
    const agents::Style style{.concession = agents::Concession::by_inference};
    agents::GovernmentMind mind{};
    mind.unanswered_tariff = 34.0;
    struct Felt {
        double deterred = 0.0, pressed = 0.0;
    };
    const auto under = [&](Trigger trigger, int triggered_week, double belief) {
        Observation o = seen_by(us_seat, 3, 1);
        for (auto& row : o.government.carries_out_threats) row.fill(belief);
        Statement said;
        said.by = china_seat;
        said.to = us_seat;
        said.kind = StatementKind::threat;
        said.about_tariffs = true;
        said.value = 80.0;
        said.due_week = 9;
        said.trigger = trigger;
        said.triggered_week = static_cast<std::int16_t>(triggered_week);
        REQUIRE(o.record.statements.push(said));
        const agents::View view = agents::look(facts, o, 0.0);
        const agents::Position position{view, o, view.of(us_seat), style};
        const agents::Rise rise = agents::best_rise(position, mind);
        REQUIRE(rise.points > 0.0);
        const auto part = [](const agents::Worth& worth) { return worth.of(RationaleKind::threats); };
        return Felt{-part(rise.worth), part(agents::pressure(position, mind))};
    };
    CHECK(under(Trigger::none, 0, 0.5).pressed > 0.0);
    CHECK(under(Trigger::no_deal, 0, 0.5).pressed == under(Trigger::none, 0, 0.5).pressed);
    CHECK(under(Trigger::none, 0, 0.5).deterred == 0.0);
    CHECK(under(Trigger::tariffs_raised, 0, 0.5).pressed == 0.0);
    CHECK(under(Trigger::tariffs_raised, 0, 0.5).deterred > under(Trigger::tariffs_raised, 0, 0.1).deterred);
    CHECK(under(Trigger::tariffs_raised, 0, 0.1).deterred > 0.0);
    CHECK(under(Trigger::tariffs_raised, 2, 0.5).pressed > 0.0);  // it has come to that
    CHECK(under(Trigger::tariffs_raised, 2, 0.5).deterred == 0.0);
}
