#include "agents/strategies/escalation.hpp"

#include <algorithm>

#include "agents/strategies/inquiries.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// A truce that leaks is still a truce: only a firm hand gives it up for the breach of one clause.
constexpr double snap_back_hawk = 0.6;

Region rival_home(const Position& position) { return home_of(rival_of(position.self.government)); }
SeatId rival_seat(const Position& position) {
    return position.view.facts.seat_of(rival_of(position.self.government));
}

double rise_worth_of_standing(const Position& position, double points, double rate_before) {
    const Lens& self = position.self;
    const double standing = 0.5 * (self.w(Interest::credibility) + self.w(Interest::audience));
    const double moving = trade_left(position.view.facts, rate_before);
    const double bite = math::clamp(moving / judgement::reply_saturation, 0.0, 1.0);
    return judgement::reply_worth * standing * points * bite;
}

}  // namespace

void follow(const Position& position, GovernmentMind& mind) {
    const PublicView& record = position.observation.record;
    const Government rival = rival_of(position.self.government);
    const Region home = home_of(position.self.government);
    const double announced = announced_headline(record, rival, home);
    const double controls = control_weight(record, rival, home);
    if (!mind.started) {
        mind.started = true;
        mind.rival_tariff_seen = headline_in_force(record, rival, home, record.today - 1);
        double older = 0.0;
        for (const ControlMeasure& control : record.controls)
            if (control.by == rival && control.from_day < record.today) older = controls;
        mind.rival_controls_seen = older;
        mind.listed_seen = position.observation.government.listed_by_rival;
    } else if (record.week > mind.last_seen_week) {
        for (int week = mind.last_seen_week; week < record.week; ++week) {
            mind.unanswered_tariff *= judgement::forgiveness;
            mind.unanswered_controls *= judgement::forgiveness;
            mind.shock *= judgement::forgiveness;
        }
    }
    mind.last_seen_week = static_cast<std::int16_t>(record.week);
    const double rise = announced - mind.rival_tariff_seen;
    if (rise > 0.5) {
        mind.unanswered_tariff += rise;
        mind.shock += rise;
        mind.rival_rise_week = static_cast<std::int16_t>(record.week);
    } else if (rise < -0.5) {
        mind.unanswered_tariff = 0.0;
        mind.shock = 0.0;
        mind.taken_back -= rise;
    }
    mind.rival_tariff_seen = announced;
    mind.rival_tariff_peak = std::max(mind.rival_tariff_peak, announced);
    if (controls > mind.rival_controls_seen + 0.1) mind.unanswered_controls += controls - mind.rival_controls_seen;
    mind.rival_controls_seen = controls;
    const double listed = position.observation.government.listed_by_rival;
    if (listed > mind.listed_seen) mind.unanswered_controls += (listed - mind.listed_seen) * judgement::controls_per_listed_firm;
    mind.listed_seen = listed;
}

bool take_back(const Position& position, GovernmentMind& mind, TariffComponent component, Pen& pen) {
    if (!position.style.forgives || mind.taken_back < 5.0 || mind.own_raised <= 0.0) return false;
    const double given_back = judgement::forgiven_share * mind.taken_back;
    const double points = std::min(mind.own_raised, given_back);
    const double rate = orderable_rate(position.observation.record, position.self.government, rival_home(position), component);
    const double rival_took_back = mind.taken_back;
    mind.taken_back = 0.0;
    if (rate <= 0.0) return false;
    // As much as one has raised oneself, and no more.
    Worth change;
    change.add(RationaleKind::retaliation, -given_back).add(RationaleKind::bounds, given_back - points);
    if (!pen.write(tariff_order(rival_home(position), component, std::max(0.0, rate - points)), {change, RationaleUnit::tariff_points}))
        return false;
    pen.note(RationaleKind::provocation, -rival_took_back);
    pen.note(RationaleKind::present, rate);
    mind.own_raised -= points;
    return true;
}

RegionMask free_regions(const Position& position) {
    RegionMask regions = every_region & ~bit(home_of(position.self.government));
    for (std::size_t seat = 0; seat < position.view.facts.government_seats; ++seat)
        if (seat != position.self.seat &&
            truce_binds(position.view.standing, position.self.seat, static_cast<SeatId>(seat)))
            regions &= ~bit(home_of(position.view.facts.government_in_seat[seat]));
    return regions;
}

bool may_list(const Position& position, const GovernmentMind& mind) {
    const int week = position.observation.record.week;
    return mind.listings < 1 + static_cast<int>(3.0 * position.self.hawk) &&
           (mind.listing_week == 0 || week >= mind.listing_week + 4);
}

bool list_firms(const Position& position, GovernmentMind& mind, double firms, const Reason& reason, Pen& pen) {
    if (!may_list(position, mind) || !pen.order(OrderKind::list_firms, 0, 0, firms, reason)) return false;
    mind.listing_week = static_cast<std::int16_t>(position.observation.record.week);
    ++mind.listings;
    return true;
}

bool is_frozen(const Position& position) {
    return truce_binds(position.view.standing, position.self.seat, rival_seat(position));
}

namespace {

// Points of tariff that the rival has said it will answer a rise with, as far as it is believed.
double announced_answer(const Position& position) {
    const int week = position.observation.record.week;
    const Government rival = rival_of(position.self.government);
    const double belief = position.view.carries_out_threats[index_of(rival)][index_of(MeasureClass::tariffs)];
    double points = 0.0;
    const auto weigh = [&](const Statement& said) {
        const bool is_meant = said.by == rival_seat(position) && said.to == position.self.seat && said.kind == StatementKind::threat &&
                              said.about_tariffs && said.trigger == Trigger::tariffs_raised;
        if (is_meant && said.triggered_week == 0 && said.due_week >= week) points = std::max(points, belief * said.value);
    };
    for (const Statement& said : position.observation.record.statements) weigh(said);
    for (const Statement& said : position.observation.told) weigh(said);
    return points;
}

}  // namespace

Rise best_rise(const Position& position, const GovernmentMind& mind) {
    const Facts& facts = position.view.facts;
    const Lens& self = position.self;
    const Government rival = rival_of(self.government);
    const double rate = announced_tariff(position.observation.record, self.government, rival_home(position));
    const double left = trade_left(facts, rate);
    Rise best;
    // Past a point there is no trade left to tax, and a further figure is a figure.
    if (mind.unanswered_tariff < 3.0 || left < judgement::futility * (1.2 - 0.4 * self.hawk)) return best;
    const double drag = self.government == Government::us ? facts.us_tariff_drag : 0.3 * facts.us_tariff_drag;
    const double full = mind.unanswered_tariff * position.style.reply_scale *
                        (judgement::reply_base + judgement::reply_per_hawk * self.hawk);
    const double faced = announced_tariff(position.observation.record, rival, home_of(self.government));
    const double deterred = export_loss(facts, self, faced + announced_answer(position)) - export_loss(facts, self, faced);
    for (double share : {0.5, 1.0}) {
        const double points = static_cast<double>(static_cast<int>(full * share + 0.5));
        if (points < 3.0) continue;
        Worth worth;
        worth.add(RationaleKind::retaliation, rise_worth_of_standing(position, points, rate));
        const Lens& other = position.view.of(rival);
        const double cut = export_loss(facts, other, rate + points) - export_loss(facts, other, rate);
        worth.add(RationaleKind::leverage, rivalry(self) * 0.5 * self.annuity * cut);
        worth.add(RationaleKind::price,
                  -self.w(Interest::inflation) * 0.5 * self.annuity * drag * points / 100.0 * 2.0 * left);
        worth.add(RationaleKind::time_pressure, -judgement::stress_price * facts.stress_per_point * points *
                                                    (1.0 + self.stress / judgement::stress_alarm));
        worth.add(RationaleKind::threats, -self.w(Interest::output) * 0.5 * self.annuity * deterred);
        if (worth.total() > 0.0 && worth.total() > best.worth.total()) best = {points, worth, mind.blow};
    }
    return best;
}

bool write_rise(const Message& message, const Rise& rise, Pen& pen) {
    if (!pen.write(message, {rise.worth, RationaleUnit::point_weeks, 0.0})) return false;
    if (rise.foreseen.rollouts == 0) return true;
    pen.note(RationaleKind::foreseen_gain, static_cast<double>(rise.foreseen.gain));
    pen.note(RationaleKind::foreseen_error, static_cast<double>(rise.foreseen.error));
    pen.note(RationaleKind::rollouts, rise.foreseen.rollouts, RationaleUnit::rollouts);
    return true;
}

Course exchange_of_blows(const Position& position, double points) {
    Course course;
    const auto blow = [&](Government by, int week, double size) {
        const Region on = home_of(rival_of(by));
        const TariffComponent component = by == Government::us ? TariffComponent::reciprocal : TariffComponent::retaliation;
        const double rate = orderable_rate(position.observation.record, by, on, component) + size;
        static_cast<void>(course.orders.push({week, by, tariff_order(on, component, rate).order}));
    };
    const Government self = position.self.government;
    const Government rival = rival_of(self);
    blow(self, 0, points);
    const double left = trade_left(position.view.facts, announced_tariff(position.observation.record, rival, home_of(self)));
    const double hawk = position.view.of(rival).hawk;
    if (left >= judgement::futility) blow(rival, 1, points * (judgement::reply_base + judgement::reply_per_hawk * hawk));
    return course;
}

bool rival_signalled(const Position& position) {
    const PublicView& record = position.observation.record;
    const SeatId rival = rival_seat(position);
    for (const Statement& said : record.statements)
        if (said.by == rival && said.kind == StatementKind::assurance && said.due_week >= record.week) return true;
    for (const TalkView& talk : position.observation.talks) {
        // Sitting at our table is a signal too.
        for (const Offer& offer : talk.offers)
            if (offer.by == rival) return true;
    }
    return false;
}

namespace {

// Whether a threat presses for talks: what hangs on an own next step is met by not taking it, not by talking.
bool is_pressing(const Statement& said) {
    return said.trigger == Trigger::none || said.trigger == Trigger::no_deal || said.triggered_week > 0;
}

// What the rival threatens and is believed to carry out, in hundreds of points; a control counts as one.
double threatened(const Position& position) {
    const PublicView& record = position.observation.record;
    const Government rival = rival_of(position.self.government);
    double sum = 0.0;
    const auto weigh = [&](const Statement& said) {
        if (said.by != rival_seat(position) || said.to != position.self.seat || said.kind != StatementKind::threat) return;
        if (!is_pressing(said) || (said.due_week < record.week && said.triggered_week == 0)) return;
        const auto about = index_of(said.about_tariffs ? MeasureClass::tariffs : MeasureClass::controls);
        const double size = said.about_tariffs ? math::clamp(said.value / 100.0, 0.0, 2.0) : 1.0;
        sum += size * position.view.carries_out_threats[index_of(rival)][about];
    };
    for (const Statement& said : record.statements) weigh(said);
    for (const Statement& said : position.observation.told) weigh(said);
    return sum;
}

}  // namespace

Worth pressure_on(const Lens& self, const Strain& strain) {
    // Who can wait bears more.
    const double wait = 1.0 / (1.0 - math::clamp(self.patience, 0.5, 0.995));
    const double endurance = math::clamp(wait / judgement::middling_wait_weeks, 0.5, 2.5);
    Worth sum;
    sum.add(RationaleKind::pain, self.pain / judgement::pressure_pain / endurance);
    sum.add(RationaleKind::stress, self.stress / judgement::pressure_stress);
    sum.add(RationaleKind::shortage, self.shortage_ahead / judgement::pressure_forecast);
    sum.add(RationaleKind::waiting, judgement::pressure_per_quiet_week * strain.quiet_weeks);
    if (strain.signalled) sum.add(RationaleKind::signal, judgement::signal_discount);
    return sum.add(RationaleKind::threats, judgement::pressure_of_threat * strain.threats);
}

Worth pressure(const Position& position, const GovernmentMind& mind) {
    const int last_rise = std::max<int>(mind.last_rise_week, mind.rival_rise_week);
    const double quiet = std::max(0, position.observation.record.week - last_rise);
    return pressure_on(position.self, {quiet, rival_signalled(position), threatened(position)});
}

double pressure_to_ask(double hawk) { return judgement::ready_base + judgement::ready_per_hawk * hawk; }
double pressure_to_ask(const Position& position) { return pressure_to_ask(position.self.hawk); }

bool wants_talks(const Position& position, const GovernmentMind& mind) {
    const int week = position.observation.record.week;
    // Nobody asks for talks in the week of a blow or the one after.
    if (mind.last_rise_week + 1 >= week || mind.rival_rise_week + 1 >= week) return false;
    return pressure(position, mind).total() >= pressure_to_ask(position);
}

void seek_summit(const Position& position, GovernmentMind& mind, Pen& pen) {
    const PublicView& record = position.observation.record;
    const SeatId rival = rival_seat(position);
    if (record.phase != PhaseKind::orders || rival == no_seat || record.summit_asked_by == position.self.seat) return;
    const auto talk = std::find_if(position.observation.talks.begin(), position.observation.talks.end(), [&](const TalkView& view) {
        return view.parties.size() == 2 && is_party(view.parties, rival);
    });
    if (talk == position.observation.talks.end() || talk->deadline_week > 0 || talk->back_channel) return;
    // Who is asked goes where it wants a deal at all; who asks has seen ministers get nowhere for some weeks.
    const bool is_asked = record.summit_asked_by == rival;
    const double needed = (is_asked ? judgement::summit_willingness : 1.0) * pressure_to_ask(position);
    const Worth felt = pressure(position, mind);
    if (felt.total() < needed) return;
    const bool is_stuck = record.week >= talk->opened_week + judgement::weeks_until_summit &&
                          (mind.summit_week == 0 || record.week >= mind.summit_week + judgement::weeks_between_summits);
    if (!is_asked && !is_stuck) return;
    mind.summit_week = static_cast<std::int16_t>(record.week);
    pen.order(OrderKind::summit, 0, rival, 1.0, {felt, RationaleUnit::pressure, needed});
}

Message statement(const Position& position, StatementKind kind, double value, int due_week, bool about_tariffs,
                  ControlKind measure) {
    Message message;
    message.kind = MessageKind::statement;
    message.statement.kind = kind;
    message.statement.value = value;
    message.statement.due_week = static_cast<std::int16_t>(due_week);
    message.statement.by = position.self.seat;
    message.statement.to = rival_seat(position);
    message.statement.is_public = true;
    message.statement.about_tariffs = about_tariffs;
    message.statement.measure = measure;
    return message;
}

Message tariff_order(Region on, TariffComponent component, double rate, double coverage) {
    Message message;
    message.kind = MessageKind::order;
    message.order.kind = OrderKind::set_tariff;
    message.order.what = static_cast<std::uint8_t>(index_of(component));
    message.order.target = static_cast<std::uint8_t>(index_of(on));
    message.order.value = rate;
    message.order.second = coverage;
    return message;
}

Message control_order(ControlKind kind, MaterialMask scope, RegionMask destinations, double strength, bool on) {
    Message message;
    message.kind = MessageKind::order;
    message.order.kind = OrderKind::set_control;
    message.order.what = static_cast<std::uint8_t>(index_of(kind));
    message.order.scope = scope;
    message.order.regions = destinations;
    message.order.value = strength;
    message.order.second = on ? 1.0 : 0.0;
    return message;
}

void tend_agreements(const Position& position, GovernmentMind& mind, Pen& pen) {
    const Observation& observation = position.observation;
    const PublicView& record = observation.record;
    const SeatId self = observation.seat;
    for (std::size_t a = 0; a < record.agreements.size(); ++a) {
        const Agreement& agreement = record.agreements[a];
        const bool is_own = is_party(agreement.parties, self);
        const bool has_rival = is_party(agreement.parties, rival_seat(position));
        if (is_own && has_rival && (agreement.state == AgreementState::terminated || agreement.state == AgreementState::breached))
            mind.wronged = true;  // only grim asks, and grim itself walks out of nothing that was not broken before
        if (!is_own || !is_in_force(agreement.state)) continue;
        double worst = 0.0;
        std::size_t clause = 0;
        SeatId by = no_seat;
        for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
            if (observation.seen_shortfall[a][t] <= worst) continue;  // by others, of what they owe this seat
            // No licence, no delay: while the control itself is suspended the old queue proves nothing.
            if (agreement.terms[t].kind == TermKind::licence && !position.self.controlled) continue;
            worst = observation.seen_shortfall[a][t];
            clause = t;
            by = agreement.terms[t].to == self ? agreement.terms[t].by : agreement.terms[t].to;
        }
        const double patience = position.view.facts.tolerance * (1.6 - 0.6 * position.self.hawk);
        const auto about_it = [&](MessageKind kind) {
            Message message;
            message.kind = kind;
            message.agreement = static_cast<std::uint8_t>(a);
            return message;
        };
        const auto seen = [&](double mark) { return Reason(RationaleKind::credibility, worst, RationaleUnit::share, mark); };
        const bool in_orders = record.phase == PhaseKind::orders;
        if (worst > patience && by != no_seat) {
            if (agreement.cure_until_week > 0 && agreement.breached_by != self) {
                // A second chance is for those whose word was good before.
                const bool is_known_to_break = belief_in(position.view, agreement.terms[clause]) < judgement::distrust;
                // The cure period is over and nothing has changed.
                const double mark = position.style.grim || is_known_to_break ? patience : 1.5 * patience;
                const bool is_done = worst > mark && (position.style.grim || is_known_to_break || position.self.hawk > snap_back_hawk);
                if (in_orders && record.week >= agreement.cure_until_week && is_done) pen.write(about_it(MessageKind::snap_back), seen(mark));
                continue;
            }
            // Who has sent inspectors hears them first.
            if (awaits_inspectors(observation, a, clause)) continue;
            // First in words, a week later in form.
            if (mind.accused_week == 0 || record.week > mind.accused_week + 6) {
                Message accusation = statement(position, StatementKind::accusation, 100.0 * worst, record.week + 2, false);
                accusation.statement.to = by;
                mind.accused_week = static_cast<std::int16_t>(record.week);
                pen.write(accusation, seen(patience));
            } else if (in_orders && record.week > mind.accused_week && record.week > mind.breach_week + 3) {
                mind.breach_week = static_cast<std::int16_t>(record.week);
                if (by == rival_seat(position)) mind.wronged = true;  // one look may err; by now there were two
                pen.write(about_it(MessageKind::declare_breach), seen(patience));
            }
            continue;
        }
        // Before the next turn is too late.
        const int last_chance = std::max(2, position.view.facts.weeks_per_turn);
        const bool ends_soon = agreement.expiry_week > 0 && agreement.expiry_week - record.week <= last_chance;
        // From entry into force on, ratified_by tells who wants it renewed, once somebody does.
        const SeatMask parties = mask_of(agreement.parties);
        const bool has_asked = (agreement.ratified_by & parties) != parties && (agreement.ratified_by & bit(self)) != 0;
        // What leaned on a word that has been broken since is not renewed as it was: it lapses, and is bargained over anew.
        const auto is_doubtful = [&] { return leans_on_doubtful_word(position.view, self, agreement.terms); };
        if (in_orders && ends_soon && agreement.cure_until_week == 0 && !has_asked && !is_doubtful()) {
            // What is seen of broken clauses stays within what it bears.
            Worth room;
            room.add(RationaleKind::tolerance, patience).add(RationaleKind::credibility, -worst);
            if (pen.write(about_it(MessageKind::renew), {room, RationaleUnit::share, 0.0}))
                pen.note(RationaleKind::weeks_left, agreement.expiry_week - record.week, RationaleUnit::weeks);
        }
    }
}

}  // namespace chokepoint::agents
