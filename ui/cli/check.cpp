// chokepoint check: validates files, whatever they are: scenarios, designs of sweeps and tournaments, targets, journals.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "engine/game/game.hpp"
#include "engine/study/calibrate/targets.hpp"
#include "engine/study/facts_table.hpp"
#include "engine/study/expectations.hpp"
#include "proto/codec/design_text.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/journal/journal_file.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/support.hpp"
#include "ui/cli/sweep_design.hpp"
#include "ui/cli/tournament_design.hpp"

namespace chokepoint::cli {
namespace {

bool starts_like_a_journal(const std::string& bytes) { return bytes.rfind("CHOKEJNL", 0) == 0; }

// The columns of a table: its first line that is no comment.
std::string head_of(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    while (std::getline(lines, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (!line.empty() && line.front() != '#') return line;
    }
    return "";
}

// A table under configs/targets, by its columns; empty: it is none.
Result<std::string> check_table(const std::string& head, const std::string& path) {
    if (head.rfind("kind,", 0) == 0) {
        const auto file = study::load_targets(path);
        if (!file) return file.errors();
        return std::to_string(file->targets.size()) + " targets and " + std::to_string(file->priors.size()) + " parameters of a calibration";
    }
    if (head.rfind("id,", 0) == 0) {
        const auto facts = study::load_facts_table(path);
        if (!facts) return facts.errors();
        return "table of " + std::to_string(facts->size()) + " facts";
    }
    if (head.rfind("path,", 0) == 0) {
        // Paths lead into a scenario, and these are those of the main case.
        const auto april = codec::load_scenario(scenario_file("april-2025"));
        if (!april) return april.errors();
        const auto expectations = study::load_expectations(path, *april);
        if (!expectations) return expectations.errors();
        return "table of " + std::to_string(expectations->size()) + " expectations";
    }
    return std::string();
}

Result<std::string> check_file(const std::string& named) {
    std::error_code ignored;
    const std::string scenario_path = scenario_file(named);
    const std::string path = std::filesystem::exists(scenario_path, ignored) ? scenario_path : tournament_file(named);
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path)) return Error{"this file cannot be read; name a scenario, design, table of targets or journal", path, 0};
    std::stringstream content;
    content << file.rdbuf();
    if (starts_like_a_journal(content.str())) {
        const auto journal = journal::open_journal(path);
        if (!journal) return journal.errors();
        return "journal of " + std::to_string(journal->last_week()) + " weeks" + (journal->torn_bytes() > 0 ? ", last record torn" : "");
    }
    if (content.str().find_first_not_of(" \t\r\n") == std::string::npos)
        return Error{"is empty; write a scenario (chokepoint scenarios lists some to copy), a design or targets into it", path, 0};
    if (const auto table = check_table(head_of(content.str()), path); !table || !table->empty()) return table;
    if (codec::looks_like_a_design(content.str())) {
        const auto design = load_checked_design(path);
        if (!design) return design.errors();
        return "design of " + std::to_string(run_count(*design)) + " games";
    }
    if (codec::looks_like_a_tournament(content.str())) {
        const auto checked = load_checked_tournament(path);
        if (!checked) return checked.errors();
        return "tournament of " + std::to_string(study::game_count(checked->design)) + " games";
    }
    Result<Scenario> scenario = codec::load_scenario(path);
    if (!scenario) return scenario.errors();
    const std::string about = "scenario '" + scenario->name + "', " + std::to_string(seat_count(*scenario)) + " seats, " +
                              length_text(*scenario, scenario->weeks);
    const auto setup = make_setup(std::move(*scenario));
    if (!setup) {
        Errors errors = setup.errors();
        for (Error& error : errors) error.file = path;
        return errors;
    }
    return about;
}

int check(const std::vector<std::string>& files) {
    int code = 0;
    for (const std::string& file : files) {
        const Result<std::string> about = check_file(file);
        if (about) std::printf("%s: sound: %s\n", file.c_str(), about->c_str());
        else code = report(about.errors());
    }
    return code;
}

}  // namespace

void add_check(Program& program) {
    auto files = std::make_shared<std::vector<std::string>>();
    Command command = program.command("check", "Validate scenarios, designs, targets and journals");
    command.option("FILE", *files, "files to check, or scenarios and tournaments that ship").required();
    command.example("Example: chokepoint check configs/scenarios/april-2025.textproto");
    command.does([files] { return check(*files); });
}

}  // namespace chokepoint::cli
