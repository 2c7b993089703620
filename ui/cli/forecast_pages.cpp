#include "ui/cli/forecast_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/sweep/statistics.hpp"
#include "ui/cli/support.hpp"
#include "ui/cli/tables.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::cli {
namespace {

constexpr std::size_t median_at = 2;  // in forecast_shares
constexpr std::size_t spark_columns_max = 26, fan_columns = 41;

std::string quantile_key(double share) { return fmt::format("p{:.0f}", 100.0 * share); }

// Few digits, but tonnes and dollars whole.
std::string plain_number(double value) {
    if (!std::isfinite(value)) return "-";
    const double size = std::abs(value);
    if (value == std::round(value) && size < 1e9) return fmt::format("{:.0f}", value);
    return fmt::format("{:.{}f}", value, size >= 100.0 ? 0 : size >= 10.0 ? 1 : 2);
}

struct Reach {
    double least, greatest;
};

// From the least 5 to the greatest 95 percent of any week, and today.
Reach reach_of(const ForecastIndicator& indicator) {
    Reach reach{indicator.now, indicator.now};
    for (const ForecastBand& band : indicator.weeks) {
        reach.least = std::min(reach.least, band.quantiles.front());
        reach.greatest = std::max(reach.greatest, band.quantiles.back());
    }
    return reach;
}

// The medians as a line of bars, as high as they lie in the reach: what hardly moves is flat.
std::string spark_line(const ForecastIndicator& indicator) {
    static constexpr std::array bars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const Reach reach = reach_of(indicator);
    const double height = reach.greatest - reach.least;
    const std::size_t weeks = indicator.weeks.size(), columns = std::min(weeks, spark_columns_max);
    std::string line;
    for (std::size_t i = 0; i < columns; ++i) {
        const double median = indicator.weeks[(i + 1) * weeks / columns - 1].quantiles[median_at];
        const double place = height > 0.0 ? (median - reach.least) / height * static_cast<double>(bars.size()) : 0.0;
        line += bars[std::min(bars.size() - 1, static_cast<std::size_t>(place))];
    }
    return line;
}

// The band on a line over the reach: 5 to 95 percent thin, the middle half thick, the median a cross.
std::string fan_line(const ForecastBand& band, const Reach& reach) {
    const auto column = [&](double value) {
        if (reach.greatest <= reach.least) return std::size_t{0};
        return static_cast<std::size_t>(std::lround((value - reach.least) / (reach.greatest - reach.least) * static_cast<double>(fan_columns - 1)));
    };
    std::array<std::size_t, forecast_shares.size()> places{};
    for (std::size_t q = 0; q < places.size(); ++q) places[q] = column(band.quantiles[q]);
    std::string line;
    for (std::size_t c = 0; c <= places.back(); ++c)
        line += c < places[0] ? " " : c == places[2] ? "┼" : c >= places[1] && c <= places[3] ? "━" : "─";
    return line;
}

std::string odds_share(const sweep::Frequency& odds) { return fmt::format("{:.0f} %", 100.0 * odds.share); }

std::string weeks_ahead(const Forecast& forecast) {
    return fmt::format("{} future{} of {} week{}", forecast.futures, forecast.futures == 1 ? "" : "s", forecast.weeks, forecast.weeks == 1 ? "" : "s");
}

}  // namespace

nlohmann::ordered_json ForecastPages::json() const {
    nlohmann::ordered_json document;
    document["journal"] = journal;
    document["scenario"] = setup.scenario.name;
    document["at"] = forecast.after_week;
    document["weeks"] = forecast.weeks;
    document["seed"] = forecast.seed;
    document["futures"] = forecast.futures;
    document["futures_wanted"] = forecast.futures_wanted;
    document["indicators"] = nlohmann::ordered_json::object();
    document["now"] = nlohmann::ordered_json::object();
    document["units"] = nlohmann::ordered_json::object();
    for (const ForecastIndicator& indicator : forecast.indicators) {
        auto weeks = nlohmann::ordered_json::array();
        for (std::size_t week = 0; week < indicator.weeks.size(); ++week) {
            const ForecastBand& band = indicator.weeks[week];
            nlohmann::ordered_json row{{"week", forecast.after_week + 1 + static_cast<int>(week)}};
            for (std::size_t q = 0; q < forecast_shares.size(); ++q) row[quantile_key(forecast_shares[q])] = number_json(band.quantiles[q]);
            row["least"] = number_json(band.least);
            row["greatest"] = number_json(band.greatest);
            weeks.push_back(std::move(row));
        }
        document["indicators"][indicator.name] = std::move(weeks);
        document["now"][indicator.name] = number_json(indicator.now);
        document["units"][indicator.name] = indicator.unit;
    }
    document["outcome_odds"] = nlohmann::ordered_json::object();
    for (const ForecastOdds& odds : forecast.odds) {
        const sweep::Frequency share = sweep::frequency(odds.count, forecast.futures);
        auto by_week = nlohmann::ordered_json::array();
        for (const std::uint32_t count : odds.by_week) by_week.push_back(number_json(sweep::frequency(count, forecast.futures).share));
        document["outcome_odds"][odds.name] = {{"question", odds.question}, {"share", number_json(share.share)}, {"low", number_json(share.low)},
                                               {"high", number_json(share.high)}, {"count", odds.count}, {"of", forecast.futures},
                                               {"by_week", std::move(by_week)}};
    }
    document["seats"] = nlohmann::ordered_json::array();
    for (const FutureSeat& seat : seats)
        document["seats"].push_back({{"role", seat.role}, {"strategy", seat.strategy}, {"stands_in", seat.stands_in}});
    return document;
}

std::string ForecastPages::text() const {
    const int first = forecast.after_week + 1, last = forecast.after_week + forecast.weeks;
    const std::string when = forecast.after_week == 0 ? "before week 1" : fmt::format("after week {} ({})", forecast.after_week, ui::date_in_words(setup.params.day_of(first) - 1));
    std::string page = fmt::format("{} - {}: {}, seed {}\n\n", setup.scenario.title, when, weeks_ahead(forecast), forecast.seed);
    Table table{{fmt::format("at the end of week {}", last), "unit", "now"}};
    for (const double share : forecast_shares) table[0].push_back(fmt::format("{:.0f} %", 100.0 * share));
    table[0].push_back(first == last ? "median" : fmt::format("median, weeks {} to {}", first, last));
    for (const ForecastIndicator& indicator : forecast.indicators) {
        std::vector<std::string> row{ui::capitalised(indicator.title), indicator.unit, plain_number(indicator.now)};
        for (const double value : indicator.weeks.back().quantiles) row.push_back(plain_number(value));
        row.push_back(spark_line(indicator));
        table.push_back(std::move(row));
    }
    page += text_table(table);
    const std::size_t half = (static_cast<std::size_t>(forecast.weeks) + 1) / 2 - 1;
    Table chances{{"odds", "of futures", "95 % interval", fmt::format("week {}", first + static_cast<int>(half))}};
    for (const ForecastOdds& odds : forecast.odds) {
        const sweep::Frequency share = sweep::frequency(odds.count, forecast.futures);
        chances.push_back({ui::capitalised(odds.question), odds_share(share), fmt::format("{:.0f} to {:.0f} %", 100.0 * share.low, 100.0 * share.high),
                           odds_share(sweep::frequency(odds.by_week[half], forecast.futures))});
    }
    page += "\n" + text_table(chances);
    std::string stand_ins;
    for (const FutureSeat& seat : seats)
        if (seat.stands_in) stand_ins += fmt::format("{}{} ({})", stand_ins.empty() ? "" : ", ", seat.role, seat.strategy);
    if (!stand_ins.empty()) page += "\n  bots stand in for who played these seats: " + stand_ins + "\n";
    return page;
}

std::string ForecastPages::fan_text(const ForecastIndicator& indicator) const {
    const Reach reach = reach_of(indicator);
    Table table{{"week"}};
    for (const double share : forecast_shares) table[0].push_back(fmt::format("{:.0f} %", 100.0 * share));
    table[0].push_back(fmt::format("from {} to {}", plain_number(reach.least), plain_number(reach.greatest)));
    for (std::size_t week = 0; week < indicator.weeks.size(); ++week) {
        std::vector<std::string> row{std::to_string(forecast.after_week + 1 + static_cast<int>(week))};
        for (const double value : indicator.weeks[week].quantiles) row.push_back(plain_number(value));
        row.push_back(fan_line(indicator.weeks[week], reach));
        table.push_back(std::move(row));
    }
    return fmt::format("\n  {} ({}), {}; now {}\n", ui::capitalised(indicator.title), indicator.name, indicator.unit, plain_number(indicator.now)) +
           text_table(table);
}

}  // namespace chokepoint::cli
