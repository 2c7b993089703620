// What a game is worth to those who play it. A government's value adds up its interests, weighed by its type: a part for
// each week of the game, and an explicit value of what it is left with at the end (stock, capacity share, credibility).
// All interests are counted in point-weeks: one is one percent of the country's yearly output for one week. A firm's value
// is money. Values order the games of one seat; those of different seats are not to be compared, only their scores
// (engine/study/scoring). Reads the world; nothing here moves it.
#pragma once

#include "engine/world/world.hpp"

namespace chokepoint {

using ByInterest = std::array<double, count_of<Interest>>;

// The constants of values that no source gives: judgement (J), with reasons, open to argument (docs/SCORES.md).
namespace value_judgement {
// Points for a percent of jobs lost: what wages and output do not show of it is as much again as labour's part of output.
constexpr double points_per_job_pct = 1.0;
// Of public money: tariffs are paid at home, so that what they bring is no gain in itself, nor is aid to one's own firms a
// loss; what counts is the harm that other taxes of the same yield do, commonly put at a fifth to a half of the yield.
constexpr double worth_of_revenue = 0.3;
// Points a week for the whole world market in separation and magnets: a near-total cut costs about two points of output
// (10-model, macro), and who holds the market threatens or is spared that about one week in four.
constexpr double points_per_share = 0.5;
// What is made by others outside China counts for governments there by half: it can be bought, but first by its own side.
constexpr double friends_share = 0.5;
// Weeks for which the capacity at the end counts: a plant outside China takes about two years to follow.
constexpr double weeks_ahead = 104.0;
// Points for a point of approval: ten points of approval are half a percent of output.
constexpr double points_per_approval = 0.05;
// Points for all of the goodwill of its friends (0 to 1).
constexpr double points_per_goodwill = 0.5;
// Points a week for a record on which nobody has doubts against one that nobody believes, while it is remembered.
constexpr double points_per_record = 0.5;
// The chance that stock at the end is needed before it can be replaced, and the most weeks of it that can help.
constexpr double stock_needed = 0.25;
constexpr double stock_weeks_max = 13.0;
}  // namespace value_judgement

// A government's type as its values use it: mean 1 over the interests that it weighs at all. One that the scenario gives
// no weight counts for nothing; where it gives none to any, all count alike.
ByInterest normalised_weights(const ByInterest& given);

// The last week's part of each interest, in points, and what is left at the end, in point-weeks. Gains are positive, and
// neither is weighted.
//   interest      each week                                              at the end
//   output        less what is not produced (output_loss_pct)            cover of users at home over the usual
//   inflation     less the pain of added inflation                       -
//   jobs          less jobs lost                                         -
//   defence       less readiness lost, at the pain of a full stop        -
//   revenue       tariff revenue, at the harm that other taxes do        the same of public money that is not spent
//   technology    less the pain of the rival's measures and lists        -
//   market_share  share of separation and magnets made, over the start   share of capacity that stands or is being built, over
//                 (China: its own; others: their own, and half of all    the start
//                 that is made elsewhere outside China)
//   audience      approval over the start                                -
//   credibility   -                                                      track record over that of a stranger
//   cohesion      goodwill of friends over the usual                     -
// Beside these, while it is owed: a pledged purchase as it is made (jobs of who sells, revenue of who buys), and what was declared
// of side terms (cohesion, of both); domain/pledges.hpp.
ByInterest week_value(const Params& params, const World& world, Government government);
ByInterest value_at_end(const Params& params, const World& world, Government government);

// The value to a government of the game so far, point-weeks.
struct GovernmentValue {
    ByInterest weights{};  // mean 1
    ByInterest weekly{};   // summed over the weeks, not weighted
    ByInterest at_end{};

    double of(Interest interest) const;  // weighted
    double total() const;                // the sum of these
};
GovernmentValue government_value(const Params& params, const World& world, Government government);

// The value to a firm, USD million.
struct FirmValue {
    double cash = 0.0;    // profit since the start, less what it put into plants
    double plants = 0.0;  // money in its projects that are not given up, from whomever, less what must be paid back
    double stock = 0.0;   // what its stock would cost today over what it did cost: profit counts parts only as they are used

    double total() const { return cash + plants + stock; }
};
FirmValue firm_value(const Params& params, const World& world, std::size_t firm);

}  // namespace chokepoint
