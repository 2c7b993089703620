// What terms do in the world: whom a suspended control spares, who needs no licence, where promised money goes.
#include "tests/world/pact.hpp"

namespace chokepoint::test {
namespace {

constexpr MaterialMask dy = bit(Material::dy), tb = bit(Material::tb);

Term suspended(const Pact& at, ControlKind kind, MaterialMask scope = 0) {
    Term term = make_term(TermKind::control_suspension, at.china, at.us, 0.0, kind);
    term.scope = scope;
    return term;
}

}  // namespace

TEST_CASE("a control is suspended for the party and the goods of the term, and comes back whole", "[world][agreement][control]") {
    Pact at;
    REQUIRE(at.run.order(Government::china, licence_order(dy | tb)) == Refusal::none);
    at.sign_now({at.truce(6), suspended(at, ControlKind::licence, dy)});
    at.into_force();
    const auto needs_licence = [&](Product product, Region to) {
        return export_rule(at.run.params(), at.world(), product, to, at.run.start().today).needs_licence;
    };
    CHECK_FALSE(needs_licence(Product::oxide_dy, Region::us));
    CHECK(needs_licence(Product::oxide_tb, Region::us));
    CHECK(needs_licence(Product::oxide_dy, Region::japan));
    CHECK(needs_licence(Product::oxide_tb, Region::japan));
    const std::size_t pieces = at.world().controls.size();
    while (is_in_force(at.pact().state)) at.run.run_weeks(1);
    for (Product product : {Product::oxide_dy, Product::oxide_tb})
        for (Region region : {Region::us, Region::japan}) CHECK(needs_licence(product, region));
    at.run.run_weeks(1);
    CHECK(at.world().controls.size() < pieces);  // what was split for the truce is one measure again
}

TEST_CASE("a suspended list spares the firms that orders added, and gives them back", "[world][agreement][control]") {
    Pact at;
    const Order listing = make_order(OrderKind::list_firms, 30.0);
    REQUIRE(at.run.order(Government::china, listing) == Refusal::none);
    const auto listed = [&] {
        return 100.0 * measure_strength(at.world(), Government::china, ControlKind::entity_listing, Region::us, at.run.start().today);
    };
    CHECK(listed() == Approx(30.0));
    at.sign_now({at.truce(6), suspended(at, ControlKind::entity_listing)});
    at.into_force();
    CHECK(listed() == 0.0);
    REQUIRE(at.run.order(Government::china, listing) == Refusal::none);
    at.run.run_weeks(1);
    CHECK(listed() == Approx(30.0));  // the new ones stand, and count against the term
    CHECK(at.pact().shortfall[1] > 0.0);
    while (is_in_force(at.pact().state)) at.run.run_weeks(1);
    CHECK(listed() == Approx(60.0));
}

TEST_CASE("a general licence under a term holds for its uses, goods and tonnes", "[world][agreement][licence]") {
    Pact at;
    const Params& params = at.run.params();
    std::size_t need = 0;  // a named firm's need of a good with dysprosium
    while (params.firms[params.needs[need].firm].seat == no_seat || (materials_in(params.needs[need].product) & dy) == 0) ++need;
    Term term = at.licence(0.0);
    term.named = bit(params.firms[params.needs[need].firm].seat);
    term.what = static_cast<std::uint8_t>(params.firms[params.needs[need].firm].end_use);
    double expected = std::numeric_limits<double>::infinity();
    SECTION("all it uses") {}
    SECTION("its goods") { term.scope = dy; }
    SECTION("other goods") { term.scope = bit(Material::sc), expected = 0.0; }
    SECTION("other uses") {
        term.what = static_cast<std::uint8_t>(term.what == index_of(EndUse::medical) ? EndUse::semiconductor : EndUse::medical);
        expected = 0.0;
    }
    at.sign_now({at.truce(6), term});
    CHECK(free_of_licence(params, at.world(), clauses_due(params, at.world(), TermKind::licence), need) == 0.0);
    at.into_force();
    CHECK(free_of_licence(params, at.world(), clauses_due(params, at.world(), TermKind::licence), need) == expected);
}

TEST_CASE("tonnes of a general licence are shared by the needs of the firms that it names", "[world][agreement][licence]") {
    Pact at;
    const Params& params = at.run.params();
    Term term = at.licence(0.0);
    term.amount = 3.0;
    for (const FirmParams& firm : params.firms)
        if (firm.seat != no_seat && firm.end_use != EndUse::military) term.named |= bit(firm.seat);
    at.sign_now({at.truce(6), term});
    at.into_force();
    double sum = 0.0;
    for (std::size_t i = 0; i < params.needs.size(); ++i) sum += free_of_licence(params, at.world(), clauses_due(params, at.world(), TermKind::licence), i);
    CHECK(sum == Approx(3.0));
}

TEST_CASE("promised money is charged, shared once over the firm's projects, and takes the agencies' time", "[world][agreement][project]") {
    Pact at;
    const Params& params = at.run.params();
    std::size_t firm = 0;
    double cost = 0.0;
    for (std::size_t i = 0; i < params.firms.size() && cost == 0.0; ++i)
        if (params.firms[i].seat != no_seat)
            for (const ProjectParams& project : params.projects)
                if (project.firm == i) firm = i, cost += project.cost;
    REQUIRE(cost > 0.0);
    const Term stake = make_term(TermKind::equity_stake, at.us, params.firms[firm].seat, 200.0);
    const AidParams& aid = params.aid[index_of(AidKind::equity)];
    GovernmentState& us = at.world().of(Government::us);
    const auto promised = [&] {
        double sum = 0.0;
        for (std::size_t i = 0; i < params.projects.size(); ++i)
            if (params.projects[i].firm == firm) sum += at.world().projects[i].pledged + at.world().projects[i].funded;
        return sum;
    };
    SECTION("while the appropriation stands") {
        at.sign_now({at.truce(60), stake});
        const double before = us.aid_left_usd_bn;
        at.weeks_of_paper(3);
        CHECK(promised() == Approx(200.0));
        CHECK(before - us.aid_left_usd_bn == Approx(0.2 * aid.budget_share));
        for (const Project& project : at.world().projects) CHECK(project.funded == 0.0);
        CHECK(at.pact().term_states[1] == TermState::kept);
    }
    SECTION("not once it has lapsed: the promise is broken until there is money again") {
        us.appropriation_until = at.run.start().today;
        at.sign_now({at.truce(60), stake});
        at.weeks_of_paper(3);
        CHECK(promised() == 0.0);
        CHECK(at.pact().term_states[1] == TermState::breached);
        us.appropriation_until = far_day;
        at.weeks_of_paper(1);
        CHECK(promised() == Approx(200.0));
        CHECK(at.pact().term_states[1] == TermState::cured);
    }
    SECTION("and never more than there is") {
        us.aid_left_usd_bn = 0.05;
        at.sign_now({at.truce(60), stake});
        at.weeks_of_paper(3);
        CHECK(promised() * aid.budget_share == Approx(50.0));
        CHECK(us.aid_left_usd_bn == Approx(0.0).margin(1e-12));
        CHECK(at.pact().term_states[1] == TermState::breached);
    }
}

TEST_CASE("a floor under a term is paid by who promised it, for the tonnes covered, and ends with it", "[world][agreement][floor]") {
    Pact at;
    const Params& params = at.run.params();
    std::size_t site = 0;  // of a seated firm outside the United States that separates NdPr
    const auto fits = [&](const FacilityParams& spec) {
        return params.firms[spec.firm].seat != no_seat && spec.region != Region::china && spec.region != Region::us &&
               made_per_tonne(params.recipes[spec.recipe], Product::oxide_ndpr) > 0.0 && spec.base_t > 0.0;
    };
    while (!fits(params.facilities[site])) ++site;
    const FacilityParams& spec = params.facilities[site];
    const auto price = [&](double tonnes) {
        return price_with_floor(params, at.world(), clauses_due(params, at.world(), TermKind::price_floor), spec.firm, spec.region, {Product::oxide_ndpr, 60.0, tonnes});
    };
    Term floor = make_term(TermKind::price_floor, at.us, params.firms[spec.firm].seat, 10.0 * weeks_per_year,
                           Product::oxide_ndpr);
    floor.limit = 100.0;
    at.sign_now({at.truce(4), floor});
    CHECK(price(10.0) == 60.0);
    at.into_force();
    CHECK(price(10.0) == Approx(100.0));
    CHECK(price(40.0) == Approx(70.0));  // a quarter of the tonnes is covered
    const double paid = at.world().of(Government::us).floor_paid_usd_bn;
    for (double& each : at.world().market.price_outside) each *= 0.5;
    at.run.run_weeks(1);
    CHECK(at.world().of(Government::us).floor_paid_usd_bn > paid);
    at.world().of(Government::us).aid_left_usd_bn = 0.0;
    CHECK(price(10.0) == 60.0);
    at.world().of(Government::us).aid_left_usd_bn = 1.0;
    while (is_in_force(at.pact().state)) at.run.run_weeks(1);
    CHECK(price(10.0) == 60.0);
}

}  // namespace chokepoint::test
