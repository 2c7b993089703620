#include "engine/study/statistics.hpp"

#include <cmath>
#include <limits>

#include "tests/support/catch.hpp"

using namespace chokepoint::study;

TEST_CASE("quantiles lie between order statistics", "[study][statistics]") {
    CHECK(quantile({4.0, 1.0, 3.0, 2.0}, 0.5) == 2.5);
    CHECK(quantile({4.0, 1.0, 3.0, 2.0}, 0.0) == 1.0);
    CHECK(quantile({4.0, 1.0, 3.0, 2.0}, 1.0) == 4.0);
    CHECK(quantile({1.0, 2.0, 3.0, 4.0, 5.0}, 0.25) == 2.0);
    CHECK(quantile({7.0}, 0.9) == 7.0);
    CHECK(std::isnan(quantile({}, 0.5)));
}

TEST_CASE("a median's interval lies between two order statistics", "[study][statistics]") {
    // Ten values: P(Binomial(10, 1/2) <= 1) = 11/1024 = 0.011, <= 2: 0.055. So the second and the ninth.
    const Estimate ten = median_of({10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    CHECK(ten.value == 5.5);
    CHECK(ten.low == 2.0);
    CHECK(ten.high == 9.0);
    // Two hundred: the 86th and the 115th, as in tables of the sign test.
    std::vector<double> many;
    for (int i = 1; i <= 200; ++i) many.push_back(i);
    CHECK(median_of(many).low == 86.0);
    CHECK(median_of(many).high == 115.0);
    // Five cannot give 95 percent: the whole range, which holds it in 15 of 16.
    CHECK(median_of({3, 1, 2, 5, 4}).low == 1.0);
    CHECK(median_of({3, 1, 2, 5, 4}).high == 5.0);
    CHECK(std::isnan(median_of({3.0}).low));
    CHECK(std::isnan(median_of({}).value));
}

TEST_CASE("pairs are compared by their differences", "[study][statistics]") {
    const std::vector<double> left{11, 22, 33, 44}, right{10, 20, 30, 40};
    const Estimate shift = paired_shift(left, right);
    CHECK(shift.value == 2.5);
    // Differences 1 to 4: standard error sqrt(5/3 / 4), t(0.975, 3 degrees) = 3.182446.
    CHECK(shift.high - shift.value == Approx(3.182446 * std::sqrt(5.0 / 12.0)).epsilon(1e-6));
    CHECK(shift.low == Approx(2.0 * shift.value - shift.high));
}

TEST_CASE("an odds ratio has Woolf's interval", "[study][statistics]") {
    const Estimate ratio = odds_ratio({20, 80, 10, 90});
    CHECK(ratio.value == Approx(2.25));
    const double error = std::sqrt(1.0 / 20 + 1.0 / 80 + 1.0 / 10 + 1.0 / 90);
    CHECK(ratio.low == Approx(2.25 * std::exp(-1.959964 * error)).epsilon(1e-6));
    CHECK(ratio.high == Approx(2.25 * std::exp(1.959964 * error)).epsilon(1e-6));
    // An empty cell: one half to each.
    CHECK(odds_ratio({10, 0, 5, 5}).value == Approx(10.5 * 5.5 / (0.5 * 5.5)));
}

TEST_CASE("paired odds count the pairs that disagree", "[study][statistics]") {
    const Estimate ratio = paired_odds_ratio({9, 3});
    CHECK(ratio.value == Approx(3.0));
    CHECK(ratio.low < 1.0);  // 9 of 12: P(at least 9) = 0.073
    CHECK(mcnemar({9, 3}) == Approx(2.0 * (1 + 12 + 66 + 220) / 4096.0));
    CHECK(std::isinf(paired_odds_ratio({6, 0}).value));
    CHECK(paired_odds_ratio({6, 0}).low > 1.0);  // 2 / 2^6 = 0.03
    CHECK(paired_odds_ratio({5, 0}).low < 1.0);  // 2 / 2^5 = 0.06
    CHECK(std::isnan(paired_odds_ratio({0, 0}).value));
    CHECK(mcnemar({0, 0}) == 1.0);
    CHECK(mcnemar({4, 4}) == 1.0);
}

TEST_CASE("the ranked probability score is the distance less half the fair spread", "[study][statistics]") {
    // Members 0 and 2, value 1: mean distance 1; the two differ by 2, and half of the fair mean of that is 1.
    CHECK(crps(std::vector<double>{0.0, 2.0}, 1.0) == Approx(0.0));
    // Members 1, 2, 4 and value 3: distances 2, 1, 1; pairs differ by 1, 3, 2.
    CHECK(crps(std::vector<double>{4.0, 1.0, 2.0}, 3.0) == Approx(4.0 / 3.0 - 1.0));
    CHECK(crps(std::vector<double>{5.0}, 3.0) == 2.0);
    CHECK(crps(std::vector<double>{5.0, 5.0, 5.0}, 3.0) == Approx(2.0));
    CHECK(std::isnan(crps(std::vector<double>{}, 3.0)));
}

TEST_CASE("a wide ensemble around the value scores better than a sharp one far off", "[study][statistics]") {
    std::vector<double> wide, sharp;
    for (int i = -50; i <= 50; ++i) wide.push_back(10.0 + 0.1 * i), sharp.push_back(20.0 + 0.01 * i);
    CHECK(crps(wide, 10.0) < crps(sharp, 10.0));
}

TEST_CASE("errors in percent leave out what was zero", "[study][statistics]") {
    CHECK(mape(std::vector<double>{110, 90, 7}, std::vector<double>{100, 100, 0}).value() == Approx(10.0));
    CHECK_FALSE(mape(std::vector<double>{1, 2}, std::vector<double>{0, 0}).has_value());
    CHECK_FALSE(mape(std::vector<double>{}, std::vector<double>{}).has_value());
}

TEST_CASE("a correlation needs three points that vary", "[study][statistics]") {
    CHECK(correlation(std::vector<double>{1, 2, 3}, std::vector<double>{2, 4, 6}).value() == Approx(1.0));
    CHECK(correlation(std::vector<double>{1, 2, 3}, std::vector<double>{6, 4, 2}).value() == Approx(-1.0));
    // By hand: deviations (-1, 0, 1) and (-1, 1, 0): 1 / 2.
    CHECK(correlation(std::vector<double>{1, 2, 3}, std::vector<double>{1, 3, 2}).value() == Approx(0.5));
    CHECK_FALSE(correlation(std::vector<double>{1, 2}, std::vector<double>{1, 2}).has_value());
    CHECK_FALSE(correlation(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3}).has_value());
}

TEST_CASE("ranks count the members below and split ties", "[study][statistics]") {
    const std::vector<double> members{1, 2, 2, 3};
    CHECK(rank_of(members, 0.0) == 0.0);
    CHECK(rank_of(members, 2.0) == 2.0);
    CHECK(rank_of(members, 9.0) == 4.0);
    CHECK(rank_histogram(std::vector<double>{0, 1, 2, 3}, 3, 2) == std::vector<std::uint64_t>{2, 2});
    CHECK(rank_histogram(std::vector<double>{4.0, 4.0}, 4, 5) == std::vector<std::uint64_t>{0, 0, 0, 0, 2});
}

TEST_CASE("shares have exact intervals", "[study][statistics]") {
    CHECK(share_of(0, 10).high == Approx(0.3084971).epsilon(1e-6));
    CHECK(std::isnan(share_of(0, 0).value));
}
