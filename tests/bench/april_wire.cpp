#include "tests/bench/april_wire.hpp"

#include <array>
#include <memory>

#include "proto/codec/scenario_text.hpp"
#include "tests/bench/april.hpp"
#include "tests/bench/april_year.hpp"

namespace chokepoint::bench {
namespace {

constexpr int week_shown = april_weeks + 1;
constexpr std::uint64_t phase_id = 49;
constexpr const char* room = "K7QX2M";
constexpr const char* token = "0f8e1d2c3b4a59687786a5b4c3d2e1f0";

using Kinds = std::array<std::vector<wire::Body>, std::variant_size_v<wire::Body>>;

template <typename T>
void add(Kinds& kinds, T body) {
    wire::Body added(std::move(body));
    const std::size_t kind = added.index();
    kinds[kind].push_back(std::move(added));
}

void add_phase(Kinds& kinds, const PlayedPhase& played) {
    const std::int32_t week = played.phase.week, round = played.phase.round;
    for (std::size_t i = 0; i < april().params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        if ((played.phase.asked & bit(seat)) == 0) continue;
        auto observation = std::make_shared<Observation>();
        observe(april(), played.game, seat, *observation);
        add(kinds, wire::Ask{phase_id, week, round, 0, false, std::move(observation)});
        add(kinds, wire::Reply{phase_id, std::nullopt, std::make_shared<Answer>(played.answers[i])});
    }
    auto shot = std::make_shared<Snapshot>();
    snapshot(april(), played.game, Viewpoint::facilitator, no_seat, *shot);
    add(kinds, wire::SnapshotFrame{std::move(shot)});
}

void add_the_rest(Kinds& kinds) {
    const Scenario& scenario = april().scenario;
    add(kinds, wire::Hello{room, wire::Part::seat, "us", "a delegation", "", "boulware"});
    add(kinds, wire::Welcome{room, 0, "us", std::string(title_of(scenario, 0)), scenario.governments.front().brief, token,
                             seat_key(april_seed, 0), codec::scenario_text(scenario), 0, scenario.weeks, 0});
    add(kinds, wire::Closed{phase_id, week_shown, 1, true});
    add(kinds, wire::Problem{wire::ProblemCode::stale_reply, "that phase is over; reply to the newest ask"});
    add(kinds, wire::Bye{"the game is over", true, outcomes(april(), april_year().back().game), 0x9e3779b97f4a7c15});
    add(kinds, wire::Ping{1});
    add(kinds, wire::Pong{1});
    add(kinds, wire::Command{wire::CommandKind::pause});
    wire::RoomStatus status{room, true, false, false, week_shown, 1, {}};
    for (SeatId seat = 0; seat < seat_count(scenario); ++seat) {
        const std::string role(role_of(scenario, seat));
        status.seats.push_back({role, role, wire::SeatHolder::client, 0, true});
    }
    add(kinds, std::move(status));
}

// Asks and replies of the week stand in the same order.
std::size_t longest_of_the_us() {
    std::size_t longest = 0, most = 0;
    const auto& replies = april_bodies(wire::Body(wire::Reply{}).index());
    const auto& asks = april_bodies(wire::Body(wire::Ask{}).index());
    for (std::size_t i = 0; i < replies.size(); ++i) {
        const std::size_t said = std::get<wire::Reply>(replies[i]).answer->messages.size();
        if (std::get<wire::Ask>(asks[i]).observation->seat != 0 || said < most) continue;
        longest = i;
        most = said;
    }
    return longest;
}

template <typename T>
const T& longest_in_the_week() {
    static const T& found = std::get<T>(april_bodies(wire::Body(T{}).index()).at(longest_of_the_us()));
    return found;
}

}  // namespace

const std::vector<wire::Body>& april_bodies(std::size_t kind) {
    static const Kinds kinds = [] {
        Kinds made;
        for (const PlayedPhase& played : april_year())
            if (played.phase.week == week_shown) add_phase(made, played);
        add_the_rest(made);
        return made;
    }();
    return kinds.at(kind);
}

const wire::Ask& april_ask() { return longest_in_the_week<wire::Ask>(); }
const wire::Reply& april_reply() { return longest_in_the_week<wire::Reply>(); }

}  // namespace chokepoint::bench
