// NegoLog profiles and negotiations recorded in NegMAS: both JSON.
#include <algorithm>

#include "engine/bargain/formats/formats.hpp"
#include "engine/bargain/formats/json_place.hpp"

namespace chokepoint::bargain {
namespace {

std::vector<Issue> issues_of(const JsonPlace& profile) {
    std::vector<Issue> issues;
    const JsonPlace listed = profile.at("issues");
    for (const std::string& name : listed.keys()) {
        issues.push_back({name, listed.at(name).keys()});
        if (const std::size_t levels = issues.back().levels.size(); levels == 0 || levels > max_levels)
            listed.at(name).fail("issue '" + name + "' has " + std::to_string(levels) + " levels; 1 to " + std::to_string(max_levels) + " can be bargained over");
    }
    if (issues.empty() || issues.size() > max_issues)
        listed.fail("has " + std::to_string(issues.size()) + " issues; 1 to " + std::to_string(max_issues) + " can be bargained over");
    return issues;
}

// What stands in a profile and not in the other, or nowhere it could be used, would be left out in silence.
void check_names(const JsonPlace& place, const std::vector<std::string>& known, const std::string& what) {
    for (const std::string& name : place.keys())
        if (std::find(known.begin(), known.end(), name) == known.end()) place.at(name).fail("there is no " + what + " '" + name + "'; take it away, or give it to both parties");
}

void add_party(const JsonPlace& profile, const std::vector<Issue>& issues, std::vector<Party>& parties) {
    std::vector<std::vector<double>> worth;
    std::vector<std::string> names;
    for (const Issue& issue : issues) names.push_back(issue.name);
    check_names(profile.at("issues"), names, "issue");
    check_names(profile.at("issueWeights"), names, "issue");
    for (const Issue& issue : issues) {
        const double weight = profile.at("issueWeights").at(issue.name).number(0.0);
        const JsonPlace values = profile.at("issues").at(issue.name);
        check_names(values, issue.levels, "value");
        std::vector<double>& levels = worth.emplace_back();
        for (const std::string& level : issue.levels) levels.push_back(weight * values.at(level).number(0.0));
    }
    const double reservation = profile.has("reservationValue") ? profile.at("reservationValue").number(0.0, 1.0) : 0.0;
    parties.push_back({AdditiveUtility::as_given(worth), reservation, 1.0});
}

// NegMAS' agents by what they are called: the exponent of 1 - t^(1 / exponent).
double exponent_of(const JsonPlace& agent) {
    const std::string name = agent.text();
    if (name.rfind("Boulware", 0) == 0) return 0.25;
    if (name.rfind("Conceder", 0) == 0) return 4.0;
    if (name.rfind("Linear", 0) == 0) return 1.0;
    agent.fail("plays an agent '" + name + "'; known are BoulwareTBNegotiator, LinearTBNegotiator, ConcederTBNegotiator");
}

// Issues of numbers 0 to n - 1: the first party's worth rises with them, the other's falls.
Instance numbered(const JsonPlace& document, const JsonPlace& recorded) {
    const auto issues = static_cast<std::size_t>(document.at("n_issues").whole(1, static_cast<int>(max_issues)));
    const auto values = static_cast<std::size_t>(document.at("n_values").whole(2, static_cast<int>(max_levels)));
    Instance instance;
    for (std::size_t i = 0; i < issues; ++i) {
        Issue issue{"issue " + std::to_string(i + 1), {}};
        for (std::size_t v = 0; v < values; ++v) issue.levels.push_back(std::to_string(v));
        instance.issues.push_back(std::move(issue));
    }
    for (const char* who : {"weights_buyer", "weights_seller"}) {
        const std::vector<JsonPlace> weights = recorded.at(who).elements();
        if (weights.size() != issues) recorded.at(who).fail(std::string(who) + " must hold " + std::to_string(issues) + " numbers, one for each issue");
        std::vector<std::vector<double>> worth;
        for (const JsonPlace& each : weights) {
            const double weight = each.number(0.0);
            std::vector<double>& levels = worth.emplace_back();
            for (std::size_t v = 0; v < values; ++v) {
                const double share = static_cast<double>(v) / static_cast<double>(values - 1);
                levels.push_back(weight * (instance.parties.empty() ? share : 1.0 - share));
            }
        }
        instance.parties.push_back({AdditiveUtility::as_given(worth), recorded.at("reserved").number(), 1.0});
    }
    return instance;
}

std::optional<Bid> agreement_of(const JsonPlace& agreement, const Instance& instance) {
    if (agreement.is_null()) return std::nullopt;
    const std::vector<JsonPlace> levels = agreement.elements();
    if (levels.size() != instance.issues.size()) agreement.fail("an agreement must hold " + std::to_string(instance.issues.size()) + " numbers, one for each issue");
    Bid bid = instance.domain().first();
    for (std::size_t i = 0; i < levels.size(); ++i)
        bid[i] = static_cast<std::uint8_t>(levels[i].whole(0, static_cast<int>(instance.issues[i].levels.size()) - 1));
    return bid;
}

std::vector<Recorded> recorded_in(const JsonPlace& document) {
    constexpr int most_rounds = 1000000;
    std::vector<Recorded> all;
    const JsonPlace scenarios = document.at("scenarios");
    for (const std::string& scenario : scenarios.keys()) {
        const JsonPlace content = scenarios.at(scenario);
        std::vector<double> exponents;
        for (const JsonPlace& agent : content.at("agents").elements()) exponents.push_back(exponent_of(agent));
        if (exponents.size() != 2) content.at("agents").fail("two agents negotiate; there are " + std::to_string(exponents.size()));
        for (const JsonPlace& one : content.at("instances").elements()) {
            Recorded recorded;
            recorded.scenario = scenario;
            recorded.seed = one.at("seed").whole(std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
            recorded.rounds = document.at("n_steps").whole(1, most_rounds);
            recorded.instance = numbered(document, one);
            recorded.exponents = exponents;
            recorded.round = one.at("steps").whole(0, most_rounds);
            recorded.agreement = agreement_of(one.at("agreement"), recorded.instance);
            all.push_back(std::move(recorded));
        }
    }
    if (all.empty()) scenarios.fail("holds no negotiation: give each scenario its instances");
    return all;
}

}  // namespace

Result<Instance> read_negolog(const std::string& first_profile, const std::string& second_profile) {
    auto first = from_json<Instance>(first_profile, [&](const JsonPlace& profile) {
        Instance instance;
        instance.name = first_profile;
        instance.issues = issues_of(profile);
        add_party(profile, instance.issues, instance.parties);
        return instance;
    });
    if (!first) return first;
    const auto second = from_json<Done>(second_profile, [&](const JsonPlace& profile) {
        add_party(profile, first->issues, first->parties);
        return Done{};
    });
    if (!second) return second.errors();
    return first;
}

Result<std::vector<Recorded>> read_recorded(const std::string& file) { return from_json<std::vector<Recorded>>(file, recorded_in); }

}  // namespace chokepoint::bargain
