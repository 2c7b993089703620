#include "agents/strategies/government.hpp"

#include <algorithm>
#include <optional>

#include "agents/strategies/escalation.hpp"
#include "agents/strategies/evidence.hpp"
#include "agents/strategies/foresight.hpp"
#include "agents/strategies/inquiries.hpp"
#include "agents/strategies/judgement.hpp"
#include "agents/strategies/means.hpp"
#include "agents/strategies/table.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

class GovernmentAgent final : public Agent {
  public:
    GovernmentAgent(Facts facts, const Style& style, const Actors& actors, std::shared_ptr<const Imagination> imagination)
        : facts_(std::move(facts)), style_(style), actors_(actors), imagination_(std::move(imagination)) {}

    void decide(const Observation& observation, Mind& mind, std::uint64_t seat_key, Answer& out) const override {
        if (observation.seat >= facts_.government_seats || observation.record.phase == PhaseKind::over) return;
        auto memory = mind.load<GovernmentMind>();
        View view = look(facts_, observation, style_.hawk_shift);
        const Position position{view, observation, view.of(observation.seat), style_};
        Rng rng(seat_key, static_cast<std::uint32_t>(observation.record.week), Purpose::agent,
                static_cast<std::uint32_t>(observation.record.round));
        Pen pen(out);
        const Actor& actor = *actors_[index_of(position.self.government)];
        const bool infers = style_.concession == Concession::by_inference;
        if (infers && style_.learns) watch(position, memory);
        follow(position, memory);
        note_doubts(observation, memory);
        if (infers) believe(view, observation.seat, memory);
        std::optional<Foresight> foresight;
        if (style_.concession == Concession::by_search && imagination_ != nullptr) {
            const auto when = static_cast<std::uint32_t>(observation.record.week * 16 + observation.record.round);
            foresight.emplace(Foresight{*imagination_, derive_seed(seat_key, Purpose::imagination, when), style_.budget});
            hold_back(*foresight, position, memory);
        }
        if (observation.record.phase == PhaseKind::talk) talk(position, actor, foresight ? &*foresight : nullptr, memory, pen);
        actor.act(position, memory, rng, pen);
        inquire(position, actor, pen);
        tend_agreements(position, memory, pen);
        resume_agreements(position, memory, pen);
        mind.store(memory);
    }

  private:
    void talk(const Position& position, const Actor& actor, Foresight* foresight, GovernmentMind& memory, Pen& pen) const {
        const SeatId rival = facts_.seat_of(rival_of(position.self.government));
        for (const TalkView& talk : position.observation.talks) {
            const bool with_rival = is_party(talk.parties, rival);
            if (with_rival && style_.grim && memory.wronged) {
                leave_for_good(talk, pen);
                continue;
            }
            AgendaMemory& agenda = talk.agenda < memory.agendas.size() ? memory.agendas[talk.agenda] : free_talk(memory, talk, position.observation.seat);
            const Manner manner{style_, weeks_to_concede(position.self, with_rival),
                                judgement::red_line_share * position.self.red_line, &memory, foresight};
            sit_down(position.view, actors_, position.observation, talk, manner, agenda, pen);
        }
        open_talk(position, actor, memory, pen);
    }

    // The memory of a talk on no agenda, begun anew with each talk; a new one takes the place of the oldest.
    static AgendaMemory& free_talk(GovernmentMind& memory, const TalkView& talk, SeatId self) {
        const SeatId other = talk.parties[0] == self ? talk.parties[1] : talk.parties[0];
        PartnerMemory* oldest = &memory.free_talks[0];
        for (PartnerMemory& partner : memory.free_talks) {
            if (partner.known && partner.with == other && partner.talks.first_week == talk.opened_week) return partner.talks;
            if (!partner.known || partner.talks.first_week < oldest->talks.first_week) oldest = &partner;
        }
        *oldest = PartnerMemory{};
        oldest->known = true;
        oldest->with = other;
        oldest->talks.first_week = talk.opened_week;
        return oldest->talks;
    }

    // What a talk on the agenda might bring, 0 where it is not to be asked for: one is under way, an agreement of
    // these parties stands, the actor will not, or no bid that the others might take beats no deal.
    double promise_of(const Position& position, const Actor& actor, std::size_t index, GovernmentMind& memory) const {
        const Agenda& agenda = facts_.agendas[index];
        AgendaMemory& past = memory.agendas[index];
        const Observation& observation = position.observation;
        const int week = observation.record.week;
        if (!is_party(agenda.parties, observation.seat) || agenda.parties.size() < 2) return 0.0;
        for (const TalkView& talk : observation.talks)
            if (talk.agenda == index) return 0.0;
        if (have_settled(position.view.standing, agenda.parties, Suspended::counts_not)) {
            past = AgendaMemory{};  // what comes after it is another round of talks
            past.last_try_week = static_cast<std::int16_t>(week);
            memory.doubted &= ~(1U << index);
            return 0.0;
        }
        const SeatId rival = facts_.seat_of(rival_of(position.self.government));
        if (style_.grim && memory.wronged && is_party(agenda.parties, rival)) return 0.0;
        if (past.last_try_week > 0 && week < past.last_try_week + judgement::weeks_between_talks) return 0.0;
        if (is_with_rival(position, agenda)) {
            // Those who look ahead, or have a belief of what the rival would take, need not be driven to the table: it is worth what
            // the table's best bid is worth.
            const bool weighs_talks = style_.concession == Concession::by_search || style_.concession == Concession::by_inference;
            if (!weighs_talks && !actor.ready_to_talk(position, memory)) return 0.0;
        } else if (position.self.government == Government::china) {
            return 0.0;  // China lets others come; the callers are those who want something
        }
        return lay_table(position.view, actors_, within_means(position.view, agenda), observation.seat,
                         judgement::red_line_share * position.self.red_line)
            .gain;
    }

    bool is_with_rival(const Position& position, const Agenda& agenda) const {
        const Government self = position.self.government;
        return (self == Government::us || self == Government::china) &&
               is_party(agenda.parties, facts_.seat_of(rival_of(self)));
    }

    // Asks for the most promising talk. With the rival whenever ready; others one at a time.
    void open_talk(const Position& position, const Actor& actor, GovernmentMind& memory, Pen& pen) const {
        const int week = position.observation.record.week;
        const bool is_prepared = memory.talk_week == 0 ? week >= judgement::weeks_between_talks
                                                       : week >= memory.talk_week + judgement::weeks_between_talks;
        std::size_t chosen = facts_.agendas.size();
        double best = 0.0;
        for (std::size_t i = 0; i < facts_.agendas.size() && i < memory.agendas.size(); ++i) {
            const bool with_rival = is_with_rival(position, facts_.agendas[i]);
            if (!with_rival && !is_prepared) continue;
            const double promise = promise_of(position, actor, i, memory);
            if (promise <= 0.0 || (promise <= best && !with_rival)) continue;
            chosen = i;
            best = promise;
            if (with_rival) break;
        }
        if (chosen == facts_.agendas.size()) return;
        const Agenda& agenda = facts_.agendas[chosen];
        const SeatId self = position.observation.seat;
        const Table table = lay_table(position.view, actors_, agenda, self, judgement::red_line_share * position.self.red_line);
        const Reason reason(worth_of(position.view, actors_, self, terms_of(agenda, table.path.bid_at(table.first_step))),
                            RationaleUnit::point_weeks, table.least_worth());
        if (!pen.write(ask_to_talk(agenda, chosen, self), reason)) return;
        if (is_with_rival(position, agenda))
            pen.note(RationaleKind::pressure, pressure(position, memory).total(), RationaleUnit::pressure);
        memory.agendas[chosen].last_try_week = static_cast<std::int16_t>(week);
        if (!is_with_rival(position, agenda)) memory.talk_week = static_cast<std::int16_t>(week);
    }

    // What was suspended is taken up again once its cause has gone: no blow of the rival's is left unanswered, its word is
    // good enough, the agreement is worth having, and the own part of it can be kept.
    void resume_agreements(const Position& position, const GovernmentMind& memory, Pen& pen) const {
        const PublicView& record = position.observation.record;
        const SeatId self = position.observation.seat;
        if (style_.grim || record.phase != PhaseKind::orders) return;
        for (std::size_t i = 0; i < record.agreements.size(); ++i) {
            const Agreement& agreement = record.agreements[i];
            const bool waits = agreement.state == AgreementState::suspended && (agreement.ratified_by & bit(self)) == 0;
            if (!waits || !is_party(agreement.parties, self) || record.week + 1 >= agreement.expiry_week) continue;
            const bool is_sore = is_party(agreement.parties, facts_.seat_of(rival_of(position.self.government))) &&
                                 (memory.unanswered_tariff >= judgement::slight_blow || memory.unanswered_controls >= judgement::slight_control);
            if (is_sore || leans_on_doubtful_word(position.view, self, agreement.terms)) continue;
            const Worth worth = worth_of(position.view, actors_, self, agreement.terms);
            if (worth.total() <= 0.0 || !can_keep(position.view, self, agreement.terms)) continue;
            Message message;
            message.kind = MessageKind::resume;
            message.agreement = static_cast<std::uint8_t>(i);
            pen.write(message, {worth, RationaleUnit::point_weeks, 0.0});
        }
    }

    // One broken promise is enough.
    static void leave_for_good(const TalkView& talk, Pen& pen) {
        Message message;
        message.kind = MessageKind::leave_talk;
        message.talk = talk.talk;
        pen.write(message, {RationaleKind::retaliation, 1.0, RationaleUnit::count, 1.0});
    }

    // A blow is answered where that is worth it in the weeks ahead, the rival's own answer included; else it is let rest.
    void hold_back(Foresight& foresight, const Position& position, GovernmentMind& memory) const {
        const Rise rise = best_rise(position, memory);
        if (rise.points <= 0.0) return;
        memory.blow = foreseen_gain(foresight, position.observation, exchange_of_blows(position, rise.points));
        if (memory.blow.gain <= 0.0F) memory.unanswered_tariff = 0.0;
    }

    Facts facts_;
    Style style_;
    Actors actors_;
    std::shared_ptr<const Imagination> imagination_;
};

}  // namespace

std::unique_ptr<const Agent> make_government(Facts facts, const Style& style, const Actors& actors,
                                             std::shared_ptr<const Imagination> imagination) {
    return std::make_unique<GovernmentAgent>(std::move(facts), style, actors, std::move(imagination));
}

}  // namespace chokepoint::agents
