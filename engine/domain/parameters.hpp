// The parameters of the model, by rules file of the world: figures like any other of a scenario.
#pragma once

#include "engine/domain/figure.hpp"

namespace chokepoint {

struct SupplyRules {
    Figure producer_cover_days;    // target stock of producers, days of sales
    Figure input_cover_days;       // target stock of factories' inputs
    Figure stock_adjust_weeks;     // time in which buyers close a gap to their target stock
    Figure output_adjust;          // percent of the gap in output closed in a week
    Figure spare_capacity;         // percent above the base output that a site can reach
    Figure alarm_stock_multiple;   // factor on stock targets after a new control (hoarding)
    Figure alarm_half_life_weeks;
    Figure write_off_cover_days;   // stock beyond this cover is dumped as lost (cerium glut)
    Figure thrift_max;             // percent of use that redesign can save in the long run
    Figure thrift_half_life_weeks; // at full effort
    Figure stop_threshold;         // percent of full output under which a line stops
    Figure order_cap;  // times base use: nobody can take more in a week
    Figure spot_share;  // percent of what is held up that buyers try to get elsewhere at once
    Figure margin_elasticity;  // percent of output per percent of change in revenue over cost
    Figure idle_ratio;  // percent of full cost that revenue must cover, else a plant idles
    Figure expansion_max;  // percent a year by which sites can be widened while their goods are short
    Figure demand_growth;  // percent a year
    Figure experience_years;  // of opening output behind each side at the start, for learning
    Figure start_waste;  // percent of inputs that new capacity wastes at first
    Figure waste_half_life;  // weeks in which new plants halve their waste
    Figure heavy_free_max;  // percent of high-temperature magnets that redesign can replace by ones without heavies
    Figure duplicate_orders;  // percent of a missing order that alarmed buyers place again elsewhere and cancel later
    Figure reprocess_max;  // percent of a magnet shortage that stripping exempt motors can meet
    Figure rebalance;  // percent of deliveries that a firm sends where cover is lowest; the rest goes to the plants that ordered
    Figure alarm_spill;  // percent of the alarm that reaches rare earths which no control names yet
    Figure spot_stock_share;  // percent of stocks outside China that sellers part with on the spot in a week
    Figure stretch_weeks;  // weeks of its scarcest part under which a plant slows down to stretch it
    Figure restart_max;  // percent of capacity a year at which plants that stood idle are brought into use while their goods pay
    Figure pilot_share;  // percent of China's yearly output: what pilot plants know of a recipe that nobody runs outside China
};
CHOKEPOINT_FIELDS(SupplyRules, producer_cover_days, input_cover_days, stock_adjust_weeks, output_adjust,
                  spare_capacity, alarm_stock_multiple, alarm_half_life_weeks, write_off_cover_days, thrift_max,
                  thrift_half_life_weeks, stop_threshold, order_cap, spot_share, margin_elasticity, idle_ratio,
                  expansion_max, demand_growth, experience_years, start_waste, waste_half_life,
                  heavy_free_max, duplicate_orders, reprocess_max,
                  rebalance,
                  alarm_spill, spot_stock_share,
                  stretch_weeks,
                  restart_max,
                  pilot_share)

struct PriceRules {
    Figure excess_weight;      // weekly log-price move per unit of unfilled orders, of what buyers use
    Figure cover_weight;       // weekly log-price move per log gap of cover to target
    Figure anchor_weight;      // weekly pull of the log price to cost
    Figure max_weekly_move;    // cap on a week's log move
    Figure arbitrage_cost;     // percent of wedge between the zones under which smuggling does not pay
    Figure noise;              // standard deviation of weekly log noise
    Figure contract_follow;  // percent of a quote's move that contracts outside China follow
    Figure elasticity_half_life;  // weeks in which demand gets half-way from its short-run to its long-run response
    Figure contract_half_life;  // weeks in which contract prices outside China move half-way to the quote
};
CHOKEPOINT_FIELDS(PriceRules, excess_weight, cover_weight, anchor_weight, max_weekly_move,
                  arbitrage_cost, noise, contract_follow, elasticity_half_life,
                  contract_half_life)

struct LicensingRules {
    Figure dead_time_weeks;       // after a new control, before the first decision
    Figure nominal_weeks;         // statutory review
    Figure ripe_chance;  // weekly chance, percent, that an application as old as its review is ripe; it rises with the square of its age
    Figure throughput;            // applications the desk can decide in a week
    Figure grant_probability;     // of a decided, complete civil application, 0 to 1
    Figure completeness;          // share of applications complete at first, 0 to 1
    Figure return_weeks;          // lost when one is returned
    Figure expiry_weeks;          // a licence's life
    Figure horizon_weeks;         // use that an application covers
    Figure military_penalty;      // factor on the grant probability for military end use
    Figure leakage_max;           // share (0 to 1) of a blocked flow that third countries carry at the widest wedge
    Figure queue_noise;           // standard deviation of luck in the order of the queue
    Figure customs_check_share;  // percent of uncontrolled magnets held at first under a control of their cousins
    Figure customs_check_half_life;  // weeks in which customs learn to let half of these pass
    Figure abroad_compliance;  // percent of makers abroad that obey an extraterritorial rule
    Figure listed_defence_full;  // firms on the list at which every defence user of the region is covered
    Figure customs_check_onset;  // weeks in which the checks reach half of their strength
    Figure rival_priority;  // weight of applications from the country that raised tariffs, at the start of a control
    Figure raw_priority;  // the same for oxides and metals, whose last user cannot be seen
};
CHOKEPOINT_FIELDS(LicensingRules, dead_time_weeks, nominal_weeks, throughput, grant_probability, completeness,
                  return_weeks, expiry_weeks, horizon_weeks, military_penalty, leakage_max, queue_noise,
                  customs_check_share, customs_check_half_life, abroad_compliance, listed_defence_full,
                  customs_check_onset,
                  rival_priority, raw_priority,
                  ripe_chance)

struct TradeRules {
    Figure elasticity_short;     // Armington, first weeks
    Figure elasticity_long;
    Figure import_elasticity;  // percent less bought abroad as a whole per percent that all imports become dearer
    Figure half_life_weeks;      // from short to long
    Figure pass_through;         // percent of a tariff that importers pay
    Figure front_loading;        // extra imports per point of announced rise, percent of a week
    Figure ahead_half_life_weeks;  // weeks in which half of what was imported ahead of a rise is sold from stock
    Figure freight;              // USD/kg
    Figure transit_default;      // weeks
    Figure air_weeks;  // weeks that goods fly, customs included
    Figure air_freight;  // USD/kg more than by sea
    Figure air_cover;  // percent of the stock that a buyer aims at, under which it has its goods flown in
    Figure afloat_weeks;  // goods under way when a tariff changes keep the old rate
    Figure state_farm;  // percent of farm purchases that the Chinese state can direct
    Figure state_energy;  // percent of energy purchases that it can direct
    Figure state_aircraft;  // percent of aircraft purchases
    Figure state_manufactures;  // percent of other manufactures
    Figure state_services;  // percent of services
    Figure wary_share;  // percent of its orders to China that a country comes to place elsewhere when all of them are held up
    Figure wary_half_life;  // weeks in which half of that comes about, or is forgotten
};
CHOKEPOINT_FIELDS(TradeRules, elasticity_short, elasticity_long, half_life_weeks, pass_through, front_loading,
                  freight, transit_default, afloat_weeks,
                  state_farm, state_energy, state_aircraft, state_manufactures, state_services,
                  wary_share,
                  wary_half_life,
                  import_elasticity,
                  ahead_half_life_weeks,
                  air_weeks,
                  air_freight,
                  air_cover)

struct MacroRules {
    Figure shortage_multiplier;    // output lost per value added lost
    Figure us_tariff_drag;         // percent of GDP per 100 points on all trade with the rival
    Figure china_tariff_drag;
    Figure stress_per_point;       // market stress points per point of tariff rise
    Figure stress_per_stop;        // per percent of plants stopped at home
    Figure stress_half_life_weeks;
    Figure inflation_per_point;    // percent per point of trade-weighted tariff on all imports
    Figure output_adjust_weeks;    // lag of slow pain
    Figure stress_to_pain;  // points of pain per point of stress
    Figure inflation_to_pain;  // points of pain per percent of added inflation
    Figure export_value_added;  // percent of lost exports that is lost output
    Figure own_tariff_share;  // percent of the importer's drag that retaliation costs the retaliator
    Figure defence_to_pain;  // points of pain with all defence lines stopped
    Figure relief_from_cuts;  // percent of the stress of a rise that a cut of the same size takes away
    Figure listing_stress;  // points of stress on the listed side, per firm
    Figure farm_exports;  // USD bn/yr of U.S. farm goods that China buys in normal times
    Figure farm_weight;  // political weight of a dollar of lost farm sales against lost output
    Figure maker_weight;  // political weight of a dollar of exports that the makers of rare earths lose against lost output
    Figure alignment_gain;  // share of a measure's effect that each further government adds which takes the same one
    Figure jobs_per_output;  // percent of jobs per percent of output
};
CHOKEPOINT_FIELDS(MacroRules, shortage_multiplier, us_tariff_drag, china_tariff_drag, stress_per_point,
                  stress_per_stop, stress_half_life_weeks, inflation_per_point, output_adjust_weeks, stress_to_pain,
                  inflation_to_pain, export_value_added, own_tariff_share, defence_to_pain, relief_from_cuts,
                  listing_stress, farm_exports, farm_weight, jobs_per_output,
                  maker_weight,
                  alignment_gain)

struct PoliticsRules {
    Figure approval_per_pain;      // points of approval a week per point of pain
    Figure approval_recovery;      // weekly pull back to the start
    Figure audience_cost;          // approval points for backing down from a public statement, per 100 points
    Figure ratify_slope;           // logistic slope of ratification in approval points
    Figure ratify_threshold;       // approval at which ratification of a fair deal is even
    Figure ratify_pain;  // points of approval that count for a deal per point of pain: those who suffer want it
    Figure implementation_lag;     // weeks from acceptance to force
    Figure goodwill_per_point;     // goodwill lost per point of tariff on an ally
    Figure ratify_concession;  // points of approval that a deal as large as the whole agenda costs at home
    Figure ratify_lobby;  // points that lobbying at full effort for a deal adds
    Figure funds_lobby;  // times by which full lobbying for own supply makes an appropriation likelier; against it, less likely
    Figure pollution_cost;  // points of approval for waving through a plant of the dirtiest kind
    Figure quota_relief;  // points of stability that cleaner air and water are worth in China with all its mines and separators closed
    Figure goodwill_per_held;  // goodwill lost towards China while all of a country's orders of rare earths are held up
    Figure summit_ease;      // percent of what a concession costs at home that falls away where leaders sign
    Figure summit_failure;   // points of approval that each side loses when a summit's date passes without a signature
    Figure ratify_goodwill;  // points of support at home for standing with another government, per unit of goodwill towards it above a half
};
CHOKEPOINT_FIELDS(PoliticsRules, approval_per_pain, approval_recovery, audience_cost, ratify_slope, ratify_threshold,
                  implementation_lag, goodwill_per_point, ratify_concession, ratify_lobby, pollution_cost,
                  goodwill_per_held,
                  ratify_goodwill,
                  quota_relief,
                  funds_lobby,
                  ratify_pain,
                  summit_ease,
                  summit_failure)

struct NegotiationRules {
    Figure breakdown_risk;         // per round of a talk, percent
    Figure cure_weeks;             // between a declared breach and snap-back
    Figure false_alarm;            // percent per check
    Figure power_none;             // weekly chance to see a full breach, percent, by monitoring
    Figure power_self_reported;
    Figure power_joint;
    Figure power_third_party;
    Figure tolerance;              // shortfall that counts as kept, percent
    Figure reputation_half_life;   // weeks
    Figure summit_weeks;           // from the week in which a summit is taken up to its date
    Figure audit_cost;             // of an audit, USD million for each firm
    Figure audit_weeks;            // until its findings arrive
    Figure study_cost;             // of a study of customs papers, USD million
    Figure study_weeks;
    Figure inspection_cost;        // of a clause, USD million
    Figure inspection_weeks;
    Figure inspection_power;       // weekly chance to see a full breach while inspectors look, percent
    Figure findings_last;          // weeks in which what was bought stays true: auditors and inspectors stay, papers keep coming
    Figure joint_cost;             // of joint inspectors under an agreement, to each of its governments, USD million a year
    Figure third_party_cost;       // and of neutral ones
};
CHOKEPOINT_FIELDS(NegotiationRules, breakdown_risk, cure_weeks, false_alarm, power_none, power_self_reported,
                  power_joint, power_third_party, tolerance, reputation_half_life, summit_weeks, audit_cost,
                  audit_weeks, study_cost, study_weeks, inspection_cost, inspection_weeks, inspection_power, findings_last,
                  joint_cost, third_party_cost)

struct ProjectRules {
    Figure permit_rate;      // weekly chance to leave permitting at average agency load, percent
    Figure finance_rate;     // weekly chance to find finance at the hurdle price, percent
    Figure price_slope;      // effect of log(price / hurdle) on finance, logistic
    Figure overrun;          // expected overrun of building time, percent
    Figure failure_rate;     // weekly chance to fail while building, percent
    Figure ramp_weeks;       // from first output to capacity
    Figure entry_rate;  // weekly chance that a planned project is begun at the hurdle price, percent
    Figure finance_boost;  // times the chance of finance that public money for the whole cost adds
    Figure credit_share;  // percent of a project's cost that a firm may borrow or raise for it beyond its own cash
    Figure flood_fear;  // percent by which the memory of a full flood raises every hurdle
    Figure flood_memory;  // weeks in which the memory of a flood halves
    Figure technology_drag;  // percent of pace lost under a full technology ban by a plant that depends on it wholly
    Figure pollution_drag;  // percent of the permit rate lost by the dirtiest kind of plant
    Figure offtake_relief;  // percent of the hurdle that offtake of the whole output takes away
    Figure research_effect;  // percent by which a billion dollars of research shortens redesign
};
CHOKEPOINT_FIELDS(ProjectRules, permit_rate, finance_rate, price_slope, overrun, failure_rate, ramp_weeks,
                  entry_rate, finance_boost, flood_fear, flood_memory, technology_drag, pollution_drag,
                  offtake_relief, research_effect,
                  credit_share)

struct Rules {
    SupplyRules supply;
    PriceRules prices;
    LicensingRules licensing;
    TradeRules trade;
    MacroRules macro;
    PoliticsRules politics;
    NegotiationRules negotiation;
    ProjectRules projects;
};
CHOKEPOINT_FIELDS(Rules, supply, prices, licensing, trade, macro, politics, negotiation, projects)

}  // namespace chokepoint
