// The fog of war for watchers: what snapshots show beside the public record. A seat's own screen and a spectator's
// get pictures that no agent gets, so they have a list of their own.
#include <set>

#include "engine/game/reasons.hpp"
#include "tests/game/kept.hpp"
#include "tests/game/sights.hpp"
#include "tests/support/catch.hpp"

namespace chokepoint::test {
namespace {

struct Watch {
    const Setup& setup;
    Game& game;
    Viewpoint viewpoint;
    SeatId seat;
    std::unique_ptr<Snapshot> picture = std::make_unique<Snapshot>();

    const Snapshot& look() {
        static const Snapshot blank;
        *picture = blank;  // nothing of the picture before
        snapshot(setup, game, viewpoint, seat, *picture);
        return *picture;
    }
};

bool known_talk(const Look& look) { return !look.game.talks.talks[look.at[0]].back_channel; }
bool own_site(const Look& look) { return look.own_firm(look.params().facilities[look.at[0]].firm); }
bool news(const Look& look) {
    const Event& event = look.game.world.events[look.at[0]];
    return event.is_public || (look.seat != no_seat && (event.by == look.seat || event.to == look.seat));
}

// THE SECOND LIST: what every picture shows beside the public record, so that the map can move. It is more than an
// agent gets: goods by route without the customs' month, what is held up, the cover of the markets, that others are
// talking and whose turn it is. A line taken out of here is a step towards the first list.
constexpr Sight pictured[] = {
    {"world.needs[].shipped_t[]", everybody},
    {"world.needs[].held_t", everybody},
    {"world.market.cover_inside_weeks[]", everybody},
    {"world.market.cover_outside_weeks[]", everybody},
    {"world.market.output_t[]", everybody},
    {"world.projects[].ramped", everybody},
    {"world.projects[].state", everybody},
    {"world.projects[].weeks_left", everybody},
    {"world.tally.mass_balance_rel_max", everybody},
    {"talks.talks[].", known_talk},
    {"world.events[].is_public", everybody},
    {"world.events[].", news},
    {"world.facilities[].output_t", own_site},
};

// Offers that no longer stand stay on the screens of those who sat at the table, for the week.
bool at_the_table(const Look& look) {
    const auto& talks = look.game.talks.talks;
    return look.seat != no_seat && look.offer().talk < talks.size() && is_party(talks[look.offer().talk].parties, look.seat);
}
constexpr Sight remembered[] = {{"talks.offers[].", at_the_table}};

// A bigger game than most, furnished with secrets.
std::unique_ptr<Game> furnished(const Setup& setup, const Cast& cast, std::uint64_t seed, int weeks, int rounds) {
    Played played = play_until(setup, cast, seed, weeks, rounds);
    open_phase(setup, *played.game);
    Event secret;
    secret.kind = EventKind::offer_made;
    secret.by = setup.params.of(Government::us).seat;
    secret.to = setup.params.of(Government::china).seat;
    secret.is_public = false;
    secret.importance = 3;
    if (played.game->world.events.full()) played.game->world.events[0] = secret;
    else static_cast<void>(played.game->world.events.push(secret));
    return std::move(played.game);
}

}  // namespace

TEST_CASE("no screen shows what its watcher may not know", "[game][fog][watch]") {
    const std::uint64_t seed = GENERATE(77ULL, 78ULL);
    const auto setup = april_setup();
    const Cast cast = cast_of(*setup, "random");
    const auto game = furnished(*setup, cast, seed, seed == 77 ? 12 : 5, 2);
    std::vector<Watch> watches;
    watches.push_back({*setup, *game, Viewpoint::spectator, no_seat});
    for (SeatId seat = 0; seat < setup->params.seats; ++seat) watches.push_back({*setup, *game, Viewpoint::seat, seat});
    std::set<std::string_view> shown;
    for (Watch& watch : watches) {
        const Kept<Snapshot> before(watch.look());
        const auto allowed = [&](const Leaf& leaf) {
            const Look look{*setup, *game, watch.seat, leaf.at};
            for (const Sight* sight : {sight_of(leaf.row), sight_in(pictured, leaf.row), sight_in(remembered, leaf.row)})
                if (sight != nullptr && sight->may_see(look)) return true;
            return false;
        };
        std::set<std::string> leaks;
        each_leaf(*game, [&](const std::string& path, const Field& field, void* element) {
            const Leaf leaf = parse(path);
            std::array<std::byte, 8> kept;
            std::memcpy(kept.data(), element, field.stride);
            const bool before_it = allowed(leaf);
            change_leaf(field, element, seed == 77 ? 0 : 1);
            const bool after_it = allowed(leaf);
            const bool is_hidden = !before_it && !after_it;
            const Sight* sight = sight_in(pictured, leaf.row);
            const bool is_awaited = sight != nullptr && !shown.contains(sight->row);
            // What may be seen, and need not be shown to be, is no question.
            if ((is_hidden || is_awaited) && !before.is(watch.look())) {
                if (is_hidden) leaks.insert(leaf.row);
                if (sight != nullptr) shown.insert(sight->row);
            }
            std::memcpy(element, kept.data(), field.stride);
        });
        for (const std::string& leak : leaks) {
            CAPTURE(seed, name_of(watch.viewpoint), int{watch.seat}, leak);
            CHECK(leak.empty());
        }
    }
    for (const Sight& sight : pictured) {
        CAPTURE(sight.row);
        CHECK((seed != 77 || shown.contains(sight.row)));
    }
}

TEST_CASE("why a seat answered is shown to itself and the facilitator, for the week", "[game][fog][watch]") {
    const auto setup = april_setup();
    const auto game = std::make_unique<Game>(start_game(*setup, 80));
    const auto answers = std::make_unique<Answers>();
    const SeatId us = setup->params.of(Government::us).seat, china = setup->params.of(Government::china).seat;
    for (SeatId seat : {us, china}) {
        Message message;
        message.kind = MessageKind::reject;
        message.offer = 5;
        REQUIRE((*answers)[seat].messages.push(message));
        Rationale why;
        why.value = 1.0 + seat;
        REQUIRE((*answers)[seat].rationales.push(why));
    }
    WeekReasons reasons;
    reasons.take(*game, {PhaseKind::talk, 1, 2, bit(us) | bit(china)}, *answers);
    Watch all{*setup, *game, Viewpoint::facilitator, no_seat}, own{*setup, *game, Viewpoint::seat, china}, none{*setup, *game, Viewpoint::spectator, no_seat};
    for (Watch* watch : {&all, &own, &none}) {
        watch->look();
        CHECK(watch->picture->reasons.empty());  // a snapshot alone knows none
        reasons.show(watch->viewpoint, watch->seat, *watch->picture);
    }
    CHECK(all.picture->reasons.size() == 2);
    REQUIRE(own.picture->reasons.size() == 1);
    CHECK(own.picture->reasons[0].seat == china);
    CHECK(own.picture->reasons[0].numbers[0].value == 1.0 + china);
    CHECK(none.picture->reasons.empty());
    reasons.take(*game, {PhaseKind::talk, 2, 1, 0}, *answers);
    reasons.show(Viewpoint::facilitator, no_seat, *all.picture);
    CHECK(all.picture->reasons.empty());  // another week's
}

TEST_CASE("the facilitator's screen shows types, books and every table", "[game][watch]") {
    const auto setup = april_setup();
    const Cast cast = cast_of(*setup, "random");
    const auto game = furnished(*setup, cast, 79, 10, 2);
    Watch all{*setup, *game, Viewpoint::facilitator, no_seat}, none{*setup, *game, Viewpoint::spectator, no_seat};
    all.look();
    none.look();
    CHECK(all.picture->events.size() == game->world.events.size());
    CHECK(none.picture->events.size() < all.picture->events.size());
    CHECK(none.picture->offers.empty());
    CHECK(none.picture->queue_throughput == 0.0);
    CHECK(all.picture->queue_throughput == game->world.desk.throughput);
    for (const FirmSnapshot& firm : all.picture->firms) CHECK(firm.visible);
    for (const FirmSnapshot& firm : none.picture->firms) CHECK_FALSE(firm.visible);
    for (const GovernmentSnapshot& government : none.picture->governments) CHECK_FALSE((government.present && government.visible));
}

}  // namespace chokepoint::test

