#include "ui/cli/scored.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "ui/cli/study_support.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

std::string share_text(const std::optional<double>& share) {
    return share ? fmt::format("{:.0f} %", 100.0 * *share) : std::string("-");
}

}  // namespace

Result<std::optional<study::GameScores>> scores_of(const Setup& setup, const Game& game, const ScoreWishes& wishes) {
    std::optional<study::GameScores> scores;
    if (wishes.unscored) return scores;
    study::ReferenceSettings settings;
    settings.roster = roster();
    settings.jobs = std::max(1u, std::thread::hardware_concurrency());
    ProgressLine line;
    settings.progress = [&line](std::size_t played, std::size_t of) {
        line.show("reference games for the scores", static_cast<std::uint32_t>(played), static_cast<std::uint32_t>(of));
    };
    const study::GameKey key = study::key_of(game);
    const auto references = study::play_references(setup, settings, key);
    if (!references) {
        line.end();
        return references.errors();
    }
    scores = study::seat_scores(setup, game, *references);
    const Status compared =
        study::add_percentiles(setup, settings, key, static_cast<std::size_t>(wishes.percentile_games), *scores);
    line.end();
    if (!compared) return compared.errors();
    return scores;
}

void print_outcomes(const Setup& setup, const Game& game) {
    std::fputs(outcomes_text(setup, game).c_str(), stdout);
    std::fflush(stdout);
}

void add_scores(const Setup& setup, const Game& game, const std::optional<study::GameScores>& scores, SeatId seat,
                nlohmann::ordered_json& json) {
    const study::SeatScore* own = scores ? &scores->seats[seat] : nullptr;
    const auto or_null = [&](double study::SeatScore::* figure) {
        return own != nullptr ? number_json(own->*figure) : nlohmann::ordered_json(nullptr);
    };
    json["score"] = own != nullptr && own->has_room ? number_json(own->score) : nlohmann::ordered_json(nullptr);
    json["has_room"] = own != nullptr ? nlohmann::ordered_json(own->has_room) : nlohmann::ordered_json(nullptr);
    json["value"] = number_json(value_of(setup, game, seat));
    json["no_deal"] = or_null(&study::SeatScore::no_deal);
    json["best_feasible"] = or_null(&study::SeatScore::best_feasible);
    if (own != nullptr && own->percentile) json["percentile"] = number_json(*own->percentile);
    json["promises_kept"] = number_json(promises_kept(game, seat));
}

std::string seats_text(const Setup& setup, const Game& game, const std::vector<std::string>& strategies,
                       const std::optional<study::GameScores>& scores) {
    const bool has_percentiles = scores && !scores->seats.empty() && scores->seats.front().percentile;
    std::string text =
        fmt::format("  {:<28}{:<16}{:>8}{:>11}{:>11}{:>11}{:>7}{:>9}{}\n", "seat", "strategy", "score", "value", "no deal",
                    "best", "kept", "passes", has_percentiles ? "  percentile" : "");
    for (std::size_t i = 0; i < setup.params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        const auto column = [&](double study::SeatScore::* figure, int places) {
            return scores ? fmt::format("{:.{}f}", scores->seats[i].*figure, places) : std::string("-");
        };
        const bool is_shown = !scores || scores->seats[i].has_room;
        text += fmt::format("  {:<28}{:<16}{:>8}{:>11.1f}{:>11}{:>11}{:>7}{:>9}{}\n", role_of(setup.scenario, seat),
                            strategy_in(setup, strategies, seat), is_shown ? column(&study::SeatScore::score, 2) : "no room",
                            value_of(setup, game, seat), column(&study::SeatScore::no_deal, 1),
                            column(&study::SeatScore::best_feasible, 1),
                            share_text(promises_kept(game, seat)), game.talks.passes[i],
                            has_percentiles ? fmt::format("{:>12.0f}", *scores->seats[i].percentile) : std::string());
    }
    if (scores)
        text += fmt::format("\n  shared value                   {:.1f} point-weeks gained by all governments over no deal\n",
                            scores->shared_value);
    text += "  values: governments in point-weeks, firms in USD million (docs/SCORES.md)\n";
    const auto lacks_room = [](const study::SeatScore& seat) { return !seat.has_room; };
    if (scores && std::any_of(scores->seats.begin(), scores->seats.end(), lacks_room))
        text += "  no room: hardly any deal would have left the seat better off than none; see value and no deal\n";
    return text;
}

Result<std::optional<study::Stability>> front_of(const Setup& setup, const Game& game, const std::vector<std::string>& strategies,
                                                 const ScoreWishes& wishes) {
    if (wishes.unscored) return std::optional<study::Stability>{};
    return study::stability_of(setup, roster(), strategies, game, std::max(1u, std::thread::hardware_concurrency()));
}

nlohmann::ordered_json front_json(const Setup& setup, const std::optional<study::Stability>& front) {
    if (!front) return nullptr;
    const auto role = [&](Government government) { return role_of(setup.scenario, setup.params.of(government).seat); };
    nlohmann::ordered_json json{{"week", front->week}, {"members", nlohmann::ordered_json::array()}};
    for (Government member : front->members) json["members"].push_back(role(member));
    json["internally_stable"] = front->is_internally_stable();
    json["externally_stable"] = front->is_externally_stable();
    json["deviations"] = nlohmann::ordered_json::array();
    for (const study::Deviation& each : front->deviations)
        json["deviations"].push_back({{"role", role(each.who)},
                                      {"does", each.joins ? "joins" : "leaves"},
                                      {"gain", number_json(each.gain)},
                                      {"magnets_t", number_json(each.magnets_t)},
                                      {"magnets_if_t", number_json(each.magnets_if_t)}});
    return json;
}

std::string front_text(const Setup& setup, const std::optional<study::Stability>& front) {
    if (!front) return {};
    const auto role = [&](Government government) { return role_of(setup.scenario, setup.params.of(government).seat); };
    std::string members;
    for (Government member : front->members) members += (members.empty() ? "" : ", ") + std::string(role(member));
    std::string text = fmt::format("\n  common front, first in week {}: {}\n", front->week, members);
    text += fmt::format("  internally {}, externally {}\n", front->is_internally_stable() ? "stable" : "unstable",
                        front->is_externally_stable() ? "stable" : "unstable");
    text += fmt::format("  {:<12}{:<9}{:>14}{:>22}{:>12}\n", "if it", "", "gain", "magnets, last 8 weeks", "as played");
    for (const study::Deviation& each : front->deviations)
        text += fmt::format("  {:<12}{:<9}{:>14.2f}{:>20.0f} t{:>10.0f} t\n", role(each.who), each.joins ? "joins" : "leaves", each.gain,
                            each.magnets_if_t, each.magnets_t);
    return text;
}

}  // namespace chokepoint::cli
