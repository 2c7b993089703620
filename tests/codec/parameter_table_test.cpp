// The tables of parameters: complete, in the schema's words, and the same in docs/parameters.
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <set>
#include <sstream>

#include "proto/codec/parameter_table.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;

namespace {

const std::filesystem::path source_dir = CHOKEPOINT_SOURCE_DIR;

Scenario shipped(const std::string& name) {
    auto scenario = codec::load_scenario((source_dir / "configs/scenarios" / (name + ".textproto")).string());
    if (!scenario) FAIL(to_string(scenario.errors()));
    return std::move(*scenario);
}

std::string written(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// The first line in which two texts differ, of both.
std::string first_difference_of(const std::string& file, const std::string& fresh) {
    std::istringstream left(file), right(fresh);
    std::string a, b;
    for (int line = 1;; ++line) {
        const bool more_a = static_cast<bool>(std::getline(left, a)), more_b = static_cast<bool>(std::getline(right, b));
        if (!more_a && !more_b) return "nowhere";
        if (!more_a || !more_b || a != b)
            return "line " + std::to_string(line) + ":\n  the file has  " + (more_a ? a : "(its end)") + "\n  it should be  " + (more_b ? b : "(its end)");
    }
}

}  // namespace

TEST_CASE("every figure of a scenario has a path that set_value takes, and a meaning in the schema", "[codec][parameters]") {
    Scenario scenario = shipped("april-2025");
    const auto all = codec::parameters_of(scenario);
    REQUIRE(all.size() > 500);
    std::set<std::string> paths;
    for (const codec::Parameter& one : all) {
        CAPTURE(one.path);
        CHECK(paths.insert(one.path).second);
        CHECK(!one.meaning.empty());
        std::ostringstream value;
        value << std::setprecision(17) << one.figure.value;
        const Status set = codec::set_value(scenario, one.path, value.str());
        if (!set) FAIL(one.path + ": " + to_string(set.errors()));
    }
    CHECK(codec::scenario_text(scenario) == codec::scenario_text(shipped("april-2025")));
}

TEST_CASE("a table against a base says what differs and nothing else", "[codec][parameters]") {
    const Scenario base = shipped("april-2025");
    Scenario other = base;
    other.name = "other";
    REQUIRE(codec::set_value(other, "rules.licensing.throughput", "30"));
    other.shocks.clear();
    const std::string text = codec::parameter_document(other, &base);
    CHECK(text.find("`rules.licensing.throughput` | 30 |") != std::string::npos);
    CHECK(text.find("`rules.licensing.nominal_weeks`") == std::string::npos);
    CHECK(text.find("- `shocks[mine_accident,australia].rate`") != std::string::npos);
}

TEST_CASE("docs/parameters is what the scenarios say today", "[codec][parameters]") {
    const Scenario base = shipped(std::string(codec::reference_scenario));
    for (const auto& entry : std::filesystem::directory_iterator(source_dir / "configs/scenarios")) {
        if (entry.path().extension() != ".textproto") continue;
        const Scenario scenario = shipped(entry.path().stem().string());
        const bool is_base = scenario.name == base.name;
        const auto file = source_dir / "docs/parameters" / (scenario.name + ".md");
        const std::string fresh = codec::parameter_document(scenario, is_base ? nullptr : &base);
        if (written(file) == fresh) continue;
        FAIL_CHECK("docs/parameters/" << scenario.name << ".md has drifted from its scenario, at " << first_difference_of(written(file), fresh)
                                      << "\nrun: build/release/bin/chokepoint scenarios --parameters " << scenario.name
                                      << " > docs/parameters/" << scenario.name << ".md");
    }
}
