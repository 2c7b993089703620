#include "engine/sweep/point.hpp"

namespace chokepoint::sweep {

Result<Point> make_point(const Scenario& scenario, const std::vector<Factor>& factors,
                         const std::vector<std::string>& values, const Wiring& wiring) {
    Scenario changed = scenario;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        if (!role_of_factor(factors[i]).empty()) continue;
        auto next = wiring.with(changed, factors[i].path, values[i]);
        if (!next) return next.errors();
        changed = std::move(*next);
    }
    // Seats are numbered by the scenario as changed: a factor may give a firm a seat or take it away.
    std::vector<std::string> strategies(seat_count(changed));
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const std::string_view role = role_of_factor(factors[i]);
        if (role.empty()) continue;
        const SeatId seat = seat_of(changed, role);
        if (seat == no_seat) return fail("no seat '" + std::string(role) + "'");
        strategies[seat] = values[i];
    }
    auto setup = make_setup(std::move(changed));
    if (!setup) return setup.errors();
    auto cast = make_cast(**setup, wiring.roster, strategies);
    if (!cast) return cast.errors();
    return Point{std::move(*setup), std::move(*cast)};
}

}  // namespace chokepoint::sweep
