#include "engine/study/observed.hpp"

#include "engine/study/facts_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

Errors faults(const std::string& text) {
    const auto parsed = parse_observed(text, "r.csv");
    REQUIRE_FALSE(parsed.ok());
    return parsed.errors();
}

const std::string record_head = "date,series,value,unit\n";

}  // namespace

TEST_CASE("a record is read in any order of columns, with remarks and sources beside it",
          "[study][observed]") {
    const auto record = parse_observed(
        "# a remark\nsource,series,date,unit,value\n\"a, "
        "b\",magnet_exports_t:us,2025-06,t,3.5\n\nc,magnet_exports_t:us,2025-05-31,t,1e2\n"
        "d,licences_granted_share:eu,2025-06-04,percent,25",
        "r.csv");
    REQUIRE(record.ok());
    REQUIRE(record->size() == 3);
    CHECK((*record)[0].value == 100.0);  // by date within a series
    CHECK((*record)[0].period == *parse_period("2025-05"));
    CHECK((*record)[0].line == 5);
    CHECK((*record)[1].value == 3.5);
    CHECK((*record)[2].value == Approx(0.25));
}

TEST_CASE("faults of a record come all at once, with file and line", "[study][observed]") {
    const Errors errors = faults(record_head +
                                 "2025-05,magnet_export_t:us,1,t\n2025-02-30,magnet_exports_t:us,1,t\n"
                                 "2025-05,magnet_exports_t:us,1,kg\n2025-05,magnet_exports_t:us,lots,t\n"
                                 "2025-05,magnet_exports_t:us,-1,t\n");
    REQUIRE(errors.size() == 5);
    CHECK(errors[0].to_string().starts_with(
        "r.csv:2: unknown series 'magnet_export_t:us'; did you mean 'magnet_exports_t:us'?"));
    CHECK_THAT(errors[1].to_string(), test::contains("r.csv:3: '2025-02-30' is no date"));
    CHECK_THAT(errors[2].to_string(),
               test::contains("r.csv:4: unit 'kg' does not fit magnet_exports_t:us, which is in t"));
    CHECK_THAT(errors[3].to_string(), test::contains("r.csv:5: 'lots' is no number"));
    CHECK_THAT(errors[4].to_string(), test::contains("r.csv:6: the value -1 is below zero"));
}

TEST_CASE("a value stands once", "[study][observed]") {
    const Errors errors =
        faults(record_head + "2025-05,magnet_exports_t:us,1,t\n2025-05-31,magnet_exports_t:us,2,t\n");
    REQUIRE(errors.size() == 1);
    CHECK_THAT(errors[0].to_string(),
               test::contains("r.csv:3: magnet_exports_t:us of 2025-05-31 stands already in line 2"));
}

TEST_CASE("files that are no record say so", "[study][observed]") {
    CHECK_THAT(faults("").front().to_string(), test::contains("r.csv: is empty"));
    CHECK_THAT(faults("date,series,value\n1,2,3\n").front().to_string(),
               test::contains("r.csv:1: the head line lacks 'unit'"));
    CHECK_THAT(faults(record_head).front().to_string(), test::contains("holds no values"));
    CHECK_THAT(faults(record_head + "2025-05,\"magnet,1,t\n").front().to_string(),
               test::contains("r.csv:2: a quotation mark"));
    CHECK_THAT(faults(record_head + "2025-05,magnet_exports_t:us\n").front().to_string(),
               test::contains("r.csv:2: "));
    CHECK_THAT(faults(record_head + "2025-05,magnet_exports_t:us,nan,t\n").front().to_string(),
               test::contains("no number"));
    CHECK_FALSE(load_observed("/nowhere/at-all.csv").ok());
    CHECK_FALSE(load_observed("/tmp").ok());
}

TEST_CASE("the record that ships is sound", "[study][observed]") {
    const auto record =
        load_observed(std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/observed/april-2025.csv");
    INFO((record ? std::string() : to_string(record.errors())));
    REQUIRE(record.ok());
    CHECK(record->size() > 30);
}

TEST_CASE("the table of facts that ships names each fact once", "[study][observed]") {
    const auto table = load_facts_table(std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/targets/facts.csv");
    INFO((table ? std::string() : to_string(table.errors())));
    REQUIRE(table.ok());
    REQUIRE(table->size() == 18);
    for (int id = 1; id <= 18; ++id) CHECK((*table)[static_cast<std::size_t>(id - 1)].id == id);
}

TEST_CASE("a table of facts with faults is refused with their lines", "[study][observed]") {
    const std::string columns = "id,name,scenario,bound,recorded,source\n";
    const auto table =
        parse_facts_table(columns + "1,a,b,c,d,e\n1,a,b,c,d,e\n99,a,b,c,d,e\n2,a,b,c,,e\n", "f.csv");
    REQUIRE_FALSE(table.ok());
    const std::string all = to_string(table.errors());
    CHECK_THAT(all, test::contains("f.csv:3: fact 1 stands here twice"));
    CHECK_THAT(all, test::contains("f.csv:4: '99' is no number of a fact"));
    CHECK_THAT(all, test::contains("f.csv:5: fact 2 has an empty cell"));
    CHECK_THAT(all, test::contains("f.csv: fact 18 is missing"));
}
