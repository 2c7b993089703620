// The parameters of a scenario under the examination of validate(): each by its own bounds. Inside validate() only.
#pragma once

#include "engine/domain/examination.hpp"
#include "engine/base/fields.hpp"

namespace chokepoint::examining {

// Parameters are sizes, times, rates and shares: none is negative; those that divide or halve are above zero.
inline void check_parameters(Examination& exam) {
    const Rules& rules = exam.scenario.rules;
    const StructTable& subjects = table_of<Rules>();
    for (const Field& subject : subjects.fields) {
        const void* part = element_at(subject, &rules, 0);
        for (const Field& field : subject.structure->fields) {
            const std::string path = "rules." + std::string(subject.name) + "." + std::string(field.name);
            exam.not_negative(*static_cast<const Figure*>(element_at(field, part, 0)), path);
        }
    }
    struct Bound {
        const Figure& figure;
        double most;
        const char* path;
    };
    // Shares of something that cannot give more than all of it; exponents and weeks that arithmetic can carry.
    const Bound bounds[] = {
        {rules.supply.output_adjust, 100.0, "rules.supply.output_adjust"},
        {rules.supply.spot_share, 100.0, "rules.supply.spot_share"},
        {rules.supply.spot_stock_share, 100.0, "rules.supply.spot_stock_share"},
        {rules.supply.rebalance, 100.0, "rules.supply.rebalance"},
        {rules.supply.thrift_max, 95.0, "rules.supply.thrift_max"},
        {rules.supply.start_waste, 95.0, "rules.supply.start_waste"},
        {rules.supply.heavy_free_max, 100.0, "rules.supply.heavy_free_max"},
        {rules.supply.reprocess_max, 100.0, "rules.supply.reprocess_max"},
        {rules.supply.pilot_share, 100.0, "rules.supply.pilot_share"},
        {rules.supply.restart_max, 1000.0, "rules.supply.restart_max"},
        {rules.supply.demand_growth, 50.0, "rules.supply.demand_growth"},
        {rules.prices.max_weekly_move, 10.0, "rules.prices.max_weekly_move"},
        {rules.prices.contract_follow, 100.0, "rules.prices.contract_follow"},
        {rules.licensing.grant_probability, 1.0, "rules.licensing.grant_probability"},
        {rules.licensing.completeness, 1.0, "rules.licensing.completeness"},
        {rules.licensing.expiry_weeks, 5200.0, "rules.licensing.expiry_weeks"},
        {rules.licensing.ripe_chance, 100.0, "rules.licensing.ripe_chance"},
        {rules.licensing.leakage_max, 1.0, "rules.licensing.leakage_max"},
        {rules.licensing.customs_check_share, 100.0, "rules.licensing.customs_check_share"},
        {rules.licensing.abroad_compliance, 100.0, "rules.licensing.abroad_compliance"},
        {rules.trade.wary_share, 100.0, "rules.trade.wary_share"},
        {rules.trade.elasticity_short, 20.0, "rules.trade.elasticity_short"},
        {rules.trade.elasticity_long, 20.0, "rules.trade.elasticity_long"},
        {rules.trade.import_elasticity, 20.0, "rules.trade.import_elasticity"},
        {rules.trade.air_weeks, static_cast<double>(limits::transit_weeks) - 1.0, "rules.trade.air_weeks"},
        {rules.trade.transit_default, static_cast<double>(limits::transit_weeks), "rules.trade.transit_default"},
        {rules.macro.alignment_gain, 1.0, "rules.macro.alignment_gain"},
        {rules.politics.implementation_lag, 520.0, "rules.politics.implementation_lag"},
        {rules.politics.summit_ease, 100.0, "rules.politics.summit_ease"},
        {rules.politics.summit_failure, 100.0, "rules.politics.summit_failure"},
        {rules.negotiation.summit_weeks, 520.0, "rules.negotiation.summit_weeks"},
        {rules.negotiation.audit_weeks, 520.0, "rules.negotiation.audit_weeks"},
        {rules.negotiation.study_weeks, 520.0, "rules.negotiation.study_weeks"},
        {rules.negotiation.inspection_weeks, 520.0, "rules.negotiation.inspection_weeks"},
        {rules.negotiation.findings_last, 520.0, "rules.negotiation.findings_last"},
        {rules.negotiation.inspection_power, 100.0, "rules.negotiation.inspection_power"},
        {rules.negotiation.cure_weeks, 520.0, "rules.negotiation.cure_weeks"},
        {rules.negotiation.power_none, 100.0, "rules.negotiation.power_none"},
        {rules.negotiation.power_self_reported, 100.0, "rules.negotiation.power_self_reported"},
        {rules.negotiation.power_joint, 100.0, "rules.negotiation.power_joint"},
        {rules.negotiation.power_third_party, 100.0, "rules.negotiation.power_third_party"},
        {rules.projects.credit_share, 100.0, "rules.projects.credit_share"},
        {rules.projects.technology_drag, 100.0, "rules.projects.technology_drag"},
        {rules.projects.pollution_drag, 100.0, "rules.projects.pollution_drag"},
        {rules.projects.offtake_relief, 99.0, "rules.projects.offtake_relief"},
    };
    for (const Bound& bound : bounds) exam.within(bound.figure, 0.0, bound.most, bound.path);
}

}  // namespace chokepoint::examining
