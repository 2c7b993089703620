// What exp, log and pow of many numbers cost an element under each instruction set that this machine has, and how many times
// quicker that is than one call after another (the benchmark `one_by_one`).
#include <string>
#include <vector>

#include "engine/base/lanes.hpp"
#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "tests/bench/counters.hpp"

namespace {

using namespace chokepoint;
using namespace chokepoint::bench;

constexpr double exponent = -2.5;

// One function, both ways.
struct Function {
    const char* name;
    void (*lanes)(std::span<double> values);
    double (*one)(double value);
};

constexpr Function functions[] = {
    {"exp", math::exp_all, math::exp},
    {"log", math::log_all, math::log},
    {"pow", [](std::span<double> values) { math::pow_all(values, exponent); }, [](double value) { return math::pow(value, exponent); }},
};

// Ratios of prices, as the world has them.
std::vector<double> ratios(std::size_t count) {
    Rng rng(7, 0, Purpose::noise);
    std::vector<double> values(count);
    for (double& value : values) value = rng.uniform(0.2, 5.0);
    return values;
}

struct Arrays {
    std::vector<double> from, to;
    explicit Arrays(std::size_t count) : from(ratios(count)), to(count) {}

    void in_lanes(const Function& function) {
        to = from;
        function.lanes(to);
        benchmark::DoNotOptimize(to.data());
        benchmark::ClobberMemory();
    }
    void one_by_one(const Function& function) {
        for (std::size_t i = 0; i < from.size(); ++i) to[i] = function.one(from[i]);
        benchmark::DoNotOptimize(to.data());
        benchmark::ClobberMemory();
    }
};

void one_by_one(benchmark::State& state, const Function& function) {
    Arrays arrays(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) arrays.one_by_one(function);
    state.counters["s_per_element"] = seconds_for_one(static_cast<double>(state.range(0)));
}

void in_lanes(benchmark::State& state, const Function& function, InstructionSet set) {
    Arrays arrays(static_cast<std::size_t>(state.range(0)));
    const double alone = median_seconds([&] { arrays.one_by_one(function); });
    const InstructionSet before = instruction_set();
    set_instruction_set(set);
    for (auto _ : state) arrays.in_lanes(function);
    set_instruction_set(before);
    state.counters["s_per_element"] = seconds_for_one(static_cast<double>(state.range(0)));
    state.counters["times_one_by_one"] = benchmark::Counter(alone, benchmark::Counter::kIsIterationInvariantRate);
}

// So many as a week of the world raises to one power; and so few that they hardly fill a vector.
constexpr std::int64_t many = 600, few = 6;

[[maybe_unused]] const bool are_added = [] {
    benchmark::AddCustomContext("instruction_set", std::string(name_of(instruction_set())));  // unless told
    for (const Function& function : functions) {
        const std::string name = function.name;
        benchmark::RegisterBenchmark((name + "/one_by_one").c_str(), one_by_one, function)->Arg(many)->Arg(few);
        for (InstructionSet set : instruction_sets())
            benchmark::RegisterBenchmark((name + "/" + std::string(name_of(set))).c_str(), in_lanes, function, set)->Arg(many)->Arg(few);
    }
    return true;
}();

}  // namespace
