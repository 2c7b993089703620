#include "agents/strategies/random_moves.hpp"

#include <array>
#include <vector>

#include "agents/strategies/asking.hpp"
#include "agents/strategies/pen.hpp"

namespace chokepoint::agents {
namespace {

template <typename Enum>
std::uint8_t any_of_kind(Rng& rng) {
    return static_cast<std::uint8_t>(rng.below(count_of<Enum>));
}

template <typename Value>
std::optional<Value> one_of(const std::vector<Value>& values, Rng& rng) {
    if (values.empty()) return std::nullopt;
    return values[rng.below(static_cast<std::uint32_t>(values.size()))];
}

// Projects and the regions that they stand in, at home or abroad.
std::vector<const FirmFacts*> with_projects(const Facts& facts, Region home, bool at_home) {
    std::vector<const FirmFacts*> found;
    for (const FirmFacts& firm : facts.firms)
        if (firm.has_project && (firm.project_region == home) == at_home) found.push_back(&firm);
    return found;
}

std::optional<Message> order_for_project(const Facts& facts, OrderKind kind, Region home, Rng& rng) {
    const auto firm = one_of(with_projects(facts, home, kind != OrderKind::diplomacy), rng);
    if (!firm) return std::nullopt;
    if (kind == OrderKind::diplomacy) return order_of(kind, 0, static_cast<std::uint8_t>(index_of((*firm)->project_region)), rng.uniform(1.0, 10.0));
    if (kind == OrderKind::permit_priority) return order_of(kind, 0, (*firm)->project, 1.0);
    return order_of(kind, any_of_kind<AidKind>(rng), (*firm)->project, rng.uniform(1.0, 20.0));
}

// A clause owed to the seat under monitoring that can be looked into.
std::optional<Message> random_inspection(const Observation& observation, Rng& rng) {
    std::vector<Message> open;
    const auto& agreements = observation.record.agreements;
    for (std::size_t a = 0; a < agreements.size(); ++a) {
        if (!is_in_force(agreements[a].state) || agreements[a].monitoring < Monitoring::joint) continue;
        for (std::size_t t = 0; t < agreements[a].terms.size(); ++t)
            if (agreements[a].terms[t].to == observation.seat)
                open.push_back(order_of(OrderKind::inspect, static_cast<std::uint8_t>(t), static_cast<std::uint8_t>(a), 0.0));
    }
    return one_of(open, rng);
}

std::optional<Message> order_of_china(const Facts& facts, Rng& rng) {
    switch (rng.below(7)) {
        case 0: return order_of(OrderKind::desk_throughput, 0, 0, facts.throughput * rng.uniform(0.3, 2.0));
        case 1: return order_of(OrderKind::desk_priority, 255, any_of_kind<Region>(rng), rng.uniform(0.0, 3.0));
        case 2: return order_of(OrderKind::farm_goods, 0, 0, rng.uniform(0.3, 1.0));
        case 3: {
            std::vector<SeatId> users;
            for (const FirmFacts& firm : facts.firms)
                if (firm.seat != no_seat && firm.region != Region::china) users.push_back(firm.seat);
            const auto user = one_of(users, rng);
            if (!user) return std::nullopt;
            return order_of(OrderKind::general_licence, 0, *user, rng.chance(0.7) ? 1.0 : 0.0);
        }
        case 4: return order_of(OrderKind::production_quota, 0, 0, rng.uniform(70.0, 120.0));
        case 5: return order_of(OrderKind::flood, 0, 0, rng.uniform(0.0, 30.0));
        default: return order_of(OrderKind::enforcement, 0, 0, rng.uniform());
    }
}

}  // namespace

std::optional<Message> random_government_order(const Facts& facts, const Observation& observation, Rng& rng) {
    const Government own = facts.government_of(observation.seat);
    const Region home = home_of(own);
    if (own == Government::china && rng.chance(0.5)) return order_of_china(facts, rng);
    switch (rng.below(12)) {
        case 0: return order_of(OrderKind::stockpile, any_of_kind<Product>(rng), 0, rng.uniform(1.0, 50.0));
        case 1: {
            Message floor = order_of(OrderKind::price_floor, any_of_kind<Product>(rng), 0, rng.uniform(0.0, 100.0));
            floor.order.second = rng.uniform(0.0, 1000.0);
            return floor;
        }
        case 2: return order_for_project(facts, OrderKind::project_aid, home, rng);
        case 3: return order_for_project(facts, OrderKind::permit_priority, home, rng);
        case 4: return order_for_project(facts, OrderKind::diplomacy, home, rng);
        case 5: return order_of(OrderKind::request_funds, 0, 0, rng.uniform(0.1, 5.0));
        case 6: return order_of(OrderKind::emergency_permits, 0, 0, observation.government.emergency_permits ? 0.0 : 1.0);
        case 7: return order_of(OrderKind::research, 0, 0, rng.uniform(0.01, 0.1));
        case 8: return order_of(OrderKind::audit_firms, 0, 0, 0.0);
        case 9: {
            if (own == Government::china) return std::nullopt;
            const std::uint8_t region = any_of_kind<Region>(rng);
            if (region == index_of(Region::china)) return std::nullopt;
            return order_of(OrderKind::study_customs, 0, region, 0.0);
        }
        case 10: return random_inspection(observation, rng);
        default:
            if (own == Government::us && rng.chance(0.7)) return order_of(OrderKind::list_firms, 0, 0, 1.0 + static_cast<double>(rng.below(20)));
            if (own != Government::us && own != Government::china) return std::nullopt;
            return order_of(OrderKind::summit, 0, facts.seat_of(rival_of(own)), 0.0);
    }
}

std::optional<Message> random_firm_order(const Facts& facts, const Observation& observation, Rng& rng) {
    const FirmFacts& firm = facts.firms[static_cast<std::size_t>(facts.firm_in_seat[observation.seat])];
    switch (rng.below(8)) {
        case 0: return order_of(OrderKind::stock_target, 0, 0, rng.uniform(0.2, 3.0));
        case 1: return order_of(OrderKind::production, 0, 0, rng.uniform(0.3, 1.1));
        case 2: return order_of(OrderKind::report_stock, 0, 0, rng.uniform(0.3, 1.5));
        case 3: return order_of(OrderKind::substitute, static_cast<std::uint8_t>(index_of(Product::magnet_ndfeb_ht)), 0, rng.uniform());
        case 4: {
            Message message = order_of(OrderKind::apply, any_of_kind<Product>(rng), 0, rng.uniform(0.0, 50.0));
            message.order.second = any_of_kind<EndUse>(rng);
            return message;
        }
        case 5: {
            const SeatId china = facts.seat_of(Government::china);
            if (china == no_seat) return std::nullopt;
            return order_of(OrderKind::petition, 0, china, rng.uniform(0.0, 50.0));
        }
        case 6:
            if (!firm.has_project) return std::nullopt;
            return order_of(OrderKind::invest, 0, firm.project, rng.uniform(0.0, 5.0));
        default:
            if (firm.home_government == no_seat) return std::nullopt;
            return order_of(OrderKind::lobby, any_of_kind<Interest>(rng), firm.home_government, rng.uniform());
    }
}

std::optional<Message> random_act_on_agreement(const Facts& facts, const Observation& observation, Rng& rng) {
    const auto& agreements = observation.record.agreements;
    const SeatId self = observation.seat;
    std::vector<Message> open;
    const auto may = [&](MessageKind kind, std::size_t agreement, std::size_t clause = 0) {
        Message message;
        message.kind = kind;
        message.agreement = static_cast<std::uint8_t>(agreement);
        message.clause = static_cast<std::uint8_t>(clause);
        open.push_back(message);
    };
    for (std::size_t a = 0; a < agreements.size(); ++a) {
        const Agreement& agreement = agreements[a];
        const int week = observation.record.week;
        if (!is_party(agreement.parties, self)) continue;
        if (agreement.state == AgreementState::suspended) {
            may(MessageKind::terminate, a);
            if ((agreement.ratified_by & bit(self)) == 0 && week < agreement.expiry_week) may(MessageKind::resume, a);
        }
        if (!is_in_force(agreement.state)) continue;
        may(MessageKind::suspend_agreement, a);
        may(MessageKind::terminate, a);
        may(MessageKind::renew, a);
        const bool cure_is_over = week >= agreement.cure_until_week;
        if (agreement.breached_by != no_seat && agreement.breached_by != self && cure_is_over) may(MessageKind::snap_back, a);
        for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
            const Term& term = agreement.terms[t];
            const bool is_waived = agreement.term_states[t] == TermState::waived;
            if (term.to != self || is_waived) continue;
            if (term.kind != TermKind::truce && term.kind != TermKind::monitoring) may(MessageKind::waive, a, t);
            if (cure_is_over && observation.seen_shortfall[a][t] > facts.tolerance) may(MessageKind::declare_breach, a);
        }
    }
    return one_of(open, rng);
}

}  // namespace chokepoint::agents
