// A value in a JSON file and the way to it, so that whoever misses something there can say on which line. Knows nothing of bargaining.
#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/result.hpp"

namespace chokepoint::bargain {

// What is wrong, on its way to who read the file. Stays inside the readers.
struct JsonFault {
    Error error;
};

class JsonPlace {
  public:
    // The document of a file. Throws JsonFault, as all below: a file that cannot be read or is no JSON.
    static JsonPlace read(const std::string& file);

    JsonPlace at(const std::string& key) const;  // must be there
    bool has(const std::string& key) const { return json_->is_object() && json_->contains(key); }
    bool is_null() const { return json_->is_null(); }
    std::vector<std::string> keys() const;      // of an object, in the order of the file
    std::vector<JsonPlace> elements() const;    // of a list
    std::string text() const;
    double number(double low = -std::numeric_limits<double>::max(), double high = std::numeric_limits<double>::max()) const;
    int whole(int low, int high) const;

    [[noreturn]] void fail(const std::string& message) const;

  private:
    using Json = nlohmann::ordered_json;
    using Step = std::variant<std::string, std::size_t>;
    struct Document {
        std::string file, text;
        Json json;
    };

    JsonPlace(std::shared_ptr<const Document> document, const Json* json, std::vector<Step> way)
        : document_(std::move(document)), json_(json), way_(std::move(way)) {}
    int line() const;
    std::string name() const;  // as it is called in messages

    std::shared_ptr<const Document> document_;
    const Json* json_;
    std::vector<Step> way_;
};

// What `read` makes of a file, or the fault that it met.
template <typename Value>
Result<Value> from_json(const std::string& file, const std::function<Value(const JsonPlace&)>& read) {
    try {
        return read(JsonPlace::read(file));
    } catch (const JsonFault& fault) {
        return fault.error;
    }
}

}  // namespace chokepoint::bargain
