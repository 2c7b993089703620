#include "agents/strategies/foresight.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "agents/strategies/bids.hpp"
#include "agents/strategies/judgement.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

constexpr std::size_t menu_size = 5;      // bids of the own path that a stage may hold out for
constexpr int weeks_of_stage = 2;
constexpr double exploration = 0.7;       // of UCT, in units of the largest gain seen
constexpr int iterations_per_rollout = 4; // visits that meet a rollout already played cost nothing, but do not last for ever

// What the desk does under a deal that binds it: a promise that is checked is served first, another in part (see
// agents/china/desk.cpp, whose stand-in this is).
void keep_promises(const View& view, Course& course) {
    const SeatId china = view.facts.seat_of(Government::china);
    for (const Term& term : course.terms) {
        if (term.by != china || (term.kind != TermKind::licence && term.kind != TermKind::control_suspension)) continue;
        if (!view.facts.is_government(term.to)) continue;
        SupposedOrder supposed;
        supposed.week = course.signed_week;
        supposed.by = Government::china;
        supposed.order.kind = OrderKind::desk_priority;
        supposed.order.what = 255;
        supposed.order.target = static_cast<std::uint8_t>(index_of(home_of(view.facts.government_of(term.to))));
        supposed.order.value = 2.0 * judgement::kept_margin;
        if (!course.orders.push(supposed)) return;
    }
}

// The worlds of this decision with their values without a deal; `played` counts the rollouts that took.
const ForeseenWorlds& look_ahead(Foresight& foresight, const Observation& observation, int& played) {
    ForeseenWorlds& found = foresight.found;
    if (!found.worlds) found.worlds = foresight.imagination.imagine(observation, foresight.key, static_cast<std::size_t>(foresight.budget.worlds));
    for (std::size_t w = found.no_deal.size(); w < found.worlds->size(); ++w, ++played)
        found.no_deal.push_back(found.worlds->play(w, {}, foresight.budget.rollout_weeks, foresight.budget.horizon_weeks).value);
    return found;
}

class Search {
  public:
    Search(Foresight& foresight, const View& view, const Actors& actors, const Observation& observation,
           const Agenda& agenda, const Table& table, SeatId other, double weeks_gone, const TermList* standing)
        : foresight_(foresight), view_(view), agenda_(agenda), weeks_gone_(weeks_gone),
          seen_(look_ahead(foresight, observation, played_)) {
        lay_menu(table, standing);
        for (std::size_t w = 0; w < seen_.worlds->size(); ++w) {
            const ImaginedType& type = seen_.worlds->type_of(w, view.facts.government_of(other));
            rivals_.push_back(suppose(view, actors, agenda, table, other, {type.patience, type.hawkishness, type.red_line, 1.0}));
        }
        gains_.assign(seen_.worlds->size() * menu_.size() * static_cast<std::size_t>(foresight.budget.rollout_weeks), unplayed);
    }

    TalkPlan run() {
        nodes_.emplace_back(menu_.size());
        const int most = iterations_per_rollout * foresight_.budget.rollouts;
        for (int i = 0; i < most && played_ < foresight_.budget.rollouts; ++i) descend(static_cast<std::size_t>(i) % seen_.worlds->size());
        return best_line();
    }

  private:
    struct Line {
        TermList terms;
        bargain::Bid bid;
        double utility = 0.0;
        bool stands = false;   // the other's offer: to be had at once, and only now
    };
    struct Tried {
        int visits = 0;
        double sum = 0.0, squares = 0.0;
        std::size_t next = 0;  // node after it, 0: none yet
    };
    using Node = std::vector<Tried>;
    static constexpr double unplayed = std::numeric_limits<double>::max();

    void lay_menu(const Table& table, const TermList* standing) {
        std::size_t last = table.first_step;
        while (last + 1 < table.path.size() && table.path.own_at(last + 1) >= table.own.reservation()) ++last;
        const std::size_t steps = last - table.first_step;
        for (std::size_t i = 0; i < menu_size; ++i) {
            const std::size_t step = table.first_step + steps * i / (menu_size - 1);
            const bargain::Bid bid = table.path.bid_at(step);
            if (!menu_.empty() && menu_.back().bid == bid) continue;
            menu_.push_back({terms_of(agenda_, bid), bid, table.path.own_at(step), false});
        }
        if (standing != nullptr) menu_.push_back({*standing, {}, 0.0, true});
    }

    double play(std::size_t world, const Course& course) {
        ++played_;
        return seen_.worlds->play(world, course, foresight_.budget.rollout_weeks, foresight_.budget.horizon_weeks).value;
    }

    double gain_of(std::size_t world, std::size_t line, int week) {
        double& gain = gains_[(world * menu_.size() + line) * static_cast<std::size_t>(foresight_.budget.rollout_weeks) + static_cast<std::size_t>(week)];
        if (gain != unplayed) return gain;
        gain = play(world, course_of(view_, agenda_.parties, menu_[line].terms, week)) - seen_.no_deal[world];
        largest_ = std::max(largest_, gain < 0.0 ? -gain : gain);
        return gain;
    }

    // The week from now in which the world's rival takes the line held out for in a stage, or -1.
    int week_taken(std::size_t world, std::size_t line, int stage) const {
        if (menu_[line].stands) return stage == 0 ? 0 : -1;
        const int begins = stage * weeks_of_stage;
        const double wait = rivals_[world].wait_for(menu_[line].bid, weeks_gone_ + begins);
        if (wait < 0.0 || wait >= weeks_of_stage) return -1;
        const int week = begins + static_cast<int>(std::ceil(wait));
        return week < foresight_.budget.rollout_weeks ? week : -1;
    }

    void descend(std::size_t world) {
        struct Step { std::size_t node, line; };
        std::vector<Step> trail;
        std::size_t node = 0;
        double gain = 0.0;
        for (int stage = 0; stage * weeks_of_stage < foresight_.budget.rollout_weeks; ++stage) {
            const std::size_t line = choose(nodes_[node]);
            trail.push_back({node, line});
            if (const int week = week_taken(world, line, stage); week >= 0) {
                gain = gain_of(world, line, week);
                break;
            }
            if (nodes_[node][line].next == 0) {
                nodes_.emplace_back(menu_.size());
                nodes_[node][line].next = nodes_.size() - 1;
            }
            node = nodes_[node][line].next;
        }
        for (const Step& step : trail) {
            Tried& tried = nodes_[step.node][step.line];
            ++tried.visits;
            tried.sum += gain;
            tried.squares += gain * gain;
        }
    }

    std::size_t choose(const Node& node) const {
        int visits = 0;
        for (std::size_t i = 0; i < node.size(); ++i) {
            if (node[i].visits == 0) return i;
            visits += node[i].visits;
        }
        std::size_t best = 0;
        double best_bound = -std::numeric_limits<double>::max();
        const double log_visits = math::log(static_cast<double>(visits));
        for (std::size_t i = 0; i < node.size(); ++i) {
            const double count = node[i].visits;
            const double bound = node[i].sum / count + exploration * largest_ * std::sqrt(log_visits / count);
            if (bound > best_bound) best = i, best_bound = bound;
        }
        return best;
    }

    TalkPlan best_line() const {
        TalkPlan plan;
        plan.rollouts = played_;
        const Node& root = nodes_[0];
        std::size_t best = root.size();
        double best_held = -std::numeric_limits<double>::max();  // of the lines that hold out: what to go on with if the standing offer goes
        for (std::size_t i = 0; i < root.size(); ++i) {
            if (root[i].visits == 0) continue;
            const double mean = root[i].sum / root[i].visits;
            const double variance = std::max(0.0, root[i].squares / root[i].visits - mean * mean);
            const double error = std::sqrt(variance / root[i].visits);
            const Foreseen seen{static_cast<float>(mean), static_cast<float>(error), played_};
            if (menu_[i].stands) {
                plan.standing = seen;
            } else if (mean > best_held) {
                best_held = mean;
                plan.held = seen;
                if (mean > 0.0) plan.target = menu_[i].utility;
            }
            if (best < root.size() && mean <= plan.gain) continue;
            best = i;
            plan.gain = mean;
            plan.error = error;
        }
        if (best == root.size() || plan.gain <= 0.0) return plan;  // nothing beats no deal: ask for the best and wait
        plan.takes_standing = menu_[best].stands;
        return plan;
    }

    const Foresight& foresight_;
    const View& view_;
    const Agenda& agenda_;
    double weeks_gone_;
    int played_ = 0;
    const ForeseenWorlds& seen_;
    std::vector<Line> menu_;
    std::vector<Opponent> rivals_;   // by world
    std::vector<double> gains_;      // by world, line and week
    std::vector<Node> nodes_;
    double largest_ = 0.0;
};

}  // namespace

Course course_of(const View& view, const PartyList& parties, const TermList& terms, int signed_week) {
    Course course;
    course.terms = terms;
    course.parties = parties;
    course.signed_week = signed_week;
    keep_promises(view, course);
    return course;
}

TalkPlan search(Foresight& foresight, const View& view, const Actors& actors, const Observation& observation,
                const Agenda& agenda, const Table& table, SeatId other, double weeks_gone, const TermList* standing) {
    return Search(foresight, view, actors, observation, agenda, table, other, weeks_gone, standing).run();
}

Foreseen foreseen_gain(Foresight& foresight, const Observation& observation, const Course& course) {
    int played = 0;
    const ForeseenWorlds& seen = look_ahead(foresight, observation, played);
    const auto count = static_cast<double>(seen.worlds->size());
    double sum = 0.0, squares = 0.0;
    for (std::size_t w = 0; w < seen.worlds->size(); ++w, ++played) {
        const double gain = seen.worlds->play(w, course, foresight.budget.rollout_weeks, foresight.budget.horizon_weeks).value - seen.no_deal[w];
        sum += gain;
        squares += gain * gain;
    }
    const double mean = sum / count;
    const double error = std::sqrt(std::max(0.0, squares / count - mean * mean) / count);
    return {static_cast<float>(mean), static_cast<float>(error), played};
}

}  // namespace chokepoint::agents
