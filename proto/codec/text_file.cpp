#include "proto/codec/text_file.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/tokenizer.h>

#include <algorithm>

#include "proto/codec/closest.hpp"
#include "proto/codec/path.hpp"

namespace chokepoint::codec {
namespace {

namespace pb = google::protobuf;

// The parser's complaint about a field name, with the nearest name that exists.
std::string explain(const std::string& complaint, const pb::Descriptor& root) {
    const std::string before_type = "Message type \"", before_field = "\" has no field named \"";
    const auto middle = complaint.find(before_field);
    if (!complaint.starts_with(before_type) || middle == std::string::npos) return complaint;
    const std::string type = complaint.substr(before_type.size(), middle - before_type.size());
    std::string field = complaint.substr(middle + before_field.size());
    field = field.substr(0, field.find('"'));
    const auto* descriptor = root.file()->pool()->FindMessageTypeByName(type);
    std::vector<std::string> names;
    for (int i = 0; descriptor && i < descriptor->field_count(); ++i)
        names.push_back(descriptor->field(i)->name());
    return "unknown field '" + field + "' in " + type.substr(type.rfind('.') + 1) +
           did_you_mean(field, names);
}

// Gathers what the parser says; unknown fields come as warnings, so that one does not hide the rest.
class Complaints : public pb::io::ErrorCollector {
  public:
    Complaints(const std::string& file, const pb::Descriptor& root, Errors& errors)
        : file_(file), root_(root), errors_(errors) {}
    void AddError(int line, pb::io::ColumnNumber, const std::string& message) override {
        errors_.push_back({explain(message, root_), file_, line + 1});
    }
    void AddWarning(int line, pb::io::ColumnNumber, const std::string& message) override {
        errors_.push_back({explain(message, root_), file_, line + 1});
    }

  private:
    const std::string& file_;
    const pb::Descriptor& root_;
    Errors& errors_;
};

}  // namespace

TextFile::TextFile(const std::string& text, std::string file_name, pb::Message& message)
    : file_name_(std::move(file_name)), type_(message.GetDescriptor()) {
    Complaints complaints(file_name_, *type_, faults_);
    pb::TextFormat::Parser parser;
    parser.RecordErrorsTo(&complaints);
    parser.WriteLocationsTo(&tree_);
    parser.AllowUnknownField(true);
    is_parsed_ = parser.ParseFromString(text, &message);
    if (!is_parsed_ && faults_.empty()) faults_.push_back({"this is not text format", file_name_, 0});
}

Error TextFile::placed(const std::string& path, const std::string& message) const {
    return {path + ": " + message, file_name_, line_of(path)};
}

int TextFile::line_of(const std::string& path) const {
    const pb::TextFormat::ParseInfoTree* tree = &tree_;
    const pb::Descriptor* type = type_;
    int line = 0;
    for (const PathStep& step : split_path(path)) {
        const auto* field = type != nullptr ? type->FindFieldByName(step.name) : nullptr;
        if (field == nullptr) break;
        std::size_t index = 0;
        const bool has_index = parse_index(step.selector, index);
        const int place = field->is_repeated() ? (has_index ? static_cast<int>(index) : 0) : -1;
        auto location = tree->GetLocation(field, place);
        // Of a list written in brackets the parser knows the beginning only.
        if (location.line < 0 && place > 0) location = tree->GetLocation(field, 0);
        if (location.line < 0) break;
        line = location.line;
        type = field->message_type();
        if (type == nullptr) break;
        tree = tree->GetTreeForNested(field, place);
        if (tree == nullptr) break;
    }
    return line + 1;
}

}  // namespace chokepoint::codec
