#include "proto/codec/figure_writer.hpp"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "chokepoint/v1/scenario.pb.h"
#include "proto/codec/path.hpp"
#include "proto/codec/reflect.hpp"
#include "proto/codec/scenario_text.hpp"
#include "proto/codec/text_file.hpp"

namespace chokepoint::codec {
namespace {

namespace pb = google::protobuf;
using Tree = pb::TextFormat::ParseInfoTree;

// A stretch of the text and what shall stand there.
struct Change {
    std::size_t from = 0, to = 0;
    std::string text;
};

// Byte offsets of the tokenizer's lines and columns, both from 0; to it a tab ends at the next multiple of
// eight.
class Offsets {
  public:
    explicit Offsets(const std::string& text) : text_(text), lines_{0} {
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\n') lines_.push_back(i + 1);
    }
    std::size_t of(const pb::TextFormat::ParseLocation& place) const {
        std::size_t at = lines_[static_cast<std::size_t>(place.line)];
        for (int column = 0; column < place.column && at < text_.size(); ++at)
            column += text_[at] == '\t' ? 8 - column % 8 : 1;
        return at;
    }

  private:
    const std::string& text_;
    std::vector<std::size_t> lines_;
};

// The part of the tree that notes the message of a path by indices; nullptr where it is not written.
const Tree* tree_at(const Tree& root, const std::string& path) {
    const Tree* tree = &root;
    const pb::Descriptor* type = v1::Scenario::descriptor();
    for (const PathStep& step : split_path(path)) {
        const auto* field = type->FindFieldByName(step.name);
        std::size_t index = 0;
        const bool has_index = parse_index(step.selector, index);
        tree = field == nullptr ? nullptr
                                : tree->GetTreeForNested(field, has_index ? static_cast<int>(index) : -1);
        if (tree == nullptr) return nullptr;
        type = field->message_type();
    }
    return tree;
}

std::string quoted(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

// The file's own figures: those of its base stand in another file.
class Writer {
  public:
    Writer(const std::string& text, const std::string& file)
        : text_(text), file_(file), offsets_(text), parsed_(text, file, message_) {
        if (parsed_.is_parsed()) static_cast<void>(from_wire_all(table_of<Scenario>(), message_, &own_));
    }

    const TextFile& parsed() const { return parsed_; }

    void add(const FigureEdit& edit) {
        const auto figures = figures_at(own_, edit.path);
        if (!figures) {
            const std::string from = message_.base().empty()
                                         ? ""
                                         : "; what comes from " + message_.base() + " is to be written there";
            errors_.push_back({edit.path + ": " + figures.error().message + from, file_, 0});
            return;
        }
        for (const FigureAt& figure : *figures) change(figure.path, edit);
    }

    Result<std::string> result() {
        if (!errors_.empty()) return errors_;
        std::sort(changes_.begin(), changes_.end(),
                  [](const Change& a, const Change& b) { return a.from > b.from; });
        std::string text = text_;
        for (const Change& change : changes_) text.replace(change.from, change.to - change.from, change.text);
        return text;
    }

  private:
    void change(const std::string& path, const FigureEdit& edit) {
        const Tree* tree = tree_at(parsed_.tree(), path);
        if (tree == nullptr) {
            const std::string where =
                message_.base().empty() ? "" : "; it comes from " + message_.base() + ": write it there";
            errors_.push_back(parsed_.placed(path, "is not written in this file" + where));
            return;
        }
        change_part(*tree, path, "value", written_number(edit.value));
        change_part(*tree, path, "low", written_number(edit.low));
        change_part(*tree, path, "high", written_number(edit.high));
        change_part(*tree, path, "source", quoted(edit.source));
        change_part(*tree, path, "status", quoted(std::string(name_of(edit.status))));
    }

    void change_part(const Tree& tree, const std::string& path, const std::string& part,
                     const std::string& written) {
        const auto range = tree.GetLocationRange(v1::Figure::descriptor()->FindFieldByName(part), -1);
        if (range.start.line < 0) {
            errors_.push_back(
                parsed_.placed(path, "has no " + part + "; write the figure with all its parts first"));
            return;
        }
        const std::size_t from = offsets_.of(range.start);
        std::size_t to = offsets_.of(range.end);
        // A comma or semicolon that ends the part stays.
        if (to > from && (text_[to - 1] == ',' || text_[to - 1] == ';')) --to;
        while (to > from && (text_[to - 1] == ' ' || text_[to - 1] == '\t')) --to;
        changes_.push_back({from, to, part + ": " + written});
    }

    const std::string& text_;
    const std::string& file_;
    Offsets offsets_;
    v1::Scenario message_;
    TextFile parsed_;
    Scenario own_;
    std::vector<Change> changes_;
    Errors errors_;
};

}  // namespace

std::string written_number(double value) { return leaf_text(*table_of<Figure>().find("value"), &value); }

Result<std::string> rewrite_figures(const std::string& text, const std::string& file,
                                    const std::vector<FigureEdit>& edits) {
    Writer writer(text, file);
    if (!writer.parsed().is_parsed()) return writer.parsed().faults();
    for (const FigureEdit& edit : edits) writer.add(edit);
    return writer.result();
}

}  // namespace chokepoint::codec
