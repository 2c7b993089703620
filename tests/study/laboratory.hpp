// A small laboratory for tests of studies: the shipped agents, few runs, no other scenario.
#pragma once

#include "engine/study/lab.hpp"
#include "tests/support/players.hpp"

namespace chokepoint::test {

inline study::LabSettings lab_settings(std::uint32_t runs, unsigned jobs = 2, std::uint64_t seed = 7) {
    study::LabSettings settings;
    settings.roster = players();
    settings.scenario_named = [](std::string_view name) -> Result<Scenario> {
        return fail("no scenario '" + std::string(name) + "' here");
    };
    settings.seed = seed;
    settings.runs = runs;
    settings.jobs = jobs;
    return settings;
}

}  // namespace chokepoint::test
