// The game as a value: plain bytes that can be copied at any moment, hashed, compared and played on.
#include <cstring>
#include <set>
#include <type_traits>

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {

TEST_CASE("the game is one trivially copyable value of at most 128 KiB", "[game][state]") {
    STATIC_REQUIRE(std::is_trivially_copyable_v<Game>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<Mind>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<Observation>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<Answer>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<Snapshot>);
    CHECK(sizeof(Game) <= 128 * 1024);
}

TEST_CASE("a world copied by what it is filled with is the same bytes, whichever world stood there before", "[game][state]") {
    const Setup& setup = *april_setup();
    const Played late = play_until(setup, cast_of(setup), 4, 12);
    const auto early = std::make_unique<Game>(start_game(setup, 3));
    const auto copy = std::make_unique<World>();
    for (const World* from : {&late.game->world, &early->world, &late.game->world}) {
        copy_filled(*copy, *from);
        CHECK(std::memcmp(copy.get(), from, sizeof(World)) == 0);
    }
}

TEST_CASE("the tables of the state leave no byte unaccounted for", "[game][state][digest]") {
    CHECK(covers_every_byte(table_of<Game>()));
    CHECK(covers_every_byte(table_of<World>()));
    CHECK(covers_every_byte(table_of<Talks>()));
    CHECK(covers_every_byte(table_of<Cursor>()));
}

TEST_CASE("the tables of what seats and watchers see leave no byte unaccounted for", "[game][state][digest]") {
    CHECK(covers_every_byte(table_of<Observation>()));
    CHECK(covers_every_byte(table_of<PublicView>()));
    CHECK(covers_every_byte(table_of<GovernmentView>()));
    CHECK(covers_every_byte(table_of<DeskView>()));
    CHECK(covers_every_byte(table_of<FirmView>()));
    CHECK(covers_every_byte(table_of<Snapshot>()));
    CHECK(covers_every_byte(table_of<Message>()));
    CHECK(covers_every_byte(table_of<Offer>()));
    CHECK(covers_every_byte(table_of<Outcomes>()));
}

TEST_CASE("the digest of a game changes with any leaf, and the difference names it", "[game][state][digest]") {
    const std::uint64_t seed = 11;
    CAPTURE(seed);
    const Setup& setup = *april_setup();
    const Played played = play_until(setup, cast_of(setup), seed, 3, 2);
    const auto original = std::make_unique<Game>(*played.game);
    const std::uint64_t before = digest_of(*original);
    int leaves = 0;
    each_leaf(*played.game, [&](const std::string& path, const Field& field, void* element) {
        if (++leaves % 7 != 0) return;  // a seventh of them: every row is still met many times
        std::array<std::byte, 8> kept;
        std::memcpy(kept.data(), element, field.stride);
        change_leaf(field, element, 0);
        const bool differs = digest_of(*played.game) != before;
        std::memcpy(element, kept.data(), field.stride);
        if (differs) return;
        CAPTURE(path);
        CHECK(differs);
    });
    CHECK(leaves > 5000);
    CHECK(digest_of(*played.game) == before);

    played.game->world.needs[12].stock_t[1] += 1.0;
    CHECK(first_difference(*original, *played.game).path == "world.needs[12].stock_t[1]");
}

TEST_CASE("the same seed gives the same game, another seed another", "[game][state][digest]") {
    const Setup& setup = *april_setup();
    const Cast cast = cast_of(setup);
    std::set<std::uint64_t> digests;
    for (std::uint64_t seed : {1ULL, 2ULL, 0xffffffffffffffffULL}) {
        CAPTURE(seed);
        const std::uint64_t first = digest_of(*play_until(setup, cast, seed, 5).game);
        CHECK(digest_of(*play_until(setup, cast, seed, 5).game) == first);
        CHECK(digests.insert(first).second);
    }
}

TEST_CASE("a game copied at any phase goes on to the same end as the original", "[game][state][digest]") {
    const std::uint64_t seed = GENERATE(3ULL, 4ULL);
    CAPTURE(seed);
    const Setup& setup = *april_setup();
    const Cast cast = cast_of(setup, seed == 4 ? "random" : "");
    const int phases = 6 * (setup.params.rounds + 1);
    const std::uint64_t end = digest_of(*play_until(setup, cast, seed, 0, phases).game);
    for (int at = 0; at < phases; ++at) {
        CAPTURE(at);
        Played branch = play_until(setup, cast, seed, 0, at);
        const bool is_open = at % 2 == 0;  // half of the copies are taken while a phase stands open
        if (is_open) open_phase(setup, *branch.game);
        auto copy = std::make_unique<Game>(*branch.game);
        std::memset(static_cast<void*>(branch.game.get()), 0x5a, sizeof(Game));  // nothing may point back
        const auto answers = std::make_unique<Answers>();
        for (int i = at; i < phases; ++i) {
            const Phase phase = open_phase(setup, *copy);
            ask_all(setup, *copy, phase, cast, branch.minds, *answers);
            close_phase(setup, *copy, *answers);
        }
        REQUIRE(digest_of(*copy) == end);
    }
}

TEST_CASE("opening a phase twice is opening it once", "[game][state]") {
    const std::uint64_t seed = 5;
    CAPTURE(seed);
    const Setup& setup = *april_setup();
    const Cast cast = cast_of(setup);
    Played played = play_until(setup, cast, seed, 0);
    const auto answers = std::make_unique<Answers>();
    for (int i = 0; i < 3 * (setup.params.rounds + 1); ++i) {
        CAPTURE(i);
        const Phase first = open_phase(setup, *played.game);
        const std::uint64_t opened = digest_of(*played.game);
        const Phase second = open_phase(setup, *played.game);
        CHECK(digest_of(*played.game) == opened);
        CHECK(first.kind == second.kind);
        CHECK(first.week == second.week);
        CHECK(first.round == second.round);
        CHECK(first.asked == second.asked);
        ask_all(setup, *played.game, first, cast, played.minds, *answers);
        CHECK(digest_of(*played.game) == opened);  // looking changes nothing
        close_phase(setup, *played.game, *answers);
    }
}

TEST_CASE("a week is the talk rounds and then the orders, and the game ends after its last week", "[game][state]") {
    const Setup& setup = *april_setup();
    auto game = std::make_unique<Game>(start_game(setup, 6, 2));
    const auto answers = std::make_unique<Answers>();
    for (int week = 1; week <= 2; ++week)
        for (int round = 1; round <= setup.params.rounds + 1; ++round) {
            const Phase phase = open_phase(setup, *game);
            CHECK(phase.week == week);
            CHECK(phase.round == round);
            CHECK(phase.kind == (round <= setup.params.rounds ? PhaseKind::talk : PhaseKind::orders));
            close_phase(setup, *game, *answers);
        }
    CHECK(open_phase(setup, *game).kind == PhaseKind::over);
    const std::uint64_t end = digest_of(*game);
    CHECK(open_phase(setup, *game).asked == 0);
    CHECK(digest_of(*game) == end);
    CHECK(outcomes(setup, *game).weeks == 2);
}

TEST_CASE("answers of seats that were not asked are ignored", "[game][state]") {
    const std::uint64_t seed = 7;
    CAPTURE(seed);
    const Setup& setup = *april_setup();
    auto game = std::make_unique<Game>(start_game(setup, seed));
    const Phase phase = open_phase(setup, *game);
    auto unasked = static_cast<SeatId>(setup.params.seats);  // where everybody is asked: one that nobody sits in
    REQUIRE(unasked < limits::seats);
    for (SeatId seat = 0; seat < setup.params.seats; ++seat)
        if ((phase.asked & bit(seat)) == 0) unasked = seat;
    auto silent = std::make_unique<Game>(*game);
    const auto answers = std::make_unique<Answers>();
    close_phase(setup, *silent, *answers);
    Message message;
    message.kind = MessageKind::statement;
    message.statement.due_week = 5;
    REQUIRE((*answers)[unasked].messages.push(message));
    close_phase(setup, *game, *answers);
    CHECK(first_difference(*game, *silent).path == "");
}

TEST_CASE("whoever is asked and says nothing has passed, and that is counted", "[game][state]") {
    const Setup& setup = *april_setup();
    auto game = std::make_unique<Game>(start_game(setup, 8));
    const auto answers = std::make_unique<Answers>();
    Message message;
    message.kind = MessageKind::statement;
    REQUIRE((*answers)[0].messages.push(message));
    const Phase phase = open_phase(setup, *game);
    close_phase(setup, *game, *answers);
    for (SeatId seat = 0; seat < setup.params.seats; ++seat) {
        CAPTURE(int{seat});
        CHECK(game->talks.passes[seat] == ((phase.asked & bit(seat)) != 0 && seat != 0 ? 1 : 0));
    }
}

TEST_CASE("what a seat sees does not depend on what was in the buffer before", "[game][state][fog]") {
    const std::uint64_t seed = 9;
    CAPTURE(seed);
    const Setup& setup = *april_setup();
    const Played played = play_until(setup, cast_of(setup, "random"), seed, 8, 2);
    open_phase(setup, *played.game);
    const auto dirty = std::make_unique<Observation>(), fresh = std::make_unique<Observation>();
    for (SeatId before = 0; before < setup.params.seats; ++before)
        for (SeatId seat = 0; seat < setup.params.seats; ++seat) {
            CAPTURE(int{before}, int{seat});
            *fresh = Observation{};
            observe(setup, *played.game, seat, *fresh);
            for (const auto& see : {observe, observe_next}) {
                observe(setup, *played.game, before, *dirty);
                see(setup, *played.game, seat, *dirty);
                const Difference left = first_difference(*fresh, *dirty);
                CAPTURE(left.path);
                REQUIRE(left.path.empty());
            }
        }
}

}  // namespace chokepoint::test
