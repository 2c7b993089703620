// Frames a second of the off-screen renderer: 1600 x 1000, a game of 156 weeks, every view.
#include <benchmark/benchmark.h>

#include "tests/ui/synthetic.hpp"
#include "ui/shell/offscreen.hpp"

using namespace chokepoint;
using namespace chokepoint::ui;

namespace {

void draw_frames(benchmark::State& state) {
    const Scenario scenario = test::synthetic_scenario();
    const History history = test::synthetic_history(scenario, 156, 156);
    auto offscreen = Offscreen::create(1600, 1000);
    if (!offscreen) {
        state.SkipWithError("no EGL here");
        return;
    }
    Screen screen(scenario);
    screen.state().panel = static_cast<Panel>(state.range(0));
    double seconds = 0;
    for (auto _ : state) (*offscreen)->draw(screen, history, seconds += 1.0 / 60.0);
    state.SetLabel(std::string(name_of(screen.state().panel)) + ", " + (*offscreen)->renderer());
    state.counters["frames/s"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(draw_frames)->DenseRange(0, 5)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
