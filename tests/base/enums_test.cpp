#include "engine/base/enums.hpp"

#include "tests/support/catch.hpp"

namespace chokepoint::test {

CHOKEPOINT_ENUM(Colour, red, dark_green, blue)
CHOKEPOINT_ENUM(Only, one)

TEST_CASE("an enumeration knows its names both ways", "[base][enums]") {
    STATIC_REQUIRE(count_of<Colour> == 3);
    STATIC_REQUIRE(count_of<Only> == 1);
    CHECK(enum_table(Colour{}).name == "Colour");
    CHECK(name_of(Colour::dark_green) == "dark_green");
    CHECK(parse_enum<Colour>("blue") == Colour::blue);
    for (Colour colour : all_of<Colour>()) CHECK(parse_enum<Colour>(name_of(colour)) == colour);
}

TEST_CASE("a number without a name reads as a question mark, a name without a number as nothing", "[base][enums]") {
    CHECK(name_of(static_cast<Colour>(3)) == "?");
    CHECK_FALSE(parse_enum<Colour>("green").has_value());
    CHECK_FALSE(parse_enum<Colour>("").has_value());
    CHECK_FALSE(parse_enum<Colour>("Red").has_value());
    CHECK_FALSE(parse_enum<Colour>(" red").has_value());
}

TEST_CASE("all_of counts up from nought", "[base][enums]") {
    std::size_t next = 0;
    for (Colour colour : all_of<Colour>()) CHECK(index_of(colour) == next++);
    CHECK(next == 3);
}

}  // namespace chokepoint::test
