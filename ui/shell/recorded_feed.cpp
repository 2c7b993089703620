#include "engine/game/reasons.hpp"
#include "engine/game/sayings.hpp"
#include "ui/shell/feed.hpp"

namespace chokepoint::ui {
namespace {

// Answers of one record by seat, after a check that every seat exists.
Status take_answers(const Setup& setup, const PhaseRecord& record, Answers& answers) {
    for (Answer& answer : answers) answer.clear();
    for (const SeatAnswer& given : record.answers) {
        if (given.seat >= setup.params.seats)
            return fail("week " + std::to_string(record.week) + ": an answer of seat " + std::to_string(given.seat) +
                        ", but the scenario has " + std::to_string(setup.params.seats) + " seats");
        answers[given.seat] = given.answer;
    }
    return Done{};
}

}  // namespace

Result<std::unique_ptr<Feed>> RecordedFeed::play(const Setup& setup, const JournalHeader& header,
                                                 const std::function<std::optional<JournalRecord>()>& next) {
    auto feed = std::make_unique<RecordedFeed>();
    const auto game = std::make_unique<Game>(start_game(setup, header.seed, header.weeks));
    const auto answers = std::make_unique<Answers>();
    WeekReasons reasons;
    Sayings sayings;
    const auto show = [&] {
        auto picture = std::make_shared<Snapshot>();
        snapshot(setup, *game, Viewpoint::facilitator, no_seat, *picture);
        reasons.show(Viewpoint::facilitator, no_seat, *picture);
        feed->waiting_.push_back(std::move(picture));
    };
    std::uint64_t digest = 0;
    while (const std::optional<JournalRecord> record = next()) {
        if (const auto* checked = std::get_if<DigestRecord>(&*record)) digest = checked->digest;
        if (const auto* end = std::get_if<EndRecord>(&*record)) digest = end->digest;
        const auto* phase_record = std::get_if<PhaseRecord>(&*record);
        if (phase_record == nullptr) continue;
        const Phase phase = open_phase(setup, *game);
        if (phase.kind != phase_record->phase || phase.week != phase_record->week || phase.round != phase_record->round)
            return fail("the journal goes on with week " + std::to_string(phase_record->week) + ", round " +
                        std::to_string(phase_record->round) + ", where the game stands at week " +
                        std::to_string(phase.week) + ", round " + std::to_string(phase.round));
        if (Status taken = take_answers(setup, *phase_record, *answers); !taken) return taken.errors();
        for (const SeatAnswer& given : phase_record->answers)
            for (const Saying& saying : given.sayings) sayings.take(*game, given.seat, saying);
        close_phase(setup, *game, *answers);
        reasons.take(*game, phase, *answers);
        show();
    }
    if (feed->waiting_.empty()) show();  // a journal without a phase: the opening
    feed->sayings_ = sayings.all();
    feed->status_ = "recorded, seed " + std::to_string(header.seed);
    if (digest != 0) feed->status_ += ", digest " + format_digest(digest);
    return std::unique_ptr<Feed>(std::move(feed));
}

bool RecordedFeed::collect(History& history) {
    for (const auto& picture : waiting_) history.add(*picture);
    for (const HeardSaying& saying : sayings_) history.hear(saying);
    sayings_.clear();
    const bool any = !waiting_.empty();
    waiting_.clear();
    return any;
}

}  // namespace chokepoint::ui
