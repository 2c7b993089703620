// The list of facts, and how a figure is held against its bound.
#include <array>
#include <charconv>

#include "engine/study/facts/facts.hpp"

namespace chokepoint::study {
namespace {

constexpr std::array facts{
    Fact{1, first_stops},       Fact{2, quota_spike},      Fact{3, outside_quotes},
    Fact{4, second_month},      Fact{5, stretching},       Fact{6, flooding_and_floors},
    Fact{7, mineral_tariff},    Fact{8, independence},     Fact{9, waiting},
    Fact{10, common_front},     Fact{11, two_markets},     Fact{12, revenue_peak},
    Fact{13, rationing},        Fact{14, front_loading},   Fact{15, listing},
    Fact{16, purchase_pledges}, Fact{17, announced_floor}, Fact{18, autonomous_course},
};

std::string number_text(double value) {
    char digits[32];
    return std::string(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

Part part_of(std::string name, std::string unit, Estimate value, std::string bound, bool pass) {
    return {std::move(name), std::move(unit), value, std::move(bound), pass};
}

}  // namespace

bool Finding::passes() const {
    for (const Part& part : parts)
        if (!part.pass) return false;
    return !parts.empty();
}

Part within(std::string name, std::string unit, Estimate value, double low, double high) {
    return part_of(std::move(name), std::move(unit), value, number_text(low) + " to " + number_text(high),
                   value.value >= low && value.value <= high);
}

Part at_least(std::string name, std::string unit, Estimate value, double bound) {
    return part_of(std::move(name), std::move(unit), value, "at least " + number_text(bound),
                   value.value >= bound);
}

Part at_most(std::string name, std::string unit, Estimate value, double bound) {
    return part_of(std::move(name), std::move(unit), value, "at most " + number_text(bound),
                   value.value <= bound);
}

Part sure_above(std::string name, std::string unit, Estimate value, double bound) {
    return part_of(std::move(name), std::move(unit), value, "above " + number_text(bound) + ", 95 percent",
                   value.low > bound);
}

Part sure_below(std::string name, std::string unit, Estimate value, double bound) {
    return part_of(std::move(name), std::move(unit), value, "below " + number_text(bound) + ", 95 percent",
                   value.high < bound);
}

Part sure_not(std::string name, std::string unit, Estimate value, double bound) {
    return part_of(std::move(name), std::move(unit), value, "not " + number_text(bound) + ", 95 percent",
                   value.low > bound || value.high < bound);
}

Part reported(std::string name, std::string unit, Estimate value) {
    return part_of(std::move(name), std::move(unit), value, {}, true);
}

Result<const std::vector<Track>*> Case::recorded() {
    if (!recorded_) {
        const auto arm = recorded_arm(scenario_, "recorded policy", weeks_);
        if (!arm) return arm.errors();
        auto tracks = lab_.each<Track>(scenario_, *arm, track_of);
        if (!tracks) return tracks.errors();
        recorded_ = std::move(*tracks);
    }
    return &*recorded_;
}

std::span<const Fact> all_facts() { return facts; }

}  // namespace chokepoint::study
