// What agents remember between decisions. Plain bytes; zero means unset everywhere.
#pragma once

#include <array>
#include <cstdint>

#include "engine/domain/agent.hpp"

namespace chokepoint::agents {

// One agenda's course so far.
struct AgendaMemory {
    std::int16_t first_week = 0;    // of the present round of talks; concession runs from here
    std::int16_t last_try_week = 0; // when this seat last asked for the talk
    std::int16_t other_bids = 0;    // bids heard, each counted once however often it was made
    std::int16_t own_bids = 0;      // bids made, counted alike
    std::uint32_t last_offer = 0;   // id of the newest taken in
    std::array<std::uint8_t, limits::issues> first_bid{};  // the first and the newest of them, as levels: what
    std::array<std::uint8_t, limits::issues> last_bid{};   // they are worth changes with the world
};

// What rollouts say that something brings over doing nothing, point-weeks. No rollouts: nobody looked.
struct Foreseen {
    float gain = 0.0F;    // mean over worlds
    float error = 0.0F;   // its standard error
    std::int32_t rollouts = 0;
};

// What a search has found for one table, good for the week: see foresight.hpp.
struct TablePlan {
    float target = 0.0F;           // utility to hold out for
    std::int16_t week = 0;         // 0: none
    std::uint8_t agenda = 255;
    std::uint8_t spare = 0;
    std::uint32_t offer = 0;       // of the other's, that stood then; 0: none
    Foreseen held;                 // what holding out is foreseen to bring
};

// Talks with one other on no agenda of the scenario's.
struct PartnerMemory {
    AgendaMemory talks;
    SeatId with = no_seat;          // only where `known`
    bool known = false;
    std::int16_t spare = 0;
};

// Points of a grid over who the rival may be; see posterior.hpp.
constexpr std::size_t hypotheses = 60;

constexpr std::size_t tempers = 4;  // of a grid over how much of a hawk it may be

// What one who infers has watched of its rival; see evidence.hpp.
struct Watch {
    std::array<std::uint16_t, tempers> temper{};          // weights, as those of the belief; all 0: the prior
    std::array<std::uint8_t, limits::issues> own_bid{};   // of the own offer last seen to stand, as levels
    std::array<std::uint8_t, limits::issues> refused_bid{};  // the last of them that was not taken
    std::uint32_t own_offer = 0;      // its id; 0: none whose fate is open
    float own_raised = 0.0F;          // points that this seat had raised when the rival last answered or let it pass
    std::int16_t week = 0;            // of the last look
    std::int16_t refused_week = 0;    // in which a refusal was last taken in
    std::uint8_t agenda = 255;        // of the own offer
    bool has_asked = false;           // the rival, for talks, since the last agreement
    std::uint8_t refused_agenda = 255;
    std::uint8_t spare = 0;
};

struct GovernmentMind {
    std::array<AgendaMemory, limits::agendas> agendas{};
    // by_inference: weights over the grid, in 65535ths of the largest; all 0: the prior. Of those who concede minimally, who
    // infer nothing: digests of the bids on their tables, newest first (concession.hpp); 0: none.
    std::array<std::uint16_t, hypotheses> belief{};
    std::uint32_t belief_offer = 0;           // newest offer that they take in
    std::uint32_t doubted = 0;        // agendas, by bit, on which an own offer was turned down for want of trust
    std::array<TablePlan, 4> plans{};         // by_search: of the tables searched last, the newest first
    Foreseen blow;                    // what an own rise and the answer to it are; set anew in every decision
    double rival_tariff_seen = 0.0;   // points, as announced
    double rival_tariff_peak = 0.0;
    double unanswered_tariff = 0.0;   // points of its rises not yet answered
    double taken_back = 0.0;          // points that the rival has taken back and this seat has not
    double shock = 0.0;               // points of its rises in the last weeks, fading
    double rival_controls_seen = 0.0;
    double unanswered_controls = 0.0;
    double listed_seen = 0.0;         // home firms on the rival's lists
    double own_raised = 0.0;          // points raised by this seat so far
    float threat_value = 0.0F;        // points of the rise last threatened, not yet carried out
    std::int16_t threat_due_week = 0;
    std::int16_t last_seen_week = 0;
    std::int16_t last_rise_week = 0;
    std::int16_t rival_rise_week = 0;
    std::int16_t control_week = 0;
    std::int16_t listing_week = 0;
    std::int16_t softened_week = 0;
    std::int16_t statement_week = 0;
    std::int16_t summit_week = 0;
    std::int16_t talk_week = 0;       // when it last asked for any talk
    std::int16_t accused_week = 0;
    std::int16_t breach_week = 0;
    std::int16_t aid_week = 0;
    std::int16_t exemption_week = 0;
    std::int16_t listings = 0;        // times this seat has listed firms
    std::int16_t grab_week = 0;       // when it last listed firms under a truce
    std::int16_t stock_week = 0;      // when it last bought for its stockpile, or sold
    std::int16_t rise_week = 0;       // for which a tariff rise was dated well ahead, between this seat and rise_with; 0: none
    SeatId rise_with = no_seat;       // only where there is such a week
    SeatId favoured = no_seat;        // firm that holds a general licence to win its government; only since favour_week
    std::int16_t favour_week = 0;
    std::int16_t flood_week = 0;      // when it told exporters to undercut plants abroad
    std::int16_t research_week = 0;   // when it last paid for research
    std::int16_t diplomacy_week = 0;  // when it last helped plants abroad
    std::int16_t floor_week = 0;      // when it put a floor under a price
    bool started = false;
    bool closed_statement = false;    // said that further rises will not be answered
    bool wronged = false;             // by the rival's breach; see Style::grim
    std::array<PartnerMemory, 2> free_talks{};
    Watch watch;
};

struct FirmMind {
    std::array<AgendaMemory, limits::agendas> agendas{};
    std::array<PartnerMemory, 4> partners{};
    std::array<float, 6> invested{};  // USD million, by own plan
    float offered = 0.0F;             // of it, ordered in the last answer: refused, it is not spent
    std::uint8_t offered_plan = 0;
    std::uint8_t offered_message = 0; // its place in that answer
    std::int16_t petition_week = 0;
    std::int16_t invest_week = 0;
    std::int16_t output_week = 0;     // when it last changed what its plants run at
    std::uint8_t lobbied_what = 0;
    std::uint8_t thrift_percent = 0;  // of effort, as last ordered
    bool started = false;
};

static_assert(limits::agendas <= 32);  // bits of GovernmentMind::doubted
static_assert(sizeof(GovernmentMind) <= Mind::capacity && sizeof(FirmMind) <= Mind::capacity);

}  // namespace chokepoint::agents
