// Every kind of order: one example that has its effect, what a second one does, and what is wrong with others, each refused
// for its own reason and without a trace. A kind without a row fails the test.
#include <functional>

#include "tests/game/stage.hpp"

namespace chokepoint::test {
namespace {

// An order with what it may not be.
struct Rule {
    SeatId Scene::*by = &Scene::us;
    Order order;
    std::vector<SeatId Scene::*> others = {};                   // that may not give it
    std::vector<double> beyond = {};                            // values out of range
    std::vector<std::function<void(Scene&, Order&)>> aimless = {};  // targets that are not there
    std::vector<std::pair<std::function<void(Scene&, Order&)>, Refusal>> more = {};
    enum class Again { same, more, refused } again = Again::same;  // what the second time does
    std::function<void(Scene&)> before = {};
};

void rich(Scene& at) {
    for (GovernmentState& state : at.run.world.governments) state.aid_left_usd_bn = 20.0;
}
void poor(Scene& at, Order&) {
    for (GovernmentState& state : at.run.world.governments) state.aid_left_usd_bn = 0.0;
}

template <typename Condition>
std::uint8_t project_where(const Scene& at, Condition condition) {
    for (std::size_t i = 0; i < at.run.params().projects.size(); ++i)
        if (condition(at.run.params().projects[i])) return static_cast<std::uint8_t>(i);
    FAIL("no such project in the scenario");
    return 255;
}

std::function<void(Scene&, Order&)> with_target(int number) {
    return [number](Scene&, Order& order) { order.target = static_cast<std::uint8_t>(number); };
}
std::function<void(Scene&, Order&)> with_what(int number) {
    return [number](Scene&, Order& order) { order.what = static_cast<std::uint8_t>(number); };
}

Rule rule_of_government(OrderKind kind, const Scene& at) {
    Rule rule;
    rule.others = {&Scene::firm, &Scene::nobody};
    rule.before = rich;
    const auto set = [&](Order order) { rule.order = order; };
    switch (kind) {
        case OrderKind::set_tariff:
            set(tariff_order(Region::china, TariffComponent::reciprocal, 77.0));
            rule.beyond = {-1.0, 1000.5};
            rule.aimless = {with_target(count_of<Region>), with_target(static_cast<int>(Region::us)), with_what(count_of<TariffComponent>)};
            rule.more = {{[](Scene&, Order& order) { order.second = -0.1; }, Refusal::value_out_of_range},
                         {[](Scene&, Order& order) { order.second = 1.1; }, Refusal::value_out_of_range},
                         {[](Scene&, Order& order) { order.scope = 1u << count_of<ProductClass>; }, Refusal::value_out_of_range}};
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::set_control:
            rule.by = &Scene::china;
            set(control_order(ControlKind::ban, 1.0, bit(Material::la_ce), bit(Region::india)));
            rule.beyond = {-0.1, 1.1};
            rule.aimless = {with_what(count_of<ControlKind>), [](Scene&, Order& order) { order.scope = 0; },
                            [](Scene&, Order& order) { order.scope = ~0u; },
                            [](Scene&, Order& order) { order.regions = bit(Region::china); }};
            rule.more = {{[](Scene&, Order& order) { order.second = 0.0; }, Refusal::already_done}};  // nothing to lift
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::list_firms:
            set(make_order(kind, 5.0));
            rule.others.push_back(&Scene::japan);
            rule.beyond = {0.0, 0.5, 201.0, -201.0};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::stockpile:
            set(make_order(kind, 1.0, Product::oxide_la_ce));
            rule.before = [](Scene& scene) {
                rich(scene);
                scene.run.world.market.stock_t[index_of(Product::oxide_la_ce)][index_of(Region::us)] = 100.0;
                scene.run.world.of(Government::us).reserve_t[index_of(Product::oxide_la_ce)] = 50.0;
                scene.run.world.market.price_outside[index_of(Product::oxide_la_ce)] = 2.0;
            };
            rule.beyond = {2e6, -2e6};
            rule.aimless = {with_what(count_of<Product>)};
            rule.more = {{poor, Refusal::budget_exhausted}, {[](Scene&, Order& order) { order.value = -5.0; }, Refusal::no_emergency}};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::price_floor:
            set(make_order(kind, 110.0, Product::oxide_ndpr));
            rule.order.second = 5000.0;
            rule.beyond = {-1.0, 10001.0};
            rule.aimless = {with_what(count_of<Product>), with_what(static_cast<int>(Product::motor_assembly))};
            rule.more = {{[](Scene&, Order& order) { order.second = -1.0; }, Refusal::value_out_of_range},
                         {[](Scene&, Order& order) { order.second = 2e9; }, Refusal::value_out_of_range}};
            break;
        case OrderKind::project_aid:
            set(make_order(kind, 5.0, AidKind::grant, project_where(at, [](const ProjectParams& p) { return p.region == Region::us; })));
            rule.beyond = {-1.0, 10001.0};
            rule.aimless = {with_target(255), with_what(count_of<AidKind>)};
            rule.more = {{poor, Refusal::budget_exhausted}};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::permit_priority:
            set(make_order(kind, 1.0, 0, project_where(at, [](const ProjectParams& p) { return p.region == Region::us; })));
            rule.others.push_back(&Scene::japan);
            rule.aimless = {with_target(255)};
            break;
        case OrderKind::summit:
            set(make_order(kind, 1.0, 0, at.china));
            rule.others.push_back(&Scene::japan);
            rule.aimless = {with_target(at.us), with_target(at.japan), with_target(at.firm), with_target(255)};
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::request_funds: set(make_order(kind, 5.0)); rule.beyond = {0.0, -1.0, 101.0}; break;
        case OrderKind::emergency_permits:
            set(make_order(kind, 1.0));
            rule.beyond = {-1.0, 1.5};
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::research:
            set(make_order(kind, 1.0));
            rule.beyond = {0.0, -1.0, 21.0};
            rule.more = {{poor, Refusal::budget_exhausted}};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::diplomacy:
            set(make_order(kind, 50.0, 0, at.run.params().projects[project_where(at, [](const ProjectParams& p) { return p.region != Region::us; })].region));
            rule.beyond = {0.0, -1.0, 5001.0};
            rule.aimless = {with_target(count_of<Region>), with_target(static_cast<int>(Region::us)), with_target(static_cast<int>(Region::myanmar))};
            rule.more = {{poor, Refusal::budget_exhausted}};
            rule.again = Rule::Again::more;
            break;
        case OrderKind::audit_firms:
            set(make_order(kind, 0.0));
            rule.more = {{poor, Refusal::budget_exhausted},
                         {[](Scene& scene, Order&) {
                              for (int i = 0; i < 4; ++i)
                                  REQUIRE(scene.run.order(Government::us, make_order(OrderKind::study_customs, 0.0, 0,
                                                                                     all_of<Region>()[static_cast<std::size_t>(i + 1)])) == Refusal::none);
                          },
                          Refusal::full}};
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::study_customs:
            set(make_order(kind, 0.0, 0, Region::us));
            rule.others.push_back(&Scene::china);
            rule.aimless = {with_target(static_cast<int>(Region::china)), with_target(count_of<Region>)};
            rule.more = {{poor, Refusal::budget_exhausted}};
            rule.again = Rule::Again::refused;
            break;
        case OrderKind::inspect:
            set(make_order(kind, 0.0));
            rule.before = [](Scene& scene) {
                rich(scene);
                scene.run.world.agreements.clear();
                Agreement agreement = make_agreement({scene.us, scene.china}, {make_term(TermKind::licence, scene.china, scene.us),
                                                                               make_term(TermKind::purchase, scene.us, scene.china)});
                agreement.monitoring = Monitoring::joint;
                REQUIRE(scene.run.world.agreements.push(agreement));
            };
            rule.aimless = {with_what(1), with_what(2)};  // owed to the other; not there
            rule.more = {{poor, Refusal::budget_exhausted},
                         {[](Scene&, Order& order) { order.target = 1; }, Refusal::unknown_agreement},
                         {[](Scene& scene, Order&) { scene.run.world.agreements[0].state = AgreementState::expired; }, Refusal::unknown_agreement},
                         {[](Scene& scene, Order&) { scene.run.world.agreements[0].parties[0] = scene.japan; }, Refusal::not_a_party},
                         {[](Scene& scene, Order&) { scene.run.world.agreements[0].monitoring = Monitoring::self_reported; }, Refusal::not_monitored}};
            rule.again = Rule::Again::refused;
            break;
        default: FAIL("no row for a government's order"); break;
    }
    return rule;
}

Rule rule_of_china(OrderKind kind, const Scene& at) {
    Rule rule;
    rule.by = &Scene::china;
    rule.others = {&Scene::us, &Scene::japan, &Scene::firm, &Scene::nobody};
    rule.order = make_order(kind, 0.37);
    rule.beyond = {-0.1, 1.1};
    if (kind == OrderKind::desk_throughput) rule.beyond = {-1.0, 501.0};
    if (kind == OrderKind::desk_priority) {
        rule.order = make_order(kind, 3.0, 255, Region::japan);
        rule.beyond = {-1.0, 10.5};
        rule.aimless = {with_target(255), with_target(count_of<Region>), with_what(count_of<EndUse>)};
    }
    if (kind == OrderKind::general_licence) {
        rule.order = make_order(kind, 1.0, 0, at.firm);
        rule.beyond = {-1.0, 2.0};
        rule.aimless = {with_target(at.us), with_target(200), with_target(255)};
    }
    if (kind == OrderKind::production_quota) rule.order.value = 80.0, rule.beyond = {-1.0, 201.0};
    if (kind == OrderKind::flood) rule.order.value = 20.0, rule.beyond = {-1.0, 61.0};
    return rule;
}

Rule rule_of_firm(OrderKind kind, const Scene& at) {
    Rule rule;
    rule.by = &Scene::firm;
    rule.others = {&Scene::us, &Scene::china, &Scene::nobody};
    rule.order = make_order(kind, 0.5);
    switch (kind) {
        case OrderKind::stock_target: rule.beyond = {0.1, 3.1}; break;
        case OrderKind::production: rule.beyond = {-0.1, 1.2}; break;
        case OrderKind::report_stock: rule.beyond = {0.2, 1.6}; break;
        case OrderKind::lobby:
            rule.order = make_order(kind, 0.5, Interest::output, at.us);
            rule.beyond = {-0.1, 1.1};
            rule.aimless = {with_what(count_of<Interest>), with_target(at.firm), with_target(255)};
            break;
        case OrderKind::apply:
            rule.order = make_order(kind, 5.0, Product::magnet_ndfeb_ht);
            rule.order.second = static_cast<double>(EndUse::automotive);
            rule.beyond = {-1.0, 2e6};
            rule.aimless = {with_what(count_of<Product>), [](Scene&, Order& order) { order.second = count_of<EndUse>; },
                            [](Scene&, Order& order) { order.second = -1.0; }};
            break;
        case OrderKind::petition:
            rule.order = make_order(kind, 5.0, 0, at.china);
            rule.beyond = {-1.0, 2e6};
            rule.aimless = {with_target(at.us), with_target(255)};
            break;
        case OrderKind::substitute:
            rule.order = make_order(kind, 0.5, Product::magnet_ndfeb_ht);
            rule.beyond = {-0.1, 1.1};
            rule.aimless = {with_what(count_of<Product>)};
            break;
        case OrderKind::invest: {
            const std::uint8_t project = project_where(at, [&](const ProjectParams& p) { return at.run.params().firms[p.firm].seat != no_seat; });
            const SeatId owner = at.run.params().firms[at.run.params().projects[project].firm].seat;
            rule.order = make_order(kind, 1.0, 0, project);
            rule.before = [owner](Scene& scene) {
                scene.firm = owner;
                for (Firm& firm : scene.run.world.firms) firm.cash = 100.0;
            };
            rule.others.push_back(&Scene::other_firm);
            rule.beyond = {-1.0, 10001.0};
            rule.aimless = {with_target(255)};
            rule.more = {{[](Scene&, Order& order) { order.value = 10000.0; }, Refusal::budget_exhausted}};
            rule.again = Rule::Again::more;
            break;
        }
        default: FAIL("no row for a firm's order"); break;
    }
    return rule;
}

Rule rule_of(OrderKind kind, const Scene& at) {
    switch (kind) {
        case OrderKind::desk_throughput:
        case OrderKind::desk_priority:
        case OrderKind::general_licence:
        case OrderKind::farm_goods:
        case OrderKind::production_quota:
        case OrderKind::flood:
        case OrderKind::enforcement: return rule_of_china(kind, at);
        case OrderKind::stock_target:
        case OrderKind::production:
        case OrderKind::apply:
        case OrderKind::report_stock:
        case OrderKind::lobby:
        case OrderKind::petition:
        case OrderKind::substitute:
        case OrderKind::invest: return rule_of_firm(kind, at);
        default: return rule_of_government(kind, at);
    }
}

}  // namespace

TEST_CASE("every kind of order has its effect, and is refused for each reason without a trace", "[orders][refusal]") {
    for (OrderKind kind : all_of<OrderKind>()) {
        CAPTURE(name_of(kind));
        const Scene plain;
        const Rule rule = rule_of(kind, plain);
        REQUIRE(rule.order.kind == kind);
        REQUIRE(rule.others.size() >= 2);
        const auto ready = [&] {
            Scene at;
            if (rule.before) rule.before(at);
            return at;
        };
        const auto give = [](Scene& at, SeatId by, const Order& order, PhaseKind phase = PhaseKind::orders) {
            Message message;
            message.order = order;
            return at.say(by, message, phase);
        };
        {
            Scene at = ready();
            const std::uint64_t before = at.digest();
            REQUIRE(name_of(give(at, at.*rule.by, rule.order)) == name_of(Refusal::none));
            CHECK(at.digest() != before);
            at.run.world.events.clear();
            const std::uint64_t once = at.digest();
            const Refusal again = give(at, at.*rule.by, rule.order);
            at.run.world.events.clear();
            CHECK((again == Refusal::already_done) == (rule.again == Rule::Again::refused));
            CHECK((again == Refusal::none) == (rule.again != Rule::Again::refused));
            CHECK((at.digest() != once) == (rule.again == Rule::Again::more));
        }
        const auto refused = [&](const std::function<void(Scene&, Order&)>& spoil) {
            Scene at = ready();
            Order order = rule.order;
            spoil(at, order);
            return name_of(give(at, at.*rule.by, order));
        };
        for (SeatId Scene::*other : rule.others) {
            Scene at = ready();
            CAPTURE(int{at.*other});
            CHECK(name_of(give(at, at.*other, rule.order)) == name_of(Refusal::not_yours_to_do));
        }
        for (double value : rule.beyond) {
            CAPTURE(value);
            CHECK(refused([&](Scene&, Order& order) { order.value = value; }) == name_of(Refusal::value_out_of_range));
        }
        for (double value : {no_number, endless, -endless, 1e13, -1e13}) {
            CAPTURE(value);
            CHECK(refused([&](Scene&, Order& order) { order.value = value; }) == name_of(Refusal::value_out_of_range));
            CHECK(refused([&](Scene&, Order& order) { order.second = value; }) == name_of(Refusal::value_out_of_range));
        }
        for (const auto& spoil : rule.aimless) CHECK(refused(spoil) == name_of(Refusal::unknown_target));
        for (const auto& [spoil, why] : rule.more) CHECK(refused(spoil) == name_of(why));
        const bool between = kind == OrderKind::set_tariff || kind == OrderKind::set_control || kind == OrderKind::list_firms;
        Scene at = ready();
        CHECK((give(at, at.*rule.by, rule.order, PhaseKind::talk) == Refusal::wrong_phase) == !between);
    }
}

}  // namespace chokepoint::test
