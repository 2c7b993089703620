#include "engine/game/recorder.hpp"

namespace chokepoint {

JournalHeader journal_header(const Setup& setup, std::string scenario_text, std::string version, std::uint64_t seed,
                             int weeks, const std::vector<std::string>& strategies) {
    JournalHeader header{std::move(version), std::move(scenario_text), seed, weeks, {}};
    for (SeatId seat = 0; seat < seat_count(setup.scenario); ++seat) {
        const bool is_given = seat < strategies.size() && !strategies[seat].empty();
        header.seats.push_back({std::string(role_of(setup.scenario, seat)),
                                is_given ? strategies[seat] : std::string(strategy_of(setup.scenario, seat))});
    }
    return header;
}

std::vector<std::string> strategies_of(const JournalHeader& header) {
    std::vector<std::string> strategies;
    for (const JournalSeat& seat : header.seats) {
        const std::string_view name = seat.strategy;
        if (name == remote_strategy)
            strategies.emplace_back();
        else
            strategies.emplace_back(name.starts_with(remote_prefix) ? name.substr(remote_prefix.size()) : name);
    }
    return strategies;
}

PhaseRecord phase_record(const Phase& phase, const Answers& answers,
                         const std::array<AnswerOrigin, limits::seats>& origins) {
    PhaseRecord record{phase.week, phase.round, phase.kind, {}};
    for (SeatId seat = 0; seat < limits::seats; ++seat)
        if (phase.asked & bit(seat)) record.answers.push_back({seat, origins[seat], answers[seat]});
    return record;
}

DigestRecord digest_record(const Game& game, int week) {
    DigestRecord record{week, digest_of(game), {}};
    for (const LeafHash& leaf : leaf_hashes(table_of<Game>(), &game)) record.leaves.push_back(leaf.hash);
    return record;
}

PlayHooks Recorder::hooks(PlayHooks next) {
    PlayHooks hooks;
    hooks.wants_rationales = next.wants_rationales;
    hooks.answered = [this, also = next.answered](const Game& game, const Phase& phase, const Answers& answers) {
        week_ = phase.week;
        append(phase_record(phase, answers, {}));  // all local
        if (also) also(game, phase, answers);
    };
    hooks.phase_closed = [this, also = next.phase_closed](const Game& game) {
        const bool goes_on = also ? also(game) : true;
        return goes_on && status_.ok();
    };
    hooks.week_closed = [this, also = next.week_closed](const Game& game) {
        if (status_.ok()) append(digest_record(game, week_));
        const bool goes_on = also ? also(game) : true;
        return goes_on && status_.ok();
    };
    return hooks;
}

void Recorder::append(const JournalRecord& record) {
    if (status_.ok()) status_ = writer_->append(record);
}

Status Recorder::finish(const Game& game) {
    append(EndRecord{week_, digest_of(game)});
    return status_;
}

}  // namespace chokepoint
