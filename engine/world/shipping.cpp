// Orders of every buyer, what the origins can and may give, and what travels. Knows stocks, licences and landed
// cost; prices are only read. One pass by the buyers' habits, a second on the spot for what was held up.
#include <algorithm>
#include <cmath>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr double reprocess_stock_share = 0.1;  // of China's stock of motors, a week
constexpr double outflow_smoothing = 0.15;  // weight of the last week in what producers take for demand

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

// How demand answers to what the buyer pays against the opening: a little at once, more over years.
double response(const Params& params, Need& need, Product product) {
    const ProductParams& spec = params.products[index_of(product)];
    const double dearer = math::log(math::clamp(math::ratio(need.unit_cost, need.opening_cost, 1.0), 0.05, 50.0));
    const double speed = 1.0 - fading(params.rules.prices.elasticity_half_life.value);
    need.slow_log += speed * (-(spec.elasticity_long - spec.elasticity) * dearer - need.slow_log);
    return math::exp(-spec.elasticity * dearer + need.slow_log);
}

// What a need orders this week: use, and a share of the gap to its target stock.
double wanted(const Params& params, World& world, std::size_t index, const ExportRules& rules_now) {
    const NeedParams& spec = params.needs[index];
    Need& need = world.needs[index];
    const Firm& firm = world.firms[spec.firm];
    const SupplyRules& rules = params.rules.supply;
    // After a new control buyers hoard what it names, and what it might name next.
    double alarm = 0.0;
    if (const Government* home = government_at(spec.region); home != nullptr && materials_in(spec.product) != 0) {
        const bool named = rules_now.from_china[index_of(spec.product)][index_of(spec.region)].needs_licence;
        alarm = world.of(*home).alarm * (named ? 1.0 : percent(rules.alarm_spill));
    }
    const double hoarding = 1.0 + alarm * (rules.alarm_stock_multiple.value - 1.0);
    const double use = full_use(params, world, index) * (spec.is_user ? 1.0 : firm.production_share);
    double pipeline = 0.0;
    for (std::size_t i = 0; i < spec.origin_count; ++i) pipeline += spec.shares[i] * (spec.transit[i] + 1);
    const double target = use * (spec.target_days / 7.0 * firm.stock_multiple * hoarding + pipeline);
    const double gap = (target - need.stock() - need.transit()) / std::max(rules.stock_adjust_weeks.value, 1.0);
    return math::clamp(use * response(params, need, spec.product) + gap, 0.0,
                       rules.order_cap.value * full_use(params, world, index));
}

// How well an origin is stocked against its sales: buyers go where there are goods, new capacity included.
double availability(const Params& params, const World& world, Product product, Region origin) {
    const std::size_t p = index_of(product), r = index_of(origin);
    const double usual = params.rules.supply.producer_cover_days.value / 7.0 *
                         std::max(params.base_outflow_t[p][r], world.market.outflow_t[p][r]);
    return math::clamp(math::ratio(world.market.stock_t[p][r], usual, 1.0), 0.2, 3.0);
}

// Splits an order over the origins by habit, which follows the capacity of each, landed cost (constant elasticity of
// substitution) and stock there.
PerOrigin split(const Params& params, const World& world, const NeedParams& spec, double tonnes,
                const TariffTable& tariffs, const Growth& growth, double shunned) {
    PerOrigin parts{};
    double sum = 0.0;
    for (std::size_t i = 0; i < spec.origin_count; ++i) {
        const double dearness =
            math::ratio(landed_price(params, world, spec, spec.origins[i], tariffs), spec.opening_landed[i], 1.0);
        parts[i] = spec.shares[i] * growth[index_of(spec.product)][index_of(spec.origins[i])] *
                   math::pow(math::clamp(dearness, 0.05, 50.0), -params.rules.trade.elasticity_short.value) *
                   std::sqrt(availability(params, world, spec.product, spec.origins[i]));
        if (spec.origins[i] == Region::china) parts[i] *= 1.0 - shunned;
        sum += parts[i];
    }
    for (double& part : parts) part *= math::ratio(tonnes, sum, 0.0);
    return parts;
}

// The share of a blocked flow that travels by third countries: nothing while the gap between the zones does not
// pay for it, more the wider it is, less where China enforces.
double leakage(const Params& params, const World& world, Product product) {
    const ProductParams& spec = params.products[index_of(product)];
    const Market& market = world.market;
    const double usual = std::max(math::ratio(spec.price_outside, spec.price_inside, 1.0), 1e-9);
    const double gap = math::ratio(market.price_outside[index_of(product)], market.price_inside[index_of(product)], 1.0);
    const double pays = gap / usual - 1.0 - percent(params.rules.prices.arbitrage_cost);
    return params.rules.licensing.leakage_max.value * math::clamp(pays / 4.0, 0.0, 1.0) * (1.0 - world.supply.enforcement);
}

// What may pass of a shipment; of it, what is counted against licences, what a general one frees of them, and what comes
// from makers abroad who do not heed a rule that their neighbours obey.
struct Passage {
    double free = 0.0, licensed = 0.0, general = 0.0, defiant = 0.0;
};

// What an origin may let out of an order, by ban, licence and customs. `licence_left` and `general_left` are what the
// buyer may still ship under licence and under a general one.
Passage let_out(const Params& params, const World& world, const NeedParams& spec, std::size_t origin, double tonnes,
                const ExportRules& rules, double licence_left, double general_left) {
    const Region from = spec.origins[origin];
    if (spec.region == Region::china || from == spec.region) return {tonnes, 0.0};
    const ExportRule& rule = rules.from_china[index_of(spec.product)][index_of(spec.region)];
    const double under_licence = licence_share(params, rules, spec, from);
    double free = tonnes, used = 0.0, general = 0.0;
    if (under_licence > 0.0) {
        general = std::min(tonnes * under_licence, general_left);
        used = std::min(tonnes * under_licence - general, licence_left);
        free = tonnes * (1.0 - under_licence) + general + used;
    }
    if (from != Region::china)  // parts of a tonne may round above it
        return {std::min(tonnes, free), used, general, under_licence > 0.0 ? tonnes * (1.0 - under_licence) : 0.0};
    if (rule.banned) free = used = 0.0;
    // Officers clear so many parcels a week, those first whom the desk puts first: a buyer who orders twice as much
    // does not get twice as much through, until so few are checked that it no longer matters.
    else if (!rule.needs_licence && rule.held_share > 0.0) {
        const double favour = std::min(1.0, desk_priority(params, world, spec.region));
        const double cleared = std::max(0.0, 1.0 - rule.held_share * (2.0 - favour));
        const double ease = math::ratio(percent(params.rules.licensing.customs_check_share), rule.held_share, 1.0);
        free = std::min(tonnes, cleared * std::max(1.0, ease) * spec.base_t * spec.shares[origin] * world.market.demand_index);
    }
    return {std::min(tonnes, free), std::min(used, free), general, 0.0};
}

bool is_under_quota(const NeedParams& spec, std::size_t origin, const ExportRules& rules) {
    return spec.origins[origin] == Region::china && spec.region != Region::china &&
           rules.from_china[index_of(spec.product)][index_of(spec.region)].quota < ExportRule{}.quota;
}

// An export quota is one for all buyers: who asks for more of it than usual gets what others leave. The share of what
// may leave otherwise that a quota lets through, by product.
PerProduct<double> quota_share(const Params& params, const ExportRules& rules, const Orders& orders) {
    PerProduct<double> room{}, asked{};
    for (std::size_t i = 0; i < params.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        for (std::size_t k = 0; k < spec.origin_count; ++k) {
            if (!is_under_quota(spec, k, rules)) continue;
            room[index_of(spec.product)] += rules.from_china[index_of(spec.product)][index_of(spec.region)].quota *
                                            spec.base_t * spec.shares[k];
            asked[index_of(spec.product)] += orders.free[i][k];
        }
    }
    for (std::size_t p = 0; p < room.size(); ++p) room[p] = std::min(1.0, math::ratio(room[p], asked[p], 1.0));
    return room;
}

// Counts what passes against quota and border: what is held, what leaks, what each origin is asked for.
void settle_orders(const Params& params, World& world, const ExportRules& rules, Orders& orders) {
    const PerProduct<double> let = quota_share(params, rules, orders);
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const std::size_t product = index_of(spec.product);
        for (std::size_t k = 0; k < spec.origin_count; ++k) {
            double& asked = orders.asked[i][k];
            const double part = is_under_quota(spec, k, rules) ? let[product] : 1.0;
            const double free = orders.free[i][k] * part;
            orders.licensed[i][k] = std::min(orders.licensed[i][k], free);
            const bool crosses = spec.origins[k] == Region::china && spec.region != Region::china;
            orders.leaked[i][k] = crosses ? (asked - free) * leakage(params, world, spec.product) : 0.0;
            const double leaves = std::min(asked, free + orders.leaked[i][k]);
            world.needs[i].held_t += asked - leaves;
            asked = leaves;
            orders.total[product][index_of(spec.origins[k])] += leaves;
        }
        orders.spot[i] = world.needs[i].held_t * percent(params.rules.supply.spot_share);
    }
}

// A maker abroad obeys or does not: what the rule holds up at one maker, those who do not obey can sell in its place only
// as far as they make it.
void hold_to_their_output(const Params& params, const World& world, Orders& orders) {
    PerProduct<PerRegion<double>> asked{};
    const auto each = [&](auto visit) {
        for (std::size_t i = 0; i < params.needs.size(); ++i)
            for (std::size_t k = 0; k < params.needs[i].origin_count; ++k)
                if (orders.defiant[i][k] > 0.0) visit(i, k, params.needs[i].product, params.needs[i].origins[k]);
    };
    each([&](std::size_t i, std::size_t k, Product product, Region origin) {
        asked[index_of(product)][index_of(origin)] += orders.defiant[i][k];
    });
    each([&](std::size_t i, std::size_t k, Product product, Region origin) {
        const double share = made_by_others_t(params, world, product, origin) / asked[index_of(product)][index_of(origin)];
        orders.free[i][k] = std::max(0.0, orders.free[i][k] - orders.defiant[i][k] * (1.0 - std::min(1.0, share)));
    });
}

void place_orders(const Params& params, World& world, const TariffTable& tariffs, const ExportRules& rules, Orders& orders) {
    Market& market = world.market;
    const Growth growth = capacity_growth(params, world);
    market.wanted_inside_t.fill(0.0);
    market.wanted_outside_t.fill(0.0);
    market.unfilled_inside_t.fill(0.0);
    market.unfilled_outside_t.fill(0.0);
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        Need& need = world.needs[i];
        const std::size_t product = index_of(spec.product);
        need.shipped_t.fill(0.0);
        need.leaked_t = 0.0;
        need.wanted_t = wanted(params, world, i, rules);
        need.held_t = 0.0;
        // A government's rule for what its forces buy keeps covered countries out of the chain.
        double shunned = 0.0;
        if (params.firms[spec.firm].end_use == EndUse::military)
            if (const Government* home = government_at(spec.region))
                shunned = math::clamp(control_strength(world, *home, ControlKind::procurement_rule, Region::china, world.today), 0.0, 1.0);
        if (materials_in(spec.product) != 0)
            shunned = std::max(shunned, percent(params.rules.trade.wary_share) * world.market.wary[index_of(spec.region)]);
        orders.asked[i] = split(params, world, spec, need.wanted_t, tariffs, growth, shunned);
        double licence_left = need.licensed(), general_left = free_of_licence(params, world, i);
        for (std::size_t k = 0; k < spec.origin_count; ++k) {
            const Passage how = let_out(params, world, spec, k, orders.asked[i][k], rules, licence_left, general_left);
            licence_left -= how.licensed;
            general_left -= how.general;
            orders.free[i][k] = how.free;
            orders.licensed[i][k] = how.licensed;
            orders.defiant[i][k] = how.defiant;
        }
        (zone_of(spec.region) == Zone::inside ? market.wanted_inside_t : market.wanted_outside_t)[product] += need.wanted_t;
    }
    hold_to_their_output(params, world, orders);
    settle_orders(params, world, rules, orders);
}

// Moves tonnes from a region's stock into a need's pipeline.
void send(const Params& params, World& world, std::size_t index, Region from, int weeks, double tonnes, double price) {
    const NeedParams& spec = params.needs[index];
    Need& need = world.needs[index];
    world.market.stock_t[index_of(spec.product)][index_of(from)] -= tonnes;
    need.transit_t[static_cast<std::size_t>(weeks)] += tonnes;
    // A plant that came later has no use at the start to count its purchases against.
    const double usual = spec.base_t > 0.0 ? spec.base_t : full_use(params, world, index);
    const double weight = math::clamp(math::ratio(tonnes, usual, 0.0) * 0.25, 0.0, 0.5);
    need.unit_cost += weight * (price - need.unit_cost);
}

void dispatch(const Params& params, World& world, std::size_t index, std::size_t origin, double tonnes, double price) {
    const NeedParams& spec = params.needs[index];
    send(params, world, index, spec.origins[origin], spec.transit[origin], tonnes, price);
    world.needs[index].shipped_t[origin] += tonnes;
}

void draw_licence(World& world, std::size_t index, double tonnes) {
    Need& need = world.needs[index];
    const std::size_t first = need.licensed_t[0] > 0.0 && (need.licensed_t[1] <= 0.0 ||
                                                          need.licence_until_week[0] <= need.licence_until_week[1])
                                  ? 0
                                  : 1;
    for (const std::size_t slot : {first, 1 - first}) {
        const double drawn = std::min(tonnes, need.licensed_t[slot]);
        need.licensed_t[slot] -= drawn;
        need.licence_shipped_t += drawn;
        tonnes -= drawn;
    }
}

void fill_orders(const Params& params, World& world, const TariffTable& tariffs, const ExportRules& rules, Orders& orders) {
    Market& market = world.market;
    PerProduct<PerRegion<double>> fill{};
    for (std::size_t p = 0; p < fill.size(); ++p)
        for (std::size_t r = 0; r < fill[p].size(); ++r)
            fill[p][r] = std::min(1.0, math::ratio(market.stock_t[p][r], orders.total[p][r], 1.0));
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const std::size_t product = index_of(spec.product);
        for (std::size_t k = 0; k < spec.origin_count; ++k) {
            const double share = fill[product][index_of(spec.origins[k])];
            const double tonnes = std::min(orders.asked[i][k] * share, market.stock_t[product][index_of(spec.origins[k])]);
            if (tonnes <= 0.0) continue;
            double price = landed_price(params, world, spec, spec.origins[k], tariffs);
            // Who holds a share of an export quota sells it at the quote: the rent of the quota is theirs.
            if (is_under_quota(spec, k, rules)) price = std::max(price, market.price_outside[product]);
            dispatch(params, world, i, k, tonnes, price);
            draw_licence(world, i, std::min(tonnes, orders.licensed[i][k] * share));
            if (spec.origins[k] != Region::china || spec.region == Region::china) continue;
            const double leaked = std::min(tonnes, orders.leaked[i][k] * share);
            world.needs[i].leaked_t += leaked;
            if (is_magnet(spec.product)) market.magnet_exports_t[0][index_of(spec.region)] += tonnes - leaked;
        }
    }
}

// Where in a need's list of origins a region stands; the number of origins where it does not.
std::size_t place_of(const NeedParams& spec, Region origin) {
    std::size_t k = 0;
    while (k < spec.origin_count && spec.origins[k] != origin) ++k;
    return k;
}

// What was held up in China is looked for everywhere else, by habit or not, at the residual quote.
void fill_spot(const Params& params, World& world, const ExportRules& rules, Orders& orders) {
    Market& market = world.market;
    PerProduct<double> asked{}, there{};
    const double part = percent(params.rules.supply.spot_stock_share);
    const int default_weeks = std::min(static_cast<int>(params.rules.trade.transit_default.value), static_cast<int>(limits::transit_weeks) - 1);
    for (std::size_t i = 0; i < world.needs.size(); ++i) asked[index_of(params.needs[i].product)] += orders.spot[i];
    for (std::size_t p = 0; p < there.size(); ++p)
        for (Region region : all_of<Region>())
            if (region != Region::china) there[p] += market.stock_t[p][index_of(region)];
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        const std::size_t product = index_of(spec.product);
        if (orders.spot[i] <= 0.0) continue;
        const double share = std::min(1.0, math::ratio(part * there[product], asked[product], 0.0));
        double left = orders.spot[i] * share;
        for (Region from : all_of<Region>()) {
            // A seller abroad that obeys the extraterritorial rule has no spot goods past it either.
            const double sells = from == Region::china ? 0.0 : part * (1.0 - licence_share(params, rules, spec, from));
            const double tonnes = std::min(left, sells * market.stock_t[product][index_of(from)]);
            if (tonnes <= 0.0) continue;
            left -= tonnes;
            orders.total[product][index_of(from)] += tonnes;
            const std::size_t k = place_of(spec, from);
            if (k < spec.origin_count) {
                dispatch(params, world, i, k, tonnes, market.price_outside[product]);
            } else {
                send(params, world, i, from, default_weeks, tonnes, market.price_outside[product]);
                orders.found[i] += tonnes;
            }
        }
    }
}

// Exempt motors carry magnets past a control: where quotes pay for it buyers strip them for part of what they miss.
void strip_motors(const Params& params, World& world) {
    const RecipeParams* motors = nullptr;
    for (const RecipeParams& recipe : params.recipes)
        if (recipe.output == Product::motor_assembly) motors = &recipe;
    if (motors == nullptr) return;
    double& stock = world.market.stock_t[index_of(Product::motor_assembly)][index_of(Region::china)];
    double left = reprocess_stock_share * stock;
    for (std::size_t k = 0; k < motors->input_count; ++k) {
        const std::size_t p = index_of(motors->inputs[k]);
        const double dearer = math::ratio(world.market.price_outside[p], params.products[p].price_outside, 1.0);
        const double pays = math::clamp(dearer - 1.0 - percent(params.rules.prices.arbitrage_cost), 0.0, 1.0);
        if (pays <= 0.0) continue;
        for (std::size_t i = 0; i < world.needs.size(); ++i) {
            const NeedParams& spec = params.needs[i];
            Need& need = world.needs[i];
            if (spec.product != motors->inputs[k] || zone_of(spec.region) == Zone::inside || need.held_t <= 0.0) continue;
            const double magnets = std::min(need.held_t * percent(params.rules.supply.reprocess_max) * pays, left * motors->t_per_t[k]);
            const double stripped = magnets / motors->t_per_t[k];
            left = std::max(0.0, left - stripped);  // the last of them may round below
            stock -= stripped;
            world.ledger.used_t[index_of(Product::motor_assembly)] += stripped;
            world.ledger.produced_t[p] += magnets;
            need.transit_t[static_cast<std::size_t>(spec.transit[0])] += magnets;
        }
    }
}

void count_unfilled(const Params& params, World& world, const Orders& orders) {
    Market& market = world.market;
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        double shipped = orders.found[i];
        for (double tonnes : world.needs[i].shipped_t) shipped += tonnes;
        double missing = std::max(0.0, world.needs[i].wanted_t - shipped);
        // Alarmed buyers place what they miss a second time elsewhere, and cancel when one of the two is filled: what
        // sellers see is more than what is missing.
        if (const Government* home = government_at(spec.region))
            missing *= 1.0 + percent(params.rules.supply.duplicate_orders) * world.of(*home).alarm;
        (zone_of(spec.region) == Zone::inside ? market.unfilled_inside_t
                                              : market.unfilled_outside_t)[index_of(spec.product)] += missing;
    }
}

// Producers take for demand what is asked of them and may leave, whether they have it or not.
void smooth_outflow(World& world, const Orders& orders) {
    for (std::size_t p = 0; p < orders.total.size(); ++p)
        for (std::size_t r = 0; r < orders.total[p].size(); ++r) {
            double& outflow = world.market.outflow_t[p][r];
            outflow += outflow_smoothing * (orders.total[p][r] - outflow);
        }
}

// Buyers whose orders were held up learn to order past China, and forget as slowly.
void grow_wary(const Params& params, World& world) {
    const PerRegion<double> held = held_shares(params, world);
    const double speed = 1.0 - fading(params.rules.trade.wary_half_life.value);
    for (Region region : all_of<Region>()) {
        double& wary = world.market.wary[index_of(region)];
        wary += speed * (held[index_of(region)] - wary);
    }
}

// Puts an arrival where cover is lowest: each cohort gets a share by its gap to the even spread.
void arrive(const Params& params, World& world, std::size_t index) {
    Need& need = world.needs[index];
    const double tonnes = need.transit_t[0];
    for (std::size_t k = 1; k < need.transit_t.size(); ++k) need.transit_t[k - 1] = need.transit_t[k];
    need.transit_t.back() = 0.0;
    if (!params.needs[index].is_user) {
        need.stock_t[0] += tonnes;
        return;
    }
    const FirmParams& firm = params.firms[params.needs[index].firm];
    const double all = need.stock() + tonnes;
    double gaps = 0.0;
    for (std::size_t c = 0; c < firm.cohorts; ++c) gaps += std::max(0.0, all * firm.cohort_share[c] - need.stock_t[c]);
    // A firm moves parts between its plants only through new deliveries, and most of each is spoken for.
    const double moved = percent(params.rules.supply.rebalance);
    for (std::size_t c = 0; c < firm.cohorts; ++c) {
        const double gap = std::max(0.0, all * firm.cohort_share[c] - need.stock_t[c]);
        const double share = gaps > 0.0 ? (1.0 - moved) * firm.cohort_share[c] + moved * gap / gaps : firm.cohort_share[c];
        need.stock_t[c] += tonnes * share;
    }
}

}  // namespace

PerRegion<double> held_shares(const Params& params, const World& world) {
    PerRegion<double> held{}, ordered{};
    for (std::size_t i = 0; i < world.needs.size(); ++i) {
        const NeedParams& spec = params.needs[i];
        if (materials_in(spec.product) == 0) continue;
        held[index_of(spec.region)] += world.needs[i].held_t * world.needs[i].opening_cost;
        ordered[index_of(spec.region)] += world.needs[i].wanted_t * world.needs[i].opening_cost;
    }
    for (std::size_t r = 0; r < held.size(); ++r) held[r] = math::ratio(held[r], ordered[r], 0.0);
    return held;
}

double Need::stock() const {
    double sum = 0.0;
    for (double tonnes : stock_t) sum += tonnes;
    return sum;
}

double Need::transit() const {
    double sum = 0.0;
    for (double tonnes : transit_t) sum += tonnes;
    return sum;
}

void ship(const Params& params, World& world, const Moment& moment) {
    const TariffTable tariffs = goods_tariffs(world, params.day_of(moment.week));
    const ExportRules rules = export_rules(params, world, moment.today);
    world.market.demand_index *= math::exp(math::log(1.0 + percent(params.rules.supply.demand_growth)) / weeks_per_year);
    for (std::size_t i = 0; i < world.needs.size(); ++i) arrive(params, world, i);
    for (std::size_t week = world.market.magnet_exports_t.size() - 1; week > 0; --week)
        world.market.magnet_exports_t[week] = world.market.magnet_exports_t[week - 1];
    world.market.magnet_exports_t[0].fill(0.0);
    Orders orders;
    place_orders(params, world, tariffs, rules, orders);
    fill_orders(params, world, tariffs, rules, orders);
    fill_spot(params, world, rules, orders);
    strip_motors(params, world);
    count_unfilled(params, world, orders);
    smooth_outflow(world, orders);
    grow_wary(params, world);
}

}  // namespace chokepoint
