// What inference about the rival's type is worth, against rivals whose type is hidden.
#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/strategies/evidence.hpp"
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
    return make_terms({make_licence(china_seat, us_seat, 45.0)});
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

// Of the formula alone: the rival is the very one that the grid supposes. What it is worth in whole games is in docs/AGENTS.md.
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

namespace {

// A scenario in which nobody's type is known but for its range.
Scenario scenario_of_hidden_types() {
    Scenario scenario = small_scenario();
    for (GovernmentSpec& government : scenario.governments) {
        government.hawkishness.low = 0.2, government.hawkishness.high = 0.8;
        government.patience.low = 0.92, government.patience.high = 0.99;
        government.red_line.low = 0.0, government.red_line.high = 0.6;
    }
    return scenario;
}

// What a seat believes of its rival once it has looked at an observation, having raised its own tariff by so many points.
agents::Lens believed_after(SeatId seat, const Observation& o, double own_rise, double rival_tariff_before) {
    const agents::Facts facts = agents::make_facts(scenario_of_hidden_types(), seat);
    agents::View view = agents::look(facts, o, 0.0);
    const agents::Style style{.concession = agents::Concession::by_inference};
    agents::GovernmentMind mind{};
    mind.started = true;
    mind.own_raised = own_rise;
    mind.rival_tariff_seen = rival_tariff_before;
    agents::watch({view, o, view.of(seat), style}, mind);
    agents::believe(view, seat, mind);
    return view.of(agents::rival_of(view.of(seat).government));
}

double hawk_after_answer(double points) {
    Observation o = seen_by(us_seat, 3, 1);
    add_tariff(o, Government::china, Region::us, TariffComponent::retaliation, points, 3);
    return believed_after(us_seat, o, 50.0, 0.0).hawk;
}

double shortage_after_papers(double stock_days) {
    Observation o = standoff(china_seat, 6, 1);
    for (int i = 0; i < 5; ++i) {
        Application application;
        application.region = Region::us;
        application.stock_days = stock_days;
        static_cast<void>(o.desk.queue.push(application));
    }
    return believed_after(china_seat, o, 0.0, 1000.0).shortage_scale;
}

}  // namespace

TEST_CASE("a rival that answers blows with more than they were is taken for a hawk", "[agents][inference]") {
    CHECK(hawk_after_answer(70.0) > hawk_after_answer(55.0) + 0.01);
    CHECK(hawk_after_answer(55.0) > hawk_after_answer(45.0));
}

TEST_CASE("papers that tell of empty shelves make the rival's shortage greater", "[agents][inference]") {
    CHECK(shortage_after_papers(10.0) > shortage_after_papers(40.0));
    CHECK(shortage_after_papers(40.0) > shortage_after_papers(90.0));
}

TEST_CASE("a rival that asks for talks is believed to be softer than one that bears the same in silence", "[agents][inference]") {
    Observation silent = standoff(us_seat, 8, 1), asks = silent;
    Statement said;
    said.by = china_seat;
    said.kind = StatementKind::assurance;
    said.due_week = 12;
    static_cast<void>(asks.record.statements.push(said));
    CHECK(believed_after(us_seat, asks, 0.0, 1000.0).hawk < believed_after(us_seat, silent, 0.0, 1000.0).hawk);
}

TEST_CASE("no deed rules a type out", "[agents][inference]") {
    const auto us = agent(us_seat, "bayesian");
    Mind mind;
    for (int week = 1; week <= 40; ++week) {
        Observation o = standoff(us_seat, week, 1);
        o.record.magnet_exports_t.fill(week % 2 == 0 ? 0.0 : 100.0);
        ask(*us, o, mind);
    }
    const auto belief = mind.load<agents::GovernmentMind>().belief;
    CHECK(std::all_of(belief.begin(), belief.end(), [](std::uint16_t weight) { return weight > 0; }));
}

TEST_CASE("an own offer that stands and is not taken is a refusal; the blind learn nothing from it", "[agents][inference]") {
    for (const std::string_view strategy : {"bayesian", "bayesian-blind"}) {
        CAPTURE(std::string(strategy));
        const bool learns = strategy == "bayesian";
        const auto us = agent(us_seat, strategy);
        Observation o = standoff(us_seat, 12, 1);
        TalkView& talk = add_talk(o, 0, china_seat, 3, china_seat);
        add_offer(talk, us_seat, 9, one_term_for_the_us());
        Mind mind;
        ask(*us, o, mind);
        CHECK(mind.load<agents::GovernmentMind>().watch.refused_week == 0);  // it has only been seen to stand
        o.record.round = 2;
        ask(*us, o, mind);
        const auto after = mind.load<agents::GovernmentMind>();
        CHECK((after.watch.refused_week == 12) == learns);
        CHECK(std::any_of(after.belief.begin(), after.belief.end(), [](std::uint16_t weight) { return weight > 0; }) == learns);
    }
}

TEST_CASE("a rival is placed above what it refused, and no further than its own bid", "[agents][inference]") {
    const HiddenRival game;
    Agenda agenda;
    for (int i = 0; i < 3; ++i) {
        Issue issue;
        for (std::size_t level = 0; level < limits::ladder; ++level) issue.ladder.push_back(static_cast<double>(level));
        agenda.issues.push_back(issue);
    }
    TalkView talk;
    talk.agenda = 0;
    const agents::OwnOffers table{talk, agenda, us_seat, 20, 10.0};
    const auto levels = [](std::uint8_t at) { return std::array<std::uint8_t, limits::issues>{at, at, at}; };
    bargain::Bid bid;
    bid.issues = 3;
    bid[0] = bid[1] = bid[2] = 5;  // worth 4 in 9 to the rival
    agents::Watch watch;
    watch.refused_bid = levels(5);
    watch.refused_week = 20;
    watch.refused_agenda = 0;
    for (const double patience : {0.93, 0.97}) {
        CAPTURE(patience);
        Opponent rival = game.opponent({patience, 0.5, 0.2, 1.0});
        const double before = rival.wait_for(bid, 10.0);
        agents::place({&rival, 1}, table, {}, watch);
        CHECK(rival.wait_for(bid, 10.0) > 0.0);
        CHECK(rival.wait_for(bid, 10.0) >= before);
        agents::AgendaMemory memory{};
        memory.other_bids = 1;
        memory.last_bid = levels(5);
        agents::place({&rival, 1}, table, memory, {});
        CHECK(rival.wait_for(bid, 10.0) == 0.0);
    }
}
