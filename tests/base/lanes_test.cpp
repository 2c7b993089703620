// The lanes against the pinned functions that they stand for, bit by bit, under every instruction set that this machine has.
#include "engine/base/lanes.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;

namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

std::uint64_t any_bits(Rng& rng) {
    const std::uint64_t high = rng.bits32();
    return high << 32 | rng.bits32();
}

// Sets one for the length of a test, and what was in use again after it.
class ForcedSet {
  public:
    explicit ForcedSet(InstructionSet set) { set_instruction_set(set); }
    ~ForcedSet() { set_instruction_set(before_); }
    ForcedSet(const ForcedSet&) = delete;
    ForcedSet& operator=(const ForcedSet&) = delete;

  private:
    InstructionSet before_ = instruction_set();
};

// Calls visit(rng, values, turn) for a table to be filled and tried, some turns under each set that the machine has.
template <typename Visit>
void try_under_each_set(std::uint64_t seed, Visit visit) {
    CAPTURE(seed);
    for (InstructionSet set : instruction_sets()) {
        const ForcedSet forced(set);
        Rng rng(seed, 0, Purpose::noise);
        std::vector<double> values(64 * 1024);
        for (int turn = 0; turn < 16; ++turn) visit(rng, values, turn);
    }
}

// Runs `of_all` over a copy of the values and compares each result with `of_one` of its value; the first that differs is named.
template <typename All, typename One>
void lanes_agree(const std::vector<double>& values, All of_all, One of_one) {
    std::vector<double> got = values;
    of_all(std::span(got));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint64_t found = std::bit_cast<std::uint64_t>(got[i]);
        const std::uint64_t wanted = std::bit_cast<std::uint64_t>(of_one(values[i]));
        if (found == wanted) continue;
        CAPTURE(name_of(instruction_set()), i, values.size(), values[i], std::bit_cast<std::uint64_t>(values[i]));
        CHECK(found == wanted);
        return;
    }
    CHECK(got.size() == values.size());
}

void lanes_agree_all(const std::vector<double>& values, std::span<const double> exponents) {
    lanes_agree(values, math::exp_all, math::exp);
    lanes_agree(values, math::log_all, math::log);
    for (const double exponent : exponents) {
        CAPTURE(exponent);
        lanes_agree(
            values, [=](std::span<double> all) { math::pow_all(all, exponent); }, [=](double x) { return math::pow(x, exponent); });
    }
}

constexpr double some_exponents[] = {-2.5, 1.0 / 3.0};
constexpr double many_exponents[] = {-2.5, 1.0 / 3.0, 0.0,      -0.0,      1.0,      2.0,      -1.0,     700.0,
                                     1e300, smallest,  unbounded, -unbounded, -largest, -1e-300, std::numeric_limits<double>::quiet_NaN()};

}  // namespace

TEST_CASE("lanes give the bits of exp, log and pow for any bits at all", "[base][math][lanes][digest]") {
    try_under_each_set(11, [](Rng& rng, std::vector<double>& values, int) {
        for (double& value : values) value = std::bit_cast<double>(any_bits(rng));
        lanes_agree_all(values, some_exponents);
    });
}

// Any bits at all are seldom all usual within a block; these are.
TEST_CASE("lanes give the bits of exp, log and pow for usual numbers", "[base][math][lanes][digest]") {
    try_under_each_set(12, [](Rng& rng, std::vector<double>& values, int turn) {
        const double reach = turn % 2 == 0 ? 707.0 : 2.0;
        for (double& value : values) value = rng.uniform(-reach, reach);
        lanes_agree(values, math::exp_all, math::exp);
        for (double& value : values) {
            const std::uint64_t drawn = any_bits(rng), exponent = 1 + (drawn >> 52) % 2046;  // any positive normal number
            value = turn % 2 == 0 ? std::bit_cast<double>(exponent << 52 | (drawn & 0x000fffffffffffff)) : rng.uniform(0.05, 50.0);
        }
        lanes_agree(values, math::log_all, math::log);
        for (const double power : {-2.5, 0.37, rng.uniform(-4.0, 4.0)})
            lanes_agree(
                values, [=](std::span<double> all) { math::pow_all(all, power); }, [=](double x) { return math::pow(x, power); });
    });
}

// Where exp rounds to a whole number of ln 2 by the skin of its teeth, and log changes from one power of two to the next.
TEST_CASE("lanes give the bits of exp and log about the borders of their ranges", "[base][math][lanes][digest]") {
    std::vector<double> values;
    const auto about = [&](double x) {
        const auto pattern = std::bit_cast<std::int64_t>(x);
        for (std::int64_t step = -40; step <= 40; ++step) values.push_back(std::bit_cast<double>(pattern + step));
    };
    for (int k = -1080; k <= 1030; ++k) about((k + 0.5) * 0.69314718055994531);
    for (int k = -1022; k <= 1023; ++k) about(std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52));
    for (int k = 1; k <= 2046; ++k)
        about(std::bit_cast<double>(static_cast<std::uint64_t>(k) << 52 | (std::bit_cast<std::uint64_t>(1.4142135623730951) & 0x000fffffffffffff)));
    for (double border : {707.0, -707.0, 709.782712893384, -708.4, -745.2, -745.13}) about(border);
    for (InstructionSet set : instruction_sets()) {
        const ForcedSet forced(set);
        lanes_agree_all(values, some_exponents);
    }
}

TEST_CASE("lanes give the bits of exp, log and pow for special values, alone and among others", "[base][math][lanes][digest]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> special{0.0,    -0.0,    unbounded,  -unbounded, nan,  -nan, smallest, -smallest, 1e-310, 0x1p-1022, 0x1.fffffffffffffp-1023,
                                      largest, -largest, 1.0,     -1.0,      710.0, -746.0, 745.0, std::bit_cast<double>(0x7ff0dead0000beef)};
    for (InstructionSet set : instruction_sets()) {
        const ForcedSet forced(set);
        lanes_agree_all(special, many_exponents);
        for (const double odd : special)
            for (std::size_t count : std::vector<std::size_t>{1, 2, 3, 5, 8, 11, 64, 65, 130})
                for (std::size_t place : {std::size_t{0}, count / 2, count - 1}) {
                    std::vector<double> values(count);
                    for (std::size_t i = 0; i < count; ++i) values[i] = 0.5 + 0.01 * static_cast<double>(i);
                    values[place] = odd;
                    lanes_agree_all(values, some_exponents);
                }
    }
}

TEST_CASE("lanes touch what they are given and nothing beside it, however much it is", "[base][math][lanes]") {
    for (InstructionSet set : instruction_sets()) {
        const ForcedSet forced(set);
        for (std::size_t count = 0; count <= 200; ++count)
            for (std::size_t shift : std::vector<std::size_t>{0, 1, 3}) {
                std::vector<double> all(count + 8, 3.0);
                math::pow_all(std::span(all).subspan(shift, count), 2.5);
                const double wanted = math::pow(3.0, 2.5);
                bool is_right = true;
                for (std::size_t i = 0; i < all.size(); ++i) is_right = is_right && all[i] == (i >= shift && i < shift + count ? wanted : 3.0);
                CAPTURE(name_of(set), count, shift);
                CHECK(is_right);
            }
    }
}

TEST_CASE("an instruction set goes by its name, and only if the machine has it", "[base][lanes]") {
    const auto sets = instruction_sets();
    REQUIRE_FALSE(sets.empty());
    CHECK(sets.front() == InstructionSet::generic);
    CHECK(instruction_set() == sets.back());  // the widest, unless told
    for (InstructionSet set : sets) {
        const auto named = instruction_set_named(name_of(set));
        REQUIRE(named.ok());
        CHECK(*named == set);
    }
    for (const char* wrong : {"", "avx", "x86-64", "x86-64-v5", "Generic", "generic "}) {
        CAPTURE(wrong);
        const auto named = instruction_set_named(wrong);
        REQUIRE_FALSE(named.ok());
        CHECK_THAT(named.error().message, test::contains("'" + std::string(wrong) + "'"));
        CHECK_THAT(named.error().message, test::contains("generic"));
    }
    for (InstructionSet set : {InstructionSet::x86_64_v3, InstructionSet::x86_64_v4}) {
        if (std::find(sets.begin(), sets.end(), set) != sets.end()) continue;
        const auto named = instruction_set_named(name_of(set));
        REQUIRE_FALSE(named.ok());
        CHECK_THAT(named.error().message, test::contains("this processor has no instruction set"));
    }
}
