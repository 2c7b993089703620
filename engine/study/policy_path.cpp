#include "engine/study/policy_path.hpp"

#include <algorithm>
#include <optional>

namespace chokepoint::study {
namespace {

template <typename E>
std::optional<std::uint8_t> number_of(std::string_view name) {
    const auto value = parse_enum<E>(name);
    if (!value) return std::nullopt;
    return static_cast<std::uint8_t>(*value);
}

// The number that the act's name stands for, or nothing where the kind of order does not know it.
std::optional<std::uint8_t> what_of(const RecordedAct& act) {
    switch (act.kind) {
        case OrderKind::set_tariff:
            return number_of<TariffComponent>(act.what);
        case OrderKind::set_control:
            return number_of<ControlKind>(act.what);
        case OrderKind::stockpile:
        case OrderKind::price_floor:
            return number_of<Product>(act.what);
        case OrderKind::desk_priority:
            return act.what.empty() ? std::uint8_t{255} : number_of<EndUse>(act.what);
        case OrderKind::project_aid:
            return act.what.empty() ? std::uint8_t{0} : number_of<AidKind>(act.what);
        default:
            return std::uint8_t{0};
    }
}

Error fault_at(std::size_t index, const std::string& what) {
    return fail("recorded_policy[" + std::to_string(index) + "]: " + what);
}

DatedOrder dated_order(const RecordedAct& act, Day day, std::uint8_t what) {
    DatedOrder dated{day, act.by, {}};
    Order& order = dated.order;
    order.kind = act.kind;
    order.what = what;
    order.value = act.value.value;
    order.second = act.second.value;
    order.target = static_cast<std::uint8_t>(index_of(act.target));
    for (const Material material : act.materials) order.scope |= bit(material);
    // The actor's own region stands for all destinations.
    if (act.kind == OrderKind::set_control && act.target != home_of(act.by)) order.regions = bit(act.target);
    if (act.kind == OrderKind::project_aid || act.kind == OrderKind::permit_priority) {
        order.target = static_cast<std::uint8_t>(act.second.value);
        order.second = 0.0;
    }
    return dated;
}

}  // namespace

Result<std::vector<DatedOrder>> recorded_orders(const Scenario& scenario) {
    std::vector<DatedOrder> orders;
    Errors errors;
    for (std::size_t i = 0; i < scenario.recorded_policy.size(); ++i) {
        const RecordedAct& act = scenario.recorded_policy[i];
        const auto day = parse_day(act.date);
        const auto what = what_of(act);
        if (!day) errors.push_back(fault_at(i, "'" + act.date + "' is no date; write YYYY-MM-DD"));
        if (!what)
            errors.push_back(fault_at(
                i, "'" + act.what + "' is nothing that " + std::string(name_of(act.kind)) + " knows"));
        if (day && what) orders.push_back(dated_order(act, *day, *what));
    }
    if (!errors.empty()) return errors;
    std::stable_sort(orders.begin(), orders.end(),
                     [](const DatedOrder& a, const DatedOrder& b) { return a.day < b.day; });
    return orders;
}

}  // namespace chokepoint::study
