#include "engine/sweep/plan.hpp"

#include <algorithm>

#include "engine/base/check.hpp"
#include "engine/base/rng.hpp"

namespace chokepoint::sweep {

Plan::Plan(const SweepDesign& design) : design_(design) {
    replicates_ = static_cast<std::uint64_t>(std::max(design.replicates, 1));
    for (const Factor& factor : design.factors) points_ *= factor.values.size();
    CHOKEPOINT_CHECK(points_ > 0 && runs() <= runs_max);
    // Some two hundred shards: enough for many workers and little lost by a kill, few enough for a file
    // system.
    shard_size_ = design.shard_size > 0 ? static_cast<std::uint64_t>(design.shard_size)
                                        : std::clamp<std::uint64_t>(runs() / 200, 20, 10'000);
    for (const Field& field : table_of<Outcomes>().fields) {
        const bool is_kept =
            std::find(design.outcomes.begin(), design.outcomes.end(), field.name) != design.outcomes.end();
        if (is_kept || design.outcomes.empty()) outcomes_.push_back(&field);
    }
}

RunRange Plan::shard(std::uint64_t shard) const {
    CHOKEPOINT_CHECK(shard < shards());
    const std::uint64_t first = shard * shard_size_;
    return {first, std::min(shard_size_, runs() - first)};
}

std::uint64_t Plan::seed_of(std::uint64_t run) const {
    const std::uint64_t index = design_.common_random_numbers ? replicate_of(run) : run;
    return derive_seed(design_.seed, Purpose::replicate, static_cast<std::uint32_t>(index));
}

std::vector<std::string> Plan::values_at(std::uint64_t point) const {
    CHOKEPOINT_CHECK(point < points_);
    std::vector<std::string> values(design_.factors.size());
    for (std::size_t i = values.size(); i > 0; --i) {
        const auto& choices = design_.factors[i - 1].values;
        values[i - 1] = choices[point % choices.size()];
        point /= choices.size();
    }
    return values;
}

}  // namespace chokepoint::sweep
