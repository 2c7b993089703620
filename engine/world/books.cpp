// The books of every firm, week by week, and what price floors cost those who guarantee them. Knows output, sales
// and prices; changes profit, cash and budgets only.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

// What the firm's floors pay for the week's output of a site, USD million. The government that guarantees one pays from
// its budget; an empty budget pays nothing.
double pay_floor(const Params& params, World& world, const SaleTerms& sales, const FacilityParams& site, Product product, double price,
                 double tonnes) {
    if (!may_have_floor(world, sales.floors, site.firm, product)) return 0.0;
    const double all_t = made_by_firm_t(params, world, site.firm, site.region, product);
    const FloorCover cover = floor_cover(params, world, sales.floors, site.firm, site.region, {product, price, all_t});
    if (cover.payer == nullptr) return 0.0;
    GovernmentState& state = world.of(*cover.payer);
    const double due = tonnes * kg_per_t * cover.share * cover.gap / usd_per_million;
    const double paid = std::min(due, 1000.0 * std::max(0.0, state.aid_left_usd_bn));
    state.aid_left_usd_bn = std::max(0.0, state.aid_left_usd_bn - paid / 1000.0);  // the last cent may round below
    state.floor_paid_usd_bn += paid / 1000.0;
    return paid;
}

double site_profit(const Params& params, World& world, const SaleTerms& sales, std::size_t index, double cost, Contributions* why) {
    const FacilityParams& site = params.facilities[index];
    const RecipeParams& recipe = params.recipes[site.recipe];
    const double output = world.facilities[index].output_t;
    const double usd_m_per_price = output * kg_per_t / usd_per_million;
    double revenue = 0.0, floor = 0.0;
    each_output(recipe, [&](Product product, double share) {
        const double price = seller_price(params, world, sales, site.firm, product, site.region), earned = share * price;
        revenue += earned;
        floor += pay_floor(params, world, sales, site, product, price, output * share);
        because(why, Driver::sales, usd_m_per_price * earned, index_of(product));
    });
    for (std::size_t k = 0; k < recipe.input_count; ++k)
        because(why, Driver::inputs, -usd_m_per_price * recipe.t_per_t[k] * world.needs[site.needs[k]].unit_cost, index_of(recipe.inputs[k]));
    if (why != nullptr)
        because(why, Driver::processing, -usd_m_per_price * processing_cost(params, world, site.recipe, zone_of(site.region)));
    because(why, Driver::price_floor, floor);
    return output * kg_per_t * (revenue - cost) / usd_per_million + floor;
}

// A user earns its value added on what it makes, less what its parts cost above the opening.
double user_profit(const Params& params, const World& world, const PerNeed& uses, std::size_t index, Contributions* why) {
    const FirmParams& spec = params.firms[index];
    double output = 0.0;
    for (std::size_t c = 0; c < spec.cohorts; ++c) output += spec.cohort_share[c] * world.firms[index].output[c];
    double dearer = 0.0;
    for (std::size_t need : spec.uses) {
        const double more = uses[need] * output * kg_per_t *
                            (world.needs[need].unit_cost - params.needs[need].opening_cost) / usd_per_million;
        dearer += more;
        because(why, Driver::dearer_parts, -more, index_of(params.needs[need].product));
    }
    because(why, Driver::full_week, 1000.0 * spec.value_added);  // what fell short of it consume() has told
    return 1000.0 * spec.value_added * output - dearer;
}

}  // namespace

void keep_books(const Params& params, World& world, const PerNeed& uses, const SaleTerms& sales, const SiteCosts& costs, Explanation* why) {
    for (std::size_t i = 0; i < world.firms.size(); ++i)
        world.firms[i].profit = params.firms[i].value_added > 0.0 ? user_profit(params, world, uses, i, profit_parts(why, i)) : 0.0;
    for (std::size_t i = 0; i < world.facilities.size(); ++i)
        world.firms[params.facilities[i].firm].profit +=
            site_profit(params, world, sales, i, costs[i], profit_parts(why, params.facilities[i].firm));
    for (Firm& firm : world.firms) firm.cash += firm.profit;
}

}  // namespace chokepoint
