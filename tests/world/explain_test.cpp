// Explanations add up: every price move, pain, stress, approval and profit is the sum of the parts that the rules name
// for it, in every week and whoever plays; and asking why changes nothing.
#include <cmath>

#include "engine/game/explainer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

constexpr std::uint64_t seeds = 12;  // of each cast, all 52 weeks

// The parts' error against the whole, relative to the largest of them (or 1).
double error_of(const Account& account) {
    double size = 1.0;
    for (const Contribution& part : account.parts) size = std::max(size, std::abs(part.value));
    return std::abs(account.sum() - account.whole()) / size;
}

std::string fault_in(const PriceMove& move) {
    const std::string at = std::string(name_of(move.product)) + " " + std::string(name_of(move.zone));
    if (!(std::abs(move.sum() - math::log(move.to / move.from)) <= 1e-9)) return at + " in log points";
    if (!(std::abs(move.sum() * move.usd_per_log_point() - (move.to - move.from)) <= 1e-9 * std::max(move.to, move.from)))
        return at + " in USD/kg";
    return "";
}

std::string fault_in(const Explanation& why, const Params& params, const World& before, const World& after) {
    std::size_t known = 0;
    for (const ProductParams& product : params.products) known += product.known ? 2 : 0;
    if (why.prices.size() != known) return "a price without an account";
    for (const PriceMove& move : why.prices) {
        if (std::string fault = fault_in(move); !fault.empty()) return fault;
        const bool inside = move.zone == Zone::inside;
        const std::size_t p = index_of(move.product);
        if (move.from != (inside ? before.market.price_inside : before.market.price_outside)[p]) return "a price of last week";
        if (move.to != (inside ? after.market.price_inside : after.market.price_outside)[p]) return "a price of this week";
    }
    for (Government government : all_of<Government>()) {
        if (!params.of(government).present) continue;
        const GovernmentExplanation& account = why.governments[index_of(government)];
        const std::string at = std::string(name_of(government)) + " ";
        for (PainCause cause : all_of<PainCause>()) {
            const Account& pain = account.pain[index_of(cause)];
            if (!(error_of(pain) <= 1e-9)) return at + std::string(name_of(cause));
            if (pain.last_week != before.of(government).pain[index_of(cause)]) return at + "pain of last week";
            if (pain.now != after.of(government).pain[index_of(cause)]) return at + "pain of this week";
        }
        if (!(error_of(account.stress) <= 1e-9)) return at + "stress";
        if (!(error_of(account.approval) <= 1e-9)) return at + "approval";
    }
    for (std::size_t i = 0; i < why.firms.size(); ++i) {
        if (!(error_of(why.firms[i].profit) <= 1e-9)) return "profit of firm " + std::to_string(i);
        if (why.firms[i].profit.now != after.firms[i].profit) return "profit of this week";
    }
    return why.firms.size() == params.firms.size() ? "" : "a firm without an account";
}

double part_of(const Contributions& parts, Driver driver, std::size_t subject = 0) {
    for (const Contribution& part : parts)
        if (part.driver == driver && part.subject == subject) return part.value;
    return 0.0;
}

// Runs one week with an account of it.
Explanation explained_week(WorldRun& run) {
    Explanation why = begin_explanation(run.params(), run.world, run.week);
    begin_week(run.params(), run.world, run.start());
    resolve_week(run.params(), run.world, run.resolve(), &why);
    ++run.week;
    return why;
}

}  // namespace

TEST_CASE("every price, pain and profit is the sum of its parts in every week, and asking why changes nothing",
          "[world][explain][invariant]") {
    const std::string strategy = GENERATE("", "random");
    const Setup& setup = *april_setup();
    const Cast cast = cast_of(setup, strategy);
    const auto answers = std::make_unique<Answers>();
    std::array<bool, count_of<Driver>> seen{};
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        auto game = std::make_unique<Game>(start_game(setup, seed));
        std::vector<Mind> minds;
        Explanation why = begin_explanation(setup.params, game->world, 1);
        World before = game->world;
        for (;;) {
            const Phase phase = open_phase(setup, *game);
            if (phase.kind == PhaseKind::over) break;
            ask_all(setup, *game, phase, cast, minds, *answers);
            close_phase(setup, *game, *answers, &why);
            if (phase.kind != PhaseKind::orders) continue;
            const std::string fault = fault_in(why, setup.params, before, game->world);
            CAPTURE(strategy, seed, phase.week, fault);
            REQUIRE(fault.empty());
            for (const GovernmentExplanation& account : why.governments)
                for (const Contribution& part : account.stress.parts) seen[index_of(part.driver)] = true;
            before = game->world;
            why = begin_explanation(setup.params, before, phase.week + 1);
        }
        auto plain = std::make_unique<Game>(start_game(setup, seed));
        std::vector<Mind> fresh;
        play(setup, *plain, cast, fresh);
        CAPTURE(strategy, seed);
        CHECK(digest_of(*plain) == digest_of(*game));
    }
    CHECK(seen[index_of(Driver::tariff_rise)]);
    CHECK(seen[index_of(Driver::plant_stops)]);
    CHECK(seen[index_of(Driver::fading)]);
}

TEST_CASE("a tariff, a listing and a shock each show as what raised stress", "[world][explain]") {
    const auto setup = quiet_setup();
    setup->params.shocks.push_back({ShockKind::market_panic, Region::us, setup->params.start, 0.0, 7.0, 2});
    WorldRun run(setup);
    Explanation why = begin_explanation(run.params(), run.world, run.week);
    begin_week(run.params(), run.world, run.start());
    REQUIRE(run.order(Government::us, tariff_order(Region::china, TariffComponent::reciprocal, 50.0)) == Refusal::none);
    const Order listing = make_order(OrderKind::list_firms, 40.0);
    REQUIRE(run.order(Government::us, listing) == Refusal::none);
    resolve_week(run.params(), run.world, run.resolve(), &why);
    const MacroRules& rules = run.params().rules.macro;
    const auto& china = why.governments[index_of(Government::china)].stress.parts;
    CHECK(part_of(china, Driver::tariff_rise) == Approx(rules.stress_per_point.value * 50.0));
    CHECK(part_of(china, Driver::listings) == Approx(rules.listing_stress.value * 40.0));
    CHECK(part_of(china, Driver::shocks) == Approx(7.0));
    const auto& us = why.governments[index_of(Government::us)].stress.parts;
    CHECK(part_of(us, Driver::listings) == 0.0);
    CHECK(part_of(us, Driver::shocks) == Approx(7.0));
}

TEST_CASE("a plant that stands still shows as its firm's shortage and as the part that it lacks", "[world][explain]") {
    const auto setup = quiet_setup();
    WorldRun run(setup);
    const auto& firms = run.params().firms;
    std::size_t firm = firms.size();
    for (std::size_t i = 0; i < firms.size(); ++i)
        if (firms[i].region == Region::us && firms[i].sector == Sector::automotive) firm = i;
    REQUIRE(firm < firms.size());
    const std::size_t part = firms[firm].needs.front();
    run.world.needs[part].stock_t.fill(0.0);
    run.world.needs[part].transit_t.fill(0.0);
    const Explanation why = explained_week(run);
    const auto& shortage = why.governments[index_of(Government::us)].pain[index_of(PainCause::shortage)];
    CHECK(part_of(shortage.parts, Driver::firm, firm) > 0.0);
    CHECK(part_of(shortage.parts, Driver::firm, firm) <= shortage.now);
    const double lost = part_of(why.firms[firm].profit.parts, Driver::missing_parts, index_of(run.params().needs[part].product));
    CHECK(lost == Approx(-1000.0 * firms[firm].value_added));
}

TEST_CASE("an explainer accounts for the week that it was asked for, in a whole game", "[game][explain]") {
    const Setup& setup = *april_setup();
    const Cast cast = cast_of(setup);
    for (const int week : {1, 2, 9, 52}) {
        Game game = start_game(setup, 7);
        std::vector<Mind> minds;
        Explainer explainer(setup, week);
        int weeks = 0;
        PlayHooks mine;
        mine.week_closed = [&](const Game&) { return ++weeks > 0; };
        play(setup, game, cast, minds, explainer.hooks(mine));
        CAPTURE(week);
        REQUIRE(explainer.explanation() != nullptr);
        CHECK(explainer.explanation()->week == week);
        CHECK(weeks == 52);
        for (const PriceMove& move : explainer.explanation()->prices) CHECK(fault_in(move) == "");
    }
    Game game = start_game(setup, 7, 3);
    std::vector<Mind> minds;
    Explainer too_late(setup, 4);
    play(setup, game, cast, minds, too_late.hooks());
    CHECK(too_late.explanation() == nullptr);
}

}  // namespace chokepoint::test
