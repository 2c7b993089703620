// Two price zones per product. A price moves on excess demand, on cover against the cover at which the market
// rested, and on cost; nothing here reads whether a control is in force.
#include <algorithm>
#include <array>
#include <span>

#include "engine/base/lanes.hpp"
#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

// A price as a week finds it, and what moves it.
struct ZoneState {
    Product product;
    Zone zone;
    double price, excess, cover, rest, anchor, cap, noise;
    double scarcity = 0.0, pull = 0.0;  // logs of rest over cover, and of anchor over price (take_logs)
};
constexpr std::size_t most_zones = 2 * count_of<Product>;
using ZoneStates = std::array<ZoneState, most_zones>;  // as far as counted

// What moves a price, in log points; where it moves to is left open.
PriceMove forces_on(const PriceRules& rules, const ZoneState& zone) {
    PriceMove move;
    move.product = zone.product;
    move.zone = zone.zone;
    move.from = zone.price;
    move.excess = rules.excess_weight.value * zone.excess;
    move.cover = rules.cover_weight.value * math::clamp(zone.scarcity, -1.5, 1.5);
    move.anchor = rules.anchor_weight.value * zone.pull;
    move.noise = rules.noise.value * zone.noise;
    move.unfilled_share = zone.excess;
    move.cover_weeks = zone.cover;
    move.rest_weeks = zone.rest;
    move.anchor_usd_per_kg = zone.anchor;
    return move;
}

double sum_of(const PriceMove& forces) { return forces.excess + forces.cover + forces.anchor + forces.noise; }

// The move that a price makes: `limited` log points, as much as a week's limit allows of the forces on it, which is `growth` times.
PriceMove moved(const PriceRules& rules, const ZoneState& zone, double limited, double growth) {
    PriceMove move = forces_on(rules, zone);
    const double unbounded = zone.price * growth;
    move.to = math::clamp(unbounded, 1e-3, zone.cap);
    move.weekly_limit = limited - sum_of(move);
    if (move.to != unbounded) move.price_bound = math::log(move.to / unbounded);
    return move;
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

// Calls visit(share, tariff) for each origin abroad that a need bought from at the start: its share of all, and what its tariff adds.
template <typename Visit>
void each_import(const Params& params, const NeedParams& need, const TariffTable& tariffs, Visit visit) {
    for (std::size_t k = 0; k < need.origin_count; ++k)
        if (need.origins[k] != need.region) visit(need.shares[k], tariff_share(params, need, need.origins[k], tariffs));
}

// What the tariffs above zero leave of what is bought, one need's after the other's: all at once, since powers are quickest in lanes.
using SharesLeft = std::array<double, limits::needs * limits::origins>;

void shares_left(const Params& params, std::span<const NeedParams> needs, const TariffTable& tariffs, double elasticity, SharesLeft& left) {
    std::size_t count = 0;
    for (const NeedParams& need : needs)
        each_import(params, need, tariffs, [&](double, double tariff) {
            if (tariff > 0.0) left[count++] = 1.0 + tariff;
        });
    math::pow_all(std::span(left).first(count), -elasticity);
}

// A need whose imports are taxed, and their share of all that it bought.
struct Taxed {
    std::size_t need;
    double imported;
};

}  // namespace

void home_premiums(const Params& params, std::span<const NeedParams> needs, const TariffTable& tariffs, std::span<double> premiums) {
    CHOKEPOINT_CHECK(needs.size() <= limits::needs && premiums.size() >= needs.size());
    const double elasticity = above_one(params.rules.trade.elasticity_short);
    SharesLeft left;
    shares_left(params, needs, tariffs, elasticity, left);
    const double* of_tariff = left.data();
    ScratchVec<Taxed, limits::needs> taxed;
    PerNeed dearer;  // of those taxed, in their order
    for (std::size_t i = 0; i < needs.size(); ++i) {
        double imported = 0.0, kept = 0.0, sum = 0.0;
        each_import(params, needs[i], tariffs, [&](double share, double tariff) {
            imported += share;
            kept += tariff > 0.0 ? share * *of_tariff++ : share;
            sum += tariff;
        });
        premiums[i] = 0.0;
        if (sum <= 0.0 || imported <= 0.0) continue;
        dearer[taxed.size()] = kept / imported;
        taxed.push_back({i, imported});
    }
    math::pow_all(std::span(dearer).first(taxed.size()), -1.0 / elasticity);
    for (std::size_t k = 0; k < taxed.size(); ++k) premiums[taxed[k].need] = taxed[k].imported * (dearer[k] - 1.0);
}

double home_premium(const Params& params, const NeedParams& need, const TariffTable& tariffs) {
    double premium = 0.0;
    home_premiums(params, std::span(&need, 1), tariffs, std::span(&premium, 1));
    return premium;
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

void measure_cover(const Params& params, World& world, const PerNeed& uses) {
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
        use_outside[index_of(spec.product)] += uses[i];
    }
    for (Product product : params.traded) {
        const std::size_t p = index_of(product);
        market.cover_inside_weeks[p] = math::ratio(inside[p], use_inside[p], 0.0);
        market.cover_outside_weeks[p] = math::ratio(outside[p], use_outside[p], 0.0);
    }
}

namespace {

// The logs of all states at once: logs are quickest in lanes.
void take_logs(std::span<ZoneState> zones) {
    std::array<double, 2 * most_zones> logs;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        logs[2 * i] = std::max(zones[i].rest, 1e-6) / std::max(zones[i].cover, 1e-6);
        logs[2 * i + 1] = zones[i].anchor / zones[i].price;
    }
    math::log_all(std::span(logs).first(2 * zones.size()));
    for (std::size_t i = 0; i < zones.size(); ++i) {
        zones[i].scarcity = logs[2 * i];
        zones[i].pull = logs[2 * i + 1];
    }
}

// Fills in the states of all prices that the scenario knows, and answers how many there are.
std::size_t read_zones(const Params& params, const World& world, const Moment& moment, ZoneStates& zones) {
    const Market& market = world.market;
    std::size_t count = 0;
    for (Product traded : params.traded) {
        const std::size_t p = index_of(traded);
        const ProductParams& product = params.products[p];
        if (!product.known) continue;
        Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::noise, static_cast<std::uint32_t>(p));
        const double noise_inside = rng.normal(), noise_outside = rng.normal();
        zones[count++] = {.product = traded,
                          .zone = Zone::inside,
                          .price = market.price_inside[p],
                          .excess = math::ratio(market.unfilled_inside_t[p], market.use_inside_t[p], 0.0),
                          .cover = market.cover_inside_weeks[p],
                          .rest = market.rest_inside_weeks[p],
                          .anchor = product.price_inside * market.cost_inside[p],
                          .cap = product.price_inside * 20.0,
                          .noise = noise_inside};
        // Outside, buyers rest on what Chinese exporters ask and on what other makers spend, by the share of each at
        // the start.
        const double asked = math::ratio(market.price_inside[p] * (1.0 - world.supply.flood), product.price_inside, 1.0);
        const double chinese = params.chinese_share[p];
        zones[count++] = {.product = traded,
                          .zone = Zone::outside,
                          .price = market.price_outside[p],
                          .excess = math::ratio(market.unfilled_outside_t[p], market.use_outside_t[p], 0.0),
                          .cover = market.cover_outside_weeks[p],
                          .rest = market.rest_outside_weeks[p],
                          .anchor = product.price_outside * (chinese * asked + (1.0 - chinese) * market.cost_outside[p]),
                          .cap = product.choke_price,
                          .noise = noise_outside};
    }
    take_logs(std::span(zones).first(count));
    return count;
}

}  // namespace

void move_prices(const Params& params, World& world, const PerNeed& uses, const Moment& moment, Explanation* why) {
    measure_cover(params, world, uses);
    const PriceRules& rules = params.rules.prices;
    const double limit = rules.max_weekly_move.value, renewed = 1.0 - params.fadings.contract_price;
    ZoneStates zones;
    const std::size_t count = read_zones(params, world, moment, zones);
    std::array<double, most_zones> limited, growth;
    for (std::size_t i = 0; i < count; ++i) growth[i] = limited[i] = math::clamp(sum_of(forces_on(rules, zones[i])), -limit, limit);
    math::exp_all(std::span(growth).first(count));
    Market& market = world.market;
    for (std::size_t i = 0; i < count; ++i) {
        const PriceMove move = moved(rules, zones[i], limited[i], growth[i]);
        const std::size_t p = index_of(move.product);
        (move.zone == Zone::inside ? market.price_inside : market.price_outside)[p] = move.to;
        if (move.zone == Zone::outside) market.contract_outside[p] += renewed * (move.to - market.contract_outside[p]);
        if (why != nullptr) why->prices.push_back(move);
    }
}

}  // namespace chokepoint
