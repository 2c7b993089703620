// GENIUS and ANAC domains.
#include <algorithm>
#include <map>
#include <pugixml.hpp>

#include "engine/bargain/formats/formats.hpp"

namespace chokepoint::bargain {
namespace {

Error fault(std::string message, const std::string& file) { return Error{std::move(message), file, 0}; }

// The element itself or the first below it with a name.
pugi::xml_node find(const pugi::xml_node& from, const char* name) {
    return from.find_node([&](const pugi::xml_node& node) { return std::string_view(node.name()) == name; });
}

struct Parsed {
    pugi::xml_document document;
    pugi::xml_node space;
};

Result<Done> open(const std::string& file, Parsed& parsed) {
    const pugi::xml_parse_result read = parsed.document.load_file(file.c_str());
    if (!read) return fault(std::string(read.description()) + " at byte " + std::to_string(read.offset), file);
    parsed.space = find(parsed.document, "utility_space");
    if (!parsed.space) return fault("has no <utility_space>; name a GENIUS domain or profile", file);
    return Done{};
}

// <range lowerbound upperbound>, or the same on the issue itself.
struct Span {
    double low = 0.0, high = 0.0;
};
Span span_of(const pugi::xml_node& issue) {
    const pugi::xml_node range = issue.child("range");
    const pugi::xml_node& holder = range ? range : issue;
    return {holder.attribute("lowerbound").as_double(), holder.attribute("upperbound").as_double()};
}

std::string kind_of(const pugi::xml_node& issue) {
    for (const char* name : {"vtype", "type", "etype"})
        if (const pugi::xml_attribute kind = issue.attribute(name)) return kind.as_string();
    return "discrete";
}

std::string number_text(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (!text.empty() && text.back() == '.') text.pop_back();
    return text;
}

// What the levels of an issue stand for, as numbers; for discrete ones their position.
std::vector<double> numbers_of(const pugi::xml_node& issue) {
    std::vector<double> numbers;
    if (kind_of(issue) == "discrete") {
        for ([[maybe_unused]] const pugi::xml_node& item : issue.children("item")) numbers.push_back(static_cast<double>(numbers.size()));
        return numbers;
    }
    const Span span = span_of(issue);
    const bool is_real = kind_of(issue) == "real";
    const int count = is_real ? real_levels : static_cast<int>(span.high - span.low) + 1;
    for (int k = 0; k < count && k <= static_cast<int>(max_levels); ++k)
        numbers.push_back(is_real ? span.low + (span.high - span.low) * k / (real_levels - 1.0) : span.low + k);
    return numbers;
}

Result<std::vector<Issue>> issues_of(const Parsed& parsed, const std::string& file) {
    std::map<int, Issue> by_index;
    for (const auto& found : parsed.space.select_nodes(".//issue")) {
        const pugi::xml_node node = found.node();
        Issue issue;
        issue.name = node.attribute("name").as_string();
        if (kind_of(node) == "discrete")
            for (const pugi::xml_node& item : node.children("item")) issue.levels.push_back(item.attribute("value").as_string());
        else
            for (double value : numbers_of(node)) issue.levels.push_back(number_text(value));
        if (issue.levels.empty() || issue.levels.size() > max_levels)
            return fault("issue '" + issue.name + "' has " + std::to_string(issue.levels.size()) + " levels; 1 to " + std::to_string(max_levels) + " can be bargained over", file);
        by_index[node.attribute("index").as_int()] = std::move(issue);
    }
    if (by_index.empty() || by_index.size() > max_issues)
        return fault("has " + std::to_string(by_index.size()) + " issues; 1 to " + std::to_string(max_issues) + " can be bargained over", file);
    std::vector<Issue> issues;
    for (auto& [index, issue] : by_index) issues.push_back(std::move(issue));
    return issues;
}

// Levels as a profile values them, before the issue's weight.
std::vector<double> values_of(const pugi::xml_node& issue) {
    std::vector<double> values;
    if (kind_of(issue) == "discrete") {
        double most = 0.0;
        for (const pugi::xml_node& item : issue.children("item")) {
            values.push_back(item.attribute("evaluation").as_double());
            most = std::max(most, values.back());
        }
        for (double& value : values) value = most > 0.0 ? value / most : 0.0;
        return values;
    }
    const pugi::xml_node evaluator = issue.child("evaluator");
    const Span span = span_of(issue);
    const double p0 = evaluator.attribute("parameter0").as_double(), p1 = evaluator.attribute("parameter1").as_double(),
                 p2 = evaluator.attribute("parameter2").as_double();
    for (double x : numbers_of(issue)) {
        double value = p1 * x + p0;
        if (evaluator.attribute("slope")) value = evaluator.attribute("offset").as_double() + evaluator.attribute("slope").as_double() * (x - span.low);
        if (std::string_view(evaluator.attribute("ftype").as_string()) == "triangular") {
            const double side = x < p2 ? (p2 > p0 ? (x - p0) / (p2 - p0) : 1.0) : (p1 > p2 ? (p1 - x) / (p1 - p2) : 1.0);
            value = x < p0 || x > p1 ? 0.0 : side;
        }
        values.push_back(std::clamp(value, 0.0, 1.0));
    }
    return values;
}

Result<AdditiveUtility> additive(const Parsed& parsed, const std::vector<Issue>& issues, const std::string& file) {
    std::map<int, double> weights;
    std::map<int, std::vector<double>> values;
    for (const auto& found : parsed.space.select_nodes(".//weight")) weights[found.node().attribute("index").as_int()] = found.node().attribute("value").as_double();
    for (const auto& found : parsed.space.select_nodes(".//issue")) values[found.node().attribute("index").as_int()] = values_of(found.node());
    if (values.size() != issues.size())
        return fault("values " + std::to_string(values.size()) + " issues, the domain has " + std::to_string(issues.size()), file);
    std::vector<std::vector<double>> table;
    for (auto& [index, each] : values) {
        if (each.size() != issues[table.size()].levels.size())
            return fault("issue '" + issues[table.size()].name + "' has " + std::to_string(each.size()) + " values, the domain " + std::to_string(issues[table.size()].levels.size()), file);
        const double weight = weights.count(index) != 0 ? weights[index] : 1.0 / static_cast<double>(issues.size());
        if (!(weight >= 0.0)) return fault("the weight of issue '" + issues[table.size()].name + "' is negative", file);
        for (double& value : each) value *= weight;
        table.push_back(std::move(each));
    }
    return AdditiveUtility::as_given(table);
}

Result<BoxUtility> of_boxes(const Parsed& parsed, const Domain& domain, const std::string& file) {
    std::map<int, double> low_of;
    for (const auto& found : parsed.space.select_nodes(".//issue")) low_of[found.node().attribute("index").as_int()] = span_of(found.node()).low;
    std::vector<Box> boxes;
    double sum = 0.0;
    for (const auto& found : parsed.space.select_nodes(".//hyperRectangle")) {
        Box box;
        box.pays = found.node().attribute("utility").as_double();
        sum += std::max(0.0, box.pays);
        for (const pugi::xml_node& bound : found.node().children("INCLUDES")) {
            const int index = bound.attribute("index").as_int();
            if (low_of.count(index) == 0) return fault("a hyper-rectangle bounds issue " + std::to_string(index) + ", which is not there", file);
            const auto issue = static_cast<std::size_t>(std::distance(low_of.begin(), low_of.find(index)));
            const double low = bound.attribute("min").as_double() - low_of[index], high = bound.attribute("max").as_double() - low_of[index];
            if (low < 0.0 || high < low || high >= static_cast<double>(domain.levels(issue)))
                return fault("a hyper-rectangle reaches beyond the levels of issue " + std::to_string(index), file);
            box.bounds.push_back({issue, static_cast<std::uint8_t>(low), static_cast<std::uint8_t>(high)});
        }
        boxes.push_back(std::move(box));
    }
    const pugi::xml_node utility = find(parsed.space, "utility");
    const double scale = utility.attribute("maxutility").as_double(sum);
    if (!(scale > 0.0)) return fault("its hyper-rectangles pay nothing", file);
    return BoxUtility(domain, std::move(boxes), scale);
}

Status add_party(const std::string& file, Instance& instance) {
    Parsed parsed;
    if (const auto opened = open(file, parsed); !opened) return opened.errors();
    double discount = 1.0;
    if (const pugi::xml_node node = find(parsed.space, "discount_factor")) discount = node.attribute("value").as_double(1.0);
    if (!(discount >= 0.0 && discount <= 1.0)) return fault("discount_factor is not between 0 and 1", file);
    if (find(parsed.space, "hyperRectangle")) {
        auto utility = of_boxes(parsed, instance.domain(), file);
        if (!utility) return utility.errors();
        instance.parties.push_back({std::move(*utility)});
    } else {
        auto utility = additive(parsed, instance.issues, file);
        if (!utility) return utility.errors();
        instance.parties.push_back({std::move(*utility)});
    }
    Party& party = instance.parties.back();
    party.discount = discount == 0.0 ? 1.0 : discount;  // GENIUS: 0 is none
    if (const pugi::xml_node node = find(parsed.space, "reservation")) party.reservation = node.attribute("value").as_double();
    return Done{};
}

}  // namespace

Result<Instance> read_genius(const std::string& domain_file, const std::vector<std::string>& profile_files) {
    Parsed parsed;
    if (const auto opened = open(domain_file, parsed); !opened) return opened.errors();
    auto issues = issues_of(parsed, domain_file);
    if (!issues) return issues.errors();
    if (profile_files.size() < 2) return fault("needs a profile for each of two parties or more after it", domain_file);
    Instance instance{find(parsed.space, "objective").attribute("name").as_string(), std::move(*issues), {}};
    for (const std::string& file : profile_files) {
        if (const auto added = add_party(file, instance); !added) return added.errors();
    }
    return instance;
}

}  // namespace chokepoint::bargain
