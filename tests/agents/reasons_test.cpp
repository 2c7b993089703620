// Whether agents say why, over whole games of the main scenario: no move without its numbers, and no numbers that do not
// add up or would have decided otherwise. Only `random` and `historical` weigh nothing and give no reasons.
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "engine/game/play.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"

namespace chokepoint::test {
namespace {

constexpr double slack = 1e-9;  // of sums that are taken in another order

std::shared_ptr<const Setup> april_for_reasons() {
    auto scenario = codec::load_scenario(CHOKEPOINT_SOURCE_DIR "/configs/scenarios/april-2025.textproto");
    REQUIRE(scenario.ok());
    return *make_setup(std::move(*scenario));
}

// The numbers of one message.
struct Given {
    double sum = 0.0;
    double size = 0.0;  // of the parts, to measure rounding by
    std::set<RationaleUnit> units;
    std::map<RationaleKind, double> other;

    std::optional<double> get(RationaleKind kind) const {
        const auto at = other.find(kind);
        return at == other.end() ? std::nullopt : std::optional(at->second);
    }
};

Given given_for(const Answer& answer, std::size_t message) {
    Given given;
    for (const Rationale& number : answer.rationales) {
        if (number.message != message) continue;
        if (is_part(number.kind)) {
            given.sum += number.value;
            given.size += std::fabs(number.value);
            given.units.insert(number.unit);
        } else {
            CHECK(given.other.emplace(number.kind, number.value).second);  // said once
            if (number.kind == RationaleKind::own_value) given.units.insert(number.unit);
        }
    }
    return given;
}

bool has_foreseen_better(const Given& given) {
    const auto gain = given.get(RationaleKind::foreseen_gain), other = given.get(RationaleKind::foreseen_else);
    return gain && *gain > 0.0 && (!other || *gain >= *other);
}

// How often each thing was looked into: a test that saw nothing proves nothing.
using Seen = std::map<std::string_view, int>;

void judge(const Message& message, const Given& given, Seen& seen) {
    const double total = *given.get(RationaleKind::own_value);
    const auto needed = given.get(RationaleKind::needed);
    const auto target = given.get(RationaleKind::target), reservation = given.get(RationaleKind::reservation);
    if (target && reservation) {
        ++seen["held out for"];
        CHECK(*target >= *reservation);  // nobody holds out for less than no deal
    }
    if (message.kind == MessageKind::accept) {
        ++seen["accepted"];
        REQUIRE(needed.has_value());
        CHECK((total >= *needed - slack * (1.0 + given.size) || has_foreseen_better(given)));
    } else if (message.kind == MessageKind::reject) {
        ++seen["rejected"];
        const bool is_distrust = message.reason == RejectReason::no_trust;
        REQUIRE(needed.has_value());
        if (is_distrust) CHECK(*given.get(RationaleKind::trust) < *given.get(RationaleKind::trust_needed));
        else if (message.reason == RejectReason::red_line && total >= *needed) CHECK(*given.get(RationaleKind::given) > *given.get(RationaleKind::win_set));
        else CHECK(total < *needed);
    } else if (message.kind == MessageKind::leave_talk) {
        ++seen["left"];
        REQUIRE(needed.has_value());
    } else if (needed) {
        ++seen["needed"];
        CHECK(total >= *needed - slack * (1.0 + given.size));
    }
    const auto present = given.get(RationaleKind::present), least = given.get(RationaleKind::least_change);
    if (!present || !least) return;
    ++seen["changed"];
    CHECK(message.order.value == total);  // what adds up is what is ordered
    CHECK(std::fabs(total - *present) >= *least - slack);
}

void look_through(const Answer& answer, Seen& seen) {
    CHECK(answer.rationales.size() < limits::rationales);
    for (std::size_t i = 0; i < answer.messages.size(); ++i) {
        const Message& message = answer.messages[i];
        CAPTURE(name_of(message.kind), name_of(message.order.kind));
        const Given given = given_for(answer, i);
        REQUIRE(given.get(RationaleKind::own_value).has_value());
        CHECK(std::fabs(given.sum - *given.get(RationaleKind::own_value)) <= slack * (1.0 + given.size));
        CHECK(given.units.size() == 1);
        ++seen["messages"];
        if (message.kind == MessageKind::propose) ++seen["proposed"];
        if (given.get(RationaleKind::rollouts)) ++seen["foreseen"];
        judge(message, given, seen);
    }
}

Seen reasons_of(const std::shared_ptr<const Setup>& setup, const std::map<std::string, std::string>& players_by_role, std::uint64_t seed) {
    std::vector<std::string> strategies(setup->params.seats);
    for (const auto& [role, strategy] : players_by_role) strategies[seat_of(setup->scenario, role)] = strategy;
    const auto cast = make_cast(*setup, players(), strategies);
    REQUIRE(cast.ok());
    auto game = std::make_unique<Game>(start_game(*setup, seed));
    std::vector<Mind> minds;
    Seen seen;
    PlayHooks hooks;
    hooks.wants_rationales = true;
    hooks.answered = [&](const Game&, const Phase& phase, const Answers& answers) {
        for (SeatId seat = 0; seat < setup->params.seats; ++seat) {
            if ((phase.asked & bit(seat)) == 0) continue;
            CAPTURE(seed, phase.week, phase.round, role_of(setup->scenario, seat));
            look_through(answers[seat], seen);
        }
    };
    play(*setup, *game, *cast, minds, hooks);
    return seen;
}

}  // namespace

TEST_CASE("every message of a whole game says why, and its numbers add up to what decided it", "[agents][games][invariant]") {
    const auto setup = april_for_reasons();
    Seen all;
    const auto add = [&](const std::map<std::string, std::string>& players_by_role, std::uint64_t seed) {
        for (const auto& [what, count] : reasons_of(setup, players_by_role, seed)) all[what] += count;
    };
    add({}, 1);
    add({{"us", "grim"}, {"china", "opportunist"}, {"japan", "tit-for-tat"}}, 2);
    add({{"us", "opportunist"}, {"china", "micro"}, {"eu", "hawk"}, {"japan", "dove"}}, 3);
    add({{"us", "lookahead"}, {"china", "bayesian"}}, 4);
    for (const std::string_view what : {"messages", "proposed", "accepted", "rejected", "needed", "held out for", "changed", "foreseen"}) {
        CAPTURE(what, all[what]);
        CHECK(all[what] > 0);
    }
}

}  // namespace chokepoint::test
