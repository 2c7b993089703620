// Strategies by name. A strategy is data for one of a few machines (numbers.cpp), so that a new one is a line there.
#include "agents/roster/roster.hpp"

#include "agents/ally/ally.hpp"
#include "agents/china/china.hpp"
#include "agents/firm/firm.hpp"
#include "agents/roster/numbers.hpp"
#include "agents/strategies/appraiser.hpp"
#include "agents/strategies/government.hpp"
#include "agents/strategies/historical.hpp"
#include "agents/strategies/random_agent.hpp"
#include "agents/us/us.hpp"

namespace chokepoint {

namespace {

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

bool plays(const StrategyInfo& info, bool governs) { return governs ? info.for_governments : info.for_firms; }

Error unknown(const Scenario& scenario, std::string_view strategy, std::string_view role, bool governs) {
    std::string text = "strategy '" + std::string(strategy) + "' cannot play " + std::string(role) + "; known for " +
                       (governs ? "governments" : "firms") + ":";
    for (const StrategyInfo& info : strategies_of(scenario))
        if (plays(info, governs)) text += " " + std::string(info.name);
    return fail(std::move(text));
}

}  // namespace

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
    const StrategyInfo* info = strategy_played(scenario, strategy);
    if (info == nullptr || !plays(*info, governs)) return unknown(scenario, strategy, role_of(scenario, seat), governs);
    if (info->name == "passive") return std::unique_ptr<const Agent>(std::make_unique<Passive>());
    agents::Facts facts = agents::make_facts(scenario, seat);
    if (info->name == "random") return agents::make_random(std::move(facts));
    if (info->name == "historical") return agents::make_historical(std::move(facts), government);
    if (!governs) return agents::make_firm(std::move(facts), firm_style_of(scenario, strategy), actors());
    const agents::Style style = style_of(scenario, strategy);
    std::shared_ptr<const Imagination> imagination;
    if (style.concession == agents::Concession::by_search) {
        if (!imaginer) return fail("strategy '" + std::string(strategy) + "' imagines worlds, and this program gives it none: hand make_roster() an imaginer");
        imagination = imaginer(scenario);
    }
    return agents::make_government(std::move(facts), style, actors(), std::move(imagination));
}

}  // namespace chokepoint
