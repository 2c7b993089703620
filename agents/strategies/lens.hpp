// How the world looks from a seat: its own state as observed, the others as imagined from the public scenario
// and the public record. Everything that valuations need, computed once a decision.
#pragma once

#include <array>

#include "agents/strategies/facts.hpp"
#include "agents/strategies/standing.hpp"
#include "engine/domain/observation.hpp"

namespace chokepoint::agents {

// One government's position; `is_own` when it is the observer's and exact, else a guess.
struct Lens {
    Government government = Government::us;
    SeatId seat = no_seat;
    bool is_own = false;
    double hawk = 0.5, patience = 0.95, red_line = 0.3;
    std::array<double, count_of<Interest>> weight{};  // mean 1
    double gdp = 1.0;
    double pain = 0.0, stress = 0.0, inflation_pct = 0.0, revenue_usd_bn = 0.0;
    double approval_gap = 0.0;               // points below the start
    std::array<double, count_of<PainCause>> pain_by_cause{};
    double aid_left_usd_bn = 0.0;
    Day appropriation_until = far_day;       // no new aid from then on; of others not known
    bool controlled = false;                 // China's controls on magnet materials reach it
    double deficit = 0.0;                    // share of the controlled parts that do not come in, 0-1
    double cover_weeks = 0.0;
    double stopped_share = 0.0;
    double annuity = 0.0;                    // discounted weeks of the horizon
    double shortage_ahead = 0.0;             // point-weeks of shortage over the horizon if nothing changes
    double shortage_scale = 1.0;             // that is in it already: what is believed of its stocks beside the record
    double tariff_faced_pct = 0.0;           // trade-weighted, in force, by its rival (an ally's: the U.S.)
    double export_loss = 0.0;                // points at that rate

    double w(Interest interest) const { return weight[index_of(interest)]; }
};

struct View {
    const Facts& facts;
    const PublicView& record;
    const FirmView* own_firm = nullptr;  // set when a firm looks
    Standing standing;                   // of that record
    std::array<Lens, limits::governments> lenses;  // of no seat where there is none, or where a firm has nothing to do with it
    // What the observer believes of each government's promises and threats, 0-1, by class of measure: a government by its own
    // record of them, a firm by the public one.
    std::array<std::array<double, count_of<MeasureClass>>, limits::governments> keeps_promises{}, carries_out_threats{};

    const Lens& of(Government government) const { return lenses[index_of(government)]; }
    const Lens& of(SeatId seat) const { return of(facts.government_of(seat)); }
};

// hawk_shift moves the own hawkishness: what a style adds to a type. Governments look at all others, a firm at those that share an
// agenda or a table with it or that an offer before it names.
View look(const Facts& facts, const Observation& observation, double hawk_shift);
// The same with another record, as far as agreements go: what governments are is left as it was seen.
View with_record(const View& view, const PublicView& record);

// What shortage_ahead would be with other stocks, or with less coming in.
double shortage_if(const Facts& facts, const Lens& lens, double cover_weeks, double deficit);

// The discounted number of weeks from now to `weeks`.
double annuity(double patience, double weeks);

// --- the public record, read

// The rate of one component as last announced, percent, not counting suspensions; 0: none.
double component_rate(const PublicView& record, Government by, Region on, TariffComponent component);
// The part of it that an order sets: what an agreement holds aside stays with the agreement.
double orderable_rate(const PublicView& record, Government by, Region on, TariffComponent component);
// Trade-weighted sum of all components as last announced, not counting suspensions.
double announced_tariff(const PublicView& record, Government by, Region on);
// What a cap or suspension would take off its component, in points as people quote them and by the trade that they weigh on; 0 for
// other terms, and for a component that there is not.
double quoted_points_off(const PublicView& record, Government by, Region on, const Term& term);
double weighted_points_off(const PublicView& record, Government by, Region on, const Term& term);
// The same as people quote it: plain sums of rates, as last announced and as in force on a day.
double announced_headline(const PublicView& record, Government by, Region on);
double headline_in_force(const PublicView& record, Government by, Region on, Day day);
// Trade-weighted sum of those in force on a day.
double tariff_in_force(const PublicView& record, Government by, Region on, Day day);
// A control of a kind by a government, in force or announced and not suspended, that reaches the region and shares a material
// with the scope (scope 0: any).
bool has_control(const PublicView& record, Government by, ControlKind kind, Region on, MaterialMask scope = 0);
// Weeks since China's licence control or ban on magnet materials first reached a region; 0 where none reaches it now.
double weeks_controlled(const PublicView& record, Region on);
// How much a government's non-tariff measures weigh on the region: a count in units of one major measure.
double control_weight(const PublicView& record, Government by, Region on);
// The share of trade that a rate leaves moving.
double trade_left(const Facts& facts, double rate_pct);
// Points that a government loses on exports at a rate it faces.
double export_loss(const Facts& facts, const Lens& lens, double rate_pct);

// The seven materials of the April 2025 control and the five of October.
constexpr MaterialMask first_scope = bit(Material::sm) | bit(Material::gd) | bit(Material::tb) |
                                     bit(Material::dy) | bit(Material::lu) | bit(Material::sc) | bit(Material::y);
constexpr MaterialMask second_scope = bit(Material::ho_er_tm_yb) | bit(Material::eu);

}  // namespace chokepoint::agents
