#include "agents/china/desk.hpp"

#include <algorithm>

#include "agents/strategies/front.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr double noticeable = 0.08;        // relative change worth an order
constexpr double rival_in_standoff = 0.4;  // priority of the rival while nothing is agreed
constexpr double taxing_ally = 0.7;
constexpr double friend_priority = 1.5;
constexpr double military_priority = 0.1;
constexpr int cure_rush = 2;               // priority multiple while a breach can still be cured

struct Duty {
    bool owed = false;
    double days = 0.0;       // promised processing, 0: none promised
    bool checked = false;    // somebody looks
    bool accused = false;
};

// Whether a clause is about what the desk decides.
bool eases_licences(const Term& term) {
    const auto control = static_cast<ControlKind>(term.what);
    return term.kind == TermKind::licence ||
           (term.kind == TermKind::control_suspension && (control == ControlKind::licence || control == ControlKind::ban));
}

// What the desk owes a region under agreements in force.
Duty duty_to(const Position& position, SeatId to) {
    Duty duty;
    for (const StandingAgreement& stands : position.view.standing) {
        const Agreement* agreement = stands.agreement;
        if (!is_in_force(agreement->state) || !stands.is_between(position.self.seat, to)) continue;
        for (std::size_t t = 0; t < agreement->terms.size(); ++t) {
            const Term& term = agreement->terms[t];
            if (term.by != position.self.seat || term.to != to || !eases_licences(term)) continue;
            const TermState state = agreement->term_states[t];
            if (state == TermState::waived || state == TermState::not_due) continue;
            duty.owed = true;
            if (term.limit > 0.0) duty.days = duty.days > 0.0 ? std::min(duty.days, term.limit) : term.limit;
            duty.checked = duty.checked || agreement->monitoring >= Monitoring::joint;
            duty.accused = duty.accused || (agreement->cure_until_week > 0 && agreement->breached_by == position.self.seat);
        }
    }
    return duty;
}

// What a government would get if it stood alone, by reason: 10 is first, 0 last, 1 normal.
Worth priority_alone(const Position& position, Government government) {
    Worth rank;
    if (government == Government::us) {
        rank.add(RationaleKind::normal, rival_in_standoff);
        rank.add(RationaleKind::temper, rival_in_standoff * (0.5 - position.self.hawk));
        return rank.add(RationaleKind::bounds, std::max(0.0, 0.1 - rank.total()));
    }
    // Those who join the rival's measures wait longer; those who do not are kept as customers.
    const double goodwill = position.observation.government.goodwill[index_of(government)];
    rank.add(RationaleKind::normal, taxing_ally).add(RationaleKind::goodwill, (friend_priority - taxing_ally) * goodwill);
    return rank.add(RationaleKind::bounds, math::clamp(rank.total(), 0.3, 2.0) - rank.total());
}

bool waits_in(const Position& position, const Front& front, std::size_t seat) {
    const Government government = position.view.facts.government_in_seat[seat];
    return government != Government::china && front.has(government);
}

// The priority of a whole front: what China would withhold from each of its members alone, by their weight as customers,
// as far as it is still worth withholding.
Worth priority_of_front(const Position& position, const Front& front) {
    double custom = 0.0, withheld = 0.0, simple = 0.0, members = 0.0;
    for (std::size_t seat = 0; seat < position.view.facts.government_seats; ++seat) {
        if (!waits_in(position, front, seat)) continue;
        const Government member = position.view.facts.government_in_seat[seat];
        const double own = custom_of(position.view, home_of(member));
        const double from_it = std::max(0.0, 1.0 - priority_alone(position, member).total() / friend_priority);
        custom += own;
        withheld += own * from_it;
        simple += from_it;
        members += 1.0;
    }
    const double pressed = math::ratio(withheld, custom, math::ratio(simple, members, 0.0));
    Worth rank;
    rank.add(RationaleKind::normal, friend_priority);
    return rank.add(RationaleKind::leverage, -friend_priority * pressed * pressure_left(position.view, front));
}

// One queue has one rank: what is owed to one who waits in it is owed to all.
Duty duty_to(const Position& position, const Front& front) {
    Duty all;
    for (std::size_t seat = 0; seat < position.view.facts.government_seats; ++seat) {
        if (!waits_in(position, front, seat)) continue;
        const Duty duty = duty_to(position, static_cast<SeatId>(seat));
        if (duty.days > 0.0) all.days = all.days > 0.0 ? std::min(all.days, duty.days) : duty.days;
        all.owed = all.owed || duty.owed;
        all.checked = all.checked || duty.checked;
        all.accused = all.accused || duty.accused;
    }
    return all;
}

// Slow-walking is a priority just below what would honour the promise: cheap, and hard to prove where nobody checks.
Worth priority_for(const Position& position, Government government, const Front& front, const Duty& duty) {
    if (duty.owed) {
        const double honest = 2.0 * judgement::kept_margin;
        Worth rank;
        rank.add(RationaleKind::credibility, honest);
        if (duty.accused) return rank.add(RationaleKind::time_pressure, honest * (cure_rush - 1));
        if (duty.checked) return rank;
        const double kept = position.style.keeps * (judgement::slow_walk * (1.2 - 0.4 * position.self.hawk));
        return rank.add(RationaleKind::leverage, honest * (kept - 1.0));
    }
    return front.is_shared() ? priority_of_front(position, front) : priority_alone(position, government);
}

double waiting_for(const DeskView& desk, Region region) {
    double count = 0.0;
    for (const Application& application : desk.queue)
        if (application.region == region && application.state == ApplicationState::waiting) count += 1.0;
    return count;
}

double least_change(double wanted) { return noticeable * std::max(0.1, wanted); }

// Orders a standing figure of the desk anew where it is worth it, by a message that names which.
bool reset(double now, const Worth& wanted, RationaleUnit unit, Message message, Pen& pen) {
    const double value = wanted.total();
    const double gap = now > value ? now - value : value - now;
    message.order.value = value;
    if (gap <= least_change(value) || !pen.write(message, {wanted, unit})) return false;
    pen.note_change(now, least_change(value));
    return true;
}

// What the desk decides in a week: less than it could, while pressing pays; what clears the queues that are owed.
Worth throughput_wanted(const Position& position, double owed) {
    const double normal = position.view.facts.throughput;
    // Pressing pays less the more it drives customers away: doves and the patient press less.
    // Where the rival waits with others, pressing all for its sake pays less still.
    const double pressing = (0.4 + 1.2 * position.self.hawk) *
                            pressure_left(position.view, front_of(position.view, Government::us));
    Worth wanted;
    wanted.add(RationaleKind::normal, normal);
    wanted.add(RationaleKind::leverage, -normal * (1.0 - judgement::squeeze_throughput) * pressing);
    return wanted.add(RationaleKind::credibility, std::max(0.0, std::min(3.0 * normal, owed) - wanted.total()));
}

}  // namespace

void run_desk(const Position& position, Pen& pen) {
    const DeskView& desk = position.observation.desk;
    const Facts& facts = position.view.facts;
    bool any_duty = false;
    bool unchecked = false;
    bool accused = false;
    double owed_per_week = 0.0;
    std::size_t orders = 0;
    for (std::size_t seat = 0; seat < facts.government_seats; ++seat) {
        const Government government = facts.government_in_seat[seat];
        if (government == Government::china) continue;
        const Front front = front_of(position.view, government);
        const Duty duty = duty_to(position, front);
        any_duty = any_duty || duty.owed;
        unchecked = unchecked || (duty.owed && !duty.checked);
        accused = accused || duty.accused;
        const Worth wanted = priority_for(position, government, front, duty);
        if (duty.owed) owed_per_week += waiting_for(desk, home_of(government)) / std::max(1.0, duty.days / 7.0);
        const auto region = index_of(home_of(government));
        // An answer holds few messages: the desk changes three regions a week at most.
        if (orders < 3 && reset(desk.region_priority[region], wanted, RationaleUnit::priority,
                                order_of(OrderKind::desk_priority, 255, static_cast<std::uint8_t>(region), 0.0), pen))
            ++orders;
    }
    Worth last;
    last.add(RationaleKind::normal, military_priority);
    constexpr auto military = static_cast<std::uint8_t>(index_of(EndUse::military));
    reset(desk.end_use_priority[military], last, RationaleUnit::priority, order_of(OrderKind::desk_priority, military, 255, 0.0), pen);
    // What would clear the queues that are owed in the time promised; less where nobody looks.
    const double manner = accused ? 1.5 : (unchecked ? position.style.keeps * judgement::slow_walk : judgement::kept_margin);
    reset(desk.throughput, throughput_wanted(position, any_duty ? manner * owed_per_week : 0.0), RationaleUnit::applications_per_week,
          order_of(OrderKind::desk_throughput, 0, 0, 0.0), pen);
}

}  // namespace chokepoint::agents
