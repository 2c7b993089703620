#include "ui/cli/sensitivity_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"
#include "ui/cli/tables.hpp"

namespace chokepoint::cli {
namespace {

using nlohmann::ordered_json;
using study::Effect;
using study::Scaling;
using study::Screened;
using study::Trial;
using study::Judgement;

std::string signed_number(double value) { return std::isfinite(value) ? fmt::format("{:+.3g}", value) : "-"; }
std::string interval(const study::Estimate& value) {
    return fmt::format("{} [{}, {}]", signed_number(value.value), signed_number(value.low),
                       signed_number(value.high));
}

std::string words_of(Judgement verdict) {
    switch (verdict) {
        case Judgement::as_expected:
            return "as expected";
        case Judgement::opposite:
            return "OPPOSITE";
        case Judgement::no_effect:
            return "no effect within noise";
    }
    return {};
}

// The value a parameter was set to; marked where the scenario would not be sound further out.
std::string end_text(const Scaling& scaling) {
    return short_number(scaling.after) + (scaling.clipped > 0 ? " (clipped)" : "");
}
std::string unit_text(const Scaling& scaling) {
    return scaling.figures > 1 ? fmt::format("{}, mean of {}", scaling.unit, scaling.figures) : scaling.unit;
}

ordered_json head_json(const PageHead& head) {
    return {{"case", head.scenario}, {"runs", head.runs}, {"seed", head.seed}};
}

ordered_json scaling_json(const Scaling& scaling) {
    return {{"value", scaling.after}, {"factor", scaling.factor()}, {"clipped", scaling.clipped}};
}

ordered_json effect_json(const Effect& effect) {
    return {{"outcome", effect.outcome->name},        {"unit", effect.outcome->unit},
            {"at_lower", number_json(effect.at_lower)},    {"at_base", number_json(effect.at_base)},
            {"at_upper", number_json(effect.at_upper)},    {"shift", number_json(effect.shift.value)},
            {"low", number_json(effect.shift.low)},        {"high", number_json(effect.shift.high)},
            {"elasticity", number_json(effect.elasticity)}};
}

// --- expectations
// -------------------------------------------------------------------------------------------

std::string summary_of(const std::vector<Trial>& trials) {
    const std::size_t failed = study::count_failed(trials);
    return fmt::format("{} of {} parameters move every listed outcome as expected", trials.size() - failed,
                       trials.size());
}

std::string trials_json(const PageHead& head, const std::vector<Trial>& trials) {
    ordered_json json = head_json(head);
    json["as_expected"] = trials.size() - study::count_failed(trials);
    json["parameters"] = ordered_json::array();
    for (const Trial& trial : trials) {
        ordered_json rows = ordered_json::array();
        for (const Trial::Row& row : trial.rows) {
            ordered_json effect = effect_json(row.effect);
            effect["expected"] = row.expected.rises ? "rises" : "falls";
            effect["verdict"] = name_of(row.verdict);
            effect["reason"] = row.expected.reason;
            rows.push_back(std::move(effect));
        }
        json["parameters"].push_back({{"path", trial.path},
                                      {"unit", trial.down.unit},
                                      {"figures", trial.down.figures},
                                      {"value", trial.down.before},
                                      {"lower", scaling_json(trial.down)},
                                      {"upper", scaling_json(trial.up)},
                                      {"outcomes", std::move(rows)}});
    }
    return json.dump(2) + "\n";
}

std::string trials_text(const std::vector<Trial>& trials) {
    std::string text;
    for (const Trial& trial : trials) {
        text += fmt::format("{}: {} to {}, in the scenario {} ({})\n", trial.path, end_text(trial.down),
                            end_text(trial.up), short_number(trial.down.before), unit_text(trial.down));
        for (const Trial::Row& row : trial.rows)
            text += fmt::format("    {:<24} {:>9} {:>9} {:>9}  {:<30} elasticity {:>7}  {}: {}\n",
                                row.effect.outcome->name, short_number(row.effect.at_lower),
                                short_number(row.effect.at_base), short_number(row.effect.at_upper),
                                interval(row.effect.shift), signed_number(row.effect.elasticity),
                                row.expected.rises ? "rises" : "falls", words_of(row.verdict));
    }
    return text;
}

Table trials_table(const std::vector<Trial>& trials) {
    Table table{{"parameter", "unit", "-50 %", "value", "+50 %", "outcome", "unit", "at -50 %", "base",
                 "at +50 %", "difference [95 %]", "elasticity", "expected", "verdict", "why"}};
    for (const Trial& trial : trials)
        for (const Trial::Row& row : trial.rows)
            table.push_back(
                {trial.path, unit_text(trial.down), end_text(trial.down), short_number(trial.down.before),
                 end_text(trial.up), std::string(row.effect.outcome->name),
                 std::string(row.effect.outcome->unit), short_number(row.effect.at_lower), short_number(row.effect.at_base),
                 short_number(row.effect.at_upper), interval(row.effect.shift), signed_number(row.effect.elasticity),
                 row.expected.rises ? "rises" : "falls", words_of(row.verdict), row.expected.reason});
    return table;
}

// --- screening
// ----------------------------------------------------------------------------------------------

// The outcomes that surely move, the most elastic first.
std::string moved_text(const Screened& screened, std::size_t most) {
    std::vector<const Effect*> moved;
    for (const Effect& effect : screened.effects)
        if (effect.shift.low > 0.0 || effect.shift.high < 0.0) moved.push_back(&effect);
    const auto size = [](const Effect* effect) {
        return std::isfinite(effect->elasticity) ? std::abs(effect->elasticity) : 0.0;
    };
    std::stable_sort(moved.begin(), moved.end(),
                     [&](const Effect* a, const Effect* b) { return size(a) > size(b); });
    std::string text;
    for (std::size_t i = 0; i < std::min(most, moved.size()); ++i)
        text += fmt::format("{}{} {}", i > 0 ? ", " : "", moved[i]->outcome->name,
                            signed_number(moved[i]->elasticity));
    return text;
}

Table screen_table(const std::vector<Screened>& screened) {
    Table table{{"rank", "parameter", "score", "outcomes moved", "the most elastic of these"}};
    for (std::size_t i = 0; i < screened.size(); ++i) {
        const Screened& each = screened[i];
        table.push_back({std::to_string(i + 1), each.path, fmt::format("{:.3f}", each.score),
                         fmt::format("{} of {}", each.moved, each.effects.size()),
                         each.moves_nothing() ? "moves nothing" : moved_text(each, 4)});
    }
    return table;
}

std::string screen_json(const PageHead& head, const std::vector<Screened>& screened) {
    ordered_json json = head_json(head);
    json["parameters"] = ordered_json::array();
    for (const Screened& each : screened) {
        ordered_json effects = ordered_json::array();
        for (const Effect& effect : each.effects) effects.push_back(effect_json(effect));
        json["parameters"].push_back({{"path", each.path},
                                      {"score", each.score},
                                      {"moved", each.moved},
                                      {"moves_nothing", each.moves_nothing()},
                                      {"lower", scaling_json(each.down)},
                                      {"upper", scaling_json(each.up)},
                                      {"outcomes", std::move(effects)}});
    }
    return json.dump(2) + "\n";
}

std::string screen_text(const Table& table) {
    std::string text;
    for (const auto& row : table)
        text += fmt::format("{:>4}  {:<44} {:>7}  {:>14}  {}\n", row[0], row[1], row[2], row[3], row[4]);
    return text;
}

std::string summary_of(const std::vector<Screened>& screened) {
    const auto idle = std::count_if(screened.begin(), screened.end(),
                                    [](const Screened& each) { return each.moves_nothing(); });
    return fmt::format("{} parameters, {} of them move nothing", screened.size(), idle);
}

// --- pages
// --------------------------------------------------------------------------------------------------

std::string legend(const PageHead& head) {
    return fmt::format(
        "{}: every parameter at half and at one and a half times its value, all others as the scenario has "
        "them; {} runs each on the same seeds, seed {}. Differences are upper less lower with their 95 "
        "percent interval, by pairs of runs.",
        head.scenario, head.runs, head.seed);
}

std::string plain_page(PageKind kind, const PageHead& head, const std::string& title,
                       const std::string& summary, const std::string& text, const Table& table) {
    if (kind == PageKind::csv) return csv_table(table);
    if (kind == PageKind::text) return legend(head) + "\n\n" + text + "\n" + summary + "\n";
    return fmt::format("# {}\n\nPrinted by `{}`.\n\n{}\n\n{}.\n\n{}", title, head.command, legend(head),
                       summary, markdown_table(table));
}

}  // namespace

std::string trials_page(PageKind kind, const PageHead& head, const std::vector<Trial>& trials) {
    if (kind == PageKind::json) return trials_json(head, trials);
    return plain_page(kind, head, "Sensitivity of " + head.scenario, summary_of(trials), trials_text(trials),
                      trials_table(trials));
}

std::string screen_page(PageKind kind, const PageHead& head, const std::vector<Screened>& screened) {
    if (kind == PageKind::json) return screen_json(head, screened);
    const Table table = screen_table(screened);
    return plain_page(kind, head, "All parameters of " + head.scenario + " by what they move",
                      summary_of(screened), screen_text(table), table);
}

namespace {

std::string p_text(double p) { return p < 0.0005 ? "< 0.0005" : fmt::format("{:.3f}", p); }

Table mechanisms_table(const std::vector<study::MechanismTrial>& trials) {
    Table table{{"switched off", "measure", "with it", "without it", "difference [95 %]", "p"}};
    for (const study::MechanismTrial& trial : trials)
        for (const study::MechanismEffect& effect : trial.effects)
            table.push_back({std::string(name_of(trial.mechanism)),
                             fmt::format("{} ({})", effect.outcome->meaning, effect.outcome->unit),
                             short_number(effect.with), short_number(effect.without), interval(effect.shift), p_text(effect.p)});
    return table;
}

std::string mechanisms_json(const PageHead& head, const std::vector<study::MechanismTrial>& trials) {
    ordered_json json = head_json(head);
    json["mechanisms"] = ordered_json::array();
    for (const study::MechanismTrial& trial : trials) {
        ordered_json rows = ordered_json::array();
        for (const study::MechanismEffect& effect : trial.effects)
            rows.push_back({{"outcome", effect.outcome->name}, {"unit", effect.outcome->unit},
                            {"with", number_json(effect.with)}, {"without", number_json(effect.without)},
                            {"shift", number_json(effect.shift.value)}, {"low", number_json(effect.shift.low)},
                            {"high", number_json(effect.shift.high)}, {"p", number_json(effect.p)}});
        json["mechanisms"].push_back({{"name", name_of(trial.mechanism)}, {"matters", trial.matters()}, {"outcomes", std::move(rows)}});
    }
    return json.dump(2) + "\n";
}

}  // namespace

std::string mechanisms_page(PageKind kind, const PageHead& head, const std::vector<study::MechanismTrial>& trials) {
    if (kind == PageKind::json) return mechanisms_json(head, trials);
    const Table table = mechanisms_table(trials);
    if (kind == PageKind::csv) return csv_table(table);
    const auto count = std::count_if(trials.begin(), trials.end(), [](const auto& trial) { return trial.matters(); });
    const std::string sum = fmt::format("{} of {} mechanisms surely change deals or breaches when switched off", count, trials.size());
    if (kind == PageKind::markdown)
        return fmt::format("{} games of {} each, the same seeds. {}.\n\n", head.runs, head.scenario, sum) + markdown_table(table);
    std::string text;
    for (std::size_t row = 0; row < table.size(); ++row)
        text += fmt::format("{:<14} {:<66} {:>9} {:>11}  {:<30} {:>9}\n", table[row][0], table[row][1], table[row][2],
                            table[row][3], table[row][4], table[row][5]);
    return text + sum + "\n";
}

}  // namespace chokepoint::cli
