// What a server grants its clients, and what it counts.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace chokepoint::net {

// What one client may cost. Safe defaults; all of it is configuration.
struct SessionLimits {
    std::size_t frame_bytes_max = std::size_t{64} << 10;   // from a client
    std::size_t queue_frames_max = 64;                     // waiting for a slow client: then it is dropped
    std::size_t queue_bytes_max = std::size_t{8} << 20;
    std::size_t frames_burst = 64;                         // unasked frames at once: then it is flooding
    double frames_per_second = 10.0;                       // unasked frames in the long run
    std::chrono::milliseconds handshake_max{10'000};       // from connecting to a good hello
    std::chrono::milliseconds idle_max{120'000};           // nothing heard; a ping goes out at half of it
    std::chrono::milliseconds write_max{20'000};           // one write without end: the client does not read
    std::chrono::milliseconds farewell_max{1'000};         // for the last frames to be read
};

// Figures for all sessions of a server; written from any thread.
struct Counters {
    std::atomic<std::uint64_t> connections{0};
    std::atomic<std::uint64_t> connections_open{0};
    std::atomic<std::uint64_t> frames_in{0};
    std::atomic<std::uint64_t> frames_out{0};
    std::atomic<std::uint64_t> bytes_in{0};
    std::atomic<std::uint64_t> bytes_out{0};
    std::atomic<std::uint64_t> problems{0};          // sent
    std::atomic<std::uint64_t> dropped{0};           // by us
    std::atomic<std::uint64_t> snapshots_skipped{0}; // overtaken by a newer one in a slow client's slot
};

}  // namespace chokepoint::net
