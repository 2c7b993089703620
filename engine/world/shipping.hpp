// The orders of a week, as buyers place them, borders cut them and carriers fill them. Inside engine/world only: the rest
// of the world calls ship().
#pragma once

#include <algorithm>

#include "engine/world/rules.hpp"

namespace chokepoint {

using PerOrigin = std::array<double, limits::origins>;

// What a supply contract sets apart for a need this week.
struct Claim {
    double due_t = 0.0;          // promised, and wanted
    double tonnes = 0.0;         // of it, as far as the seller makes them
    std::uint8_t need = 0;
    std::uint8_t origin = 0;     // position in the need's list of origins; their number where it never bought there
    std::uint8_t agreement = 0, term = 0;
    Region region = Region::china;
};
static_assert(limits::needs <= 255 && limits::agreements <= 255);

// From asked to spot all are written for every need and origin of its list before anything reads them, asked and landed by
// place_orders and the rest by pass_border; of the others as much is cleared as there are needs and goods traded: clearing everything would cost
// more than a small world's whole border.
struct Orders {
    Orders(const Params& params, PerNeed&& uses) = delete;  // they must live as long
    Orders(const Params& params, const PerNeed& uses) : use(uses) {
        const auto needs = static_cast<std::ptrdiff_t>(params.needs.size());
        std::fill(found.begin(), found.begin() + needs, 0.0);
        std::fill(claimed.begin(), claimed.begin() + needs, 0.0);
        for (Product product : params.traded) {
            total[index_of(product)].fill(0.0);
            delivered[index_of(product)].fill(0.0);
        }
    }

    const PerNeed& use;                             // a week, at full output
    std::array<PerOrigin, limits::needs> asked;
    std::array<PerOrigin, limits::needs> free;      // of it, past ban, licence and customs
    std::array<PerOrigin, limits::needs> licensed;  // of it, under Chinese licence
    std::array<PerOrigin, limits::needs> leaked;    // of it, past the border by third countries
    std::array<PerOrigin, limits::needs> defiant;   // of it, from makers abroad who do not obey China's rule
    std::array<PerOrigin, limits::needs> landed;    // what a kilogram costs the buyer, USD, border aside
    PerNeed spot;                                   // wanted from anybody outside China
    PerNeed found;                                  // of it, bought where the buyer never bought before
    PerProduct<PerRegion<double>> total;            // asked of an origin
    ScratchVec<Claim, limits::needs> claims;        // under supply contracts, in asked too where the origin is listed
    PerNeed claimed;
    PerProduct<PerRegion<double>> delivered;        // of total, under them
};

// demand.cpp: what every need orders and of whom (needs' wanted_t, its sums in the market, orders.asked
// and landed).
void place_orders(const Params& params, World& world, const TariffTable& tariffs, const ExportRules& rules,
                  const Growth& growth, Orders& orders);
// The share of a need's purchases in China that its government forbids: a rule for what its forces buy.
double forbidden_share(const Params& params, const World& world, const NeedParams& need);
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

// contracts.cpp: sets apart of all orders what supply contracts promise; a full list leaves the rest to the market.
void claim_supply(const Params& params, const World& world, const ExportRules& rules, Orders& orders);
// Serves them before all others, at the price agreed, and writes in their records what was due past the border and what came.
void deliver_supply(const Params& params, World& world, const TariffTable& tariffs, const ExportRules& rules, Orders& orders);

// Where in a need's list of origins a region stands; the number of origins where it does not.
std::size_t place_of(const NeedParams& need, Region origin);

// shipping.cpp: carries a part of what a need asks of an origin, with its share of licences and leaks, at a landed price.
void carry(const Params& params, World& world, Orders& orders, std::size_t need, std::size_t origin, double tonnes, double price);
// What a need pays today for a kilogram from an origin of its list: under an export quota the quote, since the rent of the quota is
// the holder's.
double day_price(const Params& params, const World& world, const Orders& orders, std::size_t need, std::size_t origin,
                 const ExportRules& rules);
// Carries from a region where the need never bought before.
void carry_anew(const Params& params, World& world, Orders& orders, std::size_t need, Region from, double tonnes, double price);

// shipping.cpp: moves tonnes from a region's stock into a need's pipeline, `weeks` long, or by air if that is quicker and its stock is
// low, at a price in USD/kg, air freight apart.
void send(const Params& params, World& world, const Orders& orders, std::size_t need, Region from, int weeks, double tonnes, double price);
// The same from an origin by its position in the need's list, which sets how long it travels.
void dispatch(const Params& params, World& world, const Orders& orders, std::size_t need, std::size_t origin, double tonnes, double price);

}  // namespace chokepoint
