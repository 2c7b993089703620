#include "engine/bargain/formats/formats.hpp"

#include <charconv>
#include <fstream>

namespace chokepoint::bargain {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts(1);
    for (char c : text)
        if (c == at) parts.emplace_back();
        else parts.back() += c;
    return parts;
}

// Whole numbers from 0, comma-separated; nothing where one is not.
std::optional<std::vector<int>> numbers(const std::string& text) {
    std::vector<int> found;
    for (const std::string& part : split(text, ',')) {
        int value = 0;
        const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (fault != std::errc{} || end != part.data() + part.size() || value < 0) return std::nullopt;
        found.push_back(value);
    }
    return found;
}

Result<Instance> openspiel_instance(const std::string& line, const std::string& file, int at) {
    const std::vector<std::string> parts = split(line, ' ');
    if (parts.size() != 3) return Error{"expected three lists, as in 1,2,3 8,1,0 4,0,2: how many of each kind, and what one is worth to each party", file, at};
    std::vector<std::vector<int>> lists;
    for (const std::string& part : parts) {
        const auto list = numbers(part);
        if (!list) return Error{"'" + part + "' is no list of whole numbers from 0", file, at};
        lists.push_back(*list);
    }
    if (lists[1].size() != lists[0].size() || lists[2].size() != lists[0].size() || lists[0].size() > max_issues)
        return Error{"the three lists are not equally long, or longer than " + std::to_string(max_issues), file, at};
    Instance instance;
    instance.name = line;
    std::vector<std::vector<double>> first, second;
    for (std::size_t kind = 0; kind < lists[0].size(); ++kind) {
        const int count = lists[0][kind];
        if (count >= static_cast<int>(max_levels)) return Error{"there are " + std::to_string(count) + " of a kind; at most " + std::to_string(max_levels - 1) + " can be shared out", file, at};
        Issue issue{"kind " + std::to_string(kind + 1), {}};
        first.emplace_back(), second.emplace_back();
        for (int k = 0; k <= count; ++k) {
            issue.levels.push_back(std::to_string(k));
            first.back().push_back(static_cast<double>(k * lists[1][kind]));
            second.back().push_back(static_cast<double>((count - k) * lists[2][kind]));
        }
        instance.issues.push_back(std::move(issue));
    }
    instance.parties = {{AdditiveUtility::as_given(first)}, {AdditiveUtility::as_given(second)}};
    return instance;
}

}  // namespace

Domain Instance::domain() const {
    std::vector<std::size_t> levels;
    for (const Issue& issue : issues) levels.push_back(issue.levels.size());
    return Domain(std::move(levels));
}

Result<std::vector<Instance>> read_openspiel(const std::string& file) {
    std::ifstream in(file);
    if (!in) return Error{"this file cannot be read", file, 0};
    std::vector<Instance> instances;
    std::string line;
    for (int at = 1; std::getline(in, line); ++at) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || line.front() == '#') continue;
        auto instance = openspiel_instance(line, file, at);
        if (!instance) return instance.errors();
        instances.push_back(std::move(*instance));
    }
    if (instances.empty()) return Error{"holds no instance", file, 0};
    return instances;
}

Result<Format> format_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string head(4096, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    const std::size_t begins = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (begins == std::string::npos) return Error{"this file cannot be read, or is empty", file, 0};
    if (head[begins] == '<') return Format::genius;
    if (head[begins] == '{') return head.find("negmas") != std::string::npos ? Format::recorded : Format::negolog;
    if ((head[begins] >= '0' && head[begins] <= '9') || head[begins] == '#') return Format::openspiel;
    if (head.compare(begins, 6, "delta1") == 0) return Format::shares;
    return Error{"is none of GENIUS XML, NegoLog JSON, OpenSpiel instances, recorded negotiations, a table of shares of a pie (delta1,delta2,...)", file, 0};
}

}  // namespace chokepoint::bargain
