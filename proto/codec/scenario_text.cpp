#include "proto/codec/scenario_text.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>

#include "chokepoint/v1/scenario.pb.h"
#include "proto/codec/closest.hpp"
#include "proto/codec/reflect.hpp"

namespace chokepoint::codec {
namespace {

namespace pb = google::protobuf;

// --- syntax -------------------------------------------------------------------------------------------------

// The parser's complaint about a field name, with the nearest name that exists.
std::string explain(const std::string& complaint) {
    const std::string before_type = "Message type \"", before_field = "\" has no field named \"";
    const auto middle = complaint.find(before_field);
    if (!complaint.starts_with(before_type) || middle == std::string::npos) return complaint;
    const std::string type = complaint.substr(before_type.size(), middle - before_type.size());
    std::string field = complaint.substr(middle + before_field.size());
    field = field.substr(0, field.find('"'));
    const auto* descriptor = v1::Scenario::descriptor()->file()->pool()->FindMessageTypeByName(type);
    std::vector<std::string> names;
    for (int i = 0; descriptor && i < descriptor->field_count(); ++i) names.push_back(descriptor->field(i)->name());
    return "unknown field '" + field + "' in " + type.substr(type.rfind('.') + 1) + did_you_mean(field, names);
}

// Gathers what the parser says; unknown fields come as warnings, so that one does not hide the rest.
class Complaints : public pb::io::ErrorCollector {
  public:
    explicit Complaints(std::string file) : file_(std::move(file)) {}
    void AddError(int line, pb::io::ColumnNumber, const std::string& message) override {
        errors.push_back({explain(message), file_, line + 1});
    }
    void AddWarning(int line, pb::io::ColumnNumber, const std::string& message) override {
        errors.push_back({explain(message), file_, line + 1});
    }

    Errors errors;

  private:
    std::string file_;
};

// --- places -------------------------------------------------------------------------------------------------

struct PathStep {
    std::string name;
    std::string selector;  // between the brackets; empty: none
};

// "firms[2].stock_days" as its steps; nothing when brackets or names are malformed.
std::vector<PathStep> split_path(std::string_view path) {
    std::vector<PathStep> steps;
    while (true) {
        std::size_t end = 0;
        bool is_inside = false;
        for (; end < path.size() && (is_inside || path[end] != '.'); ++end) {
            if (path[end] == '[') is_inside = true;
            if (path[end] == ']') is_inside = false;
        }
        const std::string_view step = path.substr(0, end);
        const std::size_t open = step.find('[');
        const bool has_selector = open != std::string_view::npos;
        if (open == 0 || step.empty() || (has_selector && (step.back() != ']' || open + 2 >= step.size()))) return {};
        steps.push_back({std::string(step.substr(0, open)),
                         has_selector ? std::string(step.substr(open + 1, step.size() - open - 2)) : ""});
        if (end >= path.size()) return steps;
        path = path.substr(end + 1);
    }
}

bool parse_index(std::string_view text, std::size_t& index) {
    if (text.empty() || text.size() > 9) return false;
    index = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return false;
        index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    return true;
}

// The line on which the part named by the path stands, or the nearest part around it that is written at all.
int line_of(const std::string& path, const pb::TextFormat::ParseInfoTree& root) {
    const pb::TextFormat::ParseInfoTree* tree = &root;
    const pb::Descriptor* type = v1::Scenario::descriptor();
    int line = 0;
    for (const PathStep& step : split_path(path)) {
        const auto* field = type ? type->FindFieldByName(step.name) : nullptr;
        if (!field) break;
        std::size_t index = 0;
        const bool has_index = parse_index(step.selector, index);
        const int place = field->is_repeated() ? static_cast<int>(has_index ? index : 0) : -1;
        // Of a list written [a, b, c] the parser notes the first place only.
        auto location = tree->GetLocation(field, place);
        if (location.line < 0 && !field->message_type()) location = tree->GetLocation(field, std::min(place, 0));
        if (location.line < 0) break;
        line = location.line;
        type = field->message_type();
        if (!type || (field->is_repeated() && !has_index)) break;
        tree = tree->GetTreeForNested(field, place);
        if (!tree) break;
    }
    return line + 1;
}

// --- shape --------------------------------------------------------------------------------------------------

bool is_figure(const pb::Descriptor& type) { return &type == v1::Figure::descriptor(); }

void find_missing(const pb::Message& message, const std::string& path, std::vector<WireFault>& faults);

void find_missing_in_figure(const pb::Message& figure, const std::string& path, std::vector<WireFault>& faults) {
    const auto& type = *figure.GetDescriptor();
    for (const char* part : {"value", "low", "high", "unit", "source"})
        if (!figure.GetReflection()->HasField(figure, type.FindFieldByName(part)))
            faults.push_back({path, "missing " + std::string(part) +
                                        "; a figure needs value, low, high, unit, source and status"});
}

void find_missing_in_field(const pb::Message& message, const pb::FieldDescriptor& field, const std::string& path,
                           std::vector<WireFault>& faults) {
    const auto& reflection = *message.GetReflection();
    if (field.is_repeated()) {
        for (int i = 0; i < reflection.FieldSize(message, &field); ++i)
            find_missing(reflection.GetRepeatedMessage(message, &field, i), path + "[" + std::to_string(i) + "]",
                         faults);
    } else if (!reflection.HasField(message, &field)) {
        faults.push_back({path, "missing; write " + field.name() +
                                    (is_figure(*field.message_type())
                                         ? " { value: ... low: ... high: ... unit: ... source: ... status: ... }"
                                         : " { ... }")});
    } else if (is_figure(*field.message_type())) {
        find_missing_in_figure(reflection.GetMessage(message, &field), path, faults);
    } else {
        find_missing(reflection.GetMessage(message, &field), path, faults);
    }
}

// Every figure and block that is not written, or not in full: missing is not zero.
void find_missing(const pb::Message& message, const std::string& path, std::vector<WireFault>& faults) {
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        if (field.cpp_type() == pb::FieldDescriptor::CPPTYPE_MESSAGE)
            find_missing_in_field(message, field, path + (path.empty() ? "" : ".") + field.name(), faults);
    }
}

// --- the whole ----------------------------------------------------------------------------------------------

Errors in_line_order(Errors errors) {
    std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) { return a.line < b.line; });
    return errors;
}

Errors placed(const std::vector<WireFault>& faults, const std::string& file,
              const pb::TextFormat::ParseInfoTree& tree) {
    Errors errors;
    for (const WireFault& fault : faults)
        errors.push_back({fault.path + ": " + fault.message, file, line_of(fault.path, tree)});
    return errors;
}

}  // namespace

Result<Scenario> parse_scenario(const std::string& text, const std::string& file_name) {
    v1::Scenario message;
    pb::TextFormat::ParseInfoTree tree;
    Complaints complaints(file_name);
    pb::TextFormat::Parser parser;
    parser.RecordErrorsTo(&complaints);
    parser.WriteLocationsTo(&tree);
    parser.AllowUnknownField(true);
    if (!parser.ParseFromString(text, &message)) {
        if (complaints.errors.empty()) complaints.errors.push_back({"not a scenario in text format", file_name, 0});
        return in_line_order(std::move(complaints.errors));
    }

    Scenario scenario;
    std::vector<WireFault> faults;
    find_missing(message, "", faults);
    for (WireFault& fault : from_wire_all(table_of<Scenario>(), message, &scenario))
        faults.push_back(std::move(fault));
    Errors errors = placed(faults, file_name, tree);
    errors.insert(errors.end(), complaints.errors.begin(), complaints.errors.end());
    if (!errors.empty()) return in_line_order(std::move(errors));

    for (const Fault& fault : validate(scenario)) faults.push_back({fault.path, fault.message});
    if (!faults.empty()) return in_line_order(placed(faults, file_name, tree));
    return scenario;
}

Result<Scenario> load_scenario(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()))
        return Error{"cannot be read; name an existing scenario file (see 'chokepoint scenarios')", path, 0};
    return parse_scenario(text.str(), path);
}

std::string scenario_text(const Scenario& scenario) {
    v1::Scenario message;
    to_wire(scenario, message);
    std::string text;
    pb::TextFormat::Printer printer;
    printer.SetUseUtf8StringEscaping(true);
    printer.PrintToString(message, &text);
    return text;
}

// --- values by path -----------------------------------------------------------------------------------------

namespace {

// Where a path leads: a field of one object and, of a list, one element.
struct Target {
    const Field* field = nullptr;
    void* element = nullptr;
};

std::vector<std::string> field_names(const StructTable& table) {
    std::vector<std::string> names;
    for (const Field& field : table.fields) names.emplace_back(field.name);
    return names;
}

bool is_name(const Field& field) {
    return field.shape == FieldShape::single &&
           (field.kind == FieldKind::text || field.kind == FieldKind::enumeration);
}

std::string plain_name(const Field& field, const void* item) {
    const void* member = element_at(field, item, 0);
    return field.kind == FieldKind::text ? *static_cast<const std::string*>(member) : leaf_text(field, member);
}

// True when the words are the item's names: the first its first field, each further one some later name.
bool goes_by(const StructTable& table, const void* item, const std::vector<std::string>& words) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < table.fields.size() && next < words.size(); ++i) {
        const Field& field = table.fields[i];
        const bool matches = is_name(field) && plain_name(field, item) == words[next];
        if (i == 0 && !matches) return false;
        if (matches) ++next;
    }
    return next == words.size();
}

std::vector<std::string> split_words(const std::string& text) {
    std::vector<std::string> words;
    std::istringstream stream(text);
    for (std::string word; std::getline(stream, word, ',');) words.push_back(word);
    return words;
}

// Which element of the list the selector means, or why none.
Result<std::size_t> choose(const Field& field, const void* object, const std::string& selector) {
    const std::size_t count = element_count(field, object);
    const std::string where(field.name);
    if (selector.empty()) return fail(where + " is a list; choose an item, as in " + where + "[0]");
    std::size_t index = 0;
    if (parse_index(selector, index)) {
        if (index < count) return index;
        return fail(where + "[" + selector + "] does not exist; there are " + std::to_string(count) + " items");
    }
    if (!field.structure) return fail(where + " has no names; choose an item by its index");
    const auto words = split_words(selector);
    std::vector<std::size_t> found;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        const void* item = element_at(field, object, i);
        if (goes_by(*field.structure, item, words)) found.push_back(i);
        if (is_name(field.structure->fields[0])) names.push_back(plain_name(field.structure->fields[0], item));
    }
    if (found.size() == 1) return found.front();
    if (found.empty()) return fail(where + "[" + selector + "] does not exist" + did_you_mean(selector, names));
    return fail(where + "[" + selector + "] fits " + std::to_string(found.size()) +
                " items; add a second name after a comma, or use the index");
}

Result<Target> find_target(Scenario& scenario, std::string_view path) {
    const auto steps = split_path(path);
    if (steps.empty()) return fail("'" + std::string(path) + "' is no path; write one like rules.prices.noise");
    const StructTable* table = &table_of<Scenario>();
    void* object = &scenario;
    Target target;
    for (const PathStep& step : steps) {
        if (!table) return fail("'" + std::string(target.field->name) + "' has no part '" + step.name + "'");
        const Field* field = table->find(step.name);
        if (!field)
            return fail("no field '" + step.name + "' in " + std::string(table->name) +
                        did_you_mean(step.name, field_names(*table)));
        std::size_t index = 0;
        if (field->shape == FieldShape::list) {
            auto chosen = choose(*field, object, step.selector);
            if (!chosen) return chosen.errors();
            index = *chosen;
        } else if (!step.selector.empty()) {
            return fail("'" + step.name + "' is no list; leave out [" + step.selector + "]");
        }
        object = element_at(*field, object, index);
        target = {field, object};
        table = field->structure;
    }
    return target;
}

// A finite decimal number, all of the text, or nothing. Free of locale.
std::optional<double> parse_number(std::string_view text) {
    double value = 0.0;
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

Status set_enum(const Field& field, void* element, std::string_view value) {
    const auto names = field.enumeration->names;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < names.size(); ++i) {
        known.emplace_back(names[i]);
        if (names[i] != value) continue;
        const auto number = static_cast<std::uint8_t>(i);
        std::memcpy(element, &number, 1);
        return Done{};
    }
    return fail("unknown " + std::string(field.enumeration->name) + " '" + std::string(value) + "'" +
                did_you_mean(value, known));
}

Status set_integer(std::string_view path, void* element, double value) {
    if (value != std::floor(value) || std::abs(value) > 1e9)
        return fail(std::string(path) + " takes a whole number");
    if (path == "weeks" && (value < 1 || value > 5200)) return fail("weeks must be 1 to 5200");
    if (path == "rounds_per_week" && (value < 1 || value > 8)) return fail("rounds_per_week must be 1 to 8");
    const auto whole = static_cast<std::int32_t>(value);
    std::memcpy(element, &whole, sizeof whole);
    return Done{};
}

}  // namespace

Status set_value(Scenario& scenario, std::string_view path, std::string_view value) {
    auto found = find_target(scenario, path);
    if (!found) return found.errors();
    const Field& field = *found->field;
    if (field.kind == FieldKind::text) {
        *static_cast<std::string*>(found->element) = std::string(value);
        return Done{};
    }
    if (field.kind == FieldKind::enumeration) return set_enum(field, found->element, value);
    if (field.kind == FieldKind::boolean) {
        if (value != "true" && value != "false") return fail(std::string(path) + " takes true or false");
        *static_cast<bool*>(found->element) = value == "true";
        return Done{};
    }
    const bool is_figure = field.structure == &table_of<Figure>();
    if (field.structure && !is_figure)
        return fail("'" + std::string(path) + "' is not one value; go on to one of its parts, as in ." +
                    std::string(field.structure->fields.back().name));
    const auto number = parse_number(value);
    if (!number) return fail(std::string(path) + " takes a finite number, not '" + std::string(value) + "'");
    if (field.kind == FieldKind::i32) return set_integer(path, found->element, *number);
    if (!is_figure) {
        std::memcpy(found->element, &*number, sizeof(double));
        return Done{};
    }
    // A "what if" beyond the source's range widens it: the scenario stays sound, the pedigree stays readable.
    Figure& figure = *static_cast<Figure*>(found->element);
    figure.value = *number;
    figure.low = std::min(figure.low, *number);
    figure.high = std::max(figure.high, *number);
    return Done{};
}

Result<Scenario> with(const Scenario& scenario, std::string_view path, std::string_view value) {
    Scenario changed = scenario;
    if (Status status = set_value(changed, path, value); !status) return status.errors();
    return changed;
}

}  // namespace chokepoint::codec
