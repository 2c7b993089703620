// What becomes of contracts that are about to run out, or lie suspended: a firm has one prolonged, or taken up again, as it stands while it still gains by it and
// can keep its part. One that either side no longer wants lapses, and what comes after is bargained over anew (dealings.cpp).
#include <algorithm>

#include "agents/firm/board.hpp"
#include "agents/strategies/means.hpp"
#include "agents/strategies/table.hpp"

namespace chokepoint::agents {

namespace {

// An agreement's worth against being free of it: of its tonnes those count that nothing else covers or takes. None where the
// firm could not keep its part.
Worth worth_of_another_term(const Board& board, std::size_t index) {
    const PublicView without = record_without(board.view.record, index);
    const View free = with_record(board.view, without);
    if (!can_keep(free, board.observation.seat, board.view.record.agreements[index].terms)) return {};
    return worth_of(free, board.actors, board.observation.seat, board.view.record.agreements[index].terms);
}

// From entry into force on, ratified_by tells who wants it renewed.
bool has_asked(const Agreement& agreement, SeatId self) {
    const SeatMask parties = mask_of(agreement.parties);
    return (agreement.ratified_by & parties) != parties && (agreement.ratified_by & bit(self)) != 0;
}

}  // namespace

void tend_contracts(const Board& board, Pen& pen) {
    const SeatId self = board.observation.seat;
    const int last_chance = std::max(2, board.view.facts.weeks_per_turn);  // before the next turn is too late
    for (std::size_t i = 0; i < board.view.record.agreements.size(); ++i) {
        const Agreement& agreement = board.view.record.agreements[i];
        if (!is_party(agreement.parties, self)) continue;
        const bool is_suspended = agreement.state == AgreementState::suspended;
        // Of one that is suspended ratified_by tells who wants it resumed.
        if (is_suspended && ((agreement.ratified_by & bit(self)) != 0 || board.week() + 1 >= agreement.expiry_week)) continue;
        if (!is_suspended && (!is_in_force(agreement.state) || has_asked(agreement, self) || agreement.cure_until_week > 0 ||
                              agreement.expiry_week - board.week() > last_chance))
            continue;
        const Worth worth = worth_of_another_term(board, i);
        if (worth.total() <= 0.0) continue;
        Message message;
        message.kind = is_suspended ? MessageKind::resume : MessageKind::renew;
        message.agreement = static_cast<std::uint8_t>(i);
        pen.write(message, {worth, RationaleUnit::usd_m, 0.0});
    }
}

}  // namespace chokepoint::agents
