// NegoLog profiles and negotiations recorded in NegMAS: both JSON.
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/bargain/formats/formats.hpp"

namespace chokepoint::bargain {
namespace {

using Json = nlohmann::ordered_json;

Result<Json> parsed(const std::string& file) {
    std::ifstream in(file);
    if (!in) return Error{"this file cannot be read", file, 0};
    try {
        return Json::parse(in);
    } catch (const std::exception& error) {
        return Error{error.what(), file, 0};
    }
}

// What a JSON document lacks or holds in another form is told by the library, under the file's name.
template <typename Value, typename Read>
Result<Value> with_faults(const std::string& file, Read read) {
    const Result<Json> json = parsed(file);
    if (!json) return json.errors();
    try {
        return read(*json);
    } catch (const std::exception& error) {
        return Error{error.what(), file, 0};
    }
}

std::vector<Issue> issues_of(const Json& profile) {
    std::vector<Issue> issues;
    for (const auto& [name, values] : profile.at("issues").items()) {
        Issue issue{name, {}};
        for (const auto& [level, value] : values.items()) issue.levels.push_back(level);
        issues.push_back(std::move(issue));
    }
    if (issues.empty() || issues.size() > max_issues) throw std::runtime_error("has " + std::to_string(issues.size()) + " issues");
    for (const Issue& issue : issues)
        if (issue.levels.empty() || issue.levels.size() > max_levels) throw std::runtime_error("issue '" + issue.name + "' has no levels, or too many");
    return issues;
}

void add_party(const Json& profile, const std::vector<Issue>& issues, std::vector<Party>& parties) {
    std::vector<std::vector<double>> worth;
    for (const Issue& issue : issues) {
        const double weight = profile.at("issueWeights").at(issue.name).get<double>();
        std::vector<double>& levels = worth.emplace_back();
        for (const std::string& level : issue.levels) levels.push_back(weight * profile.at("issues").at(issue.name).at(level).get<double>());
    }
    parties.push_back({AdditiveUtility::as_given(worth), profile.value("reservationValue", 0.0), 1.0});
}

// NegMAS' agents by what they are called: the exponent of 1 - t^(1 / exponent).
double exponent_of(const std::string& agent) {
    if (agent.rfind("Boulware", 0) == 0) return 0.25;
    if (agent.rfind("Conceder", 0) == 0) return 4.0;
    if (agent.rfind("Linear", 0) == 0) return 1.0;
    throw std::runtime_error("plays an agent '" + agent + "'; known are BoulwareTBNegotiator, LinearTBNegotiator, ConcederTBNegotiator");
}

// Issues of numbers 0 to n - 1: the first party's worth rises with them, the other's falls.
Instance numbered(const Json& document, const Json& recorded) {
    const auto issues = document.at("n_issues").get<std::size_t>(), values = document.at("n_values").get<std::size_t>();
    if (issues == 0 || issues > max_issues || values < 2 || values > max_levels) throw std::runtime_error("n_issues or n_values is out of range");
    Instance instance;
    for (std::size_t i = 0; i < issues; ++i) {
        Issue issue{"issue " + std::to_string(i + 1), {}};
        for (std::size_t v = 0; v < values; ++v) issue.levels.push_back(std::to_string(v));
        instance.issues.push_back(std::move(issue));
    }
    for (const char* who : {"weights_buyer", "weights_seller"}) {
        std::vector<std::vector<double>> worth;
        for (std::size_t i = 0; i < issues; ++i) {
            const double weight = recorded.at(who).at(i).get<double>();
            std::vector<double>& levels = worth.emplace_back();
            for (std::size_t v = 0; v < values; ++v) {
                const double share = static_cast<double>(v) / static_cast<double>(values - 1);
                levels.push_back(weight * (instance.parties.empty() ? share : 1.0 - share));
            }
        }
        instance.parties.push_back({AdditiveUtility::as_given(worth), recorded.at("reserved").get<double>(), 1.0});
    }
    return instance;
}

}  // namespace

Result<Instance> read_negolog(const std::string& first_profile, const std::string& second_profile) {
    auto first = with_faults<Instance>(first_profile, [&](const Json& profile) {
        Instance instance;
        instance.issues = issues_of(profile);
        add_party(profile, instance.issues, instance.parties);
        return instance;
    });
    if (!first) return first;
    const auto second = with_faults<Done>(second_profile, [&](const Json& profile) {
        if (issues_of(profile).size() != first->issues.size()) throw std::runtime_error("has other issues than " + first_profile);
        add_party(profile, first->issues, first->parties);
        return Done{};
    });
    if (!second) return second.errors();
    first->name = first_profile;
    return first;
}

Result<std::vector<Recorded>> read_recorded(const std::string& file) {
    return with_faults<std::vector<Recorded>>(file, [](const Json& document) {
        std::vector<Recorded> all;
        for (const auto& [scenario, content] : document.at("scenarios").items()) {
            std::vector<double> exponents;
            for (const Json& agent : content.at("agents")) exponents.push_back(exponent_of(agent.get<std::string>()));
            for (const Json& one : content.at("instances")) {
                Recorded recorded;
                recorded.scenario = scenario;
                recorded.seed = one.at("seed").get<int>();
                recorded.rounds = document.at("n_steps").get<int>();
                recorded.instance = numbered(document, one);
                recorded.exponents = exponents;
                recorded.round = one.at("steps").get<int>();
                if (!one.at("agreement").is_null()) {
                    Bid bid = recorded.instance.domain().first();
                    for (std::size_t i = 0; i < recorded.instance.issues.size(); ++i) bid[i] = one.at("agreement").at(i).get<std::uint8_t>();
                    recorded.agreement = bid;
                }
                all.push_back(std::move(recorded));
            }
        }
        return all;
    });
}

}  // namespace chokepoint::bargain
