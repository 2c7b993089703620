#include "engine/study/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/math.hpp"

namespace chokepoint::study {
namespace {

Errors about(const std::string& path, Errors errors) {
    for (Error& error : errors) error.message = path + ": " + error.message;
    return errors;
}

// Both ends of a parameter.
struct Ends {
    Response down, up;
};

Result<Ends> both_ends(const std::string& path, const std::vector<const Outcome*>& outcomes,
                       const Respond& respond) {
    auto down = respond({path, lower_factor}, outcomes);
    if (!down) return about(path, down.errors());
    auto up = respond({path, upper_factor}, outcomes);
    if (!up) return about(path, up.errors());
    return Ends{std::move(*down), std::move(*up)};
}

std::vector<const Outcome*> outcomes_in(const std::vector<Expectation>& expectations,
                                        const std::string& path) {
    std::vector<const Outcome*> outcomes;
    for (const Expectation& expectation : expectations)
        if (path.empty() || expectation.path == path)
            if (std::find(outcomes.begin(), outcomes.end(), expectation.outcome) == outcomes.end())
                outcomes.push_back(expectation.outcome);
    return outcomes;
}

std::size_t place_of(const std::vector<const Outcome*>& outcomes, const Outcome* outcome) {
    return static_cast<std::size_t>(std::find(outcomes.begin(), outcomes.end(), outcome) - outcomes.begin());
}

// How far an outcome moved for sure.
double sure_part(const Effect& effect) {
    if (effect.shift.low > 0.0) return effect.shift.low;
    return effect.shift.high < 0.0 ? -effect.shift.high : 0.0;
}

// Gives every parameter its score; the effects stand in one order in all of them.
void add_scores(std::vector<Screened>& all, std::size_t outcomes) {
    for (std::size_t i = 0; i < outcomes; ++i) {
        double squares = 0.0;
        const auto shift = [&](const Screened& each) { return sure_part(each.effects[i]); };
        for (const Screened& each : all) squares += shift(each) * shift(each);
        const double peers = std::sqrt(squares / static_cast<double>(all.size()));
        for (Screened& each : all)
            each.score += math::ratio(shift(each), peers, 0.0) / static_cast<double>(outcomes);
    }
}

}  // namespace

Effect effect_of(const Outcome& outcome, const Sample& base, const Sample& lower, const Sample& upper,
                 const Scaling& down, const Scaling& up) {
    Effect effect;
    effect.outcome = &outcome;
    effect.at_lower = lower.mean();
    effect.at_base = base.mean();
    effect.at_upper = upper.mean();
    effect.shift = paired_shift(upper.pseudo_values(), lower.pseudo_values());
    const double moved = up.factor() - down.factor();
    const bool has_elasticity = effect.at_base != 0.0 && moved != 0.0;
    effect.elasticity = has_elasticity ? effect.shift.value / effect.at_base / moved : no_figure;
    effect.is_same = base == lower && base == upper;
    return effect;
}

Judgement judgement_of(const Effect& effect, bool rises) {
    if (effect.shift.low > 0.0) return rises ? Judgement::as_expected : Judgement::opposite;
    if (effect.shift.high < 0.0) return rises ? Judgement::opposite : Judgement::as_expected;
    return Judgement::no_effect;
}

Result<std::vector<Trial>> try_expectations(const std::vector<Expectation>& expectations,
                                            const Respond& respond) {
    const auto all = outcomes_in(expectations, {});
    const auto base = respond({}, all);
    if (!base) return base.errors();
    std::vector<Trial> trials;
    for (const Expectation& first : expectations) {
        const std::string& path = first.path;
        if (std::any_of(trials.begin(), trials.end(), [&](const Trial& trial) { return trial.path == path; }))
            continue;
        const auto outcomes = outcomes_in(expectations, path);
        const auto ends = both_ends(path, outcomes, respond);
        if (!ends) return ends.errors();
        Trial trial{path, ends->down.scaling, ends->up.scaling, {}};
        for (const Expectation& expectation : expectations) {
            if (expectation.path != path) continue;
            const std::size_t here = place_of(outcomes, expectation.outcome);
            const Effect effect =
                effect_of(*expectation.outcome, base->samples[place_of(all, expectation.outcome)],
                          ends->down.samples[here], ends->up.samples[here], trial.down, trial.up);
            trial.rows.push_back({expectation, effect, judgement_of(effect, expectation.rises)});
        }
        trials.push_back(std::move(trial));
    }
    return trials;
}

std::size_t count_failed(const std::vector<Trial>& trials) {
    return static_cast<std::size_t>(std::count_if(trials.begin(), trials.end(), [](const Trial& trial) {
        return std::any_of(trial.rows.begin(), trial.rows.end(),
                           [](const Trial::Row& row) { return row.verdict != Judgement::as_expected; });
    }));
}

bool Screened::moves_nothing() const {
    return std::all_of(effects.begin(), effects.end(), [](const Effect& effect) { return effect.is_same; });
}

Result<std::vector<Screened>> screen(const std::vector<std::string>& paths,
                                     const std::vector<const Outcome*>& outcomes, const Respond& respond) {
    const auto base = respond({}, outcomes);
    if (!base) return base.errors();
    std::vector<Screened> all;
    for (const std::string& path : paths) {
        const auto ends = both_ends(path, outcomes, respond);
        if (!ends) return ends.errors();
        Screened found;
        found.path = path;
        found.down = ends->down.scaling;
        found.up = ends->up.scaling;
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            found.effects.push_back(effect_of(*outcomes[i], base->samples[i], ends->down.samples[i],
                                              ends->up.samples[i], found.down, found.up));
            found.moved += sure_part(found.effects.back()) > 0.0 ? 1 : 0;
        }
        all.push_back(std::move(found));
    }
    add_scores(all, outcomes.size());
    std::stable_sort(all.begin(), all.end(),
                     [](const Screened& a, const Screened& b) { return a.score > b.score; });
    return all;
}

Respond respond_by_games(const Lab& lab, const Scenario& tested) {
    return [&lab, &tested](const Change& change,
                           const std::vector<const Outcome*>& outcomes) -> Result<Response> {
        Response response;
        response.samples.resize(outcomes.size());
        Scenario changed = tested;
        response.scaling = scale_parameter(changed, change.path, change.factor);
        for (const OutcomeArm arm : all_of<OutcomeArm>()) {
            std::vector<const Outcome*> here;
            std::vector<std::size_t> places;
            for (std::size_t i = 0; i < outcomes.size(); ++i)
                if (outcomes[i]->arm == arm) here.push_back(outcomes[i]), places.push_back(i);
            if (here.empty()) continue;
            auto play = play_of(arm, lab, tested);
            if (!play) return play.errors();
            close_ranges(play->scenario);
            scale_parameter(play->scenario, change.path, change.factor);
            if (!change.path.empty()) play->arm.name += ", " + change.path;
            auto samples = measure(lab, *play, here);
            if (!samples) return samples.errors();
            for (std::size_t i = 0; i < here.size(); ++i)
                response.samples[places[i]] = std::move((*samples)[i]);
        }
        return response;
    };
}

}  // namespace chokepoint::study
