#include "engine/study/calibrate/conflicts.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace chokepoint::study {
namespace {

constexpr double seeking = 0.25;                // times every tolerance: the walk goes for the best
constexpr std::size_t visits_few = 20000;       // of a target or pair
constexpr std::size_t visits_together = 60000;  // of a larger set

class Search {
  public:
    Search(const Fit& fit, std::size_t parameters, std::uint64_t seed)
        : fit_(fit), parameters_(parameters), seed_(seed) {}

    // The least that the worst met of the targets is off, or, where that will do, the first that counts as
    // met.
    double best(const std::vector<std::size_t>& targets, bool met_will_do) const {
        double least = std::numeric_limits<double>::infinity();
        const std::size_t visits = targets.size() > 2 ? visits_together : visits_few;
        walk(fit_, {parameters_, targets, seeking, visits, seed_},
             [&](const SharePoint&, const std::vector<double>& found) {
                 least = std::min(least, *std::max_element(found.begin(), found.end()));
                 return !(met_will_do && least <= met_within);
             });
        return least;
    }

    // Takes away whatever the others conflict without, until every one is needed.
    Conflict smallest(std::vector<std::size_t> targets, double found) const {
        for (std::size_t i = 0; i < targets.size() && targets.size() > 2;) {
            auto fewer = targets;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            const double left = best(fewer, true);
            if (left > met_within) {
                targets = std::move(fewer);
                found = left;
            } else {
                ++i;
            }
        }
        return {targets, found};
    }

  private:
    const Fit& fit_;
    std::size_t parameters_;
    std::uint64_t seed_;
};

// The target that most of the conflicts among these need, if there is a conflict among them.
std::optional<std::size_t> most_needed(const std::vector<std::size_t>& targets,
                                       const std::vector<Conflict>& conflicts) {
    std::map<std::size_t, int> counts;
    for (const Conflict& conflict : conflicts)
        if (std::includes(targets.begin(), targets.end(), conflict.targets.begin(), conflict.targets.end()))
            for (const std::size_t target : conflict.targets) ++counts[target];
    if (counts.empty()) return std::nullopt;
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

void add_pairs(const Search& search, const std::vector<std::size_t>& possible, Conflicts& conflicts) {
    for (std::size_t i = 0; i < possible.size(); ++i)
        for (std::size_t k = i + 1; k < possible.size(); ++k) {
            const double best = search.best({possible[i], possible[k]}, true);
            if (best > met_within) conflicts.sets.push_back({{possible[i], possible[k]}, best});
        }
}

// Finds larger sets among what is left when the targets that the conflicts found so far need most step aside.
void add_sets(const Search& search, std::vector<std::size_t> possible, Conflicts& conflicts) {
    for (;;) {
        while (const auto needed = most_needed(possible, conflicts.sets)) std::erase(possible, *needed);
        if (possible.size() < 3) return;  // pairs are known
        const double best = search.best(possible, true);
        if (best <= met_within) return;
        conflicts.sets.push_back(search.smallest(possible, best));
    }
}

}  // namespace

Conflicts find_conflicts(const Fit& fit, std::size_t parameters, std::uint64_t seed) {
    const Search search(fit, parameters, seed);
    Conflicts conflicts;
    std::vector<std::size_t> all, possible;
    for (std::size_t t = 0; t < fit.targets(); ++t) {
        all.push_back(t);
        conflicts.alone.push_back(search.best({t}, true));
        if (conflicts.alone.back() > met_within)
            conflicts.sets.push_back({{t}, conflicts.alone.back()});
        else
            possible.push_back(t);
    }
    conflicts.together = search.best(all, false);
    add_pairs(search, possible, conflicts);
    add_sets(search, possible, conflicts);
    return conflicts;
}

}  // namespace chokepoint::study
