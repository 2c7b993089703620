#include "engine/base/scratch_vec.hpp"

#include "tests/support/catch.hpp"

namespace chokepoint::test {
namespace {

struct Sale {
    double tonnes = 1.0;  // would be made for every slot, were slots made before they are filled
    int buyer = 0;
};

}  // namespace

TEST_CASE("a scratch list holds what is pushed, in order, and nothing else", "[base]") {
    ScratchVec<Sale, 3> sales;
    CHECK(sales.empty());
    CHECK(sales.begin() == sales.end());
    sales.push_back({2.0, 7});
    REQUIRE(sales.push({3.0, 8}));
    REQUIRE(sales.size() == 2);
    CHECK(sales[1].buyer == 8);
    double tonnes = 0.0;
    for (const Sale& sale : sales) tonnes += sale.tonnes;
    CHECK(tonnes == 5.0);
}

TEST_CASE("a full scratch list refuses one more and keeps what it has", "[base]") {
    ScratchVec<Sale, 1> sales;
    sales.push_back({2.0, 7});
    CHECK_FALSE(sales.push({3.0, 8}));
    REQUIRE(sales.size() == 1);
    CHECK(sales[0].buyer == 7);
}

TEST_CASE("a copy of a scratch list holds the same", "[base]") {
    ScratchVec<Sale, 4> sales, copy;
    sales.push_back({2.0, 7});
    copy = sales;
    sales.push_back({3.0, 8});
    REQUIRE(copy.size() == 1);
    CHECK(copy[0].tonnes == 2.0);
}

}  // namespace chokepoint::test
