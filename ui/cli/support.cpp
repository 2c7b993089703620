#include "ui/cli/support.hpp"

#include <algorithm>
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "agents/roster/roster.hpp"
#include "engine/game/imagination.hpp"
#include "proto/codec/scenario_text.hpp"
#include "ui/cli/scored.hpp"

namespace chokepoint::cli {
namespace {

std::string known_roles(const Scenario& scenario) {
    std::string list;
    for (std::size_t seat = 0; seat < seat_count(scenario); ++seat)
        list += (list.empty() ? "" : ", ") + std::string(role_of(scenario, static_cast<SeatId>(seat)));
    return list;
}

Error unknown_role(const Scenario& scenario, const std::string& role) {
    return fail("no seat '" + role + "' in this scenario; its seats are " + known_roles(scenario));
}

}  // namespace

int report(const Errors& errors, int code) {
    for (const Error& error : errors) std::fprintf(stderr, "chokepoint: %s\n", error.to_string().c_str());
    return code;
}

std::filesystem::path own_path() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored);
}

Result<std::filesystem::path> shipped_file(const std::string& below_configs) {
    for (std::filesystem::path folder = own_path().parent_path();; folder = folder.parent_path()) {
        for (const char* place : {"configs", "share/chokepoint"}) {
            const std::filesystem::path candidate = folder / place / below_configs;
            if (std::filesystem::exists(candidate)) return candidate;
        }
        if (folder == folder.parent_path()) break;
    }
    return fail("the shipped file configs/" + below_configs + " is not beside the program or in a folder above it; name one yourself");
}

std::string scenario_file(const std::string& named) { return file_or_shipped(named, "scenarios"); }

std::string file_or_shipped(const std::string& named, const std::string& folder) {
    std::error_code ignored;
    if (std::filesystem::exists(named, ignored) || named.find('/') != std::string::npos) return named;
    const auto shipped = shipped_file(folder + "/" + named + ".textproto");
    return shipped ? shipped->string() : named;
}

std::string length_text(const Scenario& scenario, int weeks) {
    const std::string length = fmt::format("{} weeks", weeks);
    return scenario.weeks_per_turn == 1 ? length : fmt::format("{} in turns of {}", length, scenario.weeks_per_turn);
}

Result<std::shared_ptr<const Setup>> load_setup(const std::string& named, const std::vector<std::string>& changes) {
    Result<Scenario> scenario = codec::load_scenario(scenario_file(named));
    if (!scenario) return scenario.errors();
    for (const std::string& change : changes) {
        const std::size_t equals = change.find('=');
        if (equals == std::string::npos)
            return fail("--set " + change + ": expected PATH=VALUE, such as rules.prices.noise=0");
        const Status set = codec::set_value(*scenario, change.substr(0, equals), change.substr(equals + 1));
        if (!set) return fail("--set " + change + ": " + set.error().to_string());
    }
    return make_setup(std::move(*scenario));
}

Result<std::vector<std::string>> strategies_by_seat(const Scenario& scenario, const std::vector<std::string>& words) {
    std::vector<std::string> strategies(seat_count(scenario)), roles;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos) return fail("--agent " + word + ": expected ROLE=STRATEGY, such as us=boulware");
        const std::string role = word.substr(0, equals), strategy = word.substr(equals + 1);
        if (std::find(roles.begin(), roles.end(), role) != roles.end()) return fail("--agent " + word + ": " + role + " has a strategy already; give it one");
        roles.push_back(role);
        for (const char* guest : {"human", "person", "remote"})
            if (strategy == guest)
                return fail("--agent " + word + ": people and programs take seats of a served game: chokepoint serve SCENARIO --open " + role +
                            ", then chokepoint view, chokepoint agent or a client of your own (docs/PROTOCOL.md); --agent names strategies of bots");
        bool found = false;
        for (std::size_t i = 0; i < strategies.size(); ++i) {
            const auto seat = static_cast<SeatId>(i);
            const bool government = is_government(scenario, seat);
            if (role != "all" && role != role_of(scenario, seat) && !(role == "governments" && government) &&
                !(role == "firms" && !government))
                continue;
            found = true;
            if (auto agent = roster()(scenario, seat, strategy); !agent)
                return fail("--agent " + word + ": " + agent.error().to_string());
            strategies[i] = strategy;
        }
        if (!found) return unknown_role(scenario, role);
    }
    return strategies;
}

Roster roster() { return make_roster(make_imagination); }

Result<std::vector<SeatId>> seats_named(const Scenario& scenario, const std::string& words) {
    std::vector<SeatId> seats;
    if (words == "all") {
        for (std::size_t seat = 0; seat < seat_count(scenario); ++seat) seats.push_back(static_cast<SeatId>(seat));
        return seats;
    }
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t comma = std::min(words.find(',', at), words.size());
        const std::string role = words.substr(at, comma - at);
        const SeatId seat = seat_of(scenario, role);
        if (seat == no_seat) return unknown_role(scenario, role);
        seats.push_back(seat);
        at = comma + 1;
    }
    return seats;
}

nlohmann::ordered_json number_json(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json number_json(const std::optional<double>& value) {
    return value ? number_json(*value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json outcomes_json(const Outcomes& outcomes) {
    nlohmann::ordered_json json;
    for (const Field& field : table_of<Outcomes>().fields) {
        const void* value = element_at(field, &outcomes, 0);
        if (field.kind == FieldKind::f64) json[std::string(field.name)] = *static_cast<const double*>(value);
        else json[std::string(field.name)] = *static_cast<const std::int32_t*>(value);
    }
    // A week that never came is null, not zero.
    for (const char* week : {"truce_week", "first_stop_week"})
        if (json[week] == 0) json[week] = nullptr;
    return json;
}

std::string strategy_in(const Setup& setup, const std::vector<std::string>& strategies, SeatId seat) {
    if (seat < strategies.size() && !strategies[seat].empty()) return strategies[seat];
    return std::string(strategy_of(setup.scenario, seat));
}

nlohmann::ordered_json run_json(const Setup& setup, const Game& game, const std::vector<std::string>& strategies, const Scores& scores) {
    const Outcomes result = outcomes(setup, game);
    nlohmann::ordered_json json;
    json["scenario"] = setup.scenario.name;
    json["seed"] = game.cursor.seed;
    json["weeks"] = result.weeks;
    json["digest"] = format_digest(digest_of(game));
    json["outcomes"] = outcomes_json(result);
    json["seats"] = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < setup.params.seats; ++i) {
        const auto seat = static_cast<SeatId>(i);
        nlohmann::ordered_json own{{"role", role_of(setup.scenario, seat)}, {"strategy", strategy_in(setup, strategies, seat)}};
        add_scores(setup, game, scores, seat, own);
        own["passes"] = game.talks.passes[i];
        json["seats"].push_back(std::move(own));
    }
    json["shared_value"] = scores ? number_json(scores->shared_value) : nlohmann::ordered_json(nullptr);
    json["mass_balance_rel_max"] = result.mass_balance_rel_max;
    return json;
}

std::string outcomes_text(const Setup& setup, const Game& game) {
    const Outcomes result = outcomes(setup, game);
    std::string text = fmt::format("{} - seed {}, {}, digest {}\n\n", setup.scenario.title, game.cursor.seed,
                                   length_text(setup.scenario, result.weeks), format_digest(digest_of(game)));
    const auto week = [](int number) { return number > 0 ? fmt::format("week {}", number) : std::string("never"); };
    text += fmt::format("  U.S.-China truce in force      {}\n", week(result.truce_week));
    text += fmt::format("  first user plant stopped       {}\n", week(result.first_stop_week));
    text += fmt::format("  plants that stopped            {:.0f} (at most {:.0f} at once)\n", result.plants_stopped, result.plants_stopped_peak);
    text += fmt::format("  peak headline tariff           U.S. {:.0f} %, China {:.0f} %\n", result.peak_us_tariff_pct, result.peak_china_tariff_pct);
    text += fmt::format("  final headline tariff          U.S. {:.0f} %, China {:.0f} %\n", result.final_us_tariff_pct, result.final_china_tariff_pct);
    text += fmt::format("  agreements in force            {}, breaches declared {}, snap-backs {}\n", result.agreements, result.breaches, result.snap_backs);
    text += fmt::format("  licences granted               {:.0f} % of those decided\n", 100.0 * result.licences_granted_share);
    text += fmt::format("  dysprosium outside, peak       {:.0f} USD/kg\n", result.peak_dy_outside_usd_per_kg);
    text += fmt::format("  mean pain                      U.S. {:.2f}, China {:.2f} (% of yearly output)\n", result.pain_us, result.pain_china);
    text += fmt::format("  mass balance, worst error      {:.1e}\n\n", result.mass_balance_rel_max);
    return text;
}

}  // namespace chokepoint::cli
