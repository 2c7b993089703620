// Approval (stability in China), allies' goodwill, track records, and the chance that a deal is ratified at home.
// Knows pain and public words; what moves pain is macro's business.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/domain/depth.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double hidden_pain = 2.0;  // points that outsiders reckon with: the loss under a near-total cut (10-model, macro)
// Judgement: lobbies with a tenth of a government's ear add a quarter to the weight of what they speak for, and no lobby
// makes a government forget the rest.
constexpr double felt_per_lobby = 2.5, most_felt = 1.0;
constexpr int grace_days = 14;  // from the first day of the week in which a statement is settled: orders take a while to bite
// Judgement: what an audience takes a tariff of no stated size for, in points: the first rate of the dispute.
constexpr double unnamed_points = 10.0;
constexpr double most_points = 200.0;  // beyond which no audience tells figures apart

// What a control weighs with an audience beside tariffs, in points of tariff. Judgement, by what the press made of each: the
// licence control of April 2025 counted like the hundred points that it answered, a ban for more; chips come next, papers last.
double points_of_control(ControlKind kind) {
    switch (kind) {
        case ControlKind::ban: return 150.0;
        case ControlKind::licence: return 100.0;
        case ControlKind::chips:
        case ControlKind::export_quota:
        case ControlKind::extraterritorial_rule: return 80.0;
        case ControlKind::affiliates_rule: return 60.0;
        case ControlKind::technology_ban:
        case ControlKind::eda: return 50.0;
        case ControlKind::jet_engine_parts: return 40.0;
        case ControlKind::entity_listing: return 30.0;
        case ControlKind::chemicals:
        case ControlKind::nuclear_parts:
        case ControlKind::procurement_rule: return 20.0;
        case ControlKind::visas:
        case ControlKind::customs_checks: break;
    }
    return 10.0;
}

// The share of what a statement named that was ordered since it was made: of its size for tariffs, whole for any
// tightening of a control. Taking something back carries out nothing.
double carried_out(const Statement& said, double rise) {
    if (rise <= 0.0) return 0.0;
    return said.about_tariffs && said.value > 0.0 ? std::min(1.0, rise / said.value) : 1.0;
}

// What the measure that was named weighs with an audience, in hundreds of points; a tariff of no stated size by what came of it.
double size_of(const Statement& said, double moved) {
    if (!said.about_tariffs) return points_of_control(said.measure) / 100.0;
    const double points = said.value > 0.0 ? said.value : std::max(unnamed_points, moved);
    return math::clamp(points, 0.0, most_points) / 100.0;
}

// What a statement that fell due adds to the counts of those who heard it.
struct Score {
    double threats_kept = 0.0, threats_broken = 0.0;
    double promises_kept = 0.0, promises_broken = 0.0;
};

template <typename Counts>
void add_to(Counts& counts, const Score& score, double share = 1.0) {
    counts.threats_kept += share * score.threats_kept;
    counts.threats_broken += share * score.threats_broken;
    counts.promises_kept += share * score.promises_kept;
    counts.promises_broken += share * score.promises_broken;
}

// Everybody heard what was said in public, the addressee alone what was not.
void remember(const Params& params, GovernmentState& state, const Statement& said, const Score& score) {
    if (params.switched_off.credibility) return;
    if (said.is_public) add_to(state, score);
    const MeasureClass about = said.about_tariffs ? MeasureClass::tariffs : MeasureClass::controls;
    for (Government observer : all_of<Government>())
        if (said.is_public || params.of(observer).seat == said.to) add_to(state.seen_by[index_of(observer)][index_of(about)], score);
}

// Whether an earlier statement names the same measure for the same week.
bool was_said_before(const World& world, const DatedStatement& dated) {
    for (const DatedStatement& other : world.statements) {
        if (&other == &dated) return false;
        const Statement &a = other.said, &b = dated.said;
        if (a.kind == b.kind && a.by == b.by && a.to == b.to && a.due_week == b.due_week && a.about_tariffs == b.about_tariffs &&
            (a.trigger == Trigger::none) == (b.trigger == Trigger::none) && (a.about_tariffs || a.measure == b.measure))
            return true;
    }
    return false;
}

// Who backs down in public pays for the share of his word that was not good. What was whispered costs nothing at home.
void face_audience(const Params& params, World& world, const Statement& said, double broken, double moved, Explanation* why) {
    if (!said.is_public || params.switched_off.credibility) return;
    const Government by = params.government_of(said.by);
    const double cost = broken * params.rules.politics.audience_cost.value * size_of(said, moved);
    world.of(by).approval_pct -= cost;
    because(approval_parts(why, by), Driver::public_words, -cost);
}

void score_statements(const Params& params, World& world, const Moment& moment, Explanation* why) {
    for (const DatedStatement& dated : world.statements) {
        const Statement& statement = dated.said;
        if (statement.due_week == 0 || settled_week(params, statement) != moment.week || !params.is_government(statement.by)) continue;
        // Nothing can be measured of what is said to everybody or to a firm, and the same word said twice is one.
        if (!params.is_government(statement.to) || was_said_before(world, dated)) continue;
        GovernmentState& state = world.of(params.government_of(statement.by));
        const double rise = measure_level(params, world, statement) - dated.level;
        const double done = carried_out(statement, rise);
        if (statement.kind == StatementKind::threat) {
            remember(params, state, statement, {done, 1.0 - done, 0.0, 0.0});
            face_audience(params, world, statement, 1.0 - done, 0.0, why);
        }
        if (statement.kind == StatementKind::promise) {
            remember(params, state, statement, {0.0, 0.0, 1.0 - done, done});
            face_audience(params, world, statement, done, rise, why);
        }
        // A line that was drawn and given up. A tariff line without a figure says nothing that could be measured.
        if (statement.kind == StatementKind::red_line && (!statement.about_tariffs || statement.value > 0.0))
            face_audience(params, world, statement, carried_out(statement, -rise), -rise, why);
    }
    world.statements.remove_if([&](const DatedStatement& dated) {
        const Statement& said = dated.said;
        return (said.due_week > 0 ? settled_week(params, said) : said.week + params.weeks_per_turn) <= moment.week;
    });
}

template <typename Counts>
void fade(Counts& counts, double keep) {
    for (double* each : {&counts.threats_kept, &counts.threats_broken, &counts.promises_kept, &counts.promises_broken})
        *each = 1.0 + keep * (*each - 1.0);
}

void forget(GovernmentState& state, double keep) {
    fade(state, keep);
    for (auto& observer : state.seen_by)
        for (TrackRecord& record : observer) fade(record, keep);
}

// Pain wears approval down, by cause and louder where firms lobby; the rest of politics pulls it back.
void move_approval(const Params& params, World& world, Government government, Contributions* why) {
    const PoliticsRules& rules = params.rules.politics;
    GovernmentState& state = world.of(government);
    const double lobby = lobbying(params, world, government).for_deals;  // those who suffer say so
    const double felt = state.total_pain() * (1.0 + lobby);
    // Mines and separators that stand still are popular with their neighbours.
    const double closed = government == Government::china ? math::clamp(1.0 - world.supply.quota, -1.0, 1.0) : 0.0;
    const double rest = params.of(government).approval + rules.quota_relief.value * closed;
    const double recovery = rules.approval_recovery.value * (rest - state.approval_pct);
    const double unbounded = state.approval_pct + (-rules.approval_per_pain.value * felt + recovery);
    state.approval_pct = math::clamp(unbounded, 0.0, 100.0);
    for (PainCause cause : all_of<PainCause>())
        because(why, Driver::pain, -rules.approval_per_pain.value * state.pain[index_of(cause)], index_of(cause));
    because(why, Driver::lobby, -rules.approval_per_pain.value * state.total_pain() * lobby);
    because(why, Driver::recovery, recovery);
    because(why, Driver::bounds, state.approval_pct - unbounded);
}

// Which way lobbying for an interest pulls at home: 1 for deals and open trade, -1 for protection and supply of one's
// own. Makers want what opens their market where the controls are made, and what shelters it elsewhere.
int pull_of(Interest interest, Region home) {
    switch (interest) {
        case Interest::output:
        case Interest::inflation:
        case Interest::cohesion: return 1;
        case Interest::market_share: return home == Region::china ? 1 : -1;
        case Interest::jobs:
        case Interest::defence:
        case Interest::revenue:
        case Interest::technology: return -1;
        case Interest::audience:
        case Interest::credibility: break;
    }
    return 0;
}

}  // namespace

Lobbying lobbying(const Params& params, const World& world, Government government) {
    Lobbying pressure;
    for (std::size_t i : params.of(government).firms) {
        const Firm& firm = world.firms[i];
        if (firm.lobby_effort <= 0.0 || is_exposed(params, world, i)) continue;
        const int pull = pull_of(firm.lobby_for, home_of(government));
        const double weight = params.firms[i].lobby_weight * firm.lobby_effort;
        if (pull > 0) pressure.for_deals += weight;
        if (pull < 0) pressure.for_own_supply += weight;
    }
    pressure.for_deals = std::min(pressure.for_deals, 1.0);
    pressure.for_own_supply = std::min(pressure.for_own_supply, 1.0);
    return pressure;
}

std::array<double, count_of<Interest>> felt_weights(const Params& params, const World& world, Government government) {
    std::array<double, count_of<Interest>> weights = world.of(government).weights;
    std::array<double, count_of<Interest>> pressure{};
    for (std::size_t i : params.of(government).firms)
        if (world.firms[i].lobby_effort > 0.0 && !is_exposed(params, world, i))
            pressure[index_of(world.firms[i].lobby_for)] += params.firms[i].lobby_weight * world.firms[i].lobby_effort;
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] *= 1.0 + std::min(most_felt, felt_per_lobby * pressure[i]);
    return weights;
}

double measure_level(const Params& params, const World& world, const Statement& statement) {
    if (!params.is_government(statement.by) || !params.is_government(statement.to)) return 0.0;
    const Government by = params.government_of(statement.by);
    const Region on = home_of(params.government_of(statement.to));
    const Day day = params.day_of(settled_week(params, statement)) + grace_days;
    // Threats and promises are about what is ordered; a red line falls too where its measure is set aside by agreement.
    const bool as_ordered = statement.kind != StatementKind::red_line;
    if (statement.about_tariffs) return ordered_pct(world, by, on, day, as_ordered);
    if (statement.measure == ControlKind::entity_listing) return measure_strength(world, by, statement.measure, on, day);
    return kind_level(world, by, statement.measure, on, day, as_ordered);
}

void break_promise(const Params& params, World& world, SeatId by, double on_tariffs) {
    if (!params.is_government(by) || params.switched_off.credibility) return;
    GovernmentState& state = world.of(params.government_of(by));
    const Score broken{0.0, 0.0, 0.0, 1.0};
    add_to(state, broken);
    for (auto& observer : state.seen_by) {
        add_to(observer[index_of(MeasureClass::tariffs)], broken, on_tariffs);
        add_to(observer[index_of(MeasureClass::controls)], broken, 1.0 - on_tariffs);
    }
}

void keep_promise(const Params& params, World& world, SeatId by, SeatId observer, double on_tariffs, double weight) {
    if (!params.is_government(by) || !params.is_government(observer) || params.switched_off.credibility) return;
    auto& seen = world.of(params.government_of(by)).seen_by[index_of(params.government_of(observer))];
    seen[index_of(MeasureClass::tariffs)].promises_kept += weight * on_tariffs;
    seen[index_of(MeasureClass::controls)].promises_kept += weight * (1.0 - on_tariffs);
}

void keep_promise_in_public(const Params& params, World& world, SeatId by, double weight) {
    if (params.is_government(by) && !params.switched_off.credibility) world.of(params.government_of(by)).promises_kept += weight;
}

void fail_summit(const Params& params, World& world, SeatId seat) {
    if (!params.is_government(seat) || params.switched_off.credibility) return;
    double& approval = world.of(params.government_of(seat)).approval_pct;
    approval = std::max(0.0, approval - params.rules.politics.summit_failure.value);
}

double usual_goodwill(const Params& params, Government of, Government towards) {
    if (towards == Government::us) return params.of(of).goodwill;
    if (of == Government::us && towards != Government::china) return params.of(of).goodwill;
    return 0.5;
}

void move_politics(const Params& params, World& world, const Moment& moment, Explanation* why) {
    const PoliticsRules& rules = params.rules.politics;
    score_statements(params, world, moment, why);
    const double keep = params.fadings.reputation;
    const PerRegion<double> held = held_shares(params, world);
    const RateTable rates = trade_weighted_rates(TariffStack(world.tariffs), moment.today);
    for (Government government : all_of<Government>()) {
        if (!params.of(government).present) continue;
        GovernmentState& state = world.of(government);
        forget(state, keep);
        move_approval(params, world, government, approval_parts(why, government));
        for (Government other : all_of<Government>()) {
            if (other == government || !params.of(other).present) continue;
            // The other's goodwill towards this government falls with this government's tariffs on it and with what it holds up.
            const double rate = rates[index_of(government)][index_of(home_of(other))];
            const double control = government == Government::china ? held[index_of(home_of(other))] : 0.0;
            double& goodwill = state.goodwill[index_of(other)];
            const double rest = usual_goodwill(params, other, government) - rules.goodwill_per_point.value * rate -
                                rules.goodwill_per_held.value * control;
            goodwill = math::clamp(goodwill + 0.1 * (rest - goodwill), 0.0, 1.0);
        }
    }
}

namespace {

// The giver or receiver of a clause, as everybody knows it.
Side side_of(const Params& params, SeatId seat) {
    if (!params.is_government(seat)) return {};
    const Government government = params.government_of(seat);
    const GovernmentParams& spec = params.of(government);
    Side side{true, government, spec.gdp, 1000.0 * spec.aid_budget, 0.0};
    for (const NeedParams& need : params.needs)
        if (need.is_user && need.region == home_of(government) && (need.product == Product::magnet_ndfeb_ht || need.product == Product::magnet_smco))
            side.magnet_use_t += need.base_t;
    return side;
}

// Support for a deal that gives nothing: approval, those in pain, who want one, and lobbies on both sides.
double support_at_home(const Params& params, const World& world, Government government) {
    const PoliticsRules& rules = params.rules.politics;
    const GovernmentState& state = world.of(government);
    const Lobbying lobbies = lobbying(params, world, government);
    return state.approval_pct + rules.ratify_pain.value * state.total_pain() +
           rules.ratify_lobby.value * (lobbies.for_deals - lobbies.for_own_supply);
}

// Points that the largest deal costs at home. Leaders own what they sign.
double cost_at_home(const PoliticsRules& rules, TalkLevel level) {
    return rules.ratify_concession.value * (level == TalkLevel::leader ? 1.0 - percent(rules.summit_ease) : 1.0);
}

// The concession at which ratification is even, with so much support before it.
double concession_at(const PoliticsRules& rules, double support, TalkLevel level = TalkLevel::ministerial) {
    const double over = support - rules.ratify_threshold.value;
    return math::clamp(math::ratio(over, cost_at_home(rules, level), over >= 0.0 ? 1.0 : 0.0), 0.0, 1.0);
}

// What standing with others costs or wins at home: goodwill towards those with whom a government joins its measures.
double fellowship(const Params& params, const World& world, Government government, const Agreement& agreement) {
    double sum = 0.0;
    for (const Term& term : agreement.terms) {
        if (term.by != params.of(government).seat || !params.is_government(term.to)) continue;
        if (term.kind != TermKind::shared_queue && term.kind != TermKind::aligned_control) continue;
        const Government other = params.government_of(term.to);
        sum += world.of(other).goodwill[index_of(government)] - 0.5;
    }
    return params.rules.politics.ratify_goodwill.value * math::clamp(sum, -1.0, 1.0);
}

}  // namespace

double conceded_share(const Params& params, const World& world, const Agreement& agreement, SeatId seat) {
    const Ground ground{TariffMeasures(world.tariffs), ControlMeasures(world.controls), world.market.price_outside, world.today,
                        7.0 * params.rules.licensing.nominal_weeks.value};
    double depth = 0.0;
    for (const Term& term : agreement.terms)
        if (term.by == seat || (term.kind == TermKind::truce && term.to == seat))
            depth += depth_of(term, ground, side_of(params, seat), side_of(params, term.by == seat ? term.to : term.by));
    return share_of_largest_deal(depth);
}

double ratification_chance(const Params& params, const World& world, Government government, const Agreement& agreement) {
    if (params.switched_off.ratification) return 1.0;
    const PoliticsRules& rules = params.rules.politics;
    const double support = support_at_home(params, world, government) + fellowship(params, world, government, agreement) -
                           cost_at_home(rules, agreement.level) * conceded_share(params, world, agreement, params.of(government).seat);
    return math::logistic(rules.ratify_slope.value * (support - rules.ratify_threshold.value));
}

double win_set(const Params& params, const World& world, Government government, TalkLevel level) {
    if (params.switched_off.ratification) return 1.0;
    return concession_at(params.rules.politics, support_at_home(params, world, government), level);
}

Interval win_set_seen(const Params& params, const World& world, Government government) {
    if (params.switched_off.ratification) return {1.0, 1.0};
    const PoliticsRules& rules = params.rules.politics;
    const double known = world.of(government).approval_pct;
    return {concession_at(rules, known - rules.ratify_lobby.value),
            concession_at(rules, known + rules.ratify_lobby.value + rules.ratify_pain.value * hidden_pain)};
}

}  // namespace chokepoint
