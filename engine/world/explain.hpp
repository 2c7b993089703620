// How the rules say why. A rule computes its parts anyway; where somebody asked it writes them down as it goes, so
// that an explanation can never drift from the rule. All of these do nothing on a null pointer.
#pragma once

#include "engine/domain/explanation.hpp"
#include "engine/world/world.hpp"

namespace chokepoint {

// An explanation of `week` to be filled by resolve_week or run_week: knows how things stood at the end of the week before.
Explanation begin_explanation(const Params& params, const World& last_week, int week);

// What orders and shocks of the week did before its resolve.
void explain_before_resolve(const Params& params, const World& world, Explanation* why);
// How things stand after it.
void explain_after_resolve(const World& world, Explanation* why);

// The lists of parts of one account.
inline Contributions* pain_parts(Explanation* why, Government government, PainCause cause) {
    return why == nullptr ? nullptr : &why->governments[index_of(government)].pain[index_of(cause)].parts;
}
inline Contributions* stress_parts(Explanation* why, Government government) {
    return why == nullptr ? nullptr : &why->governments[index_of(government)].stress.parts;
}
inline Contributions* approval_parts(Explanation* why, Government government) {
    return why == nullptr ? nullptr : &why->governments[index_of(government)].approval.parts;
}
inline Contributions* profit_parts(Explanation* why, std::size_t firm) {
    return why == nullptr ? nullptr : &why->firms[firm].profit.parts;
}

// Adds to the part with this driver and subject.
void add_part(Contributions& parts, Driver driver, double value, std::size_t subject);
inline void because(Contributions* parts, Driver driver, double value, std::size_t subject = 0) {
    if (parts != nullptr) add_part(*parts, driver, value, subject);
}
// Turns parts into the unit of the whole.
inline void scale(Contributions* parts, double factor) {
    if (parts == nullptr) return;
    for (Contribution& part : *parts) part.value *= factor;
}

}  // namespace chokepoint
