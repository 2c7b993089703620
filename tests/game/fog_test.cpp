// The fog of war. What a seat may see of the game is the list below, and nothing else: every other leaf of the
// state is changed, and no observation and no answer may change with it. The converse is tested too: each line of
// the list does show somewhere, so that neither the list nor the test can go blind.
#include <algorithm>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

// One leaf as seen from one seat.
struct Look {
    const Setup& setup;
    const Game& game;
    SeatId seat;
    std::array<std::size_t, 4> at;  // the indices in the leaf's path, in order

    const Params& params() const { return setup.params; }
    bool governs() const { return params().is_government(seat); }
    bool is_china() const { return governs() && params().government_of(seat) == Government::china; }
    bool own_government() const { return governs() && index_of(params().government_of(seat)) == at[0]; }
    bool own_firm(std::size_t firm) const { return params().firms[firm].seat == seat; }
    bool home_firm(std::size_t firm) const {
        return governs() && params().firms[firm].region == home_of(params().government_of(seat));
    }
    std::size_t firm_of_need(std::size_t need) const {
        return need < params().needs.size() ? params().needs[need].firm : SIZE_MAX;
    }
    const Application& application() const { return game.world.desk.queue[at[0]]; }
    bool in_talk(std::size_t talk) const {
        return talk < game.talks.talks.size() && game.talks.talks[talk].open && is_party(game.talks.talks[talk].parties, seat);
    }
    const Offer& offer() const { return game.talks.offers[at[0]]; }
};

bool everybody(const Look&) { return true; }
bool own_government(const Look& look) { return look.own_government(); }
bool china(const Look& look) { return look.is_china(); }
bool the_firm(const Look& look) { return look.own_firm(look.at[0]); }
bool the_firm_or_home(const Look& look) { return look.own_firm(look.at[0]) || look.home_firm(look.at[0]); }
bool the_user(const Look& look) { return look.own_firm(look.firm_of_need(look.at[0])); }
bool the_user_or_home(const Look& look) {
    const std::size_t firm = look.firm_of_need(look.at[0]);
    return look.own_firm(firm) || look.home_firm(firm);
}
bool press_firm_or_home(const Look& look) {
    return look.params().firms[look.at[0]].counts_plants || the_firm_or_home(look);
}
bool public_statement(const Look& look) { return look.game.world.statements[look.at[0]].is_public; }
bool customs_lag_is_over(const Look& look) { return look.at[0] / count_of<Region> >= 4; }
bool receiver(const Look& look) {
    const std::size_t agreement = look.at[0] / limits::terms, term = look.at[0] % limits::terms;
    const auto& agreements = look.game.world.agreements;
    return agreement < agreements.size() && term < agreements[agreement].terms.size() &&
           agreements[agreement].terms[term].to == look.seat;
}
bool desk_or_applicant(const Look& look) {
    return look.is_china() || look.own_firm(look.firm_of_need(look.application().need));
}
bool party(const Look& look) { return look.in_talk(look.at[0]); }
bool party_to_standing_offer(const Look& look) {
    const Offer& offer = look.offer();
    return (offer.state == OfferState::tabled || offer.state == OfferState::live) && look.in_talk(offer.talk);
}
bool own_refusal(const Look& look) { return look.game.talks.refused[look.at[0]].seat == look.seat; }

// Who may see a row of the state. A row that ends in a point stands for all rows under it.
struct Sight {
    std::string_view row;
    bool (*may_see)(const Look&);
};

// THE LIST. A new line is a decision about the rules of the game: have it reviewed.
constexpr Sight sights[] = {
    // The calendar.
    {"cursor.week", everybody},
    {"cursor.weeks", everybody},
    {"cursor.round", everybody},
    {"cursor.phase", everybody},
    // The public record: measures, agreements as published, quotes, customs totals a month late, the press.
    {"world.tariffs[].", everybody},
    {"world.controls[].", everybody},
    {"world.agreements[].terms[].", everybody},
    {"world.agreements[].term_states[]", everybody},
    {"world.agreements[].parties[]", everybody},
    {"world.agreements[].ratified_by", everybody},
    {"world.agreements[].offer", everybody},
    {"world.agreements[].signed_week", everybody},
    {"world.agreements[].in_force_week", everybody},
    {"world.agreements[].expiry_week", everybody},
    {"world.agreements[].cure_until_week", everybody},
    {"world.agreements[].state", everybody},
    {"world.agreements[].breached_by", everybody},
    {"world.agreements[].talk", everybody},
    {"world.agreements[].monitoring", everybody},
    {"world.statements[].is_public", everybody},
    {"world.statements[].", public_statement},
    {"world.market.price_inside[]", everybody},
    {"world.market.price_outside[]", everybody},
    {"world.market.magnet_exports_t[]", customs_lag_is_over},
    {"world.market.magnet_exports_base_t[]", everybody},
    {"world.firms[].stopped_weeks[]", press_firm_or_home},
    {"world.governments[].approval_pct", everybody},
    {"world.governments[].threats_kept", everybody},
    {"world.governments[].threats_broken", everybody},
    {"world.governments[].promises_kept", everybody},
    {"world.governments[].promises_broken", everybody},
    // What one's own monitoring shows of the other side's duties.
    {"world.seen_shortfall[]", receiver},
    // A government's own state and type.
    {"world.governments[].pain[]", own_government},
    {"world.governments[].stress", own_government},
    {"world.governments[].output_loss_pct", own_government},
    {"world.governments[].inflation_pct", own_government},
    {"world.governments[].revenue_usd_bn", own_government},
    {"world.governments[].aid_left_usd_bn", own_government},
    {"world.governments[].patience", own_government},
    {"world.governments[].hawkishness", own_government},
    {"world.governments[].red_line", own_government},
    {"world.governments[].weights[]", own_government},
    {"world.governments[].goodwill[]", own_government},
    // A firm's own books; its home government sees the stock as the firm reports it, so that stock, its use and
    // the factor of the report all show in one number.
    {"world.firms[].output[]", the_firm},
    {"world.firms[].general_licence", the_firm},
    {"world.firms[].stock_multiple", the_firm},
    {"world.firms[].production_share", the_firm},
    {"world.firms[].lobby_effort", the_firm},
    {"world.firms[].profit", the_firm},
    {"world.firms[].cash", the_firm},
    {"world.firms[].report_factor", the_firm_or_home},
    {"world.firms[].thrift", the_firm_or_home},
    {"world.needs[].stock_t[]", the_user_or_home},
    {"world.needs[].extra_t", the_user_or_home},
    {"world.needs[].licensed_t[]", the_user_or_home},
    {"world.needs[].pending_t", the_user_or_home},
    {"world.needs[].transit_t[]", the_user},
    {"world.needs[].unit_cost", the_user},
    // The licensing desk sees its papers; a firm, how long its own have lain.
    {"world.desk.throughput", china},
    {"world.desk.region_priority[]", china},
    {"world.desk.end_use_priority[]", china},
    {"world.desk.decided[]", china},
    {"world.desk.granted[]", china},
    {"world.desk.queue[].filed_week", desk_or_applicant},
    {"world.desk.queue[].need", desk_or_applicant},
    {"world.desk.queue[].state", desk_or_applicant},
    {"world.desk.queue[].", china},
    // Talks and what stands on their tables: the parties only. Refusals: who was refused.
    {"talks.talks[].", party},
    {"talks.offers[].", party_to_standing_offer},
    {"talks.refused[].", own_refusal},
};

// world.needs[12].stock_t[0] -> world.needs[].stock_t[] and 12, 0.
struct Leaf {
    std::string row;
    std::array<std::size_t, 4> at{};
};
Leaf parse(const std::string& path) {
    Leaf leaf;
    std::size_t count = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        leaf.row += path[i];
        if (path[i] != '[') continue;
        std::size_t number = 0;
        for (++i; path[i] != ']'; ++i) number = 10 * number + static_cast<std::size_t>(path[i] - '0');
        leaf.row += ']';
        leaf.at[count++] = number;
    }
    return leaf;
}

const Sight* sight_of(const std::string& row) {
    for (const Sight& sight : sights)
        if (sight.row.back() == '.' ? row.starts_with(sight.row) : row == sight.row) return &sight;
    return nullptr;
}

// What the seat sees and what its agent answers, as one number each.
struct View {
    std::uint64_t observation = 0, answer = 0;
    bool operator==(const View&) const = default;
};

// A game in an open phase, and everybody's view of it.
class Scene {
  public:
    Scene(std::string name, std::shared_ptr<const Setup> setup, const Cast& cast, Played played)
        : name_(std::move(name)), setup_(std::move(setup)), cast_(cast), played_(std::move(played)) {
        open_phase(*setup_, *played_.game);
        keys_seed_ = played_.game->cursor.seed;
        for (SeatId seat = 0; seat < setup_->params.seats; ++seat) views_.push_back(look(seat));
    }

    const std::string& name() const { return name_; }
    const Setup& setup() const { return *setup_; }
    Game& game() { return *played_.game; }
    std::size_t seats() const { return setup_->params.seats; }

    bool sees_the_same(SeatId seat) {
        observe(*setup_, *played_.game, seat, *observation_);
        return digest_of(*observation_) == views_[seat].observation;
    }

    View look(SeatId seat) {
        observe(*setup_, *played_.game, seat, *observation_);
        View view{digest_of(*observation_), 0};
        Mind mind = played_.minds[seat];
        answer_->clear();
        // The key is the seat's own and stays, whatever happens to the game's seed.
        cast_[seat]->decide(*observation_, mind, seat_key(keys_seed_, seat), *answer_);
        view.answer = digest_of(*answer_);
        return view;
    }
    View before(SeatId seat) const { return views_[seat]; }

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

// Moments of real games: with the scenario's agents and with random ones, in talks and at the orders. The last is
// furnished with what a game does not always have at hand: a private statement, refusals, a live offer.
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
        static_cast<void>(game.world.statements.push(secret));
        static_cast<void>(game.talks.refused.push({us, 1, Refusal::not_your_turn, MessageKind::propose}));
        static_cast<void>(game.talks.refused.push({china_seat, 2, Refusal::full, MessageKind::order}));
        Talk talk;
        static_cast<void>(talk.parties.push(us));
        static_cast<void>(talk.parties.push(china_seat));
        talk.open = true;
        Offer offer;
        Term term;
        term.by = china_seat;
        term.to = us;
        term.kind = TermKind::licence;
        term.limit = 30.0;
        static_cast<void>(offer.terms.push(term));
        offer.id = 4000;
        offer.by = china_seat;
        offer.state = OfferState::live;
        offer.expiry_week = 40;
        if (game.talks.talks.push(talk)) offer.talk = static_cast<std::uint8_t>(game.talks.talks.size() - 1);
        static_cast<void>(game.talks.offers.push(offer));
        Agreement agreement;
        static_cast<void>(agreement.terms.push(term));
        static_cast<void>(agreement.parties.push(us));
        static_cast<void>(agreement.parties.push(china_seat));
        agreement.state = AgreementState::in_force;
        agreement.in_force_week = 5;
        agreement.expiry_week = 40;
        static_cast<void>(game.world.agreements.push(agreement));
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
                if (asks ? scene.look(seat) == scene.before(seat) : scene.sees_the_same(seat)) continue;
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
        for (SeatId seat = 0; seat < scene.seats(); ++seat)
            for (int variant : {0, 1}) {
                // Who may see what is asked of the untouched game: a hidden leaf never decides it for another.
                std::set<std::string> hidden;
                each_leaf(scene.game(), [&](const std::string& path, const Field&, void*) {
                    const Leaf leaf = parse(path);
                    const Sight* sight = sight_of(leaf.row);
                    const bool decides = leaf.row.starts_with("talks.talks[].") || leaf.row == "talks.offers[].talk" ||
                                         leaf.row == "talks.offers[].state" || leaf.row == "talks.refused[].seat" ||
                                         leaf.row == "world.desk.queue[].need";
                    if (!decides && !scene.may_see(sight, leaf, seat)) hidden.insert(path);
                });
                each_leaf(scene.game(), [&](const std::string& path, const Field& field, void* element) {
                    if (hidden.contains(path)) change_leaf(field, element, variant);
                });
                const View seen = scene.look(seat);
                const std::string where = seen == scene.before(seat) ? "" : scene.difference(seat, *original);
                CAPTURE(strategy, seed, week, variant, role_of(setup->scenario, seat), where);
                CHECK(seen.observation == scene.before(seat).observation);
                CHECK(seen.answer == scene.before(seat).answer);
                scene.game() = *original;
            }
    }
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
