// Every kind of message, of term and of order: one example that has its effect, and what is wrong with others, each
// refused for its own reason and without a trace. A kind without a row fails the test.
#include <functional>
#include <limits>
#include <set>

#include "engine/game/talks.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();

// The United States and China with a live offer of the former (1) and an agreement in force (0); the turn is China's.
struct Scene {
    std::shared_ptr<Setup> setup = std::make_shared<Setup>(*april_setup());
    WorldRun run{setup, 1};
    Talks talks;
    int round = 1;
    SeatId us = run.seat(Government::us), china = run.seat(Government::china), japan = run.seat(Government::japan),
           eu = run.seat(Government::eu), firm = static_cast<SeatId>(run.setup->scenario.governments.size()),
           other_firm = static_cast<SeatId>(run.setup->params.seats - 1), nobody = 200;

    Scene() {
        setup->params.rules.negotiation.breakdown_risk.value = 0.0;
        setup->params.rules.negotiation.cure_weeks.value = 4;
        run.week = 10;
        run.world.today = now().today;
        Agreement pact;
        REQUIRE(pact.terms.push(make_term(TermKind::truce, us, china, 0.0, 0, 26)));
        Term licence = make_term(TermKind::licence, china, us);
        licence.limit = 14.0;
        REQUIRE(pact.terms.push(licence));
        REQUIRE(pact.parties.push(us));
        REQUIRE(pact.parties.push(china));
        pact.ratified_by = bit(us) | bit(china);
        pact.signed_week = 4;
        pact.in_force_week = 5;
        pact.expiry_week = 31;
        pact.state = AgreementState::in_force;
        pact.term_states[0] = pact.term_states[1] = TermState::kept;
        REQUIRE(run.world.agreements.push(pact));
        Message open;
        open.kind = MessageKind::open_talk;
        REQUIRE(open.with.push(china));
        REQUIRE(say(us, open) == Refusal::none);
        pass_round();
        Message offer;
        offer.kind = MessageKind::propose;
        REQUIRE(offer.terms.push(make_term(TermKind::side_term, us, china, 1.0)));
        REQUIRE(say(us, offer) == Refusal::none);
        pass_round();
    }
    Moment now() const { return {run.seed, run.week, round, run.params().day_of(run.week) + round}; }
    std::uint64_t digest() const { return digest_of(run.world) ^ (digest_of(talks) << 1); }
    Refusal say(SeatId seat, const Message& message, PhaseKind phase = PhaseKind::talk) {
        const std::uint64_t before = digest();
        const Refusal why = apply_message(run.params(), run.world, talks, now(), phase, seat, message);
        if (why != Refusal::none) CHECK(digest() == before);
        return why;
    }
    void pass_round() {
        ++round;
        begin_round(run.params(), run.world, talks, now());
    }
};

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

Refusal say(Scene& at, const Line& line) { return at.say(at.*line.by, line.message, line.phase); }

void check_line(const Line& line, std::string_view kind) {
    CAPTURE(kind);
    Scene at;
    if (line.before) line.before(at);
    const std::uint64_t before = at.digest();
    REQUIRE(name_of(say(at, line)) == name_of(Refusal::none));
    CHECK(at.digest() != before);
    if (!line.may_repeat) CHECK(name_of(say(at, line)) == name_of(line.again));
    for (const Line::Fault& fault : line.faults) {
        CAPTURE(fault.what);
        Scene stage;
        Line spoilt = line;
        if (line.before) line.before(stage);
        fault.spoil(stage, spoilt);
        CHECK(name_of(say(stage, spoilt)) == name_of(fault.why));
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
        case MessageKind::leave_talk:
            line.again = Refusal::unknown_talk;
            line.faults = {in_phase(PhaseKind::orders), by_seat("by a stranger", &Scene::japan, Refusal::not_a_party),
                           {"a talk that is not there", [](Scene&, Line& to) { to.message.talk = 9; }, Refusal::unknown_talk}};
            break;
        case MessageKind::propose:
            line.by = &Scene::china;
            line.message.offer = 1;
            REQUIRE(line.message.terms.push(make_term(TermKind::side_term, china, us, 2.0)));
            line.may_repeat = true;  // a new offer takes the place of one's last
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
                            }, Refusal::above_level}};
            break;
        case MessageKind::accept:
        case MessageKind::reject:
            line.by = &Scene::china;
            line.message.offer = 1;
            line.again = kind == MessageKind::accept ? Refusal::unknown_talk : Refusal::offer_not_live;  // an agreement ends its talk
            line.faults = faults_of_answers();
            break;
        case MessageKind::withdraw:
            line.message.offer = 1;
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
            for (double value : {nan, infinity, -infinity, -1.0, 1e7})
                line.faults.push_back({"of no size", [value](Scene&, Line& to) { to.message.statement.value = value; }, Refusal::value_out_of_range});
            for (int week : {-3, 1, 10, 5201})
                line.faults.push_back({"of no date", [week](Scene&, Line& to) { to.message.statement.due_week = static_cast<std::int16_t>(week); }, Refusal::value_out_of_range});
            for (int seat : {0, 200})
                line.faults.push_back({"to nobody", [seat](Scene&, Line& to) { to.message.statement.to = static_cast<SeatId>(seat); }, Refusal::unknown_target});
            line.faults.push_back({"whispered to all", [](Scene&, Line& to) { to.message.statement.to = no_seat; to.message.statement.is_public = false; }, Refusal::unknown_target});
            line.faults.push_back({"of no kind", [](Scene&, Line& to) { to.message.statement.kind = static_cast<StatementKind>(77); }, Refusal::unknown_target});
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

// --- the table of terms ---

// A legal clause of a kind, the parties between which it is, and who else cannot owe it.
struct Clause {
    Term term;
    std::vector<std::pair<const char*, std::function<void(const Scene&, Term&)>>> illegal;
    bool promises_amount = false;  // nought of it promises nothing
    int beyond = 256;              // the first `what` that names nothing
};

Clause clause_of(TermKind kind, const Scene& at) {
    const auto owed_by_firm = [](const Scene& on, Term& term) { term.by = on.firm; };
    const auto owed_to_firm = [](const Scene& on, Term& term) { term.to = on.firm; };
    Clause made;
    made.term = make_term(kind, at.us, at.china, 10.0, 0, 13);
    made.promises_amount = true;
    switch (kind) {
        case TermKind::tariff_cap:
        case TermKind::tariff_suspension:
            made.illegal = {{"by a firm", owed_by_firm}, {"to a firm", owed_to_firm}};
            made.promises_amount = kind == TermKind::tariff_suspension;
            made.beyond = count_of<TariffComponent>;
            break;
        case TermKind::licence:
            made.term = make_term(kind, at.china, at.us, 10.0, 0, 13);
            made.term.limit = 30.0;
            made.promises_amount = false;
            made.beyond = count_of<EndUse>;
            made.illegal = {{"by who has no desk", [](const Scene& on, Term& term) { term.by = on.us; term.to = on.china; }},
                            {"by a firm", owed_by_firm},
                            {"to a firm that it does not name", owed_to_firm},
                            {"naming a government", [](const Scene& on, Term& term) { term.named = bit(on.japan); }},
                            {"naming nobody's seat", [](const Scene&, Term& term) { term.named = bit(SeatId{63}); }}};
            break;
        case TermKind::control_suspension:
        case TermKind::aligned_control:
            made.illegal = {{"by a firm", owed_by_firm}, {"to a firm", owed_to_firm}};
            made.promises_amount = false;
            made.beyond = count_of<ControlKind>;
            break;
        case TermKind::purchase:
            made.illegal = {{"by a firm", owed_by_firm}, {"to a firm", owed_to_firm}};
            made.beyond = count_of<Good>;
            break;
        case TermKind::truce:
            made.illegal = {{"by a firm", owed_by_firm}, {"to a firm", owed_to_firm},
                            {"of no length", [](const Scene&, Term& term) { term.until_week = 0; }}};
            made.promises_amount = false;
            break;
        case TermKind::monitoring: made.promises_amount = false; made.beyond = count_of<Monitoring>; break;
        case TermKind::side_term: break;
        case TermKind::offtake:
        case TermKind::supply_contract: made.beyond = count_of<Product>; break;
        case TermKind::price_floor:
            made.term.limit = 70.0;
            made.illegal = {{"by a firm", owed_by_firm}};
            made.beyond = count_of<Product>;
            break;
        case TermKind::joint_investment:
            made.illegal = {{"by a firm", owed_by_firm}};
            made.beyond = count_of<chokepoint::Stage>;
            break;
        case TermKind::pooled_stockpile:
            made.illegal = {{"by a firm", owed_by_firm}, {"to a firm", owed_to_firm}};
            made.beyond = count_of<Product>;
            break;
        case TermKind::shared_queue:
            made.illegal = {{"by a firm", owed_by_firm}, {"to a firm", owed_to_firm}};
            made.promises_amount = false;
            break;
        case TermKind::equity_stake:
            made.term.to = at.firm;
            made.illegal = {{"of a government", [](const Scene& on, Term& term) { term.to = on.china; }},
                            {"by a firm", [](const Scene& on, Term& term) { term.by = on.firm; term.to = on.us; }}};
            break;
    }
    return made;
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

TEST_CASE("every kind of term can be agreed, and is refused for each reason without a trace", "[talks][terms][refusal]") {
    for (TermKind kind : all_of<TermKind>()) {
        CAPTURE(name_of(kind));
        Scene at;
        // A table at which everybody sits whom a clause may concern, and nobody else.
        Message open;
        open.kind = MessageKind::open_talk;
        for (SeatId seat : {at.china, at.japan, at.firm}) REQUIRE(open.with.push(seat));
        REQUIRE(at.say(at.us, open) == Refusal::none);
        at.pass_round();
        const Clause clause = clause_of(kind, at);
        const auto propose = [&](std::initializer_list<Term> terms) {
            Message message;
            message.kind = MessageKind::propose;
            message.talk = 1;
            for (const Term& term : terms) REQUIRE(message.terms.push(term));
            return name_of(at.say(at.us, message));
        };
        const auto with = [&](auto change) {
            Term term = clause.term;
            change(term);
            return propose({term});
        };
        const auto illegal = name_of(Refusal::illegal_term), out = name_of(Refusal::value_out_of_range),
                   contradictory = name_of(Refusal::contradictory_terms);
        CHECK(with([&](Term& term) { term.by = at.eu; }) == illegal);
        CHECK(with([&](Term& term) { term.to = at.eu; }) == illegal);
        CHECK(with([&](Term& term) { term.by = no_seat; }) == illegal);
        CHECK(with([&](Term& term) { term.to = term.by; }) == illegal);
        CHECK(with([&](Term& term) { term.kind = static_cast<TermKind>(99); }) == illegal);
        CHECK(with([&](Term& term) { term.scope = ~0u; }) == illegal);
        if (kind != TermKind::licence) CHECK(with([&](Term& term) { term.named = bit(at.firm); }) == illegal);
        if (clause.beyond < 256) CHECK(with([&](Term& term) { term.what = static_cast<std::uint8_t>(clause.beyond); }) == illegal);
        for (const auto& [what, spoil] : clause.illegal) {
            CAPTURE(what);
            CHECK(with([&, change = spoil](Term& term) { change(at, term); }) == illegal);
        }
        for (double number : {nan, infinity, -infinity, -1.0, 2e9}) {
            CHECK(with([&](Term& term) { term.amount = number; }) == out);
            CHECK(with([&](Term& term) { term.limit = number; }) == out);
        }
        if (clause.promises_amount) CHECK(with([](Term& term) { term.amount = 0.0; }) == out);
        CHECK(with([](Term& term) { term.from_week = -1; }) == out);
        CHECK(with([](Term& term) { term.until_week = -1; }) == out);
        CHECK(with([](Term& term) { term.until_week = 5201; }) == out);
        CHECK(with([](Term& term) { term.from_week = 13; }) == out);  // over before it begins
        CHECK(propose({clause.term, clause.term}) == contradictory);

        REQUIRE(propose({clause.term}) == name_of(Refusal::none));
        at.pass_round();
        Message accept;
        accept.kind = MessageKind::accept;
        accept.offer = at.talks.next_offer - 1;
        for (SeatId seat : {at.china, at.japan, at.firm}) REQUIRE(at.say(seat, accept) == Refusal::none);
        REQUIRE(at.run.world.agreements.size() == 2);
        CHECK(at.run.world.agreements[1].terms[0] == clause.term);
        CHECK(at.run.world.agreements[1].state == AgreementState::accepted);
        CHECK(at.run.world.agreements[1].parties.size() == 4);
    }
}

namespace {

// An order with what it may not be.
struct Rule {
    SeatId Scene::*by = &Scene::us;
    Order order;
    std::vector<SeatId Scene::*> others = {};                   // that may not give it
    std::vector<double> beyond = {};                            // values out of range
    std::vector<std::function<void(Scene&, Order&)>> aimless = {};  // targets that are not there
    std::vector<std::pair<std::function<void(Scene&, Order&)>, Refusal>> more = {};
    enum class Again { same, more, refused } again = Again::same;  // what the second time does
    std::function<void(Scene&)> before = {};
};

void rich(Scene& at) {
    for (GovernmentState& state : at.run.world.governments) state.aid_left_usd_bn = 20.0;
}
void poor(Scene& at, Order&) {
    for (GovernmentState& state : at.run.world.governments) state.aid_left_usd_bn = 0.0;
}

template <typename Condition>
std::uint8_t project_where(const Scene& at, Condition condition) {
    for (std::size_t i = 0; i < at.run.params().projects.size(); ++i)
        if (condition(at.run.params().projects[i])) return static_cast<std::uint8_t>(i);
    FAIL("no such project in the scenario");
    return 255;
}

std::function<void(Scene&, Order&)> target(int number) {
    return [number](Scene&, Order& order) { order.target = static_cast<std::uint8_t>(number); };
}
std::function<void(Scene&, Order&)> what(int number) {
    return [number](Scene&, Order& order) { order.what = static_cast<std::uint8_t>(number); };
}

Rule rule_of_government(OrderKind kind, const Scene& at) {
    Rule rule;
    rule.others = {&Scene::firm, &Scene::nobody};
    rule.before = rich;
    const auto set = [&](Order order) { rule.order = order; };
    switch (kind) {
        case OrderKind::set_tariff:
            set(tariff_order(Region::china, TariffComponent::reciprocal, 77.0));
            rule.beyond = {-1.0, 1000.5};
            rule.aimless = {target(count_of<Region>), target(static_cast<int>(Region::us)), what(count_of<TariffComponent>)};
            rule.more = {{[](Scene&, Order& order) { order.second = -0.1; }, Refusal::value_out_of_range},
                         {[](Scene&, Order& order) { order.second = 1.1; }, Refusal::value_out_of_range},
                         {[](Scene&, Order& order) { order.scope = 1u << count_of<ProductClass>; }, Refusal::value_out_of_range}};
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::set_control:
            rule.by = &Scene::china;
            set(control_order(ControlKind::ban, 1.0, bit(Material::la_ce), bit(Region::india)));
            rule.beyond = {-0.1, 1.1};
            rule.aimless = {what(count_of<ControlKind>), [](Scene&, Order& order) { order.scope = 0; },
                            [](Scene&, Order& order) { order.scope = ~0u; },
                            [](Scene&, Order& order) { order.regions = bit(Region::china); }};
            rule.more = {{[](Scene&, Order& order) { order.second = 0.0; }, Refusal::already_done}};  // nothing to lift
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::list_firms:
            set(make_order(kind, 5.0));
            rule.others.push_back(&Scene::japan);
            rule.beyond = {0.0, 0.5, 201.0, -201.0};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::stockpile:
            set(make_order(kind, 1.0, Product::oxide_la_ce));
            rule.before = [](Scene& scene) {
                rich(scene);
                scene.run.world.market.stock_t[index_of(Product::oxide_la_ce)][index_of(Region::us)] = 100.0;
                scene.run.world.of(Government::us).reserve_t[index_of(Product::oxide_la_ce)] = 50.0;
                scene.run.world.market.price_outside[index_of(Product::oxide_la_ce)] = 2.0;
            };
            rule.beyond = {2e6, -2e6};
            rule.aimless = {what(count_of<Product>)};
            rule.more = {{poor, Refusal::budget_exhausted}, {[](Scene&, Order& order) { order.value = -5.0; }, Refusal::no_emergency}};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::price_floor:
            set(make_order(kind, 110.0, Product::oxide_ndpr));
            rule.order.second = 5000.0;
            rule.beyond = {-1.0, 10001.0};
            rule.aimless = {what(count_of<Product>), what(static_cast<int>(Product::motor_assembly))};
            rule.more = {{[](Scene&, Order& order) { order.second = -1.0; }, Refusal::value_out_of_range},
                         {[](Scene&, Order& order) { order.second = 2e9; }, Refusal::value_out_of_range}};
            break;
        case OrderKind::project_aid:
            set(make_order(kind, 5.0, AidKind::grant, project_where(at, [](const ProjectParams& p) { return p.region == Region::us; })));
            rule.beyond = {-1.0, 10001.0};
            rule.aimless = {target(255), what(count_of<AidKind>)};
            rule.more = {{poor, Refusal::budget_exhausted}};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::permit_priority:
            set(make_order(kind, 1.0, 0, project_where(at, [](const ProjectParams& p) { return p.region == Region::us; })));
            rule.others.push_back(&Scene::japan);
            rule.aimless = {target(255)};
            break;
        case OrderKind::summit:
            set(make_order(kind, 1.0, 0, at.china));
            rule.others.push_back(&Scene::japan);
            rule.aimless = {target(at.us), target(at.japan), target(at.firm), target(255)};
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::request_funds: set(make_order(kind, 5.0)); rule.beyond = {0.0, -1.0, 101.0}; break;
        case OrderKind::emergency_permits:
            set(make_order(kind, 1.0));
            rule.beyond = {-1.0, 1.5};
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::research:
            set(make_order(kind, 1.0));
            rule.beyond = {0.0, -1.0, 21.0};
            rule.more = {{poor, Refusal::budget_exhausted}};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::diplomacy:
            set(make_order(kind, 50.0, 0, at.run.params().projects[project_where(at, [](const ProjectParams& p) { return p.region != Region::us; })].region));
            rule.beyond = {0.0, -1.0, 5001.0};
            rule.aimless = {target(count_of<Region>), target(static_cast<int>(Region::us)), target(static_cast<int>(Region::myanmar))};
            rule.more = {{poor, Refusal::budget_exhausted}};
            rule.again = Rule::Again::more;
            break;
        default: FAIL("no row for a government's order"); break;
    }
    return rule;
}

Rule rule_of_china(OrderKind kind, const Scene& at) {
    Rule rule;
    rule.by = &Scene::china;
    rule.others = {&Scene::us, &Scene::japan, &Scene::firm, &Scene::nobody};
    rule.order = make_order(kind, 0.37);
    rule.beyond = {-0.1, 1.1};
    if (kind == OrderKind::desk_throughput) rule.beyond = {-1.0, 501.0};
    if (kind == OrderKind::desk_priority) {
        rule.order = make_order(kind, 3.0, 255, Region::japan);
        rule.beyond = {-1.0, 10.5};
        rule.aimless = {target(255), target(count_of<Region>), what(count_of<EndUse>)};
    }
    if (kind == OrderKind::general_licence) {
        rule.order = make_order(kind, 1.0, 0, at.firm);
        rule.beyond = {-1.0, 2.0};
        rule.aimless = {target(at.us), target(200), target(255)};
    }
    if (kind == OrderKind::production_quota) rule.order.value = 80.0, rule.beyond = {-1.0, 201.0};
    if (kind == OrderKind::flood) rule.order.value = 20.0, rule.beyond = {-1.0, 61.0};
    return rule;
}

Rule rule_of_firm(OrderKind kind, const Scene& at) {
    Rule rule;
    rule.by = &Scene::firm;
    rule.others = {&Scene::us, &Scene::china, &Scene::nobody};
    rule.order = make_order(kind, 0.5);
    switch (kind) {
        case OrderKind::stock_target: rule.beyond = {0.1, 3.1}; break;
        case OrderKind::production: rule.beyond = {-0.1, 1.2}; break;
        case OrderKind::report_stock: rule.beyond = {0.2, 1.6}; break;
        case OrderKind::lobby:
            rule.order = make_order(kind, 0.5, Interest::output, at.us);
            rule.beyond = {-0.1, 1.1};
            rule.aimless = {what(count_of<Interest>), target(at.firm), target(255)};
            break;
        case OrderKind::apply:
            rule.order = make_order(kind, 5.0, Product::magnet_ndfeb_ht);
            rule.order.second = static_cast<double>(EndUse::automotive);
            rule.beyond = {-1.0, 2e6};
            rule.aimless = {what(count_of<Product>), [](Scene&, Order& order) { order.second = count_of<EndUse>; },
                            [](Scene&, Order& order) { order.second = -1.0; }};
            break;
        case OrderKind::petition:
            rule.order = make_order(kind, 5.0, 0, at.china);
            rule.beyond = {-1.0, 2e6};
            rule.aimless = {target(at.us), target(255)};
            break;
        case OrderKind::substitute:
            rule.order = make_order(kind, 0.5, Product::magnet_ndfeb_ht);
            rule.beyond = {-0.1, 1.1};
            rule.aimless = {what(count_of<Product>)};
            break;
        case OrderKind::invest: {
            const std::uint8_t project = project_where(at, [&](const ProjectParams& p) { return at.run.params().firms[p.firm].seat != no_seat; });
            const SeatId owner = at.run.params().firms[at.run.params().projects[project].firm].seat;
            rule.order = make_order(kind, 1.0, 0, project);
            rule.before = [owner](Scene& scene) {
                scene.firm = owner;
                for (Firm& firm : scene.run.world.firms) firm.cash = 100.0;
            };
            rule.others.push_back(&Scene::other_firm);
            rule.beyond = {-1.0, 10001.0};
            rule.aimless = {target(255)};
            rule.more = {{[](Scene&, Order& order) { order.value = 10000.0; }, Refusal::budget_exhausted}};
            rule.again = Rule::Again::more;
            break;
        }
        default: FAIL("no row for a firm's order"); break;
    }
    return rule;
}

Rule rule_of(OrderKind kind, const Scene& at) {
    switch (kind) {
        case OrderKind::desk_throughput:
        case OrderKind::desk_priority:
        case OrderKind::general_licence:
        case OrderKind::farm_goods:
        case OrderKind::production_quota:
        case OrderKind::flood:
        case OrderKind::enforcement: return rule_of_china(kind, at);
        case OrderKind::stock_target:
        case OrderKind::production:
        case OrderKind::apply:
        case OrderKind::report_stock:
        case OrderKind::lobby:
        case OrderKind::petition:
        case OrderKind::substitute:
        case OrderKind::invest: return rule_of_firm(kind, at);
        default: return rule_of_government(kind, at);
    }
}

}  // namespace

TEST_CASE("every kind of order has its effect, and is refused for each reason without a trace", "[orders][refusal]") {
    for (OrderKind kind : all_of<OrderKind>()) {
        CAPTURE(name_of(kind));
        const Scene plain;
        const Rule rule = rule_of(kind, plain);
        REQUIRE(rule.order.kind == kind);
        REQUIRE(rule.others.size() >= 2);
        const auto ready = [&] {
            Scene at;
            if (rule.before) rule.before(at);
            return at;
        };
        const auto give = [](Scene& at, SeatId by, const Order& order, PhaseKind phase = PhaseKind::orders) {
            Message message;
            message.order = order;
            return at.say(by, message, phase);
        };
        {
            Scene at = ready();
            const std::uint64_t before = at.digest();
            REQUIRE(name_of(give(at, at.*rule.by, rule.order)) == name_of(Refusal::none));
            CHECK(at.digest() != before);
            at.run.world.events.clear();
            const std::uint64_t once = at.digest();
            const Refusal again = give(at, at.*rule.by, rule.order);
            at.run.world.events.clear();
            CHECK((again == Refusal::already_done) == (rule.again == Rule::Again::refused));
            CHECK((again == Refusal::none) == (rule.again != Rule::Again::refused));
            CHECK((at.digest() != once) == (rule.again == Rule::Again::more));
        }
        const auto refused = [&](const std::function<void(Scene&, Order&)>& spoil) {
            Scene at = ready();
            Order order = rule.order;
            spoil(at, order);
            return name_of(give(at, at.*rule.by, order));
        };
        for (SeatId Scene::*other : rule.others) {
            Scene at = ready();
            CAPTURE(int{at.*other});
            CHECK(name_of(give(at, at.*other, rule.order)) == name_of(Refusal::not_yours_to_do));
        }
        for (double value : rule.beyond) {
            CAPTURE(value);
            CHECK(refused([&](Scene&, Order& order) { order.value = value; }) == name_of(Refusal::value_out_of_range));
        }
        for (double value : {nan, infinity, -infinity, 1e13, -1e13}) {
            CAPTURE(value);
            CHECK(refused([&](Scene&, Order& order) { order.value = value; }) == name_of(Refusal::value_out_of_range));
            CHECK(refused([&](Scene&, Order& order) { order.second = value; }) == name_of(Refusal::value_out_of_range));
        }
        for (const auto& spoil : rule.aimless) CHECK(refused(spoil) == name_of(Refusal::unknown_target));
        for (const auto& [spoil, why] : rule.more) CHECK(refused(spoil) == name_of(why));
        const bool between = kind == OrderKind::set_tariff || kind == OrderKind::set_control || kind == OrderKind::list_firms;
        Scene at = ready();
        CHECK((give(at, at.*rule.by, rule.order, PhaseKind::talk) == Refusal::wrong_phase) == !between);
    }
}

}  // namespace chokepoint::test
