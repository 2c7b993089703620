// What an agent takes to stand of the agreements on the record.
#include "agents/strategies/standing.hpp"

#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::agents;

namespace {

Agreement between(std::initializer_list<SeatId> parties, AgreementState state, TermKind kind = TermKind::purchase) {
    Agreement agreement;
    agreement.parties = parties;
    agreement.state = state;
    Term term;
    term.kind = kind;
    agreement.terms.push_back(term);
    return agreement;
}

}  // namespace

TEST_CASE("what was accepted stands until it ends, in force or suspended", "[agents][standing]") {
    for (AgreementState state : all_of<AgreementState>()) {
        PublicView record;
        record.agreements.push_back(between({0, 1}, state));
        const bool stands = state == AgreementState::accepted || state == AgreementState::in_force || state == AgreementState::renewed ||
                            state == AgreementState::suspended;
        INFO(name_of(state));
        CHECK(standing_of(record).size() == (stands ? 1 : 0));
        CHECK((agreement_between(standing_of(record), 0, 1, false) != nullptr) == stands);
    }
}

TEST_CASE("parties have settled by an agreement of exactly theirs, and by a suspended one only if it counts", "[agents][standing]") {
    PublicView record;
    record.agreements.push_back(between({2, 0, 1}, AgreementState::in_force));
    CHECK_FALSE(have_settled(standing_of(record), {0, 1}, Suspended::counts));
    CHECK(have_settled(standing_of(record), {0, 1, 2}, Suspended::counts_not));
    record.agreements.push_back(between({1, 0}, AgreementState::suspended));
    CHECK(have_settled(standing_of(record), {0, 1}, Suspended::counts));
    CHECK_FALSE(have_settled(standing_of(record), {0, 1}, Suspended::counts_not));
}

TEST_CASE("a truce binds those who are parties to it, unless it is suspended", "[agents][standing]") {
    PublicView record;
    record.agreements.push_back(between({0, 1}, AgreementState::in_force));
    CHECK_FALSE(truce_binds(standing_of(record), 0, 1));
    record.agreements.push_back(between({0, 1, 2}, AgreementState::in_force, TermKind::truce));
    CHECK(truce_binds(standing_of(record), 1, 2));
    CHECK(agreement_between(standing_of(record), 0, 1, true) != agreement_between(standing_of(record), 0, 1, false));
    CHECK_FALSE(truce_binds(standing_of(record), 1, 3));
    record.agreements[1].state = AgreementState::suspended;
    CHECK_FALSE(truce_binds(standing_of(record), 1, 2));
}

TEST_CASE("seats that there are not are nobody's parties, whatever a server says", "[agents][standing]") {
    PublicView record;
    record.agreements.push_back(between({0, no_seat, 200}, AgreementState::in_force, TermKind::truce));
    const Standing standing = standing_of(record);
    CHECK_FALSE(truce_binds(standing, 0, no_seat));
    CHECK_FALSE(truce_binds(standing, 0, 200));
    CHECK_FALSE(truce_binds(standing, 0, 200 % 64));
    CHECK(standing[0].has_party(0));
}
