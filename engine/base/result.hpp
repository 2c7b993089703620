// A value or the faults that kept us from it: how everything that comes from outside (bytes, files, sockets,
// words on a command line) is answered.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/check.hpp"

namespace chokepoint {

// One fault: what is wrong and what would be right, and the place where it stands, if it has one.
struct Error {
    std::string message;
    std::string file;  // empty: no file
    int line = 0;      // 1-based; 0: the file as a whole

    // "FILE:LINE: message", leaving out what is not known.
    std::string to_string() const;
};

using Errors = std::vector<Error>;  // in the order of their places; never empty inside a failed Result

// All faults, one a line, without a trailing newline.
std::string to_string(const Errors& errors);

// Either a T or at least one Error.
template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, Errors{std::move(error)}) {}
    Result(Errors errors) : content_(std::in_place_index<1>, std::move(errors)) {
        CHOKEPOINT_CHECK(!std::get<1>(content_).empty());
    }

    bool ok() const { return content_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return take(*this); }
    const T& value() const& { return take(*this); }
    T&& value() && { return std::move(take(*this)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Errors& errors() const {
        CHOKEPOINT_CHECK(!ok());
        return std::get<1>(content_);
    }
    const Error& error() const { return errors().front(); }

  private:
    template <typename Self>
    static auto& take(Self& self) {
        CHOKEPOINT_CHECK(self.ok());
        return std::get<0>(self.content_);
    }

    std::variant<T, Errors> content_;
};

struct Done {};                // the value of a Result that has nothing else to say
using Status = Result<Done>;

inline Error fail(std::string message) { return Error{std::move(message), {}, 0}; }

}  // namespace chokepoint
