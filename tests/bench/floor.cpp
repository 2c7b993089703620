#include "tests/bench/floor.hpp"

#include <algorithm>
#include <ctime>

#include "engine/domain/vocabulary.hpp"

namespace chokepoint::bench {
namespace {

constexpr std::size_t materials = count_of<Material>, stages = count_of<Stage>, regions = count_of<Region>;
constexpr std::size_t row = materials * regions;

// Something between 0.5 and 1.5, different in every cell.
double spread(std::size_t cell, std::size_t salt) {
    const std::size_t mixed = (cell + 1) * 2654435761u + salt * 40503u;
    return 0.5 + static_cast<double>(mixed % 1000u) / 1000.0;
}

}  // namespace

FloorWorld::FloorWorld() {
    ore_.assign(row, 1000.0);
    afloat_.assign(stages * row, 10.0);
    for (std::size_t cell = 0; cell < stages * row; ++cell) {
        stock_.push_back(100.0 * spread(cell, 1));
        capacity_.push_back(10.0 * spread(cell, 2));
        use_.push_back(9.0 * spread(cell, 3));
        price_.push_back(50.0 * spread(cell, 4));
        yield_.push_back(0.8 + 0.1 * spread(cell, 5));
    }
}

void FloorWorld::step_week() {
    for (std::size_t stage = 0; stage < stages; ++stage) {
        double* const stock = stock_.data() + stage * row;
        double* const before = stage > 0 ? stock - row : ore_.data();  // mines dig without end
        double* const afloat = afloat_.data() + stage * row;
        double* const price = price_.data() + stage * row;
        const double* const capacity = capacity_.data() + stage * row;
        const double* const use = use_.data() + stage * row;
        const double* const yield = yield_.data() + stage * row;
        double arriving = afloat[row - 1];  // sent last week by the region before
        for (std::size_t i = 0; i < row; ++i) {
            const double input = std::min(0.5 * before[i], capacity[i]);
            before[i] -= stage > 0 ? input : 0.0;
            const double held = stock[i] + yield[i] * input + arriving;
            const double wanted = use[i] * (1.5 - price[i] / (price[i] + 50.0));
            const double used = std::min(0.25 * held, wanted);
            const double left = held - used;
            arriving = afloat[i];
            afloat[i] = (1.0 / 3.0) * left;
            stock[i] = left - afloat[i];
            const double cover = left / (wanted + 1.0) - 8.0;
            const double move = std::clamp(0.02 * cover, -0.3, 0.3);
            // e^-move to the fourth order.
            const double factor =
                1.0 - move * (1.0 - move * (0.5 - move * (1.0 / 6.0 - move * (1.0 / 24.0))));
            price[i] = std::clamp(price[i] * factor + 0.05 * (50.0 - price[i]), 1.0, 5000.0);
        }
    }
}

int FloorWorld::cells() { return static_cast<int>(stages * row); }

double FloorWorld::check_sum() const {
    double sum = 0.0;
    for (const double price : price_) sum += price;
    return sum;
}

double floor_week_seconds() {
    static const double seconds = [] {
        constexpr int measurements = 15, weeks = 500;
        FloorWorld world;
        std::vector<double> found;
        for (int i = 0; i < measurements; ++i) {
            const std::clock_t begin = std::clock();  // of this process: others may be busy
            for (int week = 0; week < weeks; ++week) world.step_week();
            found.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / weeks);
        }
        std::nth_element(found.begin(), found.begin() + measurements / 2, found.end());
        return world.check_sum() > 0.0 ? found[measurements / 2] : 0.0;
    }();
    return seconds;
}

}  // namespace chokepoint::bench
