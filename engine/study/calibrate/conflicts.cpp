#include "engine/study/calibrate/conflicts.hpp"

#include <algorithm>
#include <limits>

namespace chokepoint::study {
namespace {

constexpr double seeking = 0.25;                // times every tolerance: the walk goes for the best
constexpr std::size_t visits_few = 20000;       // of a target or pair
constexpr std::size_t visits_together = 60000;  // of a larger set

class Search {
  public:
    Search(const Fit& fit, std::size_t parameters, std::uint64_t seed)
        : fit_(fit), parameters_(parameters), seed_(seed) {}

    // The least that the worst met of the targets is off, or, where that will do, the first that counts as met; `worst` is
    // told which target is the worst met then.
    double best(const std::vector<std::size_t>& targets, bool met_will_do, std::size_t* worst = nullptr) const {
        double least = std::numeric_limits<double>::infinity();
        const std::size_t visits = targets.size() > 2 ? visits_together : visits_few;
        walk(fit_, {parameters_, targets, seeking, visits, seed_}, [&](const SharePoint&, const std::vector<double>& found) {
            const auto most = std::max_element(found.begin(), found.end());
            if (*most < least) {
                least = *most;
                if (worst != nullptr) *worst = targets[static_cast<std::size_t>(most - found.begin())];
            }
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

bool has_both(const std::vector<std::size_t>& targets, const Conflict& pair) {
    return std::includes(targets.begin(), targets.end(), pair.targets.begin(), pair.targets.end());
}

void add_pairs(const Search& search, const std::vector<std::size_t>& possible, Conflicts& conflicts) {
    for (std::size_t i = 0; i < possible.size(); ++i)
        for (std::size_t k = i + 1; k < possible.size(); ++k) {
            const double best = search.best({possible[i], possible[k]}, true);
            if (best > met_within) conflicts.sets.push_back({{possible[i], possible[k]}, best});
        }
}

// Finds larger sets among what is left when of every conflict found the target that is worst met steps aside.
void add_sets(const Search& search, std::vector<std::size_t> possible, Conflicts& conflicts) {
    while (possible.size() > 1) {
        std::size_t worst = 0;
        const double best = search.best(possible, true, &worst);
        if (best <= met_within) return;
        const bool has_pair = std::any_of(conflicts.sets.begin(), conflicts.sets.end(), [&](const Conflict& conflict) {
            return conflict.targets.size() == 2 && has_both(possible, conflict);
        });
        if (!has_pair) {
            Conflict conflict = search.smallest(possible, best);
            search.best(conflict.targets, false, &worst);
            conflicts.sets.push_back(std::move(conflict));
        }
        std::erase(possible, worst);
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
