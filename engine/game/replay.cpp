#include "engine/game/replay.hpp"

#include "engine/base/fields.hpp"

namespace chokepoint {
namespace {

// One seat's agent that is asked again, for as long as its answers come from one and the same place: after a
// pass for absence or a change of hands nobody knows what the player remembered.
class Witness {
  public:
    Witness(const Setup& setup, const Roster& roster, SeatId seat, std::string_view strategy) {
        if (!roster || strategy == remote_strategy) return;
        if (strategy.starts_with(remote_prefix)) {
            strategy.remove_prefix(remote_prefix.size());
            origin_ = AnswerOrigin::remote;
        }
        if (auto agent = roster(setup.scenario, seat, strategy); agent) agent_ = std::move(*agent);
    }

    bool may_be_asked(AnswerOrigin origin) {
        if (origin != origin_) agent_.reset();
        return agent_ != nullptr;
    }
    void ask(const Observation& observation, std::uint64_t key, Answer& answer) {
        agent_->decide(observation, mind, key, answer);
    }

    Mind mind;

  private:
    std::unique_ptr<const Agent> agent_;
    AnswerOrigin origin_ = AnswerOrigin::local;  // where its answers must come from
};

class Replay {
  public:
    Replay(const Setup& setup, const JournalHeader& header, const ReplayOptions& options)
        : setup_(setup),
          header_(header),
          options_(options),
          game_(std::make_shared<Game>(start_game(setup, header.seed, header.weeks))),
          answers_(std::make_unique<Answers>()),
          observation_(std::make_unique<Observation>()),
          answer_(std::make_unique<Answer>()) {
        report_.passes.resize(header.seats.size());
        for (SeatId seat = 0; seat < header.seats.size(); ++seat)
            witnesses_.emplace_back(setup, options.roster, seat, header.seats[seat].strategy);
    }

    Result<ReplayReport> run(const NextRecord& next) {
        while (!report_.mismatch) {
            if (options_.until_week && report_.weeks >= *options_.until_week && has_digest_) break;
            const std::optional<JournalRecord> record = next();
            if (!record) break;
            if (const auto* phase = std::get_if<PhaseRecord>(&*record)) {
                if (options_.until_week && phase->week > *options_.until_week) break;
                if (const Status taken = take(*phase); !taken) return taken.errors();
            } else if (const auto* digest = std::get_if<DigestRecord>(&*record)) {
                take(*digest);
            } else {
                take(std::get<EndRecord>(*record));
            }
        }
        report_.digest = digest_of(*game_);
        report_.game = game_;
        for (const Witness& witness : witnesses_) report_.minds.push_back(witness.mind);
        return std::move(report_);
    }

  private:
    Status take(const PhaseRecord& record) {
        has_digest_ = false;
        const Phase phase = open_phase(setup_, *game_);
        if (phase.week != record.week || phase.round != record.round || phase.kind != record.phase)
            return fail("the record of week " + std::to_string(record.week) + ", round " +
                        std::to_string(record.round) + " does not follow: the game stands at week " +
                        std::to_string(phase.week) + ", round " + std::to_string(phase.round) +
                        "; was it made with another scenario or another version?");
        for (Answer& answer : *answers_) answer.clear();
        for (const SeatAnswer& given : record.answers) {
            if (given.seat >= witnesses_.size())
                return fail("week " + std::to_string(record.week) + ": an answer of seat " +
                            std::to_string(given.seat) + ", which the scenario does not have");
            (*answers_)[given.seat] = given.answer;
            if (given.origin == AnswerOrigin::absent) ++report_.passes[given.seat];
            for (const Saying& saying : given.sayings) report_.sayings.take(*game_, given.seat, saying);
            if (witnesses_[given.seat].may_be_asked(given.origin)) compare(phase, given);
        }
        if (options_.answered) options_.answered(*game_, phase, *answers_);
        close_phase(setup_, *game_, *answers_);
        if (phase.kind == PhaseKind::orders) {
            report_.weeks = phase.week;
            has_digest_ = !options_.checks_digests;
            if (options_.week_closed) options_.week_closed(*game_);
        }
        return Done{};
    }

    void compare(const Phase& phase, const SeatAnswer& given) {
        observe(setup_, *game_, given.seat, *observation_);
        answer_->clear();
        answer_->wants_rationale = false;
        witnesses_[given.seat].ask(*observation_, seat_key(header_.seed, given.seat), *answer_);
        ++report_.answers_checked;
        Answer recorded = given.answer;
        recorded.rationales.clear();  // written only where they were asked for
        answer_->rationales.clear();
        const Difference difference = first_difference(recorded, *answer_);
        if (difference.path.empty() || report_.answer_differences.size() >= ReplayReport::answer_differences_max) return;
        report_.answer_differences.push_back(
            {phase.week, phase.round, given.seat, difference.path, difference.left, difference.right});
    }

    void take(const DigestRecord& record) {
        has_digest_ = true;
        if (!options_.checks_digests) return;
        ++report_.digests_checked;
        const std::uint64_t digest = digest_of(*game_);
        if (digest == record.digest && record.week == report_.weeks) return;
        report_.mismatch = ReplayMismatch{record.week, first_leaf(record), record.digest, digest};
    }

    // The first row of the field table whose recorded hash is not the replayed one.
    std::string first_leaf(const DigestRecord& record) const {
        if (record.week != report_.weeks) return "cursor.week";
        const std::vector<LeafHash> leaves = leaf_hashes(table_of<Game>(), game_.get());
        if (leaves.size() != record.leaves.size()) return "(unknown: the journal's version has other fields)";
        for (std::size_t i = 0; i < leaves.size(); ++i)
            if (leaves[i].hash != record.leaves[i]) return leaves[i].path;
        return "(none: every field agrees, only the recorded digest does not)";
    }

    void take(const EndRecord& record) {
        report_.has_end = true;
        if (!options_.checks_digests) return;
        std::uint64_t digest = digest_of(*game_);
        if (digest == record.digest) return;
        // A game played to its end was opened once more, to learn that it is over.
        open_phase(setup_, *game_);
        digest = digest_of(*game_);
        if (digest == record.digest) return;
        report_.mismatch = ReplayMismatch{record.weeks, "(at the end, after the last week's digest)", record.digest, digest};
    }

    const Setup& setup_;
    const JournalHeader& header_;
    const ReplayOptions& options_;
    std::shared_ptr<Game> game_;
    std::unique_ptr<Answers> answers_;
    std::unique_ptr<Observation> observation_;
    std::unique_ptr<Answer> answer_;
    std::vector<Witness> witnesses_;
    ReplayReport report_;
    bool has_digest_ = true;  // nothing of the week is still to be read
};

Status seats_agree(const Setup& setup, const JournalHeader& header) {
    if (header.seats.size() != seat_count(setup.scenario))
        return fail("the header lists " + std::to_string(header.seats.size()) + " seats, its scenario has " +
                    std::to_string(seat_count(setup.scenario)));
    for (SeatId seat = 0; seat < header.seats.size(); ++seat)
        if (header.seats[seat].role != role_of(setup.scenario, seat))
            return fail("the header's seat " + std::to_string(seat) + " is '" + header.seats[seat].role +
                        "', the scenario's is '" + std::string(role_of(setup.scenario, seat)) + "'");
    return Done{};
}

}  // namespace

Result<ReplayReport> replay(const Setup& setup, const JournalHeader& header, const NextRecord& next,
                            const ReplayOptions& options) {
    if (const Status agreed = seats_agree(setup, header); !agreed) return agreed.errors();
    return Replay(setup, header, options).run(next);
}

}  // namespace chokepoint
