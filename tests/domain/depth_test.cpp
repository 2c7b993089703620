// How deep clauses cut into what their giver has.
#include "engine/domain/depth.hpp"

#include "tests/support/catch.hpp"

using namespace chokepoint;

namespace {

constexpr Day today = 100;

struct Table {
    std::array<TariffMeasure, 2> tariffs{};
    std::array<ControlMeasure, 1> controls{};
    std::array<double, count_of<Product>> prices{};
    Side us{true, Government::us, 29000.0, 2000.0, 40.0}, china{true, Government::china, 18500.0, 2000.0, 40.0};

    Table() {
        tariffs[0].component = TariffComponent::reciprocal;
        tariffs[0].rate_pct = 125.0;
        tariffs[0].coverage = 0.6;
        tariffs[1].component = TariffComponent::fentanyl;
        tariffs[1].rate_pct = 25.0;
        for (TariffMeasure& tariff : tariffs) tariff.from_day = today - 10;
        controls[0].materials = bit(Material::dy) | bit(Material::tb) | bit(Material::sm) | bit(Material::y);
        controls[0].from_day = today - 10;
        prices.fill(100.0);
    }
    double depth(Term term, bool by_us = true) const {
        term.by = by_us ? 0 : 1;
        term.to = by_us ? 1 : 0;
        return depth_of(term, {tariffs, controls, prices, today, 60.0}, by_us ? us : china, by_us ? china : us);
    }
};

Term clause(TermKind kind, double amount = 0.0) {
    Term term;
    term.kind = kind;
    term.amount = amount;
    return term;
}

Term relief(double points) {
    Term term = clause(TermKind::tariff_suspension, points);
    term.what = static_cast<std::uint8_t>(index_of(TariffComponent::reciprocal));
    return term;
}

}  // namespace

TEST_CASE("tariffs are given by the trade that they fall on, of all that stands", "[domain][depth]") {
    const Table table;
    CHECK(table.depth(relief(125.0)) == Approx(75.0 / 100.0));  // 125 on 0.6 of trade, and 25 on all of it
    CHECK(table.depth(relief(1.0)) == Approx(0.6 / 100.0));
    CHECK(table.depth(relief(1000.0)) == table.depth(relief(125.0)));
    Term cap = relief(25.0);
    cap.kind = TermKind::tariff_cap;
    CHECK(table.depth(cap) == Approx(table.depth(relief(100.0))));
    // What an agreement holds aside is not given again for nothing: it stands in the order.
    Table suspended;
    suspended.tariffs[0].suspended_until = today + 50;
    CHECK(suspended.depth(relief(125.0)) == Approx(table.depth(relief(125.0))));
    // A message from outside may name any number.
    Term nothing = relief(125.0);
    nothing.what = 255;
    CHECK(table.depth(nothing) == 0.0);
}

TEST_CASE("all announced rates at once are those of one component after the other", "[domain][depth]") {
    Table table;
    table.tariffs[0].suspended_until = today + 50;
    table.tariffs[1].from_day = today + 20;  // announced
    const AnnouncedRates all = announced_rates(table.tariffs, today, Government::us, Region::china);
    for (TariffComponent component : all_of<TariffComponent>()) {
        const auto what = static_cast<std::uint8_t>(index_of(component));
        CHECK(all.pct_of(what) == announced_pct(table.tariffs, today, Government::us, Region::china, component));
    }
    CHECK(all.weighted_pct[index_of(TariffComponent::reciprocal)] == Approx(75.0));
    CHECK(all.weighted_pct[index_of(TariffComponent::fentanyl)] == Approx(25.0));
    CHECK(announced_rates(table.tariffs, today, Government::china, Region::us).pct[index_of(TariffComponent::fentanyl)] == 0.0);
}

TEST_CASE("every clause cuts deeper the more it gives, and none deeper than all", "[domain][depth]") {
    const Table table;
    const auto licence = [](double days, double tonnes) {
        Term term = clause(TermKind::licence, tonnes);
        term.limit = days;
        return term;
    };
    const auto truce = [](int weeks) {
        Term term = clause(TermKind::truce);
        term.until_week = static_cast<std::int16_t>(weeks);
        return term;
    };
    const auto control = [](MaterialMask scope) {
        Term term = clause(TermKind::control_suspension);
        term.scope = scope;
        return term;
    };
    const auto deepens = [&](std::initializer_list<Term> terms) {
        double before = 0.0;
        for (const Term& term : terms) {
            const double now = table.depth(term, false);
            CAPTURE(name_of(term.kind), before, now);
            CHECK(now > before);
            CHECK(now <= 1.0);
            before = now;
        }
    };
    deepens({licence(50.0, 0.0), licence(30.0, 0.0), licence(10.0, 0.0)});
    deepens({licence(10.0, 5.0), licence(10.0, 20.0), licence(10.0, 0.0)});
    deepens({truce(6), truce(26), truce(52)});
    deepens({control(bit(Material::dy)), control(bit(Material::dy) | bit(Material::tb)), control(0)});
    deepens({clause(TermKind::purchase, 5.0), clause(TermKind::purchase, 25.0), clause(TermKind::purchase, 1000.0)});
    deepens({clause(TermKind::joint_investment, 100.0), clause(TermKind::joint_investment, 5000.0)});
    deepens({clause(TermKind::pooled_stockpile, 100.0), clause(TermKind::pooled_stockpile, 5000.0)});
    deepens({clause(TermKind::side_term, 1.0), clause(TermKind::side_term, 50.0)});
    CHECK(table.depth(control(0), true) == depth_judgement::absent);  // the United States has no such control
    CHECK(table.depth(clause(TermKind::monitoring)) == 0.0);
    CHECK(share_of_largest_deal(1e9) == 1.0);
}
