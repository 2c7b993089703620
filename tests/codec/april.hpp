// The scenario april-2025, read once; one that does not load fails the test.
#pragma once

#include "engine/domain/scenario.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {

inline const Scenario& april() {
    static const auto scenario =
        codec::load_scenario(CHOKEPOINT_SOURCE_DIR "/configs/scenarios/april-2025.textproto");
    REQUIRE(scenario.ok());
    return *scenario;
}

}  // namespace chokepoint::test
