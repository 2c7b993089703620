// "Did you mean": the known name nearest to what someone wrote.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::codec {

// Letters to insert, delete or change to get from one word to the other.
inline std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t above = row[j];
            const std::size_t change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = std::min({above + 1, row[j - 1] + 1, change});
            diagonal = above;
        }
    }
    return row.back();
}

// How far a name is from what was written; one that goes on from it is nearly it.
inline std::size_t farness(std::string_view wrong, std::string_view name) {
    return !wrong.empty() && name.starts_with(wrong) ? 1 : edit_distance(wrong, name);
}

// "; did you mean 'x'?" with the nearest of the names, or nothing if there are none.
inline std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names) {
    if (names.empty()) return {};
    const auto nearest = std::min_element(names.begin(), names.end(), [&](const auto& a, const auto& b) {
        return farness(wrong, a) < farness(wrong, b);
    });
    return "; did you mean '" + *nearest + "'?";
}

}  // namespace chokepoint::codec
