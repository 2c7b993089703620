// The instruction set that a user forces with CHOKEPOINT_ISA: it changes nothing but speed, and a wrong one is refused.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/base/lanes.hpp"
#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;
using chokepoint::instruction_sets;
using chokepoint::InstructionSet;
using chokepoint::name_of;

TEST_CASE("a game has the same digest under every instruction set", "[cli][run][lanes][digest]") {
    std::string first;
    for (InstructionSet set : instruction_sets()) {
        const std::string forced = "CHOKEPOINT_ISA=" + std::string(name_of(set));
        CAPTURE(forced);
        const Finished finished = run({"run", "april-2025", "--weeks", "8", "--seed", "7", "--unscored", "--json"}, {forced});
        CAPTURE(finished.err);
        REQUIRE(finished.code == 0);
        const std::string digest = nlohmann::json::parse(finished.out)["digest"];
        if (first.empty()) first = digest;
        CHECK(digest == first);
        CHECK_THAT(run({"--version"}, {forced}).out, contains("instruction set: " + std::string(name_of(set)) + "\n"));
    }
    CHECK(first.size() == 16);
}

TEST_CASE("an instruction set that there is not is refused at the start, with those that there are", "[cli][lanes]") {
    for (const char* words : {"run", "--version"}) {
        CAPTURE(words);
        const Finished finished = run({words}, {"CHOKEPOINT_ISA=pentium"});
        CHECK(finished.code == 2);
        CHECK(finished.out.empty());
        CHECK_THAT(finished.err, contains("chokepoint: CHOKEPOINT_ISA: no instruction set is called 'pentium'"));
        CHECK_THAT(finished.err, contains("generic"));
    }
    CHECK(run({"--version"}, {"CHOKEPOINT_ISA="}).code == 0);  // as good as none
    for (InstructionSet set : {InstructionSet::x86_64_v3, InstructionSet::x86_64_v4}) {
        const auto had = instruction_sets();
        if (std::find(had.begin(), had.end(), set) != had.end()) continue;
        const Finished finished = run({"--version"}, {"CHOKEPOINT_ISA=" + std::string(name_of(set))});
        CHECK(finished.code == 2);
        CHECK_THAT(finished.err, contains("this processor has no instruction set"));
    }
}
