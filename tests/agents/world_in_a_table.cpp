#include "tests/agents/world_in_a_table.hpp"

#include "engine/game/imagination.hpp"

namespace chokepoint::test {

namespace {

Figure figure(double value) { return {value, value, value, "-", "test", FigureStatus::judgement}; }

GovernmentSpec government(Government which, double gdp) {
    GovernmentSpec spec;
    spec.government = which;
    spec.title = std::string(name_of(which));
    spec.strategy = "boulware";
    spec.gdp = figure(gdp);
    spec.approval = figure(50.0);
    spec.patience = figure(0.96);
    spec.hawkishness = figure(0.5);
    spec.red_line = figure(0.3);
    spec.no_deal_worth = figure(0.0);
    spec.aid_budget = figure(2.0);
    return spec;
}

FirmSpec firm(std::string name, Region region, FirmKind kind, std::string strategy) {
    FirmSpec spec;
    spec.name = std::move(name);
    spec.title = spec.name;
    spec.region = region;
    spec.kind = kind;
    spec.has_seat = true;
    spec.strategy = std::move(strategy);
    spec.disclosure = figure(1.0);
    return spec;
}

IssueSpec issue(TermKind kind, std::string by, std::string to, std::string what, Lever lever,
                std::vector<double> ladder) {
    IssueSpec spec;
    spec.name = std::string(name_of(kind)) + " by " + by;
    spec.kind = kind;
    spec.by = std::move(by);
    spec.to = std::move(to);
    spec.what = std::move(what);
    spec.lever = lever;
    spec.ladder = std::move(ladder);
    return spec;
}

void add_user(Scenario& scenario, const std::string& name, double value_added) {
    UserSpec user;
    user.firm = name;
    user.plants = figure(20.0);
    user.value_added = figure(value_added);
    NeedSpec need;
    need.product = Product::magnet_ndfeb_ht;
    need.use = figure(2000.0);
    user.needs.push_back(need);
    scenario.users.push_back(user);
}

}  // namespace

Scenario small_scenario() {
    Scenario scenario;
    scenario.name = "small";
    scenario.start = "2025-04-02";
    scenario.governments = {government(Government::us, 29000.0), government(Government::china, 18500.0),
                            government(Government::japan, 4200.0)};
    scenario.firms = {firm("the-mine", Region::us, FirmKind::miner, "profit"),
                      firm("the-maker", Region::us, FirmKind::user, "profit"),
                      firm("toyo", Region::japan, FirmKind::user, "")};
    scenario.firms[2].has_seat = false;
    add_user(scenario, "the-maker", 300.0);
    add_user(scenario, "toyo", 120.0);
    for (const auto& [from, to, value] : {std::tuple{Region::china, Region::us, 440.0}, std::tuple{Region::us, Region::china, 145.0},
                                          std::tuple{Region::japan, Region::us, 150.0}}) {
        TradeFlowSpec flow;
        flow.from = from;
        flow.to = to;
        flow.value = figure(value);
        scenario.trade.push_back(flow);
    }
    ProductSpec oxide;
    oxide.product = Product::oxide_ndpr;
    oxide.price_outside = figure(62.0);
    scenario.products.push_back(oxide);
    scenario.rules.macro.stress_per_point = figure(0.2);
    scenario.rules.macro.us_tariff_drag = figure(0.3);
    scenario.rules.macro.china_tariff_drag = figure(0.6);
    scenario.rules.macro.shortage_multiplier = figure(1.5);
    scenario.rules.licensing.nominal_weeks = figure(9.0);
    scenario.rules.licensing.throughput = figure(40.0);
    scenario.rules.negotiation.tolerance = figure(20.0);
    scenario.rules.negotiation.audit_cost = figure(0.5);
    scenario.rules.negotiation.study_cost = figure(2.0);
    scenario.rules.negotiation.inspection_cost = figure(5.0);
    scenario.rules.trade.elasticity_short = figure(2.5);

    AgendaSpec truce;
    truce.name = "truce";
    truce.parties = {"us", "china"};
    truce.issues = {issue(TermKind::tariff_suspension, "us", "china", "reciprocal", Lever::amount, {0, 24, 50, 91, 115}),
                    issue(TermKind::tariff_suspension, "china", "us", "retaliation", Lever::amount, {0, 24, 50, 91, 115}),
                    issue(TermKind::licence, "china", "us", "civil", Lever::limit, {0, 63, 45, 30, 15}),
                    issue(TermKind::truce, "us", "china", "", Lever::weeks, {0, 6, 13, 26}),
                    issue(TermKind::purchase, "china", "us", "farm_goods", Lever::amount, {0, 10, 25})};
    AgendaSpec relief;
    relief.name = "relief";
    relief.parties = {"japan", "china"};
    relief.issues = {issue(TermKind::licence, "china", "japan", "civil", Lever::limit, {0, 63, 45, 30}),
                     issue(TermKind::side_term, "japan", "china", "", Lever::amount, {0, 0.1, 0.2, 0.4})};
    AgendaSpec floor;
    floor.name = "floor";
    floor.parties = {"us", "the-mine"};
    floor.issues = {issue(TermKind::price_floor, "us", "the-mine", "oxide_ndpr", Lever::limit, {0, 70, 90, 110}),
                    issue(TermKind::equity_stake, "the-mine", "us", "", Lever::limit, {0, 5, 10, 15})};
    floor.issues[0].amount = 6000.0;
    floor.issues[1].amount = 400.0;
    scenario.agendas = {truce, relief, floor};

    for (const auto& [date, rate] : {std::pair{"2025-04-08", 84.0}, std::pair{"2025-04-17", 125.0}}) {
        RecordedAct act;
        act.date = date;
        act.by = Government::us;
        act.kind = OrderKind::set_tariff;
        act.what = "reciprocal";
        act.target = Region::china;
        act.value = figure(rate);
        act.second = figure(1.0);
        scenario.recorded_policy.push_back(act);
    }
    return scenario;
}

Observation seen_by(SeatId seat, int week, int round) {
    Observation o;
    o.record.week = week;
    o.record.rounds = 3;
    o.record.round = round;
    o.record.weeks = 52;
    o.record.phase = round > 3 ? PhaseKind::orders : PhaseKind::talk;
    o.record.today = *parse_day("2025-04-02") + 7 * (week - 1);
    o.record.approval_pct.fill(50.0);
    o.record.carries_out_threats.fill(0.5);
    o.record.keeps_promises.fill(0.5);
    o.record.plants.fill(20.0);
    o.record.magnet_exports_t.fill(100.0);
    o.record.magnet_exports_base_t.fill(100.0);
    o.record.price_outside.fill(62.0);
    o.record.price_inside.fill(60.0);
    o.seat = seat;
    o.kind = seat < 3 ? SeatKind::government : SeatKind::firm;
    o.sees_desk = seat == china_seat;
    add_tariff(o, Government::us, Region::china, TariffComponent::fentanyl, 20.0, -4);
    add_tariff(o, Government::us, Region::china, TariffComponent::reciprocal, 34.0, 1);
    o.record.tariffs.back().from_day = *parse_day("2025-04-05");
    GovernmentView& g = o.government;
    g.patience = 0.96;
    g.hawkishness = 0.5;
    g.red_line = 0.3;
    g.weights.fill(1.0);
    for (auto& beliefs : g.keeps_promises) beliefs.fill(0.5);
    for (auto& beliefs : g.carries_out_threats) beliefs.fill(0.5);
    g.home_cover_days = 50.0;
    g.aid_left_usd_bn = 2.0;
    o.desk.throughput = 40.0;
    o.desk.region_priority.fill(1.0);
    o.desk.end_use_priority.fill(1.0);
    if (o.kind == SeatKind::firm) {
        o.firm.cover_days = 50.0;
        o.firm.firm = seat == miner_seat ? 0 : 1;
    }
    return o;
}

Observation standoff(SeatId seat, int week, int round) {
    Observation o = seen_by(seat, week, round);
    add_tariff(o, Government::us, Region::china, TariffComponent::reciprocal, 125.0, 2);
    add_tariff(o, Government::china, Region::us, TariffComponent::retaliation, 125.0, 2);
    add_licence_control(o, -20);
    o.record.magnet_exports_t.fill(20.0);
    GovernmentView& g = o.government;
    g.pain_by_cause[index_of(PainCause::export_losses)] = seat == china_seat ? 0.8 : 0.15;
    g.pain_by_cause[index_of(PainCause::tariff_costs)] = 0.3;
    g.pain_by_cause[index_of(PainCause::inflation)] = 0.1;
    g.pain_by_cause[index_of(PainCause::market_stress)] = 0.2;
    for (double part : g.pain_by_cause) g.pain += part;
    g.stress = 20.0;
    return o;
}

void add_tariff(Observation& o, Government by, Region on, TariffComponent component, double rate, int from_week) {
    TariffMeasure tariff;
    tariff.rate_pct = rate;
    tariff.from_day = *parse_day("2025-04-02") + 7 * (from_week - 1);
    tariff.by = by;
    tariff.on = on;
    tariff.component = component;
    for (TariffMeasure& old : o.record.tariffs)
        if (old.by == by && old.on == on && old.component == component) old.until_day = tariff.from_day;
    static_cast<void>(o.record.tariffs.push(tariff));
}

void add_licence_control(Observation& o, int from_week) {
    ControlMeasure control;
    control.materials = bit(Material::dy) | bit(Material::tb) | bit(Material::sm) | bit(Material::gd) |
                        bit(Material::lu) | bit(Material::sc) | bit(Material::y);
    control.destinations = every_region & ~bit(Region::china);
    control.from_day = *parse_day("2025-04-02") + 7 * (from_week - 1);
    static_cast<void>(o.record.controls.push(control));
}

TalkView& add_talk(Observation& o, int agenda, SeatId other, int opened_week, SeatId turn) {
    TalkView talk;
    talk.talk = 0;
    talk.agenda = static_cast<std::uint8_t>(agenda);
    talk.turn = turn;
    talk.opened_week = static_cast<std::int16_t>(opened_week);
    talk.win_set = 1.0;
    static_cast<void>(talk.parties.push(o.seat));
    static_cast<void>(talk.parties.push(other));
    static_cast<void>(o.talks.push(talk));
    return o.talks.back();
}

void add_offer(TalkView& talk, SeatId by, std::uint32_t id, const TermList& terms) {
    Offer offer;
    offer.by = by;
    offer.id = id;
    offer.terms = terms;
    offer.state = OfferState::live;
    offer.talk = talk.talk;
    static_cast<void>(talk.offers.push(offer));
}

Answer ask(const Agent& agent, const Observation& observation, Mind& mind, bool rationale) {
    Answer answer;
    answer.wants_rationale = rationale;
    agent.decide(observation, mind, 12345, answer);
    return answer;
}

bool same_messages(const Answer& a, const Answer& b) {
    if (a.messages.size() != b.messages.size()) return false;
    for (std::size_t i = 0; i < a.messages.size(); ++i)
        if (digest_of(a.messages[i]) != digest_of(b.messages[i])) return false;
    return true;
}

const Message* find(const Answer& answer, MessageKind kind) {
    for (const Message& message : answer.messages)
        if (message.kind == kind) return &message;
    return nullptr;
}

const Message* find_order(const Answer& answer, OrderKind kind) {
    for (const Message& message : answer.messages)
        if (message.kind == MessageKind::order && message.order.kind == kind) return &message;
    return nullptr;
}

std::unique_ptr<const Agent> agent(SeatId seat, std::string_view strategy, const Scenario& scenario) {
    auto made = make_agent(scenario, seat, strategy, make_imagination);
    CHOKEPOINT_CHECK(made.ok());
    return std::move(*made);
}

}  // namespace chokepoint::test
