// What people write freely, in talks on no agenda, meets the same strategies as the scenario's agendas.
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

constexpr int free_agenda = 255;
constexpr int opened = 3;

Term clause(TermKind kind, SeatId by, SeatId to, double amount, TariffComponent what = TariffComponent::fentanyl) {
    Term term;
    term.kind = kind;
    term.by = by;
    term.to = to;
    term.amount = amount;
    term.what = static_cast<std::uint8_t>(index_of(what));
    return term;
}

// China declares something worth so many points and wants so many points of tariff set aside.
TermList favour_for_tariffs(double declared, double points) {
    TermList terms;
    REQUIRE(terms.push(clause(TermKind::side_term, china_seat, us_seat, declared)));
    REQUIRE(terms.push(clause(TermKind::tariff_suspension, us_seat, china_seat, points, TariffComponent::reciprocal)));
    return terms;
}

// What the United States answers in a week to a list of China's; the turn is its own or not.
Answer answer_to(std::string_view strategy, const TermList& terms, int week, SeatId turn = us_seat) {
    Observation o = standoff(us_seat, week, 1);
    add_offer(add_talk(o, free_agenda, china_seat, opened, turn), china_seat, 9, terms);
    Mind mind;
    return ask(*agent(us_seat, strategy), o, mind, true);
}

double number(const Answer& answer, const Message& message, RationaleKind kind) {
    const auto index = static_cast<std::size_t>(&message - answer.messages.begin());
    for (const Rationale& rationale : answer.rationales)
        if (rationale.message == index && rationale.kind == kind) return rationale.value;
    FAIL("no such number in the rationale");
    return 0.0;
}

constexpr int last_week = 60;

int first_week_signed(std::string_view strategy, const TermList& terms) {
    for (int week = opened; week <= last_week; ++week)
        if (find(answer_to(strategy, terms, week), MessageKind::accept) != nullptr) return week;
    return last_week + 1;
}

}  // namespace

TEST_CASE("boulware holds out longer than conceder on a list that somebody wrote", "[agents][negotiation][free]") {
    for (double declared : {1.0, 10.0, 50.0}) {
        CAPTURE(declared);
        const TermList terms = favour_for_tariffs(declared, 115.0);
        const int boulware = first_week_signed("boulware", terms), linear = first_week_signed("linear", terms),
                  conceder = first_week_signed("conceder", terms);
        CHECK(boulware >= linear);
        CHECK(linear >= conceder);
        CHECK(boulware > conceder);
        CHECK(conceder > opened);  // nobody takes the first list for the sake of being asked
        CHECK(boulware <= last_week);
    }
}

TEST_CASE("a lopsided favour buys no tariffs: it is countered with what it buys", "[agents][negotiation][free]") {
    const TermList bribe = favour_for_tariffs(50.0, 200.0);
    const Answer answer = answer_to("boulware", bribe, opened);
    CHECK(find(answer, MessageKind::accept) == nullptr);
    const Message* counter = find(answer, MessageKind::propose);
    REQUIRE(counter != nullptr);
    CHECK(counter->offer == 9);
    REQUIRE(counter->terms.size() == 2);
    CHECK(counter->terms[0].amount == 50.0);
    CHECK(counter->terms[1].amount < 200.0);
    CHECK(number(answer, *counter, RationaleKind::own_value) >= number(answer, *counter, RationaleKind::target) - 1e-9);
    // A token favour buys them never.
    CHECK(first_week_signed("boulware", favour_for_tariffs(1.0, 200.0)) > last_week);
}

TEST_CASE("out of turn a list that gives too little is turned down, one that only costs as too costly", "[agents][negotiation][free]") {
    const Answer little = answer_to("boulware", favour_for_tariffs(10.0, 115.0), opened, china_seat);
    const Message* no = find(little, MessageKind::reject);
    REQUIRE(no != nullptr);
    CHECK(no->reason == RejectReason::too_little);
    TermList demand;
    REQUIRE(demand.push(clause(TermKind::side_term, us_seat, china_seat, 20.0)));
    const Answer costly = answer_to("boulware", demand, opened, us_seat);
    no = find(costly, MessageKind::reject);
    REQUIRE(no != nullptr);
    CHECK(no->reason == RejectReason::too_costly);
}

TEST_CASE("what is better than no deal but may not be signed is refused as a red line, by one's own or by what passes at home", "[agents][negotiation][free]") {
    int lines = 0, little = 0;
    for (double points = 5.0; points <= 200.0; points += 5.0)
        for (double declared : {5.0, 10.0, 20.0}) {
            CAPTURE(points, declared);
            const Answer answer = answer_to("boulware", favour_for_tariffs(declared, points), opened, china_seat);
            const Message* no = find(answer, MessageKind::reject);
            if (no == nullptr || number(answer, *no, RationaleKind::own_value) < 0.0) continue;
            const bool is_under = number(answer, *no, RationaleKind::own_value) < number(answer, *no, RationaleKind::reservation);
            CHECK((no->reason == RejectReason::red_line) == is_under);
            lines += is_under ? 1 : 0;
            little += is_under ? 0 : 1;
        }
    CHECK(lines > 0);
    CHECK(little > 0);
    Observation tied = standoff(us_seat, last_week, 1);
    TalkView& talk = add_talk(tied, free_agenda, china_seat, opened, china_seat);
    talk.win_set = 0.0;
    add_offer(talk, china_seat, 9, favour_for_tariffs(50.0, 30.0));
    Mind mind;
    const Answer answer = ask(*agent(us_seat, "conceder"), tied, mind, true);
    const Message* no = find(answer, MessageKind::reject);
    REQUIRE(no != nullptr);
    CHECK(no->reason == RejectReason::red_line);
    CHECK(number(answer, *no, RationaleKind::given) > 0.0);
}

TEST_CASE("nobody signs a list under its reservation value, however late it is", "[agents][negotiation][free]") {
    int signed_lists = 0, refused = 0;
    for (std::string_view strategy : {"boulware", "linear", "conceder", "tit-for-tat", "micro", "bayesian", "hawk", "dove"})
        for (double declared : {0.5, 5.0, 50.0})
            for (double points : {10.0, 91.0, 200.0})
                for (int week : {opened, 9, last_week}) {
                    CAPTURE(std::string(strategy), declared, points, week);
                    const Answer answer = answer_to(strategy, favour_for_tariffs(declared, points), week);
                    const Message* yes = find(answer, MessageKind::accept);
                    if (yes == nullptr) {
                        ++refused;
                        continue;
                    }
                    ++signed_lists;
                    CHECK(number(answer, *yes, RationaleKind::own_value) >= number(answer, *yes, RationaleKind::reservation));
                    CHECK(number(answer, *yes, RationaleKind::own_value) > 0.0);
                }
    CHECK(signed_lists > 0);
    CHECK(refused > 0);
}

TEST_CASE("a gift is taken at once", "[agents][negotiation][free]") {
    TermList gift;
    REQUIRE(gift.push(clause(TermKind::side_term, china_seat, us_seat, 5.0)));
    for (std::string_view strategy : {"boulware", "conceder", "micro"}) CHECK(find(answer_to(strategy, gift, opened), MessageKind::accept) != nullptr);
}

TEST_CASE("a list that leans on a word not believed is signed by nobody, and its maker hears why", "[agents][credibility][free]") {
    const TermList terms = make_terms({make_licence(china_seat, us_seat, 30.0)});
    for (double belief : {0.5, 0.1}) {
        CAPTURE(belief);
        Observation o = standoff(us_seat, 9, 1);
        o.government.keeps_promises[index_of(Government::china)].fill(belief);
        add_offer(add_talk(o, free_agenda, china_seat, opened, us_seat), china_seat, 9, terms);
        Mind mind;
        const Answer answer = ask(*agent(us_seat, "conceder"), o, mind, true);
        CHECK((find(answer, MessageKind::accept) != nullptr) == (belief > 0.35));
        if (belief > 0.35) continue;
        const Message* no = find(answer, MessageKind::reject);
        REQUIRE(no != nullptr);
        CHECK(no->reason == RejectReason::no_trust);
        CHECK(number(answer, *no, RationaleKind::trust) < number(answer, *no, RationaleKind::trust_needed));
    }
}
