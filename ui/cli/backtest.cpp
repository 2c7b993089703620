// chokepoint backtest: the model against recorded history: stylised facts, and scores of series.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/study/backtest.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

using nlohmann::ordered_json;

constexpr const char* main_case = "april-2025";

struct BacktestOptions {
    std::string named_case = main_case;
    std::string observed;
    std::uint32_t runs = 200;
    std::uint64_t seed = 1;
    unsigned jobs = 0;
    std::vector<int> facts;
    bool json = false;
};

// The record of a case: the file given, or the one that ships with the case, or none.
Result<std::vector<study::Recorded>> record_of(const BacktestOptions& options,
                                               const std::string& scenario_name) {
    if (!options.observed.empty()) return study::load_observed(options.observed);
    const auto shipped = shipped_file("observed/" + scenario_name + ".csv");
    if (!shipped) return std::vector<study::Recorded>{};
    return study::load_observed(shipped->string());
}

// Those asked for; else, for the main case and for scenarios of the user's own, all, and for another case its
// own.
Result<std::vector<study::FactEntry>> facts_of(const BacktestOptions& options,
                                               const std::string& scenario_name) {
    const auto file = shipped_file("targets/facts.csv");
    if (!file) return file.errors();
    auto entries = study::load_facts_table(file->string());
    if (!entries) return entries.errors();
    for (const int id : options.facts)
        if (std::none_of(entries->begin(), entries->end(), [&](const auto& entry) { return entry.id == id; }))
            return fail("--facts: there is no fact " + std::to_string(id) + "; they are numbered 1 to " +
                        std::to_string(entries->size()));
    const bool has_own = std::any_of(entries->begin(), entries->end(),
                                     [&](const auto& entry) { return entry.scenario == scenario_name; });
    std::erase_if(*entries, [&](const study::FactEntry& entry) {
        if (!options.facts.empty())
            return std::find(options.facts.begin(), options.facts.end(), entry.id) == options.facts.end();
        return scenario_name != main_case && has_own && entry.scenario != scenario_name;
    });
    return entries;
}


std::string date_text(const study::Period& period) {
    const std::string day = format_day(period.first);
    return period.is_month ? day.substr(0, 7) : day;
}

ordered_json fact_json(const study::FactResult& fact) {
    ordered_json json;
    const bool has_value = !fact.finding.parts.empty();
    const study::Estimate value =
        has_value ? fact.finding.parts.front().value : study::Estimate{NAN, NAN, NAN};
    json["id"] = fact.entry.id;
    json["name"] = fact.entry.name;
    json["value"] = number_json(value.value);
    json["low"] = number_json(value.low);
    json["high"] = number_json(value.high);
    json["recorded"] = fact.entry.recorded;
    json["source"] = fact.entry.source;
    json["pass"] = fact.pass;
    json["bound"] = fact.entry.bound;
    json["note"] = fact.finding.note;
    json["parts"] = ordered_json::array();
    for (const study::Part& part : fact.finding.parts)
        json["parts"].push_back({{"name", part.name},
                                 {"unit", part.unit},
                                 {"value", number_json(part.value.value)},
                                 {"low", number_json(part.value.low)},
                                 {"high", number_json(part.value.high)},
                                 {"bound", part.bound},
                                 {"pass", part.pass}});
    return json;
}

ordered_json series_json(const study::SeriesScore& score) {
    ordered_json json;
    json["name"] = study::series_name(score.series);
    json["crps"] = number_json(score.crps);
    json["mape"] = number_json(score.mape);
    json["correlation"] = number_json(score.correlation);
    json["naive_last_month_crps"] = number_json(score.naive_last_month_crps);
    json["naive_last_year_crps"] = number_json(score.naive_last_year_crps);
    json["ranks"] = ordered_json::array();
    json["points"] = ordered_json::array();
    for (const study::ScoredPoint& point : score.points) {
        json["ranks"].push_back(point.rank);
        json["points"].push_back({{"date", date_text(point.period)},
                                  {"observed", point.observed},
                                  {"median", number_json(point.median)},
                                  {"p5", number_json(point.p5)},
                                  {"p95", number_json(point.p95)},
                                  {"crps", number_json(point.crps)}});
    }
    return json;
}

ordered_json result_json(const study::BacktestJob& job, const study::Backtest& result) {
    ordered_json json;
    json["case"] = job.scenario.name;
    json["runs"] = job.settings.runs;
    json["seed"] = job.settings.seed;
    json["facts"] = ordered_json::array();
    for (const study::FactResult& fact : result.facts) json["facts"].push_back(fact_json(fact));
    json["series"] = ordered_json::array();
    for (const study::SeriesScore& score : result.series) json["series"].push_back(series_json(score));
    return json;
}


void add_facts(const study::Backtest& result, std::string& text) {
    std::size_t passed = 0;
    for (const study::FactResult& fact : result.facts) {
        passed += fact.pass ? 1 : 0;
        text += fmt::format("{:>2}  {}  {}\n", fact.entry.id, fact.pass ? "pass" : "FAIL", fact.entry.name);
        for (const study::Part& part : fact.finding.parts)
            text += fmt::format("      {:<4}  {}: {} [{}, {}] {}{}\n",
                                part.bound.empty() ? "" : (part.pass ? "ok" : "FAIL"), part.name,
                                short_number(part.value.value), short_number(part.value.low), short_number(part.value.high),
                                part.unit, part.bound.empty() ? "" : "; bound: " + part.bound);
        if (!fact.finding.note.empty()) text += "      " + fact.finding.note + "\n";
        text += fmt::format("      bound: {}\n      recorded: {}\n      source: {}\n", fact.entry.bound,
                            fact.entry.recorded, fact.entry.source);
    }
    if (!result.facts.empty()) text += fmt::format("{} of {} facts pass\n", passed, result.facts.size());
}

void add_series(const study::Backtest& result, std::string& text) {
    if (result.series.empty()) return;
    text += fmt::format("\n{:<36} {:>9} {:>9} {:>9} {:>11} {:>11}  ranks\n", "series", "crps", "mape %",
                        "corr", "last month", "last year");
    for (const study::SeriesScore& score : result.series) {
        text += fmt::format("{:<36} {:>9} {:>9} {:>9} {:>11} {:>11} ", study::series_name(score.series),
                            short_number(score.crps), short_number(score.mape), short_number(score.correlation),
                            short_number(score.naive_last_month_crps), short_number(score.naive_last_year_crps));
        for (const study::ScoredPoint& point : score.points) text += fmt::format(" {:g}", point.rank);
        text += "\n";
        for (const study::ScoredPoint& point : score.points)
            text +=
                fmt::format("    {:<10} recorded {:>9}  model {:>9} [{}, {}]\n", date_text(point.period),
                            short_number(point.observed), short_number(point.median), short_number(point.p5), short_number(point.p95));
    }
}

std::string result_text(const study::BacktestJob& job, const study::Backtest& result) {
    std::string text = fmt::format(
        "{}: {} runs with parameters drawn from their ranges, seed {}\nvalue [95 percent interval]; model [5 "
        "to 95 percent of runs]\n\n",
        job.scenario.name, job.settings.runs, job.settings.seed);
    add_facts(result, text);
    add_series(result, text);
    if (result.refused_orders > 0)
        text += fmt::format("\nup to {} acts of the recorded policy were refused by the world\n",
                            result.refused_orders);
    return text;
}

int run_command(const BacktestOptions& options) {
    study::BacktestJob job;
    auto scenario = scenario_of_case(options.named_case);
    if (!scenario) return report(scenario.errors());
    job.scenario = std::move(*scenario);
    auto facts = facts_of(options, job.scenario.name);
    if (!facts) return report(facts.errors());
    job.facts = std::move(*facts);
    auto record = record_of(options, job.scenario.name);
    if (!record) return report(record.errors());
    job.record = std::move(*record);
    ProgressLine line;
    job.settings = lab_settings(options.seed, options.runs, options.jobs, line);
    const auto result = study::backtest(job);
    line.end();
    if (!result) return report(result.errors(), exit_failed);
    const std::string text =
        options.json ? result_json(job, *result).dump(2) + "\n" : result_text(job, *result);
    std::fputs(text.c_str(), stdout);
    const bool all_pass = std::all_of(result->facts.begin(), result->facts.end(),
                                      [](const study::FactResult& fact) { return fact.pass; });
    return all_pass ? 0 : exit_failed;
}

}  // namespace

void add_backtest(Program& program) {
    auto options = std::make_shared<BacktestOptions>();
    Command command = program.command("backtest", "The model against recorded history: facts and series");
    command.option("CASE", options->named_case, "a scenario that ships, or a scenario file").with_default();
    command.option("--observed", options->observed,
                   "recorded series to score instead: CSV of date, series, value, unit");
    command.option("--runs", options->runs, "games in each ensemble").between(2, 100000).with_default();
    command.option("--seed", options->seed, "seed of every random number").with_default();
    command.option("--jobs", options->jobs, "worker threads; default: all cores").between(1, 4096);
    command.option("--facts", options->facts, "only these facts, such as 1,3,11").separated_by(',');
    command.flag("--json", options->json, "one JSON document on stdout");
    command.example(
        "Exit code 0: all facts pass; 1: one fails.\nExample: chokepoint backtest april-2025 --facts 1,3,4 "
        "--runs 50");
    command.does([options] { return run_command(*options); });
}

}  // namespace chokepoint::cli
