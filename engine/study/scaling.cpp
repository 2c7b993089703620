#include "engine/study/scaling.hpp"

#include <algorithm>
#include <charconv>

#include "engine/base/math.hpp"
#include "engine/study/draws.hpp"

namespace chokepoint::study {
namespace {

// Six digits: a bound that was closed in on, such as 0.99999999, becomes the bound itself.
double rounded(double value) {
    char digits[32];
    const char* end =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific, 5).ptr;
    double short_value = value;
    std::from_chars(digits, end, short_value);
    return short_value;
}

bool stands(const Scenario& scenario, Figure& figure, double value) {
    figure.value = figure.low = figure.high = value;
    return validate(scenario).empty();
}

// The sound value nearest to the wanted one between it and the present one. What is legal is an interval.
bool move_towards(const Scenario& scenario, Figure& figure, double wanted) {
    const Figure before = figure;
    if (stands(scenario, figure, wanted)) return true;
    double good = before.value, bad = wanted;
    constexpr int halvings = 40;
    for (int i = 0; i < halvings; ++i) {
        const double middle = 0.5 * (good + bad);
        (stands(scenario, figure, middle) ? good : bad) = middle;
    }
    if (!stands(scenario, figure, rounded(good))) stands(scenario, figure, good);
    return false;
}

}  // namespace

double Scaling::factor() const { return math::ratio(after, before, 1.0); }

std::string every_item(std::string_view path) {
    std::string name;
    bool is_inside = false;
    for (const char c : path) {
        is_inside = is_inside && c != ']';
        if (!is_inside) name += c;
        if (c != '[') continue;
        is_inside = true;
        name += '*';
    }
    return name;
}

void close_ranges(Scenario& scenario) {
    for_each_figure(scenario, [](const std::string& path, Figure& figure) {
        if (is_parameter(path)) figure.low = figure.high = figure.value;
    });
}

Scaling scale_parameter(Scenario& scenario, std::string_view path, double factor) {
    Scaling scaling;
    for_each_figure(scenario, [&](const std::string& here, Figure& figure) {
        if (!is_parameter(here) || (here != path && every_item(here) != path)) return;
        if (scaling.figures++ == 0) scaling.unit = figure.unit;
        scaling.before += figure.value;
        // Six digits here, too, so that a value does not carry the noise of a product into texts.
        if (!move_towards(scenario, figure, rounded(factor * figure.value))) ++scaling.clipped;
        scaling.after += figure.value;
    });
    const double count = std::max<double>(1.0, static_cast<double>(scaling.figures));
    scaling.before /= count;
    scaling.after /= count;
    return scaling;
}

std::vector<std::string> open_parameters(const Scenario& scenario) {
    std::vector<std::string> names;
    Scenario copy = scenario;  // the walk is for changing figures
    for_each_figure(copy, [&](const std::string& path, Figure& figure) {
        if (!is_parameter(path)) return;
        if (figure.status != FigureStatus::judgement && figure.status != FigureStatus::calibrated) return;
        std::string name = every_item(path);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    });
    return names;
}

}  // namespace chokepoint::study
