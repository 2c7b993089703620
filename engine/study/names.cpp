#include "engine/study/names.hpp"

#include <algorithm>

namespace chokepoint::study {

std::size_t letters_between(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t k = 0; k < row.size(); ++k) row[k] = k;
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i + 1;
        for (std::size_t k = 0; k < right.size(); ++k) {
            const std::size_t replaced = corner + (left[i] == right[k] ? 0 : 1);
            corner = row[k + 1];
            row[k + 1] = std::min({row[k] + 1, row[k + 1] + 1, replaced});
        }
    }
    return row.back();
}

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& names) {
    std::string nearest;
    std::size_t fewest = SIZE_MAX;
    for (const std::string& name : names) {
        const std::size_t letters = letters_between(wrong, name);
        if (letters < fewest) nearest = name, fewest = letters;
    }
    return nearest;
}

}  // namespace chokepoint::study
