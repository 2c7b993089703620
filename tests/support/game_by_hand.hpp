// A whole game moved by hand: what seats are made to say counts when the phase closes.
#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {

struct GameByHand {
    std::shared_ptr<Setup> setup;
    std::unique_ptr<Game> game;
    std::unique_ptr<Answers> answers = std::make_unique<Answers>();
    SeatId us, china, japan, eu;

    explicit GameByHand(std::shared_ptr<Setup> from = quiet_setup(), std::uint64_t seed = 1)
        : setup(std::move(from)), game(std::make_unique<Game>(start_game(*setup, seed))), us(seat(Government::us)),
          china(seat(Government::china)), japan(seat(Government::japan)), eu(seat(Government::eu)) {
        open_phase(*setup, *game);
    }
    SeatId seat(Government government) const { return setup->params.of(government).seat; }
    void say(SeatId by, const Message& message) { REQUIRE((*answers)[by].messages.push(message)); }
    // Ends the phase that is open and opens the one after it.
    void close() {
        close_phase(*setup, *game, *answers);
        for (Answer& answer : *answers) answer.clear();
        open_phase(*setup, *game);
    }
    void go_to(int week) {
        while (game->cursor.week < week) close();
    }
    std::unique_ptr<Observation> seen_by(SeatId by) const {
        auto seen = std::make_unique<Observation>();
        observe(*setup, *game, by, *seen);
        return seen;
    }
    const Talk& talk(std::size_t number = 0) const { return game->talks.talks[number]; }
    std::uint32_t newest_offer() const { return game->talks.offers.back().id; }
    // The number of the first talk at which a seat sits; talks in the open are numbered from 0.
    std::uint8_t table_of(SeatId by) const {
        const auto seen = seen_by(by);
        REQUIRE_FALSE(seen->talks.empty());
        return seen->talks[0].talk;
    }
};

}  // namespace chokepoint::test
