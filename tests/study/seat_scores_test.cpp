// Scores by reference games of the same seed.
#include "engine/study/scoring/seat_scores.hpp"

#include "engine/study/facts/signed.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/moves.hpp"
#include "tests/support/players.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

constexpr std::uint64_t shown_seed = 1;
constexpr int shown_weeks = 26;

ReferenceSettings reference_settings(std::size_t games_per_agenda, unsigned jobs = 2) {
    ReferenceSettings settings;
    settings.roster = test::players();
    settings.jobs = jobs;
    settings.games_per_agenda = games_per_agenda;
    return settings;
}

const References& shown_references() {
    static const References references =
        *play_references(*test::april_setup(), reference_settings(6), {shown_seed, shown_weeks, shown_weeks});
    return references;
}

// Plays the shown game over again: no talks, and the deals signed in the week of reference deals.
Game played_under(const std::vector<Deal>& deals) {
    const Setup& setup = *test::april_setup();
    const Cast cast = test::cast_of(setup);
    Conduct conduct;
    conduct.no_talks = true;
    conduct.at_orders = [&](Run& run) {
        if (run.game().cursor.week != deal_week_of({shown_seed, shown_weeks, shown_weeks})) return;
        for (const Deal& deal : deals) CHECK(sign_for_all(run, deal.terms, deal.parties));
    };
    Run run(setup, cast, conduct, shown_seed, shown_weeks);
    while (run.play_week()) {
    }
    return run.game();
}

SeatId seat_named(std::string_view role) { return seat_of(test::april_2025(), role); }

}  // namespace

TEST_CASE("a score is the share of the room that was used, below nothing and above all of it too", "[study][scores]") {
    const Yardstick yardstick{-40.0, -20.0, 60.0};
    CHECK(yardstick.has_room());
    CHECK(yardstick.score(-30.0) == Approx(0.5));
    CHECK(yardstick.score(-40.0) == 0.0);
    CHECK(yardstick.score(-20.0) == 1.0);
    CHECK(yardstick.score(-50.0) == Approx(-0.5));
    CHECK(yardstick.score(0.0) == Approx(2.0));
}

TEST_CASE("where deals could bring a seat next to nothing there is no room for a score", "[study][scores]") {
    // Less than a unit, whatever the spread.
    CHECK_FALSE(Yardstick{5.0, 5.0, 0.0}.has_room());
    CHECK(Yardstick{5.0, 5.0, 0.0}.score(5.5) == Approx(0.5));
    // Noveon in April 2025, seed 7: nothing to gain and twenty million to lose.
    const Yardstick noveon{35.8, 35.8, 20.6};
    CHECK_FALSE(noveon.has_room());
    CHECK(noveon.score(23.8) > -6.0);
    // Shin-Etsu, same game: 2.4 to gain on a scale of a hundred. Not even the worst reference game falls under minus ten.
    const Yardstick shin_etsu{136.5, 138.9, 106.5};
    CHECK_FALSE(shin_etsu.has_room());
    CHECK(shin_etsu.score(138.9 - 106.5) > -10.0);
    // A tenth of the spread is room, and then the score is by the room itself.
    const Yardstick small{0.0, 10.0, 100.0};
    CHECK(small.has_room());
    CHECK(small.score(5.0) == Approx(0.5));
}

TEST_CASE("no seat that has room is worse than its references by more than ten times the room", "[study][scores]") {
    const References& references = shown_references();
    int with_room = 0;
    for (std::size_t i = 0; i < references.best.size(); ++i) {
        const auto seat = static_cast<SeatId>(i);
        CAPTURE(i);
        const Yardstick yardstick = yardstick_of(references, seat);
        with_room += yardstick.has_room();
        for (const ReferenceGame& game : references.games) CHECK(yardstick.score(game.values[seat]) >= -10.0);
    }
    CHECK(with_room > 5);
    CHECK(yardstick_of(references, seat_named("us")).has_room());
    CHECK(yardstick_of(references, seat_named("china")).has_room());
}

TEST_CASE("in the game without a deal nobody talks and nobody agrees, and everybody scores nothing", "[study][scores]") {
    const Game game = played_under({});
    CHECK(game.world.agreements.empty());
    CHECK(game.world.tally.agreements == 0);
    for (const Talk& talk : game.talks.talks) CHECK_FALSE(talk.open);
    CHECK(game.talks.offers.empty());
    const GameScores scores = seat_scores(*test::april_setup(), game, shown_references());
    CHECK(scores.shared_value == 0.0);
    for (const SeatScore& seat : scores.seats) {
        CHECK(seat.value == seat.no_deal);
        CHECK(seat.score == 0.0);
        CHECK_FALSE(seat.promises_kept);
    }
}

TEST_CASE("the best feasible game scores one, and nobody is worse off for its deals but perhaps the seat", "[study][scores]") {
    const Setup& setup = *test::april_setup();
    const References& references = shown_references();
    int by_deal = 0;
    for (const char* role : {"us", "china", "lockheed-martin"}) {
        CAPTURE(role);
        const SeatId seat = seat_named(role);
        const ReferenceGame& best = references.games[references.best[seat]];
        CAPTURE(best.name);
        REQUIRE(yardstick_of(references, seat).has_room());
        if (best.deals.empty()) continue;
        ++by_deal;
        const GameScores scores = seat_scores(setup, played_under(best.deals), references);
        CHECK(scores.seats[seat].score == 1.0);
        for (const Deal& deal : best.deals)
            for (const SeatId party : deal.parties)
                if (party != seat) CHECK(scores.seats[party].score >= 0.0);
    }
    CHECK(by_deal > 0);
}

TEST_CASE("best feasible is never under no deal nor under what bots reach", "[study][scores]") {
    const References& references = shown_references();
    REQUIRE(references.best.size() == test::april_setup()->params.seats);
    for (std::size_t i = 0; i < references.best.size(); ++i) {
        const auto seat = static_cast<SeatId>(i);
        CHECK(references.best_feasible(seat) >= references.no_deal(seat));
        CHECK(references.best_feasible(seat) >= references.of_bots(seat));
    }
    CHECK(references.games[References::bots_game].deals.empty());
    CHECK(references.games.back().name == "all settled");
}

TEST_CASE("references are bit for bit the same for any number of threads", "[study][scores]") {
    const auto values = [](unsigned jobs) {
        const auto references = play_references(*test::april_setup(), reference_settings(3, jobs), {5, 10, 8});
        REQUIRE(references.ok());
        std::vector<std::vector<double>> found;
        std::vector<std::string> names;
        for (const ReferenceGame& game : references->games) found.push_back(game.values), names.push_back(game.name);
        return std::make_tuple(found, names, references->best);
    };
    const auto one = values(1);
    CHECK(values(2) == one);
    CHECK(values(7) == one);
}

// Values of different seats are not to be compared, scores are: the hand is told by the economy behind it.
TEST_CASE("a weak hand can win: a government of a smaller economy has a higher score than one of a larger", "[study][scores]") {
    const Setup& setup = *test::april_setup();
    const Game game = *test::play_until(setup, test::cast_of(setup), shown_seed, shown_weeks).game;
    const auto references = play_references(setup, reference_settings(6), key_of(game));
    REQUIRE(references.ok());
    const GameScores scores = seat_scores(setup, game, *references);
    int won = 0, lost = 0;
    const std::size_t governments = setup.scenario.governments.size();
    for (std::size_t weak = 0; weak < governments; ++weak)
        for (std::size_t strong = 0; strong < governments; ++strong) {
            const SeatScore &of_weak = scores.seats[weak], &of_strong = scores.seats[strong];
            if (!of_weak.has_room || !of_strong.has_room || of_weak.score < 0.1) continue;
            if (setup.scenario.governments[weak].gdp.value >= 0.5 * setup.scenario.governments[strong].gdp.value) continue;
            won += of_weak.score > of_strong.score ? 1 : 0;
            lost += of_weak.score < of_strong.score ? 1 : 0;
        }
    CAPTURE(lost);
    CHECK(won >= 1);
}

TEST_CASE("a seat whose agreement left it worse off scores below zero", "[study][scores]") {
    const SeatId us = seat_named("us"), china = seat_named("china");
    Deal gift;
    REQUIRE(gift.parties.push(china));
    REQUIRE(gift.parties.push(us));
    REQUIRE(gift.terms.push(test::make_term(TermKind::purchase, china, us, 25.0, Good::farm_goods, shown_weeks)));
    const Game game = played_under({gift});
    const GameScores scores = seat_scores(*test::april_setup(), game, shown_references());
    CHECK(scores.seats[china].score < 0.0);
    CHECK(scores.seats[china].promises_kept);
    CHECK_FALSE(scores.seats[us].promises_kept);
}

TEST_CASE("shared value is what governments gained together", "[study][scores]") {
    const Setup& setup = *test::april_setup();
    const References& references = shown_references();
    const Game game = played_under(references.games.back().deals);  // all settled
    const GameScores scores = seat_scores(setup, game, references);
    double sum = 0.0;
    for (std::size_t i = 0; i < scores.seats.size(); ++i)
        if (setup.params.is_government(static_cast<SeatId>(i))) sum += scores.seats[i].value - scores.seats[i].no_deal;
    CHECK(scores.shared_value == Approx(sum));
    CHECK(scores.shared_value > 0.0);
}

TEST_CASE("a book plays the references of a game once, and those of another apart", "[study][scores]") {
    ReferenceBook book(*test::april_setup(), reference_settings(0));
    const auto first = book.of({3, 4, 4}), again = book.of({3, 4, 4}), other = book.of({4, 4, 4});
    REQUIRE(first.ok());
    REQUIRE(other.ok());
    CHECK(first->get() == again->get());
    CHECK(first->get() != other->get());
    CHECK((*first)->games.size() == 2);  // no deals were asked for
}

TEST_CASE("percentiles count the bots' games with a lower score, and equals half", "[study][scores]") {
    const Setup& setup = *test::april_setup();
    GameScores scores;
    scores.seats.resize(setup.params.seats);
    const std::array<double, 3> own{1e9, -1e9, 0.0};
    for (std::size_t i = 0; i < scores.seats.size(); ++i) scores.seats[i].score = own[i % 3];
    REQUIRE(add_percentiles(setup, reference_settings(0), {9, 1, 1}, 2, scores).ok());  // a week: bots, too, have no deal
    const std::array<double, 3> rank{100.0, 0.0, 50.0};
    for (std::size_t i = 0; i < scores.seats.size(); ++i) CHECK(scores.seats[i].percentile == rank[i % 3]);
}
