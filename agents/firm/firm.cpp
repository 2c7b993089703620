#include "agents/firm/firm.hpp"

#include <algorithm>

#include "agents/strategies/table.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Judgement.
constexpr double comfortable_days = 45.0;   // of cover: nothing to do
constexpr double worried_days = 30.0;       // petitions and lobbying begin
constexpr double worth_an_order = 0.08;     // change of a standing order that is worth sending
constexpr double petition_weeks = 6.0;      // of use asked for out of turn
constexpr int petition_every_weeks = 4;
constexpr double weeks_to_concede = 7.0;    // boards do not haggle for quarters
constexpr double red_line = 0.1;
constexpr double close_down_margin = -0.25; // price below cost by this share: half the output goes
constexpr double invest_share = 0.05;       // of a project's cost at a time
constexpr int invest_every_weeks = 4;

bool differs(double now, double wanted) {
    const double gap = now > wanted ? now - wanted : wanted - now;
    return gap > worth_an_order;
}

class FirmAgent final : public Agent {
  public:
    FirmAgent(Facts facts, const FirmStyle& style, const Actors& actors)
        : facts_(std::move(facts)), style_(style), actors_(actors) {}

    void decide(const Observation& observation, Mind& mind, std::uint64_t, Answer& out) const override {
        if (!style_.acts || observation.record.phase == PhaseKind::over) return;
        if (observation.seat >= facts_.firm_in_seat.size() || facts_.firm_in_seat[observation.seat] < 0) return;
        auto memory = mind.load<FirmMind>();
        const View view = look(facts_, observation, 0.0);
        Pen pen(out);
        const FirmFacts& firm = facts_.firms[static_cast<std::size_t>(facts_.firm_in_seat[observation.seat])];
        if (observation.record.phase == PhaseKind::talk)
            talk(view, observation, memory, pen);
        else
            run(view, observation, firm, memory, pen);
        memory.started = true;
        mind.store(memory);
    }

  private:
    void talk(const View& view, const Observation& observation, FirmMind& memory, Pen& pen) const {
        static constexpr Style manner_style{Concession::by_time, 1.0, 0.0, 1.0, false};
        const Manner manner{manner_style, weeks_to_concede, red_line};
        for (const TalkView& talk : observation.talks) {
            AgendaMemory spare{};
            AgendaMemory& agenda = talk.agenda < memory.agendas.size() ? memory.agendas[talk.agenda] : spare;
            sit_down(view, actors_, observation, talk, manner, agenda, pen);
        }
        // Contracts between firms: the buyer asks, once its parts need licences.
        for (std::size_t i = 0; i < facts_.agendas.size() && i < memory.agendas.size(); ++i) {
            const Agenda& agenda = facts_.agendas[i];
            AgendaMemory& past = memory.agendas[i];
            const int week = observation.record.week;
            bool only_firms = agenda.parties.size() >= 2 && includes(agenda.parties, observation.seat);
            for (SeatId party : agenda.parties) only_firms = only_firms && !facts_.is_government(party);
            for (const TalkView& talk : observation.talks) only_firms = only_firms && talk.agenda != i;
            for (const Agreement& agreement : observation.record.agreements)
                only_firms = only_firms && !(is_standing(agreement) && agreement.parties.size() == agenda.parties.size() &&
                                             std::all_of(agenda.parties.begin(), agenda.parties.end(), [&](SeatId party) {
                                                 return includes(agreement.parties, party);
                                             }));
            if (!only_firms || (past.last_try_week > 0 && week < past.last_try_week + 4)) continue;
            if (lay_table(view, actors_, agenda, observation.seat, red_line).gain <= 0.0) continue;
            Message message;
            message.kind = MessageKind::open_talk;
            message.agenda = static_cast<std::uint8_t>(i);
            message.level = agenda.level;
            for (SeatId party : agenda.parties)
                if (party != observation.seat) static_cast<void>(message.with.push(party));
            if (pen.write(message)) past.last_try_week = static_cast<std::int16_t>(week);
        }
    }

    void run(const View& view, const Observation& observation, const FirmFacts& firm, FirmMind& memory,
             Pen& pen) const {
        const FirmView& own = observation.firm;
        bool controlled = false;
        Product scarcest = Product::magnet_ndfeb_ht;
        double scarcest_days = 1e9;
        double scarcest_use = 0.0;
        for (const NeedView& need : own.needs) {
            const bool bites = need.controlled && !own.general_licence;
            controlled = controlled || bites;
            const double days = math::ratio(7.0 * need.stock_t, need.use_t, 1e9);
            if (!bites || days >= scarcest_days) continue;
            scarcest_days = days;
            scarcest = need.product;
            scarcest_use = need.use_t;
        }
        const bool short_of_parts = controlled && own.cover_days < worried_days;
        run_stock(own, firm, controlled, short_of_parts, pen);
        if (short_of_parts) ask_for_help(view, observation, firm, scarcest, scarcest_use, memory, pen);
        lobby(own, firm, short_of_parts, controlled, memory, pen);
        if (firm.kind != FirmKind::user) run_plant(view, own, firm, pen);
        if (firm.has_project) invest(view, observation, firm, memory, pen);
    }

    void run_stock(const FirmView& own, const FirmFacts& firm, bool controlled, bool short_of_parts, Pen& pen) const {
        const double fear = math::clamp(1.0 - own.cover_days / comfortable_days, 0.0, 1.0);
        const double wanted =
            controlled ? math::clamp(style_.alarm_multiple + style_.greed * fear, 0.2, 3.0) : 1.0;
        if (differs(own.stock_multiple, wanted) && pen.order(OrderKind::stock_target, 0, 0, wanted))
            pen.note(RationaleKind::stock_cover, own.cover_days);
        const double honest = firm.disclosure > 0.0 ? firm.disclosure : 1.0;
        const double told = math::clamp(short_of_parts ? honest * style_.report_when_short : honest, 0.3, 1.5);
        if (differs(own.report_factor, told)) pen.order(OrderKind::report_stock, 0, 0, told);
    }

    void ask_for_help(const View& view, const Observation& observation, const FirmFacts&, Product product,
                      double use_t, FirmMind& memory, Pen& pen) const {
        const int week = observation.record.week;
        const SeatId china = view.facts.seat_of(Government::china);
        if (china != no_seat && (memory.petition_week == 0 || week >= memory.petition_week + petition_every_weeks)) {
            memory.petition_week = static_cast<std::int16_t>(week);
            if (pen.order(OrderKind::petition, 0, china, use_t * petition_weeks))
                pen.note(RationaleKind::stock_cover, observation.firm.cover_days);
            pen.order(OrderKind::substitute, static_cast<std::uint8_t>(index_of(product)), 0, style_.thrift_effort);
        }
    }

    // Users push for a deal when it hurts; makers push for floors and against the flood.
    void lobby(const FirmView& own, const FirmFacts& firm, bool short_of_parts, bool controlled, FirmMind& memory,
               Pen& pen) const {
        if (firm.home_government == no_seat) return;
        const bool user = firm.kind == FirmKind::user;
        double effort = 0.0;
        if (user) effort = own.stopped_share > 0.0 ? 1.0 : (short_of_parts ? 0.5 : 0.0);
        else effort = controlled || firm.has_project ? 0.5 : 0.0;
        effort *= style_.lobby_effort;
        const auto what = static_cast<std::uint8_t>(index_of(user ? Interest::output : Interest::market_share));
        if (!differs(own.lobby_effort, effort) && memory.lobbied_what == what) return;
        if (effort <= 0.0 && own.lobby_effort <= 0.0) return;
        memory.lobbied_what = what;
        pen.order(OrderKind::lobby, what, firm.home_government, effort);
    }

    void run_plant(const View& view, const FirmView& own, const FirmFacts& firm, Pen& pen) const {
        const auto product = index_of(firm.output);
        const double price = firm.region == Region::china ? view.record.price_inside[product]
                                                          : view.record.price_outside[product];
        if (price <= 0.0 || firm.unit_cost <= 0.0) return;
        const double margin = price / firm.unit_cost - 1.0;
        double wanted = 1.0;
        if (margin < close_down_margin) wanted = 0.5;
        else if (margin > 1.0 && price > 1.3 * view.facts.opening_price_outside[product]) wanted = 1.1;
        if (differs(own.production_share, wanted) && pen.order(OrderKind::production, 0, 0, wanted))
            pen.note(RationaleKind::price, margin);
    }

    void invest(const View& view, const Observation& observation, const FirmFacts& firm, FirmMind& memory,
                Pen& pen) const {
        const int week = observation.record.week;
        const double price = view.record.price_outside[index_of(firm.project_output)];
        if (firm.project_hurdle <= 0.0 || price < firm.project_hurdle) return;
        if (memory.invest_week != 0 && week < memory.invest_week + invest_every_weeks) return;
        memory.invest_week = static_cast<std::int16_t>(week);
        const double money = invest_share * firm.project_cost;
        if (money > 0.0 && pen.order(OrderKind::invest, 0, firm.project, money))
            pen.note(RationaleKind::price, price - firm.project_hurdle);
    }

    Facts facts_;
    FirmStyle style_;
    Actors actors_;
};

}  // namespace

std::unique_ptr<const Agent> make_firm(Facts facts, const FirmStyle& style, const Actors& actors) {
    return std::make_unique<FirmAgent>(std::move(facts), style, actors);
}

}  // namespace chokepoint::agents
