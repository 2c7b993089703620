// Unilateral measures in force or announced: tariffs and controls. Public to every seat.
#pragma once

#include "engine/base/date.hpp"
#include "engine/base/fields.hpp"
#include "engine/domain/vocabulary.hpp"

namespace chokepoint {

// One named component of a tariff stack. In force on days from_day <= d < until_day, except while an agreement suspends
// it (d < suspended_until) or a court has struck it down (d < struck_until). A stack's headline rate is the sum of its across-the-board components
// in force (145 in April 2025); its trade-weighted rate the sum of rate * coverage over all of them (124.1).
struct TariffMeasure {
    double rate_pct = 0.0;      // ad valorem, percent, 0 to 1000
    double coverage = 1.0;      // share of the bilateral trade value it falls on, 0 to 1
    Day from_day = no_day;
    Day until_day = far_day;
    Day suspended_until = no_day;
    Government by = Government::us;
    Region on = Region::china;
    TariffComponent component = TariffComponent::mfn;
    std::uint8_t agreement = 255;  // index of the agreement that suspends or caps it; 255: none
    std::uint8_t classes = 0;      // rare-earth goods that pay it, bits of ProductClass
    std::array<std::uint8_t, 3> spare{};
    Day struck_until = no_day;     // by a court's ruling, whatever is agreed

    bool in_force(Day day) const { return day >= from_day && day < until_day && day >= back(); }
    // The day on which neither an agreement nor a court keeps it out of force any more.
    Day back() const { return suspended_until > struck_until ? suspended_until : struck_until; }
    bool operator==(const TariffMeasure&) const = default;
};
CHOKEPOINT_FIELDS(TariffMeasure, rate_pct, coverage, from_day, until_day, suspended_until, by, on, component,
                  agreement, classes, spare, struck_until)

// An export control or other non-tariff measure. A licence control lets its scope out only under licence; a ban
// not at all; customs_checks delay uncontrolled goods of the scope by the strength (share held, 0 to 1).
struct ControlMeasure {
    double strength = 1.0;          // meaning by kind: share of trade hit, threshold, number of firms listed
    MaterialMask materials = 0;
    RegionMask destinations = every_region;
    Day from_day = no_day;
    Day until_day = far_day;
    Day suspended_until = no_day;
    Government by = Government::china;
    ControlKind kind = ControlKind::licence;
    std::uint8_t agreement = 255;
    std::uint8_t spare = 0;

    bool in_force(Day day) const { return day >= from_day && day < until_day && day >= suspended_until; }
    bool operator==(const ControlMeasure&) const = default;
};
CHOKEPOINT_FIELDS(ControlMeasure, strength, materials, destinations, from_day, until_day, suspended_until, by, kind,
                  agreement, spare)

}  // namespace chokepoint
