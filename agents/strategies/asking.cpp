#include "agents/strategies/asking.hpp"

#include <algorithm>

namespace chokepoint::agents {

bool have_settled(const PublicView& record, const PartyList& parties, Suspended suspended) {
    return std::any_of(record.agreements.begin(), record.agreements.end(), [&](const Agreement& agreement) {
        if (!is_standing(agreement) || agreement.parties.size() != parties.size()) return false;
        if (agreement.state == AgreementState::suspended && suspended == Suspended::counts_not) return false;
        return std::all_of(parties.begin(), parties.end(), [&](SeatId party) { return includes(agreement.parties, party); });
    });
}

Message ask_to_talk(const Agenda& agenda, std::size_t index, SeatId self) {
    Message message;
    message.kind = MessageKind::open_talk;
    message.agenda = static_cast<std::uint8_t>(index);
    message.level = agenda.level;
    for (SeatId party : agenda.parties)
        if (party != self) static_cast<void>(message.with.push(party));
    return message;
}

}  // namespace chokepoint::agents
