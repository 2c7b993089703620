#include "engine/study/calibrate/calibrate.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"

namespace chokepoint::study {
namespace {

constexpr double wide = 2.0;  // times every tolerance where points of the next wave are chosen
constexpr std::size_t walk_visits = 200000;
constexpr std::size_t posterior_points = 2000;
constexpr double prior_width = 0.9;  // of a uniform prior's 90 percent, in shares of its range

// What random numbers are for; each has a seed of its own.
enum class Use : std::uint32_t { design, walk, conflicts, games, check_games, check_draws };

std::uint64_t seed_for(const CalibrationSettings& settings, Use use, std::uint32_t wave = 0) {
    return derive_seed(derive_seed(settings.seed, Purpose::parameter, static_cast<std::uint32_t>(use)),
                       Purpose::parameter, wave);
}

double four_digits(double value) {
    std::array<char, 40> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 4).ptr;
    double rounded = value;
    std::from_chars(text.data(), end, rounded);
    return rounded;
}

// A log scale cannot show 0, and a run with next to nothing must not outweigh all others: what is a tenth of the
// target's lower end or less counts as a tenth.
double position_of(const Target& target, double outcome) {
    if (target.scale == Scale::log) outcome = std::max(outcome, 0.1 * (target.low ? *target.low : *target.high));
    return on_scale(target.scale, outcome);
}

// The runs on the target's scale; those without a value do not count.
Sample placed(const Target& target, Sample sample) {
    for (std::size_t k = 0; k < sample.values.size(); ++k) {
        if (!std::isfinite(sample.values[k])) sample.weights[k] = 0.0;
        sample.values[k] = sample.weights[k] > 0.0 ? position_of(target, sample.values[k]) : 0.0;
    }
    return sample;
}

// What the luck of its games does to a point's mean: the variance of the mean, or nothing where one cannot be
// had.
std::optional<double> luck_of(const Sample& sample) {
    const auto count = static_cast<double>(sample.values.size());
    if (count < 2.0 || !std::isfinite(sample.mean())) return std::nullopt;
    double sum = 0.0;
    for (const double value : sample.pseudo_values())
        sum += (value - sample.mean()) * (value - sample.mean());
    return sum / (count - 1.0) / count;
}

// One outcome at all points.
Observed observed(const Target& target, const std::vector<const Sample*>& samples) {
    Observed seen;
    double sum = 0.0, points = 0.0;
    for (const Sample* sample : samples) {
        const Sample on = placed(target, *sample);
        seen.values.push_back(on.mean());
        if (const auto luck = luck_of(on)) sum += *luck, points += 1.0;
    }
    seen.luck = std::sqrt(math::ratio(sum, points, 0.0));
    return seen;
}

Estimate summary(const Target& target, const Sample& sample) {
    std::vector<double> counted;
    for (std::size_t k = 0; k < sample.values.size(); ++k)
        if (sample.weights[k] > 0.0 && std::isfinite(sample.values[k])) counted.push_back(sample.values[k]);
    return {off_scale(target.scale, placed(target, sample).mean()), quantile(counted, 0.05),
            quantile(counted, 0.95)};
}

// All that was played, wave by wave.
class Waves {
  public:
    explicit Waves(const CalibrationJob& job) : job_(job) {}

    Status play(std::vector<SharePoint> points) {
        Batch batch;
        const auto wave = static_cast<std::uint32_t>(waves_.size());
        batch.name = "wave " + std::to_string(wave + 1) + " of " + std::to_string(job_.settings.waves);
        batch.runs = job_.settings.runs;
        batch.seed = seed_for(job_.settings, Use::games, wave);
        for (const SharePoint& point : points) {
            batch.points.emplace_back();
            for (std::size_t p = 0; p < point.size(); ++p)
                batch.points.back().push_back(job_.file.priors[p].at(point[p]));
        }
        auto samples = job_.simulate(batch);
        if (!samples) return samples.errors();
        waves_.push_back({std::move(points), std::move(*samples)});
        return Done{};
    }

    // From the last two waves: they stand where it matters, the first ones all over the place.
    std::vector<Emulator> emulators() const {
        std::vector<SharePoint> points;
        std::vector<std::vector<const Sample*>> samples(job_.file.targets.size());
        for (std::size_t w = waves_.size() > 2 ? waves_.size() - 2 : 0; w < waves_.size(); ++w) {
            points.insert(points.end(), waves_[w].points.begin(), waves_[w].points.end());
            for (const std::vector<Sample>& point : waves_[w].samples)
                for (std::size_t t = 0; t < samples.size(); ++t) samples[t].push_back(&point[t]);
        }
        std::vector<Observed> outcomes;
        for (std::size_t t = 0; t < samples.size(); ++t)
            outcomes.push_back(observed(job_.file.targets[t], samples[t]));
        return fit_emulators(points, outcomes);
    }

  private:
    struct Wave {
        std::vector<SharePoint> points;
        Samples samples;
    };
    const CalibrationJob& job_;
    std::vector<Wave> waves_;
};

std::vector<std::size_t> first(std::size_t count) {
    std::vector<std::size_t> numbers(count);
    for (std::size_t i = 0; i < count; ++i) numbers[i] = i;
    return numbers;
}

std::vector<SharePoint> walked(const CalibrationJob& job, const std::vector<Emulator>& emulators,
                               double slack, std::uint32_t wave, std::size_t count) {
    const Fit fit(job.file.targets, emulators);
    return sample(fit,
                  {job.file.priors.size(), first(job.file.targets.size()), slack, walk_visits,
                   seed_for(job.settings, Use::walk, wave)},
                  count);
}

// Largest distance of the shares' distribution to the uniform one (Kolmogorov and Smirnov).
double distance_to_uniform(std::vector<double> shares) {
    std::sort(shares.begin(), shares.end());
    const auto count = static_cast<double>(shares.size());
    double largest = 0.0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto below = static_cast<double>(i);
        largest = std::max({largest, shares[i] - below / count, (below + 1.0) / count - shares[i]});
    }
    return largest;
}

Verdict verdict_of(const ParameterResult& result) {
    if (result.narrowed >= narrowed_from) return Verdict::narrowed;
    return result.moved >= moved_from ? Verdict::moved : Verdict::open;
}

ParameterResult parameter_result(const Prior& prior, const Range& before,
                                 const std::vector<SharePoint>& posterior, std::size_t p) {
    std::vector<double> shares;
    double mean = 0.0;
    for (const SharePoint& point : posterior) {
        shares.push_back(point[p]);
        mean += point[p] / static_cast<double>(posterior.size());
    }
    const double low = quantile(shares, 0.05), high = quantile(shares, 0.95);
    ParameterResult result;
    const auto rounded = [&](double share) { return four_digits(prior.at(share)); };
    result.posterior = {rounded(low), rounded(math::clamp(mean, low, high)), rounded(high)};
    result.narrowed = std::max(0.0, 1.0 - (high - low) / prior_width);
    result.moved = distance_to_uniform(std::move(shares));
    result.verdict = verdict_of(result);
    result.after = result.verdict == Verdict::open ? before : result.posterior;
    return result;
}

// An ensemble as backtests draw it: every parameter by itself from its triangular range, under seeds that no
// wave had.
Result<std::vector<Sample>> check(const CalibrationJob& job, const std::vector<Range>& ranges,
                                  const char* name) {
    Batch batch;
    batch.name = name;
    batch.seed = seed_for(job.settings, Use::check_games);
    for (std::uint32_t k = 0; k < job.settings.checks; ++k) {
        batch.points.emplace_back();
        for (std::size_t p = 0; p < ranges.size(); ++p) {
            Rng rng(seed_for(job.settings, Use::check_draws), k, Purpose::parameter,
                    static_cast<std::uint32_t>(p));
            batch.points.back().push_back(rng.triangular(ranges[p].low, ranges[p].value, ranges[p].high));
        }
    }
    auto samples = job.simulate(batch);
    if (!samples) return samples.errors();
    std::vector<Sample> joined(job.file.targets.size());
    for (const std::vector<Sample>& point : *samples)
        for (std::size_t t = 0; t < joined.size(); ++t) {
            joined[t].values.insert(joined[t].values.end(), point[t].values.begin(), point[t].values.end());
            joined[t].weights.insert(joined[t].weights.end(), point[t].weights.begin(),
                                     point[t].weights.end());
        }
    return joined;
}

double fitted(const Target& target, const Emulator& emulator, const std::vector<SharePoint>& posterior) {
    double sum = 0.0;
    for (const SharePoint& point : posterior) sum += emulator.at(quadratic_terms(point));
    return off_scale(target.scale, sum / static_cast<double>(posterior.size()));
}

Status fill_targets(const CalibrationJob& job, const std::vector<Emulator>& emulators,
                    const std::vector<SharePoint>& posterior, Calibration& result) {
    std::vector<Range> ranges;
    for (const ParameterResult& parameter : result.parameters) ranges.push_back(parameter.after);
    const auto before = check(job, job.before, "check before"), after = check(job, ranges, "check after");
    if (!before) return before.errors();
    if (!after) return after.errors();
    for (std::size_t t = 0; t < job.file.targets.size(); ++t) {
        const Target& target = job.file.targets[t];
        TargetResult each{summary(target, (*before)[t]), summary(target, (*after)[t])};
        each.fitted = fitted(target, emulators[t], posterior);
        each.is_met = target.is_met(each.after.value);
        each.emulator_r2 = emulators[t].r2;
        each.emulator_error = emulators[t].error;
        result.targets.push_back(each);
    }
    return Done{};
}

Status check_settings(const CalibrationSettings& settings) {
    if (settings.points < emulator_points_min)
        return fail("a wave needs " + std::to_string(emulator_points_min) + " points or more");
    if (settings.waves < 1 || settings.runs < 1 || settings.checks < 2)
        return fail("a calibration needs a wave, a run at each point and two runs to check with");
    return Done{};
}

}  // namespace

Result<Calibration> calibrate(const CalibrationJob& job) {
    if (Status status = check_settings(job.settings); !status) return status.errors();
    const std::size_t parameters = job.file.priors.size();
    Waves waves(job);
    auto points = latin_hypercube(job.settings.points, parameters, seed_for(job.settings, Use::design));
    std::vector<Emulator> emulators;
    for (std::uint32_t wave = 1; wave <= job.settings.waves; ++wave) {
        if (Status status = waves.play(std::move(points)); !status) return status.errors();
        emulators = waves.emulators();
        if (wave < job.settings.waves) points = walked(job, emulators, wide, wave, job.settings.points);
    }
    const auto posterior = walked(job, emulators, 1.0, 0, posterior_points);
    Calibration result;
    for (std::size_t p = 0; p < parameters; ++p)
        result.parameters.push_back(parameter_result(job.file.priors[p], job.before[p], posterior, p));
    const Fit fit(job.file.targets, emulators);
    result.conflicts = find_conflicts(fit, parameters, seed_for(job.settings, Use::conflicts));
    if (Status status = fill_targets(job, emulators, posterior, result); !status) return status.errors();
    return result;
}

}  // namespace chokepoint::study
