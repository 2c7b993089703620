#include "engine/domain/strategies.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace chokepoint {

namespace {

constexpr std::uint8_t by_time = bit(StrategyPart::government) | bit(StrategyPart::time);
constexpr std::uint8_t by_deed = bit(StrategyPart::government) | bit(StrategyPart::deed);
constexpr std::uint8_t by_bids = bit(StrategyPart::government);
constexpr std::uint8_t by_foresight = by_time | bit(StrategyPart::foresight);
constexpr std::uint8_t of_firms = bit(StrategyPart::firm) | bit(StrategyPart::time);

constexpr std::array shipped{
    StrategyInfo{"boulware", "holds out and concedes late, close to its deadline", true, false, by_time},
    StrategyInfo{"linear", "concedes evenly over the weeks", true, false, by_time},
    StrategyInfo{"conceder", "concedes early", true, false, by_time},
    StrategyInfo{"tit-for-tat", "answers concessions and blows in kind, and forgives with time", true, false, by_deed},
    StrategyInfo{"micro", "makes a new bid as long as it has made no more than it has heard (MiCRO)", true, false, by_bids},
    StrategyInfo{"grim", "co-operates until the rival breaks a promise, and never again after it", true, false, by_time},
    StrategyInfo{"bayesian", "infers the rival's patience, red line and stocks from offers and deeds, and bids against that", true, false, by_time},
    StrategyInfo{"bayesian-blind", "the same without inference: what learning is worth", true, false, by_time},
    StrategyInfo{"lookahead", "plays rollouts of imagined worlds before it bids, answers or strikes", true, false, by_foresight},
    StrategyInfo{"opportunist", "deals readily, keeps little of what nobody checks, and takes what a truce leaves open", true, false, by_time},
    StrategyInfo{"hawk", "boulware with a firmer line and larger replies", true, false, by_time},
    StrategyInfo{"dove", "linear with a softer line and smaller replies", true, false, by_time},
    StrategyInfo{"historical", "plays the recorded course of measures, and no talks", true, false},
    StrategyInfo{"profit", "a firm that weighs stock, sales and contracts for profit", false, true, of_firms},
    StrategyInfo{"hoarder", "a firm that buys all it can under a control and understates its stock", false, true, of_firms},
    StrategyInfo{"passive", "does nothing beyond its standing orders", true, true},
    StrategyInfo{"random", "legal messages at random", true, true},
};

// Ranges are what the agents' arithmetic bears and words still mean: a share stays a share, an effort an effort.
constexpr std::array numbers{
    StrategyNumber{"exponent", StrategyPart::time, 0.01, 100.0, "1",
                   "how concession runs from its best bid to its reservation value: by (time gone)^(1/exponent) of the way. Under 1 late (boulware), 1 evenly, above 1 early (conceder)"},
    StrategyNumber{"given_by_deadline", StrategyPart::deed, 0.0, 1.0, "share",
                   "of the way to its reservation value that it goes by its deadline though nothing is given to it"},
    StrategyNumber{"hawk_shift", StrategyPart::government, -1.0, 1.0, "1",
                   "added to the hawkishness that the seat has drawn; the sum is kept within 0 to 1"},
    StrategyNumber{"reply_scale", StrategyPart::government, 0.0, 5.0, "1", "factor on the size of its answers to the rival's rises of tariffs; 0: it never answers"},
    StrategyNumber{"forgives", StrategyPart::government, 0.0, 1.0, "yes or no", "takes back own rises when the rival takes back its own"},
    StrategyNumber{"keeps", StrategyPart::government, 0.0, 1.5, "1",
                   "factor on what its licensing desk serves of promises that nobody checks (China's seat)"},
    StrategyNumber{"grabs", StrategyPart::government, 0.0, 200.0, "firms",
                   "that it lists every quarter under a truce that nobody checks (the U.S. seat)"},
    StrategyNumber{"worlds", StrategyPart::foresight, 1.0, 64.0, "worlds", "that it imagines for one decision"},
    StrategyNumber{"rollouts", StrategyPart::foresight, 2.0, 10000.0, "rollouts", "of one search at a table, one a world without a deal among them; more than worlds"},
    StrategyNumber{"rollout_weeks", StrategyPart::foresight, 1.0, 52.0, "weeks", "that a rollout looks ahead"},
    StrategyNumber{"horizon_weeks", StrategyPart::foresight, 1.0, 520.0, "weeks", "over which what flows at a rollout's end is taken to last"},
    StrategyNumber{"alarm_multiple", StrategyPart::firm, 0.2, 3.0, "1", "stock aimed at while its parts are controlled, times the usual"},
    StrategyNumber{"fear_multiple", StrategyPart::firm, 0.0, 3.0, "1", "what is added to that as cover falls to nothing; the sum is kept within 0.2 to 3"},
    StrategyNumber{"report_when_short", StrategyPart::firm, 0.3, 1.5, "1", "factor on the stock that it reports when a report may move the queue; under 1 it understates"},
    StrategyNumber{"is_secretive", StrategyPart::firm, 0.0, 1.0, "yes or no", "understates whenever its parts are controlled, short or not"},
    StrategyNumber{"lobby_effort", StrategyPart::firm, 0.0, 1.0, "share", "of full effort at losses that hurt in full"},
    StrategyNumber{"thrift_effort", StrategyPart::firm, 0.0, 1.0, "share", "of full effort at redesign when it is short, or parts are dear"},
    StrategyNumber{"weeks_to_concede", StrategyPart::firm, 1.0, 104.0, "weeks", "from a talk's opening to its reservation value"},
    StrategyNumber{"contracted_share", StrategyPart::firm, 0.0, 1.0, "share", "of what a part takes in a year that it wants under one contract"},
};

double read(const Field& field, const void* element) {
    if (field.kind == FieldKind::boolean) return *static_cast<const bool*>(element) ? 1.0 : 0.0;
    if (field.kind == FieldKind::i32) return *static_cast<const std::int32_t*>(element);
    return *static_cast<const double*>(element);
}

}  // namespace

std::span<const StrategyInfo> strategies() { return shipped; }

const StrategyInfo* shipped_strategy(std::string_view name) {
    const auto found = std::find_if(shipped.begin(), shipped.end(), [&](const StrategyInfo& info) { return info.name == name; });
    return found == shipped.end() ? nullptr : &*found;
}

std::vector<StrategyInfo> strategies_of(const Scenario& scenario) {
    std::vector<StrategyInfo> all(shipped.begin(), shipped.end());
    for (const StrategySpec& entry : scenario.strategies) {
        const StrategyInfo* like = strategy_played(scenario, entry.name);
        if (like == nullptr || like->name == entry.name) continue;
        StrategyInfo own = *like;
        own.name = entry.name;
        own.about = entry.description;
        all.push_back(own);
    }
    return all;
}

std::span<const StrategyNumber> strategy_numbers() { return numbers; }

const StrategySpec* strategy_entry(const Scenario& scenario, std::string_view name) {
    for (const StrategySpec& entry : scenario.strategies)
        if (entry.name == name) return &entry;
    return nullptr;
}

const StrategyInfo* strategy_played(const Scenario& scenario, std::string_view name) {
    if (const StrategyInfo* own = shipped_strategy(name)) return own;
    const StrategySpec* entry = strategy_entry(scenario, name);
    return entry == nullptr ? nullptr : shipped_strategy(entry->like);
}

bool is_set(const StrategySpec& entry, const StrategyNumber& number, double* value) {
    const Field& field = *table_of<StrategySpec>().find(number.field);
    if (element_count(field, &entry) == 0) return false;
    if (value != nullptr) *value = read(field, element_at(field, &entry, 0));
    return true;
}

void lay_over(StrategySpec& onto, const StrategySpec& from) {
    for (const Field& field : table_of<StrategySpec>().fields) {
        if (field.shape != FieldShape::optional || element_count(field, &from) == 0) continue;
        field.list->resize(reinterpret_cast<std::byte*>(&onto) + field.offset, 1);
        std::memcpy(element_at(field, &onto, 0), element_at(field, &from, 0), field.stride);
    }
}

}  // namespace chokepoint
