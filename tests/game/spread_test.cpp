// Quantiles of a spread against the exact ones of all its values, and that order and division of the work do not matter.
#include "engine/game/spread.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint {
namespace {

constexpr double shares[] = {0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0};

Spread spread_of(const std::vector<double>& values) {
    Spread spread;
    for (const double value : values) spread.add(value);
    return spread;
}

// By linear interpolation between order statistics, with the neighbour that is the larger in size, which bounds the error.
struct Exact {
    double value, size;
};
Exact exact(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double low = sorted[below], high = sorted[std::min(below + 1, sorted.size() - 1)];
    return {low + (place - static_cast<double>(below)) * (high - low), std::max(std::abs(low), std::abs(high))};
}

// The same bits in everything that can be asked.
bool same(const Spread& left, const Spread& right) {
    for (const double share : shares)
        if (left.quantile(share) != right.quantile(share)) return false;
    return left.count() == right.count() && left.least() == right.least() && left.greatest() == right.greatest();
}

std::vector<double> drawn(std::size_t count, const std::function<double(Rng&)>& draw) {
    Rng rng(11, 0, Purpose::agent);
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(draw(rng));
    return values;
}

}  // namespace

TEST_CASE("quantiles of a spread keep to the error that it states", "[game][forecast]") {
    struct Case {
        const char* name;
        std::function<double(Rng&)> draw;
    };
    const Case cases[] = {
        {"prices", [](Rng& rng) { return rng.lognormal(900.0, 0.6); }},
        {"many scales", [](Rng& rng) { return rng.lognormal(1.0, 20.0); }},
        {"both signs", [](Rng& rng) { return 50.0 * rng.normal(); }},
        {"a few steps", [](Rng& rng) { return rng.chance(0.3) ? 137.0 : rng.chance(0.5) ? 22.0 : 0.0; }},
        {"a narrow band", [](Rng& rng) { return rng.uniform(99.9, 100.1); }},
    };
    for (const Case& each : cases)
        for (const std::size_t count : {1u, 2u, 3u, 64u, 20000u}) {
            std::vector<double> values = drawn(count, each.draw);
            const Spread spread = spread_of(values);
            std::sort(values.begin(), values.end());
            for (const double share : shares) {
                const Exact want = exact(values, share);
                INFO(each.name << ", " << count << " values, share " << share);
                CHECK(std::abs(spread.quantile(share) - want.value) <= Spread::relative_error_max * want.size);
            }
            CHECK(spread.count() == count);
            CHECK(spread.least() == values.front());
            CHECK(spread.greatest() == values.back());
        }
}

TEST_CASE("a spread is exact where no bucket holds more than two different values", "[game][forecast]") {
    std::vector<double> values{145.0, 22.0, 0.0, -0.5, 22.0, 145.0, 22.0, 1e-3, 901.0, 903.0, 250.0};
    for (int i = 0; i < 40; ++i) values.push_back(224.01);  // one stray below what is all but certain
    values.push_back(224.002);
    const Spread spread = spread_of(values);
    std::sort(values.begin(), values.end());
    for (const double share : shares) CHECK(spread.quantile(share) == exact(values, share).value);
}

TEST_CASE("a spread knows no order and can be put together from parts", "[game][forecast]") {
    std::vector<double> values = drawn(5000, [](Rng& rng) { return rng.chance(0.1) ? -0.0 : rng.chance(0.1) ? 5.5 : rng.lognormal(3.0, 2.0) - 2.0; });
    const Spread spread = spread_of(values);
    CHECK_FALSE(same(spread, spread_of({1.0})));
    std::vector<double> turned(values.rbegin(), values.rend());
    std::rotate(turned.begin(), turned.begin() + 1234, turned.end());
    CHECK(same(spread, spread_of(turned)));
    Spread parts;
    for (std::size_t part = 0; part < 7; ++part) {
        Spread some;
        for (std::size_t i = part; i < values.size(); i += 7) some.add(values[i]);
        parts.merge(some);
    }
    CHECK(same(spread, parts));
    CHECK(parts.buckets() == spread.buckets());
}

TEST_CASE("a spread of a million values takes no more room than their range asks for", "[game][forecast]") {
    Spread spread;
    Rng rng(3, 0, Purpose::agent);
    for (int i = 0; i < 1'000'000; ++i) spread.add(rng.uniform(100.0, 1600.0));  // four doublings
    CHECK(spread.buckets() <= 4 * 256 + 1);
}

TEST_CASE("an empty spread has no quantiles", "[game][forecast]") {
    Spread spread;
    CHECK(std::isnan(spread.quantile(0.5)));
    CHECK(std::isnan(spread.least()));
    spread.add(3.0);
    spread.clear();
    CHECK(std::isnan(spread.greatest()));
}

TEST_CASE("sizes beyond the buckets are kept in the last ones", "[game][forecast]") {
    const Spread spread = spread_of({1e-12, -1e-12, 1e300, -1e300, 1e20});
    CHECK(spread.buckets() == 3);
    CHECK(spread.least() == -1e300);
    CHECK(spread.greatest() == 1e300);
    CHECK(std::abs(spread.quantile(0.5)) < 0x1p-29);
}

}  // namespace chokepoint
