// Every kind of message: one example that has its effect, and what is wrong with others, each refused for its own reason and
// without a trace. A kind without a row fails the test.
#include <functional>
#include <set>

#include "tests/game/stage.hpp"

namespace chokepoint::test {
namespace {

// What is said, by whom and when, and what a second saying of the same does.
struct Line {
    SeatId Scene::*by = &Scene::us;
    PhaseKind phase = PhaseKind::talk;
    Message message;
    std::function<void(Scene&)> before = {};  // prepares the stage for it
    bool may_repeat = false;                  // the same again is another act, or changes nothing
    Refusal again = Refusal::none;            // else, why it is refused
    // Further faults: how the message is spoilt, and the reason.
    struct Fault {
        const char* what;
        std::function<void(Scene&, Line&)> spoil;
        Refusal why;
    };
    std::vector<Fault> faults = {};
};

Refusal say_line(Scene& at, const Line& line) { return at.say(at.*line.by, line.message, line.phase); }

void check_line(const Line& line, std::string_view kind) {
    CAPTURE(kind);
    Scene at;
    if (line.before) line.before(at);
    const std::uint64_t before = at.digest();
    REQUIRE(name_of(say_line(at, line)) == name_of(Refusal::none));
    CHECK(at.digest() != before);
    if (!line.may_repeat) CHECK(name_of(say_line(at, line)) == name_of(line.again));
    for (const Line::Fault& fault : line.faults) {
        CAPTURE(fault.what);
        Scene stage;
        Line spoilt = line;
        if (line.before) line.before(stage);
        fault.spoil(stage, spoilt);
        CHECK(name_of(say_line(stage, spoilt)) == name_of(fault.why));
    }
}

// --- faults that many share ---

Line::Fault in_phase(PhaseKind phase) {
    return {"in another phase", [phase](Scene&, Line& line) { line.phase = phase; }, Refusal::wrong_phase};
}
Line::Fault by_seat(const char* what, SeatId Scene::*seat, Refusal why) {
    return {what, [seat](Scene&, Line& line) { line.by = seat; }, why};
}
Line::Fault of_agreement(int number) {
    return {"of an agreement that is not there",
            [number](Scene&, Line& line) { line.message.agreement = static_cast<std::uint8_t>(number); },
            Refusal::unknown_agreement};
}
Line::Fault in_state(AgreementState state, Refusal why = Refusal::unknown_agreement) {
    return {"of an agreement in another state", [state](Scene& at, Line&) { at.run.world.agreements[0].state = state; }, why};
}
Line::Fault offer_state(OfferState state, Refusal why) {
    return {"of an offer that does not stand", [state](Scene& at, Line&) { at.talks.offers[0].state = state; }, why};
}

std::vector<Line::Fault> faults_of_answers() {
    std::vector<Line::Fault> faults{
        in_phase(PhaseKind::orders),
        by_seat("by who made the offer", &Scene::us, Refusal::own_offer),
        by_seat("by a stranger", &Scene::japan, Refusal::not_a_party),
        {"of an offer that never was", [](Scene&, Line& line) { line.message.offer = 77; }, Refusal::unknown_offer},
        {"of offer nought", [](Scene&, Line& line) { line.message.offer = 0; }, Refusal::unknown_offer},
        {"of an offer in a closed talk", [](Scene& at, Line&) { at.talks.talks[0].open = false; }, Refusal::unknown_talk},
        offer_state(OfferState::expired, Refusal::offer_expired)};
    for (OfferState state : {OfferState::tabled, OfferState::accepted, OfferState::rejected, OfferState::withdrawn, OfferState::superseded})
        faults.push_back(offer_state(state, Refusal::offer_not_live));
    return faults;
}

std::vector<Line::Fault> faults_of_acts(std::initializer_list<AgreementState> legal) {
    std::vector<Line::Fault> faults{in_phase(PhaseKind::talk), by_seat("by a stranger", &Scene::japan, Refusal::not_a_party),
                                    by_seat("by a firm", &Scene::firm, Refusal::not_a_party), of_agreement(1), of_agreement(255)};
    for (AgreementState state : all_of<AgreementState>())
        if (std::find(legal.begin(), legal.end(), state) == legal.end()) faults.push_back(in_state(state));
    return faults;
}

// Japan sits down with the two, so that one acceptance does not yet sign.
void seat_a_third(Scene& at) {
    REQUIRE(at.talks.talks[0].parties.push(at.japan));
    at.talks.offers[0].parties |= bit(at.japan);
}

Line accept_among_three() {
    Line line;
    line.by = &Scene::china;
    line.message.kind = MessageKind::accept;
    line.message.offer = Scene::offer;
    line.before = seat_a_third;
    line.again = Refusal::already_done;
    line.faults = {by_seat("by who made the offer", &Scene::us, Refusal::own_offer),
                   by_seat("by a stranger", &Scene::eu, Refusal::not_a_party),
                   {"replayed by the third", [](Scene& at, Line& to) {
                        to.by = &Scene::japan;
                        at.talks.offers[0].accepted_by = bit(at.japan);
                    }, Refusal::already_done}};
    return line;
}

// --- the table of messages ---

Line line_of(MessageKind kind) {
    const SeatId china = Scene{}.china, us = Scene{}.us;
    Line line;
    line.message.kind = kind;
    switch (kind) {
        case MessageKind::open_talk: {
            REQUIRE(line.message.with.push(Scene{}.eu));
            line.again = Refusal::already_done;
            const auto with = [](std::initializer_list<int> seats) {
                std::vector<SeatId> all(seats.begin(), seats.end());
                return [all](Scene&, Line& to) {
                    to.message.with.clear();
                    for (SeatId seat : all) REQUIRE(to.message.with.push(seat));
                };
            };
            line.faults = {in_phase(PhaseKind::orders),
                           {"with nobody", with({}), Refusal::unknown_target},
                           {"with oneself", with({us}), Refusal::unknown_target},
                           {"with nobody's seat", with({250}), Refusal::unknown_target},
                           {"with the same twice", with({3, 3}), Refusal::unknown_target},
                           {"with too many", with({2, 3, 4, 5}), Refusal::full},
                           {"at no level", [](Scene&, Line& to) { to.message.level = static_cast<TalkLevel>(9); }, Refusal::unknown_target},
                           {"on no agenda", [](Scene&, Line& to) { to.message.agenda = 200; }, Refusal::unknown_target},
                           {"on an agenda of others", [](Scene& at, Line& to) {
                                for (std::size_t i = 0; i < at.run.params().agendas.size(); ++i)
                                    if (!is_party(at.run.params().agendas[i].parties, at.us)) to.message.agenda = static_cast<std::uint8_t>(i);
                            }, Refusal::not_a_party}};
            break;
        }
        case MessageKind::invite: {
            REQUIRE(line.message.with.push(Scene{}.japan));
            line.again = Refusal::already_done;
            const auto with = [](std::vector<SeatId> seats) {
                return [seats](Scene&, Line& to) {
                    to.message.with.clear();
                    for (SeatId seat : seats) REQUIRE(to.message.with.push(seat));
                };
            };
            line.faults = {in_phase(PhaseKind::orders), by_seat("by a stranger", &Scene::eu, Refusal::not_a_party),
                           {"to no talk", [](Scene&, Line& to) { to.message.talk = 9; }, Refusal::unknown_talk},
                           {"to a talk that is over", [](Scene& at, Line&) { at.talks.talks[0].open = false; }, Refusal::unknown_talk},
                           {"nobody", with({}), Refusal::unknown_target},
                           {"two at once", with({2, 3}), Refusal::unknown_target},
                           {"nobody's seat", with({250}), Refusal::unknown_target},
                           {"who sits there", with({china}), Refusal::already_done},
                           {"oneself", with({us}), Refusal::already_done},
                           {"to an agenda's table", [](Scene& at, Line&) { at.talks.talks[0].agenda = 0; }, Refusal::fixed_parties},
                           {"to a pair's back channel", [](Scene& at, Line&) { at.talks.talks[0].back_channel = true; }, Refusal::fixed_parties},
                           {"to a summit", [](Scene& at, Line&) { at.talks.talks[0].deadline_week = 20; }, Refusal::above_level},
                           {"to a full table", [](Scene& at, Line&) {
                                REQUIRE(at.talks.talks[0].parties.push(at.eu));
                                REQUIRE(at.talks.talks[0].parties.push(at.firm));
                            }, Refusal::full},
                           {"who sits at as many as it can", [](Scene& at, Line&) {
                                Talk other = at.talks.talks[0];
                                other.parties.clear();
                                REQUIRE(other.parties.push(at.japan));
                                for (std::size_t i = 0; i < decltype(Observation::talks)::capacity(); ++i) {
                                    SeatId with_whom = static_cast<SeatId>(at.firm + i);
                                    other.parties.resize(1);
                                    REQUIRE(other.parties.push(with_whom));
                                    REQUIRE(at.talks.talks.push(other));
                                }
                            }, Refusal::full},
                           {"to a table that the three have already", [](Scene& at, Line&) {
                                Talk other = at.talks.talks[0];
                                REQUIRE(other.parties.push(at.japan));
                                REQUIRE(at.talks.talks.push(other));
                            }, Refusal::already_done}};
            break;
        }
        case MessageKind::leave_talk:
            line.again = Refusal::unknown_talk;
            line.faults = {in_phase(PhaseKind::orders), by_seat("by a stranger", &Scene::japan, Refusal::not_a_party),
                           {"a talk that is not there", [](Scene&, Line& to) { to.message.talk = 9; }, Refusal::unknown_talk}};
            break;
        case MessageKind::propose:
            line.by = &Scene::china;
            line.message.offer = Scene::offer;
            REQUIRE(line.message.terms.push(make_term(TermKind::side_term, china, us, 2.0)));
            line.again = Refusal::offer_not_live;  // the first counter has taken the answered offer's place
            line.faults = {in_phase(PhaseKind::orders), by_seat("out of turn", &Scene::us, Refusal::not_your_turn),
                           by_seat("by a stranger", &Scene::japan, Refusal::not_a_party),
                           {"in no talk", [](Scene&, Line& to) { to.message.talk = 4; }, Refusal::unknown_talk},
                           {"nothing", [](Scene&, Line& to) { to.message.terms.clear(); }, Refusal::no_terms},
                           {"twice the same", [](Scene&, Line& to) { REQUIRE(to.message.terms.push(to.message.terms[0])); }, Refusal::contradictory_terms},
                           {"to answer what never was", [](Scene&, Line& to) { to.message.offer = 55; }, Refusal::unknown_offer},
                           {"to answer oneself", [](Scene& at, Line&) { at.talks.offers[0].by = at.china; }, Refusal::own_offer},
                           {"what is past", [](Scene&, Line& to) { to.message.expiry_week = 3; }, Refusal::offer_expired},
                           {"what takes a minister", [](Scene& at, Line& to) {
                                at.talks.talks[0].level = TalkLevel::working;
                                to.message.terms[0] = make_term(TermKind::tariff_cap, at.china, at.us, 10.0);
                            }, Refusal::above_level},
                           offer_state(OfferState::expired, Refusal::offer_expired)};
            for (OfferState state : {OfferState::accepted, OfferState::rejected, OfferState::withdrawn, OfferState::superseded})
                line.faults.push_back(offer_state(state, Refusal::offer_not_live));
            break;
        case MessageKind::accept:
        case MessageKind::reject:
            line.by = &Scene::china;
            line.message.offer = Scene::offer;
            line.again = kind == MessageKind::accept ? Refusal::unknown_talk : Refusal::offer_not_live;  // an agreement ends its talk
            line.faults = faults_of_answers();
            break;
        case MessageKind::withdraw:
            line.message.offer = Scene::offer;
            line.again = Refusal::offer_not_live;
            line.faults = {in_phase(PhaseKind::orders), by_seat("another's", &Scene::china, Refusal::not_your_offer),
                           {"what never was", [](Scene&, Line& to) { to.message.offer = 6; }, Refusal::unknown_offer},
                           offer_state(OfferState::accepted, Refusal::offer_not_live), offer_state(OfferState::expired, Refusal::offer_not_live)};
            break;
        case MessageKind::statement: {
            line.message.statement.kind = StatementKind::threat;
            line.message.statement.to = china;
            line.message.statement.value = 20.0;
            line.message.statement.due_week = 14;
            line.again = Refusal::already_done;
            for (double value : {no_number, endless, -endless, -1.0, 1e7})
                line.faults.push_back({"of no size", [value](Scene&, Line& to) { to.message.statement.value = value; }, Refusal::value_out_of_range});
            for (int week : {-3, 1, 10, 5201})
                line.faults.push_back({"of no date", [week](Scene&, Line& to) { to.message.statement.due_week = static_cast<std::int16_t>(week); }, Refusal::value_out_of_range});
            for (int seat : {0, 200})
                line.faults.push_back({"to nobody", [seat](Scene&, Line& to) { to.message.statement.to = static_cast<SeatId>(seat); }, Refusal::unknown_target});
            line.faults.push_back({"whispered to all", [](Scene&, Line& to) { to.message.statement.to = no_seat; to.message.statement.is_public = false; }, Refusal::unknown_target});
            line.faults.push_back({"of no kind", [](Scene&, Line& to) { to.message.statement.kind = static_cast<StatementKind>(77); }, Refusal::unknown_target});
            line.faults.push_back({"hanging on nothing known", [](Scene&, Line& to) { to.message.statement.trigger = static_cast<Trigger>(77); }, Refusal::unknown_target});
            line.faults.push_back({"hanging on what a firm does", [](Scene& at, Line& to) {
                                       to.message.statement.trigger = Trigger::tariffs_raised;
                                       to.message.statement.to = at.firm;
                                   }, Refusal::unknown_target});
            line.faults.push_back({"of no measure", [](Scene&, Line& to) { to.message.statement.measure = static_cast<ControlKind>(77); }, Refusal::unknown_target});
            break;
        }
        case MessageKind::order:
            line.phase = PhaseKind::orders;
            line.message.order = make_order(OrderKind::request_funds, 5.0);
            line.may_repeat = true;
            line.faults = {in_phase(PhaseKind::talk), by_seat("by a firm", &Scene::firm, Refusal::not_yours_to_do),
                           {"of no kind", [](Scene&, Line& to) { to.message.order.kind = static_cast<OrderKind>(200); }, Refusal::not_yours_to_do}};
            break;
        case MessageKind::suspend_agreement:
            line.phase = PhaseKind::orders;
            line.again = Refusal::already_done;
            line.faults = faults_of_acts({AgreementState::in_force, AgreementState::renewed, AgreementState::suspended});
            break;
        case MessageKind::terminate:
            line.phase = PhaseKind::orders;
            line.again = Refusal::unknown_agreement;
            line.faults = faults_of_acts({AgreementState::in_force, AgreementState::renewed, AgreementState::suspended});
            break;
        case MessageKind::resume:
            line.phase = PhaseKind::orders;
            line.before = [](Scene& at) {
                at.run.world.agreements[0].state = AgreementState::suspended;
                at.run.world.agreements[0].ratified_by = 0;
            };
            line.again = Refusal::already_done;
            line.faults = faults_of_acts({AgreementState::suspended});
            line.faults.push_back({"past its end", [](Scene& at, Line&) { at.run.week = 31; }, Refusal::unknown_agreement});
            break;
        case MessageKind::declare_breach:
            line.phase = PhaseKind::orders;
            line.before = [](Scene& at) { at.run.world.seen_shortfall[0][1] = 0.9; };
            line.again = Refusal::cure_period_running;
            line.faults = faults_of_acts({AgreementState::in_force, AgreementState::renewed});
            line.faults.push_back(by_seat("of one's own", &Scene::china, Refusal::no_breach_declared));
            line.faults.push_back({"of nothing seen", [](Scene& at, Line&) { at.run.world.seen_shortfall[0][1] = 0.1; }, Refusal::no_breach_declared});
            line.faults.push_back({"of what was given up", [](Scene& at, Line&) { at.run.world.agreements[0].term_states[1] = TermState::waived; }, Refusal::no_breach_declared});
            line.faults.push_back({"of what has run out", [](Scene& at, Line&) { at.run.world.agreements[0].terms[1].until_week = 3; }, Refusal::no_breach_declared});
            break;
        case MessageKind::snap_back:
            line.phase = PhaseKind::orders;
            line.before = [](Scene& at) {
                Agreement& pact = at.run.world.agreements[0];
                pact.term_states[1] = TermState::breached;
                pact.breached_by = at.china;
                pact.cure_until_week = 9;
            };
            line.again = Refusal::unknown_agreement;
            line.faults = faults_of_acts({AgreementState::in_force, AgreementState::renewed});
            line.faults.push_back(by_seat("by the breaker", &Scene::china, Refusal::no_breach_declared));
            line.faults.push_back({"too early", [](Scene& at, Line&) { at.run.world.agreements[0].cure_until_week = 11; }, Refusal::cure_period_running});
            line.faults.push_back({"for nothing", [](Scene& at, Line&) { at.run.world.agreements[0].breached_by = no_seat; }, Refusal::no_breach_declared});
            break;
        case MessageKind::renew:
            line.phase = PhaseKind::orders;
            line.again = Refusal::already_done;
            line.faults = faults_of_acts({AgreementState::in_force, AgreementState::renewed});
            line.faults.push_back({"for ever", [](Scene& at, Line&) { at.run.world.agreements[0].expiry_week = 19990; }, Refusal::value_out_of_range});
            break;
        case MessageKind::waive:
            line.phase = PhaseKind::orders;
            line.message.clause = 1;
            line.again = Refusal::already_done;
            line.faults = faults_of_acts({AgreementState::in_force, AgreementState::renewed});
            line.faults.push_back(by_seat("what one owes", &Scene::china, Refusal::not_yours_to_do));
            line.faults.push_back({"a truce", [](Scene&, Line& to) { to.message.clause = 0; }, Refusal::illegal_term});
            line.faults.push_back({"a clause that is not there", [](Scene&, Line& to) { to.message.clause = 2; }, Refusal::unknown_target});
            line.faults.push_back({"no clause at all", [](Scene&, Line& to) { to.message.clause = 255; }, Refusal::unknown_target});
            break;
    }
    return line;
}

}  // namespace

TEST_CASE("every kind of message has its effect, and is refused for each reason without a trace", "[talks][refusal]") {
    std::set<MessageKind> seen;
    for (MessageKind kind : all_of<MessageKind>()) {
        const Line line = line_of(kind);
        REQUIRE(line.message.kind == kind);
        CAPTURE(name_of(kind));
        CHECK(line.faults.size() >= 3);
        check_line(line, name_of(kind));
        seen.insert(kind);
    }
    CHECK(seen.size() == count_of<MessageKind>);
}

TEST_CASE("among three an acceptance counts once, and signs when the last has accepted", "[talks][refusal]") {
    check_line(accept_among_three(), "accept");
    Scene at;
    seat_a_third(at);
    const Line line = accept_among_three();
    const std::size_t agreements = at.run.world.agreements.size();
    REQUIRE(at.say(at.china, line.message) == Refusal::none);
    const std::size_t events = at.run.world.events.size();
    CHECK(at.say(at.china, line.message) == Refusal::already_done);
    CHECK(at.run.world.events.size() == events);
    CHECK(at.run.world.agreements.size() == agreements);
    CHECK(at.say(at.japan, line.message) == Refusal::none);
    CHECK(at.run.world.agreements.size() == agreements + 1);
}

}  // namespace chokepoint::test
