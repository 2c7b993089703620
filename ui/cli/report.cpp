// chokepoint report: what a finished sweep says, as tables or JSON.
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/sweep/report.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/support.hpp"
#include "ui/cli/tables.hpp"

namespace chokepoint::cli {
namespace {

nlohmann::ordered_json point_json(const sweep::SweepReport& sweep_report, const sweep::PointReport& point) {
    nlohmann::ordered_json json;
    json["point"] = point.point;
    json["factors"] = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < sweep_report.factors.size(); ++i)
        json["factors"][sweep_report.factors[i]] = point.values[i];
    json["games"] = point.games;
    json["failed"] = point.failed;
    if (point.failed > 0) json["first_failure"] = point.reason;
    json["frequencies"] = nlohmann::ordered_json::object();
    for (const auto& [name, value] : point.frequencies)
        json["frequencies"][name] = {{"count", value.count},
                                     {"of", value.of},
                                     {"share", number_json(value.share)},
                                     {"low", number_json(value.low)},
                                     {"high", number_json(value.high)}};
    json["outcomes"] = nlohmann::ordered_json::object();
    for (const auto& [name, value] : point.summaries)
        json["outcomes"][name] = {{"count", value.count},
                                  {"mean", number_json(value.mean)},
                                  {"mean_low", number_json(value.mean_low)},
                                  {"mean_high", number_json(value.mean_high)},
                                  {"p5", number_json(value.p5)},
                                  {"median", number_json(value.median)},
                                  {"p95", number_json(value.p95)}};
    return json;
}

std::string report_json(const sweep::SweepReport& sweep_report) {
    nlohmann::ordered_json json;
    json["version"] = sweep_report.version;
    json["scenario_hash"] = sweep_report.scenario_hash;
    json["design_hash"] = sweep_report.design_hash;
    json["confidence"] = 0.95;
    json["points"] = nlohmann::ordered_json::array();
    for (const auto& point : sweep_report.points) json["points"].push_back(point_json(sweep_report, point));
    return json.dump(2) + "\n";
}

std::string shown(double value) {
    if (!std::isfinite(value)) return "-";
    const double size = std::abs(value);
    if (size == 0.0) return "0";
    if (size >= 1e6 || size < 1e-3) return fmt::format("{:.2e}", value);
    return size >= 100.0 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

std::string shown(const sweep::Frequency& value) {
    if (value.of == 0) return "-";
    return fmt::format("{:.0f} [{:.0f}-{:.0f}]", 100.0 * value.share, 100.0 * value.low, 100.0 * value.high);
}

std::string shown(const sweep::Summary& value) {
    return fmt::format("{} [{}; {}]  {} ({}-{})", shown(value.mean), shown(value.mean_low),
                       shown(value.mean_high), shown(value.median), shown(value.p5), shown(value.p95));
}

std::vector<std::string> heading(const sweep::SweepReport& sweep_report, const char* count) {
    std::vector<std::string> row{"point"};
    row.insert(row.end(), sweep_report.factors.begin(), sweep_report.factors.end());
    row.push_back(count);
    return row;
}

std::vector<std::string> start_of_row(const sweep::PointReport& point, std::uint64_t count) {
    std::vector<std::string> row{std::to_string(point.point)};
    row.insert(row.end(), point.values.begin(), point.values.end());
    row.push_back(std::to_string(count));
    return row;
}

std::string report_text(const sweep::SweepReport& sweep_report) {
    if (sweep_report.points.empty()) return "no games\n";
    std::string text =
        fmt::format("{} points; {}, scenario {}, design {}\n\n", sweep_report.points.size(),
                    sweep_report.version, sweep_report.scenario_hash, sweep_report.design_hash);
    Table rows{heading(sweep_report, "games")};
    for (const auto& [name, value] : sweep_report.points.front().frequencies) rows.front().push_back(name);
    for (const auto& point : sweep_report.points) {
        rows.push_back(start_of_row(point, point.games));
        for (const auto& [name, value] : point.frequencies) rows.back().push_back(shown(value));
    }
    text += "How often, percent of games [95 % interval, Clopper-Pearson]\n" + text_table(rows);

    text += "\nOutcomes: mean [95 % interval, Student's t]  median (5 %-95 %)\n";
    const auto& outcomes = sweep_report.points.front().summaries;
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
        rows.assign(1, heading(sweep_report, "games"));
        for (const auto& point : sweep_report.points) {
            rows.push_back(start_of_row(point, point.summaries[k].second.count));
            rows.back().push_back(shown(point.summaries[k].second));
        }
        text += "\n" + outcomes[k].first + "\n" + text_table(rows);
    }
    for (const auto& point : sweep_report.points)
        if (point.failed > 0)
            text += fmt::format("\npoint {}: {} games failed and are left out; the first because {}\n",
                                point.point, point.failed, point.reason);
    return text;
}

struct ReportOptions {
    std::string folder;
    bool json = false;
};

int run_command(const ReportOptions& options) {
    const auto sweep_report = sweep::read_report(options.folder);
    if (!sweep_report) return report(sweep_report.errors());
    std::fputs((options.json ? report_json(*sweep_report) : report_text(*sweep_report)).c_str(), stdout);
    return 0;
}

}  // namespace

void add_report(Program& program) {
    auto options = std::make_shared<ReportOptions>();
    Command command = program.command("report", "Tables of a finished sweep");
    command.option("DIR", options->folder, "folder that `sweep --out` wrote").required();
    command.flag("--json", options->json, "one JSON document on stdout");
    command.example("Example: chokepoint report slow-walk");
    command.does([options] { return run_command(*options); });
}

}  // namespace chokepoint::cli
