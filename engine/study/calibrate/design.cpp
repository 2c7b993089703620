#include "engine/study/calibrate/design.hpp"

#include <utility>

#include "engine/base/rng.hpp"

namespace chokepoint::study {

std::vector<SharePoint> latin_hypercube(std::size_t count, std::size_t parameters, std::uint64_t seed) {
    std::vector<SharePoint> points(count, SharePoint(parameters));
    std::vector<std::size_t> order(count);
    for (std::size_t p = 0; p < parameters; ++p) {
        Rng rng(seed, 0, Purpose::parameter, static_cast<std::uint32_t>(p));
        for (std::size_t i = 0; i < count; ++i) order[i] = i;
        for (std::size_t i = count; i > 1; --i)
            std::swap(order[i - 1], order[rng.below(static_cast<std::uint32_t>(i))]);
        for (std::size_t i = 0; i < count; ++i)
            points[i][p] = (static_cast<double>(order[i]) + rng.uniform()) / static_cast<double>(count);
    }
    return points;
}

}  // namespace chokepoint::study
