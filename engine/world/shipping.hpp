// The orders of a week, as buyers place them, borders cut them and carriers fill them. Inside engine/world only: the rest
// of the world calls ship().
#pragma once

#include "engine/world/rules.hpp"

namespace chokepoint {

using PerOrigin = std::array<double, limits::origins>;

struct Orders {
    std::array<PerOrigin, limits::needs> asked{};
    std::array<PerOrigin, limits::needs> free{};      // of it, past ban, licence and customs
    std::array<PerOrigin, limits::needs> licensed{};  // of it, under Chinese licence
    std::array<PerOrigin, limits::needs> leaked{};    // of it, past the border by third countries
    std::array<PerOrigin, limits::needs> defiant{};   // of it, from makers abroad who do not obey China's rule
    std::array<double, limits::needs> spot{};   // wanted from anybody outside China
    std::array<double, limits::needs> found{};  // of it, bought where the buyer never bought before
    PerProduct<PerRegion<double>> total{};      // asked of an origin
};

// demand.cpp: what every need orders and of whom (needs' wanted_t, its sums in the market, orders.asked).
void place_orders(const Params& params, World& world, const TariffTable& tariffs, const ExportRules& rules,
                  const Growth& growth, Orders& orders);
// Buyers whose orders were held up learn to order past China, and forget as slowly (market.wary).
void grow_wary(const Params& params, World& world);

// border.cpp: cuts what is asked to what may leave or leaks (needs' held_t, the rest of orders).
void pass_border(const Params& params, World& world, const ExportRules& rules, Orders& orders);
// Whether a need's orders of an origin, by position in its list, count against a Chinese export quota.
bool is_under_quota(const NeedParams& spec, std::size_t origin, const ExportRules& rules);

// spot.cpp: what was held up in China is looked for everywhere else, by habit or not, at the residual quote.
void fill_spot(const Params& params, World& world, const ExportRules& rules, Orders& orders);
// Exempt motors carry magnets past a control: where quotes pay for it buyers strip them for part of what they miss.
void strip_motors(const Params& params, World& world);

// shipping.cpp: moves tonnes from a region's stock into a need's pipeline, `weeks` long, at a price in USD/kg.
void send(const Params& params, World& world, std::size_t need, Region from, int weeks, double tonnes, double price);
// The same from an origin by its position in the need's list, which sets how long it travels.
void dispatch(const Params& params, World& world, std::size_t need, std::size_t origin, double tonnes, double price);

}  // namespace chokepoint
