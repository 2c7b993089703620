// The fog of war. What a seat may see of the game is the list in sights.hpp, and nothing else: every other leaf of the
// state is changed, and no observation and no answer may change with it. The converse is tested too: each line of
// the list does show somewhere, so that neither the list nor the test can go blind.
#include <algorithm>
#include <set>

#include "tests/game/kept.hpp"
#include "tests/game/sights.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"

namespace chokepoint::test {
namespace {

// What the seat sees, and what its agent answers as one number.
struct View {
    Kept<Observation> observation;
    std::uint64_t answer = 0;
};

enum class Reasons { left_out, asked };

// A game in an open phase, and everybody's view of it.
class Scene {
  public:
    Scene(std::string name, std::shared_ptr<const Setup> setup, const Cast& cast, Played played, Reasons reasons = Reasons::left_out)
        : name_(std::move(name)), setup_(std::move(setup)), cast_(cast), played_(std::move(played)) {
        answer_->wants_rationale = reasons == Reasons::asked;
        open_phase(*setup_, *played_.game);
        keys_seed_ = played_.game->cursor.seed;
        for (SeatId seat = 0; seat < setup_->params.seats; ++seat) views_.push_back({Kept(see(seat)), answer(seat)});
    }

    const std::string& name() const { return name_; }
    const Setup& setup() const { return *setup_; }
    Game& game() { return *played_.game; }
    std::size_t seats() const { return setup_->params.seats; }

    bool sees_the_same(SeatId seat) { return views_[seat].observation.is(see(seat)); }

    // Asks the agent about what its seat saw last.
    bool answers_the_same(SeatId seat) { return answer(seat) == views_[seat].answer; }

    // Of the last answer.
    bool has_spoken() const { return !answer_->messages.empty(); }
    bool has_searched() const {
        return std::any_of(answer_->rationales.begin(), answer_->rationales.end(),
                           [](const Rationale& why) { return why.kind == RationaleKind::rollouts; });
    }

    bool may_see(const Sight* sight, const Leaf& leaf, SeatId seat) const {
        return sight != nullptr && sight->may_see({*setup_, *played_.game, seat, leaf.at});
    }

    // Why the observation differs, for the report of a leak.
    std::string difference(SeatId seat, const Game& original) {
        const auto left = std::make_unique<Observation>(), right = std::make_unique<Observation>();
        observe(*setup_, original, seat, *left);
        observe(*setup_, *played_.game, seat, *right);
        return first_difference(*left, *right).path;
    }

  private:
    const Observation& see(SeatId seat) {
        static const Observation blank;
        *observation_ = blank;  // nothing of the seat before
        observe(*setup_, *played_.game, seat, *observation_);
        return *observation_;
    }

    std::uint64_t answer(SeatId seat) {
        Mind mind = played_.minds[seat];
        answer_->clear();
        // The key is the seat's own and stays, whatever happens to the game's seed.
        cast_[seat]->decide(*observation_, mind, seat_key(keys_seed_, seat), *answer_);
        return digest_of(*answer_);
    }

    std::string name_;
    std::shared_ptr<const Setup> setup_;
    const Cast& cast_;
    Played played_;
    std::uint64_t keys_seed_ = 0;
    std::vector<View> views_;
    std::unique_ptr<Observation> observation_ = std::make_unique<Observation>();
    std::unique_ptr<Answer> answer_ = std::make_unique<Answer>();
};

constexpr std::uint64_t fog_seed = 20250402;

// The leaves that a seat may not see. Who may see what is asked of the untouched game: a hidden leaf never decides it for another.
std::vector<std::pair<const Field*, void*>> hidden_leaves(Scene& scene, SeatId seat) {
    std::vector<std::pair<const Field*, void*>> hidden;
    each_leaf(scene.game(), [&](const std::string& path, const Field& field, void* element) {
        const Leaf leaf = parse(path);
        const Sight* sight = sight_of(leaf.row);
        const bool decides = leaf.row.starts_with("talks.talks[].") || leaf.row == "talks.offers[].talk" || leaf.row == "talks.offers[].parties" ||
                             leaf.row == "talks.offers[].state" || leaf.row == "talks.refused[].seat" ||
                             leaf.row == "world.desk.queue[].need" || leaf.row == "world.inquiries[].by";
        if (!decides && !scene.may_see(sight, leaf, seat)) hidden.emplace_back(&field, element);
    });
    return hidden;
}

// Moments of real games: with the scenario's agents and with random ones, in talks and at the orders. The last is
// furnished with what a game does not always have at hand: a private statement, refusals, a live
// offer, an arms sale.
std::vector<Scene>& scenes() {
    static const Cast natural = cast_of(*april_setup()), random = cast_of(*april_setup(), "random");
    static std::vector<Scene> all = [] {
        const auto setup = april_setup();
        std::vector<Scene> made;
        made.emplace_back("week 2, round 2", setup, natural, play_until(*setup, natural, fog_seed, 1, 1));
        made.emplace_back("week 9, orders", setup, natural, play_until(*setup, natural, fog_seed, 8, 3));
        made.emplace_back("week 16, round 3, random", setup, random, play_until(*setup, random, fog_seed, 15, 2));
        Played furnished = play_until(*setup, random, fog_seed + 1, 10, 1);
        Game& game = *furnished.game;
        const SeatId us = setup->params.of(Government::us).seat, china_seat = setup->params.of(Government::china).seat;
        Statement secret;
        secret.by = china_seat;
        secret.to = us;
        secret.is_public = false;
        secret.due_week = 30;
        static_cast<void>(game.world.statements.push({secret, 0.0}));
        static_cast<void>(game.talks.refused.push({us, 1, Refusal::not_your_turn, MessageKind::propose}));
        static_cast<void>(game.talks.refused.push({china_seat, 2, Refusal::full, MessageKind::order}));
        Talk talk;
        static_cast<void>(talk.parties.push(us));
        static_cast<void>(talk.parties.push(china_seat));
        talk.open = true;
        Offer offer;
        const Term term = make_licence(china_seat, us, 30.0);
        static_cast<void>(offer.terms.push(term));
        offer.id = 4000;
        offer.by = china_seat;
        offer.parties = bit(us) | bit(china_seat);
        offer.state = OfferState::live;
        offer.expiry_week = 40;
        if (game.talks.talks.push(talk)) offer.talk = static_cast<std::uint8_t>(game.talks.talks.size() - 1);
        static_cast<void>(game.talks.offers.push(offer));
        const Term truce = make_term(TermKind::truce, us, china_seat, 0.0, 0, 35);
        static_cast<void>(game.world.agreements.push(make_agreement({us, china_seat}, {term, truce}, {5, 40})));
        game.world.inquiries.clear();
        const auto bought = [&](Government by, InquiryKind kind, Region target, bool arrived) {
            static_cast<void>(game.world.inquiries.push({15, 25, kind, by, static_cast<std::uint8_t>(target), 0, arrived, 0}));
        };
        bought(Government::us, InquiryKind::customs_study, Region::us, true);
        bought(Government::us, InquiryKind::customs_study, Region::japan, true);
        bought(Government::japan, InquiryKind::audit, Region::china, true);
        bought(Government::eu, InquiryKind::audit, Region::china, false);
        game.world.firms[3].found_pct = 70;
        game.world.shocks.clear();
        static_cast<void>(game.world.shocks.push({0.1, 2, ShockKind::arms_sale, Region::us, {}}));
        made.emplace_back("week 11, round 2, furnished", setup, random, std::move(furnished));
        return made;
    }();
    return all;
}

}  // namespace

TEST_CASE("no hidden leaf of the state changes what a seat sees or says", "[game][fog]") {
    CAPTURE(fog_seed);
    for (Scene& scene : scenes()) {
        const auto original = std::make_unique<Game>(scene.game());
        const int variant = &scene - scenes().data() == 1 ? 1 : 0;
        std::set<std::string> leaks;
        std::size_t looks = 0;
        each_leaf(scene.game(), [&](const std::string& path, const Field& field, void* element) {
            const Leaf leaf = parse(path);
            const Sight* sight = sight_of(leaf.row);
            std::array<std::byte, 8> kept, changed;
            std::memcpy(kept.data(), element, field.stride);
            change_leaf(field, element, variant);
            std::memcpy(changed.data(), element, field.stride);
            for (SeatId seat = 0; seat < scene.seats(); ++seat) {
                // Visible before or after: a leaf may itself decide who sees it.
                if (scene.may_see(sight, leaf, seat)) continue;
                std::memcpy(element, kept.data(), field.stride);
                const bool was_visible = scene.may_see(sight, leaf, seat);
                std::memcpy(element, changed.data(), field.stride);
                if (was_visible) continue;
                // An agent decides on what it sees: asking now and then is enough to catch one that looks elsewhere.
                const bool asks = ++looks % 101 == 0;
                if (scene.sees_the_same(seat) && (!asks || scene.answers_the_same(seat))) continue;
                leaks.insert(leaf.row + " shows to " + std::string(role_of(scene.setup().scenario, seat)) + " in " +
                             scene.difference(seat, *original));
            }
            std::memcpy(element, kept.data(), field.stride);
        });
        CAPTURE(scene.name(), looks);
        CHECK(looks > 10000);
        for (const std::string& leak : leaks) {
            CAPTURE(leak);
            CHECK(leak.empty());
        }
        REQUIRE(digest_of(scene.game()) == digest_of(*original));
    }
}

TEST_CASE("all that is hidden from a seat changed at once changes nothing for it, week by week", "[game][fog]") {
    const std::string strategy = GENERATE("", "random");
    const auto setup = april_setup();
    const Cast cast = cast_of(*setup, strategy);
    for (int week = 0; week < 24; week += 3) {
        const std::uint64_t seed = fog_seed + static_cast<std::uint64_t>(week);
        Scene scene("week", setup, cast, play_until(*setup, cast, seed, week, week % 4));
        const auto original = std::make_unique<Game>(scene.game());
        for (SeatId seat = 0; seat < scene.seats(); ++seat) {
            const auto hidden = hidden_leaves(scene, seat);
            for (int variant : {0, 1}) {
                for (const auto& [field, element] : hidden) change_leaf(*field, element, variant);
                const bool sees_the_same = scene.sees_the_same(seat), answers_the_same = scene.answers_the_same(seat);
                const std::string where = sees_the_same ? "" : scene.difference(seat, *original);
                CAPTURE(strategy, seed, week, variant, role_of(setup->scenario, seat), where);
                CHECK(sees_the_same);
                CHECK(answers_the_same);
                scene.game() = *original;
            }
        }
    }
}

// Those who look ahead play out worlds: here the two governments do, and what they say of their rollouts is compared too.
TEST_CASE("no hidden field moves those who look ahead: neither their messages nor what their rollouts foresee", "[game][fog][lookahead]") {
    const auto setup = april_setup();
    const SeatId us = setup->params.of(Government::us).seat, china = setup->params.of(Government::china).seat;
    std::vector<std::string> strategies(setup->params.seats);
    strategies[us] = strategies[china] = "lookahead";
    const auto cast = make_cast(*setup, players(), strategies);
    REQUIRE(cast.ok());
    int searches = 0, moves = 0;
    for (int week : {1, 2, 3, 8}) {
        for (int round : {1, 2}) {
            const std::uint64_t seed = fog_seed + static_cast<std::uint64_t>(week);
            Scene scene("looking ahead", setup, *cast, play_until(*setup, *cast, seed, week, round), Reasons::asked);
            const auto original = std::make_unique<Game>(scene.game());
            for (const SeatId seat : {us, china}) {
                const auto hidden = hidden_leaves(scene, seat);
                CHECK(hidden.size() > 1000);
                for (int variant : {0, 1}) {
                    for (const auto& [field, element] : hidden) change_leaf(*field, element, variant);
                    CAPTURE(week, round, variant, role_of(setup->scenario, seat));
                    CHECK(digest_of(scene.game()) != digest_of(*original));
                    CHECK(scene.sees_the_same(seat));
                    CHECK(scene.answers_the_same(seat));
                    searches += scene.has_searched() ? 1 : 0;
                    moves += scene.has_spoken() ? 1 : 0;
                    scene.game() = *original;
                }
            }
        }
    }
    CHECK(searches >= 8);
    CHECK(moves >= searches);
}

TEST_CASE("every line of the list of what may be seen does show to a seat that may see it", "[game][fog]") {
    std::set<std::string_view> shown;
    for (Scene& scene : scenes())
        for (int variant : {0, 1})
            each_leaf(scene.game(), [&](const std::string& path, const Field& field, void* element) {
                const Leaf leaf = parse(path);
                const Sight* sight = sight_of(leaf.row);
                if (sight == nullptr || shown.contains(sight->row)) return;
                for (SeatId seat = 0; seat < scene.seats() && !shown.contains(sight->row); ++seat) {
                    if (!scene.may_see(sight, leaf, seat)) continue;
                    std::array<std::byte, 8> kept;
                    std::memcpy(kept.data(), element, field.stride);
                    change_leaf(field, element, variant);
                    if (!scene.sees_the_same(seat)) shown.insert(sight->row);
                    std::memcpy(element, kept.data(), field.stride);
                }
            });
    for (const Sight& sight : sights) {
        CAPTURE(sight.row);
        CHECK(shown.contains(sight.row));
    }
}

TEST_CASE("every row of the list is a row of the state", "[game][fog]") {
    std::set<std::string> rows;
    for (const LeafHash& row : leaf_hashes(table_of<Game>(), &scenes().front().game())) rows.insert(row.path);
    for (const Sight& sight : sights) {
        CAPTURE(sight.row);
        const bool found = std::any_of(rows.begin(), rows.end(), [&](const std::string& row) { return sight_of(row) == &sight; });
        CHECK(found);
    }
}

}  // namespace chokepoint::test
