#include "engine/sweep/design.hpp"

#include <set>

#include "engine/domain/findings.hpp"
#include "engine/sweep/plan.hpp"
#include "engine/sweep/point.hpp"

namespace chokepoint::sweep {
namespace {

constexpr std::string_view strategy_prefix = "strategy:";
constexpr std::int32_t weeks_max = 5200, replicates_max = 10'000'000, shard_size_max = 1'000'000;

using examining::at;

std::string outcome_names() {
    std::string names;
    for (const Field& field : table_of<Outcomes>().fields)
        names += (names.empty() ? "" : ", ") + std::string(field.name);
    return names;
}

// Looks at a design with its scenario and writes down all that is wrong.
class SweepExamination : public examining::Findings {
  public:
    SweepExamination(const SweepDesign& examined, const Scenario& base, const Wiring& hands)
        : design_(examined), scenario_(base), wiring_(hands) {}

    std::vector<Fault> run() {
        examine_numbers();
        examine_outcomes();
        std::set<std::string> seen;
        for (std::size_t i = 0; i < design_.factors.size(); ++i) {
            const std::string path = at("factors", i);
            if (!seen.insert(design_.factors[i].path).second)
                fault(path + ".path",
                      "'" + design_.factors[i].path + "' appears twice; give one factor all the values");
            examine_factor(design_.factors[i], path);
        }
        if (faults.empty()) examine_first_point();
        if (faults.empty() && run_count_is_too_large())
            fault("replicates", "the design asks for more than " + std::to_string(runs_max) +
                                    " games; take fewer values or replicates");
        return std::move(faults);
    }

  private:
    void examine_numbers() {
        if (design_.name.empty()) fault("name", "is empty; write a name");
        if (design_.sampling != Sampling::grid)
            fault("sampling", "'" + std::string(name_of(design_.sampling)) +
                                  "' is not supported yet; only \"grid\" (every combination) is");
        whole_number("replicates", design_.replicates, 1, replicates_max);
        whole_number("weeks", design_.weeks, 0, weeks_max, " (0: as the scenario says)");
        whole_number("shard_size", design_.shard_size, 0, shard_size_max, " (0: chosen for you)");
    }

    void examine_outcomes() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < design_.outcomes.size(); ++i) {
            const std::string& name = design_.outcomes[i];
            if (!table_of<Outcomes>().find(name))
                fault(at("outcomes", i), "unknown outcome '" + name + "'; known are " + outcome_names());
            else
                is_new(seen, name, at("outcomes", i), name);
        }
    }

    void examine_factor(const Factor& factor, const std::string& path) {
        if (factor.path.empty())
            return fault(path + ".path", "is empty; write a scenario path or strategy:ROLE");
        if (factor.path == "weeks")
            return fault(path + ".path", "the length of a game is no factor; set `weeks` of the design");
        if (factor.values.empty())
            return fault(path + ".path",
                         "'" + factor.path + "' has no values; write values: [\"...\", \"...\"]");
        std::set<std::string> seen;
        for (std::size_t j = 0; j < factor.values.size(); ++j) {
            const std::string place = at(path + ".values", j);
            if (factor.values[j].empty()) return fault(place, "is empty; write a value");
            is_new(seen, factor.values[j], place, factor.values[j]);
        }
        if (factor.path.starts_with(strategy_prefix)) return examine_strategies(factor, path);
        examine_values(factor, path);
    }

    void examine_strategies(const Factor& factor, const std::string& path) {
        const std::string_view role = role_of_factor(factor);
        const SeatId seat = seat_of(scenario_, role);
        if (seat == no_seat)
            return fault(path + ".path", "no seat '" + std::string(role) + "' in the scenario; seats are " +
                                             examining::listed(examining::roles_of(scenario_)));
        for (std::size_t j = 0; j < factor.values.size(); ++j) {
            const auto agent = wiring_.roster(scenario_, seat, factor.values[j]);
            if (!agent) fault(at(path + ".values", j), agent.error().message);
        }
    }

    void examine_values(const Factor& factor, const std::string& path) {
        // What goes wrong alike for a value and for no value at all is the path's fault, told once.
        const auto probe = wiring_.with(scenario_, factor.path, "");
        for (std::size_t j = 0; j < factor.values.size(); ++j) {
            const std::string place = at(path + ".values", j);
            auto changed = wiring_.with(scenario_, factor.path, factor.values[j]);
            if (!changed) {
                if (!probe && probe.error().message == changed.error().message)
                    return fault(path + ".path", changed.error().message);
                fault(place, changed.error().message);
                continue;
            }
            const auto setup = make_setup(std::move(*changed));
            if (!setup) fault(place, "makes the scenario unsound: " + setup.error().message);
        }
    }

    // The first values of all factors together: what is wrong there is wrong everywhere or with the base.
    void examine_first_point() {
        std::vector<std::string> values;
        for (const Factor& factor : design_.factors) values.push_back(factor.values.front());
        const auto point = make_point(scenario_, design_.factors, values, wiring_);
        if (!point) fault("scenario", "the first point cannot be played: " + point.error().message);
    }

    bool run_count_is_too_large() const {
        std::uint64_t runs = static_cast<std::uint64_t>(design_.replicates);
        for (const Factor& factor : design_.factors) {
            runs *= factor.values.size();  // both below 2^32, so no overflow
            if (runs > runs_max) return true;
        }
        return false;
    }

    const SweepDesign& design_;
    const Scenario& scenario_;
    const Wiring& wiring_;
};

}  // namespace

std::string_view role_of_factor(const Factor& factor) {
    const std::string_view path = factor.path;
    return path.starts_with(strategy_prefix) ? path.substr(strategy_prefix.size()) : std::string_view{};
}

std::vector<Fault> validate(const SweepDesign& design, const Scenario& scenario, const Wiring& wiring) {
    return SweepExamination(design, scenario, wiring).run();
}

}  // namespace chokepoint::sweep
