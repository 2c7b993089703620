// What must hold in every week of every game, whoever plays: no tonne appears or vanishes, nothing is negative,
// licences ship no more than they grant, prices stay in their bounds, every term is in one state.
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

constexpr std::uint64_t seeds = 200;

bool sound(double value) { return std::isfinite(value) && value >= 0.0; }

// The first thing that is wrong, or nothing. Strings, not assertions: this runs millions of times.
std::string fault_in(const Setup& setup, const Game& game) {
    const Params& params = setup.params;
    const World& world = game.world;
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const Need& need = world.needs[i];
        const std::string at = "needs[" + std::to_string(i) + "].";
        for (double t : need.stock_t) if (!sound(t)) return at + "stock_t";
        for (double t : need.transit_t) if (!sound(t)) return at + "transit_t";
        for (double t : need.shipped_t) if (!sound(t)) return at + "shipped_t";
        for (double t : need.licensed_t) if (!sound(t)) return at + "licensed_t";
        if (!sound(need.pending_t)) return at + "pending_t";
        if (!sound(need.held_t)) return at + "held_t";
        if (!sound(need.wanted_t)) return at + "wanted_t";
        if (!(need.unit_cost > 0.0) || !std::isfinite(need.unit_cost)) return at + "unit_cost";
        if (need.licence_shipped_t > need.granted_total_t * (1.0 + 1e-12)) return at + "licence_shipped_t above granted_total_t";
        if (need.licensed() + need.licence_shipped_t > need.granted_total_t * (1.0 + 1e-9) + 1e-12) return at + "licensed above granted";
    }
    for (std::size_t p = 0; p < count_of<Product>; ++p) {
        const std::string at(name_of(static_cast<Product>(p)));
        for (double t : world.market.stock_t[p]) if (!sound(t)) return at + " stock_t";
        for (double t : world.market.outflow_t[p]) if (!sound(t)) return at + " outflow_t";
        if (!sound(world.ledger.produced_t[p]) || !sound(world.ledger.used_t[p]) || !sound(world.ledger.lost_t[p])) return at + " ledger";
        if (!params.products[p].known) continue;
        const double outside = world.market.price_outside[p], inside = world.market.price_inside[p];
        if (!(outside > 0.0 && outside <= params.products[p].choke_price)) return at + " price_outside";
        if (!(inside > 0.0 && std::isfinite(inside))) return at + " price_inside";
    }
    for (std::size_t i = 0; i < world.firms.size(); ++i) {
        const Firm& firm = world.firms[i];
        for (double share : firm.output) if (!sound(share) || share > 1.5) return "firms[" + std::to_string(i) + "].output";
        for (double weeks : firm.owed) if (!sound(weeks)) return "firms[" + std::to_string(i) + "].owed";
        if (!sound(firm.thrift) || firm.thrift > 1.0) return "firms[" + std::to_string(i) + "].thrift";
    }
    for (const Facility& site : world.facilities)
        if (!sound(site.output_t) || site.output_t > site.capacity_t * (1.0 + 1e-12)) return "facility above its capacity";
    for (Government government : all_of<Government>()) {
        if (!params.of(government).present) continue;
        const GovernmentState& state = world.of(government);
        const std::string at = std::string(name_of(government)) + " ";
        for (double pain : state.pain) if (!sound(pain)) return at + "pain";
        for (double t : state.reserve_t) if (!sound(t)) return at + "reserve_t";
        if (!sound(state.approval_pct) || state.approval_pct > 100.0) return at + "approval_pct";
        if (!sound(state.aid_left_usd_bn)) return at + "aid_left_usd_bn";
        double revenue = 0.0;  // value x rate, over all that it imports
        for (std::size_t i = 0; i < params.flows.size(); ++i)
            if (params.flows[i].to == home_of(government))
                revenue += params.flows[i].value * world.flows[i].ratio * world.flows[i].paid_pct / 100.0;
        if (std::abs(revenue - state.revenue_usd_bn) > 1e-9 * (1.0 + revenue)) return at + "revenue_usd_bn";
    }
    for (const TradeFlow& flow : world.flows)
        if (!sound(flow.ratio) || !sound(flow.rate_pct)) return "flows";
    for (const TariffMeasure& tariff : world.tariffs)
        if (!sound(tariff.rate_pct) || tariff.rate_pct > 1000.0) return "tariffs";
    for (const Agreement& agreement : world.agreements) {
        for (TermState state : agreement.term_states)
            if (index_of(state) >= count_of<TermState>) return "term_states";
        if (index_of(agreement.state) >= count_of<AgreementState>) return "agreement state";
        const bool entered = agreement.in_force_week > 0;
        if ((agreement.state == AgreementState::in_force) && !entered) return "in force without a week";
        if (agreement.state == AgreementState::in_force && agreement.expiry_week < game.cursor.week - 1) return "in force past its expiry";
        for (std::size_t t = 0; t < limits::terms; ++t) {
            if (!sound(agreement.shortfall[t]) || agreement.shortfall[t] > 1.0) return "shortfall";
            if (t >= agreement.terms.size() && agreement.term_states[t] != TermState::not_due) return "a term that is not there has a state";
        }
    }
    const double error = mass_balance_error(params, world);
    if (!(error <= 1e-9) || !(world.tally.mass_balance_rel_max <= 1e-9)) return "mass balance " + std::to_string(error);
    return "";
}

// Nothing in the state is NaN or infinite.
std::string not_finite_in(Game& game) {
    std::string found;
    each_leaf(game, [&](const std::string& path, const Field& field, void* element) {
        if (field.kind != FieldKind::f64 || !found.empty()) return;
        double value;
        std::memcpy(&value, element, sizeof value);
        if (!std::isfinite(value)) found = path;
    });
    return found;
}

}  // namespace

TEST_CASE("mass, money and terms add up in every week of 200 games", "[world][balance][invariant]") {
    const std::string strategy = GENERATE("", "random");
    const Setup& setup = *april_setup();
    const Cast cast = cast_of(setup, strategy);
    int weeks = 0, agreements = 0;
    double licensed = 0.0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        auto game = std::make_unique<Game>(start_game(setup, seed));
        std::vector<Mind> minds;
        std::string fault;
        PlayHooks hooks;
        hooks.week_closed = [&](const Game& now) {
            ++weeks;
            fault = fault_in(setup, now);
            return fault.empty();
        };
        play(setup, *game, cast, minds, hooks);
        if (fault.empty()) fault = not_finite_in(*game);
        const int week = game->cursor.week - 1;
        CAPTURE(strategy, seed, week, fault);
        REQUIRE(fault.empty());
        agreements += outcomes(setup, *game).agreements;
        for (const Need& need : game->world.needs) licensed += need.licence_shipped_t;
    }
    // The games were worth looking at.
    CHECK(weeks == static_cast<int>(seeds) * setup.params.weeks);
    CHECK(licensed > 0.0);
    CHECK(agreements > 0);
}

TEST_CASE("each product's tonnes add up by region and over the sea", "[world][balance][invariant]") {
    // An account kept apart from the ledger: what a week's shipments take out of market stocks stands in pipelines.
    const std::uint64_t seed = 17;
    CAPTURE(seed);
    WorldRun run(april_setup(), seed);
    for (int week = 0; week < 30; ++week) {
        const World before = run.world;
        ship(run.params(), run.world, run.resolve());
        PerProduct<double> left{}, shipped{}, arrived{}, travelling{};
        for (std::size_t p = 0; p < count_of<Product>; ++p)
            for (std::size_t r = 0; r < count_of<Region>; ++r) left[p] += before.market.stock_t[p][r] - run.world.market.stock_t[p][r];
        for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
            const std::size_t p = index_of(run.params().needs[i].product);
            for (double t : run.world.needs[i].shipped_t) shipped[p] += t;
            arrived[p] += run.world.needs[i].stock() - before.needs[i].stock();
            travelling[p] += run.world.needs[i].transit() - before.needs[i].transit();
            CHECK(run.world.needs[i].stock() - before.needs[i].stock() == Approx(before.needs[i].transit_t[0]).margin(1e-9));
        }
        for (std::size_t p = 0; p < count_of<Product>; ++p) {
            CAPTURE(run.week, name_of(static_cast<Product>(p)));
            CHECK(left[p] == Approx(shipped[p]).margin(1e-8));
            CHECK(arrived[p] + travelling[p] == Approx(shipped[p]).margin(1e-8));
        }
        run.world = before;
        run.run_weeks(1);
    }
}

}  // namespace chokepoint::test
