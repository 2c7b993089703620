// Self-interested parties under alternating offers, against closed forms.
#include "engine/base/rng.hpp"
#include "engine/bargain/aspiration.hpp"
#include "engine/bargain/equilibrium.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::bargain;

namespace {

// A pie: all of it to the one or to the other, and odds between.
std::vector<Point> pie_front() { return {{Bid{}, {1.0, 0.0}}, {Bid{}, {0.0, 1.0}}}; }

// Stahl's division of a pie: who proposes last takes all, and each round before leaves the other what waiting is worth.
double share_by_induction(double first, double second, int rounds) {
    double of_first = rounds % 2 == 1 ? 1.0 : 0.0;
    for (int round = rounds - 1; round >= 1; --round) of_first = round % 2 == 1 ? 1.0 - second * (1.0 - of_first) : first * of_first;
    return of_first;
}

}  // namespace

TEST_CASE("without end a pie is cut as Rubinstein says", "[bargain][equilibrium]") {
    for (double first : {0.5, 0.8, 0.9, 0.99, 0.999})
        for (double second : {0.5, 0.8, 0.9, 0.99, 0.999}) {
            CAPTURE(first, second);
            const Division cut = alternating_offers(pie_front(), {first, 0.0}, {second, 0.0}, 0);
            CHECK(cut.first == Approx(rubinstein_share(first, second)).margin(1e-6));
            CHECK(cut.first + cut.second == Approx(1.0));
        }
}

TEST_CASE("with a last round who proposes in it has all of what is left then", "[bargain][equilibrium]") {
    for (int rounds : {1, 2, 3, 4, 10, 11, 101}) {
        CAPTURE(rounds);
        CHECK(stahl_share(0.9, 0.8, rounds) == Approx(share_by_induction(0.9, 0.8, rounds)).epsilon(1e-12));
        CHECK(stahl_share(1.0, 1.0, rounds) == share_by_induction(1.0, 1.0, rounds));
        CHECK(alternating_offers(pie_front(), {0.9, 0.0}, {0.8, 0.0}, rounds).first == Approx(share_by_induction(0.9, 0.8, rounds)).epsilon(1e-12));
    }
    // A far deadline is no deadline.
    CHECK(alternating_offers(pie_front(), {0.9, 0.0}, {0.8, 0.0}, 1001).first == Approx(rubinstein_share(0.9, 0.8)).margin(1e-9));
}

TEST_CASE("patience pays, and so does an outside option at the end", "[bargain][equilibrium]") {
    const auto share = [](double discount, double reservation) { return alternating_offers(pie_front(), {discount, reservation}, {0.9, 0.0}, 4).first; };
    CHECK(share(0.95, 0.0) > share(0.9, 0.0));
    CHECK(share(0.9, 0.3) > share(0.9, 0.0));
    // Where both would rather leave than share, both have their outside options.
    const Division apart = alternating_offers(pie_front(), {1.0, 0.8}, {1.0, 0.8}, 4);
    CHECK(apart.first == 0.8);
    CHECK(apart.second == 0.8);
}

TEST_CASE("over many issues the division lies on the hull of the front, and nears Nash's as patience grows", "[bargain][equilibrium]") {
    Rng rng(5, 1, Purpose::noise);
    std::vector<Party> parties;
    for (int k = 0; k < 2; ++k) {
        std::vector<double> weights;
        std::vector<std::vector<double>> values;
        for (int i = 0; i < 4; ++i) {
            weights.push_back(rng.uniform(0.1, 1.0));
            values.emplace_back();
            for (int l = 0; l < 9; ++l) values.back().push_back(k == 0 ? l / 8.0 : 1.0 - l / 8.0);
        }
        parties.push_back({AdditiveUtility(weights, values, 0.0)});
    }
    const Solutions solved = solve(std::get<AdditiveUtility>(parties[0].utility).domain(), parties);
    const Division patient = alternating_offers(solved.front, {0.9999, 0.0}, {0.9999, 0.0}, 0);
    CHECK(patient.first * patient.second >= solved.nash.utilities[0] * solved.nash.utilities[1] - 1e-3);
    const Division eager = alternating_offers(solved.front, {0.5, 0.0}, {0.5, 0.0}, 0);
    CHECK(eager.first > patient.first);  // who opens gains from haste
}
