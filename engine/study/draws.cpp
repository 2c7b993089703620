#include "engine/study/draws.hpp"

#include <array>

#include "engine/base/rng.hpp"

namespace chokepoint::study {
namespace {

void walk(const StructTable& table, void* object, const std::string& path, const FigureVisitor& visit) {
    for (const Field& field : table.fields) {
        if (field.kind != FieldKind::structure) continue;
        const std::string here =
            path.empty() ? std::string(field.name) : path + "." + std::string(field.name);
        for (std::size_t i = 0; i < element_count(field, object); ++i) {
            void* element = element_at(field, object, i);
            const std::string name =
                field.is_indexed() ? here + "[" + std::to_string(i) + "]" : here;
            if (field.structure == &table_of<Figure>())
                visit(name, *static_cast<Figure*>(element));
            else
                walk(*field.structure, element, name, visit);
        }
    }
}

// users[3].stock_days -> users.stock_days
std::string without_indices(std::string_view path) {
    std::string plain;
    bool is_inside = false;
    for (const char c : path) {
        if (c == '[') is_inside = true;
        if (!is_inside) plain += c;
        if (c == ']') is_inside = false;
    }
    return plain;
}

// A name ending in a dot stands for everything below it.
constexpr std::array<std::string_view, 26> drawn_parameters{
    "rules.",
    "products.demand_elasticity",
    "products.elasticity_long",
    "products.choke_multiple",
    "recipes.unit_cost",
    "recipes.premium_outside",
    "recipes.learning",
    "recipes.chinese_technology",
    "recipes.pollution",
    "users.stock_days",
    "users.stock_cv",
    "users.catch_up",
    "governments.approval",
    "governments.goodwill",
    "governments.aid_budget",
    "governments.agency_capacity",
    "governments.funds_chance",
    "governments.release_alarm",
    "effects.",
    "aid.",
    "shocks.rate",
    "shocks.size",
    "shocks.weeks",
    "projects.cost",
    "projects.weeks_left",
    "projects.hurdle",
};

// FNV-1a: names the stream of a figure, so that a figure added to the scenario moves no other's draw.
std::uint32_t name_of_stream(std::string_view path) {
    std::uint32_t hash = 2166136261u;
    for (const char c : path) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash;
}

}  // namespace

void for_each_figure(Scenario& scenario, const FigureVisitor& visit) {
    walk(table_of<Scenario>(), &scenario, {}, visit);
}

bool is_parameter(std::string_view path) {
    const std::string plain = without_indices(path);
    for (const std::string_view name : drawn_parameters)
        if (name.ends_with('.') ? plain.starts_with(name) : plain == name) return true;
    return false;
}

void draw_parameters(Scenario& scenario, std::uint64_t seed, std::uint32_t run) {
    for_each_figure(scenario, [&](const std::string& path, Figure& figure) {
        if (!(figure.low < figure.high) || !is_parameter(path)) return;
        Rng rng(seed, run, Purpose::parameter, name_of_stream(path));
        figure.value = rng.triangular(figure.low, figure.value, figure.high);
    });
}

}  // namespace chokepoint::study
