#include "proto/codec/parameter_table.hpp"

#include <algorithm>
#include <map>

#include "proto/codec/figure_writer.hpp"
#include "proto/codec/item_names.hpp"
#include "proto/codec/path.hpp"

namespace chokepoint::codec {
namespace {

// --- what the schema says ---------------------------------------------------------------------------------------

// Comments by message ("SupplyRules") and field ("SupplyRules.order_cap").
using Comments = std::map<std::string, std::string>;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// Reads the schema line by line as it is written: comments stand above a message and behind a field. Every figure of a
// scenario has one, or a test fails.
Comments read_comments(std::string_view schema) {
    Comments found;
    std::string message, above;
    while (!schema.empty()) {
        const std::size_t end = std::min(schema.find('\n'), schema.size());
        const std::string_view line = trimmed(schema.substr(0, end));
        schema.remove_prefix(std::min(end + 1, schema.size()));
        if (line.starts_with("//")) {
            above += (above.empty() ? "" : " ") + std::string(trimmed(line.substr(2)));
            continue;
        }
        if (line.starts_with("message ")) {
            message = trimmed(line.substr(8, line.find('{') - 8));
            found[message] = above;
        }
        const std::size_t equals = line.find(" = "), comment = line.find("//");
        if (equals != std::string_view::npos && comment != std::string_view::npos) {
            const std::string_view declared = line.substr(0, equals);  // "repeated Figure name"
            found[message + "." + std::string(declared.substr(declared.rfind(' ') + 1))] = trimmed(line.substr(comment + 2));
        }
        above.clear();
    }
    return found;
}

const Comments& comments() {
    static const Comments all = read_comments(scenario_schema());
    return all;
}

std::string comment_of(const std::string& name) {
    const auto found = comments().find(name);
    return found == comments().end() ? "" : found->second;
}

// --- where a figure stands ----------------------------------------------------------------------------------------

// The shortest run of names that means this item of the list alone, else the index.
std::vector<std::string> selectors_of(const Field& list, const void* object) {
    const std::size_t count = element_count(list, object);
    std::vector<std::vector<std::string>> names(count);
    for (std::size_t i = 0; i < count; ++i) names[i] = names_of(*list.structure, element_at(list, object, i));
    std::vector<std::string> selectors(count);
    for (std::size_t i = 0; i < count; ++i) {
        selectors[i] = std::to_string(i);
        std::vector<std::string> words;
        for (const std::string& name : names[i]) {
            if (name.empty() || name.find_first_of(",[]") != std::string::npos) continue;
            words.push_back(name);
            if (std::count_if(names.begin(), names.end(), [&](const auto& other) { return goes_by(other, words); }) != 1) continue;
            selectors[i] = joined_words(words);
            break;
        }
    }
    return selectors;
}

struct Heading {
    std::string path, part, group;
};

void gather(const StructTable& table, const void* object, const Heading& at, std::vector<Parameter>& all);

void gather_field(const StructTable& table, const Field& field, const void* object, const Heading& at, std::vector<Parameter>& all) {
    const std::string name(field.name);
    const bool is_list = field.shape == FieldShape::list;
    const auto selectors = is_list ? selectors_of(field, object) : std::vector<std::string>{""};
    for (std::size_t i = 0; i < selectors.size(); ++i) {
        const void* item = element_at(field, object, i);
        Heading here{(at.path.empty() ? "" : at.path + ".") + name + (is_list ? "[" + selectors[i] + "]" : ""), "", at.group};
        if (field.structure == &table_of<Figure>()) {
            here.part = (at.part.empty() ? "" : at.part + ".") + name;
            all.push_back({here.path, here.part, at.group, comment_of(std::string(table.name) + "." + name), *static_cast<const Figure*>(item)});
            continue;
        }
        // A block of rules is a group of its own; inside a list the parts of an item belong to the list.
        const bool opens_group = at.group.empty() || at.group == "rules";
        if (opens_group) here.group = (at.group.empty() ? "" : at.group + ".") + name;
        else here.part = (at.part.empty() ? "" : at.part + ".") + name;
        gather(*field.structure, item, here, all);
    }
}

void gather(const StructTable& table, const void* object, const Heading& at, std::vector<Parameter>& all) {
    for (const Field& field : table.fields)
        if (field.structure != nullptr) gather_field(table, field, object, at, all);
}

// --- Markdown -----------------------------------------------------------------------------------------------------

std::string cell(const std::string& text) {
    std::string escaped;
    for (char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
    return escaped;
}

std::string range(const Figure& figure) {
    return figure.low == figure.high ? "fixed" : written_number(figure.low) + " to " + written_number(figure.high);
}

// Sources in order of first mention: many figures share one.
class Sources {
  public:
    std::string number_of(const std::string& source) {
        const auto [entry, is_new] = places_.try_emplace(source, order_.size() + 1);
        if (is_new) order_.push_back(source);
        return std::to_string(entry->second);
    }
    std::string list() const {
        std::string text;
        for (std::size_t i = 0; i < order_.size(); ++i) text += std::to_string(i + 1) + ". " + order_[i] + "\n";
        return text;
    }

  private:
    std::map<std::string, std::size_t> places_;
    std::vector<std::string> order_;
};

std::string row_of(const Parameter& parameter, const std::string& end) {
    const Figure& figure = parameter.figure;
    return "| `" + parameter.path + "` | " + written_number(figure.value) + " | " + range(figure) + " | " + cell(figure.unit) + " | " +
           std::string(name_of(figure.status)) + " | " + end + " |\n";
}

using Rows = std::vector<const Parameter*>;

// A block of rules: each figure once, so its meaning and source stand beside it.
std::string rules_table(const Rows& rows) {
    std::string text = "| figure | value | range | unit | status | means | source |\n| --- | ---: | --- | --- | --- | --- | --- |\n";
    for (const Parameter* row : rows) text += row_of(*row, cell(row->meaning) + " | " + cell(row->figure.source));
    return text + "\n";
}

// A list: what its figures mean first, then one row each, with the number of the source.
std::string list_table(const Rows& rows, Sources& sources) {
    std::string text;
    std::vector<std::string> told;
    for (const Parameter* row : rows) {
        if (std::find(told.begin(), told.end(), row->part) != told.end()) continue;
        told.push_back(row->part);
        text += "- `" + row->part + "`: " + row->meaning + "\n";
    }
    text += "\n| figure | value | range | unit | status | source |\n| --- | ---: | --- | --- | --- | ---: |\n";
    for (const Parameter* row : rows) text += row_of(*row, sources.number_of(row->figure.source));
    return text + "\n";
}

bool same(const Figure& a, const Figure& b) {
    return a.value == b.value && a.low == b.low && a.high == b.high && a.unit == b.unit && a.source == b.source && a.status == b.status;
}

const Parameter* find(const std::vector<Parameter>& all, const std::string& path) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Parameter& one) { return one.path == path; });
    return found == all.end() ? nullptr : &*found;
}

std::string count_by_status(const std::vector<Parameter>& all) {
    std::string text;
    for (FigureStatus status : all_of<FigureStatus>()) {
        const auto count = std::count_if(all.begin(), all.end(), [&](const Parameter& one) { return one.figure.status == status; });
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(name_of(status));
    }
    return text;
}

std::string head_of(const Scenario& scenario, const Scenario* base, const std::vector<Parameter>& all, std::size_t shown) {
    std::string text = "# Parameters of " + scenario.name + "\n\n" + scenario.title + ". " + std::to_string(all.size()) + " figures: " +
                       count_by_status(all) + ".";
    if (base != nullptr)
        text += " Shown are the " + std::to_string(shown) + " that differ from [" + base->name + "](" + base->name + ".md) or are not there.";
    return text + " A path is what `--set PATH=VALUE` takes; the rules that read a figure stand in [the ODD](../ODD.md).\n\n" +
           "Written by `chokepoint scenarios --parameters " + scenario.name + " > docs/parameters/" + scenario.name +
           ".md`; a test compares. Do not edit.\n\n";
}

// The comment of the message that the group's items are made of.
std::string about(const std::string& group) {
    const StructTable* table = &table_of<Scenario>();
    for (std::size_t from = 0; from <= group.size();) {
        const std::size_t dot = std::min(group.find('.', from), group.size());
        const Field* field = table->find(group.substr(from, dot - from));
        if (field == nullptr || field->structure == nullptr) return "";
        table = field->structure;
        from = dot + 1;
    }
    const std::string comment = comment_of(std::string(table->name));
    return comment.empty() ? "" : comment + "\n\n";
}

}  // namespace

std::vector<Parameter> parameters_of(const Scenario& scenario) {
    std::vector<Parameter> all;
    gather(table_of<Scenario>(), &scenario, {}, all);
    return all;
}

std::string parameter_document(const Scenario& scenario, const Scenario* base) {
    const std::vector<Parameter> all = parameters_of(scenario);
    const std::vector<Parameter> others = base != nullptr ? parameters_of(*base) : std::vector<Parameter>{};
    std::vector<std::pair<std::string, Rows>> groups;
    std::size_t shown = 0;
    for (const Parameter& one : all) {
        const Parameter* other = find(others, one.path);
        if (other != nullptr && same(one.figure, other->figure)) continue;
        if (groups.empty() || groups.back().first != one.group) groups.push_back({one.group, {}});
        groups.back().second.push_back(&one);
        ++shown;
    }
    std::string text = head_of(scenario, base, all, shown);
    Sources sources;
    for (const auto& [group, rows] : groups)
        text += "## " + group + "\n\n" + about(group) + (group.starts_with("rules.") ? rules_table(rows) : list_table(rows, sources));
    std::string missing;
    for (const Parameter& other : others)
        if (find(all, other.path) == nullptr) missing += "- `" + other.path + "`\n";
    if (!missing.empty()) text += "## In " + base->name + " only\n\n" + missing + "\n";
    return text + "## Sources\n\n" + sources.list();
}

}  // namespace chokepoint::codec
