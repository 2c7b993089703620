// Dated acts of a scenario as the orders that they stand for.
#include "engine/domain/scenario.hpp"

namespace chokepoint {
namespace {

// The number of a name; validate() has seen to it that it is one.
template <typename E>
std::uint8_t number_of(std::string_view name) {
    const auto value = parse_enum<E>(name);
    return value ? static_cast<std::uint8_t>(index_of(*value)) : std::uint8_t{0};
}

std::uint8_t what_of(OrderKind kind, std::string_view name) {
    switch (kind) {
        case OrderKind::set_tariff: return number_of<TariffComponent>(name);
        case OrderKind::set_control: return number_of<ControlKind>(name);
        case OrderKind::desk_priority: return name.empty() ? std::uint8_t{255} : number_of<EndUse>(name);
        case OrderKind::stockpile:
        case OrderKind::price_floor:
        case OrderKind::apply:
        case OrderKind::substitute: return number_of<Product>(name);
        case OrderKind::lobby: return number_of<Interest>(name);
        case OrderKind::project_aid: return number_of<AidKind>(name);
        default: return 0;
    }
}

}  // namespace

Order order_of(const RecordedAct& act) {
    Order order;
    order.kind = act.kind;
    order.what = what_of(act.kind, act.what);
    order.target = static_cast<std::uint8_t>(index_of(act.target));
    if (act.kind == OrderKind::project_aid || act.kind == OrderKind::permit_priority)
        order.target = static_cast<std::uint8_t>(act.second.value);
    for (Material material : act.materials) order.scope |= bit(material);
    order.value = act.value.value;
    order.second = act.second.value;
    if (act.kind == OrderKind::set_control && act.target != home_of(act.by)) order.regions = bit(act.target);
    return order;
}

}  // namespace chokepoint
