// One week of the world, in the order of the model's description. Each line is a rules file.
#include <algorithm>

#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

// Points that an agreement had set aside and that have come back join the piece they were cut from: else every truce
// would leave one more piece behind, until the list is full.
void join_pieces(World& world, Day today) {
    const auto stands_alone = [&](const TariffMeasure& tariff) {
        return tariff.agreement == 255 && tariff.back() <= today && tariff.from_day <= today;
    };
    // Pieces of one measure have the same key; there are many measures, and few have pieces.
    const auto key_of = [](const TariffMeasure& tariff) {
        return static_cast<std::uint32_t>(index_of(tariff.component) << 24 | index_of(tariff.on) << 16 | index_of(tariff.by) << 8 | tariff.classes);
    };
    std::array<std::uint32_t, limits::tariffs> keys;
    for (std::size_t i = 0; i < world.tariffs.size(); ++i) keys[i] = key_of(world.tariffs[i]);
    const auto last = keys.begin() + static_cast<std::ptrdiff_t>(world.tariffs.size());
    for (std::size_t i = 0; i < world.tariffs.size(); ++i) {
        TariffMeasure& into = world.tariffs[i];
        if (!stands_alone(into)) continue;
        const auto first = keys.begin() + static_cast<std::ptrdiff_t>(i);
        for (auto same = std::find(first + 1, last, *first); same != last; same = std::find(same + 1, last, *first)) {
            TariffMeasure& piece = world.tariffs[static_cast<std::size_t>(same - keys.begin())];
            if (piece.coverage != into.coverage || piece.until_day != into.until_day || piece.until_day <= today || !stands_alone(piece)) continue;
            into.rate_pct += piece.rate_pct;
            if (piece.from_day > into.from_day) into.from_day = piece.from_day;
            piece.until_day = no_day;  // gone
        }
    }
    world.tariffs.remove_if([](const TariffMeasure& tariff) { return tariff.until_day == no_day; });
}

// Parts of a control that an agreement had split off join it again once it has ended.
void join_controls(World& world, Day today) {
    const auto stands_alone = [&](const ControlMeasure& control) {
        return control.agreement == 255 && control.suspended_until <= today && control.until_day > today;
    };
    bool joined = true;
    while (joined) {
        joined = false;
        for (std::size_t i = 0; i < world.controls.size(); ++i)
            for (std::size_t k = i + 1; k < world.controls.size(); ++k) {
                ControlMeasure &into = world.controls[i], &piece = world.controls[k];
                if (piece.kind != into.kind || piece.by != into.by) continue;
                const bool same = stands_alone(into) && stands_alone(piece) &&
                                  piece.strength == into.strength && piece.from_day == into.from_day &&
                                  piece.until_day == into.until_day;
                const bool other_buyers = piece.materials == into.materials && (piece.destinations & into.destinations) == 0;
                const bool other_goods = piece.destinations == into.destinations && (piece.materials & into.materials) == 0 &&
                                         piece.materials != 0;
                if (!same || !(other_buyers || other_goods)) continue;
                into.materials |= piece.materials;
                into.destinations |= piece.destinations;
                piece.until_day = no_day;  // gone
                joined = true;
            }
    }
    world.controls.remove_if([](const ControlMeasure& control) { return control.until_day == no_day; });
}

}  // namespace

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
    world.today = moment.today;
    world.events.clear();
    // Measures that ended before last week are history; watchers keep it.
    world.tariffs.remove_if([&](const TariffMeasure& tariff) { return tariff.until_day <= moment.today - 7; });
    world.controls.remove_if([&](const ControlMeasure& control) { return control.until_day <= moment.today - 7; });
    join_pieces(world, moment.today);
    join_controls(world, moment.today);
    strike_shocks(params, world, moment);
    advance_inquiries(params, world, moment);
}

void resolve_week(const Params& params, World& world, const Moment& moment, Explanation* why) {
    run_week(params, world, moment, why);
    tally_week(params, world, moment);
}

void run_week(const Params& params, World& world, const Moment& moment, Explanation* why) {
    world.today = moment.today;
    explain_before_resolve(params, world, why);
    run_agencies(params, world, moment);
    const ExportRules rules = export_rules(params, world, moment.today);
    file_applications(params, world, rules, moment);
    decide_applications(params, world, rules, moment);
    const Growth growth = capacity_growth(params, world);  // plants are widened and opened for the next week
    grow_demand(params, world);
    ship(params, world, rules, growth, full_uses(params, world), moment);
    const SaleTerms sales = sale_terms(params, world);
    const SiteCosts costs = produce(params, world, growth, sales);
    consume(params, world, full_uses(params, world), moment, why);  // plants that take in the same goods may have been widened
    write_off(params, world);
    const PerNeed uses_after = full_uses(params, world);  // users have learnt thrift
    move_prices(params, world, uses_after, moment, why);
    keep_books(params, world, uses_after, sales, costs, why);
    advance_projects(params, world, sales, moment);
    const PerFlow felt = move_trade(params, world, moment);
    feel_pain(params, world, felt, moment, why);
    move_politics(params, world, moment, why);
    advance_agreements(params, world, moment);
    close_triggers(params, world, moment);
    sum_value(params, world);
    explain_after_resolve(world, why);
}

}  // namespace chokepoint
