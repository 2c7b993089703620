// Keyed random numbers: Philox4x32-10 (Random123) with key = seed and counter = (week, purpose, index, draw).
// A generator is made where it is used and forgotten after; no generator has state that must be saved.
#pragma once

#include <array>
#include <cstdint>

#include "engine/base/enums.hpp"

namespace chokepoint {

// What a stream of numbers is for. Numbered for good: a new purpose goes at the end.
CHOKEPOINT_ENUM(Purpose, start, shock, permutation, licence, breakdown, ratification, monitoring, project, noise,
                agent, type, seat_key, room, replicate, agencies, parameter,
                imagination, table)

class Rng {
  public:
    Rng(std::uint64_t seed, std::uint32_t week, Purpose purpose, std::uint32_t index = 0);

    std::uint32_t bits32();
    double uniform();                        // [0, 1), 53 bits
    double uniform(double low, double high); // [low, high)
    double normal();                         // standard normal (polar method)
    double lognormal(double median, double cv);  // median > 0; cv = standard deviation / mean >= 0
    double triangular(double low, double mode, double high);  // low <= mode <= high
    bool chance(double probability) { return uniform() < probability; }
    std::uint32_t below(std::uint32_t count);  // [0, count), unbiased; count >= 1

  private:
    std::uint64_t seed_;
    std::array<std::uint32_t, 4> counter_;
    std::array<std::uint32_t, 4> block_{};
    unsigned used_ = 4;
};

// One-way derivation of another seed: a seat's own generator, a replicate's game.
std::uint64_t derive_seed(std::uint64_t seed, Purpose purpose, std::uint32_t index);

}  // namespace chokepoint
