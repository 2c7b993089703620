// Seeded random events at the scenario's rates. Knows when they strike and how long they last; what they do is
// read by the rules they touch.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {

void strike_shocks(const Params& params, World& world, const Moment& moment) {
    for (ActiveShock& shock : world.shocks) --shock.weeks_left;
    world.shocks.remove_if([](const ActiveShock& shock) { return shock.weeks_left <= 0; });
    Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::shock);
    for (const ShockParams& kind : params.shocks) {
        const bool dated = kind.day >= moment.today && kind.day < moment.today + 7;
        const bool strikes = rng.chance(kind.weekly_chance) || dated;
        const double spread = rng.uniform(0.6, 1.4);
        const double size = dated ? kind.size : kind.size * spread;
        if (!strikes) continue;
        if (!world.shocks.push({size, kind.weeks, kind.kind, kind.region, {}})) continue;
        Event event;
        event.kind = EventKind::shock;
        event.what = static_cast<std::uint8_t>(kind.kind);
        event.region = kind.region;
        event.value = size;
        event.importance = 2;
        note(world, moment, event);
        if (kind.kind == ShockKind::market_panic)
            for (GovernmentState& government : world.governments) government.stress += size;
        if (kind.kind == ShockKind::arms_sale)
            if (const Government* seller = government_at(kind.region)) {
                double& goodwill = world.of(*seller).goodwill[index_of(Government::china)];
                goodwill = math::clamp(goodwill - size, 0.0, 1.0);
            }
        if (kind.kind == ShockKind::court_ruling)
            if (const Government* government = government_at(kind.region))
                for (TariffMeasure& tariff : world.tariffs)
                    if (tariff.by == *government && tariff.component == TariffComponent::reciprocal)
                        tariff.struck_until = std::max(tariff.struck_until, moment.today + 7 * kind.weeks);
    }
}

double shock_size(const World& world, ShockKind kind, Region region) {
    double sum = 0.0;
    for (const ActiveShock& shock : world.shocks)
        if (shock.kind == kind && shock.region == region) sum += shock.size;
    return sum;
}

}  // namespace chokepoint
