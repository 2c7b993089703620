#include "agents/strategies/random_agent.hpp"

#include <algorithm>

#include "agents/strategies/asking.hpp"
#include "agents/strategies/bids.hpp"
#include "agents/strategies/escalation.hpp"
#include "agents/strategies/pen.hpp"
#include "agents/strategies/random_moves.hpp"
#include "engine/base/rng.hpp"

namespace chokepoint::agents {

namespace {

// How often: chosen so that games see every kind of message without drowning in them.
constexpr double open_chance = 0.1;
constexpr double propose_chance = 0.7;
constexpr double accept_chance = 0.15;
constexpr double reject_chance = 0.1;
constexpr double measure_chance = 0.05;
constexpr double statement_chance = 0.05;
constexpr double order_chance = 0.3;
constexpr double act_chance = 0.06;        // on an agreement, of which there are many
constexpr double leave_chance = 0.01;
constexpr double withdraw_chance = 0.05;
constexpr double free_chance = 0.1;        // that a talk is opened on no agenda
constexpr double invite_chance = 0.1;      // to a table on no agenda
constexpr double back_channel_chance = 0.2;

class RandomAgent final : public Agent {
  public:
    explicit RandomAgent(Facts facts) : facts_(std::move(facts)) {}

    void decide(const Observation& observation, Mind&, std::uint64_t seat_key, Answer& out) const override {
        const PublicView& record = observation.record;
        if (record.phase == PhaseKind::over) return;
        Rng rng(seat_key, static_cast<std::uint32_t>(record.week), Purpose::agent,
                static_cast<std::uint32_t>(record.round));
        Pen pen(out);
        const bool government = facts_.is_government(observation.seat);
        if (record.phase == PhaseKind::talk) {
            for (const TalkView& talk : observation.talks) speak(observation, talk, rng, pen);
            if (government && rng.chance(open_chance)) open(observation, rng, pen);
        } else {
            if (rng.chance(order_chance)) send(government ? random_government_order(facts_, observation, rng) : random_firm_order(facts_, observation, rng), pen);
            if (rng.chance(act_chance)) send(random_act_on_agreement(facts_, observation, rng), pen);
        }
        if (!government) return;
        if (rng.chance(measure_chance)) measure(observation, rng, pen);
        if (rng.chance(statement_chance)) state(observation, rng, pen);
    }

  private:
    static void send(const std::optional<Message>& message, Pen& pen) {
        if (message) pen.write_without_reason(*message);
    }

    static std::optional<Message> invitation(const TalkView& talk, SeatId guest) {
        Message message;
        message.kind = MessageKind::invite;
        message.talk = talk.talk;
        if (!message.with.push(guest)) return std::nullopt;
        return message;
    }

    void speak(const Observation& observation, const TalkView& talk, Rng& rng, Pen& pen) const {
        if (rng.chance(leave_chance)) {
            Message message;
            message.kind = MessageKind::leave_talk;
            message.talk = talk.talk;
            pen.write_without_reason(message);
            return;
        }
        for (const Offer& offer : talk.offers) {
            if (offer.by != observation.seat || !rng.chance(withdraw_chance)) continue;
            Message message;
            message.kind = MessageKind::withdraw;
            message.offer = offer.id;
            pen.write_without_reason(message);
        }
        for (const Offer& offer : talk.offers) {
            if (offer.by == observation.seat || offer.state != OfferState::live) continue;
            if ((offer.accepted_by & bit(observation.seat)) != 0) continue;
            Message message;
            message.talk = talk.talk;
            message.offer = offer.id;
            const double draw = rng.uniform();
            if (draw < accept_chance) {
                message.kind = MessageKind::accept;
            } else if (draw < accept_chance + reject_chance) {
                message.kind = MessageKind::reject;
                message.reason = RejectReason::not_now;
            } else {
                continue;
            }
            pen.write_without_reason(message);
            return;
        }
        if (talk.agenda == 255 && !talk.parties.full() && rng.chance(invite_chance)) {
            const SeatId guest = facts_.of(facts_.government_in_seat[rng.below(static_cast<std::uint32_t>(facts_.government_seats))]).seat;
            if (!is_party(talk.parties, guest)) send(invitation(talk, guest), pen);
        }
        if (talk.turn != observation.seat || talk.agenda >= facts_.agendas.size() || !rng.chance(propose_chance)) return;
        const Agenda& agenda = facts_.agendas[talk.agenda];
        bargain::Bid bid;
        bid.issues = static_cast<std::uint8_t>(agenda.issues.size());
        bool says_something = false;
        for (std::size_t i = 0; i < agenda.issues.size(); ++i) {
            bid[i] = static_cast<std::uint8_t>(rng.below(static_cast<std::uint32_t>(agenda.issues[i].ladder.size())));
            says_something = says_something || bid[i] != 0;
        }
        if (!says_something) return;
        Message message;
        message.kind = MessageKind::propose;
        message.talk = talk.talk;
        message.agenda = talk.agenda;
        message.terms = terms_of(agenda, bid);
        for (const Offer& offer : talk.offers)
            if (offer.by != observation.seat && talk.parties.size() == 2) message.offer = offer.id;  // nobody else can end it
        pen.write_without_reason(message);
    }

    void open(const Observation& observation, Rng& rng, Pen& pen) const {
        if (rng.chance(free_chance)) {
            Message message;
            message.kind = MessageKind::open_talk;
            if (message.with.push(facts_.of(other_government(observation, rng)).seat)) pen.write_without_reason(message);
            return;
        }
        if (facts_.agendas.empty()) return;
        const std::size_t index = rng.below(static_cast<std::uint32_t>(facts_.agendas.size()));
        const Agenda& agenda = facts_.agendas[index];
        if (!is_party(agenda.parties, observation.seat)) return;
        for (const TalkView& talk : observation.talks)
            if (talk.agenda == index) return;
        Message message = ask_to_talk(agenda, index, observation.seat);
        message.back_channel = rng.chance(back_channel_chance);
        pen.write_without_reason(message);
    }

    Government other_government(const Observation& observation, Rng& rng) const {
        const auto own = facts_.government_of(observation.seat);
        const Government other =
            facts_.government_in_seat[rng.below(static_cast<std::uint32_t>(facts_.government_seats))];
        return other == own ? rival_of(own) : other;
    }

    void measure(const Observation& observation, Rng& rng, Pen& pen) const {
        const Government own = facts_.government_of(observation.seat);
        if (own == Government::china && rng.chance(0.3)) {
            const MaterialMask scope = bit(all_of<Material>()[rng.below(count_of<Material>)]);
            pen.write_without_reason(control_order(ControlKind::licence, scope, every_region & ~bit(Region::china), 1.0,
                                    rng.chance(0.5)));
            return;
        }
        const Region on = home_of(other_government(observation, rng));
        const auto component = own == Government::us ? TariffComponent::reciprocal : TariffComponent::retaliation;
        pen.write_without_reason(tariff_order(on, component, static_cast<double>(rng.below(15)) * 10.0));
    }

    void state(const Observation& observation, Rng& rng, Pen& pen) const {
        Message message;
        message.kind = MessageKind::statement;
        message.statement.kind = all_of<StatementKind>()[rng.below(count_of<StatementKind>)];
        message.statement.by = observation.seat;
        message.statement.to = facts_.of(other_government(observation, rng)).seat;
        message.statement.value = static_cast<double>(rng.below(100));
        message.statement.due_week = static_cast<std::int16_t>(observation.record.week + 1 + static_cast<int>(rng.below(6)));
        message.statement.about_tariffs = rng.chance(0.5);
        if (rng.chance(0.5)) message.statement.trigger = all_of<Trigger>()[rng.below(count_of<Trigger>)];
        pen.write_without_reason(message);
    }

    Facts facts_;
};

}  // namespace

std::unique_ptr<const Agent> make_random(Facts facts) { return std::make_unique<RandomAgent>(std::move(facts)); }

}  // namespace chokepoint::agents
