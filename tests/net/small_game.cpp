#include "tests/net/small_game.hpp"

#include "engine/base/rng.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/moves.hpp"

namespace chokepoint::test {
namespace {

Figure figure(double value) { return {value, value, value, "unit", "made up for tests", FigureStatus::judgement}; }

// Gives every figure of the scenario that has no source the value it holds, or `otherwise` for zero.
void fill_figures(const StructTable& table, void* object, double otherwise) {
    for (const Field& field : table.fields) {
        if (!field.structure) continue;
        for (std::size_t i = 0; i < element_count(field, object); ++i) {
            void* part = element_at(field, object, i);
            if (field.structure != &table_of<Figure>()) {
                fill_figures(*field.structure, part, otherwise);
            } else if (auto& figure_here = *static_cast<Figure*>(part); figure_here.source.empty()) {
                figure_here = figure(figure_here.value == 0.0 ? otherwise : figure_here.value);
            }
        }
    }
}

FirmSpec firm(std::string name, Region region, FirmKind kind) {
    FirmSpec spec;
    spec.name = name;
    spec.title = name + " plc";
    spec.region = region;
    spec.kind = kind;
    spec.has_seat = true;
    spec.strategy = "jitter";
    spec.brief = "Hoard or share.";
    spec.lobby_weight = figure(10);
    return spec;
}

GovernmentSpec government(Government which) {
    GovernmentSpec spec;
    spec.government = which;
    spec.title = std::string(name_of(which)) + " office";
    spec.strategy = "jitter";
    spec.brief = "Squeeze or keep customers.";
    spec.gdp = figure(20000);
    spec.approval = figure(50);
    spec.patience = figure(0.99);
    spec.hawkishness = figure(0.5);
    spec.red_line = figure(0.3);
    spec.no_deal_worth = figure(0);
    spec.goodwill = figure(0.5);
    spec.aid_budget = figure(5);
    spec.interests = {{Interest::output, figure(1)}, {Interest::jobs, figure(0.5)}};
    return spec;
}

AgendaSpec agenda() {
    AgendaSpec spec;
    spec.name = "tariffs for licences";
    spec.parties = {"us", "china"};
    IssueSpec licence;
    licence.name = "licences";
    licence.kind = TermKind::licence;
    licence.by = "china";
    licence.to = "us";
    licence.what = "civil";
    licence.scope = {Material::ndpr};
    licence.ladder = {0, 1, 2};
    licence.limit = 45;
    IssueSpec cap;
    cap.name = "cap";
    cap.kind = TermKind::tariff_cap;
    cap.by = "us";
    cap.to = "china";
    cap.what = "reciprocal";
    cap.ladder = {145, 60, 10};
    spec.issues = {licence, cap};
    return spec;
}

// China makes magnets, the United States uses them.
Scenario small_scenario() {
    Scenario scenario;
    scenario.name = "small";
    scenario.title = "A small standoff";
    scenario.summary = "For tests.";
    scenario.start = "2025-04-02";
    scenario.weeks = 6;
    scenario.rounds_per_week = 2;
    scenario.products = {{Product::magnet_ndfeb, figure(60), figure(80), figure(0.2), figure(0.6), figure(20)}};
    RecipeSpec recipe;
    recipe.name = "magnets";
    recipe.stage = Stage::recycling;
    recipe.output = Product::magnet_ndfeb;
    recipe.yield = figure(100);
    scenario.recipes = {recipe};
    scenario.firms = {firm("magnet-works", Region::china, FirmKind::magnet_maker),
                      firm("motor-works", Region::us, FirmKind::user)};
    scenario.facilities = {{"kiln", "magnet-works", Region::china, "magnets", figure(1000), figure(60)}};
    UserSpec user;
    user.firm = "motor-works";
    user.plants = figure(12);
    user.stock_days = figure(30);
    user.stock_cv = figure(0.5);
    user.value_added = figure(10);
    user.catch_up = figure(50);
    user.needs = {{Product::magnet_ndfeb, figure(600)}};
    scenario.users = {user};
    scenario.sourcing = {{Product::magnet_ndfeb, Region::us, {{Region::china, figure(100)}}}};
    scenario.governments = {government(Government::us), government(Government::china)};
    scenario.trade = {{Region::china, Region::us, figure(440)}, {Region::us, Region::china, figure(140)}};
    scenario.tariffs = {{Government::us, Region::china, TariffComponent::reciprocal, figure(34), figure(80), {}, "2025-04-02", ""}};
    ControlSpec control;
    control.materials = {Material::ndpr};
    control.strength = figure(1);
    control.from = "2025-04-04";
    scenario.controls = {control};
    scenario.agendas = {agenda()};
    scenario.rules.prices.noise = figure(0.05);
    scenario.rules.prices.max_weekly_move = figure(0.2);
    fill_figures(table_of<Scenario>(), &scenario, 1.0);
    return scenario;
}

// Says something different for every difference in what it gets. "jitter" and "other" do not say the same.
class JitterAgent final : public Agent {
  public:
    explicit JitterAgent(std::uint64_t character) : character_(character) {}

    void decide(const Observation& observation, Mind& mind, std::uint64_t seat_key, Answer& out) const override {
        auto memory = mind.load<Memory>();
        memory.hash = memory.hash * 31 + digest_of(observation) + character_;
        ++memory.asked;
        mind.store(memory);
        Rng rng(seat_key ^ memory.hash, static_cast<std::uint32_t>(observation.record.week), Purpose::agent,
                static_cast<std::uint32_t>(observation.record.round));
        if (observation.record.phase == PhaseKind::orders)
            give_order(observation, rng, out);
        else if (observation.kind == SeatKind::government)
            talk(observation, rng, out);
        if (out.wants_rationale) static_cast<void>(out.rationales.push({0.5, 0, RationaleKind::target, {}}));
    }

  private:
    struct Memory {
        std::uint64_t hash = 0;
        std::uint64_t asked = 0;
    };

    static void say(Answer& out, const Message& message) { static_cast<void>(out.messages.push(message)); }

    static void give_order(const Observation& observation, Rng& rng, Answer& out) {
        Message message;
        message.kind = MessageKind::order;
        if (observation.kind == SeatKind::firm) {
            message.order.kind = rng.chance(0.5) ? OrderKind::stock_target : OrderKind::production;
            message.order.value = rng.uniform(0.5, 1.0);
        } else {
            message.order.kind = OrderKind::set_tariff;
            message.order.what = static_cast<std::uint8_t>(TariffComponent::retaliation);
            message.order.target = static_cast<std::uint8_t>(observation.seat == 0 ? Region::china : Region::us);
            message.order.value = rng.uniform(0.0, 60.0);
        }
        say(out, message);
    }

    static void talk(const Observation& observation, Rng& rng, Answer& out) {
        Message message;
        if (observation.talks.empty()) {
            message.kind = MessageKind::open_talk;
            message.agenda = 0;
            static_cast<void>(message.with.push(observation.seat == 0 ? SeatId{1} : SeatId{0}));
            return say(out, message);
        }
        const TalkView& view = observation.talks[0];
        for (const Offer& offer : view.offers) {
            if (offer.by == observation.seat || offer.state != OfferState::live) continue;
            message.kind = rng.chance(0.3) ? MessageKind::accept : MessageKind::reject;
            message.offer = offer.id;
            return say(out, message);
        }
        message.kind = MessageKind::propose;
        message.talk = view.talk;
        message.agenda = view.agenda;
        Term term = make_term(TermKind::licence, 1, 0, rng.uniform(1.0, 10.0));
        term.scope = bit(Material::ndpr);
        term.limit = 45;
        static_cast<void>(message.terms.push(term));
        say(out, message);
    }

    std::uint64_t character_;
};

}  // namespace

std::shared_ptr<const Setup> small_setup() {
    auto setup = make_setup(small_scenario());
    if (!setup) FAIL(to_string(setup.errors()));
    return *setup;
}

Roster jitter_roster() {
    return [](const Scenario&, SeatId, std::string_view strategy) -> Result<std::unique_ptr<const Agent>> {
        if (strategy != "jitter" && strategy != "other")
            return fail("unknown strategy '" + std::string(strategy) + "'; known are jitter, other");
        return std::unique_ptr<const Agent>(new JitterAgent(strategy == "other" ? 1 : 0));
    };
}

}  // namespace chokepoint::test
