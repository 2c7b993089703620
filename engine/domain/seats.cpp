// Seats are numbered governments first, then firms that have a seat, both in the scenario's order.
#include "engine/base/check.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint {

std::size_t seat_count(const Scenario& scenario) {
    std::size_t count = scenario.governments.size();
    for (const FirmSpec& firm : scenario.firms) count += firm.has_seat ? 1 : 0;
    return count;
}

int firm_of(const Scenario& scenario, SeatId seat) {
    std::size_t next = scenario.governments.size();
    if (seat < next) return -1;
    for (std::size_t i = 0; i < scenario.firms.size(); ++i)
        if (scenario.firms[i].has_seat && next++ == seat) return static_cast<int>(i);
    return -1;
}

SeatId seat_of_firm(const Scenario& scenario, std::size_t firm) {
    CHOKEPOINT_CHECK(firm < scenario.firms.size());
    if (!scenario.firms[firm].has_seat) return no_seat;
    std::size_t seat = scenario.governments.size();
    for (std::size_t i = 0; i < firm; ++i) seat += scenario.firms[i].has_seat ? 1 : 0;
    return static_cast<SeatId>(seat);
}

bool is_government(const Scenario& scenario, SeatId seat, Government* government) {
    if (seat >= scenario.governments.size()) return false;
    if (government != nullptr) *government = scenario.governments[seat].government;
    return true;
}

SeatId seat_of(const Scenario& scenario, Government government) {
    for (std::size_t i = 0; i < scenario.governments.size(); ++i)
        if (scenario.governments[i].government == government) return static_cast<SeatId>(i);
    return no_seat;
}

SeatId seat_of(const Scenario& scenario, std::string_view role) {
    for (std::size_t i = 0; i < scenario.governments.size(); ++i)
        if (name_of(scenario.governments[i].government) == role) return static_cast<SeatId>(i);
    for (std::size_t i = 0; i < scenario.firms.size(); ++i)
        if (scenario.firms[i].has_seat && scenario.firms[i].name == role) return seat_of_firm(scenario, i);
    return no_seat;
}

std::string_view role_of(const Scenario& scenario, SeatId seat) {
    if (seat < scenario.governments.size()) return name_of(scenario.governments[seat].government);
    const int firm = firm_of(scenario, seat);
    CHOKEPOINT_CHECK(firm >= 0);
    return scenario.firms[static_cast<std::size_t>(firm)].name;
}

std::string_view title_of(const Scenario& scenario, SeatId seat) {
    if (seat < scenario.governments.size()) return scenario.governments[seat].title;
    const int firm = firm_of(scenario, seat);
    CHOKEPOINT_CHECK(firm >= 0);
    return scenario.firms[static_cast<std::size_t>(firm)].title;
}

std::string_view strategy_of(const Scenario& scenario, SeatId seat) {
    if (seat < scenario.governments.size()) return scenario.governments[seat].strategy;
    const int firm = firm_of(scenario, seat);
    CHOKEPOINT_CHECK(firm >= 0);
    return scenario.firms[static_cast<std::size_t>(firm)].strategy;
}

}  // namespace chokepoint
