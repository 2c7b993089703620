// The view models on a made-up game.
#include <algorithm>
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/moves.hpp"
#include "tests/ui/synthetic.hpp"
#include "ui/model/board.hpp"
#include "ui/model/headline.hpp"
#include "ui/model/measures.hpp"
#include "ui/model/supply.hpp"
#include "ui/model/reasons.hpp"
#include "ui/model/talks.hpp"
#include "ui/model/text_board.hpp"
#include "ui/model/timeline.hpp"

using namespace chokepoint;
using namespace chokepoint::ui;
using test::contains;

TEST_CASE("numbers read the way people write them", "[ui]") {
    CHECK(number(1234.5, 1) == "1,234.5");
    CHECK(number(-0.0) == "0");
    CHECK(number(-1234567) == "-1,234,567");
    CHECK(number(NAN) == "-");
    CHECK(short_number(1776) == "1.8k");
    CHECK(short_number(12) == "12");
    CHECK(date_in_words(*parse_day("2025-04-08")) == "8 Apr 2025");
    CHECK(date_in_words(far_day) == "until further notice");
}

TEST_CASE("every term and every event has words of its own", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    for (TermKind kind : all_of<TermKind>()) {
        CHECK_THAT(describe(scenario, test::make_term(kind, 0, 1, 30)), !contains("unknown"));
    }
    for (EventKind kind : all_of<EventKind>()) {
        Event event;
        event.kind = kind;
        event.by = 0;
        event.what = 250;  // out of every range: never read past a table
        event.subject = 4000000000U;
        CHECK_THAT(describe(scenario, event), !contains("Something"));
        CHECK(describe(scenario, event).size() > 5);
    }
    Term suspension;
    suspension.kind = TermKind::tariff_suspension;
    suspension.by = 0;
    suspension.amount = 115;
    suspension.what = static_cast<std::uint8_t>(TariffComponent::reciprocal);
    suspension.until_week = 13;
    CHECK(describe(scenario, suspension) == "U.S.: suspends 115 points of the reciprocal tariff, for 13 weeks");
}

TEST_CASE("a history keeps the newest snapshot of each week and every offer seen in it", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    History history;
    CHECK(history.newest() == nullptr);
    Snapshot early = test::synthetic_snapshot(scenario, 5, 52);
    early.offers.clear();
    Offer offer;
    offer.id = 77;
    static_cast<void>(early.offers.push(offer));
    history.add(early);
    history.add(test::synthetic_snapshot(scenario, 5, 52));
    history.add(test::synthetic_snapshot(scenario, 4, 52));
    CHECK(history.size() == 2);
    CHECK(history.last_week() == 5);
    CHECK(history.at(3) == nullptr);
    CHECK(history.snapshot_at(9)->record.week == 5);
    const std::vector<Offer>& offers = history.at(5)->offers;
    CHECK(offers.back().id == 77);
    CHECK(offers.size() == 3);
}

TEST_CASE("clauses of an answer show what is new, changed and left out", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    TermList before, after;
    Term tariff, licence, truce;
    tariff.kind = TermKind::tariff_suspension;
    tariff.by = 0;
    tariff.to = 1;
    tariff.amount = 30;
    licence.kind = TermKind::licence;
    licence.by = 1;
    licence.to = 0;
    truce.kind = TermKind::truce;
    static_cast<void>(before.push(tariff));
    static_cast<void>(before.push(licence));
    tariff.amount = 50;
    static_cast<void>(after.push(tariff));
    static_cast<void>(after.push(truce));
    const std::vector<TermLine> lines = compare(scenario, &before, after);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].change == Change::changed);
    CHECK_THAT(lines[0].was, contains("30 points"));
    CHECK(lines[1].change == Change::added);
    CHECK(lines[2].change == Change::removed);
}

TEST_CASE("the board says what is blocked and who has stopped", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const Board board = make_board(scenario, test::synthetic_snapshot(scenario, 10, 52));
    CHECK(board.stopped == Approx(32 + 12));
    REQUIRE(!board.ribbons.empty());
    CHECK(board.ribbons.back().is_choked());  // drawn last, on top
    CHECK_THAT(board.ribbons.back().in_words(), contains("blocked"));
    const BoardRegion& china = board.regions[index_of(Region::china)];
    REQUIRE(china.badges.size() == 2);
    CHECK_THAT(china.badges[0].text, contains("Tariff on U.S."));
    CHECK(china.badges[1].text == "Export licences: Sm, Gd, Tb, Dy, Y");
}

TEST_CASE("the head tells truce, dispute and end apart", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const History history = test::synthetic_history(scenario, 35, 52);
    CHECK(make_headline(scenario, history, 10).truce.kind == TruceStatus::Kind::none);
    CHECK(make_headline(scenario, history, 15).truce.kind == TruceStatus::Kind::in_force);
    CHECK(make_headline(scenario, history, 21).truce.kind == TruceStatus::Kind::disputed);
    CHECK(make_headline(scenario, history, 33).truce.kind == TruceStatus::Kind::ended);
    CHECK(make_headline(scenario, history, 10).plants_stopped_change == Approx(11));
    CHECK(make_headline(scenario, History{}, 0).title == "A synthetic standoff");
}

TEST_CASE("measures are drawn as they stood: suspended in the truce, back after it", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const MeasuresView view = make_measures(scenario, test::synthetic_history(scenario, 35, 52), 35);
    CHECK(view.weeks.size() == 35);
    REQUIRE(view.us.layers.size() == 3);
    REQUIRE(view.truces.size() == 3);
    CHECK(view.truces[0].from_week == 14);
    CHECK(view.truces[0].until_week == 20);
    CHECK(view.truces[1].standing == Standing::suspended);
    const auto licence = std::find_if(view.controls.begin(), view.controls.end(), [](const ControlBar& bar) { return bar.kind == ControlKind::licence; });
    REQUIRE(licence != view.controls.end());
    REQUIRE(licence->spans.size() == 4);  // announced in week 1, in force, suspended, in force again
    CHECK(licence->spans[2].standing == Standing::suspended);
    CHECK(licence->is_in_force);
}

TEST_CASE("a talk reads as a conversation, with what became of each offer", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const History history = test::synthetic_history(scenario, 20, 52);
    const std::vector<TalkCard> talks = make_talks(scenario, history, 10);
    REQUIRE(talks.size() == 1);
    CHECK(talks[0].title == "U.S. and China");
    CHECK(talks[0].subject.empty());  // "us-china" says no more than the parties
    CHECK(talks[0].is_open);
    REQUIRE(talks[0].offers.size() == 8);
    CHECK(talks[0].offers.back().state == OfferState::live);
    CHECK(talks[0].offers.front().state == OfferState::superseded);
    CHECK(talks[0].offers.back().lines[0].change == Change::changed);
    for (std::size_t i = 0; i < talks[0].offers.size(); ++i) CHECK(talks[0].offers[i].number == i + 1);  // as people count
    CHECK(talks[0].offers.front().answers == 0);
    CHECK(talks[0].offers.back().answers == 7);
    const std::vector<TalkCard> later = make_talks(scenario, history, 20);
    CHECK(!later[0].is_open);
    CHECK(later[0].offers.back().state == OfferState::accepted);
    REQUIRE(later[0].offers.back().moves.size() == 2);  // the offer's own, then the answer's
    CHECK_THAT(later[0].offers.back().moves[0].headline, contains("offers this: worth +0.80 point-weeks"));
    CHECK_THAT(later[0].offers.back().moves[1].headline, contains("accepts"));
}

TEST_CASE("an offer shows why it was made and why it was accepted, in numbers that add up", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    for (RationaleKind kind : all_of<RationaleKind>()) CHECK(name_in_words(kind).size() > 2);
    const MoveReasons why = [] {
        MoveReasons move;
        for (const Rationale& number : {Rationale{-1.3, 0, RationaleKind::leverage}, Rationale{2.1, 0, RationaleKind::shortage},
                                        Rationale{0.8, 0, RationaleKind::own_value}, Rationale{0.4, 0, RationaleKind::reservation}})
            REQUIRE(move.numbers.push(number));
        return move;
    }();
    const Reasons reasons = sorted_out({why.numbers.begin(), why.numbers.size()});
    REQUIRE(reasons.total.has_value());
    CHECK(reasons.sum() == Approx(reasons.total->value));
    CHECK(parts_in_words(reasons) == "shortage +2.10, leverage -1.30");
    CHECK(parts_in_words(reasons, 1) == "shortage +2.10, the rest -1.30");
    CHECK(compared_in_words(reasons) == "no less than 0.40");
    Message answer;
    answer.kind = MessageKind::reject;
    answer.offer = 12;
    answer.reason = RejectReason::too_little;
    CHECK(describe(scenario, answer) == "rejects offer 12: it offers too little");
}

TEST_CASE("a firm's stock that the watcher may not know stays unknown", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const SupplyView view = make_supply(scenario, test::synthetic_history(scenario, 12, 52), 12);
    REQUIRE(view.cover.size() == 4);
    CHECK(view.cover.back().cover_days.back() < 0);
    CHECK(view.prices.front().product == Product::oxide_dy);
    CHECK(view.queue_known);
}

TEST_CASE("outlines of land are filled without holes or overlap", "[ui]") {
    for (const LandOutline& outline : land()) {
        double area = 0, filled = 0;
        const auto& p = outline.points;
        const auto twice = [](MapPoint a, MapPoint b, MapPoint c) {
            return std::fabs(double{b.x - a.x} * double{c.y - a.y} - double{b.y - a.y} * double{c.x - a.x});
        };
        for (std::size_t i = 0; i < p.size(); ++i) {
            const MapPoint a = p[i], b = p[(i + 1) % p.size()];
            area += double{a.x} * double{b.y} - double{a.y} * double{b.x};
        }
        for (const auto& t : outline.triangles) filled += twice(p[t[0]], p[t[1]], p[t[2]]);
        CAPTURE(p.size(), p[0].x, p[0].y);
        CHECK(outline.triangles.size() == p.size() - 2);
        CHECK(filled == Approx(std::fabs(area)).epsilon(1e-3));
        for (MapPoint point : p) CHECK((point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1));
    }
}

TEST_CASE("the text board says the week's main facts in lines of the width asked for", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const std::string text = text_board(scenario, test::synthetic_history(scenario, 10, 52), {false, 90});
    CHECK_THAT(text, contains("Week 10 of 52"));
    CHECK_THAT(text, contains("U.S. on China 145 %"));
    CHECK_THAT(text, contains("Export licences: Sm, Gd, Tb, Dy, Y"));
    CHECK_THAT(text, contains("32 of 334 stopped"));
    CHECK_THAT(text, contains("No truce"));
    CHECK_THAT(text, !contains("\x1b"));
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin)) CHECK(end - begin <= 90);
    CHECK_THAT(text_board(scenario, History{}), contains("No week has been played"));
    CHECK_THAT(text_board(scenario, test::synthetic_history(scenario, 10, 52), {true, 90}), contains("\x1b["));
}

TEST_CASE("every event of the game stands in the timeline, most important first", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    const TimelineView view = make_timeline(scenario, test::synthetic_history(scenario, 20, 52));
    CHECK(view.weeks.size() == 20);
    CHECK(view.weeks_total == 52);
    CHECK(view.weeks[13].happenings.front().subject == Subject::agreement);
    // A firm's groups of plants are one line, and running again is not drawn as a stop.
    const auto of = [&](int week, Subject subject) {
        const auto& all = view.weeks[static_cast<std::size_t>(week - 1)].happenings;
        return std::count_if(all.begin(), all.end(), [&](const Happening& one) { return one.subject == subject; });
    };
    CHECK(of(8, Subject::plants) == 1);
    CHECK_THAT(view.weeks[7].happenings.front().text, contains("4 plants stop"));
    CHECK((of(14, Subject::plants) == 0 && of(14, Subject::restarts) == 1));
    for (const TimelineWeek& week : view.weeks)
        for (std::size_t i = 1; i < week.happenings.size(); ++i) CHECK(week.happenings[i - 1].importance >= week.happenings[i].importance);
}

TEST_CASE("what people say stands at its table and among what happened, once", "[ui][sayings]") {
    const Scenario scenario = test::synthetic_scenario();
    History history = test::synthetic_history(scenario, 6, 52);
    const auto talk = history.snapshot_at(5)->talks[0].talk;
    const HeardSaying at_table{1, 5, 2, 0, talk, no_seat, "Let us be\nfrank."}, whisper{2, 5, 2, 1, 255, 0, "A word."};
    history.hear(whisper);
    history.hear(at_table);
    history.hear(whisper);
    REQUIRE(history.sayings().size() == 2);
    const auto says = [](const TalkCard& card) { return !card.sayings.empty(); };
    const auto now = make_talks(scenario, history, 6), before = make_talks(scenario, history, 4);
    CHECK(std::count_if(now.begin(), now.end(), says) == 1);
    const auto card = std::find_if(now.begin(), now.end(), says);
    CHECK(card->sayings[0].text == "Let us be\nfrank.");
    CHECK(card->talk == talk);
    CHECK(std::none_of(before.begin(), before.end(), says));
    std::vector<std::string> told;
    for (const TimelineWeek& week : make_timeline(scenario, history).weeks)
        for (const Happening& happening : week.happenings)
            if (happening.text.find("frank") != std::string::npos || happening.text.find("A word") != std::string::npos) told.push_back(happening.text);
    CHECK(told == std::vector<std::string>{"U.S. at the table: Let us be frank.", "China to U.S.: A word."});
}

TEST_CASE("a statement says what it hangs on", "[ui]") {
    const Scenario scenario = test::synthetic_scenario();
    Statement said;
    said.kind = StatementKind::threat;
    said.by = 0;
    said.to = 1;
    said.about_tariffs = true;
    said.value = 50.0;
    said.due_week = 9;
    CHECK(describe(scenario, said) == "U.S. warns of tariffs of 50 % towards China by week 9");
    said.trigger = Trigger::tariffs_raised;
    CHECK(describe(scenario, said) == "U.S. warns of tariffs of 50 % towards China by week 9, if China raises tariffs");
    said.triggered_week = 7;
    CHECK_THAT(describe(scenario, said), contains("came in week 7"));
}
