#include "ui/cli/design_file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "proto/codec/scenario_text.hpp"

namespace chokepoint::cli {

Result<std::string> design_file_text(const std::string& path, const std::string& advice) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || std::filesystem::is_directory(path)) return Error{"cannot be read; " + advice, path, 0};
    text << file.rdbuf();
    if (text.str().empty()) return Error{"is empty; " + advice, path, 0};
    return text.str();
}

Scenario scenario_of_design(const std::string& design_path, const std::string& named,
                            std::vector<Fault>& faults, Errors& errors) {
    if (named.empty()) {
        faults.push_back({"scenario", "is empty; name a scenario file, relative to the design's folder"});
        return {};
    }
    const auto path = (std::filesystem::path(design_path).parent_path() / named).lexically_normal();
    auto scenario = codec::load_scenario(path.string());
    if (scenario) return std::move(*scenario);
    errors = scenario.errors();
    faults.push_back(
        {"scenario", "'" + named + "' is no sound scenario (faults of " + path.string() + " follow)"});
    return {};
}

}  // namespace chokepoint::cli
