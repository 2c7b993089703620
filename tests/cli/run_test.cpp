// The commands that play and replay, as a user meets them.
#include <nlohmann/json.hpp>

#include "proto/journal/journal_file.hpp"
#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shipped.hpp"

using namespace chokepoint::test;
using nlohmann::json;

namespace {

json run_json(std::vector<std::string> words) {
    words.insert(words.begin(), "run");
    words.push_back("--json");
    const Finished finished = run(words);
    CAPTURE(finished.err);
    REQUIRE(finished.code == 0);
    return json::parse(finished.out);
}

std::string journal_of(const std::string& name, const std::string& transport, const std::string& seed) {
    const std::string path = scratch(name);
    const Finished finished = run({"run", april_2025(), "--seed", seed, "--weeks", "8", "--transport", transport, "--journal", path});
    CAPTURE(finished.err);
    REQUIRE(finished.code == 0);
    return path;
}

}  // namespace

TEST_CASE("run prints one JSON document with the keys of the contract", "[cli][run]") {
    const json document = run_json({april_2025(), "--seed", "7", "--weeks", "6"});
    for (const char* key : {"scenario", "seed", "weeks", "digest", "outcomes", "seats", "mass_balance_rel_max"}) {
        CAPTURE(key);
        CHECK(document.contains(key));
    }
    for (const char* key : {"truce_week", "agreements", "peak_us_tariff_pct", "peak_china_tariff_pct", "plants_stopped", "breaches"}) {
        CAPTURE(key);
        CHECK(document["outcomes"].contains(key));
    }
    CHECK(document["scenario"] == "april-2025");
    CHECK(document["seed"] == 7);
    CHECK(document["weeks"] == 6);
    CHECK(document["digest"].get<std::string>().size() == 16);
    for (const json& seat : document["seats"])
        for (const char* key : {"role", "strategy", "score", "passes", "value", "no_deal", "best_feasible", "promises_kept"}) {
            CAPTURE(key);
            CHECK(seat.contains(key));
        }
    CHECK(document["shared_value"].is_number());
    CHECK(document["mass_balance_rel_max"].get<double>() < 1e-9);
}

TEST_CASE("run and replay print the same scores, and none where none are wanted", "[cli][run][replay][scores]") {
    const std::string path = journal_of("scored", "inproc", "7");
    const json played = run_json({april_2025(), "--seed", "7", "--weeks", "8"});
    const Finished again = run({"replay", path, "--json"});
    CAPTURE(again.err);
    REQUIRE(again.code == 0);
    const json replayed = json::parse(again.out);
    CHECK(replayed["seats"] == played["seats"]);
    CHECK(replayed["shared_value"] == played["shared_value"]);
    int with_room = 0;
    for (const json& seat : played["seats"]) {
        CHECK_FALSE(seat.contains("percentile"));
        CHECK(seat["score"].is_null() != seat["has_room"].get<bool>());
        if (seat["score"].is_null()) continue;
        ++with_room;
        const double room = seat["best_feasible"].get<double>() - seat["no_deal"].get<double>();
        CHECK(room >= 1.0);
        CHECK(seat["score"].get<double>() == Approx((seat["value"].get<double>() - seat["no_deal"].get<double>()) / room));
    }
    CHECK(with_room > 0);
    const json unscored = run_json({april_2025(), "--seed", "7", "--weeks", "8", "--unscored"});
    CHECK(unscored["shared_value"].is_null());
    for (std::size_t i = 0; i < unscored["seats"].size(); ++i) {
        CHECK(unscored["seats"][i]["score"].is_null());
        CHECK(unscored["seats"][i]["value"] == played["seats"][i]["value"]);
    }
    const json compared = run_json({april_2025(), "--weeks", "3", "--percentile", "2"});
    for (const json& seat : compared["seats"]) CHECK(seat["percentile"].is_number());
    const Finished text = run({"run", april_2025(), "--weeks", "3"});
    CHECK(text.out.find("no deal") != std::string::npos);
    CHECK(text.out.find("shared value") != std::string::npos);
}

TEST_CASE("the same seed gives one digest, in process, again, over TCP and without AVX2", "[cli][run][determinism]") {
    const std::vector<std::string> words{april_2025(), "--seed", "7", "--weeks", "10"};
    const json first = run_json(words);
    CHECK(run_json(words)["digest"] == first["digest"]);
    std::vector<std::string> tcp = words;
    tcp.insert(tcp.end(), {"--transport", "tcp"});
    CHECK(run_json(tcp)["digest"] == first["digest"]);
    std::vector<std::string> plain{"run"};
    plain.insert(plain.end(), words.begin(), words.end());
    plain.push_back("--json");
    const Finished finished = run(plain, {"GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA"});
    REQUIRE(finished.code == 0);
    CHECK(json::parse(finished.out)["digest"] == first["digest"]);
    CHECK(run_json({april_2025(), "--seed", "8", "--weeks", "10"})["digest"] != first["digest"]);
}

TEST_CASE("another strategy and another figure change the game", "[cli][run]") {
    const json plain = run_json({april_2025(), "--weeks", "10"});
    CHECK(run_json({april_2025(), "--weeks", "10", "--agent", "us=random"})["digest"] != plain["digest"]);
    CHECK(run_json({april_2025(), "--weeks", "10", "--set", "rules.prices.noise=0"})["digest"] != plain["digest"]);
}

TEST_CASE("a strategy of the scenario's own plays by its name, in process and over TCP, and replays", "[cli][run][strategies]") {
    const auto digest = [](const std::string& strategy, const std::string& transport, const std::string& set = "weeks=52") {
        return run_json({april_2025(), "--seed", "5", "--weeks", "9", "--agent", "us=" + strategy, "--set", set, "--transport", transport, "--unscored"})["digest"];
    };
    const json own = digest("patient-hawk", "inproc");
    CHECK(own != digest("hawk", "inproc"));
    CHECK(own == digest("patient-hawk", "tcp"));
    CHECK(own != digest("patient-hawk", "inproc", "strategies[patient-hawk].exponent=5"));
    const std::string path = scratch("own-strategy");
    REQUIRE(run({"run", april_2025(), "--seed", "5", "--weeks", "9", "--agent", "us=patient-hawk", "--journal", path, "--unscored"}).code == 0);
    CHECK(run({"replay", path, "--verify"}).code == 0);
    const Finished wild = run({"run", april_2025(), "--set", "strategies[patient-hawk].exponent=0"});
    CHECK(wild.code == 2);
    CHECK_THAT(wild.err, contains("exponent: is 0; must be 0.01 to 100"));
}

TEST_CASE("the strategies of a scenario and their numbers are listed, and docs/AGENTS.md says the same", "[cli][strategies]") {
    const Finished listed = run({"scenarios", "--strategies", "april-2025"});
    REQUIRE(listed.code == 0);
    CHECK_THAT(listed.out, contains("| `patient-hawk` | governments | `hawk` |"));
    CHECK_THAT(read_file(std::string(CHOKEPOINT_SOURCE_DIR) + "/docs/AGENTS.md"), contains(listed.out));
    const json document = json::parse(run({"scenarios", "--strategies", "april-2025", "--json"}).out);
    for (const json& strategy : document["strategies"]) {
        if (strategy["name"] != "patient-hawk") continue;
        CHECK(strategy["like"] == "hawk");
        CHECK(strategy["numbers"]["exponent"] == 0.1);
        CHECK(strategy["numbers"]["hawk_shift"] == 0.3);
        CHECK(strategy["numbers"]["forgives"] == true);
    }
    CHECK(run({"scenarios", "--strategies", "april-2025", "--parameters", "april-2025"}).code == 2);
}

TEST_CASE("run --explain says where a week's prices, pains and profits came from, and they add up", "[cli][run][explain]") {
    const std::vector<std::string> words{april_2025(), "--seed", "7", "--weeks", "8"};
    std::vector<std::string> asking = words;
    asking.insert(asking.end(), {"--explain", "6"});
    const json document = run_json(asking);
    CHECK(document["digest"] == run_json(words)["digest"]);  // asking changes nothing
    CHECK_FALSE(run_json(words).contains("explain"));
    const json& why = document["explain"];
    CHECK(why["week"] == 6);
    REQUIRE(why["prices"].size() > 10);
    for (const json& price : why["prices"]) {
        double sum = 0.0;
        for (const json& part : price["parts_usd_per_kg"]) sum += part.get<double>();
        CAPTURE(price.dump());
        CHECK(sum == Approx(price["change_usd_per_kg"].get<double>()).margin(1e-9));
    }
    REQUIRE(why["seats"].size() == document["seats"].size());
    const auto adds_up = [](const json& account) {
        double sum = 0.0;
        for (const json& part : account["parts"]) sum += part["value"].get<double>();
        return sum == Approx(account[account["parts_add_up_to"].get<std::string>()].get<double>()).margin(1e-9);
    };
    for (const json& seat : why["seats"]) {
        CAPTURE(seat.dump());
        if (seat.contains("profit_usd_m")) {
            CHECK(adds_up(seat["profit_usd_m"]));
            continue;
        }
        double pain = 0.0;
        for (const json& cause : seat["pain"]["causes"]) {
            CHECK(adds_up(cause));
            pain += cause["now"].get<double>();
        }
        CHECK(pain == Approx(seat["pain"]["now"].get<double>()).margin(1e-9));
        CHECK(adds_up(seat["stress"]));
        CHECK(adds_up(seat["approval_pct"]));
    }
    asking.insert(asking.end(), {"--transport", "tcp"});
    CHECK(run_json(asking)["explain"] == why);  // where agents run changes nothing
    const Finished text = run({"run", april_2025(), "--weeks", "8", "--explain", "6"});
    REQUIRE(text.code == 0);
    REQUIRE(why["decisions"].size() > 5);
    for (const json& decision : why["decisions"]) {
        CAPTURE(decision.dump());
        REQUIRE(decision["own_value"].is_number());
        CHECK(decision["sum"].get<double>() == Approx(decision["own_value"].get<double>()).margin(1e-9));
    }
    for (const char* part : {"Week 6", "Prices outside China", "market stress", "export losses", "Profit of firms", "Decisions of the week"}) {
        CAPTURE(part);
        CHECK(text.out.find(part) != std::string::npos);
    }
}

TEST_CASE("bad usage and bad input exit with 2 and say what would be right", "[cli][errors]") {
    struct Case {
        std::vector<std::string> words;
        std::string says;
    };
    const std::string empty = scratch("empty.textproto");
    write_file(empty, "");
    const std::vector<Case> cases = {
        {{}, "--help"},
        {{"dance"}, "--help"},
        {{"run"}, "SCENARIO"},
        {{"run", "no-such-file.textproto"}, "no-such-file.textproto"},
        {{"run", april_2025(), "--transport", "pigeon"}, "pigeon"},
        {{"run", april_2025(), "--weeks", "0"}, "--weeks"},
        {{"run", april_2025(), "--weeks", "4", "--explain", "5"}, "1 to 4"},
        {{"run", april_2025(), "--explain", "53"}, "1 to 52"},
        {{"run", april_2025(), "--explain", "0"}, "--explain"},
        {{"run", april_2025(), "--explain", "May"}, "--explain"},
        {{"run", april_2025(), "--seed", "many"}, "--seed"},
        {{"run", april_2025(), "--agent", "us"}, "ROLE=STRATEGY"},
        {{"run", april_2025(), "--agent", "narnia=random"}, "narnia"},
        {{"run", april_2025(), "--agent", "us=clever"}, "boulware"},
        {{"run", april_2025(), "--set", "rules.prices.nose=1"}, "noise"},
        {{"check", "no-such-file"}, "no-such-file"},
        {{"check", empty}, "is empty; write a scenario"},
        {{"run", empty}, ": missing; write"},
        {{"run", "april-2025", "--weeks", "1", "--seed", "-1"}, "'-1' is below 0"},
        {{"run", "april-2025", "--weeks", "1", "--agent", "us=hawk", "--agent", "us=dove"}, "us has a strategy already"},
        {{"run", "april-2025", "--weeks", "1", "--agent", "us=human"}, "chokepoint serve SCENARIO --open us"},
        {{"run", "april-2025", "--weeks", "1", "--agent", "us=remote"}, "docs/PROTOCOL.md"},
        {{"check", golden("bad_scenarios")}, "cannot be read"},
        {{"replay", "no-such-journal"}, "no-such-journal"},
        {{"sweep", "no-such-design", "--out", scratch("nowhere")}, "no-such-design"},
        {{"report", "no-such-folder"}, "no-such-folder"},
    };
    for (const Case& test : cases) {
        const Finished finished = run(test.words);
        CAPTURE(test.words.empty() ? std::string("(nothing)") : test.words.front(), finished.out, finished.err, test.says);
        CHECK(finished.code == 2);
        CHECK(finished.err.rfind("chokepoint: ", 0) == 0);
        CHECK(finished.err.find(test.says) != std::string::npos);
        CHECK(finished.out.empty());
    }
}

TEST_CASE("every command explains itself with an example", "[cli][help]") {
    for (const char* command : {"demo", "run", "serve", "agent", "replay", "forecast", "sweep", "report", "check", "scenarios", "bargain"}) {
        const Finished finished = run({command, "--help"});
        CAPTURE(command, finished.err);
        CHECK(finished.code == 0);
        CHECK(finished.out.find("Example: chokepoint " + std::string(command)) != std::string::npos);
    }
    CHECK(run({"--version"}).out.find("chokepoint 0.") == 0);
}

TEST_CASE("check and scenarios know what ships", "[cli][check]") {
    for (const std::string& file : shipped_scenarios()) {
        const Finished checked = run({"check", file});
        CAPTURE(file, checked.err);
        CHECK(checked.code == 0);
    }
    CHECK(run({"check", "april-2025"}).code == 0);  // by name, too
    CHECK(run({"run", "april-2025", "--weeks", "1"}).code == 0);
    const Finished listed = run({"scenarios", "--json"});
    REQUIRE(listed.code == 0);
    CHECK(json::parse(listed.out).at(0).at("name") == "april-2025");
    CHECK(json::parse(listed.out).size() == shipped_scenarios().size());
}

TEST_CASE("check knows designs on one line, and targets", "[cli][check]") {
    const std::string scenario = shipped_scenarios().front();
    const std::string sweep = scratch("one_line_sweep.textproto"), tournament = scratch("one_line_tournament.textproto");
    write_file(sweep, "name: 'a' scenario: '" + scenario + "' replicates: 2 sampling: 'grid' seed: 1");
    write_file(tournament, "name: 'a' scenario: '" + scenario + "' row { strategies: ['hawk'] } column { strategies: ['dove'] } games: 1 seed: 1");
    const std::vector<std::pair<std::string, std::string>> cases{
        {sweep, "design of 2 games"},
        {tournament, "tournament of 1 games"},
        {std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/targets/april-2025.csv", "parameters of a calibration"},
        {std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/targets/facts.csv", "facts"},
        {std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/targets/sensitivity.csv", "expectations"},
    };
    for (const auto& [file, says] : cases) {
        const Finished checked = run({"check", file});
        CAPTURE(file, checked.out, checked.err);
        CHECK(checked.code == 0);
        CHECK(checked.out.find(says) != std::string::npos);
    }
    const std::string wrong = scratch("wrong_targets.csv");
    write_file(wrong, "kind,name,low,value,high,unit,scale,source\ngoal,x,1,2,3,t,linear,none\n");
    const Finished refused = run({"check", wrong});
    CHECK(refused.code == 2);
    CHECK(refused.err.find(wrong + ":2: x: kind is 'goal'") != std::string::npos);
}

TEST_CASE("a scenario on a base that is not there is bad input, with file and line", "[cli][check][unhappy]") {
    const std::string file = scratch("derived.textproto");
    write_file(file, "name: 'derived'\nbase: 'nowhere.textproto'\n");
    for (const char* command : {"check", "run"}) {
        const Finished refused = run({command, file});
        CAPTURE(command, refused.err);
        CHECK(refused.code == 2);
        CHECK(refused.err.find("chokepoint: " + file + ":2: base: 'nowhere.textproto' cannot be read") == 0);
    }
}

TEST_CASE("a journal replays, also one made over TCP", "[cli][replay]") {
    for (const char* transport : {"inproc", "tcp"}) {
        const std::string path = journal_of(std::string("good-") + transport, transport, "7");
        const Finished replayed = run({"replay", path, "--verify"});
        CAPTURE(transport, replayed.out, replayed.err);
        CHECK(replayed.code == 0);
        CHECK(run({"check", path}).code == 0);
    }
}

TEST_CASE("one byte altered is damage that names the record; a torn end is a warning", "[cli][replay]") {
    const std::string path = journal_of("to-damage", "inproc", "9");
    const std::string bytes = read_file(path);
    std::string damaged = bytes;
    damaged[damaged.size() - 2000] = static_cast<char>(damaged[damaged.size() - 2000] ^ 1);
    write_file(scratch("damaged"), damaged);
    const Finished broken = run({"replay", scratch("damaged"), "--verify"});
    CAPTURE(broken.out, broken.err);
    CHECK(broken.code == 2);
    CHECK(broken.err.find("record") != std::string::npos);
    CHECK(broken.err.find("week") != std::string::npos);

    write_file(scratch("torn"), bytes.substr(0, bytes.size() - 5));
    const Finished torn = run({"replay", scratch("torn"), "--verify"});
    CAPTURE(torn.out, torn.err);
    CHECK(torn.code == 0);
    CHECK(torn.err.find("torn") != std::string::npos);
}

TEST_CASE("an answer altered with its checksum mended names the week and the first field that differs", "[cli][replay]") {
    const std::string path = journal_of("to-alter", "tcp", "7");
    const auto file = chokepoint::journal::open_journal(path);
    REQUIRE(file.ok());
    std::vector<chokepoint::JournalRecord> records;
    int altered_week = 0;
    for (const auto& entry : file->entries()) {
        records.push_back(file->record(entry));
        auto* phase = std::get_if<chokepoint::PhaseRecord>(&records.back());
        if (phase == nullptr || altered_week > 0 || phase->week < 2) continue;
        for (chokepoint::SeatAnswer& seat : phase->answers)
            for (chokepoint::Message& message : seat.answer.messages)
                if (message.kind == chokepoint::MessageKind::order && altered_week == 0) {
                    message.order.value += 1.0;
                    altered_week = phase->week;
                }
    }
    REQUIRE(altered_week > 0);
    write_file(scratch("altered"), chokepoint::journal::journal_bytes(file->header(), records));
    const Finished replayed = run({"replay", scratch("altered"), "--verify"});
    CAPTURE(replayed.out, replayed.err);
    CHECK(replayed.code == 1);
    CHECK(replayed.err.find("week " + std::to_string(altered_week)) != std::string::npos);
    CHECK(replayed.err.find("order.value") != std::string::npos);  // of the answer
    CHECK(replayed.err.find("world.") != std::string::npos);       // and of the game
}

TEST_CASE("a journal is never overwritten", "[cli][run]") {
    const std::string path = journal_of("kept", "inproc", "3");
    const std::string before = read_file(path);
    CHECK(run({"run", april_2025(), "--weeks", "2", "--journal", path}).code != 0);
    CHECK(read_file(path) == before);
}

TEST_CASE("demo without a display shows the board and ends by itself", "[cli][demo]") {
    const Finished finished = run({"demo", "--weeks", "3", "--speed", "1000", "--board"});
    CAPTURE(finished.err);
    CHECK(finished.code == 0);
    CHECK(finished.out.find("digest") != std::string::npos);
}
