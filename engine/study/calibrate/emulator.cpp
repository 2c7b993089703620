#include "engine/study/calibrate/emulator.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace chokepoint::study {
namespace {

using Eigen::Index;
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

// How much less a square or product weighs than a coordinate of its own before the penalty: curvature must
// earn it.
constexpr std::array curvature_scales{1.0, 0.3};
// Penalties tried, as shares of the number of points.
constexpr std::array penalties{1e-12, 1e-9, 1e-6, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0};

// The points of one set of rows, decomposed once for all outcomes that are known there and all penalties.
class Decomposed {
  public:
    Decomposed(const std::vector<SharePoint>& points, const std::vector<std::size_t>& rows, double curvature)
        : rows_(rows), coordinates_(points[rows.front()].size()), curvature_(curvature) {
        const auto terms = static_cast<Index>(quadratic_terms(points[rows.front()]).size()) - 1;
        Matrix design(static_cast<Index>(rows.size()), terms);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto row = quadratic_terms(points[rows[i]]);
            for (Index k = 0; k < terms; ++k)
                design(static_cast<Index>(i), k) = row[static_cast<std::size_t>(k) + 1] * scale(k);
        }
        means_ = design.colwise().mean().transpose();
        design.rowwise() -= means_.transpose();
        const Eigen::SelfAdjointEigenSolver<Matrix> solver(design.transpose() * design);
        const Vector values = solver.eigenvalues().cwiseMax(0.0);
        vectors_ = solver.eigenvectors();
        turned_ = design * vectors_;
        const Matrix squares = turned_.cwiseAbs2();
        for (std::size_t k = 0; k < penalties.size(); ++k) {
            shrunk_[k] = (values.array() + penalties[k] * count()).inverse();
            leverage_[k] = (squares * shrunk_[k]).array() + 1.0 / count();
        }
    }

    // The fit of least error at points left out, by the closed form for linear smoothers.
    Emulator best(const Observed& outcome) const {
        Vector y(turned_.rows());
        for (Index i = 0; i < y.size(); ++i) y(i) = outcome.values[rows_[static_cast<std::size_t>(i)]];
        const double mean = y.mean();
        y.array() -= mean;
        const Vector moments = turned_.transpose() * y;
        double lowest = std::numeric_limits<double>::infinity();
        std::size_t chosen = 0;
        for (std::size_t k = 0; k < penalties.size(); ++k) {
            const Vector missed = y - turned_ * shrunk_[k].cwiseProduct(moments);
            const double squares = left_out_squares(missed, leverage_[k]);
            if (squares < lowest) lowest = squares, chosen = k;
        }
        Emulator best = weights_of(shrunk_[chosen].cwiseProduct(moments), mean);
        best.points = rows_.size();
        judge(best, lowest, leverage_[chosen].mean(), y.squaredNorm() / (count() - 1.0),
              outcome.luck * outcome.luck);
        return best;
    }

  private:
    double scale(Index term) const { return term < static_cast<Index>(coordinates_) ? 1.0 : curvature_; }
    double count() const { return static_cast<double>(rows_.size()); }

    static double left_out_squares(const Vector& missed, const Vector& leverage) {
        double sum = 0.0;
        for (Index i = 0; i < missed.size(); ++i) {
            const double free = 1.0 - leverage(i);
            if (!(free > 1e-9))
                return std::numeric_limits<double>::infinity();  // the point fits itself alone
            sum += missed(i) / free * (missed(i) / free);
        }
        return sum / static_cast<double>(missed.size());
    }

    // What a left-out point misses holds its own luck, which is no fault of the fit. Luck gets into the fit
    // by the points' leverage, and no less than that is missed.
    static void judge(Emulator& emulator, double left_out, double leverage, double variance, double luck) {
        const double missed = std::max(left_out - luck, leverage * luck), between = variance - luck;
        emulator.error = std::sqrt(missed);
        emulator.r2 = between > 0.0 ? 1.0 - missed / between : 0.0;
    }

    Emulator weights_of(const Vector& turned_weights, double mean) const {
        const Vector weights = vectors_ * turned_weights;
        Emulator emulator;
        emulator.weights.push_back(mean - weights.dot(means_));
        for (Index k = 0; k < weights.size(); ++k) emulator.weights.push_back(weights(k) * scale(k));
        return emulator;
    }

    std::vector<std::size_t> rows_;
    std::size_t coordinates_;
    double curvature_;
    Vector means_;
    Matrix vectors_, turned_;  // turned_: the design in the directions of its eigenvectors
    std::array<Vector, penalties.size()> shrunk_, leverage_;  // by penalty: of each direction, of each point
};

std::vector<std::size_t> known_rows(const std::vector<double>& values) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i])) rows.push_back(i);
    return rows;
}

// What is left to say of an outcome that few points know.
Emulator mean_only(const std::vector<double>& values, const std::vector<std::size_t>& rows,
                   std::size_t terms) {
    Emulator emulator;
    emulator.weights.assign(terms, 0.0);
    emulator.points = rows.size();
    emulator.error = std::numeric_limits<double>::infinity();
    if (rows.empty()) return emulator;
    double sum = 0.0;
    for (const std::size_t row : rows) sum += values[row];
    emulator.weights[0] = sum / static_cast<double>(rows.size());
    return emulator;
}

}  // namespace

std::vector<double> quadratic_terms(const SharePoint& point) {
    std::vector<double> terms{1.0};
    terms.reserve(1 + point.size() * (point.size() + 3) / 2);
    for (const double share : point) terms.push_back(2.0 * share - 1.0);
    for (std::size_t i = 0; i < point.size(); ++i)
        for (std::size_t k = i; k < point.size(); ++k) terms.push_back(terms[1 + i] * terms[1 + k]);
    return terms;
}

double Emulator::at(const std::vector<double>& terms) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < weights.size(); ++k) sum += weights[k] * terms[k];
    return sum;
}

std::vector<Emulator> fit_emulators(const std::vector<SharePoint>& points,
                                    const std::vector<Observed>& outcomes) {
    // Eigen cuts its products by the sizes of caches, which would reorder sums from machine to machine.
    Eigen::setCpuCacheSizes(32 * 1024, 512 * 1024, 4 * 1024 * 1024);
    std::vector<Emulator> emulators;
    std::vector<std::size_t> decomposed_rows;
    std::vector<Decomposed> decomposed;
    for (const Observed& outcome : outcomes) {
        const auto rows = known_rows(outcome.values);
        if (rows.size() < emulator_points_min) {
            emulators.push_back(
                mean_only(outcome.values, rows, points.empty() ? 0 : quadratic_terms(points.front()).size()));
            continue;
        }
        if (rows != decomposed_rows) {
            decomposed.clear();
            for (const double curvature : curvature_scales) decomposed.emplace_back(points, rows, curvature);
            decomposed_rows = rows;
        }
        Emulator best = decomposed.front().best(outcome);
        for (std::size_t k = 1; k < decomposed.size(); ++k)
            if (Emulator other = decomposed[k].best(outcome); other.error < best.error)
                best = std::move(other);
        emulators.push_back(std::move(best));
    }
    return emulators;
}

}  // namespace chokepoint::study
