#include "engine/base/rng.hpp"

#include <Random123/philox.h>

#include <cmath>

#include "engine/base/check.hpp"
#include "engine/base/math.hpp"

namespace chokepoint {
namespace {

std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter, std::uint64_t seed) {
    const r123::Philox4x32::ctr_type in = {{counter[0], counter[1], counter[2], counter[3]}};
    const r123::Philox4x32::key_type key = {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
    const auto out = r123::Philox4x32{}(in, key);
    return {out[0], out[1], out[2], out[3]};
}

}  // namespace

Rng::Rng(std::uint64_t seed, std::uint32_t week, Purpose purpose, std::uint32_t index)
    : seed_(seed), counter_{week, static_cast<std::uint32_t>(purpose), index, 0} {}

std::uint32_t Rng::bits32() {
    if (used_ == 4) {
        block_ = philox(counter_, seed_);
        ++counter_[3];
        used_ = 0;
    }
    return block_[used_++];
}

double Rng::uniform() {
    const std::uint64_t high = bits32() >> 5, low = bits32() >> 6;
    return (static_cast<double>(high) * 67108864.0 + static_cast<double>(low)) * 0x1p-53;
}

double Rng::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Rng::normal() {
    for (;;) {
        const double u = 2.0 * uniform() - 1.0, v = 2.0 * uniform() - 1.0;
        const double s = u * u + v * v;
        if (s > 0.0 && s < 1.0) return u * std::sqrt(-2.0 * math::log(s) / s);
    }
}

double Rng::lognormal(double median, double cv) {
    CHOKEPOINT_CHECK(median > 0.0 && cv >= 0.0);
    return median * math::exp(std::sqrt(math::log(1.0 + cv * cv)) * normal());
}

double Rng::triangular(double low, double mode, double high) {
    CHOKEPOINT_CHECK(low <= mode && mode <= high);
    if (high <= low) return low;
    const double u = uniform(), split = (mode - low) / (high - low);
    return u < split ? low + std::sqrt(u * (high - low) * (mode - low))
                     : high - std::sqrt((1.0 - u) * (high - low) * (high - mode));
}

std::uint32_t Rng::below(std::uint32_t count) {
    CHOKEPOINT_CHECK(count >= 1);
    const std::uint32_t reject_below = static_cast<std::uint32_t>(-count) % count;
    for (;;) {
        const std::uint64_t product = static_cast<std::uint64_t>(bits32()) * count;
        if (static_cast<std::uint32_t>(product) >= reject_below) return static_cast<std::uint32_t>(product >> 32);
    }
}

std::uint64_t derive_seed(std::uint64_t seed, Purpose purpose, std::uint32_t index) {
    Rng rng(seed, 0, purpose, index);
    const std::uint64_t high = rng.bits32();
    return high << 32 | rng.bits32();
}

}  // namespace chokepoint
