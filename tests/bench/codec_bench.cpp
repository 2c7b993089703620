// Every kind of envelope to bytes and back, as rooms and clients do it: from and to plain structs, reusing what the codec keeps.
// `protobufs` is the ratio to Protobuf alone, which writes the same bytes from a message that is filled already, or reads them
// into one that is used again: what is above 1 is our translation. A copy of the bytes would be no floor, since nobody
// can write fields that cheaply.
#include <string>
#include <vector>

#include "chokepoint/v1/wire.pb.h"
#include "tests/bench/april_wire.hpp"
#include "tests/bench/counters.hpp"

using namespace chokepoint;
using namespace chokepoint::bench;

namespace {

// In the order of wire::Body.
constexpr std::array kinds{"hello", "welcome", "ask", "reply", "closed", "snapshot", "problem", "bye", "ping", "pong", "command", "status"};
static_assert(kinds.size() == std::variant_size_v<wire::Body>);

struct Written {
    std::vector<std::string> bytes;  // of each body
    double mean_bytes = 0.0;
};

Written written(const std::vector<wire::Body>& bodies) {
    Written found;
    for (const wire::Body& body : bodies) {
        wire::encode(body, found.bytes.emplace_back());
        found.mean_bytes += static_cast<double>(found.bytes.back().size()) / static_cast<double>(bodies.size());
    }
    return found;
}

// Seconds for all of them.
double protobuf_writes(const std::vector<std::string>& all) {
    std::vector<v1::Envelope> messages(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!messages[i].ParseFromString(all[i])) std::abort();
    std::string out;
    return median_seconds([&] {
        for (const v1::Envelope& message : messages) {
            out.clear();
            benchmark::DoNotOptimize(message.AppendToString(&out));
        }
    });
}

double protobuf_reads(const std::vector<std::string>& all) {
    v1::Envelope message;
    return median_seconds([&] {
        for (const std::string& bytes : all) benchmark::DoNotOptimize(message.ParseFromString(bytes));
    });
}

void report(benchmark::State& state, const Written& of, double protobuf_seconds) {
    state.counters["bytes"] = of.mean_bytes;
    state.counters["protobufs"] = times_of(protobuf_seconds / static_cast<double>(of.bytes.size()));
}

void encode(benchmark::State& state, std::size_t kind) {
    const std::vector<wire::Body>& bodies = april_bodies(kind);
    const Written of = written(bodies);
    std::string out;
    while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(bodies.size()))) {
        for (const wire::Body& body : bodies) {
            out.clear();
            wire::encode(body, out);
            benchmark::DoNotOptimize(out.data());
        }
    }
    report(state, of, protobuf_writes(of.bytes));
}

void decode(benchmark::State& state, std::size_t kind) {
    const Written of = written(april_bodies(kind));
    while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(of.bytes.size())))
        for (const std::string& bytes : of.bytes) benchmark::DoNotOptimize(wire::decode(bytes));
    report(state, of, protobuf_reads(of.bytes));
}

[[maybe_unused]] const bool are_added = [] {
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const std::string name = kinds[kind];
        benchmark::RegisterBenchmark(("encode/" + name).c_str(), [kind](benchmark::State& state) { encode(state, kind); });
        benchmark::RegisterBenchmark(("decode/" + name).c_str(), [kind](benchmark::State& state) { decode(state, kind); });
    }
    return true;
}();

}  // namespace
