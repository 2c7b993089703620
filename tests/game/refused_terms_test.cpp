// Every kind of term: one that can be agreed, and what is wrong with others, each refused for its own reason and without a
// trace. A kind without a row does not compile.
#include <functional>

#include "tests/game/stage.hpp"

namespace chokepoint::test {
namespace {

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
        for (double number : {no_number, endless, -endless, -1.0, 2e9}) {
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
        accept.offer = at.talks.offers.back().id;
        for (SeatId seat : {at.china, at.japan, at.firm}) REQUIRE(at.say(seat, accept) == Refusal::none);
        REQUIRE(at.run.world.agreements.size() == 2);
        CHECK(at.run.world.agreements[1].terms[0] == clause.term);
        CHECK(at.run.world.agreements[1].state == AgreementState::accepted);
        CHECK(at.run.world.agreements[1].parties.size() == 4);
    }
}

}  // namespace chokepoint::test
