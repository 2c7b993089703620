#include "engine/world/explain.hpp"

#include <algorithm>

#include "engine/world/rules.hpp"

namespace chokepoint {

Explanation begin_explanation(const Params& params, const World& last_week, int week) {
    Explanation why;
    why.week = week;
    for (Government government : all_of<Government>()) {
        if (!params.of(government).present) continue;
        const GovernmentState& state = last_week.of(government);
        GovernmentExplanation& account = why.governments[index_of(government)];
        account.seat = params.of(government).seat;
        for (PainCause cause : all_of<PainCause>())
            account.pain[index_of(cause)].last_week = state.pain[index_of(cause)];
        account.stress.last_week = state.stress;
        account.approval.last_week = state.approval_pct;
        account.stress.explains_change = account.approval.explains_change = true;
        account.listed_firms = state.listed_firms;
    }
    for (std::size_t i = 0; i < params.firms.size(); ++i) {
        FirmExplanation firm;
        firm.seat = params.firms[i].seat;
        firm.profit.last_week = last_week.firms[i].profit;
        why.firms.push_back(std::move(firm));
    }
    return why;
}

void explain_before_resolve(const Params& params, const World& world, Explanation* why) {
    if (why == nullptr) return;
    for (Government government : all_of<Government>()) {
        const GovernmentExplanation& account = why->governments[index_of(government)];
        if (account.seat == no_seat) continue;
        // Orders add stress by listings only, and shocks the rest; approval moves by orders alone before the resolve.
        const Government rival = government == Government::us ? Government::china : Government::us;
        const bool is_listed = government == Government::us || government == Government::china;
        const double more = is_listed ? world.of(rival).listed_firms - why->governments[index_of(rival)].listed_firms : 0.0;
        const double listings = params.rules.macro.listing_stress.value * std::max(0.0, more);  // taking firms off calms nobody
        const GovernmentState& state = world.of(government);
        because(stress_parts(why, government), Driver::listings, listings);
        because(stress_parts(why, government), Driver::shocks, state.stress - account.stress.last_week - listings);
        because(approval_parts(why, government), Driver::orders, state.approval_pct - account.approval.last_week);
    }
}

void explain_after_resolve(const World& world, Explanation* why) {
    if (why == nullptr) return;
    for (Government government : all_of<Government>()) {
        GovernmentExplanation& account = why->governments[index_of(government)];
        if (account.seat == no_seat) continue;
        const GovernmentState& state = world.of(government);
        for (PainCause cause : all_of<PainCause>()) account.pain[index_of(cause)].now = state.pain[index_of(cause)];
        account.stress.now = state.stress;
        account.approval.now = state.approval_pct;
    }
    for (std::size_t i = 0; i < why->firms.size(); ++i) why->firms[i].profit.now = world.firms[i].profit;
}

void add_part(Contributions& parts, Driver driver, double value, std::size_t subject) {
    if (value == 0.0) return;
    for (Contribution& part : parts)
        if (part.driver == driver && part.subject == subject) {
            part.value += value;
            return;
        }
    parts.push_back({value, static_cast<std::uint32_t>(subject), driver});
}

}  // namespace chokepoint
