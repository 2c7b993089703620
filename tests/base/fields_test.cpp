#include "engine/base/fields.hpp"

#include <limits>
#include <set>

#include "tests/support/catch.hpp"

namespace chokepoint::test {

CHOKEPOINT_ENUM(Mood, calm, angry)

struct Leaf {
    double amount = 0.0;
    std::int32_t week = 0;
    Mood mood = Mood::calm;
    bool is_public = false;
    std::array<std::uint8_t, 2> spare{};
};
CHOKEPOINT_FIELDS(Leaf, amount, week, mood, is_public, spare)

struct Tree {
    std::array<std::array<double, 2>, 3> grid{};
    FixedVec<Leaf, 4> leaves;
    std::array<Leaf, 2> pair{};
    std::uint64_t big = 0;
    std::int64_t deep = 0;
    std::uint32_t mask = 0;
    std::int16_t small = 0;
    std::uint16_t medium = 0;
};
CHOKEPOINT_FIELDS(Tree, grid, leaves, pair, big, deep, mask, small, medium)

struct Gap {
    double amount = 0.0;
    std::int32_t week = 0;  // four bytes of padding follow
};
CHOKEPOINT_FIELDS(Gap, amount, week)

struct Forgetful {
    std::int32_t first = 0, second = 0, third = 0;
};
CHOKEPOINT_FIELDS(Forgetful, first, third)

struct Outer {
    Gap gap;
};
CHOKEPOINT_FIELDS(Outer, gap)

struct Words {
    std::string name;
    std::vector<Leaf> leaves;
};
CHOKEPOINT_FIELDS(Words, name, leaves)

struct Wishes {
    std::optional<double> amount;
    std::optional<bool> is_public;
    std::int32_t week = 0;
};
CHOKEPOINT_FIELDS(Wishes, amount, is_public, week)

namespace {

Tree some_tree() {
    Tree tree;
    for (std::size_t i = 0; i < 3; ++i) tree.grid[i] = {1.0 + static_cast<double>(i), 0.0};
    REQUIRE(tree.leaves.push({1.5, 2, Mood::angry, true, {}}));
    REQUIRE(tree.leaves.push({2.5, 3, Mood::calm, false, {}}));
    tree.small = -7;
    return tree;
}

void change(const Field& field, void* element) {
    if (field.kind == FieldKind::f64) *static_cast<double*>(element) += 0.25;
    else *static_cast<std::uint8_t*>(element) ^= 1;
}

}  // namespace

TEST_CASE("a copy of what is filled is a copy, whatever stood there before", "[base][fields]") {
    struct Forest {
        Tree tree;
        FixedVec<std::int32_t, 2> years;
        std::uint64_t area = 0;
    };
    static const auto fields = std::to_array<Field>({detail::make_field<Tree>("tree", offsetof(Forest, tree)),
                                                     detail::make_field<FixedVec<std::int32_t, 2>>("years", offsetof(Forest, years)),
                                                     detail::make_field<std::uint64_t>("area", offsetof(Forest, area))});
    const StructTable table{"Forest", sizeof(Forest), fields};
    Forest empty{}, sparse{}, full{};
    sparse.tree.leaves.push_back({1.5, 3, Mood::angry, true, {}});
    sparse.tree.grid[2][1] = -0.0;
    sparse.area = 7;
    for (int i = 0; i < 4; ++i) full.tree.leaves.push_back({0.1 * i, i, Mood::angry, false, {}});
    full.years = {2025, 2026};
    full.tree.pair[1].amount = 4.0;
    full.tree.medium = 9;
    for (const Forest* from : {&empty, &sparse, &full})
        for (const Forest* before : {&empty, &sparse, &full}) {
            Forest to = *before;
            copy_filled(table, &to, from);
            CHECK(std::memcmp(&to, from, sizeof to) == 0);
        }
}

TEST_CASE("a table covers every byte or says that it does not", "[base][fields]") {
    CHECK(covers_every_byte(table_of<Leaf>()));
    CHECK(covers_every_byte(table_of<Tree>()));
    CHECK_FALSE(covers_every_byte(table_of<Gap>()));
    CHECK_FALSE(covers_every_byte(table_of<Forgetful>()));
    CHECK_FALSE(covers_every_byte(table_of<Outer>()));  // the gap is inside a member
}

TEST_CASE("the digest does not tell -0.0 from 0.0", "[base][fields][digest]") {
    Tree tree = some_tree(), negative = tree;
    negative.grid[1][1] = -0.0;
    negative.pair[0].amount = -0.0;
    CHECK(digest_of(tree) == digest_of(negative));
    CHECK(first_difference(tree, negative).path.empty());
    CHECK(leaf_hashes(table_of<Tree>(), &tree)[0].hash == leaf_hashes(table_of<Tree>(), &negative)[0].hash);
    negative.grid[1][1] = std::numeric_limits<double>::denorm_min();
    CHECK(digest_of(tree) != digest_of(negative));
}

TEST_CASE("the digest changes with any leaf, and the difference names it", "[base][fields][digest]") {
    const Tree original = some_tree();
    Tree changed = original;
    struct Context {
        const Tree& original;
        Tree& changed;
        std::set<std::uint64_t> digests;
        int leaves = 0;
    } context{original, changed, {}};
    context.digests.insert(digest_of(original));
    visit_leaves(
        table_of<Tree>(), &changed,
        [](void* at, const std::string& path, const Field& field, void* element) {
            Context& here = *static_cast<Context*>(at);
            std::array<std::byte, 8> kept;
            std::memcpy(kept.data(), element, field.stride);
            change(field, element);
            CAPTURE(path);
            CHECK(here.digests.insert(digest_of(here.changed)).second);
            const Difference found = first_difference(here.original, here.changed);
            CHECK(found.path == path);
            CHECK(found.right == leaf_text(field, element));
            std::memcpy(element, kept.data(), field.stride);
            ++here.leaves;
        },
        &context);
    CHECK(context.leaves == 6 + 4 * 6 + 5);
    CHECK(digest_of(changed) == digest_of(original));
}

TEST_CASE("lists of other lengths have other digests, even where the items say nothing", "[base][fields][digest]") {
    Tree tree = some_tree(), longer = tree;
    REQUIRE(longer.leaves.push({}));
    CHECK(digest_of(tree) != digest_of(longer));
    const Difference found = first_difference(tree, longer);
    CHECK(found.path == "leaves.size");
    CHECK(found.left == "2");
    CHECK(found.right == "3");
}

TEST_CASE("text counts with its length, so that neighbours cannot trade letters", "[base][fields][digest]") {
    struct Local {
        static Words make(std::string name, std::size_t leaves) { return {std::move(name), std::vector<Leaf>(leaves)}; }
    };
    CHECK(digest_of(Local::make("ab", 1)) != digest_of(Local::make("a", 1)));
    CHECK(digest_of(Local::make("ab", 1)) != digest_of(Local::make("ab", 2)));
    CHECK(digest_of(Local::make("ab", 1)) == digest_of(Local::make("ab", 1)));
}

TEST_CASE("the digest of known contents is pinned: journals depend on it", "[base][fields][digest]") {
    CHECK(format_digest(digest_of(Leaf{1.5, 2, Mood::angry, true, {}})) == "40b0f45f7799c6de");
    CHECK(format_digest(digest_of(some_tree())) == "7e526ead6d731ddd");
    CHECK(format_digest(0xabcULL) == "0000000000000abc");
}

TEST_CASE("leaf hashes name the rows in table order, and only the row that changed differs", "[base][fields]") {
    Tree tree = some_tree(), other = tree;
    const auto rows = leaf_hashes(table_of<Tree>(), &tree);
    std::vector<std::string> paths;
    for (const LeafHash& row : rows) paths.push_back(row.path);
    CHECK(paths == std::vector<std::string>{"grid[]", "leaves[].amount", "leaves[].week", "leaves[].mood",
                                            "leaves[].is_public", "leaves[].spare[]", "pair[].amount", "pair[].week",
                                            "pair[].mood", "pair[].is_public", "pair[].spare[]", "big", "deep",
                                            "mask", "small", "medium"});
    other.leaves[1].week = 99;
    const auto changed = leaf_hashes(table_of<Tree>(), &other);
    REQUIRE(changed.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(rows[i].path);
        CHECK((rows[i].hash != changed[i].hash) == (rows[i].path == "leaves[].week"));
    }
}

TEST_CASE("a leaf reads as text that says its value exactly", "[base][fields]") {
    Leaf leaf{0.1, -3, Mood::angry, true, {}};
    const auto text = [&](std::string_view name, const void* element) {
        return leaf_text(*table_of<Leaf>().find(name), element);
    };
    CHECK(text("amount", &leaf.amount) == "0.1");
    CHECK(text("week", &leaf.week) == "-3");
    CHECK(text("mood", &leaf.mood) == "angry");
    CHECK(text("is_public", &leaf.is_public) == "true");
    leaf.mood = static_cast<Mood>(9);
    CHECK(text("mood", &leaf.mood) == "9");
    CHECK(table_of<Leaf>().find("nobody") == nullptr);
}

TEST_CASE("what is left out is neither zero nor false, and has no number in its path", "[base][fields]") {
    Wishes none, nothing;
    nothing.amount = 0.0;
    nothing.is_public = false;
    CHECK(digest_of(none) != digest_of(nothing));
    CHECK(digest_of(none) == digest_of(Wishes{}));
    CHECK(first_difference(none, nothing).path == "amount.size");
    Wishes more = nothing;
    more.amount = 2.0;
    const Difference found = first_difference(nothing, more);
    CHECK(found.path == "amount");
    CHECK((found.left == "0" && found.right == "2"));
    const Field& amount = table_of<Wishes>().fields[0];
    CHECK(element_count(amount, &none) == 0);
    CHECK(element_count(amount, &more) == 1);
    CHECK_FALSE(amount.list->resize(&more.amount, 2));
    CHECK(amount.list->resize(&more.amount, 0));
    CHECK_FALSE(more.amount.has_value());
}

}  // namespace chokepoint::test
