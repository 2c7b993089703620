#include "engine/study/calibrate/games.hpp"

#include <algorithm>

#include "engine/study/draws.hpp"

namespace chokepoint::study {
namespace {

bool has_source(const Figure& figure) {
    return figure.status == FigureStatus::sourced || figure.status == FigureStatus::derived;
}

bool is_same(const Figure& left, const Figure& right) {
    return left.value == right.value && left.low == right.low && left.high == right.high;
}

// What is wrong with estimating these figures by this prior; empty where nothing is.
std::string fault_of(const Prior& prior, const std::vector<Figure*>& figures) {
    if (!is_parameter(prior.path))
        return "is a record, not a parameter: ensembles do not draw it; choose another (docs/BACKTEST.md "
               "says which)";
    for (const Figure* figure : figures) {
        if (has_source(*figure))
            return "is " + std::string(name_of(figure->status)) + ": only what no source gives is estimated";
        if (!is_same(*figure, *figures.front()))
            return "names figures that differ; give each a row of its own";
    }
    return {};
}

// The prior's ends as a scenario of their own must be sound. Says what is not.
std::string end_fault(const CalibratedModel& model, const Prior& prior, double value) {
    Scenario tried = model.scenario;
    const auto figures = model.figures_at(tried, prior.path);
    for (Figure* figure : *figures) figure->value = figure->low = figure->high = value;
    const auto faults = validate(tried);
    return faults.empty() ? std::string() : faults.front().path + ": " + faults.front().message;
}

Errors target_errors(const TargetFile& file) {
    Errors errors;
    for (const Target& target : file.targets) {
        const auto outcome = outcome_named(target.outcome);
        if (!outcome)
            errors.push_back({outcome.error().message, file.file, target.line});
        else if ((*outcome)->unit != target.unit)
            errors.push_back({target.outcome + ": is measured in '" + std::string((*outcome)->unit) +
                                  "', not in '" + target.unit + "'",
                              file.file, target.line});
    }
    return errors;
}

// Plays one batch in one arm; the other arms' targets keep their samples.
class ArmOfBatch {
  public:
    ArmOfBatch(const CalibratedModel& model, const TargetFile& file, const Batch& batch, OutcomeArm arm)
        : model_(model), file_(file), batch_(batch), arm_(arm) {
        for (std::size_t t = 0; t < file.targets.size(); ++t) {
            const Outcome* outcome = *outcome_named(file.targets[t].outcome);
            if (outcome->arm != arm) continue;
            targets_.push_back(t);
            outcomes_.push_back(outcome);
        }
    }

    Status play(Samples& samples) const {
        if (targets_.empty()) return Done{};
        LabSettings settings = model_.lab;
        settings.seed = batch_.seed;
        settings.runs = static_cast<std::uint32_t>(batch_.points.size()) * batch_.runs;
        const Lab lab(std::move(settings));
        auto play = play_of(arm_, lab, model_.scenario);
        if (!play) return play.errors();
        const std::vector<const Prior*> priors = shared_with(play->scenario);
        play->arm.name = batch_.name + ", " + std::string(name_of(arm_));
        play->arm.vary = [&](Scenario& scenario, std::size_t k) {
            set(scenario, priors, batch_.points[k / batch_.runs]);
        };
        const auto found = measure(lab, *play, outcomes_);
        if (!found) return found.errors();
        for (std::size_t i = 0; i < targets_.size(); ++i) share_out((*found)[i], targets_[i], samples);
        return Done{};
    }

  private:
    // By prior: itself where the arm's scenario has the very figures of the tested one, nullptr where it has
    // others of its own or none.
    std::vector<const Prior*> shared_with(Scenario& scenario) const {
        std::vector<const Prior*> shared;
        Scenario tested = model_.scenario;
        for (const Prior& prior : file_.priors) {
            const auto own = model_.figures_at(scenario, prior.path),
                       those = model_.figures_at(tested, prior.path);
            const bool is_shared = own && those && is_same(*own->front(), *those->front());
            shared.push_back(is_shared ? &prior : nullptr);
        }
        return shared;
    }

    void set(Scenario& scenario, const std::vector<const Prior*>& priors,
             const std::vector<double>& point) const {
        for (std::size_t p = 0; p < point.size(); ++p) {
            if (priors[p] == nullptr) continue;
            const auto figures = model_.figures_at(scenario, priors[p]->path);
            for (Figure* figure : *figures) figure->value = figure->low = figure->high = point[p];
        }
    }

    void share_out(const Sample& all, std::size_t target, Samples& samples) const {
        for (std::size_t k = 0; k < all.values.size(); ++k) {
            Sample& own = samples[k / batch_.runs][target];
            own.values.push_back(all.values[k]);
            own.weights.push_back(all.weights[k]);
        }
    }

    const CalibratedModel& model_;
    const TargetFile& file_;
    const Batch& batch_;
    OutcomeArm arm_;
    std::vector<std::size_t> targets_;
    std::vector<const Outcome*> outcomes_;
};

}  // namespace

Result<std::vector<Range>> ranges_before(const CalibratedModel& model, const TargetFile& file) {
    Errors errors = target_errors(file);
    std::vector<Range> ranges;
    Scenario scenario = model.scenario;
    std::vector<const Figure*> seen;
    for (const Prior& prior : file.priors) {
        const auto complain = [&](const std::string& what) {
            errors.push_back({prior.path + ": " + what, file.file, prior.line});
        };
        const auto figures = model.figures_at(scenario, prior.path);
        if (!figures) {
            complain(figures.error().message);
            continue;
        }
        if (const std::string fault = fault_of(prior, *figures); !fault.empty()) complain(fault);
        for (const double end : {prior.low, prior.high})
            if (const std::string fault = end_fault(model, prior, end); !fault.empty())
                complain("the scenario cannot take this prior: " + fault);
        for (const Figure* figure : *figures) {
            if (std::find(seen.begin(), seen.end(), figure) != seen.end())
                complain("another row names the same figure");
            seen.push_back(figure);
        }
        const Figure& figure = *figures->front();
        ranges.push_back({figure.low, figure.value, figure.high});
    }
    if (!errors.empty()) return errors;
    return ranges;
}

Simulator game_simulator(const CalibratedModel& model, const TargetFile& file) {
    return [&model, &file](const Batch& batch) -> Result<Samples> {
        Samples samples(batch.points.size(), std::vector<Sample>(file.targets.size()));
        for (const OutcomeArm arm : all_of<OutcomeArm>())
            if (Status status = ArmOfBatch(model, file, batch, arm).play(samples); !status)
                return status.errors();
        return samples;
    };
}

}  // namespace chokepoint::study
