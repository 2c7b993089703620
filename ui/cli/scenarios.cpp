// chokepoint scenarios: what ships, with a line about each; the figures of one, and the strategies that can be played in it, as
// tables for people.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "proto/codec/parameter_table.hpp"
#include "proto/codec/scenario_text.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/strategy_pages.hpp"
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

Result<Scenario> load_named(const std::string& name) { return codec::load_scenario(scenario_file(name)); }

int print_parameters(const std::string& name) {
    const auto scenario = load_named(name);
    if (!scenario) return report(scenario.errors());
    if (scenario->name == codec::reference_scenario) {
        std::fputs(codec::parameter_document(*scenario).c_str(), stdout);
        return 0;
    }
    const auto base = load_named(std::string(codec::reference_scenario));
    if (!base) return report(base.errors());
    std::fputs(codec::parameter_document(*scenario, &*base).c_str(), stdout);
    return 0;
}

int print_strategies(const std::string& name, bool as_json) {
    const auto scenario = load_named(name);
    if (!scenario) return report(scenario.errors());
    std::fputs((as_json ? strategies_json(*scenario).dump(2) + "\n" : strategies_text(*scenario)).c_str(), stdout);
    return 0;
}

}  // namespace

void add_scenarios(Program& program) {
    auto as_json = std::make_shared<bool>(false);
    auto name = std::make_shared<std::string>();
    auto played = std::make_shared<std::string>();
    Command command = program.command("scenarios", "List the scenarios that ship, or print the figures or the strategies of one");
    command.flag("--json", *as_json, "one JSON document on stdout");
    command.option("--parameters", *name,
                   "print every figure of this scenario (a name or a file) as Markdown tables: value, range, unit, "
                   "status, source, meaning; of others than april-2025 what differs from it");
    command.option("--strategies", *played,
                   "print the strategies that can be played in this scenario (a name or a file) and their numbers, as Markdown "
                   "tables, or with --json");
    command.example("Example: chokepoint scenarios --parameters april-2025 > docs/parameters/april-2025.md\n"
                    "         chokepoint scenarios --strategies april-2025");
    command.does([as_json, name, played] {
        if (!name->empty() && !played->empty())
            return report(Errors{{"--parameters and --strategies ask for two different things; leave one out", "", 0}});
        if (!played->empty()) return print_strategies(*played, *as_json);
        if (name->empty()) return list_scenarios(*as_json);
        if (*as_json) return report(Errors{{"--json and --parameters ask for two different things; leave one out", "", 0}});
        return print_parameters(*name);
    });
}

}  // namespace chokepoint::cli
