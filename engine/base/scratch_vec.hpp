// A list with a named capacity for what a rule works with: like FixedVec, but slots past the size hold nothing, so that making
// one costs nothing. Never a part of a state, whose bytes must tell its contents.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>

#include "engine/base/check.hpp"

namespace chokepoint {

template <typename T, std::size_t N>
class ScratchVec {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    // User-provided, so that not even ScratchVec<T, N>{} clears the slots.
    ScratchVec() noexcept {}

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    // Appends a copy; false when full, and then nothing has changed.
    [[nodiscard]] bool push(const T& item) {
        if (size_ == N) return false;
        std::construct_at(&items_[size_], item);
        ++size_;
        return true;
    }

    // The same where there is always room: checked.
    void push_back(const T& item) { CHOKEPOINT_CHECK(push(item)); }

    const T& operator[](std::size_t i) const {
        CHOKEPOINT_CHECK(i < size_);
        return items_[i];
    }
    const T* begin() const { return items_.data(); }
    const T* end() const { return items_.data() + size_; }

  private:
    std::size_t size_ = 0;
    union {  // which keeps the items from being made before they are pushed
        std::array<T, N> items_;
    };
};

}  // namespace chokepoint
