// A value of an enumeration, each as likely as the other: for tests that try whatever may be said or written.
#pragma once

#include "engine/base/enums.hpp"
#include "engine/base/rng.hpp"

namespace chokepoint::test {

template <typename E>
E any_of(Rng& rng) {
    return static_cast<E>(rng.below(count_of<E>));
}

}  // namespace chokepoint::test
