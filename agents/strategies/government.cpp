#include "agents/strategies/government.hpp"

#include <algorithm>

#include "agents/strategies/escalation.hpp"
#include "agents/strategies/judgement.hpp"
#include "agents/strategies/table.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Weeks from a talk's opening to the reservation value: the patient take longer, those in pain less.
double weeks_to_concede(const Lens& self, bool with_rival) {
    const double wait = 1.0 / (1.0 - math::clamp(self.patience, 0.5, 0.995));
    const double patience = math::clamp(wait / judgement::mean_wait_weeks, 0.5, 1.8);
    const double weeks = judgement::concession_weeks * patience / (1.0 + self.pain / judgement::hurting_pain);
    return std::max(2.0, with_rival ? weeks : judgement::ally_haste * weeks);
}

bool includes(const PartyList& parties, SeatId seat) {
    return std::find(parties.begin(), parties.end(), seat) != parties.end();
}

class GovernmentAgent final : public Agent {
  public:
    GovernmentAgent(Facts facts, const Style& style, const Actors& actors)
        : facts_(std::move(facts)), style_(style), actors_(actors) {}

    void decide(const Observation& observation, Mind& mind, std::uint64_t seat_key, Answer& out) const override {
        if (observation.seat >= facts_.government_seats || observation.record.phase == PhaseKind::over) return;
        auto memory = mind.load<GovernmentMind>();
        const View view = look(facts_, observation, style_.hawk_shift);
        const Position position{view, observation, view.of(observation.seat), style_};
        Rng rng(seat_key, static_cast<std::uint32_t>(observation.record.week), Purpose::agent,
                static_cast<std::uint32_t>(observation.record.round));
        Pen pen(out);
        const Actor& actor = *actors_[index_of(position.self.government)];
        follow(position, memory);
        if (observation.record.phase == PhaseKind::talk) talk(position, actor, memory, pen);
        actor.act(position, memory, rng, pen);
        tend_agreements(position, memory, pen);
        mind.store(memory);
    }

  private:
    void talk(const Position& position, const Actor& actor, GovernmentMind& memory, Pen& pen) const {
        const SeatId rival = facts_.seat_of(rival_of(position.self.government));
        for (const TalkView& talk : position.observation.talks) {
            const bool with_rival = includes(talk.parties, rival);
            AgendaMemory spare{};
            AgendaMemory& agenda = talk.agenda < memory.agendas.size() ? memory.agendas[talk.agenda] : spare;
            const Manner manner{style_, weeks_to_concede(position.self, with_rival),
                                judgement::red_line_share * position.self.red_line};
            sit_down(position.view, actors_, position.observation, talk, manner, agenda, pen);
        }
        for (std::size_t i = 0; i < facts_.agendas.size() && i < memory.agendas.size(); ++i)
            consider_opening(position, actor, i, memory, pen);
    }

    // Asks for a talk where there is none, where no agreement of these parties stands, and where a deal that the
    // others might take would leave the seat better off than none.
    void consider_opening(const Position& position, const Actor& actor, std::size_t index, GovernmentMind& memory,
                          Pen& pen) const {
        const Agenda& agenda = facts_.agendas[index];
        AgendaMemory& past = memory.agendas[index];
        const Observation& observation = position.observation;
        const int week = observation.record.week;
        if (!includes(agenda.parties, observation.seat) || agenda.parties.size() < 2) return;
        for (const TalkView& talk : observation.talks)
            if (talk.agenda == index) return;
        for (const Agreement& agreement : observation.record.agreements) {
            if (!is_standing(agreement) || agreement.parties.size() != agenda.parties.size()) continue;
            const bool same = std::all_of(agenda.parties.begin(), agenda.parties.end(),
                                          [&](SeatId party) { return includes(agreement.parties, party); });
            if (same) {
                past = AgendaMemory{};  // what comes after it is another round of talks
                past.last_try_week = static_cast<std::int16_t>(week);
                return;
            }
        }
        if (past.last_try_week > 0 && week < past.last_try_week + 2) return;
        const SeatId rival = facts_.seat_of(rival_of(position.self.government));
        const bool with_rival = position.self.government == Government::us || position.self.government == Government::china
                                    ? includes(agenda.parties, rival)
                                    : false;
        if (with_rival && !actor.ready_to_talk(position, memory)) return;
        // China lets others come; the callers are those who want something.
        if (!with_rival && position.self.government == Government::china) return;
        const Table table = lay_table(position.view, actors_, agenda, observation.seat,
                                      judgement::red_line_share * position.self.red_line);
        if (table.gain <= 0.0) return;
        Message message;
        message.kind = MessageKind::open_talk;
        message.agenda = static_cast<std::uint8_t>(index);
        message.level = agenda.level;
        for (SeatId party : agenda.parties)
            if (party != observation.seat) static_cast<void>(message.with.push(party));
        if (!pen.write(message)) return;
        pen.note(RationaleKind::own_value, table.gain);
        past.last_try_week = static_cast<std::int16_t>(week);
    }

    Facts facts_;
    Style style_;
    Actors actors_;
};

}  // namespace

std::unique_ptr<const Agent> make_government(Facts facts, const Style& style, const Actors& actors) {
    return std::make_unique<GovernmentAgent>(std::move(facts), style, actors);
}

}  // namespace chokepoint::agents
