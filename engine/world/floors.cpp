// Price floors: what a guaranteed price is worth to who sells under it. A floor counts for the tonnes that it covers and
// while its government has the money, in books, margins and hurdles alike. Reads only; paying is for the books.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/promises.hpp"

namespace chokepoint {
namespace {

struct Floor {
    double usd_per_kg = 0.0, t_per_week = 0.0;
    const Government* payer = nullptr;
};

// The highest floor that a firm has for a product in a region: by order of the government there, or by agreement.
Floor floor_of(const Params& params, const World& world, const Clauses& floors, std::size_t firm, Region region, Product product) {
    Floor best;
    const auto offer = [&](const Floor& floor) {
        if (floor.usd_per_kg > best.usd_per_kg && floor.payer != nullptr && params.of(*floor.payer).present) best = floor;
    };
    const Firm& state = world.firms[firm];
    if (state.floor_product == product) offer({state.price_floor, state.floor_t, government_at(region)});
    for (const Term* clause : floors) {
        const Term& term = *clause;
        if (!reaches(params, term, firm, region) || static_cast<Product>(term.what) != product || !params.is_government(term.by)) continue;
        // What a government receives is for all of its makers together.
        const double share = params.is_government(term.to) ? capacity_share(params, world, firm, region, product) : 1.0;
        offer({term.limit, share * term.amount / weeks_per_year, government_at(home_of(params.government_of(term.by)))});
    }
    return best;
}

}  // namespace

bool may_have_floor(const World& world, const Clauses& floors, std::size_t firm, Product product) {
    return world.firms[firm].floor_product == product ||
           std::any_of(floors.begin(), floors.end(), [&](const Term* floor) { return static_cast<Product>(floor->what) == product; });
}

FloorCover floor_cover(const Params& params, const World& world, const Clauses& floors, std::size_t firm, Region region, const Sale& sale) {
    const Floor floor = floor_of(params, world, floors, firm, region, sale.product);
    if (floor.payer == nullptr) return {};
    FloorCover cover;
    cover.payer = floor.payer;
    cover.gap = std::max(0.0, floor.usd_per_kg - sale.usd_per_kg);
    cover.share = std::min(1.0, math::ratio(floor.t_per_week, sale.tonnes, floor.t_per_week > 0.0 ? 1.0 : 0.0));
    const double due_usd_m = sale.tonnes * cover.share * cover.gap / 1000.0;
    const double left_usd_m = 1000.0 * std::max(0.0, world.of(*floor.payer).aid_left_usd_bn);
    cover.funded = due_usd_m > left_usd_m ? left_usd_m / due_usd_m : left_usd_m > 0.0 ? 1.0 : 0.0;
    return cover;
}

double price_with_floor(const Params& params, const World& world, const Clauses& floors, std::size_t firm, Region region, const Sale& sale) {
    const FloorCover cover = floor_cover(params, world, floors, firm, region, sale);
    return sale.usd_per_kg + cover.gap * cover.share * cover.funded;
}

}  // namespace chokepoint
