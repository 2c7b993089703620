// Promises that move nothing the model follows good by good: what of a pledged purchase comes about, and what declared
// values are worth. The world counts it and agents foresee it by the same figures.
#pragma once

#include "engine/base/math.hpp"
#include "engine/domain/vocabulary.hpp"

namespace chokepoint {

// Judgement, each with its reason.
namespace pledge_judgement {
// Of the yearly trade in goods between two countries, what each kind of good makes; services come beside it.
constexpr double usual_share[] = {0.15, 0.15, 0.10, 0.60, 0.40};
static_assert(sizeof(usual_share) / sizeof(usual_share[0]) == count_of<Good>);
// What state buyers can add to the usual by turning from other sellers: farm goods, the most directed, reached some half
// more than before at the end of Phase One. Tariffs that they must pay themselves take the same part of it as of all trade.
constexpr double state_stretch = 0.5;
constexpr double additional = 0.4;         // share of a pledge that would not have been bought anyway
constexpr double value_added = 0.5;        // domestic value in a unit of exports
constexpr double burden = 0.075;           // of a purchase, to who buys what it had not chosen
// Declared points of a side term: beyond these nobody believes the declaration, and what one is worth, point-weeks.
constexpr double side_most = 50.0;
constexpr double side_worth = 0.02;
constexpr double side_cost = 0.5;          // of that, to the giver
}  // namespace pledge_judgement

// Who is to buy what, a year.
struct Purchase {
    Good good = Good::farm_goods;
    double trade_usd_bn = 0.0;     // all goods that the seller sold the buyer before
    double directed = 0.0;         // share of buyers of the good that the state can tell what to take; of others none
    double moving = 1.0;           // share of trade that tariffs leave
};

// The most that would be bought in a year, USD bn: state buyers as told, private ones as tariffs let them. A pledge within it
// can be kept in full; of a larger one this much is bought.
constexpr double within_reach_usd_bn(const Purchase& purchase) {
    const double moving = math::clamp(purchase.moving, 0.0, 1.0);
    const double usual = pledge_judgement::usual_share[index_of(purchase.good)] * purchase.trade_usd_bn;
    const double directed = purchase.directed * (1.0 + pledge_judgement::state_stretch * moving);
    return usual * (directed + (1.0 - purchase.directed) * moving);
}

// What a side term's declared points are worth to its receiver, point-weeks over its whole length.
constexpr double declared_worth(double points) {
    return pledge_judgement::side_worth * math::clamp(points, 0.0, pledge_judgement::side_most);
}

}  // namespace chokepoint
