// Draws the uncertain parameters of a scenario from their ranges: one member of an ensemble. Knows which
// figures are parameters of the model; what they do is the world's business.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/domain/scenario.hpp"

namespace chokepoint::study {

// Calls visit(path, figure) for every figure of the scenario in the order of its field tables; paths are
// those of set_value with numbers for indices: users[3].stock_days, rules.prices.noise.
using FigureVisitor = std::function<void(const std::string& path, Figure& figure)>;
void for_each_figure(Scenario& scenario, const FigureVisitor& visit);

// Whether the figure at a path is a parameter that an ensemble draws: rules, elasticities and choke
// multiples, costs of recipes, stocks, their spread and catch-up of users, goodwill, approval and budgets of
// governments, effects of measures, forms of aid, shocks, cost, time and hurdle of projects. Not drawn: what
// is a record (shares, compositions, capacities, flows, prices and tariffs at the start, dated acts), and the
// hidden types of governments (patience, hawkishness, red line, interests), which every game draws from its
// own seed.
bool is_parameter(std::string_view path);

// Sets every parameter whose range is open to a draw from triangular(low, value, high). The draw of a figure
// depends on (seed, run, its path) alone: neither on other figures nor on who draws first, so that two
// treatments of one run share all draws.
void draw_parameters(Scenario& scenario, std::uint64_t seed, std::uint32_t run);

}  // namespace chokepoint::study
