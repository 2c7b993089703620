#include "agents/strategies/standing.hpp"

#include <algorithm>

namespace chokepoint::agents {

namespace {

bool is_standing(AgreementState state) {
    return is_in_force(state) || state == AgreementState::accepted || state == AgreementState::suspended;
}

bool has_truce(const Agreement& agreement) {
    return std::any_of(agreement.terms.begin(), agreement.terms.end(), [](const Term& term) { return term.kind == TermKind::truce; });
}

}  // namespace

Standing standing_of(const PublicView& record) {
    Standing standing;
    for (const Agreement& agreement : record.agreements) {
        if (!is_standing(agreement.state)) continue;
        standing.push_back({&agreement, mask_of(agreement.parties)});
    }
    return standing;
}

const Agreement* agreement_between(const Standing& standing, SeatId a, SeatId b, bool with_truce) {
    for (const StandingAgreement& stands : standing)
        if (stands.is_between(a, b) && (!with_truce || has_truce(*stands.agreement))) return stands.agreement;
    return nullptr;
}

bool truce_binds(const Standing& standing, SeatId a, SeatId b) {
    const Agreement* truce = agreement_between(standing, a, b, true);
    return truce != nullptr && truce->state != AgreementState::suspended;
}

bool have_settled(const Standing& standing, const PartyList& parties, Suspended suspended) {
    const SeatMask exactly = mask_of(parties);
    for (const StandingAgreement& stands : standing)
        if (stands.parties == exactly && (suspended == Suspended::counts || stands.agreement->state != AgreementState::suspended)) return true;
    return false;
}

}  // namespace chokepoint::agents
