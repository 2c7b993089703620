#include "engine/bargain/formats/json_place.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace chokepoint::bargain {
namespace {

int line_of_byte(const std::string& text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

// Steps through text that is known to be JSON.
struct Walker {
    const std::string& text;
    std::size_t at = 0;

    void skip_blanks() { at = std::min(text.find_first_not_of(" \t\r\n\xEF\xBB\xBF", at), text.size()); }
    std::string skip_string() {
        const std::size_t from = at++;
        while (text[at] != '"') at += text[at] == '\\' ? 2 : 1;
        ++at;
        return nlohmann::ordered_json::parse(text.substr(from, at - from)).get<std::string>();
    }
    void skip_value() {
        int depth = 0;
        do {
            skip_blanks();
            const char c = text[at];
            if (c == '"') skip_string();
            else {
                depth += c == '{' || c == '[' ? 1 : (c == '}' || c == ']' ? -1 : 0);
                ++at;
                if (depth == 0 && c != '}' && c != ']') at = text.find_first_of(",]} \t\r\n", at);
            }
        } while (depth > 0);
    }
    // From the beginning of an object or list to that of what a step names in it.
    void enter(const std::variant<std::string, std::size_t>& step) {
        skip_blanks();
        ++at;
        for (std::size_t passed = 0;; ++passed) {
            skip_blanks();
            if (const auto* key = std::get_if<std::string>(&step)) {
                const bool is_here = skip_string() == *key;
                skip_blanks();
                ++at;  // the colon
                skip_blanks();
                if (is_here) return;
            } else if (passed == std::get<std::size_t>(step)) {
                return;
            }
            skip_value();
            skip_blanks();
            ++at;  // the comma
        }
    }
};

}  // namespace

JsonPlace JsonPlace::read(const std::string& file) {
    auto document = std::make_shared<Document>();
    document->file = file;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    if (!in || !(bytes << in.rdbuf())) throw JsonFault{{"this file cannot be read, or is empty", file, 0}};
    document->text = bytes.str();
    try {
        document->json = Json::parse(document->text);
    } catch (const Json::parse_error& error) {
        const std::string told = error.what();  // "[json.exception...] parse error at line 1, column 2: what it is"
        const std::size_t colon = told.find("column ") == std::string::npos ? std::string::npos : told.find(": ", told.find("column "));
        throw JsonFault{{"is no JSON from here on: " + (colon == std::string::npos ? "the file ends or breaks off" : told.substr(colon + 2)), file,
                         line_of_byte(document->text, error.byte)}};
    } catch (const Json::exception&) {
        throw JsonFault{{"is no JSON: a number is greater than can be counted", file, 0}};
    }
    const Json* const root = &document->json;
    return JsonPlace(std::move(document), root, {});
}

JsonPlace JsonPlace::at(const std::string& key) const {
    if (!json_->is_object()) fail(name() + " must be an object that holds \"" + key + "\"");
    const auto found = json_->find(key);
    if (found == json_->end()) fail(name() + " has no \"" + key + "\"; add it");
    std::vector<Step> way = way_;
    way.emplace_back(key);
    return JsonPlace(document_, &*found, std::move(way));
}

std::vector<std::string> JsonPlace::keys() const {
    if (!json_->is_object()) fail(name() + " must be an object, {...}");
    std::vector<std::string> keys;
    for (const auto& [key, value] : json_->items()) keys.push_back(key);
    return keys;
}

std::vector<JsonPlace> JsonPlace::elements() const {
    if (!json_->is_array()) fail(name() + " must be a list, [...]");
    std::vector<JsonPlace> elements;
    for (std::size_t k = 0; k < json_->size(); ++k) {
        std::vector<Step> way = way_;
        way.emplace_back(k);
        elements.push_back(JsonPlace(document_, &(*json_)[k], std::move(way)));
    }
    return elements;
}

std::string JsonPlace::text() const {
    if (!json_->is_string()) fail(name() + " must be a text in quotes");
    return json_->get<std::string>();
}

double JsonPlace::number(double low, double high) const {
    const double value = json_->is_number() ? json_->get<double>() : std::nan("");
    if (value >= low && value <= high) return value;
    std::ostringstream says;
    says << name() << " is " << json_->dump() << "; give a number";
    if (low > -std::numeric_limits<double>::max()) says << " from " << low;
    if (high < std::numeric_limits<double>::max()) says << " to " << high;
    fail(says.str());
}

int JsonPlace::whole(int low, int high) const {
    if (json_->is_number_integer() && json_->get<double>() >= low && json_->get<double>() <= high) return json_->get<int>();
    fail(name() + " is " + json_->dump() + "; give a whole number from " + std::to_string(low) + " to " + std::to_string(high));
}

void JsonPlace::fail(const std::string& message) const { throw JsonFault{{message, document_->file, line()}}; }

int JsonPlace::line() const {
    Walker walker{document_->text};
    for (const Step& step : way_) walker.enter(step);
    return line_of_byte(document_->text, walker.at);
}

std::string JsonPlace::name() const {
    std::string name;
    for (const Step& step : way_) {
        if (const auto* key = std::get_if<std::string>(&step)) name += (name.empty() ? "" : ".") + *key;
        else name += "[" + std::to_string(std::get<std::size_t>(step)) + "]";
    }
    return name.empty() ? "the file" : name;
}

}  // namespace chokepoint::bargain
