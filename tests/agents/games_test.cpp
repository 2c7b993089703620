// What firms do to each other over whole games of the main scenario: contracts, hoards, and whether anybody would notice if
// a large one fell silent.
#include <algorithm>
#include <filesystem>
#include <map>

#include "engine/game/play.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"
#include "tests/support/shipped.hpp"

namespace chokepoint::test {
namespace {

std::shared_ptr<const Setup> april() {
    static const std::shared_ptr<const Setup> setup = [] {
        for (const std::string& file : shipped_scenarios())
            if (std::filesystem::path(file).stem() == "april-2025") {
                auto scenario = codec::load_scenario(file);
                if (!scenario) FAIL(to_string(scenario.errors()));
                return *make_setup(std::move(*scenario));
            }
        FAIL("april-2025 does not ship");
        return std::shared_ptr<const Setup>{};
    }();
    return setup;
}

std::unique_ptr<Game> played(std::uint64_t seed, std::string_view role, std::string_view strategy, const PlayHooks& hooks = {}) {
    const auto setup = april();
    std::vector<std::string> strategies(setup->params.seats);
    if (!role.empty()) strategies[seat_of(setup->scenario, role)] = std::string(strategy);
    const auto cast = make_cast(*setup, players(), strategies);
    REQUIRE(cast.ok());
    auto game = std::make_unique<Game>(start_game(*setup, seed));
    std::vector<Mind> minds;
    play(*setup, *game, *cast, minds, hooks);
    return game;
}

constexpr double pain_tolerance = 0.02;     // points, mean over the weeks: half a point of score
constexpr double money_tolerance = 0.02;    // of a firm's cash at the end, or of a year's value added

// Whether another seat than `role` came out otherwise than noise in the last digits would have it.
bool moves_others(const Game& a, const Game& b, std::string_view role) {
    const Params& params = april()->params;
    const SeatId self = seat_of(april()->scenario, role);
    for (SeatId seat = 0; seat < params.seats; ++seat) {
        if (seat == self) continue;
        double before = 0.0, after = 0.0, tolerance = pain_tolerance;
        if (params.is_government(seat)) {
            const Government government = params.government_of(seat);
            before = a.world.of(government).pain_sum / a.world.tally.weeks;
            after = b.world.of(government).pain_sum / b.world.tally.weeks;
        } else {
            const auto firm = static_cast<std::size_t>(params.firm_of_seat[seat]);
            before = a.world.firms[firm].cash;
            after = b.world.firms[firm].cash;
            tolerance = std::max(1.0, money_tolerance * std::max(before < 0.0 ? -before : before, 52000.0 * params.firms[firm].value_added));
        }
        const double gap = before > after ? before - after : after - before;
        if (gap > tolerance) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("firms sign contracts with each other in most games, at prices of their own", "[agents][firms][games]") {
    int games = 0, free_games = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        std::vector<std::uint32_t> seen;
        bool any = false, priced = false;
        PlayHooks hooks;
        hooks.phase_closed = [&](const Game& game) {
            for (const Agreement& agreement : game.world.agreements) {
                const bool only_firms = std::none_of(agreement.parties.begin(), agreement.parties.end(),
                                                     [](SeatId party) { return april()->params.is_government(party); });
                if (!only_firms) continue;
                any = true;
                for (const Term& term : agreement.terms) {
                    if (term.kind != TermKind::supply_contract || term.limit <= 0.0) continue;
                    priced = true;
                    const double opening = april()->params.products[term.what].price_outside;
                    CHECK(term.limit > 0.5 * opening);
                    CHECK(term.limit < 10.0 * opening);
                }
            }
            return true;
        };
        static_cast<void>(played(seed, "", "", hooks));
        games += any ? 1 : 0;
        free_games += priced ? 1 : 0;
    }
    CHECK(games >= 5);
    CHECK(free_games >= 5);
}

TEST_CASE("firms that still gain by a contract have it renewed, and it goes on", "[agents][firms][games]") {
    int renewed = 0;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const auto game = played(seed, "", "");
        for (const Agreement& agreement : game->world.agreements) {
            const bool only_firms = std::none_of(agreement.parties.begin(), agreement.parties.end(),
                                                 [](SeatId party) { return april()->params.is_government(party); });
            renewed += only_firms && agreement.state == AgreementState::renewed ? 1 : 0;
        }
    }
    CHECK(renewed >= 4);
}

// Licence days are left out: the desk counts from the complete paper, who waits from the first, and some desks press.
TEST_CASE("what the shipped agents sign they keep, but for what plants run short of and desks draw out", "[agents][games]") {
    std::map<TermKind, std::pair<int, int>> weeks;  // due, kept
    int with_rival = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        PlayHooks hooks;
        hooks.week_closed = [&](const Game& game) {
            for (const Agreement& agreement : game.world.agreements) {
                if (!is_in_force(agreement.state)) continue;
                for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
                    if (agreement.term_states[t] == TermState::not_due || agreement.term_states[t] == TermState::waived) continue;
                    auto& [due, kept] = weeks[agreement.terms[t].kind];
                    ++due;
                    kept += agreement.shortfall[t] <= april()->scenario.rules.negotiation.tolerance.value / 100.0 ? 1 : 0;
                }
            }
            return true;
        };
        const auto game = played(seed, "", "", hooks);
        with_rival += game->world.tally.truce_week > 0 ? 1 : 0;
    }
    CHECK(with_rival >= 3);  // who promises nothing keeps everything
    for (const TermKind kind : {TermKind::joint_investment, TermKind::price_floor, TermKind::supply_contract}) {
        INFO(name_of(kind) << ": kept in " << weeks[kind].second << " of " << weeks[kind].first << " weeks");
        CHECK(weeks[kind].first > 50);
        CHECK(weeks[kind].second >= 0.9 * weeks[kind].first);
    }
}

TEST_CASE("a hoarder holds more than a firm that looks to profit, and says less", "[agents][firms][games]") {
    constexpr std::string_view role = "volkswagen";
    double stock[2] = {0.0, 0.0}, told[2] = {0.0, 0.0};
    int k = 0;
    for (const std::string_view strategy : {"profit", "hoarder"}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            PlayHooks hooks;
            hooks.week_closed = [&](const Game& game) {
                const Params& params = april()->params;
                const auto firm = static_cast<std::size_t>(params.firm_of_seat[seat_of(april()->scenario, role)]);
                for (std::size_t need : params.firms[firm].needs) stock[k] += game.world.needs[need].stock();
                told[k] += game.world.firms[firm].report_factor;
                return true;
            };
            static_cast<void>(played(seed, role, strategy, hooks));
        }
        ++k;
    }
    CHECK(stock[1] > 1.05 * stock[0]);
    CHECK(told[1] < told[0]);
}

// Every firm that is large enough to have a seat; the same seeds with it and without.
TEST_CASE("a large firm that falls silent changes how others come out, in a fifth of games at least", "[agents][firms][games]") {
    constexpr std::uint64_t seeds = 8;
    std::vector<std::unique_ptr<Game>> base;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) base.push_back(played(seed, "", ""));
    std::size_t firms = 0;
    for (const FirmSpec& firm : april()->scenario.firms) {
        if (!firm.has_seat) continue;
        ++firms;
        const std::string_view role = firm.name;
        int moved = 0;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed)
            moved += moves_others(*base[seed - 1], *played(seed, role, "passive"), role) ? 1 : 0;
        INFO(role << " moved others in " << moved << " of " << seeds);
        CHECK(5 * moved >= static_cast<int>(seeds));
    }
    CHECK(firms >= 10);
}

}  // namespace chokepoint::test
