#include "proto/codec/scenario_text.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "chokepoint/v1/scenario.pb.h"
#include "proto/codec/closest.hpp"
#include "proto/codec/item_names.hpp"
#include "proto/codec/path.hpp"
#include "proto/codec/reflect.hpp"
#include "proto/codec/scenario_base.hpp"

namespace chokepoint::codec {
namespace {

namespace pb = google::protobuf;

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

Result<Scenario> read(Result<FlatScenario> flat) {
    if (!flat) return flat.errors();
    v1::Scenario& message = flat->message;
    if (!message.has_weeks_per_turn()) message.set_weeks_per_turn(Scenario{}.weeks_per_turn);
    static_cast<void>(message.mutable_switched_off());  // left out: nothing is

    Scenario scenario;
    Errors errors = flat->odd;
    std::vector<WireFault> faults;
    find_missing(message, "", faults);
    for (WireFault& fault : from_wire_all(table_of<Scenario>(), message, &scenario))
        faults.push_back(std::move(fault));
    for (const WireFault& fault : faults) errors.push_back(placed(*flat, fault.path, fault.message));
    if (errors.empty())
        for (const Fault& fault : validate(scenario)) errors.push_back(placed(*flat, fault.path, fault.message));
    if (!errors.empty()) return in_file_order(*flat, std::move(errors));
    return scenario;
}

}  // namespace

Result<Scenario> load_scenario(const std::string& path) { return read(read_flat(path)); }

Result<Scenario> parse_scenario(const std::string& text, const std::string& file_name) {
    return read(read_alone(text, file_name));
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

// Where a path leads: a field of one object and, of a list, one element. Without a field: the scenario itself.
struct Target {
    const Field* field = nullptr;
    void* element = nullptr;  // none where it is left out
    void* member = nullptr;   // of the object around it: the element itself, the list or the optional value
    std::string path;         // by indices
};

std::vector<std::string> field_names(const StructTable& table) {
    std::vector<std::string> names;
    for (const Field& field : table.fields) names.emplace_back(field.name);
    return names;
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
        const auto item_names = names_of(*field.structure, element_at(field, object, i));
        if (goes_by(item_names, words)) found.push_back(i);
        if (!item_names.empty()) names.push_back(item_names.front());
    }
    if (found.size() == 1) return found.front();
    if (found.empty()) return fail(where + "[" + selector + "] does not exist" + did_you_mean(selector, names));
    return fail(where + "[" + selector + "] fits " + std::to_string(found.size()) +
                " items; add a second name after a comma, or use the index");
}

constexpr std::string_view every = "*";  // the selector that means all items

// The elements of a field that a step means, or why none.
Result<std::vector<std::size_t>> elements_of(const Field& field, const void* object, const PathStep& step) {
    if (field.shape != FieldShape::list) {
        if (!step.selector.empty()) return fail("'" + step.name + "' is no list; leave out [" + step.selector + "]");
        return std::vector<std::size_t>{0};
    }
    if (step.selector != every) {
        const auto chosen = choose(field, object, step.selector);
        if (!chosen) return chosen.errors();
        return std::vector{*chosen};
    }
    std::vector<std::size_t> all(element_count(field, object));
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    if (all.empty()) return fail(step.name + " is empty; there is no item to choose");
    return all;
}

// One more step from each place.
Result<std::vector<Target>> follow(const std::vector<Target>& from, const PathStep& step) {
    std::vector<Target> targets;
    for (const Target& at : from) {
        const StructTable* table = at.field == nullptr ? &table_of<Scenario>() : at.field->structure;
        if (!table) return fail("'" + std::string(at.field->name) + "' has no part '" + step.name + "'");
        const Field* field = table->find(step.name);
        if (!field)
            return fail("no field '" + step.name + "' in " + std::string(table->name) +
                        did_you_mean(step.name, field_names(*table)));
        const auto elements = elements_of(*field, at.element, step);
        if (!elements) return elements.errors();
        for (const std::size_t i : *elements)
            targets.push_back({field, element_at(*field, at.element, i), static_cast<std::byte*>(at.element) + field->offset,
                               at.path + (at.path.empty() ? "" : ".") + step.name +
                                   (field->shape == FieldShape::list ? "[" + std::to_string(i) + "]" : "")});
    }
    return targets;
}

Result<std::vector<Target>> find_targets(Scenario& scenario, std::string_view path) {
    const auto steps = split_path(path);
    if (steps.empty()) return fail("'" + std::string(path) + "' is no path; write one like rules.prices.noise");
    std::vector<Target> targets{{nullptr, &scenario, nullptr, {}}};
    for (const PathStep& step : steps) {
        auto next = follow(targets, step);
        if (!next) return next;
        targets = std::move(*next);
    }
    return targets;
}

Result<Target> find_target(Scenario& scenario, std::string_view path) {
    auto targets = find_targets(scenario, path);
    if (!targets) return targets.errors();
    if (targets->size() > 1)
        return fail("'" + std::string(path) + "' means " + std::to_string(targets->size()) + " values; choose one");
    return std::move(targets->front());
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
    if (path == "weeks_per_turn" && (value < 1 || value > 26)) return fail("weeks_per_turn must be 1 to 26");
    const auto whole = static_cast<std::int32_t>(value);
    std::memcpy(element, &whole, sizeof whole);
    return Done{};
}

Status set_element(const Field& field, void* element, std::string_view path, std::string_view value) {
    if (field.kind == FieldKind::text) {
        *static_cast<std::string*>(element) = std::string(value);
        return Done{};
    }
    if (field.kind == FieldKind::enumeration) return set_enum(field, element, value);
    if (field.kind == FieldKind::boolean) {
        if (value != "true" && value != "false") return fail(std::string(path) + " takes true or false");
        *static_cast<bool*>(element) = value == "true";
        return Done{};
    }
    const bool is_figure = field.structure == &table_of<Figure>();
    if (field.structure && !is_figure)
        return fail("'" + std::string(path) + "' is not one value; go on to one of its parts, as in ." +
                    std::string(field.structure->fields.back().name));
    const auto number = parse_number(value);
    if (!number) return fail(std::string(path) + " takes a finite number, not '" + std::string(value) + "'");
    if (field.kind == FieldKind::i32) return set_integer(path, element, *number);
    if (!is_figure) {
        std::memcpy(element, &*number, sizeof(double));
        return Done{};
    }
    // A "what if" beyond the source's range widens it: the scenario stays sound, the pedigree stays readable.
    Figure& figure = *static_cast<Figure*>(element);
    figure.value = *number;
    figure.low = std::min(figure.low, *number);
    figure.high = std::max(figure.high, *number);
    return Done{};
}

}  // namespace

Status set_value(Scenario& scenario, std::string_view path, std::string_view value) {
    auto found = find_target(scenario, path);
    if (!found) return found.errors();
    const Field& field = *found->field;
    if (found->element != nullptr) return set_element(field, found->element, path, value);
    // What was left out is there from now on, unless the value is refused.
    field.list->resize(found->member, 1);
    Status set = set_element(field, field.list->data(found->member), path, value);
    if (!set) field.list->resize(found->member, 0);
    return set;
}

Result<std::vector<FigureAt>> figures_at(Scenario& scenario, std::string_view path) {
    const auto targets = find_targets(scenario, path);
    if (!targets) return targets.errors();
    std::vector<FigureAt> figures;
    for (const Target& target : *targets) {
        if (target.field->structure != &table_of<Figure>())
            return fail("'" + std::string(path) + "' is no figure; a figure has value, low and high, as rules.prices.noise has");
        figures.push_back({target.path, static_cast<Figure*>(target.element)});
    }
    return figures;
}

Result<Scenario> with(const Scenario& scenario, std::string_view path, std::string_view value) {
    Scenario changed = scenario;
    if (Status status = set_value(changed, path, value); !status) return status.errors();
    return changed;
}

}  // namespace chokepoint::codec
