// exp, log and pow of many numbers at once, in the vector lanes of the processor that runs: built for several instruction
// sets, of which one is chosen at run time. Every set gives the same bits as engine/base/math.hpp does one by one, so the
// choice is of speed alone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace chokepoint {

// By growing width. Generic is what every processor of the kind has (SSE2 on x86-64); the others are levels of x86-64,
// of which the lanes ask for AVX2, and for AVX-512 with F, DQ, VL and BW.
enum class InstructionSet : std::uint8_t { generic, x86_64_v3, x86_64_v4 };

std::string_view name_of(InstructionSet set);  // "generic", "x86-64-v3", "x86-64-v4"

// Those that this build and this processor have, by growing width; generic is always among them.
std::span<const InstructionSet> instruction_sets();

// The set of that name. Errors: no such name, or the processor has no such instructions; both list those it has.
Result<InstructionSet> instruction_set_named(std::string_view name);

// The set in use: the widest there is, until another is set. Setting one that is not among instruction_sets() is a bug, and so is
// setting it while other threads compute.
InstructionSet instruction_set();
void set_instruction_set(InstructionSet set);

namespace math {

// Each value in place by math::exp, math::log, or math::pow with that one exponent: the same bits. They take what is usual
// (normal, and for exp and pow a normal result) in lanes; one that is not makes its neighbours, 64 at most, go one by one.
void exp_all(std::span<double> values);
void log_all(std::span<double> values);
void pow_all(std::span<double> values, double exponent);

}  // namespace math
}  // namespace chokepoint
