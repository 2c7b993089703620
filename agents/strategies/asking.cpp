#include "agents/strategies/asking.hpp"

namespace chokepoint::agents {

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
