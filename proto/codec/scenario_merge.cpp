#include "proto/codec/scenario_merge.hpp"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <set>

#include "proto/codec/closest.hpp"
#include "proto/codec/path.hpp"

namespace chokepoint::codec {
namespace {

namespace pb = google::protobuf;

// --- names --------------------------------------------------------------------------------------------------

using Names = std::vector<std::string>;

// A field that is part of an entry's name; one marked with ? may be left empty.
struct NamingField {
    const pb::FieldDescriptor* field;
    bool may_be_empty;
};

std::vector<NamingField> naming_fields(const pb::Descriptor& type) {
    std::vector<NamingField> fields;
    for (std::string name : split_words(type.options().GetExtension(v1::known_by))) {
        const bool may_be_empty = name.back() == '?';
        if (may_be_empty) name.pop_back();
        fields.push_back({type.FindFieldByName(name), may_be_empty});
    }
    return fields;
}

Names entry_names(const pb::Message& entry) {
    Names names;
    for (const NamingField& part : naming_fields(*entry.GetDescriptor()))
        names.push_back(entry.GetReflection()->GetString(entry, part.field));
    return names;
}

bool begins_with(const Names& names, const Names& words) {
    return words.size() <= names.size() && std::equal(words.begin(), words.end(), names.begin());
}

// A list within a message, and the places of its items.
struct List {
    pb::Message* message;
    const pb::FieldDescriptor* field;
    Written* written;

    const pb::Reflection& reflection() const { return *message->GetReflection(); }
    int size() const { return reflection().FieldSize(*message, field); }
    pb::Message& item(int i) const { return *reflection().MutableRepeatedMessage(message, field, i); }

    std::vector<int> find(const Names& words) const {
        std::vector<int> found;
        for (int i = 0; i < size(); ++i)
            if (begins_with(entry_names(item(i)), words)) found.push_back(i);
        return found;
    }
    void remove(int i) {
        for (int k = i; k + 1 < size(); ++k) reflection().SwapElements(message, field, k, k + 1);
        reflection().RemoveLast(message, field);
        auto& items = written->at(field).items;
        items.erase(items.begin() + i);
    }
    void clear() {
        reflection().ClearField(message, field);
        written->at(field).items.clear();
    }
};

// --- drop and replace ---------------------------------------------------------------------------------------

// Follows paths into the base. What it answers is empty, or why a path leads nowhere.
class Clearing {
  public:
    Clearing(pb::Message& base, Written& written) : base_(base), written_(written) {}

    std::string drop(const std::string& path) { return follow(path, true); }
    std::string replace(const std::string& path) { return follow(path, false); }

  private:
    std::string follow(const std::string& path, bool drops) {
        const auto steps = split_path(path);
        if (steps.empty())
            return quoted(path) + " is no path; write one like " + (drops ? "firms[ford-chicago]" : "tariffs");
        pb::Message* message = &base_;
        Written* written = &written_;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            List list{message, message->GetDescriptor()->FindFieldByName(steps[i].name), written};
            if (list.field == nullptr) return unknown_field(*message, steps[i].name);
            const bool is_last = i + 1 == steps.size();
            if (is_last && !drops) return empty_list(list, steps[i]);
            if (!list.field->is_repeated()) {
                if (is_last || list.field->message_type() == nullptr || !steps[i].selector.empty())
                    return quoted(steps[i].name) + " is no list; write its new value instead";
                message = list.reflection().MutableMessage(message, list.field);
                written = &only(written->at(list.field).items);
                continue;
            }
            int chosen = 0;
            if (std::string why = choose(list, steps[i], chosen); !why.empty()) return why;
            if (is_last) {
                list.remove(chosen);
                return {};
            }
            message = &list.item(chosen);
            written = &written->at(list.field).items[static_cast<std::size_t>(chosen)];
        }
        return {};
    }

    static Written& only(std::vector<Written>& items) {
        if (items.empty()) items.emplace_back();
        return items.front();
    }

    static std::string quoted(const std::string& text) { return "'" + text + "'"; }

    static std::string unknown_field(const pb::Message& message, const std::string& name) {
        std::vector<std::string> known;
        for (int i = 0; i < message.GetDescriptor()->field_count(); ++i)
            known.push_back(message.GetDescriptor()->field(i)->name());
        return "no field " + quoted(name) + " in " + message.GetDescriptor()->name() + did_you_mean(name, known);
    }

    static std::string empty_list(List& list, const PathStep& step) {
        if (!list.field->is_repeated()) return quoted(step.name) + " is no list; write its new value instead";
        if (!step.selector.empty())
            return "one entry is not replaced but dropped; write drop: \"" + step.name + "[" + step.selector + "]\"";
        list.clear();
        return {};
    }

    static std::string choose(const List& list, const PathStep& step, int& chosen) {
        if (step.selector.empty()) return quoted(step.name) + " is a list; name an entry, as in " + step.name + "[...]";
        if (list.field->message_type() == nullptr || naming_fields(*list.field->message_type()).empty())
            return "the entries of " + quoted(step.name) + " have no names; write replace: \"" + step.name +
                   "\" and the list anew";
        const auto found = list.find(split_words(step.selector));
        if (found.size() == 1) {
            chosen = found.front();
            return {};
        }
        if (!found.empty())
            return step.name + "[" + step.selector + "] fits " + std::to_string(found.size()) +
                   " entries of the base; add further names after a comma, as in " + step.name + "[" +
                   joined_words(entry_names(list.item(found.front()))) + "]";
        std::vector<std::string> known;
        for (int i = 0; i < list.size(); ++i) known.push_back(joined_words(entry_names(list.item(i))));
        return step.name + "[" + step.selector + "] is not in the base" + did_you_mean(step.selector, known);
    }

    pb::Message& base_;
    Written& written_;
};

// --- merging ------------------------------------------------------------------------------------------------

class Merge {
  public:
    std::vector<MergeFault> faults;

    void message(pb::Message& into, Written& into_written, pb::Message& from, const Written& from_written) {
        into_written.place = from_written.place;
        for (const Written::Part& part : from_written.parts) {
            const auto& field = *part.field;
            if (field.options().GetExtension(v1::file_only)) continue;
            if (field.is_repeated() && field.message_type() != nullptr) {
                entries({&into, &field, &into_written}, from, part);
            } else if (is_merged(into, field)) {
                message(*into.GetReflection()->MutableMessage(&into, &field), into_written.at(&field).items.front(),
                        *from.GetReflection()->MutableMessage(&from, &field), part.items.front());
            } else {
                into.GetReflection()->SwapFields(&into, &from, {&field});
                into_written.at(&field).items = part.items;
            }
        }
    }

  private:
    // Blocks such as rules are merged where the base has them; a figure never is: its source must fit its value.
    static bool is_merged(const pb::Message& into, const pb::FieldDescriptor& field) {
        return !field.is_repeated() && field.message_type() != nullptr &&
               field.message_type() != v1::Figure::descriptor() && into.GetReflection()->HasField(into, &field);
    }

    void entries(List list, pb::Message& from, const Written::Part& part) {
        const bool has_names = !naming_fields(*list.field->message_type()).empty();
        std::set<Names> seen;
        for (std::size_t i = 0; i < part.items.size(); ++i) {
            pb::Message& entry = *from.GetReflection()->MutableRepeatedMessage(&from, list.field, static_cast<int>(i));
            if (!has_names) {
                append(list, entry, part.items[i]);
                continue;
            }
            const Names names = entry_names(entry);
            if (!has_its_names(list, entry, part.items[i])) continue;
            if (!seen.insert(names).second) {
                fault(part.items[i], list.field->name() + "[" + joined_words(names) +
                                         "] stands twice in this file; write it once");
                continue;
            }
            const auto found = list.find(names);
            if (found.empty()) {
                append(list, entry, part.items[i]);
            } else if (found.size() > 1) {
                fault(part.items[i], list.field->name() + "[" + joined_words(names) + "] fits " +
                                         std::to_string(found.size()) + " entries of the base; replace the list");
            } else {
                const auto index = static_cast<std::size_t>(found.front());
                message(list.item(found.front()), list.written->at(list.field).items[index], entry, part.items[i]);
            }
        }
    }

    bool has_its_names(const List& list, const pb::Message& entry, const Written& written) {
        for (const NamingField& part : naming_fields(*entry.GetDescriptor())) {
            if (part.may_be_empty || !entry.GetReflection()->GetString(entry, part.field).empty()) continue;
            fault(written, "an entry of " + list.field->name() + " without " + part.field->name() +
                               "; entries are known by " +
                               entry.GetDescriptor()->options().GetExtension(v1::known_by));
            return false;
        }
        return true;
    }

    // An entry that the base does not have; its own lists may still name something twice.
    void append(List list, pb::Message& entry, const Written& written) {
        pb::Message& added = *list.reflection().AddMessage(list.message, list.field);
        list.written->at(list.field).items.push_back({written.place, {}});
        message(added, list.written->at(list.field).items.back(), entry, written);
    }

    void fault(const Written& written, std::string text) { faults.push_back({written.place, std::move(text)}); }
};

}  // namespace

std::vector<MergeFault> merge_scenarios(v1::Scenario& base, Written& base_written, v1::Scenario& derived,
                                        const Written& derived_written) {
    Merge merge;
    Clearing clearing(base, base_written);
    const auto clear_all = [&](const char* name, const auto& paths, const auto& clear) {
        const auto* part = derived_written.find(v1::Scenario::descriptor()->FindFieldByName(name));
        for (int i = 0; i < paths.size(); ++i)
            if (const std::string why = clear(paths[i]); !why.empty())
                merge.faults.push_back({part->items[static_cast<std::size_t>(i)].place, std::string(name) + ": " + why});
    };
    clear_all("drop", derived.drop(), [&](const std::string& path) { return clearing.drop(path); });
    clear_all("replace", derived.replace(), [&](const std::string& path) { return clearing.replace(path); });
    merge.message(base, base_written, derived, derived_written);
    base_written.place = derived_written.place;
    return std::move(merge.faults);
}

}  // namespace chokepoint::codec
