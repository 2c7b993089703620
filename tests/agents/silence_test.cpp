// Whether anybody would notice if a large firm fell silent.
#include <algorithm>

#include "tests/agents/one_changed.hpp"

namespace chokepoint::test {
namespace {

constexpr double pain_tolerance = 0.02;     // points, mean over the weeks: half a point of score
constexpr double money_tolerance = 0.02;    // of a firm's cash at the end, or of a year's value added

// Whether another seat than `role` came out otherwise than noise in the last digits would have it.
bool moves_others(const Game& a, const Game& b, std::string_view role) {
    const Params& params = april_setup()->params;
    const SeatId self = seat_of(april_setup()->scenario, role);
    for (SeatId seat = 0; seat < params.seats; ++seat) {
        if (seat == self) continue;
        double before = 0.0, after = 0.0, tolerance = pain_tolerance;
        if (params.is_government(seat)) {
            const Government government = params.government_of(seat);
            before = a.world.of(government).pain_sum / a.world.tally.weeks;
            after = b.world.of(government).pain_sum / b.world.tally.weeks;
        } else {
            const auto firm = static_cast<std::size_t>(params.firm_of_seat[seat]);
            before = a.world.firms[firm].cash;
            after = b.world.firms[firm].cash;
            tolerance = std::max(1.0, money_tolerance * std::max(before < 0.0 ? -before : before, 52000.0 * params.firms[firm].value_added));
        }
        const double gap = before > after ? before - after : after - before;
        if (gap > tolerance) return true;
    }
    return false;
}

}  // namespace

// Every firm that is large enough to have a seat; the same seeds with it and without.
TEST_CASE("a large firm that falls silent changes how others come out, in a fifth of games at least", "[agents][firms][ensemble][sim]") {
    constexpr std::uint64_t seeds = 40;
    std::vector<std::unique_ptr<Game>> base;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) base.push_back(played(seed, "", ""));
    std::size_t firms = 0;
    for (const FirmSpec& firm : april_setup()->scenario.firms) {
        if (!firm.has_seat) continue;
        ++firms;
        const std::string_view role = firm.name;
        int moved = 0;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed)
            moved += moves_others(*base[seed - 1], *played(seed, role, "passive"), role) ? 1 : 0;
        INFO(role << " moved others in " << moved << " of " << seeds);
        CHECK(5 * moved >= static_cast<int>(seeds));
    }
    CHECK(firms >= 10);
}

}  // namespace chokepoint::test
