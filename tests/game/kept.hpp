// A picture kept to hold later ones against, thousands of times over: equal bytes are an equal picture at once, and
// only others are told apart by digest, which counts what is in use and nothing behind it.
#pragma once

#include <cstring>
#include <memory>
#include <type_traits>

#include "engine/base/fields.hpp"

namespace chokepoint::test {

template <typename T>
class Kept {
    static_assert(std::is_trivially_copyable_v<T>, "its bytes are all there is to it");

  public:
    explicit Kept(const T& picture) : picture_(std::make_unique<T>(picture)), digest_(digest_of(picture)) {}

    bool is(const T& picture) const {
        return std::memcmp(picture_.get(), &picture, sizeof picture) == 0 || digest_of(picture) == digest_;
    }

  private:
    std::unique_ptr<T> picture_;
    std::uint64_t digest_;
};

}  // namespace chokepoint::test
