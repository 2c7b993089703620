#include "proto/codec/path.hpp"

namespace chokepoint::codec {

std::vector<PathStep> split_path(std::string_view path) {
    std::vector<PathStep> steps;
    while (true) {
        std::size_t end = 0;
        bool is_inside = false;
        for (; end < path.size() && (is_inside || path[end] != '.'); ++end) {
            if (path[end] == '[') is_inside = true;
            if (path[end] == ']') is_inside = false;
        }
        const std::string_view step = path.substr(0, end);
        const std::size_t open = step.find('[');
        const bool has_selector = open != std::string_view::npos;
        if (open == 0 || step.empty() || (has_selector && (step.back() != ']' || open + 2 >= step.size()))) return {};
        steps.push_back({std::string(step.substr(0, open)),
                         has_selector ? std::string(step.substr(open + 1, step.size() - open - 2)) : ""});
        if (end >= path.size()) return steps;
        path = path.substr(end + 1);
    }
}

std::vector<std::string> split_words(std::string_view selector) {
    std::vector<std::string> words;
    while (!selector.empty()) {
        const std::size_t comma = selector.find(',');
        words.emplace_back(selector.substr(0, comma));
        selector = comma == std::string_view::npos ? std::string_view{} : selector.substr(comma + 1);
    }
    return words;
}

std::string joined_words(const std::vector<std::string>& words) {
    std::string selector;
    for (const std::string& word : words) selector += (selector.empty() ? "" : ",") + word;
    return selector;
}

bool parse_index(std::string_view text, std::size_t& index) {
    if (text.empty() || text.size() > 9) return false;
    index = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return false;
        index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    return true;
}

}  // namespace chokepoint::codec
