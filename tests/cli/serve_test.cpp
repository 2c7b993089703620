// A game of several processes: every agent its own program, one of them killed.
#include <chrono>
#include <csignal>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;
using nlohmann::json;

namespace {

struct Served {
    std::unique_ptr<Background> server;
    std::string address, room;
};

Served serve(const std::vector<std::string>& more) {
    std::vector<std::string> words{"serve", april_2025(), "--listen", "127.0.0.1:0", "--seed", "7", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    Served served;
    served.server = std::make_unique<Background>(words);
    const std::string line = served.server->first_line();
    CAPTURE(line);
    const json first = json::parse(line);
    served.address = first.at("listen");
    served.room = first.at("rooms").at(0).at("code");
    return served;
}

std::vector<std::string> roles() {
    std::vector<std::string> names;
    const json game = json::parse(run({"run", april_2025(), "--weeks", "1", "--json"}).out);
    for (const json& seat : game["seats"]) names.push_back(seat["role"]);
    return names;
}

}  // namespace

TEST_CASE("every agent as its own process plays the game that runs in process", "[cli][serve][sim]") {
    const std::string journal_folder = scratch("journals");
    Served served = serve({"--weeks", "4", "--open", "all", "--start", "full", "--journal-dir", journal_folder});
    std::vector<std::unique_ptr<Background>> agents;
    for (const std::string& role : roles())
        agents.push_back(std::make_unique<Background>(
            std::vector<std::string>{"agent", role, "--connect", served.address, "--room", served.room}));
    for (auto& agent : agents) {
        const Finished finished = agent->wait();
        CAPTURE(finished.err);
        CHECK(finished.code == 0);
    }
    const Finished finished = served.server->wait();
    CAPTURE(finished.out, finished.err);
    CHECK(finished.code == 0);
    const json alone = json::parse(run({"run", april_2025(), "--seed", "7", "--weeks", "4", "--json"}).out);
    CHECK(finished.out.find(alone["digest"].get<std::string>()) != std::string::npos);
}

TEST_CASE("killing one agent in mid-game leaves the game running with recorded passes", "[cli][serve][sim]") {
    const std::string folder = scratch("killed");
    Served served = serve({"--weeks", "600", "--open", "us,china", "--start", "full", "--journal-dir", folder});
    Background china({"agent", "china", "--connect", served.address, "--room", served.room});
    Background us({"agent", "us", "--connect", served.address, "--room", served.room});
    // The journal tells that the game is under way.
    for (int i = 0; i < 600 && read_file(folder + "/room-1.journal").size() < 300'000; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    us.kill_now();
    CHECK(us.wait().code == 128 + SIGKILL);
    const Finished china_end = china.wait();
    CAPTURE(china_end.err);
    CHECK(china_end.code == 0);
    const Finished finished = served.server->wait();
    CAPTURE(finished.out, finished.err);
    REQUIRE(finished.code == 0);
    const json room = json::parse(finished.out.substr(finished.out.find('\n') + 1)).at("rooms").at(0);
    CHECK(room["complete"] == true);
    CHECK(room["weeks"] == 600);
    CHECK(room["passes"].at(0).get<int>() > 0);   // the United States sat down first in the scenario
    CHECK(room["passes"].at(1).get<int>() == 0);
    CHECK(run({"replay", folder + "/room-1.journal", "--verify"}).code == 0);
}

TEST_CASE("a room that does not exist is refused in plain words", "[cli][serve]") {
    Served served = serve({"--weeks", "2", "--open", "us", "--start", "full"});
    const Finished wrong = run({"agent", "us", "--connect", served.address, "--room", "NOROOM"});
    CAPTURE(wrong.err);
    CHECK(wrong.code == 1);
    CHECK(wrong.err.find("NOROOM") != std::string::npos);
    const Finished role = run({"agent", "narnia", "--connect", served.address, "--room", served.room});
    CAPTURE(role.err);
    CHECK(role.code != 0);
    const Finished nobody = run({"agent", "us", "--connect", "127.0.0.1:1", "--room", served.room});
    CHECK(nobody.code == 1);
    const Finished good = run({"agent", "us", "--connect", served.address, "--room", served.room});
    CHECK(good.code == 0);
    CHECK(served.server->wait().code == 0);
}
