// How strategies give in: by time, by deed, by MiCRO; and what none of them gives away.
#include <algorithm>

#include "agents/strategies/concession.hpp"
#include "tests/agents/offers_in_a_table.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

bargain::Bid level(std::uint32_t of_the_only_issue) {
    bargain::Bid bid;
    bid.issues = 1;
    bid[0] = static_cast<std::uint8_t>(of_the_only_issue);
    return bid;
}

bool same_list(const TermList& a, const TermList& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

// The first issue in which a party gives by more than one step.
std::size_t first_issue_of(const Agenda& agenda, SeatId by) {
    std::size_t i = 0;
    while (i < agenda.issues.size() && (agenda.issues[i].term.by != by || agenda.issues[i].ladder.size() < 4)) ++i;
    return i;
}

}  // namespace

TEST_CASE("time-dependent strategies concede monotonically, boulware later than conceder", "[agents][negotiation]") {
    for (SeatId seat : {us_seat, china_seat}) {
        CAPTURE(int{seat});
        const auto boulware = agent(seat, "boulware"), linear = agent(seat, "linear"), conceder = agent(seat, "conceder");
        double last[3] = {1e9, 1e9, 1e9};
        double sum[3] = {0.0, 0.0, 0.0};
        for (int week = 3; week <= 14; ++week) {
            CAPTURE(week);
            const double now[3] = {asked_for(*boulware, seat, week), asked_for(*linear, seat, week),
                                   asked_for(*conceder, seat, week)};
            for (int k = 0; k < 3; ++k) {
                REQUIRE(now[k] <= last[k] + 1e-9);
                last[k] = now[k];
                sum[k] += now[k];
            }
            REQUIRE(now[0] >= now[1] - 1e-9);
            REQUIRE(now[1] >= now[2] - 1e-9);
        }
        REQUIRE(sum[0] > sum[2]);
    }
}

TEST_CASE("concession runs on weeks: more rounds in a week change no bid", "[agents][negotiation]") {
    const auto linear = agent(us_seat, "linear");
    Observation first = standoff(us_seat, 6, 1), third = standoff(us_seat, 6, 3);
    for (Observation* o : {&first, &third}) add_talk(*o, 0, china_seat, 3, us_seat);
    Mind a, b;
    const Answer early = ask(*linear, first, a), late = ask(*linear, third, b);
    REQUIRE(find(early, MessageKind::propose) != nullptr);
    REQUIRE(find(early, MessageKind::propose)->terms[0] == find(late, MessageKind::propose)->terms[0]);
    REQUIRE(find(early, MessageKind::propose)->terms.size() == find(late, MessageKind::propose)->terms.size());
}

TEST_CASE("nobody accepts less than no deal and its red line leave, however late it is", "[agents][negotiation]") {
    const std::string_view strategy = GENERATE("boulware", "linear", "conceder", "tit-for-tat", "micro", "grim", "bayesian",
                                               "bayesian-blind", "lookahead", "opportunist", "hawk", "dove");
    const SeatId seat = GENERATE(us_seat, china_seat);
    CAPTURE(std::string(strategy), int{seat});
    const auto one = agent(seat, strategy);
    const SeatId other = seat == us_seat ? china_seat : us_seat;
    int accepted = 0, too_little = 0;
    for (const TermList& terms : some_offers()) {
        Observation o = standoff(seat, 40, 1);
        add_offer(add_talk(o, 0, other, 3, other), other, 9, terms);
        Mind mind;
        const Answer answer = ask(*one, o, mind, true);
        const Measured measured = measure(o, seat, terms, shift_of(strategy));
        too_little += measured.worth < measured.least ? 1 : 0;
        if (find(answer, MessageKind::accept) == nullptr) continue;
        ++accepted;
        // Who looks ahead has its reservation value from rollouts: what the deal brings over none.
        if (strategy != "lookahead") CHECK(measured.worth >= measured.least - 1e-9);
        else
            CHECK((measured.worth >= measured.least || std::any_of(answer.rationales.begin(), answer.rationales.end(), [](const Rationale& r) {
                       return r.kind == RationaleKind::foreseen_gain && r.value > 0.0;
                   })));
        CHECK(measured.worth > 0.0);
        double told = 0.0, parts = 0.0;
        for (const Rationale& r : answer.rationales) {
            if (r.message != 0) continue;
            if (r.kind == RationaleKind::own_value) told = r.value;
            else if (is_part(r.kind)) parts += r.value;
        }
        CHECK(told == Approx(measured.worth));  // what it says of the offer is what the offer is worth
        CHECK(parts == Approx(told));
    }
    // In this little world no rollout speaks for a deal of China's.
    if (strategy != "lookahead" || seat == us_seat) CHECK(accepted > 0);
    CHECK(too_little > 0);  // there was something to refuse
}

TEST_CASE("tit for tat hardens when the other does, follows when it gives, and forgives with time", "[agents][negotiation]") {
    const bargain::AdditiveUtility own({1.0}, {{1.0, 0.8, 0.6, 0.4, 0.2, 0.0}}, 0.2);
    const bargain::AdditiveUtility other({1.0}, {{0.0, 0.2, 0.4, 0.6, 0.8, 1.0}}, 0.2);
    const bargain::ConcessionPath path(own, other);
    const agents::Style style{.concession = agents::Concession::by_deed, .forgives = true};
    agents::AgendaMemory memory{};
    const agents::Clock now{0.0, 10.0};
    REQUIRE(agents::target_of(style, now, memory, own, path) == Approx(1.0));
    agents::hear(memory, 1, level(4), 0, {});
    agents::hear(memory, 2, level(2), 0, {});
    const double after_gift = agents::target_of(style, now, memory, own, path);
    REQUIRE(after_gift == Approx(0.6));  // two steps for two steps
    agents::hear(memory, 3, level(3), 0, {});
    const double after_blow = agents::target_of(style, now, memory, own, path);
    REQUIRE(after_blow > after_gift);
    const double later = agents::target_of(style, {8.0, 10.0}, memory, own, path);
    REQUIRE(later < after_blow);
    agents::hear(memory, 3, level(0), 0, {});  // the same offer heard again says nothing
    REQUIRE(agents::target_of(style, now, memory, own, path) == after_blow);
}

TEST_CASE("among several, what one of the others asks for takes back nothing that another has given", "[agents][negotiation]") {
    const bargain::AdditiveUtility own({1.0}, {{1.0, 0.8, 0.6, 0.4, 0.2, 0.0}}, 0.2);
    const bargain::AdditiveUtility other({1.0}, {{0.0, 0.2, 0.4, 0.6, 0.8, 1.0}}, 0.2);
    const bargain::ConcessionPath path(own, other);
    const agents::Style style{.concession = agents::Concession::by_deed};
    const agents::Clock now{0.0, 10.0};
    for (const bool several : {false, true}) {
        CAPTURE(several);
        agents::AgendaMemory memory{};
        const auto hears = [&](std::uint32_t id, std::uint32_t step) { agents::hear(memory, id, level(step), 0, {}, several ? &own : nullptr); };
        hears(1, 5);
        hears(2, 3);  // one of them comes down by two steps
        REQUIRE(agents::target_of(style, now, memory, own, path) == Approx(0.6));
        hears(3, 5);  // another repeats what it wants
        CHECK(agents::target_of(style, now, memory, own, path) == Approx(several ? 0.6 : 1.0));
    }
}

namespace {

constexpr std::uint8_t any_agenda = 0;

// One of two who bargain by MiCRO over ten levels, the one's best being the other's worst.
class Minimal {
  public:
    Minimal(bool likes_low, double reservation)
        : own_({1.0}, {ladder(likes_low)}, reservation), path_(own_, bargain::AdditiveUtility({1.0}, {ladder(!likes_low)}, 0.0)) {}

    double target() const { return agents::target_of(style(), {30.0, 10.0}, memory_, own_, path_); }  // long past any deadline
    std::uint32_t next() const { return path_.bid_at_least(target())[0]; }
    bool takes(std::uint32_t offered) const { return own_.of(level(offered)) >= target() - 1e-12; }
    void hear(std::uint32_t id, std::uint32_t offered) { agents::hear(memory_, id, level(offered), any_agenda, known_); }
    void made(std::uint32_t id, std::uint32_t offered) { agents::recall_own(memory_, id, level(offered), any_agenda, known_); }

  private:
    static agents::Style style() { return {.concession = agents::Concession::minimal}; }
    static std::vector<double> ladder(bool likes_low) {
        std::vector<double> values;
        for (int at = 0; at < 10; ++at) values.push_back((likes_low ? 9 - at : at) / 9.0);
        return values;
    }

    bargain::AdditiveUtility own_;
    bargain::ConcessionPath path_;
    agents::AgendaMemory memory_{};
    std::array<std::uint16_t, 60> known_{};
};

// What MiCRO says to a rival who offers these, one after the other; it begins.
std::vector<std::uint32_t> said_to(const std::vector<std::uint32_t>& offers, double reservation = 0.0) {
    Minimal micro(true, reservation);
    std::vector<std::uint32_t> said;
    std::uint32_t id = 0;
    for (std::size_t k = 0; k <= offers.size(); ++k) {
        said.push_back(micro.next());
        micro.made(++id, said.back());
        if (k < offers.size()) micro.hear(++id, offers[k]);
    }
    return said;
}

}  // namespace

// The rule of de Jonge (2022), "An Analysis of the Linear Bilateral ANAC Domains Using the MiCRO Benchmark Strategy":
// with n distinct own bids made and m distinct ones heard, n <= m: the next best; else one of those made before.
TEST_CASE("MiCRO makes a new bid for every new one heard, none for one repeated, and is never the first to repeat", "[agents][negotiation]") {
    using Bids = std::vector<std::uint32_t>;
    CHECK(said_to({}) == Bids{0});
    CHECK(said_to({9, 8, 7, 6}) == Bids{0, 1, 2, 3, 4});
    CHECK(said_to({9, 9, 9, 9}) == Bids{0, 1, 1, 1, 1});
    CHECK(said_to({9, 8, 9, 8, 7}) == Bids{0, 1, 2, 2, 2, 3});  // old ones in turns are no news
    CHECK(said_to({6, 7, 8, 9}) == Bids{0, 1, 2, 3, 4});        // what counts is that a bid is new, not that it gives more
    CHECK(said_to({9, 8, 7, 6, 5}, 0.7) == Bids{0, 1, 2, 2, 2, 2});  // 2 is the last that is worth the reservation value
}

TEST_CASE("MiCRO that has heard several bids still begins with its best and goes down bid by bid", "[agents][negotiation]") {
    Minimal micro(true, 0.0);
    for (std::uint32_t id = 1; id <= 3; ++id) micro.hear(id, 10 - id);
    std::vector<std::uint32_t> said;
    for (std::uint32_t id = 4; id < 10; ++id) {
        said.push_back(micro.next());
        micro.made(id, said.back());
    }
    CHECK(said == std::vector<std::uint32_t>{0, 1, 2, 3, 3, 3});  // four of its own for three heard: it began
}

TEST_CASE("MiCRO takes what is no worse than the least that it would ask for now", "[agents][negotiation]") {
    Minimal micro(true, 0.0);
    micro.made(1, 0);
    CHECK(micro.takes(0));
    CHECK_FALSE(micro.takes(1));  // nothing heard yet: its best is all that it would ask for
    micro.hear(2, 9);
    CHECK(micro.takes(1));  // its next bid
    CHECK_FALSE(micro.takes(2));
    micro.made(3, 1);
    micro.hear(4, 9);
    CHECK(micro.takes(1));
    CHECK_FALSE(micro.takes(2));  // a repetition brings it no further
}

TEST_CASE("two who bargain by MiCRO meet in the middle", "[agents][negotiation]") {
    Minimal low(true, 0.0), high(false, 0.0);
    Minimal* speaker = &low;
    Minimal* listener = &high;
    std::uint32_t id = 0, offer = 0;
    while (id < 40) {
        offer = speaker->next();
        speaker->made(++id, offer);
        listener->hear(id, offer);
        if (listener->takes(offer)) break;
        std::swap(speaker, listener);
    }
    CHECK(id < 12);
    CHECK(offer >= 4);
    CHECK(offer <= 5);
}

TEST_CASE("a seat that plays MiCRO repeats itself only after the other has", "[agents][negotiation]") {
    const auto us = agent(us_seat, "micro");
    const Agenda agenda = agents::make_facts(small_scenario(), us_seat).agendas[0];
    Mind mind;
    std::uint32_t id = 0;
    TermList standing;  // of its own
    std::vector<TermList> made;
    int heard = 0;
    // Six bids that are new and then six times the last of them; in the world of one week, so that nothing else moves.
    for (int exchange = 0; exchange < 12; ++exchange) {
        Observation o = standoff(us_seat, 8, 1);
        TalkView& talk = add_talk(o, 0, china_seat, 3, us_seat);
        if (!standing.empty()) add_offer(talk, us_seat, ++id, standing);
        bargain::Bid bid;
        bid.issues = static_cast<std::uint8_t>(agenda.issues.size());
        for (std::size_t i = 0; i < agenda.issues.size(); ++i)  // all for China, and a little less of it each time
            if (agenda.issues[i].term.by == us_seat)
                bid[i] = static_cast<std::uint8_t>(agenda.issues[i].ladder.size() - 1);
        const std::size_t own_issue = first_issue_of(agenda, us_seat);
        REQUIRE(agenda.issues[own_issue].ladder.size() > 3);
        const int step = std::min(exchange, static_cast<int>(agenda.issues[own_issue].ladder.size()) - 2);
        bid[own_issue] = static_cast<std::uint8_t>(agenda.issues[own_issue].ladder.size() - 1 - static_cast<std::size_t>(step));
        heard = step + 1;
        add_offer(talk, china_seat, ++id, agents::terms_of(agenda, bid));
        const Answer answer = ask(*us, o, mind);
        REQUIRE(find(answer, MessageKind::accept) == nullptr);
        const Message* offer = find(answer, MessageKind::propose);
        if (offer == nullptr) continue;  // it stays with what stands
        standing = offer->terms;
        const bool is_new = std::none_of(made.begin(), made.end(), [&](const TermList& past) { return same_list(past, standing); });
        CHECK(is_new);
        made.push_back(standing);
        CHECK(made.size() <= static_cast<std::size_t>(heard) + 1);
    }
    CHECK(made.size() >= 3);
}

namespace {

double asked_by(double patience, double pain) {
    const auto linear = agent(us_seat, "linear");
    Observation o = standoff(us_seat, 8, 1);
    o.government.patience = patience;
    o.government.pain = pain;
    add_talk(o, 0, china_seat, 3, us_seat);
    Mind mind;
    const Answer answer = ask(*linear, o, mind, true);
    REQUIRE(find(answer, MessageKind::propose) != nullptr);
    const auto index = static_cast<std::size_t>(find(answer, MessageKind::propose) - answer.messages.begin());
    double own = 0.0, most = 0.0;
    for (const Rationale& r : answer.rationales) {
        if (r.message != index) continue;
        if (r.kind == RationaleKind::target) own = r.value;
    }
    // As a share of what there is to be had: what weeks ahead are worth depends on patience too.
    const agents::Facts facts = agents::make_facts(small_scenario(), us_seat);
    const agents::View view = agents::look(facts, o, 0.0);
    const agents::Table table = agents::lay_table(view, actors_of_all(), facts.agendas[0], us_seat, o.government.red_line);
    most = table.own.worth_of_utility(table.path.own_at(table.first_step));
    const double least = table.least_worth();
    REQUIRE(most > least);
    return (own - least) / (most - least);
}

}  // namespace

TEST_CASE("the patient concede later, and those in pain sooner", "[agents][negotiation]") {
    double last = 0.0;
    for (const double patience : {0.93, 0.95, 0.97}) {
        CAPTURE(patience);
        const double now = asked_by(patience, 0.2);
        CHECK(now > last);
        last = now;
    }
    last = 1.0;
    for (const double pain : {0.2, 1.0, 3.0}) {
        CAPTURE(pain);
        const double now = asked_by(0.96, pain);
        CHECK(now < last);
        last = now;
    }
}

namespace {

// What a seat asks for in week 10 of a talk that began in week 3, with something done to the record.
template <typename Change>
double asked_with(Change change, int weeks_seen_before = 0) {
    const auto linear = agent(us_seat, "linear");
    Mind mind;
    Answer answer;
    for (int week = 10 - weeks_seen_before; week <= 10; ++week) {
        Observation o = standoff(us_seat, week, 1);
        add_talk(o, 0, china_seat, 3, us_seat);
        change(o);
        answer = ask(*linear, o, mind, true);
    }
    const Message* offer = find(answer, MessageKind::propose);
    REQUIRE(offer != nullptr);
    for (const Rationale& r : answer.rationales)
        if (&answer.messages[r.message] == offer && r.kind == RationaleKind::target) return r.value;
    FAIL("no target in the rationale");
    return 0.0;
}

const auto nothing = [](Observation&) {};

// A small rise by China, dated for a week.
auto rise_in(int week) {
    return [week](Observation& o) {
        TariffMeasure rise;
        rise.rate_pct = 1.0;
        rise.by = Government::china;
        rise.on = Region::us;
        rise.component = TariffComponent::farm;
        rise.from_day = *parse_day("2025-04-02") + 7 * (week - 1);
        REQUIRE(o.record.tariffs.push(rise));
    };
}

}  // namespace

TEST_CASE("concession runs on dated deadlines: a truce that ends brings it forward, and one that ends late does not", "[agents][negotiation]") {
    const auto truce_until = [](int week) {
        return [week](Observation& o) {
            const Term truce = make_term(TermKind::truce, us_seat, china_seat, 0.0, 0, 10);
            REQUIRE(o.record.agreements.push(make_agreement({us_seat, china_seat}, {truce}, {2, week})));
        };
    };
    CHECK(asked_with(truce_until(12)) < asked_with(truce_until(60)));
    CHECK(asked_with(truce_until(60)) == asked_with(nothing));
}

TEST_CASE("a suspension between the parties that ends is a deadline, one of somebody else's is none", "[agents][negotiation]") {
    const auto suspended = [](Region on, int weeks_ahead) {
        return [on, weeks_ahead](Observation& o) {
            TariffMeasure held;
            held.rate_pct = 1.0;
            held.coverage = 0.01;
            held.on = on;
            held.component = TariffComponent::section_232;
            held.from_day = o.record.today - 100;
            held.suspended_until = o.record.today + 7 * weeks_ahead;
            REQUIRE(o.record.tariffs.push(held));
        };
    };
    CHECK(asked_with(suspended(Region::china, 2)) < asked_with(suspended(Region::china, 50)));
    CHECK(asked_with(suspended(Region::japan, 2)) == asked_with(suspended(Region::japan, 50)));
}

TEST_CASE("a rise dated well ahead is a deadline until it comes, one for next week is a blow", "[agents][negotiation]") {
    CHECK(asked_with(rise_in(11), 5) < asked_with(rise_in(60), 5));  // seen since week 5
    CHECK(asked_with(rise_in(11)) == asked_with(rise_in(60)));       // seen in week 10
}
