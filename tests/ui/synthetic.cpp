#include "tests/ui/synthetic.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/moves.hpp"

namespace chokepoint::test {
namespace {

constexpr int truce_from = 14, truce_until = 30, dispute_from = 20, dispute_until = 23;

template <typename List, typename T>
void push(List& list, const T& item) {
    static_cast<void>(list.push(item));
}

Day day_of(const Scenario& scenario, int week) { return *parse_day(scenario.start) + 7 * (week - 1) + 6; }

bool in_truce(int week) { return week >= truce_from && week < truce_until; }

void add_measures(const Scenario& scenario, Snapshot& snapshot, int week) {
    PublicView& record = snapshot.record;
    const auto tariff = [&](Government by, Region on, TariffComponent component, double rate) {
        TariffMeasure measure;
        measure.by = by;
        measure.on = on;
        measure.component = component;
        measure.rate_pct = rate;
        measure.from_day = day_of(scenario, 1) - 100;
        push(record.tariffs, measure);
    };
    const double reciprocal = in_truce(week) ? 10 : std::min(125.0, 34.0 + 30.0 * week);
    tariff(Government::us, Region::china, TariffComponent::section_301, 25);
    tariff(Government::us, Region::china, TariffComponent::fentanyl, 20);
    tariff(Government::us, Region::china, TariffComponent::reciprocal, reciprocal);
    tariff(Government::china, Region::us, TariffComponent::retaliation, reciprocal);
    record.us_tariff_headline_pct = reciprocal + 20;
    record.china_tariff_headline_pct = reciprocal;
    ControlMeasure control;
    control.by = Government::china;
    control.kind = ControlKind::licence;
    control.materials = bit(Material::sm) | bit(Material::gd) | bit(Material::tb) | bit(Material::dy) | bit(Material::y);
    control.from_day = day_of(scenario, 2) - 6;
    if (in_truce(week)) control.suspended_until = day_of(scenario, truce_until);
    push(record.controls, control);
    control = {};
    control.by = Government::us;
    control.kind = ControlKind::chips;
    control.destinations = bit(Region::china);
    control.from_day = day_of(scenario, 1) - 400;
    push(record.controls, control);
}

void add_flows(Snapshot& snapshot, int week) {
    const bool is_blocked = week >= 3 && !in_truce(week);
    const auto flow = [&](Region from, Region to, ProductClass product_class, double base, bool is_controlled) {
        FlowView view;
        view.from = from;
        view.to = to;
        view.product_class = product_class;
        view.base_t_per_week = base;
        view.t_per_week = is_controlled && is_blocked ? base * 0.1 : base;
        view.refused_t_per_week = base - view.t_per_week;
        view.state = !is_controlled ? FlowState::open : is_blocked ? FlowState::blocked : in_truce(week) ? FlowState::licensed : FlowState::open;
        push(snapshot.flows, view);
    };
    for (Region to : {Region::us, Region::japan, Region::eu, Region::korea, Region::india}) {
        flow(Region::china, to, ProductClass::magnet, 60.0 + 40.0 * static_cast<double>(index_of(to)), true);
        flow(Region::china, to, ProductClass::oxide, 180.0, false);
    }
    flow(Region::us, Region::china, ProductClass::concentrate, 800, false);
    flow(Region::australia, Region::malaysia_vietnam, ProductClass::concentrate, 500, false);
    flow(Region::myanmar, Region::china, ProductClass::concentrate, 600, false);
}

MoveReasons make_reasons(std::uint32_t offer, SeatId seat, MessageKind kind) {
    MoveReasons move;
    move.offer = offer;
    move.seat = seat;
    move.kind = kind;
    move.because = kind == MessageKind::reject ? RejectReason::too_little : RejectReason::none;
    push(move.numbers, Rationale{2.1, 0, RationaleKind::shortage});
    push(move.numbers, Rationale{-1.3, 0, RationaleKind::leverage});
    push(move.numbers, Rationale{0.8, 0, RationaleKind::own_value});
    push(move.numbers, Rationale{0.4, 0, RationaleKind::reservation});
    push(move.numbers, Rationale{0.5, 0, RationaleKind::win_set, RationaleUnit::share});
    return move;
}

void add_talks(Snapshot& snapshot, int week) {
    TalkSnapshot talk;
    push(talk.parties, SeatId{0});
    push(talk.parties, SeatId{1});
    talk.agenda = 0;
    talk.level = TalkLevel::ministerial;
    talk.opened_week = 2;
    talk.deadline_week = 16;
    talk.turn = static_cast<SeatId>(week % 2);
    if (week >= 2 && week <= truce_from) push(snapshot.talks, talk);
    for (int made = std::max(3, week - 1); made <= week && made <= truce_from; ++made) {
        Offer offer;
        offer.id = static_cast<std::uint32_t>(made);
        offer.answers = made > 3 ? offer.id - 1 : 0;
        offer.by = static_cast<SeatId>(made % 2);
        offer.week = static_cast<std::int16_t>(made);
        offer.expiry_week = static_cast<std::int16_t>(made + 1);
        offer.state = made == truce_from ? OfferState::accepted : made == week ? OfferState::live : OfferState::superseded;
        push(offer.terms, make_term(TermKind::tariff_suspension, 0, 1, 20.0 + 5 * made, TariffComponent::reciprocal));
        Term licence = make_term(TermKind::licence, 1, 0, 40.0 + made);
        licence.limit = 45;
        licence.scope = bit(Material::dy) | bit(Material::tb);
        push(offer.terms, licence);
        if (made > 6) push(offer.terms, make_term(TermKind::truce, 0, 1, 0.0, 0, 16));
        push(snapshot.offers, offer);
        if (made == week) push(snapshot.reasons, make_reasons(offer.id, offer.by, MessageKind::propose));
        if (made == truce_from) push(snapshot.reasons, make_reasons(offer.id, static_cast<SeatId>(1 - offer.by), MessageKind::accept));
    }
    if (week < truce_from) return;
    Agreement agreement = make_agreement({0, 1}, {make_term(TermKind::truce, 0, 1)}, {truce_from, truce_until});
    agreement.state = week >= truce_until ? AgreementState::expired
                      : week >= dispute_from && week < dispute_until ? AgreementState::breached
                                                                     : AgreementState::in_force;
    push(snapshot.record.agreements, agreement);
}

void add_events(Snapshot& snapshot, int week) {
    const auto event = [&](EventKind kind, SeatId by, SeatId to, double value, std::uint8_t importance, Region region = Region::us, std::uint8_t what = 0) {
        Event made;
        made.kind = kind;
        made.by = by;
        made.to = to;
        made.value = value;
        made.importance = importance;
        made.region = region;
        made.what = what;
        push(snapshot.events, made);
    };
    if (week == 1) event(EventKind::tariff_set, 0, no_seat, 34, 3, Region::china, static_cast<std::uint8_t>(TariffComponent::reciprocal));
    if (week == 2) event(EventKind::control_set, 1, no_seat, 1, 3, Region::china, static_cast<std::uint8_t>(ControlKind::licence));
    if (week >= 7 && week < truce_from) {  // two groups of one firm
        event(EventKind::plants_stopped, no_seat, no_seat, 3, 3, Region::us);
        event(EventKind::plants_stopped, no_seat, no_seat, 1, 3, Region::us);
    }
    if (week == truce_from) event(EventKind::plants_restarted, no_seat, no_seat, 4, 2, Region::us);
    if (week == truce_from) event(EventKind::agreement_in_force, 0, no_seat, 0, 3);
    if (week == dispute_from) event(EventKind::breach_declared, 0, 1, 0, 3);
    event(EventKind::offer_made, static_cast<SeatId>(week % 2), static_cast<SeatId>((week + 1) % 2), 0, 1);
    event(EventKind::licences_decided, no_seat, no_seat, 12, 0);
}

}  // namespace

Scenario synthetic_scenario() {
    Scenario scenario;
    scenario.name = "synthetic";
    scenario.title = "A synthetic standoff";
    scenario.start = "2025-04-02";
    scenario.weeks = 52;
    for (Government government : {Government::us, Government::china, Government::japan, Government::eu}) {
        GovernmentSpec spec;
        spec.government = government;
        spec.title = std::string(ui::name_in_words(government)) + " trade office";
        scenario.governments.push_back(spec);
    }
    const auto firm = [&](const char* name, const char* title, Region region, bool has_seat) {
        FirmSpec spec;
        spec.name = name;
        spec.title = title;
        spec.region = region;
        spec.has_seat = has_seat;
        scenario.firms.push_back(spec);
    };
    firm("car-maker-us", "Car makers of the Midwest", Region::us, true);
    firm("car-maker-eu", "European car makers", Region::eu, true);
    firm("motor-maker-japan", "Japanese motor makers", Region::japan, false);
    firm("wind-eu", "European wind turbine makers with a long name", Region::eu, false);
    AgendaSpec agenda;
    agenda.name = "us-china";
    agenda.parties = {"us", "china"};
    scenario.agendas.push_back(agenda);
    ProjectSpec project;
    project.name = "heavy-separation";
    scenario.projects.push_back(project);
    return scenario;
}

Snapshot synthetic_snapshot(const Scenario& scenario, int week, int weeks_total) {
    Snapshot snapshot;
    PublicView& record = snapshot.record;
    record.week = week;
    record.weeks = weeks_total;
    record.rounds = scenario.rounds_per_week;
    record.today = day_of(scenario, week);
    snapshot.week_closed = true;
    snapshot.viewpoint = Viewpoint::facilitator;
    const double squeeze = week < 3 ? 0.0 : std::min(1.0, (week - 2) / 8.0);
    for (Product product : all_of<Product>()) {
        const double base = 20.0 + 12.0 * static_cast<double>(index_of(product));
        record.price_inside[index_of(product)] = base;
        record.price_outside[index_of(product)] = base * (1.1 + 3.0 * squeeze * (is_oxide(product) ? 1 : 0.1));
    }
    record.plants[index_of(Region::us)] = 334;
    record.plants[index_of(Region::eu)] = 389;
    record.plants[index_of(Region::japan)] = 190;
    record.plants[index_of(Region::china)] = 850;
    if (week >= 7 && week < truce_until) {
        record.plants_stopped[index_of(Region::us)] = std::min(80.0, 8.0 * (week - 6));
        record.plants_stopped[index_of(Region::eu)] = std::min(40.0, 3.0 * (week - 6));
    }
    for (std::size_t i = 0; i < scenario.firms.size(); ++i) {
        FirmSnapshot firm;
        firm.cover_days = std::max(0.0, 55.0 - 6.0 * squeeze * 8.0 + 5.0 * static_cast<double>(i));
        firm.plants = 100;
        firm.plants_stopped = firm.cover_days < 10 ? 20 : 0;
        firm.visible = i != 2;
        push(snapshot.firms, firm);
    }
    snapshot.queue_waiting = 84;
    snapshot.queue_waiting_t = 1250;
    snapshot.queue_granted_share = 0.42;
    snapshot.queue_mean_age_weeks = 5.3;
    snapshot.queue_throughput = 12;
    add_measures(scenario, snapshot, week);
    add_flows(snapshot, week);
    add_talks(snapshot, week);
    add_events(snapshot, week);
    return snapshot;
}

ui::History synthetic_history(const Scenario& scenario, int weeks, int weeks_total) {
    ui::History history;
    for (int week = 1; week <= weeks; ++week) history.add(synthetic_snapshot(scenario, week, weeks_total));
    return history;
}

Snapshot overfull_snapshot(const Scenario& scenario, int week) {
    Snapshot snapshot = synthetic_snapshot(scenario, week, 5200);
    PublicView& record = snapshot.record;
    for (Region region : all_of<Region>()) {
        record.plants[index_of(region)] = 123456;
        record.plants_stopped[index_of(region)] = 98765;
    }
    record.us_tariff_headline_pct = record.china_tariff_headline_pct = 999.9;
    while (!record.controls.full()) {
        ControlMeasure control;
        control.by = static_cast<Government>(record.controls.size() % count_of<Government>);
        control.kind = static_cast<ControlKind>(record.controls.size() % count_of<ControlKind>);
        control.materials = 0x155;
        control.from_day = day_of(scenario, 1) + static_cast<Day>(record.controls.size());
        push(record.controls, control);
    }
    while (!snapshot.flows.full()) {
        FlowView flow;
        const std::size_t i = snapshot.flows.size();
        flow.from = static_cast<Region>(i % count_of<Region>);
        flow.to = static_cast<Region>((i * 7 + 3) % count_of<Region>);
        flow.product_class = static_cast<ProductClass>(i % count_of<ProductClass>);
        flow.state = static_cast<FlowState>(i % count_of<FlowState>);
        flow.t_per_week = 1e5;
        flow.refused_t_per_week = i % 2 == 0 ? 2e5 : 0;
        push(snapshot.flows, flow);
    }
    while (!snapshot.talks.full()) {
        TalkSnapshot talk;
        for (SeatId seat = 0; seat < 4; ++seat) push(talk.parties, seat);
        talk.talk = static_cast<std::uint8_t>(snapshot.talks.size());
        talk.opened_week = 1;
        push(snapshot.talks, talk);
    }
    while (!snapshot.offers.full()) {
        Offer offer;
        offer.id = static_cast<std::uint32_t>(1000 + snapshot.offers.size());
        offer.talk = 1;
        offer.by = static_cast<SeatId>(snapshot.offers.size() % 4);
        offer.week = static_cast<std::int16_t>(week);
        offer.state = OfferState::live;
        while (!offer.terms.full()) push(offer.terms, make_term(static_cast<TermKind>((offer.terms.size() + offer.id) % count_of<TermKind>), 0, 1, 12345.678));
        push(snapshot.offers, offer);
    }
    while (!snapshot.reasons.full()) {
        MoveReasons move = make_reasons(static_cast<std::uint32_t>(1000 + snapshot.reasons.size() / 3), static_cast<SeatId>(snapshot.reasons.size() % 3), MessageKind::reject);
        while (!move.numbers.full()) push(move.numbers, Rationale{-12345.678, 0, static_cast<RationaleKind>(move.numbers.size() % count_of<RationaleKind>)});
        push(snapshot.reasons, move);
    }
    while (!snapshot.events.full()) {
        Event event;
        event.kind = static_cast<EventKind>(snapshot.events.size() % count_of<EventKind>);
        event.importance = static_cast<std::uint8_t>(snapshot.events.size() % 4);
        event.what = static_cast<std::uint8_t>(snapshot.events.size());
        event.subject = static_cast<std::uint32_t>(snapshot.events.size());
        push(snapshot.events, event);
    }
    return snapshot;
}

}  // namespace chokepoint::test
