// chokepoint scenarios: what ships, with a line about each.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "proto/codec/scenario_text.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

int list_scenarios(bool as_json) {
    const auto folder = shipped_file("scenarios");
    if (!folder) return report(folder.errors());
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(*folder))
        if (entry.path().extension() == ".textproto") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    int code = 0;
    for (const auto& file : files) {
        const auto scenario = codec::load_scenario(file.string());
        if (!scenario) {
            code = report(scenario.errors());
            continue;
        }
        json.push_back({{"name", scenario->name}, {"file", file.string()}, {"title", scenario->title},
                        {"weeks", scenario->weeks}, {"weeks_per_turn", scenario->weeks_per_turn}, {"seats", seat_count(*scenario)}, {"summary", scenario->summary}});
        if (!as_json)
            std::printf("%-16s %s (%s, %zu seats)\n%-16s %s\n", scenario->name.c_str(), scenario->title.c_str(),
                        length_text(*scenario, scenario->weeks).c_str(), seat_count(*scenario), "", file.c_str());
    }
    if (as_json) std::printf("%s\n", json.dump(2).c_str());
    return code;
}

}  // namespace

void add_scenarios(Program& program) {
    auto as_json = std::make_shared<bool>(false);
    Command command = program.command("scenarios", "List the scenarios that ship");
    command.flag("--json", *as_json, "one JSON document on stdout");
    command.example("Example: chokepoint scenarios");
    command.does([as_json] { return list_scenarios(*as_json); });
}

}  // namespace chokepoint::cli
