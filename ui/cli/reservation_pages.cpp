#include "ui/cli/reservation_pages.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"
#include "ui/cli/tables.hpp"

namespace chokepoint::cli {
namespace {

using nlohmann::ordered_json;

std::string with_interval(const study::Estimate& estimate) {
    return fmt::format("{} [{}, {}]", short_number(estimate.value), short_number(estimate.low), short_number(estimate.high));
}

std::string verdict_text(const study::Reservation& each) {
    switch (each.verdict) {
        case study::ReservationVerdict::fitted: return "fitted";
        case study::ReservationVerdict::beyond: return "beyond what was tried: keeps " + short_number(each.before.value);
        case study::ReservationVerdict::open: return "open: keeps " + short_number(each.before.value);
    }
    return {};
}

ordered_json interval_json(const study::Estimate& estimate) {
    return {{"value", number_json(estimate.value)}, {"low", number_json(estimate.low)}, {"high", number_json(estimate.high)}};
}

}  // namespace

std::string ReservationPages::text() const {
    std::string page = fmt::format("{}: {} games, every other one without talks; weeks {}; {} bids and poorer ones of each talk with the rival, "
                                   "each in {} imagined worlds, with the deal and without; {} weeks ahead; seed {}\n\n",
                                   scenario.name, settings.games, fmt::join(settings.at_weeks, ", "), settings.bids, settings.worlds, settings.weeks,
                                   settings.seed);
    Table table{{"government", "bids", "in force", "poorest", "losing", "intercept", "slope", "no deal", "scatter", "R2", "rank", "by week", "by shortage", "verdict"}};
    for (const study::Reservation& each : found) {
        const study::Line& line = each.line;
        table.push_back({std::string(name_of(each.government)), std::to_string(line.points), short_number(each.in_force, 2), short_number(each.poorest),
                         short_number(each.losing, 2), with_interval(line.intercept),
                         with_interval(line.slope), with_interval(line.zero), short_number(line.scatter), short_number(line.r2, 2),
                         short_number(line.rank_correlation, 2), short_number(each.left_by_week, 2), short_number(each.left_by_shortage, 2),
                         verdict_text(each)});
    }
    page += text_table(table);
    page += "\ngain of a deal over none in imagined worlds = intercept + slope x worth by the closed form, both as shares of the best bid's worth; "
            "95 percent\n  intervals by games; no deal: the worth at which the gain is zero; poorest: worth of the poorest bid; losing: share of bids whose\n"
            "  gain is negative; scatter: around the line, beyond the rollouts' own noise; rank: correlation of both; by week, by shortage: rank\n"
            "  correlation of what the line leaves with them\n";
    return page;
}

std::string ReservationPages::json() const {
    ordered_json json{{"scenario", scenario.name},  {"provenance", provenance},   {"games", settings.games}, {"at_weeks", settings.at_weeks},
                      {"bids", settings.bids},      {"worlds", settings.worlds},  {"weeks", settings.weeks}, {"horizon", settings.horizon},
                      {"seed", settings.seed},      {"governments", ordered_json::array()}};
    for (const study::Reservation& each : found) {
        const study::Line& line = each.line;
        json["governments"].push_back({{"government", std::string(name_of(each.government))},
                                       {"figure", each.path},
                                       {"verdict", std::string(name_of(each.verdict))},
                                       {"bids", line.points},
                                       {"games", line.games},
                                       {"in_force", number_json(each.in_force)},
                                       {"poorest", number_json(each.poorest)},
                                       {"losing", number_json(each.losing)},
                                       {"intercept", interval_json(line.intercept)},
                                       {"slope", interval_json(line.slope)},
                                       {"no_deal", interval_json(line.zero)},
                                       {"before", number_json(each.before.value)},
                                       {"scatter", number_json(line.scatter)},
                                       {"r2", number_json(line.r2)},
                                       {"rank_correlation", number_json(line.rank_correlation)},
                                       {"left_by_week", number_json(each.left_by_week)},
                                       {"left_by_shortage", number_json(each.left_by_shortage)}});
    }
    return json.dump(2) + "\n";
}

std::string ReservationPages::bids_csv() const {
    Table table{{"game", "week", "seat", "agenda", "closed", "best", "gain", "error", "in_force", "shortage_ahead"}};
    for (const study::ValuedBid& bid : bids)
        table.push_back({std::to_string(bid.game), std::to_string(bid.week), std::string(role_of(scenario, bid.seat)), scenario.agendas[bid.agenda].name,
                         fmt::format("{}", bid.closed), fmt::format("{}", bid.best), fmt::format("{}", bid.gain), fmt::format("{}", bid.error),
                         fmt::format("{}", bid.in_force), fmt::format("{}", bid.shortage_ahead)});
    return csv_table(table);
}

}  // namespace chokepoint::cli
