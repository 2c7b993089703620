// A file of XML whose faults name the line: what GENIUS files are read with. Knows nothing of bargaining.
#pragma once

#include <limits>
#include <pugixml.hpp>
#include <string>

#include "engine/base/result.hpp"

namespace chokepoint::bargain {

// What a number may be.
struct NumberLimits {
    double low = -std::numeric_limits<double>::max(), high = std::numeric_limits<double>::max();
};

class XmlSource {
  public:
    // Errors: a file that cannot be read or is no XML.
    Status open(const std::string& file);

    const pugi::xml_document& document() const { return document_; }
    Error fault(const pugi::xml_node& at, std::string message) const;
    Error fault(std::string message) const { return Error{std::move(message), file_, 0}; }  // of the file as a whole

    // An attribute that must be there, as a finite number within limits.
    Result<double> number(const pugi::xml_node& of, const char* attribute, NumberLimits limits = {}) const;
    // The same, or `otherwise` where it is not there.
    Result<double> number_or(double otherwise, const pugi::xml_node& of, const char* attribute, NumberLimits limits = {}) const;

  private:
    std::string file_, text_;
    pugi::xml_document document_;
};

}  // namespace chokepoint::bargain
