// Levers that governments pull on their own: each in the situation that calls for it, with reasons in numbers, and not else.
#include "agents/strategies/judgement.hpp"
#include "tests/agents/world_in_a_table.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::test;
namespace judgement = agents::judgement;

namespace {

constexpr int orders_round = 4, long_after = 33;

Figure figure_of(double value) { return {value, value, value, "-", "test", FigureStatus::judgement}; }

// The small scenario with plans for plants in the United States, Australia and India, a user with a seat in Japan, and prices.
Scenario with_plans() {
    Scenario scenario = small_scenario();
    scenario.products[0].price_inside = figure_of(60.0);
    ProductSpec dysprosium;
    dysprosium.product = Product::oxide_dy;
    dysprosium.price_outside = figure_of(250.0);
    dysprosium.price_inside = figure_of(250.0);
    scenario.products.push_back(dysprosium);
    scenario.firms[2].has_seat = true;
    scenario.firms[2].strategy = "profit";
    RecipeSpec recipe;
    recipe.name = "oxide";
    recipe.stage = Stage::metal;
    recipe.output = Product::oxide_ndpr;
    recipe.unit_cost = figure_of(40.0);
    scenario.recipes.push_back(recipe);
    for (const auto& [region, capacity] : {std::pair{Region::us, 1000.0}, std::pair{Region::australia, 3000.0}, std::pair{Region::india, 500.0}}) {
        FirmSpec owner = scenario.firms[0];
        owner.name = "plan of " + std::string(name_of(region));
        owner.has_seat = false;
        owner.region = region;
        ProjectSpec project;
        project.name = owner.name;
        project.firm = owner.name;
        project.recipe = "oxide";
        project.region = region;
        project.capacity = figure_of(capacity);
        project.cost = figure_of(200.0);
        project.hurdle = figure_of(90.0);
        scenario.firms.push_back(owner);
        scenario.projects.push_back(project);
    }
    return scenario;
}

Answer answer_of(SeatId seat, const Observation& observation, Mind& mind) {
    auto made = make_agent(with_plans(), seat, "linear", {});
    REQUIRE(made.ok());
    return ask(**made, observation, mind, true);
}

// The order as given by a seat that remembers nothing, or nullptr; its reasons add up.
const Message* given(SeatId seat, const Observation& observation, OrderKind kind, Answer& answer) {
    Mind mind;
    answer = answer_of(seat, observation, mind);
    const Message* order = find_order(answer, kind);
    if (order == nullptr) return nullptr;
    double parts = 0.0, total = 0.0;
    for (const Rationale& rationale : answer.rationales) {
        if (&answer.messages[rationale.message] != order) continue;
        if (rationale.kind == RationaleKind::own_value) total += rationale.value;
        else if (is_part(rationale.kind)) parts += rationale.value;
    }
    CHECK(parts == Approx(total));
    return order;
}

bool gives(SeatId seat, const Observation& observation, OrderKind kind) {
    Answer answer;
    return given(seat, observation, kind, answer) != nullptr;
}

bool gives_again(SeatId seat, Observation observation, OrderKind kind, int weeks_later) {
    Mind mind;
    const Answer first = answer_of(seat, observation, mind);
    REQUIRE(find_order(first, kind) != nullptr);
    observation.record.week += weeks_later;
    observation.record.today += 7 * weeks_later;
    return find_order(answer_of(seat, observation, mind), kind) != nullptr;
}

// Under the controls since before the game.
Observation shortage(SeatId seat, int week) {
    Observation o = standoff(seat, week, orders_round);
    o.record.price_inside[index_of(Product::oxide_dy)] = 250.0;
    o.record.price_outside[index_of(Product::oxide_dy)] = 250.0;
    return o;
}

Observation at_peace(SeatId seat, int week) {
    Observation o = seen_by(seat, week, orders_round);
    o.record.price_inside[index_of(Product::oxide_dy)] = 250.0;
    o.record.price_outside[index_of(Product::oxide_dy)] = 250.0;
    return o;
}

void stop_plants(Observation& observation, double share) { observation.government.home_stopped_share = share; }

// Japan and a friend wait in one queue.
void share_a_queue(Observation& observation) {
    const Term queue = make_term(TermKind::shared_queue, japan_seat, us_seat);
    REQUIRE(observation.record.agreements.push(make_agreement({us_seat, japan_seat}, {queue}, {2, 60})));
}

}  // namespace

TEST_CASE("new money is asked for while controls bite and the purse is low or lapses, and once at a time", "[agents][levers]") {
    Observation o = shortage(us_seat, 20);
    CHECK_FALSE(gives(us_seat, o, OrderKind::request_funds));
    o.government.aid_left_usd_bn = 0.9 * judgement::funds_low * 2.0;
    Answer answer;
    const Message* order = given(us_seat, o, OrderKind::request_funds, answer);
    REQUIRE(order != nullptr);
    CHECK(order->order.value == Approx(2.0));  // a year's budget
    o.government.funds_asked_usd_bn = 2.0;
    CHECK_FALSE(gives(us_seat, o, OrderKind::request_funds));
    Observation lapsing = shortage(us_seat, 20);
    lapsing.government.appropriation_until = lapsing.record.today + 60;
    CHECK(gives(us_seat, lapsing, OrderKind::request_funds));
    Observation calm = at_peace(us_seat, 20);
    calm.government.aid_left_usd_bn = 0.0;
    CHECK_FALSE(gives(us_seat, calm, OrderKind::request_funds));
}

TEST_CASE("plants are waved through while many stand still, and no longer once the controls are off", "[agents][levers]") {
    Observation o = shortage(us_seat, 20);
    stop_plants(o, 0.5 * judgement::emergency_stopped);
    CHECK_FALSE(gives(us_seat, o, OrderKind::emergency_permits));
    stop_plants(o, 2.0 * judgement::emergency_stopped);
    CHECK(gives(us_seat, o, OrderKind::emergency_permits));
    o.government.emergency_permits = true;
    CHECK_FALSE(gives(us_seat, o, OrderKind::emergency_permits));
    Observation over = at_peace(us_seat, 30);
    over.government.emergency_permits = true;
    Answer answer;
    const Message* end = given(us_seat, over, OrderKind::emergency_permits, answer);
    REQUIRE(end != nullptr);
    CHECK(end->order.value == 0.0);
}

TEST_CASE("research is paid for by the quarter once a shortage lasts, within the purse", "[agents][levers]") {
    for (SeatId seat : {us_seat, japan_seat}) {
        CAPTURE(int{seat});
        Observation o = shortage(seat, long_after);
        Answer answer;
        const Message* order = given(seat, o, OrderKind::research, answer);
        REQUIRE(order != nullptr);
        CHECK(order->order.value == Approx(2.0 * judgement::research_share));
        CHECK_FALSE(gives_again(seat, o, OrderKind::research, judgement::weeks_between_levers - 1));
        CHECK(gives_again(seat, o, OrderKind::research, judgement::weeks_between_levers));
        o.government.aid_left_usd_bn = 0.0;
        CHECK_FALSE(gives(seat, o, OrderKind::research));
        CHECK_FALSE(gives(seat, at_peace(seat, long_after), OrderKind::research));
    }
}

TEST_CASE("a floor is put under the price after a long shortage, as far as the purse goes, where none was agreed", "[agents][levers]") {
    Observation o = shortage(us_seat, long_after);
    Answer answer;
    const Message* order = given(us_seat, o, OrderKind::price_floor, answer);
    REQUIRE(order != nullptr);
    const double quote = o.record.price_outside[index_of(Product::oxide_ndpr)], floor = judgement::floor_over_opening * 62.0;
    CHECK(order->order.value == Approx(floor));
    CHECK(order->order.second > 0.0);
    CHECK((floor - quote) * order->order.second / 1000.0 <= judgement::floor_share * 2000.0 + 1e-9);  // USD million
    CHECK_FALSE(gives_again(us_seat, o, OrderKind::price_floor, 30));
    Observation dear = o, arrived = o;
    dear.record.price_outside[index_of(Product::oxide_ndpr)] = 1.1 * floor;
    CHECK_FALSE(gives(us_seat, dear, OrderKind::price_floor));
    arrived.record.magnet_exports_t.fill(95.0);
    CHECK_FALSE(gives(us_seat, arrived, OrderKind::price_floor));
    CHECK_FALSE(gives(us_seat, at_peace(us_seat, long_after), OrderKind::price_floor));
}

TEST_CASE("an ally helps the largest plan abroad by the quarter, never its own nor China's", "[agents][levers]") {
    const Observation o = shortage(japan_seat, long_after);
    Answer answer;
    const Message* order = given(japan_seat, o, OrderKind::diplomacy, answer);
    REQUIRE(order != nullptr);
    CHECK(order->order.target == index_of(Region::australia));
    CHECK(order->order.value == Approx(2000.0 * judgement::diplomacy_share));
    CHECK_FALSE(gives_again(japan_seat, o, OrderKind::diplomacy, judgement::weeks_between_levers - 1));
    CHECK_FALSE(gives(japan_seat, at_peace(japan_seat, long_after), OrderKind::diplomacy));
}

TEST_CASE("customs look for leakage where the gap between the zones pays for it, and stop with the controls", "[agents][levers]") {
    Observation o = shortage(china_seat, 20);
    CHECK_FALSE(gives(china_seat, o, OrderKind::enforcement));
    o.record.price_outside[index_of(Product::oxide_dy)] = 1.5 * judgement::leakage_gap * 250.0;
    Answer answer;
    const Message* order = given(china_seat, o, OrderKind::enforcement, answer);
    REQUIRE(order != nullptr);
    CHECK(order->order.value == judgement::leakage_effort);
    o.government.enforcement = judgement::leakage_effort;
    CHECK_FALSE(gives(china_seat, o, OrderKind::enforcement));
    Observation over = at_peace(china_seat, 20);
    over.government.enforcement = judgement::leakage_effort;
    order = given(china_seat, over, OrderKind::enforcement, answer);
    REQUIRE(order != nullptr);
    CHECK(order->order.value == 0.0);
}

TEST_CASE("China's mines are held back while controls stand and the price at home sinks, and let go after", "[agents][levers]") {
    Observation o = shortage(china_seat, 20);
    CHECK_FALSE(gives(china_seat, o, OrderKind::production_quota));
    o.record.price_inside[index_of(Product::oxide_ndpr)] = 0.9 * judgement::glut_price * 60.0;
    Answer answer;
    const Message* order = given(china_seat, o, OrderKind::production_quota, answer);
    REQUIRE(order != nullptr);
    CHECK(order->order.value == judgement::quota_in_glut_pct);
    Observation over = at_peace(china_seat, 20);
    CHECK_FALSE(gives(china_seat, over, OrderKind::production_quota));
    over.government.production_quota = judgement::quota_in_glut_pct / 100.0;
    order = given(china_seat, over, OrderKind::production_quota, answer);
    REQUIRE(order != nullptr);
    CHECK(order->order.value == 100.0);
}

TEST_CASE("plants abroad are undercut once where they would pay and no control keeps goods in", "[agents][levers]") {
    Observation o = at_peace(china_seat, 20);
    CHECK_FALSE(gives(china_seat, o, OrderKind::flood));
    o.record.price_outside[index_of(Product::oxide_ndpr)] = 95.0;  // over the hurdle of 90
    Answer answer;
    const Message* order = given(china_seat, o, OrderKind::flood, answer);
    REQUIRE(order != nullptr);
    CHECK(order->order.value == judgement::flood_pct);
    Observation held = shortage(china_seat, 20);
    held.record.price_outside[index_of(Product::oxide_ndpr)] = 95.0;
    CHECK_FALSE(gives(china_seat, held, OrderKind::flood));
    held.government.flood = judgement::flood_pct / 100.0;  // a control has come on since
    order = given(china_seat, held, OrderKind::flood, answer);
    REQUIRE(order != nullptr);
    CHECK(order->order.value == 0.0);
}

TEST_CASE("a general licence tempts a member of a front, and is taken back from one that stays", "[agents][levers]") {
    Observation o = shortage(china_seat, 20);
    CHECK_FALSE(gives(china_seat, o, OrderKind::general_licence));
    share_a_queue(o);
    Mind mind;
    const Answer first = answer_of(china_seat, o, mind);
    const Message* order = find_order(first, OrderKind::general_licence);
    REQUIRE(order != nullptr);
    const SeatId tempted = order->order.target;
    CHECK(order->order.value == 1.0);
    CHECK(tempted > japan_seat);  // a firm's seat, and not one of the rival's
    CHECK(tempted != maker_seat);
    o.record.week += judgement::favour_weeks;
    o.record.today += 7 * judgement::favour_weeks;
    Mind left = mind;
    const Answer stayed = answer_of(china_seat, o, mind);
    order = find_order(stayed, OrderKind::general_licence);
    REQUIRE(order != nullptr);
    CHECK(order->order.value == 0.0);
    CHECK(order->order.target == tempted);
    o.record.agreements[0].state = AgreementState::expired;
    CHECK(find_order(answer_of(china_seat, o, left), OrderKind::general_licence) == nullptr);  // it has what it was promised
}
