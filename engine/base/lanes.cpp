#include "engine/base/lanes.hpp"

#include <array>
#include <cstddef>

#include "engine/base/math.hpp"

namespace chokepoint {
namespace {

// The loops of one instruction set.
struct Loops {
    void (*exp_all)(double* values, std::size_t count);
    void (*log_all)(double* values, std::size_t count);
    void (*pow_all)(double* values, std::size_t count, double exponent);
};

// Parts of a double.
constexpr std::uint64_t sign_bit = 0x8000000000000000;
constexpr std::uint64_t lowest_exponent_bit = 0x0010000000000000;
constexpr std::uint64_t mantissa_bits = 0x000fffffffffffff;
constexpr std::uint64_t half_bits = 0x3fe0000000000000;
constexpr std::uint64_t one_bits = 0x3ff0000000000000;
constexpr std::uint64_t two_to_52_bits = 0x4330000000000000;

// So many go through the lanes before anyone looks whether all were usual.
constexpr std::size_t block_max = 64;

namespace lanes_generic {
#define CHOKEPOINT_LANES 2
#define CHOKEPOINT_TARGET
#include "engine/base/lanes.inl"
}  // namespace lanes_generic

#ifdef __x86_64__

namespace lanes_v3 {
#define CHOKEPOINT_LANES 4
#define CHOKEPOINT_TARGET [[gnu::target("avx2")]]
#include "engine/base/lanes.inl"
}  // namespace lanes_v3

namespace lanes_v4 {
#define CHOKEPOINT_LANES 8
#define CHOKEPOINT_TARGET [[gnu::target("avx512f,avx512dq,avx512vl,avx512bw")]]
#include "engine/base/lanes.inl"
}  // namespace lanes_v4

const Loops& loops_of(InstructionSet set) {
    switch (set) {
        case InstructionSet::x86_64_v3: return lanes_v3::loops;
        case InstructionSet::x86_64_v4: return lanes_v4::loops;
        default: return lanes_generic::loops;
    }
}

bool has_v3() { return __builtin_cpu_supports("avx2"); }
bool has_v4() {
    return has_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw");
}

#else

const Loops& loops_of(InstructionSet) { return lanes_generic::loops; }
bool has_v3() { return false; }
bool has_v4() { return false; }

#endif

constexpr std::array<InstructionSet, 3> all_sets{InstructionSet::generic, InstructionSet::x86_64_v3, InstructionSet::x86_64_v4};

// What is in use. Found when first asked for, which may be before main.
struct InUse {
    InstructionSet set = instruction_sets().back();
    const Loops* loops = &loops_of(set);
};

InUse& in_use() {
    static InUse found;
    return found;
}

}  // namespace

std::string_view name_of(InstructionSet set) {
    switch (set) {
        case InstructionSet::x86_64_v3: return "x86-64-v3";
        case InstructionSet::x86_64_v4: return "x86-64-v4";
        default: return "generic";
    }
}

std::span<const InstructionSet> instruction_sets() {
    static const std::size_t count = has_v4() ? 3 : has_v3() ? 2 : 1;
    return std::span(all_sets).first(count);
}

Result<InstructionSet> instruction_set_named(std::string_view name) {
    std::string had;
    for (InstructionSet set : instruction_sets()) {
        if (name_of(set) == name) return set;
        had += (had.empty() ? "" : ", ") + std::string(name_of(set));
    }
    for (InstructionSet set : all_sets)
        if (name_of(set) == name) return fail("this processor has no instruction set '" + std::string(name) + "'; it has " + had);
    return fail("no instruction set is called '" + std::string(name) + "'; this processor has " + had);
}

InstructionSet instruction_set() { return in_use().set; }

void set_instruction_set(InstructionSet set) {
    bool is_there = false;
    for (InstructionSet each : instruction_sets()) is_there = is_there || each == set;
    CHOKEPOINT_CHECK(is_there);
    in_use() = {set, &loops_of(set)};
}

namespace math {

void exp_all(std::span<double> values) { in_use().loops->exp_all(values.data(), values.size()); }
void log_all(std::span<double> values) { in_use().loops->log_all(values.data(), values.size()); }
void pow_all(std::span<double> values, double exponent) { in_use().loops->pow_all(values.data(), values.size(), exponent); }

}  // namespace math
}  // namespace chokepoint
