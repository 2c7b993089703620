// A game asks the system for no memory once it runs: what a week needs lies in the state, the observation and the stack, so that
// threads of a sweep share no allocator. Counted in a program of its own, whose `new` counts.
#include <cstdlib>
#include <memory>
#include <new>
#include <string>

#include "engine/game/play.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"

namespace {

thread_local long long asked_for = 0;

void* counted(std::size_t bytes) {
    ++asked_for;
    if (void* memory = std::malloc(bytes > 0 ? bytes : 1)) return memory;
    throw std::bad_alloc();
}

void* counted(std::size_t bytes, std::align_val_t alignment) {
    ++asked_for;
    const auto align = static_cast<std::size_t>(alignment);
    if (void* memory = std::aligned_alloc(align, (bytes + align - 1) / align * align)) return memory;
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes); }
void* operator new[](std::size_t bytes) { return counted(bytes); }
void* operator new(std::size_t bytes, std::align_val_t alignment) { return counted(bytes, alignment); }
void* operator new[](std::size_t bytes, std::align_val_t alignment) { return counted(bytes, alignment); }
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return ++asked_for, std::malloc(bytes > 0 ? bytes : 1); }
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return ++asked_for, std::malloc(bytes > 0 ? bytes : 1); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace chokepoint::test {
namespace {

// What a game asked for in its first week, and in all that came after.
struct Asked {
    long long at_first = 0, later = 0;
    std::int32_t agreements = 0;
};

Asked in_a_game_of(const Setup& setup, const std::vector<std::string>& strategies, std::uint64_t seed) {
    auto cast = make_cast(setup, players(), strategies);
    REQUIRE(cast);
    auto game = std::make_unique<Game>(start_game(setup, seed));
    std::vector<Mind> minds(setup.params.seats);
    Asked asked;
    bool is_first = true;
    const long long before = asked_for;
    PlayHooks hooks;
    hooks.week_closed = [&](const Game&) {
        if (is_first) asked.at_first = asked_for - before;
        is_first = false;
        return true;
    };
    play(setup, *game, *cast, minds, hooks);
    asked.later = asked_for - before - asked.at_first;
    asked.agreements = game->world.tally.agreements;
    return asked;
}

}  // namespace

TEST_CASE("the count of allocations sees them", "[allocations]") {
    const long long before = asked_for;
    void* const memory = ::operator new(800);  // called by its name: a compiler may not leave it out
    CHECK(asked_for == before + 1);
    ::operator delete(memory);
}

// Who looks ahead imagines worlds, and holds them in memory of their own.
TEST_CASE("after its first week a game asks for no memory, whoever plays but those who look ahead", "[allocations]") {
    const auto setup = make_setup(*codec::load_scenario(std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/scenarios/april-2025.textproto"));
    REQUIRE(setup);
    const std::vector<std::vector<std::string>> casts{{}, {"bayesian", "bayesian"}, {"hawk", "grim"}, {"micro", "conceder"}, {"tit-for-tat", "opportunist"}};
    for (const auto& strategies : casts) {
        std::int32_t agreements = 0;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            const Asked asked = in_a_game_of(**setup, strategies, seed);
            CAPTURE(strategies, seed);
            CHECK(asked.later == 0);
            agreements += asked.agreements;
        }
        CHECK(agreements > 0);  // it was a game of talks
    }
}

}  // namespace chokepoint::test
