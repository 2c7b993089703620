// Golden games: the digest of a whole game must be the one on record, on every compiler, build type and
// instruction set. To accept a change, put the digest that the failure prints into digests.txt and say why in the
// commit.
#include <fstream>
#include <sstream>

#include "engine/game/play.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"

using namespace chokepoint;

namespace {

std::string digest_of_game(const std::string& scenario, std::uint64_t seed, int weeks) {
    const auto read = codec::load_scenario(std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/scenarios/" + scenario + ".textproto");
    REQUIRE(read.ok());
    const auto setup = make_setup(*read);
    REQUIRE(setup.ok());
    const auto cast = make_cast(**setup, test::players(), {});
    REQUIRE(cast.ok());
    Game game = start_game(**setup, seed, weeks);
    std::vector<Mind> minds;
    play(**setup, game, *cast, minds);
    return format_digest(digest_of(game));
}

}  // namespace

TEST_CASE("golden games give the digests on record", "[golden][determinism]") {
    std::ifstream file(std::string(CHOKEPOINT_SOURCE_DIR) + "/tests/golden/digests.txt");
    REQUIRE(file.good());
    std::string line;
    int games = 0;
    while (std::getline(file, line)) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        std::string scenario, digest;
        std::uint64_t seed = 0;
        int weeks = 0;
        REQUIRE(words >> scenario >> seed >> weeks >> digest);
        CAPTURE(line);
        CHECK(digest_of_game(scenario, seed, weeks) == digest);
        ++games;
    }
    CHECK(games >= 1);
}
