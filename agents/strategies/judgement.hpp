// Every constant of the agents that no source gives, in one place: judgement (J), open to calibration. Worth is
// counted in point-weeks: one point is 1 % of yearly output, borne for one week.
#pragma once

namespace chokepoint::agents::judgement {

// --- looking ahead
constexpr double horizon_weeks = 26.0;          // how far a government weighs a deal's effects
constexpr double assumed_cover_weeks = 7.0;     // of another's users: the 40-60 days firms spoke of
constexpr double stopped_per_deficit = 0.10;    // rationing and stocks: share of lines that stop per missing share
constexpr double ramp_weeks = 4.0;              // from the median plant's empty shelf to all of them
constexpr double trade_value_added = 0.5;       // domestic value in a unit of exports

// --- what the parts of a deal are worth
constexpr double rivalry_base = 0.15;           // share of a rival's gain that counts as own loss: a dove's
constexpr double rivalry_per_hawk = 0.45;       // and what full hawkishness adds
constexpr double rivalry_with_third_parties = 0.08;  // share of it that China feels towards a U.S. ally
constexpr double audience_per_point = 0.025;    // point-weeks lost at home per tariff point taken back
constexpr double stress_relief_share = 0.5;     // of market stress that goes with the tariffs
constexpr double revenue_share = 0.2;           // of tariff revenue that is really at stake (past the peak)
constexpr double licence_share = 0.7;           // of the shortage ahead that quick licences could take away at best
constexpr double suspension_share = 0.6;        // and what suspending the control adds
constexpr double deterrent_share = 0.4;         // of the tariff damage that the control in hand keeps from returning
constexpr double customers_kept = 0.02;         // points a week: market share saved by shipping under licence
constexpr double military_red_line = 3.0;       // point-weeks that arming the rival costs China
constexpr double calm_per_week = 0.015;         // points a week that a freeze of new measures is worth to a dove
constexpr double freeze_cost_per_week = 0.010;  // and what giving up the whip costs a hawk
constexpr double purchase_most = 0.01;           // of the giver's yearly output: more than that is not credible either
constexpr double monitoring_gain = 0.10;        // share of the licence's worth that being able to check adds
constexpr double monitoring_burden = 0.05;      // points a week: inspectors at the licensing desk
constexpr double distrust = 0.35;               // belief in a government's promises under which its word is not enough
constexpr double absent_measure = 0.15;         // worth of a promise not to do what is not being done
constexpr double security_premium_usd_per_kg = 60.0;  // worth to a government of a kilogram from outside China
constexpr double red_line_share = 1.0;          // how much of a red line binds in a talk over means, not ends

// --- what can be kept
constexpr double sure_output = 0.9;             // of what plants put out: what can be promised for half a year to come
constexpr int days_to_pay = 21;                 // from an offer to the first week in which public money under it is due

// --- concession, in weeks
constexpr double concession_weeks = 18.0;       // from a talk's opening to the reservation value, at mean patience
constexpr double middling_wait_weeks = 40.0;    // 1 / (1 - discount factor) of a middling patience, for bearing pain
constexpr double mean_wait_weeks = 25.0;        // 1 / (1 - discount factor) that counts as mean patience
constexpr double hurting_pain = 2.0;            // points of pain that halve the time
constexpr int least_notice_weeks = 4;           // before a dated rise, that make it a deadline: less is a blow
constexpr int weeks_between_talks = 2;          // it takes to prepare one: ministries are small
constexpr double ally_haste = 0.7;              // third parties want an answer sooner

// --- escalation
constexpr double reply_base = 0.80;             // rise per point of the rival's unanswered rise: a dove's
constexpr double reply_per_hawk = 0.50;
constexpr double reply_worth = 0.06;            // point-weeks of standing per point answered
constexpr double reply_saturation = 0.20;       // share of trade still moving at which more tariff says little
constexpr double futility = 0.155;              // share under which it says nothing: "numbers without meaning"
constexpr double stress_price = 0.012;          // point-weeks per point of stress that a rise brings
constexpr double stress_alarm = 55.0;           // stress at which that price doubles
constexpr double forgiveness = 0.6;             // share of an unanswered rise still resented a week later
constexpr double slight_blow = 3.0;             // points not answered that stand in nobody's way
constexpr double slight_control = 0.3;          // and major measures
constexpr double forgiven_share = 0.8;           // of a rise that the rival takes back, taken back in turn
constexpr double control_shock_points = 30.0;   // tariff shock that calls for the licence control, mean hawk
constexpr double control_answer = 0.6;          // hawkishness + credibility that answers a control with chips
constexpr double listing_answer = 0.35;         // hawkishness that answers with lists of firms
constexpr double controls_per_listed_firm = 0.04;  // what one more listed firm counts in major measures

// --- softening
constexpr double ready_base = 0.90;             // pressure at which a dove asks for talks
constexpr double ready_per_hawk = 1.90;
constexpr double pressure_pain = 0.8;           // points of pain that make one unit of pressure
constexpr double pressure_stress = 60.0;        // points of stress that do
constexpr double pressure_forecast = 6.0;       // point-weeks of forecast shortage that do
constexpr double pressure_per_quiet_week = 0.10;// tempers cool
constexpr double pressure_of_threat = 0.8;      // of a threat of 100 points by one who is known to carry out all of them
constexpr double signal_discount = 0.5;         // pressure that the other's assurance is worth

constexpr double summit_willingness = 0.6;      // of the pressure that makes one ask for talks, to go to a summit if asked
constexpr int weeks_until_summit = 4;           // of talks among ministers without result
constexpr int weeks_between_summits = 8;

// --- supply at home and abroad
constexpr int weeks_between_levers = 13;        // programmes are decided by the quarter
constexpr double lasting_weeks = 13.0;          // under control, from which a shortage is taken to last
constexpr double long_weeks = 26.0;             // and to be long
constexpr double long_deficit = 0.3;            // share of controlled parts that still do not come in
constexpr double funds_low = 0.25;              // of a yearly budget left, at which another is asked for
constexpr double emergency_stopped = 0.10;      // of plants, at which neighbours' objections are set aside
constexpr double research_share = 0.05;         // of the purse, to research at a time
constexpr double diplomacy_share = 0.03;        // of the purse, to plants abroad
constexpr double diplomacy_most_usd_m = 100.0;  // at a time: a fifth of what doubles the pace there
constexpr double floor_over_opening = 1.5;      // a floor: 110 USD/kg of neodymium-praseodymium was some 1.7 times the quote of 2025
constexpr double floor_share = 0.25;            // of the purse, to what a year under the floor may cost

// --- China's supply
constexpr double leakage_gap = 1.4;             // of prices outside to inside over the usual, at which detours pay
constexpr double leakage_effort = 0.7;          // of customs, against them: ports are many
constexpr double glut_price = 0.9;              // of the opening price at home, under which mines are held back
constexpr double quota_in_glut_pct = 90.0;
constexpr double flood_pct = 20.0;              // under its price, while plants abroad would pay
constexpr int flood_weeks = 52;                 // until lenders abroad have drawn the lesson
constexpr int favour_weeks = 26;                // that a favoured firm's government has to leave its front

// --- information that can be bought
constexpr double money_is_short = 5.0;          // times its share of output that a government's own money is worth to it: budgets are small
constexpr double misreport_swing = 0.3;         // share by which reported stocks may be off before anybody has looked
constexpr double misreport_chance = 0.2;        // that they are, where nothing speaks for it
constexpr double odd_report_chance = 0.6;       // that they are, where plants stand still beside full shelves
constexpr double odd_report_days = 14.0;        // of reported cover with which no plant need stand still
constexpr double turned_by_findings = 0.2;      // share of what a wrong figure is off by that knowing it saves: few decisions turn on it
constexpr double doubt_from = 0.5;              // of the patience with a shortfall, from which it is worth asking whether it is real

// --- the desk
constexpr double squeeze_throughput = 0.75;     // of normal, while a standoff lasts and pressing pays
constexpr double slow_walk = 0.7;               // of what is owed, where nobody checks
constexpr double kept_margin = 1.1;             // of what is owed, where somebody does

}  // namespace chokepoint::agents::judgement
