#include "engine/study/scores.hpp"

#include <algorithm>
#include <cmath>

#include "engine/study/statistics.hpp"

namespace chokepoint::study {
namespace {

// The record's last value of the series in a month.
std::optional<double> value_of_month(const std::vector<Recorded>& record, const Series& series, int month) {
    std::optional<double> value;
    for (const Recorded& each : record)
        if (each.series == series && month_index(each.period.first) == month) value = each.value;
    return value;
}

std::optional<double> naive_error(const std::vector<ScoredPoint>& points,
                                  std::optional<double> ScoredPoint::*earlier) {
    double sum = 0.0, count = 0.0;
    for (const ScoredPoint& point : points) {
        if (!(point.*earlier)) continue;
        sum += std::abs(*(point.*earlier) - point.observed);
        count += 1.0;
    }
    if (count == 0.0) return std::nullopt;
    return sum / count;
}

std::optional<ScoredPoint> score_point(const std::vector<Track>& tracks, const std::vector<Recorded>& record,
                                       const Recorded& observed) {
    std::vector<double> members;
    for (const Track& track : tracks) {
        const auto value = value_in(track, observed.series, observed.period);
        if (!value) return std::nullopt;
        members.push_back(*value);
    }
    ScoredPoint point;
    point.period = observed.period;
    point.observed = observed.value;
    point.median = quantile(members, 0.5);
    point.p5 = quantile(members, 0.05);
    point.p95 = quantile(members, 0.95);
    point.crps = crps(members, observed.value);
    point.rank = rank_of(members, observed.value);
    const int month = month_index(observed.period.first);
    point.last_month = value_of_month(record, observed.series, month - 1);
    point.last_year = value_of_month(record, observed.series, month - 12);
    return point;
}

}  // namespace

std::vector<SeriesScore> score(const std::vector<Track>& tracks, const std::vector<Recorded>& record) {
    std::vector<SeriesScore> scores;
    for (const Recorded& observed : record) {
        const auto point = score_point(tracks, record, observed);
        if (!point) continue;
        if (scores.empty() || !(scores.back().series == observed.series))
            scores.push_back({observed.series, {}, 0.0, {}, {}, {}, {}});
        scores.back().points.push_back(*point);
    }
    for (SeriesScore& series : scores) {
        std::vector<double> median, observed;
        for (const ScoredPoint& point : series.points) {
            median.push_back(point.median);
            observed.push_back(point.observed);
            series.crps += point.crps / static_cast<double>(series.points.size());
        }
        series.mape = mape(median, observed);
        series.correlation = correlation(median, observed);
        series.naive_last_month_crps = naive_error(series.points, &ScoredPoint::last_month);
        series.naive_last_year_crps = naive_error(series.points, &ScoredPoint::last_year);
    }
    return scores;
}

int weeks_needed(Day start, const std::vector<Recorded>& record) {
    Day end = start;
    for (const Recorded& observed : record) end = std::max(end, observed.period.first + observed.period.days);
    return static_cast<int>((end - start + 6) / 7);
}

}  // namespace chokepoint::study
