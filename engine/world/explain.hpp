// How the rules say why. A rule computes its parts anyway; where somebody asked it writes them down as it goes, so
// that an explanation can never drift from the rule. All of these do nothing on a null pointer.
#pragma once

#include "engine/domain/explanation.hpp"
#include "engine/world/world.hpp"

namespace chokepoint {

// An explanation of `week` to be filled by resolve_week: knows how things stood at the end of the week before.
Explanation begin_explanation(const Params& params, const World& last_week, int week);

// What orders and shocks of the week did before its resolve.
void explain_before_resolve(const Params& params, const World& world, Explanation* why);
// How things stand after it.
void explain_after_resolve(const World& world, Explanation* why);

// The lists of parts of one account.
Contributions* pain_parts(Explanation* why, Government government, PainCause cause);
Contributions* stress_parts(Explanation* why, Government government);
Contributions* approval_parts(Explanation* why, Government government);
Contributions* profit_parts(Explanation* why, std::size_t firm);

// Adds to the part with this driver and subject.
void add_part(Contributions& parts, Driver driver, double value, std::size_t subject);
inline void because(Contributions* parts, Driver driver, double value, std::size_t subject = 0) {
    if (parts != nullptr) add_part(*parts, driver, value, subject);
}
// Turns parts into the unit of the whole.
void scale(Contributions* parts, double factor);

}  // namespace chokepoint
