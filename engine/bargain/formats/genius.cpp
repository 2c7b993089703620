// GENIUS and ANAC domains. What a profile says of an issue is matched by index (by name where it has none), what it says of a value by
// the value's name: the order of elements means nothing.
#include <algorithm>
#include <map>
#include <optional>

#include "engine/bargain/formats/formats.hpp"
#include "engine/bargain/formats/xml_source.hpp"

namespace chokepoint::bargain {
namespace {

using Node = pugi::xml_node;
constexpr NumberLimits any_number{}, from_zero{0.0}, zero_to_one{0.0, 1.0};

// The first element of a name in the order of the file.
Node find(const Node& from, const char* name) {
    return from.find_node([&](const Node& node) { return std::string_view(node.name()) == name; });
}

std::vector<Node> all_named(const Node& from, const char* name) {
    std::vector<Node> nodes;
    for (const auto& found : from.select_nodes((std::string(".//") + name).c_str())) nodes.push_back(found.node());
    return nodes;
}

Result<Node> utility_space(const XmlSource& source) {
    if (const Node space = find(source.document(), "utility_space")) return space;
    return source.fault("has no <utility_space>; name a GENIUS domain or profile");
}

// <range lowerbound upperbound>, or the same on the issue itself.
struct Span {
    double low = 0.0, high = 0.0;
};
Result<Span> span_of(const XmlSource& source, const Node& issue) {
    const Node holder = issue.child("range") ? issue.child("range") : issue;
    const auto low = source.number(holder, "lowerbound"), high = source.number(holder, "upperbound");
    if (!low) return low.errors();
    if (!high) return high.errors();
    if (*high < *low) return source.fault(holder, "upperbound is below lowerbound; change them round");
    return Span{*low, *high};
}

std::string kind_of(const Node& issue) {
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

// What the levels of an integer or real issue stand for; one too many at most.
std::vector<double> numbers_of(const std::string& kind, Span span) {
    std::vector<double> numbers;
    if (kind == "real") {
        for (int k = 0; k < real_levels; ++k) numbers.push_back(span.low + (span.high - span.low) * k / (real_levels - 1.0));
        return numbers;
    }
    for (double value = span.low; value <= span.high && numbers.size() <= max_levels; value += 1.0) numbers.push_back(value);
    return numbers;
}

// An issue of the domain and all by which a profile's is known to be the same.
struct Subject {
    int index = 0;
    Issue issue;
    std::string kind;
    Span span;                      // of integer and real ones
    std::vector<std::string> item;  // index of each value of a discrete one, as it is written
};

std::string told(const Subject& subject) { return "issue '" + subject.issue.name + "'"; }

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "'" : ", '") + name + "'";
    return text;
}

Result<Subject> subject_of(const XmlSource& source, const Node& node, int position) {
    const auto index = source.number_or(position, node, "index", {0.0, 1e6});
    if (!index) return index.errors();
    Subject subject{static_cast<int>(*index), {node.attribute("name").as_string(), {}}, kind_of(node), {}, {}};
    if (subject.kind == "discrete") {
        for (const Node& item : node.children("item")) {
            subject.issue.levels.push_back(item.attribute("value").as_string());
            subject.item.push_back(item.attribute("index").as_string());
        }
    } else {
        const auto span = span_of(source, node);
        if (!span) return span.errors();
        subject.span = *span;
        for (double value : numbers_of(subject.kind, *span)) subject.issue.levels.push_back(number_text(value));
    }
    if (subject.issue.levels.empty() || subject.issue.levels.size() > max_levels)
        return source.fault(node, told(subject) + " has " + std::to_string(subject.issue.levels.size()) + " levels; 1 to " + std::to_string(max_levels) + " can be bargained over");
    return subject;
}

// In the order of their indices.
Result<std::vector<Subject>> subjects_of(const XmlSource& source, const Node& space) {
    std::map<int, Subject> by_index;
    int position = 0;
    for (const Node& node : all_named(space, "issue")) {
        auto subject = subject_of(source, node, ++position);
        if (!subject) return subject.errors();
        const int index = subject->index;
        if (!by_index.emplace(index, std::move(*subject)).second) return source.fault(node, "a second issue of index " + std::to_string(index) + "; number them apart");
    }
    if (by_index.empty() || by_index.size() > max_issues)
        return source.fault("has " + std::to_string(by_index.size()) + " issues; 1 to " + std::to_string(max_issues) + " can be bargained over");
    std::vector<Subject> subjects;
    for (auto& [index, subject] : by_index) subjects.push_back(std::move(subject));
    return subjects;
}

// Which of the domain's issues a profile's is.
Result<std::size_t> place_of(const XmlSource& source, const Node& node, const std::vector<Subject>& subjects) {
    const std::string name = node.attribute("name").as_string();
    const auto named = std::find_if(subjects.begin(), subjects.end(), [&](const Subject& each) { return each.issue.name == name; });
    auto found = named;
    if (node.attribute("index")) {
        const auto index = source.number(node, "index");
        if (!index) return index.errors();
        found = std::find_if(subjects.begin(), subjects.end(), [&](const Subject& each) { return each.index == *index; });
    }
    if (found == subjects.end()) return source.fault(node, "issue '" + name + "' is not in the domain; name a profile of this domain");
    if (named != subjects.end() && named != found)
        return source.fault(node, "issue '" + name + "' has the index that '" + found->issue.name + "' has in the domain; give each the index that it has there");
    if (kind_of(node) != found->kind) return source.fault(node, told(*found) + " is " + kind_of(node) + " here and " + found->kind + " in the domain");
    return static_cast<std::size_t>(found - subjects.begin());
}

// Which of the issue's values an item is: by its name; by its index too where it has no name or shares it.
Result<std::size_t> level_of(const XmlSource& source, const Node& item, const Subject& subject) {
    const std::string name = item.attribute("value").as_string(), index = item.attribute("index").as_string();
    std::vector<std::size_t> fits;
    for (std::size_t level = 0; level < subject.issue.levels.size(); ++level)
        if (item.attribute("value") ? subject.issue.levels[level] == name : !index.empty() && subject.item[level] == index) fits.push_back(level);
    if (fits.size() > 1) std::erase_if(fits, [&](std::size_t level) { return subject.item[level] != index; });
    if (fits.size() == 1) return fits[0];
    return source.fault(item, "'" + name + "' is no value of " + told(subject) + " in the domain; it has " + listed(subject.issue.levels));
}

// Evaluations of a discrete issue, as shares of the greatest.
Result<std::vector<double>> evaluations(const XmlSource& source, const Node& issue, const Subject& subject) {
    std::vector<std::optional<double>> given(subject.issue.levels.size());
    double most = 0.0;
    for (const Node& item : issue.children("item")) {
        const auto level = level_of(source, item, subject);
        if (!level) return level.errors();
        const auto evaluation = source.number(item, "evaluation", from_zero);
        if (!evaluation) return evaluation.errors();
        if (given[*level]) return source.fault(item, "'" + subject.issue.levels[*level] + "' is valued a second time; leave one of them");
        given[*level] = *evaluation;
        most = std::max(most, *evaluation);
    }
    std::vector<double> values;
    for (std::size_t level = 0; level < given.size(); ++level) {
        if (!given[level]) return source.fault(issue, told(subject) + " has no evaluation of '" + subject.issue.levels[level] + "'; give every value of the domain one");
        values.push_back(most > 0.0 ? *given[level] / most : 0.0);
    }
    return values;
}

struct Curve {
    double p0 = 0.0, p1 = 0.0, p2 = 0.0;
    std::optional<double> slope;
    double offset = 0.0;
    bool is_triangular = false;

    double at(double x, double low) const {
        if (is_triangular) {
            const double side = x < p2 ? (p2 > p0 ? (x - p0) / (p2 - p0) : 1.0) : (p1 > p2 ? (p1 - x) / (p1 - p2) : 1.0);
            return x < p0 || x > p1 ? 0.0 : std::clamp(side, 0.0, 1.0);
        }
        return std::clamp(slope ? offset + *slope * (x - low) : p1 * x + p0, 0.0, 1.0);
    }
};

Result<Curve> curve_of(const XmlSource& source, const Node& issue, const Subject& subject) {
    const Node evaluator = issue.child("evaluator");
    if (!evaluator) return source.fault(issue, told(subject) + " has no <evaluator>; give it one, linear or triangular");
    const std::string form = evaluator.attribute("ftype").as_string();
    if (!form.empty() && form != "linear" && form != "constant" && form != "triangular")
        return source.fault(evaluator, "evaluator '" + form + "' is not known; linear, constant and triangular are");
    Curve curve;
    curve.is_triangular = form == "triangular";
    for (const auto& [attribute, into] : {std::pair{"parameter0", &curve.p0}, std::pair{"parameter1", &curve.p1}, std::pair{"parameter2", &curve.p2}, std::pair{"offset", &curve.offset}}) {
        const auto number = source.number_or(0.0, evaluator, attribute, any_number);
        if (!number) return number.errors();
        *into = *number;
    }
    if (!evaluator.attribute("slope")) return curve;
    const auto slope = source.number(evaluator, "slope");
    if (!slope) return slope.errors();
    curve.slope = *slope;
    return curve;
}

// Levels as a profile values them, before the issue's weight.
Result<std::vector<double>> values_of(const XmlSource& source, const Node& issue, const Subject& subject) {
    if (subject.kind == "discrete") return evaluations(source, issue, subject);
    const auto span = span_of(source, issue);
    if (!span) return span.errors();
    if (span->low != subject.span.low || span->high != subject.span.high)
        return source.fault(issue, told(subject) + " has the levels " + number_text(span->low) + " to " + number_text(span->high) + ", the domain " + number_text(subject.span.low) + " to " + number_text(subject.span.high));
    const auto curve = curve_of(source, issue, subject);
    if (!curve) return curve.errors();
    std::vector<double> values;
    for (double x : numbers_of(subject.kind, *span)) values.push_back(curve->at(x, span->low));
    return values;
}

// By the index that the profile gives an issue.
Result<std::map<int, double>> weights_of(const XmlSource& source, const Node& space, const std::map<int, Node>& issues) {
    std::map<int, double> weights;
    for (const Node& node : all_named(space, "weight")) {
        const auto index = source.number(node, "index"), value = source.number(node, "value", from_zero);
        if (!index) return index.errors();
        if (!value) return value.errors();
        const int of = static_cast<int>(std::clamp(*index, -1.0, 1e6));
        if (issues.count(of) == 0) return source.fault(node, "weighs issue " + std::to_string(of) + ", which is not there; take it away or name another");
        if (!weights.emplace(of, *value).second) return source.fault(node, "weighs issue " + std::to_string(of) + " a second time; leave one of them");
    }
    return weights;
}

Result<AdditiveUtility> additive(const XmlSource& source, const Node& space, const std::vector<Subject>& subjects) {
    if (!find(space, "evaluator") && !space.find_node([](const Node& node) { return !node.attribute("evaluation").empty(); }))
        return source.fault(space, "is a domain, not a profile: none of its values is evaluated; name each party's profile after the domain");
    std::map<int, Node> by_index;
    std::vector<int> index_of(subjects.size(), -1);
    std::vector<std::vector<double>> table(subjects.size());
    int position = 0;
    for (const Node& node : all_named(space, "issue")) {
        const auto place = place_of(source, node, subjects);
        if (!place) return place.errors();
        if (index_of[*place] != -1) return source.fault(node, told(subjects[*place]) + " is there a second time; leave one of them");
        index_of[*place] = node.attribute("index").as_int(++position);
        by_index[index_of[*place]] = node;
        auto values = values_of(source, node, subjects[*place]);
        if (!values) return values.errors();
        table[*place] = std::move(*values);
    }
    const auto weights = weights_of(source, space, by_index);
    if (!weights) return weights.errors();
    for (std::size_t k = 0; k < subjects.size(); ++k) {
        if (index_of[k] == -1) return source.fault(space, "does not value " + told(subjects[k]) + " of the domain; every issue is valued");
        const auto weight = weights->find(index_of[k]);
        if (weight == weights->end())
            return source.fault(by_index[index_of[k]], told(subjects[k]) + " has no weight; add <weight index=\"" + std::to_string(index_of[k]) + "\" value=\"...\"/>");
        for (double& value : table[k]) value *= weight->second;
    }
    return AdditiveUtility::as_given(table);
}

Result<Box> box_of(const XmlSource& source, const Node& node, const std::vector<Subject>& subjects) {
    const auto pays = source.number(node, "utility");
    if (!pays) return pays.errors();
    Box box{{}, *pays};
    for (const Node& bound : node.children("INCLUDES")) {
        const auto index = source.number(bound, "index"), least = source.number(bound, "min"), most = source.number(bound, "max");
        for (const Result<double>* each : {&index, &least, &most})
            if (!*each) return each->errors();
        const auto found = std::find_if(subjects.begin(), subjects.end(), [&](const Subject& each) { return each.index == *index; });
        if (found == subjects.end()) return source.fault(bound, "a hyper-rectangle bounds issue " + number_text(*index) + ", which is not there");
        const double low = *least - found->span.low, high = *most - found->span.low;
        if (low < 0.0 || high < low || high >= static_cast<double>(found->issue.levels.size()))
            return source.fault(bound, "a hyper-rectangle reaches beyond the levels of " + told(*found));
        box.bounds.push_back({static_cast<std::size_t>(found - subjects.begin()), static_cast<std::uint8_t>(low), static_cast<std::uint8_t>(high)});
    }
    return box;
}

Result<BoxUtility> of_boxes(const XmlSource& source, const Node& space, const Domain& domain, const std::vector<Subject>& subjects) {
    for (const Node& node : all_named(space, "issue"))
        if (const auto place = place_of(source, node, subjects); !place) return place.errors();
    std::vector<Box> boxes;
    double sum = 0.0;
    for (const Node& node : all_named(space, "hyperRectangle")) {
        auto box = box_of(source, node, subjects);
        if (!box) return box.errors();
        sum += std::max(0.0, box->pays);
        boxes.push_back(std::move(*box));
    }
    const auto scale = source.number_or(sum, find(space, "utility"), "maxutility");
    if (!scale) return scale.errors();
    if (!(*scale > 0.0)) return source.fault(space, "its hyper-rectangles pay nothing");
    return BoxUtility(domain, std::move(boxes), *scale);
}

Result<Utility> utility_of(const XmlSource& source, const Node& space, const Domain& domain, const std::vector<Subject>& subjects) {
    if (find(space, "hyperRectangle")) {
        auto boxes = of_boxes(source, space, domain, subjects);
        if (!boxes) return boxes.errors();
        return Utility{std::move(*boxes)};
    }
    auto sum = additive(source, space, subjects);
    if (!sum) return sum.errors();
    return Utility{std::move(*sum)};
}

Result<Party> party_of(const std::string& file, const Domain& domain, const std::vector<Subject>& subjects) {
    XmlSource source;
    if (const auto opened = source.open(file); !opened) return opened.errors();
    const auto space = utility_space(source);
    if (!space) return space.errors();
    auto utility = utility_of(source, *space, domain, subjects);
    if (!utility) return utility.errors();
    Party party{std::move(*utility), 0.0, 1.0};
    for (const auto& [element, into] : {std::pair{"reservation", &party.reservation}, std::pair{"discount_factor", &party.discount}}) {
        const Node node = find(*space, element);
        if (!node) continue;
        const auto value = source.number(node, "value", zero_to_one);
        if (!value) return value.errors();
        *into = *value;
    }
    if (party.discount == 0.0) party.discount = 1.0;  // GENIUS: 0 is none
    return party;
}

}  // namespace

Result<Instance> read_genius(const std::string& domain_file, const std::vector<std::string>& profile_files) {
    XmlSource source;
    if (const auto opened = source.open(domain_file); !opened) return opened.errors();
    const auto space = utility_space(source);
    if (!space) return space.errors();
    const auto subjects = subjects_of(source, *space);
    if (!subjects) return subjects.errors();
    if (profile_files.size() < 2) return source.fault("needs a profile for each of two parties or more after it");
    Instance instance{find(*space, "objective").attribute("name").as_string(), {}, {}};
    for (const Subject& subject : *subjects) instance.issues.push_back(subject.issue);
    for (const std::string& file : profile_files) {
        auto party = party_of(file, instance.domain(), *subjects);
        if (!party) return party.errors();
        instance.parties.push_back(std::move(*party));
    }
    return instance;
}

}  // namespace chokepoint::bargain
