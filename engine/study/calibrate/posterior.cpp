#include "engine/study/calibrate/posterior.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"

namespace chokepoint::study {
namespace {

constexpr double soft_edge = 0.05;  // of a bound's width: no bound is known better than that

double half_width(double far_end, double near_end, double error) {
    const double own = (far_end - near_end) / met_within;
    return std::sqrt(own * own + error * error);
}

// Beyond a bound.
double edge_tolerance(const Target& target, double error) {
    double width = 0.0;
    if (target.low && target.high)
        width = on_scale(target.scale, *target.high) - on_scale(target.scale, *target.low);
    else
        width = target.scale == Scale::log ? 1.0 : std::abs(target.low ? *target.low : *target.high);
    return std::max({error, soft_edge * width, 1e-12});
}

// The chains of a walk. Each moves along the difference of two others, so that they find size and direction
// of their steps by themselves.
class Chains {
  public:
    Chains(const Fit& fit, const Walk& settings)
        : fit_(fit),
          settings_(settings),
          rng_(settings.seed, 1, Purpose::parameter),
          points_(latin_hypercube(std::max<std::size_t>(24, 2 * settings.parameters + 8), settings.parameters,
                                  settings.seed)) {
        for (const SharePoint& point : points_)
            found_.push_back(fit.implausibilities(point, settings.targets));
    }

    void run(const Visitor& visit) {
        const std::size_t steps = std::max<std::size_t>(2, settings_.visits / points_.size());
        for (std::size_t step = 0; step < steps; ++step)
            for (std::size_t chain = 0; chain < points_.size(); ++chain) {
                move(chain);
                if (!visit(points_[chain], found_[chain])) return;
            }
    }

  private:
    double log_likelihood(const std::vector<double>& found) const {
        double sum = 0.0;
        for (const double each : found) sum += each * each;
        return -0.5 * sum / (settings_.slack * settings_.slack);
    }

    std::size_t other_than(std::size_t a, std::size_t b) {
        for (;;) {
            const std::size_t other = rng_.below(static_cast<std::uint32_t>(points_.size()));
            if (other != a && other != b) return other;
        }
    }

    // All coordinates, or a few of them: small steps in many directions find the way where long ones are
    // refused.
    std::vector<std::size_t> chosen_coordinates() {
        constexpr std::array shares{1.0, 0.25, 0.05};
        const double share = shares[rng_.below(shares.size())];
        std::vector<std::size_t> chosen;
        for (std::size_t p = 0; p < settings_.parameters; ++p)
            if (rng_.uniform() < share) chosen.push_back(p);
        if (chosen.empty()) chosen.push_back(rng_.below(static_cast<std::uint32_t>(settings_.parameters)));
        return chosen;
    }

    void move(std::size_t chain) {
        const std::size_t left = other_than(chain, chain), right = other_than(chain, left);
        const auto chosen = chosen_coordinates();
        const double step =
            2.38 / std::sqrt(2.0 * static_cast<double>(chosen.size())) * rng_.uniform(0.5, 1.0);
        SharePoint tried = points_[chain];
        for (const std::size_t p : chosen)
            tried[p] =
                wrapped(tried[p] + step * (points_[left][p] - points_[right][p]) + rng_.uniform(-0.01, 0.01));
        auto found = fit_.implausibilities(tried, settings_.targets);
        const double gain = log_likelihood(found) - log_likelihood(found_[chain]);
        if (!(rng_.uniform() < math::exp(std::min(0.0, gain)))) return;
        points_[chain] = std::move(tried);
        found_[chain] = std::move(found);
    }

    // Who leaves at one end comes in at the other: the one way at a wall by which a step of many coordinates
    // is as likely as the step back. Reflection is not, and drives the chains into corners.
    static double wrapped(double share) { return math::clamp(share - std::floor(share), 0.0, 1.0); }

    const Fit& fit_;
    const Walk& settings_;
    Rng rng_;
    std::vector<SharePoint> points_;
    std::vector<std::vector<double>> found_;
};

}  // namespace

double implausibility(const Target& target, double position, double emulator_error) {
    const auto at = [&](const std::optional<double>& value) { return on_scale(target.scale, *value); };
    if (!std::isfinite(emulator_error)) return 0.0;  // an outcome that cannot be foretold speaks for nothing
    if (target.value) {
        const double centre = at(target.value);
        const double width = position < centre ? half_width(centre, at(target.low), emulator_error)
                                               : half_width(at(target.high), centre, emulator_error);
        return std::abs(position - centre) / width;
    }
    double beyond = 0.0;
    if (target.low) beyond = std::max(beyond, at(target.low) - position);
    if (target.high) beyond = std::max(beyond, position - at(target.high));
    return beyond / edge_tolerance(target, emulator_error);
}

std::vector<double> Fit::implausibilities(const SharePoint& point,
                                          const std::vector<std::size_t>& which) const {
    const auto terms = quadratic_terms(point);
    std::vector<double> found;
    found.reserve(which.size());
    for (const std::size_t t : which)
        found.push_back(implausibility(targets_[t], emulators_[t].at(terms), emulators_[t].error));
    return found;
}

void walk(const Fit& fit, const Walk& settings, const Visitor& visit) { Chains(fit, settings).run(visit); }

std::vector<SharePoint> sample(const Fit& fit, const Walk& settings, std::size_t count) {
    std::vector<SharePoint> visited;
    walk(fit, settings, [&](const SharePoint& point, const std::vector<double>&) {
        visited.push_back(point);
        return true;
    });
    const std::size_t skipped = visited.size() / 2, left = visited.size() - skipped;
    std::vector<SharePoint> taken;
    for (std::size_t i = 0; i < std::min(count, left); ++i)
        taken.push_back(visited[skipped + i * left / std::min(count, left)]);
    return taken;
}

}  // namespace chokepoint::study
