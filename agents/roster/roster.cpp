// Strategies by name. A strategy is data for one of a few machines, so that a new one is a line here.
#include "agents/roster/roster.hpp"

#include <array>
#include <optional>

#include "agents/ally/ally.hpp"
#include "agents/china/china.hpp"
#include "agents/firm/firm.hpp"
#include "agents/strategies/appraiser.hpp"
#include "agents/strategies/government.hpp"
#include "agents/strategies/historical.hpp"
#include "agents/strategies/random_agent.hpp"
#include "agents/us/us.hpp"

namespace chokepoint {

namespace {

using agents::Concession;
using agents::FirmStyle;
using agents::Style;

constexpr std::array infos{
    StrategyInfo{"boulware", "holds out and concedes late, close to its deadline", true, false},
    StrategyInfo{"linear", "concedes evenly over the weeks", true, false},
    StrategyInfo{"conceder", "concedes early", true, false},
    StrategyInfo{"tit-for-tat", "answers concessions and blows in kind, and forgives with time", true, false},
    StrategyInfo{"micro", "makes a new bid as long as it has made no more than it has heard (MiCRO)", true, false},
    StrategyInfo{"grim", "co-operates until the rival breaks a promise, and never again after it", true, false},
    StrategyInfo{"bayesian", "infers the rival's patience, red line and stocks from offers and deeds, and bids against that", true, false},
    StrategyInfo{"bayesian-blind", "the same without inference: what learning is worth", true, false},
    StrategyInfo{"lookahead", "plays rollouts of imagined worlds before it bids, answers or strikes", true, false},
    StrategyInfo{"opportunist", "deals readily, keeps little of what nobody checks, and takes what a truce leaves open", true, false},
    StrategyInfo{"hawk", "boulware with a firmer line and larger replies", true, false},
    StrategyInfo{"dove", "linear with a softer line and smaller replies", true, false},
    StrategyInfo{"historical", "plays the recorded course of measures, and no talks", true, false},
    StrategyInfo{"profit", "a firm that weighs stock, sales and contracts for profit", false, true},
    StrategyInfo{"hoarder", "a firm that buys all it can under a control and understates its stock", false, true},
    StrategyInfo{"passive", "does nothing beyond its standing orders", true, true},
    StrategyInfo{"random", "legal messages at random", true, true},
};

std::optional<Style> style_of(std::string_view strategy) {
    if (strategy == "boulware") return Style{Concession::by_time, 0.4, 0.0, 1.0, false};
    if (strategy == "linear") return Style{Concession::by_time, 1.0, 0.0, 1.0, false};
    if (strategy == "conceder") return Style{Concession::by_time, 2.5, 0.0, 1.0, false};
    if (strategy == "tit-for-tat") return Style{Concession::by_deed, 1.0, 0.0, 1.0, true};
    if (strategy == "micro") return Style{Concession::minimal, 1.0, 0.0, 1.0, false};
    if (strategy == "grim") {
        Style style{Concession::by_time, 1.0, 0.0, 1.1, false};
        style.grim = true;
        return style;
    }
    if (strategy == "bayesian" || strategy == "bayesian-blind") {
        Style style{Concession::by_inference, 1.0, 0.0, 1.0, false};
        style.learns = strategy == "bayesian";
        return style;
    }
    if (strategy == "lookahead") return Style{Concession::by_search, 1.0, 0.0, 1.0, true};
    if (strategy == "opportunist") {
        Style style{Concession::by_time, 1.5, 0.0, 1.0, true};
        style.keeps = 0.6;
        style.grabs = 8.0;
        return style;
    }
    if (strategy == "hawk") return Style{Concession::by_time, 0.25, 0.3, 1.2, false};
    if (strategy == "dove") return Style{Concession::by_time, 1.0, -0.3, 0.8, true};
    return std::nullopt;
}

std::optional<FirmStyle> firm_style_of(std::string_view strategy) {
    if (strategy == "profit") return FirmStyle{true, 1.5, 0.3, 0.9, false, 0.6, 0.5, 7.0, 0.5};
    if (strategy == "hoarder") return FirmStyle{true, 2.4, 0.6, 0.6, true, 0.8, 0.2, 3.0, 0.8};
    return std::nullopt;
}

agents::Actors actors() {
    agents::Actors all;
    all.fill(&agents::ally_actor());
    all[index_of(Government::us)] = &agents::us_actor();
    all[index_of(Government::china)] = &agents::china_actor();
    return all;
}

class Passive final : public Agent {
  public:
    void decide(const Observation&, Mind&, std::uint64_t, Answer&) const override {}
};

Error unknown(std::string_view strategy, std::string_view role, bool government) {
    std::string text = "strategy '" + std::string(strategy) + "' cannot play " + std::string(role) + "; known for " +
                       (government ? "governments" : "firms") + ":";
    for (const StrategyInfo& info : infos)
        if (government ? info.for_governments : info.for_firms) text += " " + std::string(info.name);
    return fail(std::move(text));
}

}  // namespace

std::span<const StrategyInfo> strategies() { return infos; }

Roster make_roster(Imaginer imaginer) {
    return [imaginer = std::move(imaginer)](const Scenario& scenario, SeatId seat, std::string_view strategy) {
        return make_agent(scenario, seat, strategy, imaginer);
    };
}

std::unique_ptr<const Appraiser> make_appraiser(const Scenario& scenario, SeatId seat) {
    CHOKEPOINT_CHECK(is_government(scenario, seat));
    return agents::make_appraiser(agents::make_facts(scenario, seat), actors());
}

Result<std::unique_ptr<const Agent>> make_agent(const Scenario& scenario, SeatId seat, std::string_view strategy,
                                                const Imaginer& imaginer) {
    if (seat >= seat_count(scenario)) return fail("there is no seat " + std::to_string(seat));
    Government government = Government::us;
    const bool governs = is_government(scenario, seat, &government);
    for (const StrategyInfo& info : infos) {
        if (info.name != strategy || !(governs ? info.for_governments : info.for_firms)) continue;
        if (strategy == "passive") return std::unique_ptr<const Agent>(std::make_unique<Passive>());
        agents::Facts facts = agents::make_facts(scenario, seat);
        if (strategy == "random") return agents::make_random(std::move(facts));
        if (strategy == "historical") return agents::make_historical(std::move(facts), government);
        if (governs) {
            const Style style = *style_of(strategy);
            std::shared_ptr<const Imagination> imagination;
            if (style.concession == Concession::by_search) {
                if (!imaginer) return fail("strategy '" + std::string(strategy) + "' imagines worlds, and this program gives it none: hand make_roster() an imaginer");
                imagination = imaginer(scenario);
            }
            return agents::make_government(std::move(facts), style, actors(), std::move(imagination));
        }
        return agents::make_firm(std::move(facts), *firm_style_of(strategy), actors());
    }
    return unknown(strategy, role_of(scenario, seat), governs);
}

}  // namespace chokepoint
