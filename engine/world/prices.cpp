// Two price zones per product. A price moves on excess demand, on cover against the cover at which the market
// rested, and on cost; nothing here reads whether a control is in force.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

struct ZoneState {
    double price, excess, cover, rest, anchor, cap;
};

PriceMove moved(const Params& params, const ZoneState& zone, double noise) {
    const PriceRules& rules = params.rules.prices;
    const double limit = rules.max_weekly_move.value;
    const double scarcity = math::clamp(math::log(std::max(zone.rest, 1e-6) / std::max(zone.cover, 1e-6)), -1.5, 1.5);
    const double pull = math::log(zone.anchor / zone.price);
    PriceMove move;
    move.from = zone.price;
    move.excess = rules.excess_weight.value * zone.excess;
    move.cover = rules.cover_weight.value * scarcity;
    move.anchor = rules.anchor_weight.value * pull;
    move.noise = rules.noise.value * noise;
    const double wish = move.excess + move.cover + move.anchor + move.noise;
    const double limited = math::clamp(wish, -limit, limit);
    const double unbounded = zone.price * math::exp(limited);
    move.to = math::clamp(unbounded, 1e-3, zone.cap);
    move.weekly_limit = limited - wish;
    if (move.to != unbounded) move.price_bound = math::log(move.to / unbounded);
    move.unfilled_share = zone.excess;
    move.cover_weeks = zone.cover;
    move.rest_weeks = zone.rest;
    move.anchor_usd_per_kg = zone.anchor;
    return move;
}

void tell(Explanation* why, PriceMove move, Product product, Zone zone) {
    if (why == nullptr) return;
    move.product = product;
    move.zone = zone;
    why->prices.push_back(move);
}

}  // namespace

double origin_price(const Params& params, const World& world, Product product, Region origin, Region buyer) {
    const std::size_t p = index_of(product);
    if (origin == Region::china)
        return world.market.price_inside[p] * (buyer == Region::china ? 1.0 : 1.0 - world.supply.flood);
    const double follow = percent(params.rules.prices.contract_follow);
    return follow * world.market.price_outside[p] + (1.0 - follow) * world.market.contract_outside[p];
}

namespace {

// What a tariff adds to the price of a need's imports from an origin, share.
double tariff_share(const Params& params, const NeedParams& need, Region origin, const TariffTable& tariffs) {
    const double pct = tariffs[index_of(class_of(need.product))][index_of(need.region)][index_of(origin)];
    return pct / 100.0 * percent(params.rules.trade.pass_through);
}

}  // namespace

double home_premium(const Params& params, const NeedParams& need, const TariffTable& tariffs) {
    const double e = above_one(params.rules.trade.elasticity_short);
    double imported = 0.0, kept = 0.0, taxed = 0.0;
    for (std::size_t k = 0; k < need.origin_count; ++k) {
        if (need.origins[k] == need.region) continue;
        const double tariff = tariff_share(params, need, need.origins[k], tariffs);
        imported += need.shares[k];
        kept += tariff > 0.0 ? need.shares[k] * math::pow(1.0 + tariff, -e) : need.shares[k];
        taxed += tariff;
    }
    if (taxed <= 0.0 || imported <= 0.0) return 0.0;
    return imported * (math::pow(kept / imported, -1.0 / e) - 1.0);
}

double maker_premium(const Params& params, const World& world, Product product, Region region) {
    const std::size_t p = index_of(product), r = index_of(region);
    if (params.home_share[p][r] <= 0.0) return 0.0;
    double mean = 0.0;
    for (const Buyer& buyer : params.buyers[p][r]) mean += buyer.share * world.needs[buyer.need].home_premium;
    return params.home_share[p][r] * mean;
}

double maker_price(const Params& params, const World& world, Product product, Region region) {
    return origin_price(params, world, product, region, region) * (1.0 + maker_premium(params, world, product, region));
}

double landed_price(const Params& params, const NeedParams& need, Region origin, double price, const TariffTable& tariffs,
                    double premium) {
    if (origin == need.region) return price * (1.0 + premium);
    return price * (1.0 + tariff_share(params, need, origin, tariffs)) + params.rules.trade.freight.value;
}

double landed_price(const Params& params, const World& world, std::size_t need, Region origin, const TariffTable& tariffs) {
    const NeedParams& spec = params.needs[need];
    return landed_price(params, spec, origin, origin_price(params, world, spec.product, origin, spec.region), tariffs,
                        world.needs[need].home_premium);
}

void measure_cover(const Params& params, World& world) {
    Market& market = world.market;
    PerProduct<double> inside{}, outside{}, use_inside{}, use_outside{};
    for (Product product : params.traded)
        for (Region region : all_of<Region>()) {
            const std::size_t p = index_of(product);
            const bool in = zone_of(region) == Zone::inside;
            (in ? inside : outside)[p] += market.stock_t[p][index_of(region)];
            // Producers' stock in China serves the world: its cover is against all sales from there.
            if (in) use_inside[p] += params.base_outflow_t[p][index_of(region)] * market.demand_index;
        }
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        if (zone_of(spec.region) == Zone::inside) continue;
        outside[index_of(spec.product)] += world.needs[i].stock() + world.needs[i].transit();
        use_outside[index_of(spec.product)] += full_use(params, world, i);
    }
    for (Product product : params.traded) {
        const std::size_t p = index_of(product);
        market.cover_inside_weeks[p] = math::ratio(inside[p], use_inside[p], 0.0);
        market.cover_outside_weeks[p] = math::ratio(outside[p], use_outside[p], 0.0);
    }
}

void move_prices(const Params& params, World& world, const Moment& moment, Explanation* why) {
    measure_cover(params, world);
    Market& market = world.market;
    const double renewed = 1.0 - fading(params.rules.prices.contract_half_life.value);
    for (Product traded : params.traded) {
        const std::size_t p = index_of(traded);
        const ProductParams& product = params.products[p];
        if (!product.known) continue;
        Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::noise, static_cast<std::uint32_t>(p));
        const double noise_inside = rng.normal(), noise_outside = rng.normal();
        const double inside_excess = math::ratio(market.unfilled_inside_t[p], market.use_inside_t[p], 0.0);
        const double outside_excess = math::ratio(market.unfilled_outside_t[p], market.use_outside_t[p], 0.0);
        const ZoneState inside{market.price_inside[p], inside_excess,        market.cover_inside_weeks[p],
                               market.rest_inside_weeks[p], product.price_inside * market.cost_inside[p],
                               product.price_inside * 20.0};
        // Outside, buyers rest on what Chinese exporters ask and on what other makers spend, by the share of each at
        // the start.
        const double asked = math::ratio(market.price_inside[p] * (1.0 - world.supply.flood), product.price_inside, 1.0);
        const double chinese = params.chinese_share[p];
        const double anchor = product.price_outside * (chinese * asked + (1.0 - chinese) * market.cost_outside[p]);
        const ZoneState outside{market.price_outside[p], outside_excess, market.cover_outside_weeks[p],
                                market.rest_outside_weeks[p], anchor, product.choke_price};
        const PriceMove in_china = moved(params, inside, noise_inside), abroad = moved(params, outside, noise_outside);
        market.price_inside[p] = in_china.to;
        market.price_outside[p] = abroad.to;
        market.contract_outside[p] += renewed * (abroad.to - market.contract_outside[p]);
        tell(why, in_china, traded, Zone::inside);
        tell(why, abroad, traded, Zone::outside);
    }
}

}  // namespace chokepoint
