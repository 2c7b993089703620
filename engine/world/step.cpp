// One week of the world, in the order of the model's description. Each line is a rules file.
#include "engine/world/rules.hpp"

namespace chokepoint {

void note(World& world, const Moment& moment, Event event) {
    event.round = static_cast<std::uint8_t>(moment.round);
    if (world.events.push(event)) return;
    // A full log lets its least important entry go for a more important one.
    std::size_t least = 0;
    for (std::size_t i = 1; i < world.events.size(); ++i)
        if (world.events[i].importance < world.events[least].importance) least = i;
    if (world.events[least].importance < event.importance) world.events[least] = event;
}

void begin_week(const Params& params, World& world, const Moment& moment) {
    world.events.clear();
    // Measures that ended before last week are history; watchers keep it.
    world.tariffs.remove_if([&](const TariffMeasure& tariff) { return tariff.until_day <= moment.today - 7; });
    world.controls.remove_if([&](const ControlMeasure& control) { return control.until_day <= moment.today - 7; });
    strike_shocks(params, world, moment);
}

void resolve_week(const Params& params, World& world, const Moment& moment) {
    file_applications(params, world, moment);
    decide_applications(params, world, moment);
    ship(params, world, moment);
    produce(params, world, moment);
    consume(params, world, moment);
    write_off(params, world);
    move_prices(params, world, moment);
    advance_projects(params, world, moment);
    move_trade(params, world, moment);
    feel_pain(params, world, moment);
    move_politics(params, world, moment);
    advance_agreements(params, world, moment);
    tally_week(params, world, moment);
}

}  // namespace chokepoint
