// Turns of several weeks: seats are asked in the first week of each; in the others orders stand and the world goes on.
#include "engine/game/recorder.hpp"
#include "engine/game/replay.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

std::shared_ptr<Setup> with_turns(std::shared_ptr<Setup> setup, int weeks) {
    setup->params.weeks_per_turn = weeks;
    setup->scenario.weeks_per_turn = weeks;
    return setup;
}

std::shared_ptr<Setup> april_in_turns(int weeks) { return with_turns(std::make_shared<Setup>(*april_setup()), weeks); }

// A game without chance, with the US and China at a table, moved by hand.
struct Table {
    std::shared_ptr<Setup> setup;
    std::unique_ptr<Game> game;
    std::unique_ptr<Answers> answers = std::make_unique<Answers>();
    SeatId us, china;

    explicit Table(int weeks_per_turn)
        : setup(with_turns(quiet_setup(), weeks_per_turn)),
          game(std::make_unique<Game>(start_game(*setup, 1))),
          us(setup->params.of(Government::us).seat),
          china(setup->params.of(Government::china).seat) {}

    void say(SeatId seat, const Message& message) { REQUIRE((*answers)[seat].messages.push(message)); }
    Phase next() {
        const Phase phase = open_phase(*setup, *game);
        close_phase(*setup, *game, *answers);
        for (Answer& answer : *answers) answer.clear();
        return phase;
    }
    // Up to the beginning of the week.
    void go_to(int week) {
        while (game->cursor.week < week) next();
    }
    // Week 1, rounds 1 and 2: a talk is opened and an offer made.
    void offer_a_truce(std::int16_t expiry_week = 0) {
        Message open;
        open.kind = MessageKind::open_talk;
        REQUIRE(open.with.push(china));
        say(us, open);
        next();
        Message offer;
        offer.kind = MessageKind::propose;
        offer.talk = 0;
        offer.expiry_week = expiry_week;
        Term truce;
        truce.kind = TermKind::truce;
        truce.by = us;
        truce.to = china;
        truce.until_week = 13;
        REQUIRE(offer.terms.push(truce));
        say(us, offer);
        next();
        REQUIRE(game->talks.offers.size() == 1);
    }
    void accept_it() {
        Message accept;
        accept.kind = MessageKind::accept;
        accept.offer = 1;
        say(china, accept);
        next();
    }
};

class Records : public JournalWriter {
  public:
    Status append(const JournalRecord& record) override {
        all.push_back(record);
        return Done{};
    }
    std::vector<JournalRecord> all;
};

}  // namespace

TEST_CASE("seats are asked in the first week of a turn, and the world goes on in every week", "[game][turns]") {
    const auto setup = april_in_turns(4);
    auto game = std::make_unique<Game>(start_game(*setup, 6, 10));
    const auto answers = std::make_unique<Answers>();
    for (int week = 1; week <= 10; ++week) {
        CAPTURE(week);
        const bool is_asked = week == 1 || week == 5 || week == 9;
        const int first = is_asked ? 1 : setup->params.rounds + 1;
        const std::uint64_t before = digest_of(game->world);
        for (int round = first; round <= setup->params.rounds + 1; ++round) {
            const Phase phase = open_phase(*setup, *game);
            CHECK(phase.week == week);
            CHECK(phase.round == round);
            CHECK(phase.kind == (round <= setup->params.rounds ? PhaseKind::talk : PhaseKind::orders));
            CHECK((phase.asked != 0) == is_asked);
            close_phase(*setup, *game, *answers);
        }
        CHECK(digest_of(game->world) != before);
    }
    CHECK(open_phase(*setup, *game).kind == PhaseKind::over);
    CHECK(outcomes(*setup, *game).weeks == 10);
}

TEST_CASE("whole games in turns end, and no mass is lost", "[game][turns]") {
    const int weeks_per_turn = GENERATE(2, 4, 26);
    CAPTURE(weeks_per_turn);
    const auto setup = april_in_turns(weeks_per_turn);
    auto game = std::make_unique<Game>(start_game(*setup, 7));
    std::vector<Mind> minds;
    play(*setup, *game, cast_of(*setup), minds);
    CHECK(game->cursor.phase == PhaseKind::over);
    CHECK(outcomes(*setup, *game).weeks == setup->params.weeks);
    CHECK(outcomes(*setup, *game).mass_balance_rel_max <= 1e-9);
}

TEST_CASE("in the middle of a turn answers are ignored and opening twice is opening once", "[game][turns]") {
    Table table(4);
    table.go_to(2);
    open_phase(*table.setup, *table.game);
    const std::uint64_t opened = digest_of(*table.game);
    open_phase(*table.setup, *table.game);
    CHECK(digest_of(*table.game) == opened);
    auto silent = std::make_unique<Game>(*table.game);
    table.say(table.us, [] {
        Message message;
        message.kind = MessageKind::order;
        message.order = tariff_order(Region::china, TariffComponent::reciprocal, 80.0);
        return message;
    }());
    table.next();
    close_phase(*table.setup, *silent, *table.answers);
    CHECK(first_difference(*table.game, *silent).path == "");
    CHECK(table.game->talks.passes[table.us] == silent->talks.passes[table.us]);
}

TEST_CASE("a standing order holds through the weeks of a turn", "[game][turns]") {
    Table table(4);
    table.go_to(1);
    for (int round = 1; round <= table.setup->params.rounds; ++round) table.next();
    Message message;
    message.kind = MessageKind::order;
    message.order = make_order(OrderKind::desk_throughput, 3.0);
    table.say(table.china, message);
    table.next();
    const double set = table.game->world.desk.throughput;
    CHECK(set == 3.0);
    table.go_to(5);
    CHECK(table.game->world.desk.throughput == set);
}

TEST_CASE("an offer without a date can be taken in the next turn, and not in the one after", "[game][turns][talks]") {
    Table table(4);
    table.offer_a_truce();
    CHECK(table.game->talks.offers[0].expiry_week == 5);
    SECTION("in the next turn") {
        table.go_to(5);
        REQUIRE(table.game->talks.offers.size() == 1);
        CHECK(table.game->talks.offers[0].state == OfferState::live);
        table.accept_it();
        CHECK(table.game->world.agreements.size() == 1);
    }
    SECTION("in the turn after the next") {
        table.go_to(9);
        table.accept_it();
        CHECK(table.game->world.agreements.empty());
        REQUIRE(table.game->talks.refused.size() == 1);
        CHECK(table.game->talks.refused[0].reason == Refusal::offer_expired);
    }
}

TEST_CASE("an offer with a date of its own keeps it, whatever the turn", "[game][turns][talks]") {
    Table table(4);
    const auto expiry = GENERATE(std::int16_t{2}, std::int16_t{5}, std::int16_t{8}, std::int16_t{9});
    CAPTURE(expiry);
    table.offer_a_truce(expiry);
    table.go_to(expiry < 9 ? 5 : 9);
    table.accept_it();
    CHECK(table.game->world.agreements.size() == (expiry >= 5 ? 1 : 0));
}

TEST_CASE("agreements are ratified and enter into force in any week of a turn", "[game][turns][agreements]") {
    Table table(4);
    table.setup->params.rules.politics.ratify_slope.value = 1.0;
    table.setup->params.rules.politics.ratify_threshold.value = 0.0;
    table.offer_a_truce();
    table.accept_it();
    table.go_to(5);
    REQUIRE(table.game->world.agreements.size() == 1);
    const Agreement& agreement = table.game->world.agreements[0];
    CHECK(agreement.state == AgreementState::in_force);
    CHECK(agreement.in_force_week > 0);
    CHECK(agreement.in_force_week < 5);
}

TEST_CASE("what was refused in the orders is told when the seat is next asked", "[game][turns][refusal]") {
    Table table(4);
    for (int round = 1; round <= table.setup->params.rounds; ++round) table.next();
    Message wrong;
    wrong.kind = MessageKind::order;
    wrong.order = make_order(OrderKind::desk_throughput, 5.0);  // China's
    table.say(table.us, wrong);
    table.next();
    table.go_to(5);
    open_phase(*table.setup, *table.game);
    const auto seen = std::make_unique<Observation>();
    observe(*table.setup, *table.game, table.us, *seen);
    REQUIRE(seen->refused.size() == 1);
    CHECK(seen->refused[0].reason == Refusal::not_yours_to_do);
}

TEST_CASE("watchers see every week close", "[game][turns][watch]") {
    const auto setup = april_in_turns(3);
    auto game = std::make_unique<Game>(start_game(*setup, 4, 7));
    const auto answers = std::make_unique<Answers>();
    const auto picture = std::make_unique<Snapshot>();
    std::vector<int> closed;
    while (open_phase(*setup, *game).kind != PhaseKind::over) {
        snapshot(*setup, *game, Viewpoint::facilitator, no_seat, *picture);
        CHECK_FALSE(picture->week_closed);
        close_phase(*setup, *game, *answers);
        snapshot(*setup, *game, Viewpoint::facilitator, no_seat, *picture);
        if (picture->week_closed) closed.push_back(picture->record.week);
    }
    CHECK(closed == std::vector<int>{1, 2, 3, 4, 5, 6, 7});
}

TEST_CASE("a game in turns is recorded and replayed week by week", "[game][turns][replay]") {
    const auto setup = april_in_turns(4);
    const std::uint64_t seed = 8;
    auto game = std::make_unique<Game>(start_game(*setup, seed, 10));
    std::vector<Mind> minds;
    Records records;
    Recorder recorder(records);
    play(*setup, *game, cast_of(*setup), minds, recorder.hooks());
    REQUIRE(recorder.finish(*game).ok());
    std::size_t next = 0;
    const auto report = replay(*setup, journal_header(*setup, "", "test", seed, 10, {}),
                               [&]() -> std::optional<JournalRecord> {
                                   if (next == records.all.size()) return std::nullopt;
                                   return records.all[next++];
                               });
    REQUIRE(report.ok());
    CHECK(report->digests_checked == 10);
    CHECK(report->has_end);
    CHECK(report->all_well());
    CHECK(report->digest == digest_of(*game));
}

}  // namespace chokepoint::test
