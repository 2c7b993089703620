// Scenarios with one thing wrong each: the fault that is reported is that one, at that line, and no other.
#include <string>

#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;

namespace {

struct BadScenario {
    const char* name;
    int line;
    const char* piece;  // of the message
};

const BadScenario bad_scenarios[] = {
    {"syntax_missing_brace", 10, "Expected"},
    {"syntax_bad_number", 7, "Expected integer"},
    {"unknown_field", 7, "did you mean 'weeks'"},
    {"unknown_field_in_part", 86, "unknown field 'colour' in FacilitySpec"},
    {"field_twice", 4, "specified multiple times"},
    {"unknown_product", 31, "unknown Product 'metal_nd'"},
    {"unknown_region", 86, "unknown Region 'chin'"},
    {"missing_status", 134, "missing FigureStatus"},
    {"missing_value", 133, "missing value"},
    {"missing_source", 135, "missing source"},
    {"missing_unit", 108, "missing unit"},
    {"missing_figure", 100, "utilisation: missing"},
    {"missing_rule", 230, "freight: missing"},
    {"empty_source", 109, "has no source"},
    {"value_above_high", 110, "outside low"},
    {"low_above_high", 111, "is above high"},
    {"not_finite", 134, "not a finite number"},
    {"no_such_date", 6, "is no date"},
    {"weeks_out_of_range", 7, "must be 1 to 5200"},
    {"rounds_out_of_range", 8, "must be 1 to 8"},
    {"turn_too_long", 8, "must be 1 to 26"},
    {"turn_of_no_weeks", 8, "must be 1 to 26"},
    {"composition_does_not_add_up", 11, "add up to 90"},
    {"sourcing_does_not_add_up", 128, "add up to 95"},
    {"sourcing_from_nowhere", 128, "no facility in brazil makes magnet_ndfeb"},
    {"need_without_sourcing", 112, "no sourcing row"},
    {"facility_of_unknown_firm", 86, "no firm 'taker'"},
    {"project_with_unknown_recipe", 176, "no recipe 'bake'"},
    {"firm_twice", 105, "appears twice"},
    {"firm_named_like_a_government", 105, "appears twice"},
    {"user_of_unknown_firm", 106, "no firm 'bus-works'"},
    {"seat_without_strategy", 76, "needs a default strategy"},
    {"seat_plays_the_record", 132, "no seat may default to it"},
    {"tariff_too_high", 156, "must be 0 to 1000"},
    {"tariff_ends_before_it_starts", 158, "is not after from"},
    {"record_does_not_add_up", 71, "add up to 99"},
    {"record_output_disagrees", 70, "facilities make 100"},
    {"recorded_policy_out_of_order", 171, "keep the order"},
    {"recorded_policy_wrong_name", 166, "is not what a set_tariff asks for"},
    {"agenda_with_unknown_role", 183, "has no seat"},
    {"issue_by_an_outsider", 189, "no party of this agenda"},
    {"issue_wrong_name", 185, "is not what a tariff_suspension asks for"},
    {"ladder_too_short", 190, "must be 2 to 8"},
    {"ladder_too_long", 190, "must be 2 to 8"},
    {"recipe_makes_the_impossible", 68, "cannot have output"},
    {"licence_without_materials", 160, "names materials"},
    {"transit_too_long", 130, "must be 0 to 8"},
    {"project_of_unknown_firm", 176, "no firm 'nobody'"},
    {"summit_eases_everything", 256, "must be 0 to 100"},
};

}  // namespace

TEST_CASE("each bad scenario fails at its own line for its own reason", "[codec][scenario][golden]") {
    for (const BadScenario& bad : bad_scenarios) {
        const std::string path =
            std::string(CHOKEPOINT_SOURCE_DIR) + "/tests/golden/bad_scenarios/" + bad.name + ".textproto";
        INFO(path);
        const auto scenario = codec::load_scenario(path);
        REQUIRE(!scenario);
        INFO(to_string(scenario.errors()));
        CHECK(scenario.errors().size() == 1);
        CHECK(scenario.error().file == path);
        CHECK(scenario.error().line == bad.line);
        CHECK(scenario.error().message.find(bad.piece) != std::string::npos);
    }
}
