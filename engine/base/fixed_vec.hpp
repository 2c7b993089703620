// A vector with a named capacity inside the object: what lets the whole game be one trivially copyable value.
// Overflow is an answer (false), never a crash; slots past the size always hold T{}, so that equal contents
// are equal bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "engine/base/check.hpp"

namespace chokepoint {

template <typename T, std::size_t N>
class FixedVec {
  public:
    using value_type = T;
    static constexpr std::size_t capacity() { return N; }

    FixedVec() = default;
    // More than there is room for is a bug: checked.
    FixedVec(std::initializer_list<T> items) {
        for (const T& item : items) push_back(item);
    }

    std::size_t size() const { return static_cast<std::size_t>(size_); }
    bool empty() const { return size_ == 0; }
    bool full() const { return size() == N; }

    // Appends a copy; false when full, and then nothing has changed.
    [[nodiscard]] bool push(const T& item) {
        if (full()) return false;
        items_[size()] = item;
        ++size_;
        return true;
    }

    // The same where there is always room: checked.
    void push_back(const T& item) { CHOKEPOINT_CHECK(push(item)); }
    void pop_back() { resize(size() - 1); }

    void clear() { resize(0); }

    // The same items as another's: writes only what they are, and clears what falls away.
    void assign(const FixedVec& other) {
        for (std::size_t i = 0; i < other.size(); ++i) items_[i] = other.items_[i];
        static_cast<void>(resize(other.size()));
    }

    // Grows with T{} or shrinks, clearing what falls away. Returns false beyond the capacity.
    bool resize(std::size_t count) {
        if (count > N) return false;
        for (std::size_t i = count; i < size(); ++i) items_[i] = T{};
        size_ = count;
        return true;
    }

    // Removes every item for which the predicate holds, keeping the order of the rest.
    template <typename Predicate>
    void remove_if(Predicate gone) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            if (gone(items_[i])) continue;
            if (kept != i) items_[kept] = items_[i];
            ++kept;
        }
        resize(kept);
    }

    T& operator[](std::size_t i) {
        CHOKEPOINT_CHECK(i < size());
        return items_[i];
    }
    const T& operator[](std::size_t i) const {
        CHOKEPOINT_CHECK(i < size());
        return items_[i];
    }
    T& front() { return (*this)[0]; }
    const T& front() const { return (*this)[0]; }
    T& back() { return (*this)[size() - 1]; }
    const T& back() const { return (*this)[size() - 1]; }

    T* data() { return items_.data(); }
    const T* data() const { return items_.data(); }
    T* begin() { return items_.data(); }
    T* end() { return items_.data() + size(); }
    const T* begin() const { return items_.data(); }
    const T* end() const { return items_.data() + size(); }

  private:
    std::array<T, N> items_{};
    std::uint64_t size_ = 0;
};

}  // namespace chokepoint
