// What leaves China, for the tests of licences.
#pragma once

#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {

constexpr MaterialMask heavies = bit(Material::dy) | bit(Material::tb);

// Whether a buyer abroad who works at the start buys of China by habit.
inline bool from_china(const NeedParams& need) {
    for (std::size_t k = 0; k < need.origin_count; ++k)
        if (need.origins[k] == Region::china && need.shares[k] > 0.0) return need.region != Region::china && need.base_t > 0.0;
    return false;
}

}  // namespace chokepoint::test
