// Who makes what: a product's tonnes by site, and which makers abroad heed China's extraterritorial rule. Reads only.
#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {

double made_by_firm_t(const Params& params, const World& world, std::size_t firm, Region region, Product product) {
    double tonnes = 0.0;
    for (std::size_t site : params.firms[firm].facilities)
        if (params.facilities[site].region == region)
            tonnes += world.facilities[site].output_t * made_per_tonne(params.recipes[params.facilities[site].recipe], product);
    return tonnes;
}

double made_by_all_t(const Params& params, const World& world, Region region, Product product) {
    double tonnes = 0.0;
    for (std::size_t firm = 0; firm < params.firms.size(); ++firm) tonnes += made_by_firm_t(params, world, firm, region, product);
    return tonnes;
}

namespace {

// The share of a region's capacity for a product that belongs to the firms that `counts` names, 0 where there is none.
template <typename Counts>
double share_of_capacity(const Params& params, const World& world, Region region, Product product, Counts counts) {
    double counted = 0.0, all = 0.0;
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        const FacilityParams& site = params.facilities[i];
        if (site.region != region) continue;
        const double able = world.facilities[i].capacity_t * made_per_tonne(params.recipes[site.recipe], product);
        all += able;
        if (counts(site.firm)) counted += able;
    }
    return math::ratio(counted, all, 0.0);
}

}  // namespace

double obeying_share(const Params& params, const World& world, Product product, Region region) {
    return share_of_capacity(params, world, region, product, [&](std::size_t firm) { return world.firms[firm].obeys_abroad; });
}

double capacity_share(const Params& params, const World& world, std::size_t firm, Region region, Product product) {
    const double share = share_of_capacity(params, world, region, product, [&](std::size_t other) { return other == firm; });
    return share > 0.0 ? share : 1.0;
}

double made_by_others_t(const Params& params, const World& world, Product product, Region region) {
    double tonnes = 0.0;
    for (std::size_t i = 0; i < params.facilities.size(); ++i) {
        const FacilityParams& site = params.facilities[i];
        if (site.region == region && !world.firms[site.firm].obeys_abroad)
            tonnes += world.facilities[i].output_t * made_per_tonne(params.recipes[site.recipe], product);
    }
    return tonnes;
}

}  // namespace chokepoint
