// The scenario files that ship, for tests that must hold for every one of them.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace chokepoint::test {

// Paths of configs/scenarios/*.textproto, by name.
inline std::vector<std::string> shipped_scenarios() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(CHOKEPOINT_SOURCE_DIR "/configs/scenarios"))
        if (entry.path().extension() == ".textproto") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace chokepoint::test
