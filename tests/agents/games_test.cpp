// What firms do to each other over whole games of the main scenario: contracts and hoards.
#include <algorithm>
#include <map>

#include "tests/agents/one_changed.hpp"

namespace chokepoint::test {

TEST_CASE("firms sign contracts with each other in most games, at prices of their own", "[agents][firms][games]") {
    int games = 0, free_games = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        std::vector<std::uint32_t> seen;
        bool any = false, priced = false;
        PlayHooks hooks;
        hooks.phase_closed = [&](const Game& game) {
            for (const Agreement& agreement : game.world.agreements) {
                const bool only_firms = std::none_of(agreement.parties.begin(), agreement.parties.end(),
                                                     [](SeatId party) { return april_setup()->params.is_government(party); });
                if (!only_firms) continue;
                any = true;
                for (const Term& term : agreement.terms) {
                    if (term.kind != TermKind::supply_contract || term.limit <= 0.0) continue;
                    priced = true;
                    const double opening = april_setup()->params.products[term.what].price_outside;
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
                                                 [](SeatId party) { return april_setup()->params.is_government(party); });
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
                    kept += agreement.shortfall[t] <= april_setup()->scenario.rules.negotiation.tolerance.value / 100.0 ? 1 : 0;
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
                const Params& params = april_setup()->params;
                const auto firm = static_cast<std::size_t>(params.firm_of_seat[seat_of(april_setup()->scenario, role)]);
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

}  // namespace chokepoint::test
