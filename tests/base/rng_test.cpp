// The generator is checked against a second, plain writing of Philox4x32-10, and that one against the known
// answers that its authors published.
#include "engine/base/rng.hpp"

#include <cmath>
#include <set>
#include <vector>

#include "tests/support/catch.hpp"

using namespace chokepoint;

namespace {

using Block = std::array<std::uint32_t, 4>;

Block plain_philox(Block counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0], b = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return counter;
}

Block draw_block(Rng& rng) {
    Block block;
    for (std::uint32_t& word : block) word = rng.bits32();
    return block;
}

struct Moments {
    double mean = 0.0, variance = 0.0, skewness = 0.0, kurtosis = 0.0;
};

template <typename Draw>
Moments moments(Draw draw, int count) {
    std::vector<double> values;
    Moments m;
    for (int i = 0; i < count; ++i) {
        values.push_back(draw());
        m.mean += values.back() / count;
    }
    for (double value : values) {
        const double d = value - m.mean;
        m.variance += d * d / count;
        m.skewness += d * d * d / count;
        m.kurtosis += d * d * d * d / count;
    }
    m.skewness /= std::pow(m.variance, 1.5);
    m.kurtosis /= m.variance * m.variance;
    return m;
}

constexpr int many = 200000;

}  // namespace

TEST_CASE("the generator is Philox4x32-10 with the published answers", "[base][rng][digest]") {
    CHECK(plain_philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(plain_philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) == Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(plain_philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
    Rng zero(0, 0, Purpose::start, 0);
    CHECK(draw_block(zero) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
}

TEST_CASE("key is the seed and counter is (week, purpose, index, draw)", "[base][rng][digest]") {
    const std::uint64_t seed = 0x0123456789abcdefULL;
    CAPTURE(seed);
    Rng rng(seed, 77, Purpose::monitoring, 4000000000u);
    for (std::uint32_t draw = 0; draw < 5; ++draw)
        CHECK(draw_block(rng) == plain_philox({77, static_cast<std::uint32_t>(Purpose::monitoring), 4000000000u, draw},
                                              {0x89abcdef, 0x01234567}));
}

TEST_CASE("purposes keep their numbers: journals and seeds depend on them", "[base][rng][digest]") {
    const std::array<std::string_view, 14> known{"start",      "shock",   "permutation", "licence", "breakdown",
                                                 "ratification", "monitoring", "project", "noise",   "agent",
                                                 "type",       "seat_key", "room",        "replicate"};
    REQUIRE(count_of<Purpose> >= known.size());
    for (std::size_t i = 0; i < known.size(); ++i) CHECK(name_of(static_cast<Purpose>(i)) == known[i]);
}

TEST_CASE("uniform numbers fill [0, 1) evenly", "[base][rng]") {
    const std::uint64_t seed = GENERATE(1ULL, 0xffffffffffffffffULL);
    CAPTURE(seed);
    Rng rng(seed, 3, Purpose::noise);
    double low = 1.0, high = 0.0;
    const Moments m = moments(
        [&] {
            const double x = rng.uniform();
            low = std::min(low, x);
            high = std::max(high, x);
            return x;
        },
        many);
    CHECK(low >= 0.0);
    CHECK(high < 1.0);
    CHECK(m.mean == Approx(0.5).margin(0.003));
    CHECK(m.variance == Approx(1.0 / 12.0).margin(0.001));
    CHECK(m.kurtosis == Approx(1.8).margin(0.02));
    CHECK(rng.uniform(5.0, 5.0) == 5.0);
}

TEST_CASE("normal numbers have the moments of the normal distribution", "[base][rng]") {
    const std::uint64_t seed = 4;
    CAPTURE(seed);
    Rng rng(seed, 3, Purpose::noise);
    const Moments m = moments([&] { return rng.normal(); }, many);
    CHECK(m.mean == Approx(0.0).margin(0.01));
    CHECK(m.variance == Approx(1.0).margin(0.015));
    CHECK(m.skewness == Approx(0.0).margin(0.03));
    CHECK(m.kurtosis == Approx(3.0).margin(0.06));
}

TEST_CASE("lognormal numbers have the median and the spread asked for", "[base][rng]") {
    const std::uint64_t seed = 5;
    CAPTURE(seed);
    Rng rng(seed, 3, Purpose::start);
    int below_median = 0;
    const Moments m = moments(
        [&] {
            const double x = rng.lognormal(50.0, 0.5);
            below_median += x < 50.0 ? 1 : 0;
            return x;
        },
        many);
    CHECK(below_median == Approx(many / 2).epsilon(0.01));
    CHECK(std::sqrt(m.variance) / m.mean == Approx(0.5).margin(0.01));
    CHECK(rng.lognormal(50.0, 0.0) == 50.0);
}

TEST_CASE("triangular numbers stay inside and have the right mean", "[base][rng]") {
    const std::uint64_t seed = 6;
    CAPTURE(seed);
    Rng rng(seed, 3, Purpose::type);
    double low = 100.0, high = -100.0;
    const Moments m = moments(
        [&] {
            const double x = rng.triangular(-1.0, 0.0, 4.0);
            low = std::min(low, x);
            high = std::max(high, x);
            return x;
        },
        many);
    CHECK(low >= -1.0);
    CHECK(high <= 4.0);
    CHECK(m.mean == Approx(1.0).margin(0.01));
    CHECK(m.variance == Approx((1.0 + 0.0 + 16.0 + 4.0 - 0.0 - 0.0) / 18.0).margin(0.02));
    CHECK(rng.triangular(2.0, 2.0, 2.0) == 2.0);
    CHECK(rng.triangular(0.0, 0.0, 1.0) >= 0.0);
}

TEST_CASE("below is unbiased, also where the count does not divide 2^32", "[base][rng]") {
    const std::uint64_t seed = 7;
    CAPTURE(seed);
    Rng rng(seed, 3, Purpose::permutation);
    CHECK(rng.below(1) == 0);
    std::array<int, 7> seen{};
    for (int i = 0; i < many; ++i) ++seen[rng.below(7)];
    double chi_squared = 0.0;
    for (int count : seen) chi_squared += (count - many / 7.0) * (count - many / 7.0) / (many / 7.0);
    CHECK(chi_squared < 22.5);  // 6 degrees of freedom, p = 0.001
    // With 3 * 2^30 a biased reduction would give the lowest third twice as often as the rest.
    int lowest_third = 0;
    for (int i = 0; i < many; ++i) lowest_third += rng.below(3u << 30) < (1u << 30) ? 1 : 0;
    CHECK(lowest_third == Approx(many / 3.0).epsilon(0.02));
    int thirds = 0;
    for (int i = 0; i < many; ++i) thirds += rng.below(3u << 30) % 3 == 0 ? 1 : 0;
    CHECK(thirds == Approx(many / 3.0).epsilon(0.02));
}

TEST_CASE("streams that differ in any part of the key are independent", "[base][rng]") {
    const std::uint64_t seed = 8;
    CAPTURE(seed);
    const std::vector<Rng> streams{Rng(seed, 1, Purpose::noise, 0),        Rng(seed, 2, Purpose::noise, 0),
                                   Rng(seed, 1, Purpose::agent, 0),        Rng(seed, 1, Purpose::noise, 1),
                                   Rng(seed + 1, 1, Purpose::noise, 0),    Rng(seed + (1ULL << 32), 1, Purpose::noise, 0)};
    constexpr int length = 20000;
    for (std::size_t a = 0; a < streams.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            CAPTURE(a, b);
            Rng left = streams[a], right = streams[b];
            double product = 0.0;
            int equal = 0;
            for (int i = 0; i < length; ++i) {
                const double x = left.uniform(), y = right.uniform();
                product += (x - 0.5) * (y - 0.5) * 12.0 / length;
                equal += x == y ? 1 : 0;
            }
            CHECK(std::abs(product) < 4.5 / std::sqrt(length));
            CHECK(equal == 0);
        }
}

TEST_CASE("a copied generator goes on as the original would", "[base][rng]") {
    Rng rng(9, 1, Purpose::noise);
    static_cast<void>(rng.bits32());
    Rng copy = rng;
    for (int i = 0; i < 10; ++i) CHECK(rng.bits32() == copy.bits32());
}

TEST_CASE("derived seeds differ by seed, purpose and index, and never by accident", "[base][rng]") {
    std::set<std::uint64_t> seeds;
    for (std::uint64_t seed : {0ULL, 1ULL, 2ULL})
        for (Purpose purpose : {Purpose::seat_key, Purpose::replicate})
            for (std::uint32_t index = 0; index < 1000; ++index) {
                CAPTURE(seed, index);
                CHECK(seeds.insert(derive_seed(seed, purpose, index)).second);
            }
    CHECK(derive_seed(42, Purpose::seat_key, 3) == derive_seed(42, Purpose::seat_key, 3));
    CHECK(derive_seed(0, Purpose::start, 0) == 0x6627e8d5e169c58dULL);
}
