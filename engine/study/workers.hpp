// The same work for many indices on several threads. Who stores what it finds by its index has the same
// result for any number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace chokepoint::study {

// Calls work(i) once for every i below count, the next one to whichever worker is free.
template <typename Work>
void for_each_index(unsigned jobs, std::size_t count, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
    };
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < jobs && i < count; ++i) workers.emplace_back(run);
    run();
    for (std::thread& worker : workers) worker.join();
}

}  // namespace chokepoint::study
