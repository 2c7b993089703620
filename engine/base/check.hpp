// Checks for our own bugs: on in every build, they print the place and abort. What the outside world sends
// is never checked here but answered with a Result; a player's illegal wish is a refusal.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace chokepoint {

[[noreturn]] inline void fail_check(const char* file, int line, const char* claim) {
    std::fprintf(stderr, "chokepoint: %s:%d: internal check failed: %s\n", file, line, claim);
    std::abort();
}

}  // namespace chokepoint

#define CHOKEPOINT_CHECK(claim) \
    ((claim) ? static_cast<void>(0) : ::chokepoint::fail_check(__FILE__, __LINE__, #claim))
