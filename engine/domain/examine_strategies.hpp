// The strategies of a scenario under the examination of validate(): names, what each is like, and its numbers. Inside
// validate() only.
#pragma once

#include "engine/domain/examination.hpp"
#include "engine/domain/strategies.hpp"

namespace chokepoint::examining {

constexpr std::size_t longest_strategy_name = 40;  // a client says it when it greets a room, which takes no more than 80 bytes

// The names of the shipped strategies that have numbers to set.
inline std::string those_with_numbers() {
    std::vector<std::string> names;
    for (const StrategyInfo& info : strategies())
        if (info.parts != 0) names.emplace_back(info.name);
    return listed(names);
}

inline std::string numbers_of(const StrategyInfo& info) {
    std::vector<std::string> names;
    for (const StrategyNumber& number : strategy_numbers())
        if (info.has(number.part)) names.emplace_back(number.field);
    return listed(names);
}

// The shipped strategy whose numbers an entry changes, or null after a fault.
inline const StrategyInfo* check_likeness(Examination& exam, const StrategySpec& entry, const std::string& path) {
    const StrategyInfo* own = shipped_strategy(entry.name);
    if (own != nullptr && !entry.like.empty() && entry.like != entry.name) {
        exam.fault(path + ".like", quoted(entry.name) + " ships, so that this entry changes its numbers; leave out like, or give the entry a name of its own");
        return nullptr;
    }
    const StrategyInfo* like = own != nullptr ? own : shipped_strategy(entry.like);
    if (like == nullptr && entry.like.empty())
        exam.fault(path, quoted(entry.name) + " is like nothing; write like: \"...\" with one of " + those_with_numbers());
    else if (like == nullptr)
        exam.fault(path + ".like", "no strategy " + quoted(entry.like) + " ships; those with numbers are " + those_with_numbers());
    else if (like->parts == 0)
        exam.fault(path + (own != nullptr ? ".name" : ".like"), quoted(like->name) + " has no numbers to set; those with numbers are " + those_with_numbers());
    else
        return like;
    return nullptr;
}

inline void check_numbers(Examination& exam, const StrategySpec& entry, const StrategyInfo& like, const std::string& path) {
    bool sets_any = false;
    for (const StrategyNumber& each : strategy_numbers()) {
        double value = 0.0;
        if (!is_set(entry, each, &value)) continue;
        sets_any = true;
        const std::string place = path + "." + std::string(each.field);
        if (!like.has(each.part))
            exam.fault(place, "is no number of " + quoted(like.name) + ", which plays " + (like.for_firms ? "firms" : "governments") +
                                  "; its numbers are " + numbers_of(like));
        else if (!(value >= each.least && value <= each.most))
            exam.fault(place, "is " + number(value) + "; must be " + number(each.least) + " to " + number(each.most));
    }
    if (!sets_any) exam.fault(path, "sets no number; set one of " + numbers_of(like) + ", or leave the entry out");
    if (!like.has(StrategyPart::foresight)) return;
    // Each world takes a rollout without a deal; only one with a deal beside it tells anything.
    if (entry.worlds.has_value() != entry.rollouts.has_value())
        exam.fault(path + (entry.worlds ? ".worlds" : ".rollouts"), "goes with " + std::string(entry.worlds ? "rollouts" : "worlds") + "; set both");
    else if (entry.worlds && *entry.rollouts >= 2 && *entry.rollouts <= *entry.worlds)
        exam.fault(path + ".rollouts", "is " + std::to_string(*entry.rollouts) + "; must be above worlds, " + std::to_string(*entry.worlds) +
                                           ": each world takes one without a deal");
}

inline void check_strategies(Examination& exam) {
    exam.at_most(exam.scenario.strategies.size(), limits::strategies, "strategies");
    std::set<std::string> names;
    for (std::size_t i = 0; i < exam.scenario.strategies.size(); ++i) {
        const StrategySpec& entry = exam.scenario.strategies[i];
        const std::string path = at("strategies", i);
        if (!is_role_name(entry.name) || entry.name.size() > longest_strategy_name)
            exam.fault(path + ".name", quoted(entry.name) + " must be lower-case letters, digits and dashes, at most " + std::to_string(longest_strategy_name));
        for (const char* guest : {"default", "human", "person", "remote"})
            if (entry.name == guest) exam.fault(path + ".name", quoted(entry.name) + " means something else where a strategy is named; choose another");
        exam.is_new(names, entry.name, path + ".name", entry.name);
        exam.not_empty(entry.source, path + ".source");
        const StrategyInfo* like = check_likeness(exam, entry, path);
        if (like == nullptr) continue;
        if (like->name != entry.name) exam.not_empty(entry.description, path + ".description");
        check_numbers(exam, entry, *like, path);
    }
}

}  // namespace chokepoint::examining
