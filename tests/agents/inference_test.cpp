// What inference about the rival's type is worth, against rivals whose type is hidden.
#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/strategies/posterior.hpp"
#include "engine/base/rng.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

using agents::Belief;
using agents::Grid;
using agents::Opponent;
using agents::SupposedType;

TermList one_term_for_the_us() {
    Term licence;
    licence.kind = TermKind::licence;
    licence.by = china_seat;
    licence.to = us_seat;
    licence.limit = 45.0;
    TermList terms;
    static_cast<void>(terms.push(licence));
    return terms;
}

// Three issues of ten levels, which the two weigh the other way round.
bargain::AdditiveUtility utility_of(std::array<double, 3> weights, bool likes_high, double reservation) {
    std::vector<std::vector<double>> values(3);
    for (auto& issue : values)
        for (int level = 0; level < 10; ++level) issue.push_back((likes_high ? level : 9 - level) / 9.0);
    return {{weights[0], weights[1], weights[2]}, values, reservation};
}

// A talk with a rival whose type is hidden; one exchange of offers a week, over forty weeks.
class HiddenRival {
  public:
    HiddenRival() : grid_(agents::grid_of(known_of_the_rival(), 0.5)), table_(lay()) {
        for (const SupposedType& type : grid_.types) rivals_.push_back(opponent(type));
    }

    const Grid& grid() const { return grid_; }

    // The patient take longer; a red line is what they keep.
    static Opponent opponent(const SupposedType& type) {
        return {utility_of({0.2, 0.3, 0.5}, false, type.red_line), 1.0, 0.4 / (1.0 - type.patience), 0.0, 2.0};
    }

    Belief after(const Belief& belief, const Opponent& rival, double week) const {
        return agents::after_offer(belief, table_, rivals_, week, agents::expected_offer(table_, rival, week));
    }

    // The own gain over no deal, discounted by the weeks that it took to come to terms.
    double played(const SupposedType& hidden, bool learns) const {
        constexpr double patience = 0.97;
        const Opponent rival = opponent(hidden);
        Belief belief = grid_.prior;
        for (int week = 0; week < 40; ++week) {
            if (learns) belief = after(belief, rival, week);
            const double hold = agents::best_hold(table_, rivals_, belief, week, {patience, 1e6});
            const bargain::Bid ask = table_.path.bid_at_least(hold);
            const double offered = agents::expected_offer(table_, rival, week);
            double got = offered >= hold ? offered : 0.0;
            if (rival.utility.of(ask) >= rival.target_at(week)) got = std::max(got, table_.own.of(ask));
            if (got > 0.0) return std::pow(patience, week) * (got - table_.own.reservation());
        }
        return 0.0;
    }

  private:
    static agents::GovernmentFacts known_of_the_rival() {
        agents::GovernmentFacts facts;
        facts.patience = 0.96, facts.patience_low = 0.92, facts.patience_high = 0.99;
        facts.red_line = 0.3, facts.red_line_low = 0.0, facts.red_line_high = 0.6;
        return facts;
    }
    static agents::Table lay() {
        auto own = utility_of({0.5, 0.3, 0.2}, true, 0.1), other = utility_of({0.2, 0.3, 0.5}, false, 0.0);
        bargain::ConcessionPath path(own, other);
        return {std::move(own), std::move(other), std::move(path), 0, 1.0};
    }

    Grid grid_;
    agents::Table table_;
    std::vector<Opponent> rivals_;
};

}  // namespace

TEST_CASE("a belief sharpens with evidence and comes to rest on the rival's kind", "[agents][inference]") {
    const HiddenRival game;
    const Grid& grid = game.grid();
    for (std::size_t h = 0; h < agents::hypotheses; ++h) {
        CAPTURE(h);
        const Opponent rival = game.opponent(grid.types[h]);
        Belief belief = grid.prior;
        for (int week = 1; week <= 10; ++week) belief = game.after(belief, rival, week);
        CHECK(agents::entropy(belief) < agents::entropy(grid.prior));
        CHECK(belief[h] > grid.prior[h]);
    }
}

TEST_CASE("an offer already taken in changes no belief", "[agents][inference]") {
    const auto us = agent(us_seat, "bayesian");
    Observation o = standoff(us_seat, 6, 1);
    TalkView& talk = add_talk(o, 0, china_seat, 3, us_seat);
    add_offer(talk, china_seat, 9, one_term_for_the_us());
    Mind mind;
    ask(*us, o, mind);
    const auto once = mind.load<agents::GovernmentMind>().belief;
    o.record.round = 2;
    ask(*us, o, mind);
    CHECK(std::any_of(once.begin(), once.end(), [](std::uint16_t weight) { return weight > 0; }));
    CHECK(mind.load<agents::GovernmentMind>().belief == once);
}

// Of the formula alone: the rival is the very one that the grid supposes. Whole games, against rivals who bargain as they do:
// tests/study/strategies_test.cpp.
TEST_CASE("against rivals as the grid supposes them, what is learnt pays, at 95 %", "[agents][inference]") {
    const HiddenRival game;
    Rng rng(11, 0, Purpose::type);
    const int rivals = 300;
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < rivals; ++i) {
        SupposedType hidden;
        hidden.patience = rng.triangular(0.92, 0.96, 0.99);
        hidden.red_line = rng.triangular(0.0, 0.3, 0.6);
        const double gain = game.played(hidden, true) - game.played(hidden, false);
        sum += gain;
        squares += gain * gain;
    }
    const double mean = sum / rivals;
    const double error = std::sqrt((squares / rivals - mean * mean) / (rivals - 1));
    CAPTURE(mean, error);
    CHECK(mean > 1.96 * error);
}
