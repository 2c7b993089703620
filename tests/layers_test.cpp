// Holds the tree to the architecture. The table arrives in the next commit.
#include "tests/support/catch.hpp"

TEST_CASE("the helpers build and run a test", "[tidy]") {
    CHECK_THAT("week 3", chokepoint::test::contains("3"));
}
