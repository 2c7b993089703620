// chokepoint replay: runs a journal again. 0: all well, or a torn last record; 1: a digest or an answer differs;
// 2: a damaged header or record, named.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/game/explainer.hpp"
#include "engine/game/replay.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/journal/journal_file.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/decisions.hpp"
#include "ui/cli/explain.hpp"
#include "ui/cli/scored.hpp"
#include "ui/cli/support.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::cli {
namespace {

struct ReplayWishes {
    std::string journal;
    bool verify = false;
    int until = -1;
    int explain = 0;  // week; 0: none
    bool json = false;
    ScoreWishes scores;
};

NextRecord records_of(const journal::JournalFile& file) {
    return [&file, at = std::size_t{0}]() mutable -> std::optional<JournalRecord> {
        if (at >= file.entries().size()) return std::nullopt;
        return file.record(file.entries()[at++]);
    };
}

nlohmann::ordered_json differences_json(const Setup& setup, const ReplayReport& replayed) {
    auto list = nlohmann::ordered_json::array();
    for (const AnswerDifference& difference : replayed.answer_differences)
        list.push_back({{"week", difference.week}, {"round", difference.round}, {"role", role_of(setup.scenario, difference.seat)},
                        {"field", difference.field}, {"recorded", difference.recorded}, {"replayed", difference.replayed}});
    return list;
}

nlohmann::ordered_json sayings_json(const Setup& setup, const ReplayReport& replayed) {
    auto list = nlohmann::ordered_json::array();
    for (const HeardSaying& saying : replayed.sayings.all()) {
        nlohmann::ordered_json row{{"week", saying.week}, {"round", saying.round}, {"role", role_of(setup.scenario, saying.by)}};
        row["talk"] = nullptr;
        row["to"] = nullptr;
        if (saying.talk != 255) row["talk"] = saying.talk;
        if (saying.to != no_seat) row["to"] = role_of(setup.scenario, saying.to);
        row["text"] = saying.text;
        list.push_back(std::move(row));
    }
    return list;
}

void print_sayings(const Setup& setup, const ReplayReport& replayed) {
    const std::vector<HeardSaying> sayings = replayed.sayings.all();
    if (!sayings.empty()) std::puts("\n  said in people's own words");
    for (const HeardSaying& saying : sayings)
        std::printf("  week %d, round %d, %s\n", saying.week, saying.round, ui::describe(setup.scenario, saying).c_str());
}

void print(const Setup& setup, const journal::JournalFile& file, const ReplayReport& replayed, const ReplayWishes& wishes,
           const Scores& scores, const Explainer& explainer) {
    const Explanation* why = explainer.explanation();
    const std::vector<std::string> strategies = strategies_of(file.header());
    if (!wishes.json) {
        std::fputs(seats_text(setup, *replayed.game, strategies, scores).c_str(), stdout);
        std::printf("\n  replayed %d weeks; digests that agree %d; answers asked again %zu\n", replayed.weeks,
                    replayed.digests_checked - (replayed.mismatch ? 1 : 0), replayed.answers_checked);
        print_sayings(setup, replayed);
        if (why != nullptr) std::fputs((explain_text(setup, *why) + decisions_text(setup, explainer.decisions())).c_str(), stdout);
        return;
    }
    nlohmann::ordered_json json = run_json(setup, *replayed.game, strategies, scores);
    json["weeks"] = replayed.weeks;
    json["journal"] = file.path();
    json["version"] = file.header().version;
    json["complete"] = replayed.has_end;
    json["torn_bytes"] = file.torn_bytes();
    json["digests_checked"] = replayed.digests_checked;
    json["answers_checked"] = replayed.answers_checked;
    json["mismatch"] = nullptr;
    if (replayed.mismatch)
        json["mismatch"] = {{"week", replayed.mismatch->week}, {"field", replayed.mismatch->field},
                            {"recorded", format_digest(replayed.mismatch->recorded)}, {"replayed", format_digest(replayed.mismatch->replayed)}};
    json["answer_differences"] = differences_json(setup, replayed);
    json["sayings"] = sayings_json(setup, replayed);
    if (why != nullptr) {
        json["explain"] = explain_json(setup, *why);
        json["explain"]["decisions"] = decisions_json(setup, explainer.decisions());
    }
    std::printf("%s\n", json.dump(2).c_str());
}

// What differs, one line each on stderr.
int judge(const Setup& setup, const std::string& path, const ReplayReport& replayed) {
    Errors errors;
    if (replayed.mismatch)
        errors.push_back({"week " + std::to_string(replayed.mismatch->week) + ": the replayed game differs, first in " +
                              replayed.mismatch->field + " (digest recorded " + format_digest(replayed.mismatch->recorded) +
                              ", replayed " + format_digest(replayed.mismatch->replayed) + ")",
                          path, 0});
    for (const AnswerDifference& difference : replayed.answer_differences)
        errors.push_back({"week " + std::to_string(difference.week) + ", round " + std::to_string(difference.round) + ", seat " +
                              std::string(role_of(setup.scenario, difference.seat)) + ": asked again it answers otherwise, first in " +
                              difference.field + " (recorded " + difference.recorded + ", now " + difference.replayed + ")",
                          path, 0});
    return errors.empty() ? 0 : report(errors, exit_failed);
}

int replay_journal(const ReplayWishes& wishes) {
    const auto file = journal::open_journal(wishes.journal);
    if (!file) return report(file.errors());
    if (file->torn_bytes() > 0)
        std::fprintf(stderr, "chokepoint: %s: warning: the last record is torn (%zu bytes after the last whole one, week %d); the records before it are replayed\n",
                     wishes.journal.c_str(), file->torn_bytes(), file->entries().empty() ? 0 : file->entries().back().week);
    auto scenario = codec::parse_scenario(file->header().scenario_text, wishes.journal + " (scenario in the header)");
    if (!scenario) return report(scenario.errors());
    const auto setup = make_setup(std::move(*scenario));
    if (!setup) return report(setup.errors());
    ReplayOptions options;
    if (wishes.until >= 0) options.until_week = wishes.until;
    if (wishes.verify) options.roster = roster();
    Explainer explainer(**setup, wishes.explain);
    if (wishes.explain > 0) {
        PlayHooks hooks = explainer.hooks();
        options.answered = std::move(hooks.answered);
        options.week_closed = [closed = std::move(hooks.week_closed)](const Game& game) { static_cast<void>(closed(game)); };
    }
    const auto replayed = replay(**setup, file->header(), records_of(*file), options);
    if (!replayed) return report({Error{to_string(replayed.errors()), wishes.journal, 0}}, exit_failed);
    if (wishes.until > replayed->weeks && !replayed->mismatch)
        std::fprintf(stderr, "chokepoint: %s: warning: the journal ends after week %d, before week %d\n", wishes.journal.c_str(),
                     replayed->weeks, wishes.until);
    if (!wishes.json) print_outcomes(**setup, *replayed->game);
    const auto scores = scores_of(**setup, *replayed->game, wishes.scores);
    if (!scores) return report(scores.errors(), exit_failed);
    if (wishes.explain > replayed->weeks)
        return report({fail("--explain " + std::to_string(wishes.explain) + ": the replay ends with week " + std::to_string(replayed->weeks))});
    print(**setup, *file, *replayed, wishes, *scores, explainer);
    return judge(**setup, wishes.journal, *replayed);
}

}  // namespace

void add_replay(Program& program) {
    auto wishes = std::make_shared<ReplayWishes>();
    Command command = program.command("replay", "Run a journal again and compare every week's digest");
    command.option("JOURNAL", wishes->journal, "journal of a game").required();
    command.flag("--verify", wishes->verify, "ask the autonomous agents again too, and compare their answers");
    command.option("--until", wishes->until, "stop after this week's resolve; 0: at the start").between(0, 5200);
    command.flag("--unscored", wishes->scores.unscored, "leave out the scores: they take reference games of the same seed");
    command.option("--explain", wishes->explain, "say where the prices, pains and profits of this WEEK came from, and why seats did what they did").between(1, 5200);
    command.flag("--json", wishes->json, "one JSON document on stdout");
    command.example("Example: chokepoint replay game.journal --verify");
    command.does([wishes] { return replay_journal(*wishes); });
}

}  // namespace chokepoint::cli
