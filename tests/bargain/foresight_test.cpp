// Bargaining against the clock by parties who look ahead, against closed forms and against every other line of play.
#include <cmath>

#include "engine/base/rng.hpp"
#include "engine/bargain/aspiration.hpp"
#include "engine/bargain/equilibrium.hpp"
#include "engine/bargain/foresight.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::bargain;

namespace {

// A pie in many pieces: what the first gets the other lacks. Two issues, since one has at most 255 levels.
constexpr std::size_t coarse = 100, fine = 100;
struct OrderedPie {
    Domain domain{{coarse, fine}};
    std::vector<Party> parties;
    std::vector<RankedBids> ranked;

    OrderedPie(double first_discount, double second_discount, int rounds, double reservation = 0.0) {
        const double turns = 2.0 * rounds - 1.0;
        std::vector<std::vector<double>> own(2), other(2);
        for (std::size_t i = 0; i < coarse; ++i) {
            const double part = static_cast<double>(i) / coarse;
            own[0].push_back(part), other[0].push_back(1.0 - part);
        }
        for (std::size_t i = 0; i < fine; ++i) {
            const double part = static_cast<double>(i) / coarse / (fine - 1.0);
            own[1].push_back(part), other[1].push_back(-part);
        }
        // Given by the turn; the party counts by the whole time.
        parties.push_back({AdditiveUtility::as_given(own), reservation, std::pow(first_discount, turns)});
        parties.push_back({AdditiveUtility::as_given(other), reservation, std::pow(second_discount, turns)});
        for (const Party& party : parties) ranked.emplace_back(domain, party);
    }
    std::array<BidLine, 2> lines(int rounds) const { return foresighted_lines({&ranked[0], &ranked[1]}, parties, rounds); }
};
constexpr double piece = 1.0 / coarse / (fine - 1.0);

}  // namespace

TEST_CASE("with a far deadline the first turn divides the pie as Rubinstein's does", "[bargain][discount]") {
    for (const auto& [first, second] : {std::pair{0.9, 0.9}, {0.95, 0.8}, {0.7, 0.9}}) {
        constexpr int rounds = 60;
        const OrderedPie pie(first, second, rounds);
        const auto lines = pie.lines(rounds);
        const auto deal = negotiate(lines);
        CAPTURE(first, second);
        REQUIRE(deal);
        CHECK(deal->round == 0);  // who foresees the end does not wait for it
        CHECK(deal->by == 1);
        // Each turn may round by a piece.
        CHECK(pie.ranked[0].worth_of(deal->bid) == Approx(rubinstein_share(first, second)).margin(12 * piece));
    }
}

TEST_CASE("with few rounds it is Stahl's division, with reservation values at the deadline", "[bargain][discount]") {
    for (int rounds : {1, 2, 3, 5, 8})
        for (const double reservation : {0.0, 0.2}) {
            const OrderedPie pie(0.9, 0.8, rounds, reservation);
            const auto deal = negotiate(pie.lines(rounds));
            // By hand: what each has ahead, turn by turn from the last, which nobody answers.
            double ahead[] = {reservation, reservation};
            for (int turn = 2 * rounds - 2; turn >= 0; --turn) {
                const int mover = turn % 2, other = 1 - mover;
                const double discount[] = {0.9, 0.8};
                const double asked = ahead[other];  // by the turn in which it answers, undiscounted
                const double own = 1.0 - asked;
                if (own >= ahead[mover]) ahead[other] = asked, ahead[mover] = own;
                for (int k = 0; k < 2; ++k) ahead[k] *= turn > 0 ? discount[k] : 1.0;
            }
            CAPTURE(rounds, reservation);
            REQUIRE(deal);
            CHECK(deal->round == 0);
            CHECK(pie.ranked[0].worth_of(deal->bid) == Approx(ahead[0]).margin(20 * piece));
        }
}

TEST_CASE("who can wait gets more, and both lose by waiting", "[bargain][discount]") {
    const auto share = [](double first, double second) {
        const OrderedPie pie(first, second, 30);
        return pie.ranked[0].worth_of(negotiate(pie.lines(30))->bid);
    };
    CHECK(share(0.95, 0.9) > share(0.9, 0.9));
    CHECK(share(0.9, 0.9) > share(0.9, 0.95));
    const OrderedPie pie(0.9, 0.9, 30);
    const Agreement early{0, 0, 1}, late{0, 29, 1};
    const Bid bid = bid_of(pie.domain, 5000);
    CHECK(pie.parties[0].of(bid, time_of(early, 2, 30)) > pie.parties[0].of(bid, time_of(late, 2, 30)));
    CHECK(time_of(late, 2, 30) == 1.0);
}

TEST_CASE("no line of play against a foresighted party pays more than foresight", "[bargain][discount]") {
    // Small enough for brute force: two rounds, nine bids; whatever a party lays down in its two turns, and whatever it asks.
    int beaten_by = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Rng rng(seed, 3, Purpose::noise);
        const Domain domain({3, 3});
        std::vector<Party> parties;
        std::vector<RankedBids> ranked;
        for (int k = 0; k < 2; ++k) {
            std::vector<std::vector<double>> worth(2);
            for (auto& issue : worth)
                for (int l = 0; l < 3; ++l) issue.push_back(rng.uniform());
            parties.push_back({AdditiveUtility::as_given(worth), rng.uniform(0.0, 0.8), rng.uniform(0.2, 1.0)});
        }
        for (const Party& party : parties) ranked.emplace_back(domain, party);
        const auto lines = foresighted_lines({&ranked[0], &ranked[1]}, parties, 2);
        const auto worth_to = [&](std::size_t k, const std::optional<Agreement>& deal) {
            if (!deal) return parties[k].reservation * parties[k].discount;
            return parties[k].of(bid_of(domain, deal->bid), time_of(*deal, 2, 2));
        };
        for (std::size_t k = 0; k < 2; ++k) {
            const double foreseen = worth_to(k, negotiate(lines));
            double best = -1.0;
            auto tried = lines;
            for (std::uint32_t a = 0; a < 9; ++a)
                for (std::uint32_t b = 0; b < 9; ++b)
                    for (std::size_t asked = 0; asked <= 9; ++asked)
                        for (std::size_t later = 0; later <= 9; ++later) {
                            const auto ask = [&](std::size_t i) { return i < 9 ? ranked[k].worth_at(i) : 1e9; };
                            tried[k].lays = {a, b};
                            tried[k].asks = {ask(asked), ask(later)};
                            best = std::max(best, worth_to(k, negotiate(tried)));
                        }
            CAPTURE(seed, k);
            CHECK(best <= foreseen + 1e-12);
            beaten_by += best < foreseen - 1e-12 ? 1 : 0;
        }
    }
    CHECK(beaten_by == 0);  // the tries hold foresight itself
}

TEST_CASE("who looks ahead lays down nothing that is worth less to it than no agreement", "[bargain][discount][unhappy]") {
    const Domain domain({2});
    const std::vector<Party> parties{{AdditiveUtility::as_given({{0.2, 0.8}}), 0.9, 1.0}, {AdditiveUtility::as_given({{0.1, 0.7}}), 0.0, 1.0}};
    const RankedBids first(domain, parties[0]), second(domain, parties[1]);
    const auto lines = foresighted_lines({&first, &second}, parties, 3);
    for (std::uint32_t bid : lines[0].lays) CHECK(bid == no_bid);
    CHECK_FALSE(negotiate(lines));
}
