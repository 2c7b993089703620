#include "ui/cli/study_support.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "proto/codec/scenario_text.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {

Result<Scenario> scenario_of_case(const std::string& named_case) {
    std::error_code ignored;
    const std::string file = scenario_file(named_case);
    if (!std::filesystem::is_regular_file(file, ignored))
        return fail("there is no case '" + named_case +
                    "'; name a scenario that ships (chokepoint scenarios lists them) or a file");
    return codec::load_scenario(file);
}

std::string short_number(double value, int digits) {
    return std::isfinite(value) ? fmt::format("{:.{}g}", value, digits) : "-";
}

std::string short_number(const std::optional<double>& value) { return value ? short_number(*value) : "-"; }

ProgressLine::ProgressLine() : is_terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(std::string_view what, std::uint32_t done, std::uint32_t of) {
    if (!is_terminal_ || (done != of && done % 5 != 0)) return;
    std::fputs(fmt::format("\rchokepoint: {}: {} of {} runs\x1b[K", what, done, of).c_str(), stderr);
    is_drawn_ = true;
}

void ProgressLine::end() const {
    if (is_drawn_) std::fputs("\r\x1b[K", stderr);
}

study::LabSettings lab_settings(std::uint64_t seed, std::uint32_t runs, unsigned jobs, ProgressLine& line) {
    study::LabSettings settings;
    settings.roster = roster();
    settings.scenario_named = [](std::string_view name) { return scenario_of_case(std::string(name)); };
    settings.seed = seed;
    settings.runs = runs;
    settings.jobs = jobs > 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
    settings.progress = [&line](std::string_view arm, std::uint32_t done, std::uint32_t of) {
        line.show(arm, done, of);
    };
    return settings;
}

}  // namespace chokepoint::cli
