// Imagined worlds: what they are made of, what they are not, and how near they come.
#include "engine/game/imagination.hpp"

#include <memory>

#include "engine/base/rng.hpp"
#include "engine/game/coarse.hpp"
#include "engine/game/game.hpp"
#include "engine/world/rules.hpp"
#include "engine/world/value.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/moves.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

constexpr SeatId us_chair = 0, china_chair = 1;

const Imagination& imagination() {
    static const auto made = make_imagination(april_2025());
    return *made;
}

// A game of silent seats in which both sides have gone to 125 % in week 1 and China controls magnets, at the start of `week`.
std::unique_ptr<Game> standoff_game(std::uint64_t seed, int week) {
    const Setup& setup = *april_setup();
    auto game = std::make_unique<Game>(start_game(setup, seed));
    const auto answers = std::make_unique<Answers>();
    const Moment first{seed, 1, 0, setup.params.day_of(1)};
    for (const auto& [seat, order] : {std::pair{us_chair, tariff_order(Region::china, TariffComponent::reciprocal, 125.0)},
                                      std::pair{china_chair, tariff_order(Region::us, TariffComponent::retaliation, 125.0)},
                                      std::pair{china_chair, licence_order(bit(Material::dy) | bit(Material::tb) | bit(Material::sm))}})
        REQUIRE(apply_order(setup.params, game->world, first, seat, order) == Refusal::none);
    while (open_phase(setup, *game).week < week) close_phase(setup, *game, *answers);
    return game;
}

std::unique_ptr<Observation> seen(const Game& game, SeatId seat) {
    auto observation = std::make_unique<Observation>();
    observe(*april_setup(), game, seat, *observation);
    return observation;
}

double mean_value(const Observation& observation, const Course& course, int weeks = 8) {
    const auto worlds = imagination().imagine(observation, 5, 8);
    double sum = 0.0;
    for (std::size_t w = 0; w < worlds->size(); ++w) sum += worlds->play(w, course, weeks, weeks).value;
    return sum / static_cast<double>(worlds->size());
}

Course truce_at_once() {
    Course course;
    static_cast<void>(course.parties.push(us_chair));
    static_cast<void>(course.parties.push(china_chair));
    static_cast<void>(course.terms.push(make_term(TermKind::truce, us_chair, china_chair, 0.0, 0, 26)));
    static_cast<void>(course.terms.push(make_term(TermKind::tariff_suspension, us_chair, china_chair, 115.0, TariffComponent::reciprocal)));
    static_cast<void>(course.terms.push(make_term(TermKind::tariff_suspension, china_chair, us_chair, 115.0, TariffComponent::retaliation)));
    return course;
}

}  // namespace

TEST_CASE("a record that speaks of things that there are not is imagined as if it did not", "[imagination]") {
    const auto game = standoff_game(3, 6);
    const auto plain = seen(*game, us_chair), strange = seen(*game, us_chair);
    for (TermKind kind : {TermKind::supply_contract, TermKind::pooled_stockpile, TermKind::purchase, TermKind::price_floor,
                          TermKind::tariff_cap, TermKind::aligned_control}) {
        INFO(name_of(kind));
        Agreement agreement = make_agreement({us_chair, china_chair}, {make_term(kind, china_chair, us_chair, 100.0, 250)}, {1, 40});
        agreement.state = AgreementState::in_force;
        strange->record.agreements.clear();
        REQUIRE(strange->record.agreements.push(agreement));
        CHECK(mean_value(*strange, {}) == mean_value(*plain, {}));
    }
}

TEST_CASE("the coarse scenario keeps what governments have at stake", "[imagination]") {
    const Scenario small = coarse(april_2025());
    CHECK(small.governments.size() == april_2025().governments.size());
    CHECK(seat_count(small) == april_2025().governments.size());
    const auto use = [](const Scenario& scenario) {
        double sum = 0.0;
        for (const UserSpec& user : scenario.users)
            for (const NeedSpec& need : user.needs)
                if (need.product == Product::magnet_ndfeb_ht || need.product == Product::magnet_smco) sum += need.use.value;
        return sum;
    };
    CHECK(use(small) == Approx(use(april_2025())));
    CHECK(small.users.size() < april_2025().users.size() / 2);
    const auto params = prepare(small);
    REQUIRE(params.ok());
    CHECK(params->needs.size() < 32);
}

TEST_CASE("worlds are imagined from the observation alone: hidden fields move nothing", "[imagination][fog]") {
    const auto game = standoff_game(3, 8);
    const auto before = seen(*game, us_chair);
    auto other = std::make_unique<Game>(*game);
    // What the U.S. cannot see: who China is, what lies in others' stores, the licensing desk's ways.
    GovernmentState& state = other->world.of(Government::china);
    state.patience = 0.5;
    state.hawkishness = 1.0;
    state.red_line = 0.9;
    state.stress = 99.0;
    other->world.desk.throughput *= 0.1;
    for (std::size_t i = 0; i < other->world.needs.size(); ++i)
        if (april_setup()->params.needs[i].region == Region::japan)
            for (double& stock : other->world.needs[i].stock_t) stock *= 0.01;
    const auto after = seen(*other, us_chair);
    REQUIRE(digest_of(*before) == digest_of(*after));
    const auto a = imagination().imagine(*before, 5, 4), b = imagination().imagine(*after, 5, 4);
    for (std::size_t w = 0; w < 4; ++w) {
        CHECK(a->type_of(w, Government::china).patience == b->type_of(w, Government::china).patience);
        CHECK(a->play(w, {}, 4, 26).value == b->play(w, {}, 4, 26).value);
    }
}

TEST_CASE("the own type is known, the others' are drawn from what the public knows", "[imagination]") {
    const auto game = standoff_game(3, 4);
    const auto worlds = imagination().imagine(*seen(*game, us_chair), 5, 12);
    const GovernmentSpec& spec = april_2025().governments[china_chair];
    double low = 1e9, high = -1e9;
    for (std::size_t w = 0; w < worlds->size(); ++w) {
        CHECK(worlds->type_of(w, Government::us).patience == game->world.of(Government::us).patience);
        const double patience = worlds->type_of(w, Government::china).patience;
        CHECK(patience >= spec.patience.low);
        CHECK(patience <= spec.patience.high);
        low = std::min(low, patience);
        high = std::max(high, patience);
    }
    CHECK(low < high);
}

TEST_CASE("a rollout is the same whatever was played before it", "[imagination]") {
    const auto game = standoff_game(5, 6);
    const auto observation = seen(*game, us_chair);
    const auto worlds = imagination().imagine(*observation, 9, 2), others = imagination().imagine(*observation, 10, 2);
    const double first = worlds->play(0, {}, 8, 26).value;
    static_cast<void>(others->play(1, truce_at_once(), 12, 26));
    static_cast<void>(worlds->play(1, {}, 3, 26));
    CHECK(worlds->play(0, {}, 8, 26).value == first);
}

TEST_CASE("rollouts of one world share its chance, and refused orders do nothing", "[imagination]") {
    const auto game = standoff_game(2, 6);
    const auto worlds = imagination().imagine(*seen(*game, us_chair), 9, 3);
    Course absurd;
    static_cast<void>(absurd.orders.push({0, Government::us, make_order(OrderKind::flood, 40.0)}));  // China's to do
    for (std::size_t w = 0; w < worlds->size(); ++w) {
        CHECK(worlds->play(w, {}, 8, 26).value == worlds->play(w, {}, 8, 26).value);
        CHECK(worlds->play(w, absurd, 8, 26).value == worlds->play(w, {}, 8, 26).value);
    }
}

TEST_CASE("a truce is imagined to relieve both sides, sooner rather than later", "[imagination]") {
    const auto game = standoff_game(4, 8);
    Course soon = truce_at_once(), late = truce_at_once();
    late.signed_week = 6;
    for (const auto& [seat, government] : {std::pair{us_chair, Government::us}, std::pair{china_chair, Government::china}}) {
        CAPTURE(std::string(name_of(government)));
        const auto observation = seen(*game, seat);
        const double none = mean_value(*observation, {});
        CHECK(mean_value(*observation, soon) > none);
        CHECK(mean_value(*observation, soon) > mean_value(*observation, late));
    }
}

TEST_CASE("what is imagined comes near what comes to pass", "[imagination]") {
    // The pain of eight weeks without a deal, in the coarse world that a seat imagines and in the true one.
    const Setup& setup = *april_setup();
    for (std::uint64_t seed : {1u, 2u, 3u})
        for (int week : {6, 14}) {
            CAPTURE(seed, week);
            const auto game = standoff_game(seed, week);
            for (const auto& [seat, government] : {std::pair{us_chair, Government::us}, std::pair{china_chair, Government::china}}) {
                CAPTURE(std::string(name_of(government)));
                auto truth = std::make_unique<Game>(*game);
                const auto answers = std::make_unique<Answers>();
                const ByInterest weights = normalised_weights(truth->world.of(government).weights);
                double value = 0.0, factor = 1.0;
                const double patience = truth->world.of(government).patience;
                for (int ahead = 0; ahead < 8; ++ahead) {
                    while (open_phase(setup, *truth).week == week + ahead) close_phase(setup, *truth, *answers);
                    factor *= patience;
                    const ByInterest points = week_value(setup.params, truth->world, government);
                    for (std::size_t i = 0; i < points.size(); ++i) value += factor * weights[i] * points[i];
                }
                const ByInterest left = value_at_end(setup.params, truth->world, government);
                for (std::size_t i = 0; i < left.size(); ++i) value += factor * weights[i] * left[i];
                const double imagined = mean_value(*seen(*game, seat), {});
                CHECK(imagined == Approx(value).epsilon(0.35).margin(3.0));
            }
        }
}

}  // namespace chokepoint::test
