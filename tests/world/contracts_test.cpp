// Supply contracts: who is served first, at what price, and whose fault it is when nothing comes.
#include "tests/world/pact.hpp"

namespace chokepoint::test {
namespace {

constexpr Product ndpr = Product::oxide_ndpr;

// A maker of an oxide outside China and one of its buyers there, under a contract between their governments' firms.
struct Deal : Pact {
    std::size_t need = 0;
    Region origin = Region::us;  // where Japan buys, among others
    std::size_t seller = 0;

    Deal() {
        world().controls.clear();
        const Params& params = run.params();
        while (!(params.firms[seller].seat != no_seat && made_by_firm_t(params, world(), seller, origin, ndpr) > 0.0)) {
            ++seller;
            REQUIRE(seller < params.firms.size());
        }
        while (!(params.needs[need].product == ndpr && params.needs[need].region == Region::japan && params.needs[need].base_t > 0.0)) {
            ++need;
            REQUIRE(need < params.needs.size());
        }
    }
    Term contract(double t_per_year, double usd_per_kg = 0.0) const {
        Term term = make_term(TermKind::supply_contract, run.params().firms[seller].seat, japan, t_per_year, ndpr);
        term.limit = usd_per_kg;
        return term;
    }
    double shipped() const {
        const NeedParams& spec = run.params().needs[need];
        double sum = 0.0;
        for (std::size_t k = 0; k < spec.origin_count; ++k)
            if (spec.origins[k] == origin) sum += run.world.needs[need].shipped_t[k];
        return sum;
    }
    double made() const { return made_by_firm_t(run.params(), run.world, seller, origin, ndpr); }
    double stock_there() const { return run.world.market.stock_t[index_of(ndpr)][index_of(origin)]; }
    // The market there is left with so many tonnes, and a week passes.
    void week_with(double tonnes) {
        run.world.market.stock_t[index_of(ndpr)][index_of(origin)] = tonnes;
        run.run_weeks(1);
    }
};

}  // namespace

TEST_CASE("who has a contract is served before the rest when there is not enough for all", "[world][contract]") {
    Deal with, without;
    with.sign_between(with.run.params().firms[with.seller].seat, with.japan, {with.contract(2000.0)});
    with.into_force();
    without.run.run_weeks(1 + lag_weeks);
    const double scarce = 5.0;
    with.week_with(scarce);
    without.week_with(scarce);
    CHECK(with.shipped() > 1.2 * without.shipped());
    CHECK(with.run.world.records[0][0].done > 0.0);
}

TEST_CASE("the price agreed is what the buyer pays and the seller books", "[world][contract]") {
    Deal dear, cheap;
    for (Deal* each : {&dear, &cheap}) {
        each->sign_between(each->run.params().firms[each->seller].seat, each->japan, {each->contract(2000.0, each == &dear ? 200.0 : 20.0)});
        each->into_force();
        each->run.run_weeks(8);
    }
    CHECK(dear.run.world.needs[dear.need].unit_cost > 1.1 * cheap.run.world.needs[cheap.need].unit_cost);
    const auto earns = [](const Deal& of) { return seller_price(of.run.params(), of.run.world, sale_terms(of.run.params(), of.run.world), of.seller, ndpr, of.origin); };
    const double price = maker_price(dear.run.params(), dear.run.world, ndpr, dear.origin);
    CHECK(earns(dear) > price);
    CHECK(earns(dear) == Approx(price + dear.run.world.records[0][0].beside / dear.made() * (200.0 - price)));
    CHECK(earns(cheap) < maker_price(cheap.run.params(), cheap.run.world, ndpr, cheap.origin));
    CHECK(dear.run.world.firms[dear.seller].profit > cheap.run.world.firms[cheap.seller].profit + 0.01);
    // Its neighbours sell at the price of the day.
    std::size_t other = 0;
    while (other == dear.seller || made_by_firm_t(dear.run.params(), dear.run.world, other, dear.origin, ndpr) <= 0.0) ++other;
    CHECK(seller_price(dear.run.params(), dear.run.world, sale_terms(dear.run.params(), dear.run.world), other, ndpr, dear.origin) == price);
}

TEST_CASE("a seller that has nothing breaks its contract, one whose goods the border holds does not", "[world][contract][breach]") {
    Deal empty;
    empty.sign_between(empty.run.params().firms[empty.seller].seat, empty.japan, {empty.contract(2000.0)});
    empty.into_force();
    empty.run.run_weeks(2);
    CHECK(supply_shortfall(empty.world().records[0][0]) == Approx(0.0).margin(1e-12));
    for (int week = 0; week < 6; ++week) empty.week_with(0.0);
    CHECK(supply_shortfall(empty.world().records[0][0]) > 0.3);

    Deal idle;
    idle.sign_between(idle.run.params().firms[idle.seller].seat, idle.japan, {idle.contract(2000.0)});
    idle.into_force();
    idle.world().firms[idle.seller].production_share = 0.0;
    for (Facility& site : idle.world().facilities) site.output_t = 0.0;
    idle.run.run_weeks(6);
    CHECK(supply_shortfall(idle.world().records[0][0]) > 0.3);
}

TEST_CASE("what a border holds is no breach of the firm that sells, and one of the government that closed it", "[world][contract][breach]") {
    const bool by_government = GENERATE(true, false);
    CAPTURE(by_government);
    Deal held;
    std::size_t maker = 0;
    while (held.run.params().firms[maker].seat == no_seat ||
           made_by_firm_t(held.run.params(), held.run.world, maker, Region::china, ndpr) <= 0.0)
        ++maker;
    const SeatId seller = by_government ? held.china : held.run.params().firms[maker].seat;
    held.sign_between(seller, held.japan, {make_term(TermKind::supply_contract, seller, held.japan, 5000.0, ndpr)});
    held.into_force();
    held.run.run_weeks(1);
    REQUIRE(held.world().records[0][0].beside > 0.0);
    REQUIRE(held.run.order(Government::china, control_order(ControlKind::ban, 1.0, materials_in(ndpr), bit(Region::japan))) == Refusal::none);
    held.run.run_weeks(6);
    CHECK(held.world().records[0][0].beside == 0.0);  // what leaks is nobody's contract
    CHECK((supply_shortfall(held.world().records[0][0]) > 0.2) == by_government);
}

TEST_CASE("a seller cannot deliver more than it makes, however often it has promised it", "[world][contract]") {
    Deal at;
    const SeatId seller = at.run.params().firms[at.seller].seat;
    at.sign_between(seller, at.japan, {at.contract(1e6)});
    Term european = at.contract(1e6);
    european.to = at.run.seat(Government::eu);
    at.sign_between(seller, european.to, {european});
    at.run.run_weeks(1 + lag_weeks);
    for (int week = 0; week < 4; ++week) {
        const double made = at.made();
        at.run.run_weeks(1);
        CAPTURE(week, made);
        CHECK(at.world().records[0][0].beside + at.world().records[1][0].beside <= made * (1.0 + 1e-12));
    }
}

TEST_CASE("tonnes under contract are shipped, counted and licensed like any others", "[world][contract][invariant]") {
    Deal at;
    Term term = make_term(TermKind::supply_contract, at.china, at.japan, 400.0, Product::oxide_dy);
    term.limit = 300.0;
    at.sign_between(at.china, at.japan, {term});
    at.into_force();
    REQUIRE(at.run.order(Government::china, licence_order(bit(Material::dy))) == Refusal::none);
    double delivered = 0.0;
    for (int week = 0; week < 24; ++week) {
        at.run.run_weeks(1);
        delivered += at.world().agreements.empty() ? 0.0 : at.world().records[0][0].beside;
        CHECK(at.world().tally.mass_balance_rel_max < 1e-9);
        for (const Need& need : at.world().needs) CHECK(need.licence_shipped_t <= need.granted_total_t * (1.0 + 1e-9));
    }
    CHECK(delivered > 0.0);
}

TEST_CASE("a contract opens an origin where the buyer never bought", "[world][contract]") {
    Deal at;
    const NeedParams& japanese = at.run.params().needs[at.need];
    std::size_t maker = 0;  // at home in a region that Japan never bought from
    Region home = Region::malaysia_vietnam;
    for (std::size_t k = 0; k < japanese.origin_count; ++k) REQUIRE(japanese.origins[k] != home);
    while (made_by_firm_t(at.run.params(), at.world(), maker, home, ndpr) <= 0.0) ++maker;
    REQUIRE(at.run.params().firms[maker].seat != no_seat);
    const Term term = make_term(TermKind::supply_contract, at.run.params().firms[maker].seat, at.japan, 500.0, ndpr);
    at.sign_between(term.by, term.to, {term});
    at.into_force();
    at.run.run_weeks(3);
    CHECK(at.world().records[0][0].done > 0.0);
    CHECK(supply_shortfall(at.world().records[0][0]) < 0.5);
}

}  // namespace chokepoint::test
