// Measures without agreement: when a rise in tariffs pays, how large, and how long a provocation is remembered.
// Two sides' replies to each other, each bounded by its own marginal cost, make the spiral and its end; nothing
// here knows the year.
#pragma once

#include "agents/strategies/actor.hpp"
#include "engine/domain/imagination.hpp"

namespace chokepoint::agents {

// Takes in what the rival has done since the last look: its rises, its controls, the passing of time. On the
// first look, measures announced for the first week on count as news, older ones as the state of things.
void follow(const Position& position, GovernmentMind& mind);

// True where an agreement with the rival forbids new measures, or is about to.
bool is_frozen(const Position& position);

// The rise of the own tariff that is worth most, 0 where none is worth it, and why:
//   retaliation   standing kept by answering, while the answer still bites on trade that moves
//   leverage      the rival's extra export losses, by rivalry
//   price         own extra costs at home
//   time_pressure market stress that the rise brings, dearer the more there is already; threats: the announced answer
struct Rise {
    double points = 0.0;
    Worth worth;
    Foreseen foreseen;  // with the rival's answer, of those who look ahead
};
Rise best_rise(const Position& position, const GovernmentMind& mind);

// Writes the message that such a rise is made or threatened by, and why.
bool write_rise(const Message& message, const Rise& rise, Pen& pen);

// The own rise of so many points now and the rival's answer to it a week later, as a middling rival gives it.
Course exchange_of_blows(const Position& position, double points);

// Takes back own rises in answer to the rival's, where the style forgives. True when it did.
bool take_back(const Position& position, GovernmentMind& mind, TariffComponent component, Pen& pen);

// Where a control may reach: everywhere abroad but where a truce stands in the way.
RegionMask free_regions(const Position& position);

// Lists firms of the other side, the names that matter first: each further list says less, so there are few.
bool may_list(const Position& position, const GovernmentMind& mind);
bool list_firms(const Position& position, GovernmentMind& mind, double firms, const Reason& reason, Pen& pen);

// Pressure to come to terms with the rival, in units where about 1 makes a middling hawk ask for talks:
//   pain, stress, shortage   what hurts now, and what is about to; who can wait bears more
//   waiting                  tempers cool as weeks without a blow go by
//   signal                   the rival has said that it would rather settle
//   threats                  what it threatens and is believed to carry out
Worth pressure(const Position& position, const GovernmentMind& mind);
double pressure_to_ask(const Position& position);  // at which it asks
double pressure_to_ask(double hawk);
// The same of anyone, as far as it is told what it has to bear beside what its lens shows.
struct Strain {
    double quiet_weeks = 0.0;  // without a blow of either side
    bool signalled = false;
    double threats = 0.0;      // in hundreds of points, as far as they are believed
};
Worth pressure_on(const Lens& self, const Strain& strain);
bool wants_talks(const Position& position, const GovernmentMind& mind);
// True when the rival has said in public, lately, that it would rather settle.
bool rival_signalled(const Position& position);

// Asks for a summit where talks have lasted without result, and takes one up that the rival asks for.
void seek_summit(const Position& position, GovernmentMind& mind, Pen& pen);

// A public, dated statement about tariffs (or a control) towards the rival.
Message statement(const Position& position, StatementKind kind, double value, int due_week, bool about_tariffs,
                  ControlKind measure = ControlKind::licence);
Message tariff_order(Region on, TariffComponent component, double rate, double coverage = 0.0);
Message control_order(ControlKind kind, MaterialMask scope, RegionMask destinations, double strength, bool on);

// Standing agreements: accuses, declares breaches, snaps back and renews, by what the seat has seen.
void tend_agreements(const Position& position, GovernmentMind& mind, Pen& pen);

}  // namespace chokepoint::agents
