// What stands of the agreements on the record, read once a look: of those that there have been few do, and of those that do
// few are a seat's. Only parties give and get what is promised.
#pragma once

#include "engine/domain/observation.hpp"

namespace chokepoint::agents {

// An agreement that has been accepted and has not ended.
struct StandingAgreement {
    const Agreement* agreement = nullptr;
    SeatMask parties = 0;

    bool has_party(SeatId seat) const { return seat < limits::seats && (parties & bit(seat)) != 0; }
    bool is_between(SeatId a, SeatId b) const { return has_party(a) && has_party(b); }  // whoever else takes part
};

// In the order of the record into which they point: good while that does not change.
using Standing = FixedVec<StandingAgreement, limits::agreements>;
Standing standing_of(const PublicView& record);

// The first between the two, whoever else takes part; with a truce if asked. nullptr: none.
const Agreement* agreement_between(const Standing& standing, SeatId a, SeatId b, bool with_truce);
// Whether a truce between the two binds, or is about to: one that is suspended does not.
bool truce_binds(const Standing& standing, SeatId a, SeatId b);
// Whether an agreement of exactly these parties stands. One that is suspended holds nothing: it is for the caller to say
// whether it counts.
enum class Suspended { counts, counts_not };
bool have_settled(const Standing& standing, const PartyList& parties, Suspended suspended);

}  // namespace chokepoint::agents
