#include "agents/strategies/evidence.hpp"

#include <algorithm>

#include "agents/strategies/bids.hpp"
#include "agents/strategies/escalation.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Judgement: by how much deeds miss what the formulas say of them. Wide, for the rival may play by other ones.
constexpr double reply_error = 0.25;       // of an answer's size, per point answered
constexpr double pressure_error = 0.6;     // of the pressure at which it asks for talks
constexpr double silence_counts = 0.2;     // of a week in which it does not: the weeks say much the same
constexpr double flow_error = 0.35;        // of what arrives, as a share of what is usual
constexpr double flow_counts = 0.1;        // of a week
constexpr double shelf_error = 0.5;        // of cover seen in papers, as a logarithm
constexpr double stopped_error = 0.05;     // of plants reported to stand still
constexpr double shelf_counts = 0.1;       // of a week
constexpr double target_error = 0.10;      // of what it holds out for, in its utility
constexpr double bid_error = 0.12;         // of what its own bids leave it, in its utility
constexpr double other_reasons = 0.2;      // chance of a refusal that has nothing to do with what it holds out for
constexpr double least_likelihood = 0.05;  // of the likeliest: no single deed rules a type out
constexpr double least_step = 0.03;         // above what it has refused: there its next bid may be
constexpr double least_blow = 3.0;         // points that call for an answer
constexpr double usual_standoff_flow = 0.4;  // of what is usual, arriving under a middling desk in a standoff

// How likely what was seen is under each type and temper; the floor is under both.
struct Likelihood {
    std::array<std::array<double, tempers>, hypotheses> of{};
};

template <std::size_t N>
void keep(const std::array<double, N>& weights, std::array<std::uint16_t, N>& kept_weights) {
    const double largest = *std::max_element(weights.begin(), weights.end());
    for (std::size_t i = 0; i < N; ++i)
        kept_weights[i] = static_cast<std::uint16_t>(65535.0 * math::ratio(weights[i], largest, 0.0) + 0.5);
}

template <std::size_t N>
void weigh(std::array<double, N>& weights, std::array<double, N> likelihood) {
    const double most = *std::max_element(likelihood.begin(), likelihood.end());
    double sum = 0.0;
    for (std::size_t i = 0; i < N; ++i) sum += weights[i] *= std::max(least_likelihood, math::ratio(likelihood[i], most, 1.0));
    for (double& weight : weights) weight = std::max(1e-4, weight / sum);
}

// Both beliefs after what was seen, each by its mean over the other.
void take_in(const Likelihood& seen, Belief& types, Temper& temper) {
    Belief by_type{};
    Temper by_temper{};
    for (std::size_t h = 0; h < hypotheses; ++h)
        for (std::size_t k = 0; k < tempers; ++k) {
            by_type[h] += seen.of[h][k] * temper[k];
            by_temper[k] += seen.of[h][k] * types[h];
        }
    weigh(types, by_type);
    weigh(temper, by_temper);
}

double gauss(double miss) { return math::exp(-0.5 * miss * miss); }

// Everything that the likelihoods of a week look at.
struct Week {
    const Position& position;
    const GovernmentMind& mind;
    const Grid& grid;
    const TemperGrid& tempers_of;
    Government rival;
    SeatId rival_seat;
};

template <typename Of>
Likelihood likelihood(Of of) {
    Likelihood all;
    for (std::size_t h = 0; h < hypotheses; ++h)
        for (std::size_t k = 0; k < tempers; ++k) all.of[h][k] = of(h, k);
    return all;
}

// Its answer to own rises: of the size that a temper gives, or half of it (best_rise weighs both).
Likelihood of_reply(const Week& week, double answer, double blow) {
    return likelihood([&](std::size_t, std::size_t k) {
        const double full = judgement::reply_base + judgement::reply_per_hawk * week.tempers_of.hawkishness[k];
        const double ratio = answer / blow;
        return std::max(gauss((ratio - full) / reply_error), 0.5 * gauss((ratio - 0.5 * full) / reply_error));
    });
}

// Whether it has come to terms with talking: the pressure on it, as a type would feel it, against what its temper needs.
Likelihood of_readiness(const Week& week, bool has_asked) {
    const PublicView& record = week.position.observation.record;
    const SeatId self = week.position.observation.seat;
    const int last_rise = std::max<int>(week.mind.last_rise_week, week.mind.rival_rise_week);
    Strain strain;
    strain.quiet_weeks = std::max(0, record.week - last_rise);
    for (const Statement& said : record.statements)
        strain.signalled = strain.signalled || (said.by == self && said.kind == StatementKind::assurance && said.due_week >= record.week);
    Lens lens = week.position.view.of(week.rival);
    lens.pain = lens.export_loss + lens.stopped_share * week.position.view.facts.of(week.rival).full_stop_pain;
    const double shortage = lens.shortage_ahead / lens.shortage_scale;
    return likelihood([&](std::size_t h, std::size_t k) {
        lens.patience = week.grid.types[h].patience;
        lens.shortage_ahead = shortage * week.grid.types[h].shortage_scale;
        const double felt = pressure_on(lens, strain).total();
        const double asks = math::logistic((felt - pressure_to_ask(week.tempers_of.hawkishness[k])) / pressure_error);
        return has_asked ? asks : math::pow(1.0 - 0.95 * asks, silence_counts);
    });
}

// What comes through the licensing desk: a hawk's lets less of it (desk.cpp: priorities and throughput). Seen at the own border
// without a month's lag by who has studied the papers, else in the published figures.
Likelihood of_flow(const Week& week) {
    const double arriving = 1.0 - week.position.self.deficit;
    return likelihood([&](std::size_t, std::size_t k) {
        const double hawk = week.tempers_of.hawkishness[k];
        const double expected = usual_standoff_flow * (1.0 + (0.5 - hawk)) * (1.0 - (1.0 - judgement::squeeze_throughput) * (0.4 + 1.2 * hawk)) /
                                (1.0 - (1.0 - judgement::squeeze_throughput));
        return math::pow(gauss((arriving - expected) / flow_error), flow_counts);
    });
}

// Cover of the rival's users, in weeks: a fuller shelf feels less of a shortage.
double cover_of(double scale) { return judgement::assumed_cover_weeks * (2.0 - scale); }

// Shelves as the desk's applications reveal them, and plants that stand still, which empty shelves do.
Likelihood of_shelves(const Week& week) {
    const Observation& o = week.position.observation;
    const Region home = home_of(week.rival);
    double days = 0.0, papers = 0.0;
    if (o.sees_desk)
        for (const Application& application : o.desk.queue)
            if (application.region == home && application.state == ApplicationState::waiting) {
                days += application.stock_days;
                papers += 1.0;
            }
    const Lens& lens = week.position.view.of(week.rival);
    const double used = std::max(0.0, judgement::assumed_cover_weeks - lens.cover_weeks);  // since the control began
    return likelihood([&](std::size_t h, std::size_t) {
        const double cover = std::max(0.5, cover_of(week.grid.types[h].shortage_scale) - used);
        const double empty = math::clamp((used - cover_of(week.grid.types[h].shortage_scale)) / (2.0 * judgement::ramp_weeks) + 0.5, 0.0, 1.0);
        double seen = gauss((lens.stopped_share - lens.deficit * judgement::stopped_per_deficit * empty) / stopped_error);
        if (papers > 0.0) seen *= gauss(math::log(std::max(0.5, days / papers / 7.0) / cover) / shelf_error);
        return math::pow(std::max(1e-30, seen), shelf_counts);
    });
}

// Whether the rival has shown that it would rather talk: it has said so, asked for a summit, or sits at a table that this seat
// did not ask for.
bool asks_for_talks(const Week& week) {
    const Observation& o = week.position.observation;
    if (o.record.summit_asked_by == week.rival_seat) return true;
    for (const Statement& said : o.record.statements)
        if (said.by == week.rival_seat && said.kind == StatementKind::assurance && said.due_week >= o.record.week) return true;
    for (const TalkView& talk : o.talks) {
        const bool with_rival = talk.parties.size() == 2 && is_party(talk.parties, week.rival_seat);
        if (!with_rival) continue;
        const int tried = talk.agenda < week.mind.agendas.size() ? week.mind.agendas[talk.agenda].last_try_week : 0;
        if (tried == 0 || tried + 1 < talk.opened_week) return true;
    }
    return false;
}

bool is_at_table(const Observation& o, SeatId rival) {
    return std::any_of(o.talks.begin(), o.talks.end(), [&](const TalkView& talk) {
        return is_party(talk.parties, rival);
    });
}

}  // namespace

TemperGrid temper_grid(const GovernmentFacts& rival) {
    TemperGrid grid;
    double sum = 0.0;
    const double low = rival.hawkishness_low, high = rival.hawkishness_high;
    for (std::size_t k = 0; k < tempers; ++k) {
        const double at = low + (high - low) * (static_cast<double>(k) + 0.5) / static_cast<double>(tempers);
        grid.hawkishness[k] = at;
        grid.prior[k] = triangular_density(low, rival.hawkishness, high, at);
        sum += grid.prior[k];
    }
    for (double& weight : grid.prior) weight /= sum;
    return grid;
}

Temper recalled(const std::array<std::uint16_t, tempers>& kept_weights, const TemperGrid& grid) {
    double sum = 0.0;
    for (const std::uint16_t weight : kept_weights) sum += weight;
    if (sum <= 0.0) return grid.prior;
    Temper temper{};
    for (std::size_t k = 0; k < tempers; ++k) temper[k] = kept_weights[k] / sum;
    return temper;
}

void watch(const Position& position, GovernmentMind& mind) {
    const Observation& o = position.observation;
    Watch& seen = mind.watch;
    if (!mind.started || o.record.week <= seen.week) return;
    seen.week = static_cast<std::int16_t>(o.record.week);
    const Government rival = rival_of(position.self.government);
    const GovernmentFacts& facts = position.view.facts.of(rival);
    if (facts.seat == no_seat) return;
    const Grid grid = grid_of(facts, facts.hawkishness);
    const TemperGrid tempers_of = temper_grid(facts);
    Belief types = recalled(mind.belief, grid);
    Temper temper = recalled(seen.temper, tempers_of);
    const Week week{position, mind, grid, tempers_of, rival, facts.seat};

    const double answer = announced_headline(o.record, rival, home_of(position.self.government)) - mind.rival_tariff_seen;
    const double blow = mind.own_raised - static_cast<double>(seen.own_raised);
    if (blow >= least_blow && answer > 0.5) take_in(of_reply(week, answer, blow), types, temper);
    seen.own_raised = static_cast<float>(mind.own_raised);

    const bool is_settled = agreement_between(position.view.standing, o.seat, facts.seat, false) != nullptr;
    if (is_settled) seen.has_asked = false;
    const bool was_hit = std::max(mind.last_rise_week, mind.rival_rise_week) + 1 >= o.record.week || answer > 0.5;
    if (!is_settled && !seen.has_asked && !was_hit) {
        const bool asks = asks_for_talks(week);
        if (asks || !is_at_table(o, facts.seat)) take_in(of_readiness(week, asks), types, temper);
        seen.has_asked = asks;
    }
    if (position.self.controlled && !is_settled) take_in(of_flow(week), types, temper);
    if (position.view.of(rival).controlled) take_in(of_shelves(week), types, temper);
    keep(types, mind.belief);
    keep(temper, seen.temper);
}

void believe(View& view, SeatId self, const GovernmentMind& mind) {
    const Government rival = rival_of(view.facts.government_of(self));
    const GovernmentFacts& facts = view.facts.of(rival);
    if (facts.seat == no_seat) return;
    const TemperGrid tempers_of = temper_grid(facts);
    const Temper temper = recalled(mind.watch.temper, tempers_of);
    Lens& lens = view.lenses[index_of(rival)];
    lens.hawk = 0.0;
    for (std::size_t k = 0; k < tempers; ++k) lens.hawk += temper[k] * tempers_of.hawkishness[k];
    const Grid grid = grid_of(facts, lens.hawk);
    const Belief types = recalled(mind.belief, grid);
    double scale = 0.0;
    lens.patience = lens.red_line = 0.0;
    for (std::size_t h = 0; h < hypotheses; ++h) {
        lens.patience += types[h] * grid.types[h].patience;
        lens.red_line += types[h] * grid.types[h].red_line;
        scale += types[h] * grid.types[h].shortage_scale;
    }
    lens.annuity = annuity(lens.patience, judgement::horizon_weeks);
    lens.shortage_ahead *= scale;
    lens.shortage_scale = scale;
}

namespace {

using Levels = std::array<std::uint8_t, limits::issues>;

// As a bid of today's agenda: means come and go, and ladders with them.
bargain::Bid bid_of_levels(const Levels& levels, const Agenda& agenda) {
    bargain::Bid bid;
    bid.issues = static_cast<std::uint8_t>(agenda.issues.size());
    for (std::size_t i = 0; i < agenda.issues.size() && i < levels.size(); ++i)
        bid[i] = static_cast<std::uint8_t>(std::min<std::size_t>(levels[i], std::max<std::size_t>(1, agenda.issues[i].ladder.size()) - 1));
    return bid;
}

Belief after_refusal(const Belief& before, const bargain::Bid& bid, std::span<const Opponent> rivals, double weeks_gone) {
    Belief after = before, likelihood{};
    for (std::size_t h = 0; h < hypotheses; ++h) {
        const double room = rivals[h].utility.of(bid) - rivals[h].target_at(weeks_gone);
        likelihood[h] = 1.0 - (1.0 - other_reasons) * math::logistic(room / target_error);
    }
    weigh(after, likelihood);
    return after;
}

}  // namespace

Belief after_refusals(const Belief& before, const OwnOffers& table, std::span<const Opponent> rivals, Watch& watch) {
    Belief after = before;
    // It stood when this seat last looked, and nobody has signed since.
    if (watch.own_offer != 0 && watch.agenda == table.talk.agenda) {
        // Once a week, for the weeks say much the same.
        if (watch.refused_week != table.week) after = after_refusal(before, bid_of_levels(watch.own_bid, table.agenda), rivals, table.weeks_gone);
        watch.refused_week = static_cast<std::int16_t>(table.week);
        watch.refused_bid = watch.own_bid;
        watch.refused_agenda = table.talk.agenda;
    }
    watch.own_offer = 0;
    for (const Offer& offer : table.talk.offers) {
        if (offer.by != table.self || offer.state != OfferState::live) continue;
        const bargain::Bid bid = bid_of(table.agenda, offer.terms).bid;
        watch.own_offer = offer.id;
        watch.agenda = table.talk.agenda;
        for (std::size_t i = 0; i < watch.own_bid.size(); ++i) watch.own_bid[i] = i < bid.issues ? bid[i] : std::uint8_t{0};
    }
    return after;
}

void place(std::span<Opponent> rivals, const OwnOffers& table, const AgendaMemory& memory, const Watch& watch) {
    const double weeks_ago = table.week - watch.refused_week;
    for (Opponent& rival : rivals) {
        if (watch.refused_week > 0 && watch.refused_agenda == table.talk.agenda && weeks_ago <= table.weeks_gone) {
            const double refused = rival.utility.of(bid_of_levels(watch.refused_bid, table.agenda)) + least_step;
            rival.late = std::max(0.0, table.weeks_gone - weeks_ago - rival.comes_down_to(refused));
        }
        if (memory.other_bids > 0) rival.would_take = rival.utility.of(bid_of_levels(memory.last_bid, table.agenda));
    }
}

Belief after_bid(const Belief& before, const bargain::Bid& bid, std::span<const Opponent> rivals, double weeks_gone) {
    Belief after = before, likelihood{};
    for (std::size_t h = 0; h < hypotheses; ++h)
        likelihood[h] = gauss((rivals[h].utility.of(bid) - rivals[h].target_at(weeks_gone)) / bid_error);
    weigh(after, likelihood);
    return after;
}

}  // namespace chokepoint::agents
