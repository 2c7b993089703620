#include "engine/base/fixed_vec.hpp"

#include <cstring>
#include <type_traits>

#include "tests/support/catch.hpp"

using namespace chokepoint;

namespace {

struct Item {
    double tonnes = 3.0;  // a default that is not all zeroes
    std::int32_t week = 0;
    std::int32_t spare = 0;
    bool operator==(const Item&) const = default;
};
using Items = FixedVec<Item, 4>;

Items of(std::initializer_list<std::int32_t> weeks) {
    Items items;
    for (std::int32_t week : weeks) REQUIRE(items.push({1.0, week, 0}));
    return items;
}

// Equal contents must be equal bytes, whatever happened before.
bool same_bytes(const Items& a, const Items& b) { return std::memcmp(&a, &b, sizeof(Items)) == 0; }

}  // namespace

TEST_CASE("a fixed vector is plain bytes", "[base][fixed_vec]") {
    STATIC_REQUIRE(std::is_trivially_copyable_v<Items>);
    STATIC_REQUIRE(Items::capacity() == 4);
    CHECK(Items{}.empty());
    CHECK(Items{}.size() == 0);
}

TEST_CASE("overflow is an answer and changes nothing", "[base][fixed_vec]") {
    Items items = of({1, 2, 3, 4});
    const Items before = items;
    CHECK(items.full());
    CHECK_FALSE(items.push({9.0, 9, 0}));
    CHECK_FALSE(items.resize(5));
    CHECK(same_bytes(items, before));
}

TEST_CASE("slots that fall away are cleared to a fresh item", "[base][fixed_vec]") {
    Items items = of({1, 2, 3});
    SECTION("by resize") {
        REQUIRE(items.resize(1));
        CHECK(same_bytes(items, of({1})));
    }
    SECTION("by clear") {
        items.clear();
        CHECK(same_bytes(items, Items{}));
    }
    SECTION("by remove_if, keeping the order of the rest") {
        items.remove_if([](const Item& item) { return item.week == 2; });
        CHECK(same_bytes(items, of({1, 3})));
    }
    SECTION("by removing all") {
        items.remove_if([](const Item&) { return true; });
        CHECK(same_bytes(items, Items{}));
    }
    SECTION("by assigning fewer") {
        items.assign(of({7}));
        CHECK(same_bytes(items, of({7})));
    }
    SECTION("and assigning more keeps them all") {
        items.assign(of({4, 5, 6, 7}));
        CHECK(same_bytes(items, of({4, 5, 6, 7})));
    }
    SECTION("and what grows back is fresh") {
        REQUIRE(items.resize(1));
        REQUIRE(items.resize(3));
        CHECK(items[1] == Item{});
        CHECK(items[2] == Item{});
    }
}

TEST_CASE("iteration covers what is there, in order", "[base][fixed_vec]") {
    const Items items = of({5, 6, 7});
    std::int32_t next = 5;
    for (const Item& item : items) CHECK(item.week == next++);
    CHECK(next == 8);
    CHECK(items.back().week == 7);
    CHECK(items.data() == items.begin());
}
