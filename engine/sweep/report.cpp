#include "engine/sweep/report.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>

#include "engine/base/fields.hpp"
#include "engine/domain/outcomes.hpp"
#include "engine/sweep/csv.hpp"
#include "engine/sweep/files.hpp"

namespace chokepoint::sweep {
namespace {

constexpr double truce_deadline_week = 13.0;

// Outcomes where 0 says that it never happened: no number to take a mean of.
bool is_week_of_event(std::string_view outcome) {
    return outcome == "truce_week" || outcome == "first_stop_week";
}

// Where the columns are.
struct Columns {
    std::map<std::string, std::size_t> by_name;
    std::vector<std::size_t> factors, outcomes;
    std::vector<std::string> names;
};

Result<Columns> read_header(const std::vector<std::string>& header) {
    Columns columns;
    columns.names = header;
    const auto seed = std::find(header.begin(), header.end(), "seed"),
               digest = std::find(header.begin(), header.end(), "digest");
    for (std::size_t i = 0; i < header.size(); ++i) columns.by_name.emplace(header[i], i);
    for (const char* name : {"run", "point", "replicate", "seed", "digest", "status", "reason", "version",
                             "scenario_hash", "design_hash"})
        if (!columns.by_name.contains(name))
            return fail("no column '" + std::string(name) + "'; this is no outcomes.csv of a sweep");
    if (digest < seed)
        return fail("column 'digest' stands before 'seed'; this is no outcomes.csv of a sweep");
    for (auto i = static_cast<std::size_t>(seed - header.begin()) + 1;
         i < static_cast<std::size_t>(digest - header.begin()); ++i)
        (table_of<Outcomes>().find(header[i]) ? columns.outcomes : columns.factors).push_back(i);
    return columns;
}

template <typename Number>
std::optional<Number> number_of(const std::string& cell) {
    Number number{};
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc{} || end != cell.data() + cell.size()) return std::nullopt;
    return number;
}

// The games of one point, column by column.
struct Games {
    PointReport report;
    std::vector<std::vector<double>> outcomes;
};

class Reader {
  public:
    explicit Reader(Columns columns) : columns_(std::move(columns)) {}

    // Returns what is wrong with the row, or nothing.
    std::string add(const std::vector<std::string>& cells) {
        if (cells.size() != columns_.names.size())
            return std::to_string(cells.size()) + " cells; the header has " +
                   std::to_string(columns_.names.size());
        const auto point = number_of<std::uint64_t>(cells[columns_.by_name["point"]]);
        if (!point) return "column 'point' takes a whole number";
        if (points_.empty())
            for (auto [name, to] : {std::pair{"version", &report_.version},
                                    {"scenario_hash", &report_.scenario_hash},
                                    {"design_hash", &report_.design_hash}})
                *to = cells[columns_.by_name[name]];
        Games& games = points_[*point];
        if (games.outcomes.empty()) {
            games.report.point = *point;
            games.outcomes.resize(columns_.outcomes.size());
            for (const std::size_t i : columns_.factors) games.report.values.push_back(cells[i]);
        }
        if (cells[columns_.by_name["status"]] != "ok") {
            if (games.report.failed++ == 0) games.report.reason = cells[columns_.by_name["reason"]];
            return {};
        }
        ++games.report.games;
        for (std::size_t k = 0; k < columns_.outcomes.size(); ++k) {
            const auto number = number_of<double>(cells[columns_.outcomes[k]]);
            if (!number) return "column '" + columns_.names[columns_.outcomes[k]] + "' takes a number";
            games.outcomes[k].push_back(*number);
        }
        return {};
    }

    SweepReport finish() {
        for (const std::size_t i : columns_.factors) report_.factors.push_back(columns_.names[i]);
        for (auto& [number, games] : points_) report_.points.push_back(sum_up(games));
        return std::move(report_);
    }

  private:
    template <typename Claim>
    void count(Games& games, const char* name, const char* outcome, Claim claim) {
        for (std::size_t k = 0; k < columns_.outcomes.size(); ++k) {
            if (columns_.names[columns_.outcomes[k]] != outcome) continue;
            const auto& values = games.outcomes[k];
            const auto times = std::count_if(values.begin(), values.end(), claim);
            games.report.frequencies.emplace_back(
                name, frequency(static_cast<std::uint64_t>(times), values.size()));
        }
    }

    PointReport sum_up(Games& games) {
        const auto happened = [](double value) { return value > 0.0; };
        count(games, "truce_by_week_13", "truce_week",
              [](double week) { return week > 0.0 && week <= truce_deadline_week; });
        count(games, "truce", "truce_week", happened);
        count(games, "plant_stop", "plants_stopped", happened);
        count(games, "breach", "breaches", happened);
        for (std::size_t k = 0; k < columns_.outcomes.size(); ++k) {
            const std::string& name = columns_.names[columns_.outcomes[k]];
            if (is_week_of_event(name)) std::erase(games.outcomes[k], 0.0);
            games.report.summaries.emplace_back(name, summary(std::move(games.outcomes[k])));
        }
        return std::move(games.report);
    }

    Columns columns_;
    std::map<std::uint64_t, Games> points_;
    SweepReport report_;
};

}  // namespace

Result<SweepReport> read_report(const std::string& folder) {
    const std::string path = folder + "/outcomes.csv";
    const auto file = read_whole(path);
    if (!file) return file.errors();
    if (!file->has_value())
        return Error{
            "is not there; name the folder of a finished sweep, or run the sweep's command again to finish "
            "it",
            path, 0};
    std::string_view text = **file;
    std::vector<std::string> cells;
    if (!take_record(text, cells)) return Error{"is empty; run the sweep's command again", path, 1};
    auto columns = read_header(cells);
    if (!columns) return Error{columns.error().message, path, 1};
    Reader reader(std::move(*columns));
    for (int line = 2; !text.empty(); ++line) {
        if (!take_record(text, cells))
            return Error{"the last row is cut off; run the sweep's command again", path, line};
        if (const std::string fault = reader.add(cells); !fault.empty()) return Error{fault, path, line};
    }
    return reader.finish();
}

}  // namespace chokepoint::sweep
