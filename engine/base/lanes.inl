// The loops of lanes.cpp for one instruction set. Included once for each, in a namespace of its own, with
// CHOKEPOINT_LANES numbers in a vector and CHOKEPOINT_TARGET, the attribute that lets a function use the set. Every function
// carries it and none of the standard library's is called, so that no code of a wide set can end up where a narrow
// processor runs it.

using Number [[gnu::vector_size(CHOKEPOINT_LANES * 8)]] = double;
using Bits [[gnu::vector_size(CHOKEPOINT_LANES * 8)]] = std::uint64_t;
using Whole [[gnu::vector_size(CHOKEPOINT_LANES * 4)]] = std::int32_t;
using Stored [[gnu::vector_size(CHOKEPOINT_LANES * 8), gnu::aligned(8), gnu::may_alias]] = double;  // anywhere in an array

#define CHOKEPOINT_INLINE [[gnu::always_inline]] CHOKEPOINT_TARGET inline
#include "engine/base/math_series.inl"

// Lanes for which exp_lanes holds have all bits set, others none; NaN is among the others.
CHOKEPOINT_INLINE Bits is_usual_exponent(Number x) { return (Bits)(x >= -707.0) & (Bits)(x <= 707.0); }

// math::exp of usual exponents.
CHOKEPOINT_INLINE Number exp_lanes(Number x) {
    const Number halves = x * 1.4426950408889634;
    // A half of the same sign: -0 gets -0.5 where math::exp adds 0.5, and both come to 0.
    const Number half = (Number)(((Bits)halves & sign_bit) | half_bits);
    const Number k = __builtin_convertvector(__builtin_convertvector(halves + half, Whole), Number);
    // k + 1023 stands in the last bits of this sum, and moves to the exponent's place.
    const Bits scale = (Bits)(k + (0x1.8p52 + 1023.0)) << 52;
    return exp_series(x, k) * (Number)scale;
}

// The same for log_lanes: positive normal numbers.
CHOKEPOINT_INLINE Bits is_usual_argument(Number x) { return (Bits)(x >= 0x1p-1022) & (Bits)(x <= 0x1.fffffffffffffp1023); }

// math::log of usual arguments.
CHOKEPOINT_INLINE Number log_lanes(Number x) {
    const Bits bits = (Bits)x;
    const Number unit = (Number)((bits & mantissa_bits) | one_bits);  // in [1, 2)
    // The exponent as the last bits of 2^52, less that and its bias: exact.
    const Number power = (Number)((bits >> 52) | two_to_52_bits) - (0x1p52 + 1023.0);
    const Bits is_great = (Bits)(unit > 1.4142135623730951);
    // Halved by one less in the exponent, and 1.0 where it was.
    const Number mantissa = (Number)((Bits)unit - (is_great & lowest_exponent_bit));
    return log_series(mantissa, power + (Number)(is_great & one_bits));
}

// What is done to a vector; `usual` loses the lanes that were not.
struct Exp {
    CHOKEPOINT_INLINE Number lanes(Number x, Bits& usual) const {
        usual &= is_usual_exponent(x);
        return exp_lanes(x);
    }
    double one(double x) const { return math::exp(x); }
};

struct Log {
    CHOKEPOINT_INLINE Number lanes(Number x, Bits& usual) const {
        usual &= is_usual_argument(x);
        return log_lanes(x);
    }
    double one(double x) const { return math::log(x); }
};

struct Pow {
    double exponent;
    CHOKEPOINT_INLINE Number lanes(Number x, Bits& usual) const {
        usual &= is_usual_argument(x);
        const Number power = exponent * log_lanes(x);
        usual &= is_usual_exponent(power);
        return exp_lanes(power);
    }
    double one(double x) const { return math::pow(x, exponent); }
};

// At most block_max values: in lanes without a branch, and again one by one if any was unusual.
template <typename Call>
CHOKEPOINT_INLINE void block(double* values, std::size_t count, Call call) {
    const std::size_t whole = count / CHOKEPOINT_LANES, rest = count % CHOKEPOINT_LANES;
    double last[CHOKEPOINT_LANES];  // what does not fill a vector, filled up with what is usual
    for (std::size_t i = 0; i < CHOKEPOINT_LANES; ++i) last[i] = i < rest ? values[whole * CHOKEPOINT_LANES + i] : 1.0;
    Number found[block_max / CHOKEPOINT_LANES];
    Bits usual = ~Bits{};
    for (std::size_t i = 0; i < whole + (rest > 0 ? 1 : 0); ++i)
        found[i] = call.lanes(*reinterpret_cast<const Stored*>(i < whole ? values + i * CHOKEPOINT_LANES : last), usual);
    std::uint64_t all_usual = usual[0];
    for (std::size_t i = 1; i < CHOKEPOINT_LANES; ++i) all_usual &= usual[i];
    if (all_usual == 0) {
        for (std::size_t i = 0; i < count; ++i) values[i] = call.one(values[i]);
        return;
    }
    for (std::size_t i = 0; i < whole; ++i) *reinterpret_cast<Stored*>(values + i * CHOKEPOINT_LANES) = found[i];
    for (std::size_t i = 0; i < rest; ++i) values[whole * CHOKEPOINT_LANES + i] = found[whole][i];
}

template <typename Call>
CHOKEPOINT_INLINE void all_blocks(double* values, std::size_t count, Call call) {
    while (count > 0) {
        const std::size_t part = count < block_max ? count : block_max;
        block(values, part, call);
        values += part;
        count -= part;
    }
}

CHOKEPOINT_TARGET void exp_all(double* values, std::size_t count) { all_blocks(values, count, Exp{}); }
CHOKEPOINT_TARGET void log_all(double* values, std::size_t count) { all_blocks(values, count, Log{}); }
CHOKEPOINT_TARGET void pow_all(double* values, std::size_t count, double exponent) { all_blocks(values, count, Pow{exponent}); }

constexpr Loops loops{exp_all, log_all, pow_all};

#undef CHOKEPOINT_INLINE
#undef CHOKEPOINT_LANES
#undef CHOKEPOINT_TARGET
