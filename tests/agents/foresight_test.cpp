// Looking ahead in worlds made up for the test: what the search does with what it is shown.
#include "agents/ally/ally.hpp"
#include "agents/china/china.hpp"
#include "agents/strategies/foresight.hpp"
#include "agents/us/us.hpp"
#include "engine/game/imagination.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;

namespace {

agents::Actors actors() {
    agents::Actors all;
    all.fill(&agents::ally_actor());
    all[index_of(Government::us)] = &agents::us_actor();
    all[index_of(Government::china)] = &agents::china_actor();
    return all;
}

double term_of(const TermList& terms, TermKind kind, SeatId by) {
    for (const Term& term : terms)
        if (term.kind == kind && term.by == by) return term.kind == TermKind::licence ? 100.0 - term.limit : term.amount;
    return 0.0;
}

// Worlds in which a deal is worth so much to the U.S. for every point that China takes off, less so much for each that it
// takes off itself, and less for every week that it comes later; a rise of the own tariff is worth `blow`.
struct Fable {
    double per_point_got = 1.0, per_point_given = 0.5, per_week = 5.0, blow = 0.0;
    ImaginedType rival{0.96, 0.5, 0.3, {}};
};

class FabledWorlds final : public ImaginedWorlds {
  public:
    FabledWorlds(const Fable& fable, std::size_t count, int& played) : fable_(fable), count_(count), played_(played) {}
    std::size_t size() const override { return count_; }
    const ImaginedType& type_of(std::size_t, Government) const override { return fable_.rival; }
    Future play(std::size_t, const Course& course, int, int) const override {
        ++played_;
        Future future;
        double& value = future.value;
        for (const SupposedOrder& supposed : course.orders)
            if (supposed.order.kind == OrderKind::set_tariff && supposed.by == Government::us) value += fable_.blow;
        if (course.terms.empty()) return future;
        value += fable_.per_point_got * term_of(course.terms, TermKind::tariff_suspension, china_seat) -
                 fable_.per_point_given * term_of(course.terms, TermKind::tariff_suspension, us_seat) -
                 fable_.per_week * course.signed_week;
        return future;
    }

  private:
    const Fable& fable_;
    std::size_t count_;
    int& played_;
};

class Fables final : public Imagination {
  public:
    explicit Fables(Fable fable) : fable_(fable) {}
    std::unique_ptr<const ImaginedWorlds> imagine(const Observation&, std::uint64_t, std::size_t count) const override {
        return std::make_unique<FabledWorlds>(fable_, count, played);
    }
    mutable int played = 0;

  private:
    Fable fable_;
};

struct Setting {
    Observation observation = standoff(us_seat, 6, 1);
    agents::Facts facts = agents::make_facts(small_scenario(), us_seat);
    agents::View view = agents::look(facts, observation, 0.0);
    agents::Table table = agents::lay_table(view, actors(), facts.agendas[0], us_seat, 0.1);

    agents::TalkPlan plan(const Imagination& imagination, const TermList* standing = nullptr, int rollouts = 96,
                          std::uint64_t key = 7) const {
        agents::Foresight foresight{imagination, key};
        foresight.budget.rollouts = rollouts;
        return agents::search(foresight, view, actors(), observation, facts.agendas[0], table, china_seat, 3.0, standing);
    }
};

TermList suspension(SeatId by, SeatId to, double points) {
    Term term;
    term.kind = TermKind::tariff_suspension;
    term.by = by;
    term.to = to;
    term.amount = points;
    term.what = static_cast<std::uint8_t>(by == us_seat ? TariffComponent::reciprocal : TariffComponent::retaliation);
    TermList terms;
    static_cast<void>(terms.push(term));
    return terms;
}

}  // namespace

TEST_CASE("a search plays no more rollouts than its budget, and says how many", "[agents][lookahead]") {
    const Setting setting;
    for (int rollouts : {16, 48, 200}) {
        const Fables fables{Fable{}};
        const agents::TalkPlan plan = setting.plan(fables, nullptr, rollouts);
        CHECK(plan.rollouts <= rollouts);
        CHECK(plan.rollouts == fables.played);
        CHECK(plan.rollouts > 8);
    }
}

TEST_CASE("two imaginations made apart give the same plan by one key, and another by another", "[agents][lookahead]") {
    const Setting setting;
    const Scenario scenario = small_scenario();
    const auto one = make_imagination(scenario), other = make_imagination(scenario);
    const auto plan = [&](const Imagination& imagination, std::uint64_t key) { return setting.plan(imagination, nullptr, 48, key); };
    const agents::TalkPlan first = plan(*one, 7);
    const auto same = [&](const agents::TalkPlan& second) {
        return first.target == second.target && first.gain == second.gain && first.held.gain == second.held.gain &&
               first.held.error == second.held.error && first.rollouts == second.rollouts;
    };
    CHECK(same(plan(*other, 7)));
    CHECK(same(plan(*one, 7)));  // nothing of a search stays behind
    for (const std::uint64_t key : {8U, 9U}) {
        CAPTURE(key);
        CHECK_FALSE(same(plan(*other, key)));
    }
}

TEST_CASE("an offer better than all that waiting brings is taken at once", "[agents][lookahead]") {
    const Setting setting;
    const Fables dear_weeks{Fable{1.0, 0.5, 60.0, 0.0, {0.96, 0.5, 0.3, {}}}};
    const TermList generous = suspension(china_seat, us_seat, 115.0), mean = suspension(us_seat, china_seat, 115.0);
    CHECK(setting.plan(dear_weeks, &generous).takes_standing);
    CHECK_FALSE(setting.plan(dear_weeks, &mean).takes_standing);
}

TEST_CASE("the further the rival will come down, the more is expected of the talk", "[agents][lookahead]") {
    const Setting setting;
    double last = 1e9;
    for (const double red_line : {0.0, 0.3, 0.9}) {
        CAPTURE(red_line);
        Fable fable;
        fable.per_week = 0.5;
        fable.rival = {0.96, 0.5, red_line, {}};
        const agents::TalkPlan plan = setting.plan(Fables{fable});
        CHECK(plan.gain <= last);
        last = plan.gain;
    }
    CHECK(last < setting.plan(Fables{Fable{1.0, 0.5, 0.5, 0.0, {0.96, 0.5, 0.0, {}}}}).gain);
}

TEST_CASE("where every deal is worse than none the search asks for its best and waits", "[agents][lookahead]") {
    const Setting setting;
    const Fables ruinous{Fable{-1.0, 2.0, 0.0, 0.0, {0.96, 0.5, 0.3, {}}}};
    const TermList any = suspension(us_seat, china_seat, 50.0);
    const agents::TalkPlan plan = setting.plan(ruinous, &any);
    CHECK_FALSE(plan.takes_standing);
    CHECK(plan.target == 1.0);
}

TEST_CASE("lookahead answers a blow only where the weeks ahead repay it", "[agents][lookahead]") {
    for (const double blow : {-3.0, 3.0}) {
        CAPTURE(blow);
        const Fable fable{1.0, 0.5, 5.0, blow, {0.96, 0.5, 0.3, {}}};
        const auto us = make_agent(small_scenario(), us_seat, "lookahead",
                                   [&](const Scenario&) { return std::make_shared<const Fables>(fable); });
        REQUIRE(us.ok());
        Mind mind;
        ask(**us, seen_by(us_seat, 1, 1), mind);
        Observation struck = seen_by(us_seat, 1, 2);
        add_tariff(struck, Government::china, Region::us, TariffComponent::retaliation, 34.0, 1);
        const Answer answer = ask(**us, struck, mind);
        CHECK((find(answer, MessageKind::statement) != nullptr) == (blow > 0.0));
    }
}

TEST_CASE("the move of lookahead is the same with and without reasons asked for", "[agents][lookahead]") {
    const auto us = make_agent(small_scenario(), us_seat, "lookahead",
                               [&](const Scenario&) { return std::make_shared<const Fables>(Fable{}); });
    REQUIRE(us.ok());
    Observation o = standoff(us_seat, 6, 1);
    add_talk(o, 0, china_seat, 3, us_seat);
    Mind a, b;
    const Answer plain = ask(**us, o, a, false), explained = ask(**us, o, b, true);
    CHECK(same_messages(plain, explained));
    CHECK(plain.rationales.empty());
    CHECK_FALSE(explained.rationales.empty());
}

TEST_CASE("lookahead without an imagination is an error that says what is missing", "[agents][lookahead]") {
    const auto us = make_agent(small_scenario(), us_seat, "lookahead");
    REQUIRE_FALSE(us.ok());
    CHECK_THAT(us.error().message, contains("imaginer"));
}
