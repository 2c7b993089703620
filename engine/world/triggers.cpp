// What statements hang on: whether it has occurred, by the public record alone. Knows orders as they stand and who has broken
// what; what a word then costs its speaker is politics' business (politics.cpp).
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double least_rise = 1e-9;  // sums of measures that have changed places differ in their last digits

bool waits_for(const Statement& said, Trigger trigger) {
    return said.trigger == trigger && said.due_week > 0 && said.triggered_week == 0;
}

// What a promise or a red line binds to is what comes after its trigger; a threat may be carried out ahead of it.
void occur(const Params& params, const World& world, const Moment& moment, DatedStatement& dated) {
    dated.said.triggered_week = static_cast<std::int16_t>(moment.week);
    if (dated.said.kind != StatementKind::threat) dated.level = measure_level(params, world, dated.said);
}

// All controls of a government that reach a region, lists by order among them, as they are ordered.
double tightness(const World& world, Government by, Region on, Day day) {
    double sum = is_rival(by, on) ? world.of(by).listed_firms / 100.0 : 0.0;
    for (ControlKind kind : all_of<ControlKind>()) sum += kind_level(world, by, kind, on, day, true);
    return sum;
}

bool is_of_both(const Agreement& agreement, const Statement& said) {
    return is_party(agreement.parties, said.by) && is_party(agreement.parties, said.to);
}

bool has_deal(const World& world, const Statement& said) {
    return std::any_of(world.agreements.begin(), world.agreements.end(), [&](const Agreement& agreement) {
        return (agreement.state == AgreementState::accepted || is_in_force(agreement.state)) && is_of_both(agreement, said);
    });
}

}  // namespace

int settled_week(const Params& params, const Statement& said) {
    return said.due_week + (said.trigger == Trigger::none ? 0 : params.weeks_per_turn);
}

Provocations provocations(const Params& params, const World& world, const Moment& moment, SeatId by) {
    Provocations levels{};
    for (std::size_t i = 0; i < world.statements.size(); ++i) {
        const Statement& said = world.statements[i].said;
        if (said.to != by) continue;
        if (waits_for(said, Trigger::tariffs_raised))
            levels[i] = ordered_pct(world, params.government_of(by), home_of(params.government_of(said.by)), moment.today);
        if (waits_for(said, Trigger::control_tightened))
            levels[i] = tightness(world, params.government_of(by), home_of(params.government_of(said.by)), moment.today);
    }
    return levels;
}

void note_provocations(const Params& params, World& world, const Moment& moment, SeatId by, const Provocations& before) {
    const Provocations now = provocations(params, world, moment, by);
    for (std::size_t i = 0; i < world.statements.size(); ++i)
        if (now[i] > before[i] + least_rise) occur(params, world, moment, world.statements[i]);
}

void note_broken(const Params& params, World& world, const Moment& moment, const Agreement& agreement, SeatId by) {
    for (DatedStatement& dated : world.statements)
        if (dated.said.to == by && waits_for(dated.said, Trigger::agreement_broken) && is_of_both(agreement, dated.said))
            occur(params, world, moment, dated);
}

void close_triggers(const Params& params, World& world, const Moment& moment) {
    for (DatedStatement& dated : world.statements)
        if (waits_for(dated.said, Trigger::no_deal) && dated.said.due_week == moment.week && !has_deal(world, dated.said))
            occur(params, world, moment, dated);
    world.statements.remove_if([&](const DatedStatement& dated) {
        const Statement& said = dated.said;
        return said.trigger != Trigger::none && said.due_week > 0 && said.due_week <= moment.week && said.triggered_week == 0;
    });
}

}  // namespace chokepoint
