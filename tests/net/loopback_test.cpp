// One game, wherever its agents run: in process, over TCP, and replayed from its journal.
#include "engine/game/recorder.hpp"
#include "engine/game/replay.hpp"
#include "proto/codec/messages.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/journal/journal_file.hpp"
#include "proto/net/loopback.hpp"
#include "tests/net/small_game.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

// Keeps records in memory, and can be told to fail.
class MemoryJournal : public JournalWriter {
  public:
    explicit MemoryJournal(std::vector<JournalRecord>& records, std::size_t room = SIZE_MAX)
        : records_(records), room_(room) {}
    Status append(const JournalRecord& record) override {
        if (records_.size() >= room_) return fail("the disk is full");
        records_.push_back(record);
        return Done{};
    }

  private:
    std::vector<JournalRecord>& records_;
    std::size_t room_;
};

struct Recorded {
    JournalHeader header;
    std::vector<JournalRecord> records;
    std::uint64_t digest = 0;

    NextRecord from_start() const {
        return [this, at = std::size_t{0}]() mutable -> std::optional<JournalRecord> {
            if (at >= records.size()) return std::nullopt;
            return records[at++];
        };
    }
};

Recorded play_in_process(std::uint64_t seed) {
    const auto setup = small_setup();
    Recorded recorded;
    recorded.header = journal_header(*setup, codec::scenario_text(setup->scenario), "test", seed, 0, {});
    MemoryJournal journal(recorded.records);
    Recorder recorder(journal);
    auto cast = make_cast(*setup, jitter_roster(), {});
    REQUIRE(cast.ok());
    std::vector<Mind> minds;
    auto game = std::make_unique<Game>(start_game(*setup, seed));
    play(*setup, *game, *cast, minds, recorder.hooks());
    REQUIRE(recorder.finish(*game).ok());
    recorded.digest = digest_of(*game);
    return recorded;
}

Recorded play_by_tcp(std::uint64_t seed) {
    Recorded recorded;
    net::LoopbackGame game;
    game.setup = small_setup();
    game.roster = jitter_roster();
    game.seed = seed;
    game.journal = [&recorded](const JournalHeader& header) -> Result<std::unique_ptr<JournalWriter>> {
        recorded.header = header;
        return std::unique_ptr<JournalWriter>(new MemoryJournal(recorded.records));
    };
    const auto result = net::play_over_tcp(std::move(game));
    if (!result) FAIL(to_string(result.errors()));
    CHECK(result->complete);
    CHECK(digest_of(*result->game) == result->digest);
    recorded.digest = result->digest;
    return recorded;
}

ReplayOptions with_agents() {
    ReplayOptions options;
    options.roster = jitter_roster();
    return options;
}

}  // namespace

TEST_CASE("a game over TCP is the game in process", "[net][determinism]") {
    for (const std::uint64_t seed : {1u, 7u}) {
        CAPTURE(seed);
        const Recorded local = play_in_process(seed), remote = play_by_tcp(seed);
        CHECK(format_digest(local.digest) == format_digest(remote.digest));
        REQUIRE(local.records.size() == remote.records.size());
        for (std::size_t i = 0; i < local.records.size(); ++i) {
            const auto *a = std::get_if<DigestRecord>(&local.records[i]), *b = std::get_if<DigestRecord>(&remote.records[i]);
            REQUIRE((a == nullptr) == (b == nullptr));
            if (a) CHECK(a->digest == b->digest);
        }
    }
    CHECK(play_in_process(1).digest != play_in_process(7).digest);
}

TEST_CASE("a journal replays to the same digests, local or over TCP", "[net][journal][determinism]") {
    const bool over_tcp = GENERATE(false, true);
    CAPTURE(over_tcp);
    const Recorded recorded = over_tcp ? play_by_tcp(3) : play_in_process(3);
    const auto scenario = codec::parse_scenario(recorded.header.scenario_text, "journal");
    if (!scenario) FAIL(to_string(scenario.errors()));
    const auto setup = make_setup(*scenario);
    REQUIRE(setup.ok());
    const auto report = replay(**setup, recorded.header, recorded.from_start(), with_agents());
    if (!report) FAIL(to_string(report.errors()));
    if (report->mismatch) FAIL("week " << report->mismatch->week << ": " << report->mismatch->field);
    CHECK(report->digest == recorded.digest);
    CHECK(report->weeks == 6);
    CHECK(report->digests_checked == 6);
    CHECK(report->has_end);
    CHECK(report->answers_checked > 40);
    CHECK(report->answer_differences.empty());
}

TEST_CASE("a replay stops after the week it is told", "[journal]") {
    const Recorded recorded = play_in_process(3);
    const auto setup = small_setup();
    for (const int week : {0, 1, 4}) {
        ReplayOptions options;
        options.until_week = week;
        const auto report = replay(*setup, recorded.header, recorded.from_start(), options);
        REQUIRE(report.ok());
        CHECK(report->weeks == week);
        CHECK(report->digests_checked == week);
        CHECK(report->game->cursor.week == week + 1);
        CHECK_FALSE(report->game->cursor.open);
    }
}

TEST_CASE("a replay names the week and the first field in which a game differs", "[journal]") {
    Recorded recorded = play_in_process(3);
    const auto setup = small_setup();
    const auto tariff_of = [](JournalRecord& record) -> double* {
        auto* phase = std::get_if<PhaseRecord>(&record);
        if (!phase || phase->phase != PhaseKind::orders || phase->week != 3) return nullptr;
        return &phase->answers[0].answer.messages[0].order.value;
    };
    for (JournalRecord& record : recorded.records)
        if (double* value = tariff_of(record)) *value = 59.5;
    const auto report = replay(*setup, recorded.header, recorded.from_start(), with_agents());
    REQUIRE(report.ok());
    REQUIRE(report->mismatch);
    CHECK(report->mismatch->week == 3);
    CHECK_THAT(report->mismatch->field, contains("world."));
    REQUIRE(report->answer_differences.size() == 1);
    CHECK(report->answer_differences[0].week == 3);
    CHECK(report->answer_differences[0].seat == 0);
    CHECK(report->answer_differences[0].field == "messages[0].order.value");
    CHECK(report->answer_differences[0].recorded == "59.5");
}

TEST_CASE("a replay with other agents reports the answers, not the digests", "[journal]") {
    Recorded recorded = play_in_process(3);
    recorded.header.seats[2].strategy = "other";
    const auto report = replay(*small_setup(), recorded.header, recorded.from_start(), with_agents());
    REQUIRE(report.ok());
    CHECK_FALSE(report->mismatch);
    REQUIRE_FALSE(report->answer_differences.empty());
    CHECK(report->answer_differences[0].seat == 2);
}

TEST_CASE("a record out of place is an error", "[journal]") {
    Recorded recorded = play_in_process(3);
    recorded.records.erase(recorded.records.begin());
    const auto report = replay(*small_setup(), recorded.header, recorded.from_start());
    REQUIRE_FALSE(report.ok());
    CHECK_THAT(to_string(report.errors()), contains("does not follow"));
}

TEST_CASE("a room whose journal fails stops before the phase takes effect", "[net][journal][disk]") {
    std::vector<JournalRecord> records;
    net::LoopbackGame game;
    game.setup = small_setup();
    game.roster = jitter_roster();
    game.journal = [&records](const JournalHeader&) -> Result<std::unique_ptr<JournalWriter>> {
        return std::unique_ptr<JournalWriter>(new MemoryJournal(records, 5));
    };
    const auto result = net::play_over_tcp(std::move(game));
    REQUIRE_FALSE(result.ok());
    CHECK_THAT(to_string(result.errors()), contains("the disk is full"));
    CHECK(records.size() == 5);
}

TEST_CASE("every observation survives the wire bit for bit", "[codec]") {
    const auto setup = small_setup();
    auto cast = make_cast(*setup, jitter_roster(), {});
    REQUIRE(cast.ok());
    std::vector<Mind> minds;
    auto game = std::make_unique<Game>(start_game(*setup, 11));
    auto seen = std::make_unique<Observation>(), read = std::make_unique<Observation>();
    PlayHooks hooks;
    hooks.answered = [&](const Game& now, const Phase&, const Answers& answers) {
        for (SeatId seat = 0; seat < 4; ++seat) {
            observe(*setup, now, seat, *seen);
            std::string bytes;
            codec::encode(*seen, bytes);
            const Status decoded = codec::decode(bytes, *read);
            if (!decoded) FAIL(to_string(decoded.errors()));
            const Difference difference = first_difference(*seen, *read);
            CHECK(difference.path == "");
            CHECK(digest_of(*seen) == digest_of(*read));
            bytes.clear();
            codec::encode(answers[seat], bytes);
            Answer answer;
            REQUIRE(codec::decode(bytes, answer).ok());
            CHECK(digest_of(answer) == digest_of(answers[seat]));
        }
        auto shot = std::make_unique<Snapshot>(), shot_read = std::make_unique<Snapshot>();
        snapshot(*setup, now, Viewpoint::facilitator, no_seat, *shot);
        std::string bytes;
        codec::encode(*shot, bytes);
        const Status decoded = codec::decode(bytes, *shot_read);
        if (!decoded) FAIL(to_string(decoded.errors()));
        CHECK(digest_of(*shot) == digest_of(*shot_read));
    };
    play(*setup, *game, *cast, minds, hooks);
}

TEST_CASE("schemas and field tables agree", "[codec]") {
    for (const std::string& fault : codec::play_schema_faults()) FAIL_CHECK(fault);
}
