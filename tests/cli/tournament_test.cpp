// A tournament as a user runs it: what it prints and writes, the same on any number of threads, and what is
// wrong with a design, by file and line.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;

namespace {

// Line 1 the name, 2 the scenario, 3 the row, 4 the column, 5 games.
std::string design(const std::string& file, const std::string& row, const std::string& column,
                   const std::string& games = "games: 3", const std::string& more = "") {
    const std::string path = scratch(file);
    write_file(path, "name: \"small\"\nscenario: \"" + april_2025() + "\"\nrow { " + row + " }\ncolumn { " +
                         column + " }\n" + games + "\nweeks: 12\nseed: 5\n" + more + "\n");
    return path;
}

std::string small_tournament() {
    return design("small-tournament.textproto", "strategies: [\"hawk\", \"dove\"]",
                  "strategies: [\"conceder\", \"passive\"]", "games: 3",
                  "agents { seat: \"eu\" strategy: \"hawk\" }");
}

// What `tournament` and `check` say of a bad design.
std::string refused(const std::string& path) {
    const Finished played = run({"tournament", path}), checked = run({"check", path});
    CHECK(played.code == 2);
    CHECK(played.out.empty());
    CHECK(checked.code == 2);
    CHECK(checked.err == played.err);
    return played.err;
}

}  // namespace

TEST_CASE("a tournament prints a matrix, an equilibrium and ranks, and writes them down",
          "[cli][tournament][sim]") {
    const std::string file = small_tournament(), folder = scratch("small-tournament");
    const Finished done = run({"tournament", file, "--out", folder, "--jobs", "1", "--json"});
    CAPTURE(done.err);
    REQUIRE(done.code == 0);
    const auto json = nlohmann::json::parse(done.out);
    CHECK(json["scenario"] == "april-2025");
    CHECK(json["seats"]["row"] == "us");  // left out of the design
    CHECK(json["seats"]["column"] == "china");
    CHECK(json["strategies"]["column"] == std::vector<std::string>{"conceder", "passive"});
    CHECK(json["agents"]["eu"] == "hawk");
    CHECK(json["games"] == 3);
    CHECK(json["seed"] == 5);
    CHECK(json["weeks"] == 12);
    REQUIRE(json["cells"].size() == 4);
    const auto& cell = json["cells"][1];
    CHECK(cell["row"] == "hawk");
    CHECK(cell["column"] == "passive");
    CHECK(cell["agreed"]["share"] == 0.0);  // nobody signs with who says nothing
    CHECK(cell["agreement_week"].is_null());
    CHECK(cell["payoffs"]["us"]["low"] <= cell["payoffs"]["us"]["mean"]);
    for (const char* side : {"row", "column"}) {
        double sum = 0.0;
        for (const auto& weight : json["equilibrium"][side]) sum += weight.get<double>();
        CHECK(sum == Approx(1.0));
        CHECK(json["equilibrium"]["regret"][side].get<double>() < 1e-6);
        CHECK(json["exploitability"][side].size() == 2);
        for (const auto& each : json["exploitability"][side]) CHECK(each["low"] <= each["high"]);
        CHECK(json["ranking"][side][0]["rank"] == 1);
        CHECK(json["ranking"][side][0]["field"]["mean"] >= json["ranking"][side][1]["field"]["mean"]);
    }
    CHECK_FALSE(json["equilibrium"]["method"].get<std::string>().empty());
    CHECK(read_file(folder + "/tournament.json") == done.out);
    CHECK_THAT(read_file(folder + "/tournament.md"), contains("| hawk |"));
    for (const char* table : {"payoffs.csv", "equilibrium.csv", "ranking.csv"})
        CHECK_THAT(read_file(folder + "/" + table), contains("hawk"));
    const bool has_picture = std::filesystem::exists(folder + "/matrix-us.png");
    if (has_picture)
        CHECK(read_file(folder + "/matrix-china.png").starts_with("\x89PNG"));
    else
        CHECK_THAT(done.err, contains("gnuplot"));

    const std::string again = scratch("small-tournament-2");
    const Finished two = run({"tournament", file, "--out", again, "--jobs", "2", "--json"});
    CHECK(two.out == done.out);
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        CHECK(read_file(entry.path().string()) == read_file(again + "/" + entry.path().filename().string()));
}

TEST_CASE("a line of games.csv names the plain game that it is of", "[cli][tournament][sim]") {
    const std::string folder = scratch("one-game");
    const std::string file =
        design("one-game.textproto", "strategies: \"dove\"", "strategies: \"hawk\"", "games: 1");
    const Finished done = run({"tournament", file, "--out", folder});
    CAPTURE(done.err);
    REQUIRE(done.code == 0);
    CHECK_THAT(done.out, contains("Payoff of china"));
    const std::string games = read_file(folder + "/games.csv");
    const std::string line = games.substr(games.find('\n') + 1);
    REQUIRE(line.starts_with("dove,hawk,0,"));
    const std::string seed = line.substr(12, line.find(',', 12) - 12);
    const Finished plain = run({"run", april_2025(), "--seed", seed, "--weeks", "12", "--agent", "us=dove",
                                "--agent", "china=hawk", "--json"});
    REQUIRE(plain.code == 0);
    CHECK_THAT(line, contains(nlohmann::json::parse(plain.out)["digest"].get<std::string>()));
}

TEST_CASE("the tournaments that ship are sound, and are named without a path", "[cli][tournament]") {
    const std::string folder = std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/tournaments/";
    for (const char* name : {"all-families", "quick"}) {
        for (const std::string& named : {std::string(name), folder + name + ".textproto"}) {
            const Finished done = run({"check", named});
            CAPTURE(done.err);
            CHECK(done.code == 0);
            CHECK_THAT(done.out, contains("sound: tournament of"));
        }
    }
    const Finished folder_in_the_way = run({"tournament", "quick", "--out", folder + "quick.textproto"});
    CHECK(folder_in_the_way.code == 2);  // found the design, and minds the folder before it plays
    CHECK_THAT(folder_in_the_way.err, contains("quick.textproto"));
}

TEST_CASE("a bad design is refused with its line and what would be right", "[cli][tournament]") {
    const std::string sound = "strategies: [\"hawk\", \"dove\"]";
    CHECK_THAT(refused(design("unknown.textproto", "strategies: [\"hawk\", \"hwak\"]", sound)),
               contains("unknown.textproto:3: row.strategies[1]: strategy 'hwak' cannot play us; known for "
                        "governments") &&
                   contains("tit-for-tat"));
    CHECK_THAT(
        refused(design("seat.textproto", sound, "seat: \"chian\" " + sound)),
        contains("seat.textproto:4: column.seat: no seat 'chian' in the scenario; did you mean 'china'?"));
    CHECK_THAT(refused(design("same.textproto", "seat: \"japan\" " + sound, "seat: \"japan\" " + sound)),
               contains("same.textproto:4: column.seat: 'japan' is the row's seat as well"));
    CHECK_THAT(refused(design("none.textproto", sound, sound, "games: 0")),
               contains("none.textproto:5: games: is 0; must be 1 to"));
    CHECK_THAT(refused(design("field.textproto", sound, sound, "games: 2\nround: 3")),
               contains("field.textproto:6: unknown field 'round' in TournamentDesign"));
    const Finished missing = run({"tournament", scratch("nowhere.textproto")});
    CHECK(missing.code == 2);
    CHECK_THAT(missing.err, contains("nowhere.textproto: cannot be read; name an existing design"));
    CHECK(run({"tournament", "no-such-design"}).code == 2);
}
