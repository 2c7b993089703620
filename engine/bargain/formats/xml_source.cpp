#include "engine/bargain/formats/xml_source.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

namespace chokepoint::bargain {
namespace {

int line_at(const std::string& text, std::ptrdiff_t byte) {
    const auto end = text.begin() + std::clamp<std::ptrdiff_t>(byte, 0, static_cast<std::ptrdiff_t>(text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

std::string shortest(double number) {
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number);
    return std::string(digits, end.ptr);
}

std::string limits_text(NumberLimits limits) {
    if (limits.high < std::numeric_limits<double>::max()) return "a number from " + shortest(limits.low) + " to " + shortest(limits.high);
    if (limits.low > -std::numeric_limits<double>::max()) return "a number from " + shortest(limits.low);
    return "a number";
}

}  // namespace

Status XmlSource::open(const std::string& file) {
    file_ = file;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    if (!in || !(bytes << in.rdbuf())) return fault("this file cannot be read, or is empty");
    text_ = bytes.str();
    const pugi::xml_parse_result read = document_.load_buffer(text_.data(), text_.size());
    if (!read) return Error{std::string(read.description()) + " at byte " + std::to_string(read.offset) + "; mend the XML", file_, line_at(text_, read.offset)};
    return Done{};
}

Error XmlSource::fault(const pugi::xml_node& at, std::string message) const {
    return Error{std::move(message), file_, line_at(text_, at.offset_debug())};
}

Result<double> XmlSource::number(const pugi::xml_node& of, const char* attribute, NumberLimits limits) const {
    const std::string name = "<" + std::string(of.name()) + ">";
    if (!of.attribute(attribute)) return fault(of, name + " has no " + attribute + "; give " + limits_text(limits));
    std::string text = of.attribute(attribute).as_string();
    text.erase(0, text.find_first_not_of(" \t\r\n"));
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    double number = 0.0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = wrong == std::errc{} && end == text.data() + text.size() && std::isfinite(number);
    if (!is_number || number < limits.low || number > limits.high)
        return fault(of, std::string(attribute) + " of " + name + " is '" + text + "'; give " + limits_text(limits));
    return number;
}

Result<double> XmlSource::number_or(double otherwise, const pugi::xml_node& of, const char* attribute, NumberLimits limits) const {
    if (!of.attribute(attribute)) return otherwise;
    return number(of, attribute, limits);
}

}  // namespace chokepoint::bargain
