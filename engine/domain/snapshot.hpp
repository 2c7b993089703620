// What watchers see of one moment: enough to draw every view. The server fills it by what the watcher may know;
// names come from the scenario. A viewer's history is a list of these.
#pragma once

#include "engine/domain/messages.hpp"
#include "engine/domain/observation.hpp"

namespace chokepoint {

CHOKEPOINT_ENUM(Viewpoint, spectator, seat, facilitator)

// How a trade flow fares now.
CHOKEPOINT_ENUM(FlowState, open, licensed, delayed, blocked, diverted)

// Physical trade of one class of product between two regions, last week.
struct FlowView {
    double t_per_week = 0.0;
    double base_t_per_week = 0.0;      // in the opening balance
    double refused_t_per_week = 0.0;   // wanted but held up by licence, ban or customs
    ProductClass product_class = ProductClass::magnet;
    Region from = Region::china;
    Region to = Region::us;
    FlowState state = FlowState::open;
    std::uint32_t spare = 0;
};
CHOKEPOINT_FIELDS(FlowView, t_per_week, base_t_per_week, refused_t_per_week, product_class, from, to, state, spare)

struct FirmSnapshot {
    double cover_days = 0.0;       // scarcest part; users and makers; 0 for those without needs
    double output_share = 0.0;     // of the opening output
    double plants = 0.0;
    double plants_stopped = 0.0;
    double profit_usd_m = 0.0;
    bool visible = true;           // false: the watcher may not know these numbers
    std::array<std::uint8_t, 7> spare{};
};
CHOKEPOINT_FIELDS(FirmSnapshot, cover_days, output_share, plants, plants_stopped, profit_usd_m, visible, spare)

struct GovernmentSnapshot {
    double approval_pct = 0.0;
    double pain = 0.0;
    std::array<double, count_of<PainCause>> pain_by_cause{};
    double stress = 0.0;
    double output_loss_pct = 0.0;
    double inflation_pct = 0.0;
    double revenue_usd_bn = 0.0;
    bool present = false;
    bool visible = true;           // pain and the rest beside approval
    std::array<std::uint8_t, 6> spare{};
};
CHOKEPOINT_FIELDS(GovernmentSnapshot, approval_pct, pain, pain_by_cause, stress, output_loss_pct, inflation_pct,
                  revenue_usd_bn, present, visible, spare)

struct ProjectSnapshot {
    double progress = 0.0;         // of the present state, 0-1
    double weeks_left = 0.0;
    double capacity_t_per_year = 0.0;
    ProjectState state = ProjectState::planned;
    std::array<std::uint8_t, 7> spare{};
};
CHOKEPOINT_FIELDS(ProjectSnapshot, progress, weeks_left, capacity_t_per_year, state, spare)

struct TalkSnapshot {
    PartyList parties;
    std::uint8_t talk = 0;
    std::uint8_t agenda = 255;
    SeatId turn = no_seat;
    TalkLevel level = TalkLevel::working;
    std::int16_t opened_week = 0;
    std::int16_t deadline_week = 0;
    bool back_channel = false;
    std::array<std::uint8_t, 7> spare{};
};
CHOKEPOINT_FIELDS(TalkSnapshot, parties, talk, agenda, turn, level, opened_week, deadline_week, back_channel, spare)

// What a seat did in a talk this week and why, for that seat and the facilitator only.
struct MoveReasons {
    std::uint32_t offer = 0;     // made, accepted or rejected
    SeatId seat = no_seat;
    MessageKind kind = MessageKind::propose;
    RejectReason because = RejectReason::none;
    std::uint8_t round = 0;
    FixedVec<Rationale, 24> numbers;
};
CHOKEPOINT_FIELDS(MoveReasons, offer, seat, kind, because, round, numbers)

struct Snapshot {
    PublicView record;
    Viewpoint viewpoint = Viewpoint::spectator;
    SeatId seat = no_seat;
    bool week_closed = false;      // after the resolve of record.week
    bool game_over = false;
    std::array<std::uint8_t, 4> spare{};
    double queue_waiting = 0.0;          // applications
    double queue_waiting_t = 0.0;
    double queue_granted_share = 0.0;    // of those decided, last 13 weeks
    double queue_mean_age_weeks = 0.0;
    double queue_throughput = 0.0;       // zero where the watcher may not know
    double mass_balance_rel_max = 0.0;
    std::array<double, count_of<Product>> cover_inside_days{};   // market stock by zone
    std::array<double, count_of<Product>> cover_outside_days{};
    std::array<double, count_of<Product>> world_output_t{};      // last week
    FixedVec<FlowView, 96> flows;                 // largest first
    FixedVec<FirmSnapshot, limits::firms> firms;  // by index in the scenario
    std::array<GovernmentSnapshot, limits::governments> governments{};
    FixedVec<ProjectSnapshot, limits::projects> projects;
    FixedVec<TalkSnapshot, limits::talks> talks;
    FixedVec<Offer, limits::offers> offers;       // those that the watcher may read
    FixedVec<Event, limits::events> events;       // of this week so far
    FixedVec<MoveReasons, 64> reasons;            // of this week so far, where agents were asked for them
};
CHOKEPOINT_FIELDS(Snapshot, record, viewpoint, seat, week_closed, game_over, spare, queue_waiting, queue_waiting_t,
                  queue_granted_share, queue_mean_age_weeks, queue_throughput, mass_balance_rel_max,
                  cover_inside_days, cover_outside_days, world_output_t, flows, firms, governments, projects, talks,
                  offers, events, reasons)

}  // namespace chokepoint
