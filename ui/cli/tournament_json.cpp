// The one JSON document of a tournament. Its keys are a contract: docs/TOURNAMENT.md.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "ui/cli/support.hpp"
#include "ui/cli/tournament_pages.hpp"

namespace chokepoint::cli {
namespace {

using nlohmann::ordered_json;
using study::Equilibrium;
using study::Estimate;
using study::StrategyReport;

ordered_json interval_json(const char* name, const Estimate& value) {
    return {
        {name, number_json(value.value)}, {"low", number_json(value.low)}, {"high", number_json(value.high)}};
}

ordered_json both_json(const study::BySide& value) {
    return {{"row", number_json(value.row)}, {"column", number_json(value.column)}};
}

ordered_json cell_json(const TournamentPages& pages, std::size_t i, std::size_t j) {
    const study::CellReport& cell = pages.report.cell(i, j);
    ordered_json json;
    json["row"] = pages.design.row.strategies[i];
    json["column"] = pages.design.column.strategies[j];
    json["payoffs"][std::string(row_role(pages.design))] = interval_json("mean", cell.row_payoff);
    json["payoffs"][std::string(column_role(pages.design))] = interval_json("mean", cell.column_payoff);
    json["agreed"] = interval_json("share", cell.agreed);
    json["agreement_week"] = number_json(cell.agreement_week);
    json["agreements"] = cell.agreements;
    json["breaches_per_game"] = number_json(cell.breaches);
    json["two_sided"] = interval_json("share", cell.two_sided);
    return json;
}

ordered_json mixture_json(const study::Mixture& mixture, const std::vector<std::string>& names) {
    ordered_json json = ordered_json::object();
    for (std::size_t i = 0; i < names.size(); ++i) json[names[i]] = mixture[i];
    return json;
}

ordered_json equilibrium_json(const TournamentPages& pages, const Equilibrium& each) {
    return {{"method", name_of(each.method)},
            {"row", mixture_json(each.profile.row, pages.design.row.strategies)},
            {"column", mixture_json(each.profile.column, pages.design.column.strategies)},
            {"payoffs", both_json(each.payoff)},
            {"regret", both_json(each.regret)}};
}

ordered_json exploits_json(const std::vector<std::string>& own, const std::vector<std::string>& other,
                           const std::vector<StrategyReport>& reports) {
    ordered_json list = ordered_json::array();
    for (std::size_t i = 0; i < own.size(); ++i)
        list.push_back({{"strategy", own[i]},
                        {"best_reply", other[reports[i].exploit.reply]},
                        {"payoff", reports[i].exploit.payoff},
                        {"exploitability", number_json(reports[i].exploitability.value)},
                        {"low", number_json(reports[i].exploitability.low)},
                        {"high", number_json(reports[i].exploitability.high)},
                        {"reply_gain", reports[i].exploit.reply_gain}});
    return list;
}

ordered_json ranking_json(const std::vector<std::string>& own, const std::vector<StrategyReport>& reports) {
    ordered_json list = ordered_json::array();
    for (std::size_t rank = 1; rank <= own.size(); ++rank)
        for (std::size_t i = 0; i < own.size(); ++i) {
            const StrategyReport& report = reports[i];
            if (report.rank != rank) continue;
            list.push_back({{"strategy", own[i]},
                            {"rank", rank},
                            {"rank_low", number_json(report.field_rank.low)},
                            {"rank_high", number_json(report.field_rank.high)},
                            {"field", interval_json("mean", report.field)},
                            {"lead", interval_json("mean", report.lead)},
                            {"at_equilibrium", interval_json("mean", report.at_equilibrium)},
                            {"weight", interval_json("value", report.weight)},
                            {"in_support", number_json(report.in_support)},
                            {"alpha_rank", report.alpha_share}});
        }
    return list;
}

}  // namespace

std::string TournamentPages::json() const {
    const auto& rows = design.row.strategies;
    const auto& columns = design.column.strategies;
    ordered_json json;
    json["version"] = program_version();
    json["name"] = design.name;
    json["scenario"] = scenario.name;
    json["seats"] = {{"row", row_role(design)}, {"column", column_role(design)}};
    json["strategies"] = {{"row", rows}, {"column", columns}};
    json["agents"] = ordered_json::object();
    for (const study::SeatStrategy& agent : design.agents) json["agents"][agent.seat] = agent.strategy;
    json["games"] = design.games;
    json["weeks"] = weeks;
    json["seed"] = design.seed;
    json["confidence"] = 0.95;
    json["resamples"] = report.resamples;
    json["cells"] = ordered_json::array();
    for (std::size_t i = 0; i < report.rows; ++i)
        for (std::size_t j = 0; j < report.columns; ++j) json["cells"].push_back(cell_json(*this, i, j));
    json["equilibrium"] = equilibrium_json(*this, report.equilibria.found.front());
    json["equilibria"] = ordered_json::array();
    for (const Equilibrium& each : report.equilibria.found)
        json["equilibria"].push_back(equilibrium_json(*this, each));
    json["largest_support"] = report.equilibria.largest_support;
    json["is_complete"] = report.equilibria.is_complete;
    json["is_degenerate"] = report.equilibria.is_degenerate;
    json["exploitability"] = {{"row", exploits_json(rows, columns, report.row)},
                              {"column", exploits_json(columns, rows, report.column)}};
    json["ranking"] = {{"row", ranking_json(rows, report.row)},
                       {"column", ranking_json(columns, report.column)}};
    return json.dump(2) + "\n";
}

}  // namespace chokepoint::cli
