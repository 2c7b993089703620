// chokepoint run: one headless game, in process or with every agent as a TCP client of its own.
#include <fmt/format.h>

#include <cstdio>

#include "engine/game/explainer.hpp"
#include "engine/game/play.hpp"
#include "engine/game/recorder.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/journal/journal_file.hpp"
#include "proto/net/loopback.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/decisions.hpp"
#include "ui/cli/explain.hpp"
#include "ui/cli/scored.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

struct RunOptions {
    std::string scenario;
    std::uint64_t seed = 1;
    int weeks = 0;
    std::string transport = "inproc";
    std::vector<std::string> agents, changes;
    std::string journal;
    int explain = 0;  // week; 0: none
    ScoreWishes wishes;
    bool json = false;
};

Result<std::unique_ptr<JournalWriter>> open_writer(const std::string& path, const JournalHeader& header) {
    auto writer = journal::JournalFileWriter::create(path, header);
    if (!writer) return writer.errors();
    return std::unique_ptr<JournalWriter>(std::move(*writer));
}

Result<Game> play_in_process(const std::shared_ptr<const Setup>& setup, const RunOptions& options,
                             const std::vector<std::string>& strategies, PlayHooks hooks) {
    Result<Cast> cast = make_cast(*setup, roster(), strategies);
    if (!cast) return cast.errors();
    Game game = start_game(*setup, options.seed, options.weeks);
    std::vector<Mind> minds;
    if (options.journal.empty()) {
        play(*setup, game, *cast, minds, hooks);
        return game;
    }
    const JournalHeader header = journal_header(*setup, codec::scenario_text(setup->scenario), program_version(),
                                                options.seed, game.cursor.weeks, strategies);
    auto writer = open_writer(options.journal, header);
    if (!writer) return writer.errors();
    Recorder recorder(**writer);
    play(*setup, game, *cast, minds, recorder.hooks(std::move(hooks)));
    if (const Status status = recorder.finish(game); !status) return status.errors();
    return game;
}

Result<Game> play_by_tcp(const std::shared_ptr<const Setup>& setup, const RunOptions& options,
                         const std::vector<std::string>& strategies, PlayHooks hooks) {
    net::LoopbackGame game;
    game.setup = setup;
    game.roster = roster();
    game.seed = options.seed;
    game.weeks = options.weeks;
    game.strategies = strategies;
    game.hooks = std::move(hooks);
    game.program_version = program_version();
    if (!options.journal.empty())
        game.journal = [path = options.journal](const JournalHeader& header) { return open_writer(path, header); };
    Result<net::RoomResult> result = net::play_over_tcp(std::move(game));
    if (!result) return result.errors();
    if (!result->errors.empty()) return result->errors;
    return *result->game;
}

int print(const Setup& setup, const Game& game, const std::vector<std::string>& strategies, const RunOptions& options,
          const Explainer& explainer) {
    const Explanation* why = explainer.explanation();
    if (!options.json) print_outcomes(setup, game);
    const auto scores = scores_of(setup, game, options.wishes);
    if (!scores) return report(scores.errors(), exit_failed);
    const auto front = front_of(setup, game, strategies, options.wishes);
    if (!front) return report(front.errors(), exit_failed);
    std::string text;
    if (options.json) {
        nlohmann::ordered_json document = run_json(setup, game, strategies, *scores);
        document["front"] = front_json(setup, *front);
        if (why != nullptr) {
            document["explain"] = explain_json(setup, *why);
            document["explain"]["decisions"] = decisions_json(setup, explainer.decisions());
        }
        text = document.dump(2) + "\n";
    } else {
        text = seats_text(setup, game, strategies, *scores) + front_text(setup, *front);
        if (why != nullptr) text += explain_text(setup, *why) + decisions_text(setup, explainer.decisions());
    }
    std::fputs(text.c_str(), stdout);
    return 0;
}

int run(const RunOptions& options) {
    const auto setup = load_setup(options.scenario, options.changes);
    if (!setup) return report(setup.errors());
    const auto strategies = strategies_by_seat((*setup)->scenario, options.agents);
    if (!strategies) return report(strategies.errors());
    const int weeks = options.weeks > 0 ? options.weeks : (*setup)->params.weeks;
    if (options.explain > weeks)
        return report({fail(fmt::format("--explain {}: the game is over after week {}; name a week from 1 to {}", options.explain, weeks, weeks))});
    Explainer explainer(**setup, options.explain);
    PlayHooks hooks;
    if (options.explain > 0) hooks = explainer.hooks();
    if (!options.journal.empty()) hooks.wants_rationales = true;  // a journal keeps them for whoever looks back
    const Result<Game> game = options.transport == "tcp" ? play_by_tcp(*setup, options, *strategies, std::move(hooks))
                                                         : play_in_process(*setup, options, *strategies, std::move(hooks));
    if (!game) return report(game.errors(), exit_failed);
    return print(**setup, *game, *strategies, options, explainer);
}

}  // namespace

void add_run(Program& program) {
    auto options = std::make_shared<RunOptions>();
    Command command = program.command("run", "Play one headless game and print what came of it");
    command.option("SCENARIO", options->scenario, "a scenario that ships, or a file (.textproto)").required();
    command.option("--seed", options->seed, "seed of every random number").with_default();
    command.option("--weeks", options->weeks, "length; default: the scenario's").between(1, 5200);
    command.option("--transport", options->transport, "inproc, or tcp: every agent a client on loopback")
        .one_of({"inproc", "tcp"})
        .with_default();
    command.option("--agent", options->agents, "ROLE=STRATEGY; ROLE may be all, governments or firms; chokepoint scenarios --strategies SCENARIO lists strategies");
    command.option("--set", options->changes, "PATH=VALUE in the scenario");
    command.option("--journal", options->journal, "record the game to this new file");
    command.option("--explain", options->explain, "say where the prices, pains and profits of this WEEK came from, and why seats did what they did").between(1, 5200);
    command.flag("--unscored", options->wishes.unscored, "leave out the scores: they take reference games of the same seed");
    command.option("--percentile", options->wishes.percentile_games,
                   "compare each seat's score with so many games of bots on other seeds (32 says enough; each takes a second or more)")
        .between(1, 10000);
    command.flag("--json", options->json, "one JSON document on stdout");
    command.example("Example: chokepoint run configs/scenarios/april-2025.textproto --seed 7 --agent us=tit-for-tat --json\n"
                    "         chokepoint run configs/scenarios/april-2025.textproto --explain 6");
    command.does([options] { return run(*options); });
}

}  // namespace chokepoint::cli
