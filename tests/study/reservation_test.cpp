// Reservation values from the model: the line and its zero are found again where they are known, and games say the same on
// any number of threads.
#include "engine/study/reservation/reservation.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"
#include "tests/support/world_fixture.hpp"

using namespace chokepoint;
using namespace chokepoint::study;

namespace {

// What bids would show if gains were a + b worth: with a share of each game's own, and rollouts of unequal noise.
struct Truth {
    double a = -0.2, b = 0.5;
    double of_game = 0.1, of_bid = 0.05;  // standard deviations
    std::size_t games = 16, bids = 12;

    double zero() const { return -a / b; }
};

std::vector<LinePoint> drawn(const Truth& truth, std::uint32_t sample) {
    std::vector<LinePoint> points;
    for (std::uint32_t game = 0; game < truth.games; ++game) {
        Rng rng(77, sample, Purpose::noise, game);
        const double shift = truth.of_game * rng.normal();
        for (std::size_t k = 0; k < truth.bids; ++k) {
            const double x = rng.uniform(-0.5, 1.0), error = rng.uniform(0.01, 0.2);
            points.push_back({x, truth.a + truth.b * x + shift + truth.of_bid * rng.normal() + error * rng.normal(), error, game});
        }
    }
    return points;
}

bool holds(const Estimate& estimate, double value) { return estimate.low <= value && value <= estimate.high; }

// The same as bids of the first government on an agenda whose best bid is worth 4.
std::vector<ValuedBid> bids_from(const std::vector<LinePoint>& points) {
    std::vector<ValuedBid> bids;
    for (const LinePoint& point : points) {
        ValuedBid bid;
        bid.game = static_cast<std::uint32_t>(point.game);
        bid.week = 6;
        bid.seat = 0;
        bid.best = 4.0;
        bid.closed = bid.best * point.x;
        bid.gain = bid.best * point.y;
        bid.error = bid.best * point.error;
        bid.in_force = 1.0;
        bid.is_known = true;
        bids.push_back(bid);
    }
    return bids;
}

RolloutSettings few_places() {
    RolloutSettings settings;
    settings.games = 2;
    settings.at_weeks = {2, 4};
    settings.bids = 3;
    settings.worlds = 2;
    settings.weeks = 3;
    return settings;
}

std::vector<ValuedBid> valued(const RolloutSettings& settings, unsigned jobs) {
    const auto bids = value_bids(test::april_2025(), settings, {test::players(), make_appraiser, jobs, {}});
    INFO((bids ? std::string() : to_string(bids.errors())));
    REQUIRE(bids.ok());
    return *bids;
}

}  // namespace

TEST_CASE("a line, its scatter and its zero are found again", "[study][reservation]") {
    Truth truth;
    truth.games = 400;
    const Line line = fit_line(drawn(truth, 0));
    CHECK(holds(line.intercept, truth.a));
    CHECK(holds(line.slope, truth.b));
    CHECK(holds(line.zero, truth.zero()));
    CHECK(line.rises());
    CHECK(line.scatter == Approx(std::hypot(truth.of_game, truth.of_bid)).epsilon(0.1));
    CHECK(line.zero.high - line.zero.low < 0.1);
    CHECK(line.points == 400 * truth.bids);
    CHECK(line.games == 400);
}

TEST_CASE("intervals by games hold the true zero about as often as they say, and those by bids do not", "[study][reservation]") {
    const Truth truth;
    int held = 0, held_by_bids = 0;
    constexpr std::uint32_t samples = 400;
    for (std::uint32_t sample = 0; sample < samples; ++sample) {
        std::vector<LinePoint> points = drawn(truth, sample);
        held += holds(fit_line(points).zero, truth.zero()) ? 1 : 0;
        for (std::size_t i = 0; i < points.size(); ++i) points[i].game = i;  // as if every bid were a game of its own
        held_by_bids += holds(fit_line(points).zero, truth.zero()) ? 1 : 0;
    }
    // 95 of 100 within what 400 samples can tell and few games cost.
    CHECK(held >= 0.91 * samples);
    CHECK(held <= 0.985 * samples);
    CHECK(held_by_bids < 0.85 * samples);
}

TEST_CASE("without a rise there is no reservation value to be had", "[study][reservation]") {
    Truth flat;
    flat.b = 0.0;
    const Line line = fit_line(drawn(flat, 3));
    CHECK_FALSE(line.rises());
    CHECK(std::isnan(line.zero.low));
    Truth falling;
    falling.b = -0.5;
    CHECK_FALSE(fit_line(drawn(falling, 3)).rises());
    CHECK(std::isnan(fit_line(std::vector<LinePoint>{{1.0, 1.0, 0.1, 0}, {1.0, 2.0, 0.1, 1}, {1.0, 0.0, 0.1, 2}}).slope.value));
}

TEST_CASE("points without error of their own have weight like others, and ties count as ties", "[study][reservation]") {
    std::vector<LinePoint> points = drawn({}, 5);
    points.front().error = 0.0;
    CHECK(std::isfinite(fit_line(points).slope.value));
    const std::vector<double> left{1.0, 2.0, 2.0, 3.0}, same{10.0, 20.0, 20.0, 30.0}, reverse{3.0, 2.0, 2.0, 1.0};
    CHECK(rank_correlation(left, same) == Approx(1.0));
    CHECK(rank_correlation(left, reverse) == Approx(-1.0));
}

TEST_CASE("a government's figure is the zero of its own bids, as a share of their best", "[study][reservation]") {
    const Truth truth;
    std::vector<ValuedBid> bids = bids_from(drawn(truth, 1));
    const Line line = fit_line(drawn(truth, 1));
    ValuedBid refused = bids.front();  // came into force in too few worlds: says nothing of the deal
    refused.is_known = false;
    refused.gain = 100.0;
    bids.push_back(refused);
    const auto found = reservations(test::april_2025(), bids);
    REQUIRE(found.size() == 1);
    CHECK(found[0].government == Government::us);
    CHECK(found[0].path == "governments[us].no_deal_worth");
    CHECK(found[0].verdict == ReservationVerdict::fitted);
    CHECK(found[0].line.zero.value == Approx(line.zero.value));
    CHECK(found[0].line.points == line.points);
    Truth flat;
    flat.b = 0.0;
    CHECK(reservations(test::april_2025(), bids_from(drawn(flat, 1)))[0].verdict == ReservationVerdict::open);
    Truth far;
    far.a = -2.0;
    CHECK(reservations(test::april_2025(), bids_from(drawn(far, 1)))[0].verdict == ReservationVerdict::beyond);
}

TEST_CASE("bids are valued the same on one thread and on two", "[study][reservation]") {
    const std::vector<ValuedBid> one = valued(few_places(), 1), two = valued(few_places(), 2);
    REQUIRE_FALSE(one.empty());
    CHECK(one == two);
}

TEST_CASE("bids are of talks with the rival alone, the best first, and some are poorer than all that it would offer", "[study][reservation]") {
    const Scenario& scenario = test::april_2025();
    const std::vector<ValuedBid> bids = valued(few_places(), 2);
    bool has_gain = false, in_force = false;
    std::size_t place = 0, most_bids = 0;
    for (std::size_t i = 0; i < bids.size(); ++i) {
        const AgendaSpec& agenda = scenario.agendas[bids[i].agenda];
        CHECK(agenda.parties.size() == 2);
        CHECK(bids[i].seat < scenario.governments.size());
        CHECK(std::count(agenda.parties.begin(), agenda.parties.end(), role_of(scenario, bids[i].seat)) == 1);
        CHECK(std::count(agenda.parties.begin(), agenda.parties.end(), "china") == 1);  // the rival of all, and itself of the U.S.
        CHECK((role_of(scenario, bids[i].seat) != "china" || std::count(agenda.parties.begin(), agenda.parties.end(), "us") == 1));
        CHECK(bids[i].closed <= bids[i].best + 1e-9);
        CHECK(bids[i].error >= 0.0);
        has_gain = has_gain || bids[i].gain != 0.0;
        in_force = in_force || bids[i].in_force > 0.0;
        const bool same_place = i > 0 && bids[i - 1].seat == bids[i].seat && bids[i - 1].agenda == bids[i].agenda && bids[i - 1].week == bids[i].week;
        place = same_place ? place + 1 : 0;
        most_bids = std::max(most_bids, place + 1);
        if (place > 0 && place < few_places().bids) CHECK(bids[i].closed <= bids[i - 1].closed + 1e-9);
    }
    CHECK(most_bids > few_places().bids);
    CHECK(has_gain);
    CHECK(in_force);
}

TEST_CASE("where parties have settled there is nothing to value", "[study][reservation]") {
    const Observation plain = [] {
        auto game = test::play_until(*test::april_setup(), test::cast_of(*test::april_setup()), 5, 1);
        open_phase(*test::april_setup(), *game.game);
        Observation seen;
        observe(*test::april_setup(), *game.game, 0, seen);
        return seen;
    }();
    const auto appraiser = make_appraiser(test::april_2025(), 0);
    CHECK(appraiser->appraise(plain, 0, 5).bids.size() > 5);
    CHECK(appraiser->appraise(plain, 0, 5).best > 0.0);
    Observation settled = plain;
    Agreement agreement;
    agreement.state = AgreementState::in_force;
    for (const SeatId party : {SeatId{0}, SeatId{1}}) REQUIRE(agreement.parties.push(party));
    REQUIRE(settled.record.agreements.push(agreement));
    CHECK(appraiser->appraise(settled, 0, 5).bids.empty());
}
