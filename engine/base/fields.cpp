#include "engine/base/fields.hpp"

#define XXH_STATIC_LINKING_ONLY  // the state by value, no allocation
#include <xxhash.h>

#include <charconv>
#include <cinttypes>
#include <cstdio>

namespace chokepoint {
namespace {

template <typename T>
T load(const void* element) {
    T value;
    std::memcpy(&value, element, sizeof value);
    return value;
}

template <typename T>
std::string number_text(T value) {
    char text[64];
    const auto [end, error] = std::to_chars(text, text + sizeof text, value);
    return error == std::errc{} ? std::string(text, end) : std::string("?");
}

// Feeds bytes to a hash, doubles with their zero made positive. Through a buffer: leaves are small, and the hash is quick on
// what is long.
class Hasher {
  public:
    Hasher() { XXH3_64bits_reset(&state_); }

    void add(const void* bytes, std::size_t count) {
        if (count > buffer_.size() - used_) flush();
        if (count > buffer_.size()) {
            XXH3_64bits_update(&state_, bytes, count);
            return;
        }
        std::memcpy(buffer_.data() + used_, bytes, count);
        used_ += count;
    }

    void add_doubles(const void* first, std::size_t count, std::size_t stride) {
        const auto* at = static_cast<const std::byte*>(first);
        for (std::size_t i = 0; i < count; ++i, at += stride) {
            if (buffer_.size() - used_ < sizeof(double)) flush();
            const double value = load<double>(at) + 0.0;
            std::memcpy(buffer_.data() + used_, &value, sizeof value);
            used_ += sizeof value;
        }
    }

    void add_text(const std::string& text) {
        const std::uint64_t size = text.size();
        add(&size, sizeof size);
        add(text.data(), text.size());
    }

    std::uint64_t value() {
        flush();
        return XXH3_64bits_digest(&state_);
    }

  private:
    void flush() {
        XXH3_64bits_update(&state_, buffer_.data(), used_);
        used_ = 0;
    }

    XXH3_state_t state_;
    std::array<std::byte, 4096> buffer_;
    std::size_t used_ = 0;
};

void hash_leaves(Hasher& hasher, const Field& field, const void* object, std::size_t count) {
    if (count == 0) return;
    const void* first = element_at(field, object, 0);
    if (field.kind == FieldKind::f64) {
        hasher.add_doubles(first, count, field.stride);
    } else if (field.kind == FieldKind::text) {
        for (std::size_t i = 0; i < count; ++i)
            hasher.add_text(*static_cast<const std::string*>(element_at(field, object, i)));
    } else {
        hasher.add(first, count * field.stride);  // whole numbers stand without gaps
    }
}

void hash_struct(Hasher& hasher, const StructTable& table, const void* object) {
    for (const Field& field : table.fields) {
        const std::uint64_t count = element_count(field, object);
        if (field.list != nullptr) hasher.add(&count, sizeof count);
        if (field.kind == FieldKind::structure) {
            for (std::size_t i = 0; i < count; ++i) hash_struct(hasher, *field.structure, element_at(field, object, i));
        } else {
            hash_leaves(hasher, field, object, count);
        }
    }
}

std::string join(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "." + std::string(name);
}

std::string indexed(const std::string& path, const Field& field, std::size_t index) {
    return field.is_indexed() ? path + "[" + std::to_string(index) + "]" : path;
}

bool equal_leaf(const Field& field, const void* left, const void* right) {
    if (field.kind == FieldKind::f64) {
        const double a = load<double>(left) + 0.0, b = load<double>(right) + 0.0;
        return std::memcmp(&a, &b, sizeof a) == 0;
    }
    if (field.kind == FieldKind::text)
        return *static_cast<const std::string*>(left) == *static_cast<const std::string*>(right);
    return std::memcmp(left, right, field.stride) == 0;
}

bool find_difference(const StructTable& table, const void* left, const void* right, const std::string& path,
                     Difference& found) {
    for (const Field& field : table.fields) {
        const std::string here = join(path, field.name);
        const std::size_t left_count = element_count(field, left), right_count = element_count(field, right);
        for (std::size_t i = 0; i < left_count && i < right_count; ++i) {
            const void *a = element_at(field, left, i), *b = element_at(field, right, i);
            if (field.kind == FieldKind::structure) {
                if (find_difference(*field.structure, a, b, indexed(here, field, i), found)) return true;
            } else if (!equal_leaf(field, a, b)) {
                found = {indexed(here, field, i), leaf_text(field, a), leaf_text(field, b)};
                return true;
            }
        }
        if (left_count != right_count) {
            found = {here + ".size", std::to_string(left_count), std::to_string(right_count)};
            return true;
        }
    }
    return false;
}

// The objects of one type that a row ranges over, with the rows below them.
void hash_rows(const StructTable& table, const std::vector<const void*>& objects, const std::string& path,
               std::vector<LeafHash>& rows) {
    for (const Field& field : table.fields) {
        const std::string here = join(path, field.name) + (field.is_indexed() ? "[]" : "");
        if (field.kind == FieldKind::structure) {
            std::vector<const void*> elements;
            for (const void* object : objects)
                for (std::size_t i = 0; i < element_count(field, object); ++i)
                    elements.push_back(element_at(field, object, i));
            hash_rows(*field.structure, elements, here, rows);
            continue;
        }
        Hasher hasher;
        for (const void* object : objects) {
            const std::uint64_t count = element_count(field, object);
            hasher.add(&count, sizeof count);
            hash_leaves(hasher, field, object, count);
        }
        rows.push_back({here, static_cast<std::uint32_t>(hasher.value())});
    }
}

void visit(const StructTable& table, void* object, const std::string& path, LeafVisitor visitor, void* context) {
    for (const Field& field : table.fields) {
        const std::string here = join(path, field.name);
        const std::size_t count = element_count(field, object);
        for (std::size_t i = 0; i < count; ++i) {
            void* element = element_at(field, object, i);
            if (field.kind == FieldKind::structure)
                visit(*field.structure, element, indexed(here, field, i), visitor, context);
            else
                visitor(context, indexed(here, field, i), field, element);
        }
    }
}

}  // namespace

const Field* StructTable::find(std::string_view field) const {
    for (const Field& candidate : fields)
        if (candidate.name == field) return &candidate;
    return nullptr;
}

bool covers_every_byte(const StructTable& table) {
    std::size_t at = 0;
    for (const Field& field : table.fields) {
        if (field.offset != at) return false;
        if (field.kind == FieldKind::structure && !covers_every_byte(*field.structure)) return false;
        at += field.bytes;
    }
    return at == table.bytes;
}

void copy_filled(const StructTable& table, void* to, const void* from) {
    for (const Field& field : table.fields) {
        auto* into = static_cast<std::byte*>(to) + field.offset;
        const auto* out_of = static_cast<const std::byte*>(from) + field.offset;
        if (field.shape == FieldShape::list) {
            const std::size_t count = field.list->size(out_of);
            field.list->resize(into, count);
            if (count > 0) std::memcpy(element_at(field, to, 0), element_at(field, from, 0), count * field.stride);
        } else if (field.shape == FieldShape::single && field.kind == FieldKind::structure) {
            copy_filled(*field.structure, into, out_of);
        } else {
            std::memcpy(into, out_of, field.bytes);
        }
    }
}

std::uint64_t digest_of(const StructTable& table, const void* object) {
    Hasher hasher;
    hash_struct(hasher, table, object);
    return hasher.value();
}

std::string format_digest(std::uint64_t digest) {
    char text[17];
    std::snprintf(text, sizeof text, "%016" PRIx64, digest);
    return text;
}

Difference first_difference(const StructTable& table, const void* left, const void* right) {
    Difference found;
    find_difference(table, left, right, {}, found);
    return found;
}

std::vector<LeafHash> leaf_hashes(const StructTable& table, const void* object) {
    std::vector<LeafHash> rows;
    hash_rows(table, {object}, {}, rows);
    return rows;
}

void visit_leaves(const StructTable& table, void* object, LeafVisitor visitor, void* context) {
    visit(table, object, {}, visitor, context);
}

std::string leaf_text(const Field& field, const void* element) {
    switch (field.kind) {
        case FieldKind::f64: return number_text(load<double>(element));
        case FieldKind::i64: return number_text(load<std::int64_t>(element));
        case FieldKind::u64: return number_text(load<std::uint64_t>(element));
        case FieldKind::i32: return number_text(load<std::int32_t>(element));
        case FieldKind::u32: return number_text(load<std::uint32_t>(element));
        case FieldKind::i16: return number_text(load<std::int16_t>(element));
        case FieldKind::u16: return number_text(load<std::uint16_t>(element));
        case FieldKind::u8: return number_text(load<std::uint8_t>(element));
        case FieldKind::boolean: return load<std::uint8_t>(element) != 0 ? "true" : "false";
        case FieldKind::text: return *static_cast<const std::string*>(element);
        case FieldKind::enumeration: {
            const auto index = load<std::uint8_t>(element);
            const auto names = field.enumeration->names;
            return index < names.size() ? std::string(names[index]) : number_text(index);
        }
        case FieldKind::structure: break;
    }
    return "{...}";
}

}  // namespace chokepoint
