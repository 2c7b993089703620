// Who may see which part of the state: the rules of the fog of war, in one place to review. Tests read it; the engine
// must come to the same by its own means.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {

// One leaf as seen from one seat.
struct Look {
    const Setup& setup;
    const Game& game;
    SeatId seat;
    std::array<std::size_t, 4> at;  // the indices in the leaf's path, in order

    const Params& params() const { return setup.params; }
    bool governs() const { return params().is_government(seat); }
    bool is_china() const { return governs() && params().government_of(seat) == Government::china; }
    bool own_government() const { return governs() && index_of(params().government_of(seat)) == at[0]; }
    bool own_firm(std::size_t firm) const {
        return seat != no_seat && firm < params().firms.size() && params().firms[firm].seat == seat;
    }
    bool home_firm(std::size_t firm) const {
        return governs() && params().firms[firm].region == home_of(params().government_of(seat));
    }
    std::size_t firm_of_need(std::size_t need) const {
        return need < params().needs.size() ? params().needs[need].firm : SIZE_MAX;
    }
    const Application& application() const { return game.world.desk.queue[at[0]]; }
    bool in_talk(std::size_t talk) const {
        return talk < game.talks.talks.size() && game.talks.talks[talk].open && is_party(game.talks.talks[talk].parties, seat);
    }
    const Offer& offer() const { return game.talks.offers[at[0]]; }
    // Who came to the table later does not see what lay on it.
    bool is_named_in(const Offer& offer) const { return in_talk(offer.talk) && (offer.parties & bit(seat)) != 0; }
};

inline bool everybody(const Look&) { return true; }
inline bool own_government(const Look& look) { return look.own_government(); }
inline bool china(const Look& look) { return look.is_china(); }
inline bool the_firm(const Look& look) { return look.own_firm(look.at[0]); }
inline bool the_firm_or_home(const Look& look) { return look.own_firm(look.at[0]) || look.home_firm(look.at[0]); }
inline bool the_user(const Look& look) { return look.own_firm(look.firm_of_need(look.at[0])); }
inline bool the_user_or_home(const Look& look) {
    const std::size_t firm = look.firm_of_need(look.at[0]);
    return look.own_firm(firm) || look.home_firm(firm);
}
inline bool home(const Look& look) { return look.home_firm(look.at[0]); }
inline bool press_firm_or_home(const Look& look) {
    return look.params().firms[look.at[0]].counts_plants || the_firm_or_home(look);
}
inline bool heard(const Look& look) {
    const Statement& said = look.game.world.statements[look.at[0]].said;
    return said.is_public || (look.seat != no_seat && said.to == look.seat);
}
// seen_by: government, then observer by class of measure.
inline bool observer(const Look& look) {
    return look.governs() && index_of(look.params().government_of(look.seat)) == look.at[1] / count_of<MeasureClass>;
}
// What a government has paid for itself.
inline bool own_inquiry(const Look& look) {
    return look.governs() && look.game.world.inquiries[look.at[0]].by == look.params().government_of(look.seat);
}
inline bool has_studied(const Look& look, std::size_t region) {
    const auto& inquiries = look.game.world.inquiries;
    return look.governs() && std::any_of(inquiries.begin(), inquiries.end(), [&](const Inquiry& inquiry) {
               return inquiry.by == look.params().government_of(look.seat) && inquiry.arrived &&
                      inquiry.kind == InquiryKind::customs_study && inquiry.target == region;
           });
}
inline bool customs_lag_is_over_or_studied(const Look& look) {
    return look.at[0] / count_of<Region> >= 4 || has_studied(look, look.at[0] % count_of<Region>);
}
// The desk's own, and whose papers at home have been studied.
inline bool china_or_student(const Look& look) {
    return look.is_china() || (look.governs() && look.at[0] == index_of(home_of(look.params().government_of(look.seat))) &&
                               has_studied(look, look.at[0]));
}
inline bool receiver(const Look& look) {
    const std::size_t agreement = look.at[0] / limits::terms, term = look.at[0] % limits::terms;
    const auto& agreements = look.game.world.agreements;
    return agreement < agreements.size() && term < agreements[agreement].terms.size() &&
           agreements[agreement].terms[term].to == look.seat;
}
inline bool truce_giver(const Look& look) {
    const auto& agreements = look.game.world.agreements;
    if (look.at[0] >= agreements.size()) return false;
    for (const Term& term : agreements[look.at[0]].terms)
        if (term.kind == TermKind::truce) return term.by == look.seat;
    return false;
}
inline bool desk_or_applicant(const Look& look) {
    return look.is_china() || look.own_firm(look.firm_of_need(look.application().need));
}
inline bool party(const Look& look) { return look.in_talk(look.at[0]); }
inline bool party_to_standing_offer(const Look& look) {
    const Offer& offer = look.offer();
    return (offer.state == OfferState::tabled || offer.state == OfferState::live) && look.is_named_in(offer);
}
inline bool party_to_offer(const Look& look) { return look.is_named_in(look.offer()); }
inline bool own_refusal(const Look& look) { return look.game.talks.refused[look.at[0]].seat == look.seat; }

// Who may see a row of the state. A row that ends in a point stands for all rows under it.
struct Sight {
    std::string_view row;
    bool (*may_see)(const Look&);
};

// THE LIST. A new line is a decision about the rules of the game: have it reviewed.
inline constexpr Sight sights[] = {
    // The calendar.
    {"cursor.week", everybody},
    {"cursor.weeks", everybody},
    {"cursor.round", everybody},
    {"cursor.phase", everybody},
    {"world.today", everybody},
    // The public record: measures, agreements as published, quotes, customs totals a month late, the press.
    {"world.tariffs[].", everybody},
    {"world.controls[].", everybody},
    {"world.agreements[].terms[].", everybody},
    {"world.agreements[].term_states[]", everybody},
    {"world.agreements[].parties[]", everybody},
    {"world.agreements[].ratified_by", everybody},
    {"world.agreements[].offer", everybody},
    {"world.agreements[].signed_week", everybody},
    {"world.agreements[].in_force_week", everybody},
    {"world.agreements[].expiry_week", everybody},
    {"world.agreements[].cure_until_week", everybody},
    {"world.agreements[].resumed_week", everybody},
    {"world.agreements[].state", everybody},
    {"world.agreements[].breached_by", everybody},
    {"world.agreements[].talk", everybody},
    {"world.agreements[].monitoring", everybody},
    {"world.agreements[].level", everybody},
    {"world.statements[].said.is_public", everybody},
    {"world.shocks[].kind", everybody},  // that an arms sale is in the news
    {"world.shocks[].region", everybody},
    {"world.statements[].said.", heard},  // in public by all, in private by the addressee
    {"world.market.price_inside[]", everybody},
    {"world.market.price_outside[]", everybody},
    {"world.market.magnet_exports_t[]", customs_lag_is_over_or_studied},
    {"world.market.magnet_exports_base_t[]", everybody},
    {"world.firms[].stopped_weeks[]", press_firm_or_home},
    {"world.governments[].approval_pct", everybody},
    {"world.governments[].threats_kept", everybody},
    {"world.governments[].threats_broken", everybody},
    {"world.governments[].promises_kept", everybody},
    {"world.governments[].promises_broken", everybody},
    {"world.governments[].listed_firms", everybody},  // lists are published
    {"talks.summit_asked_by", everybody},
    // What each government has seen of the others' words.
    {"world.governments[].seen_by[].", observer},
    // What one's own monitoring shows of the other side's duties.
    {"world.seen_shortfall[]", receiver},
    {"world.seen_by_giver[]", truce_giver},
    // A government's own state and type.
    {"world.governments[].pain[]", own_government},
    {"world.governments[].stress", own_government},
    {"world.governments[].output_loss_pct", own_government},
    {"world.governments[].inflation_pct", own_government},
    {"world.governments[].revenue_usd_bn", own_government},
    {"world.governments[].aid_left_usd_bn", own_government},
    {"world.governments[].jobs_lost_pct", own_government},
    {"world.governments[].readiness", own_government},
    {"world.governments[].agency_capacity", own_government},
    {"world.governments[].appropriation_until", own_government},
    {"world.governments[].emergency_permits", own_government},
    {"world.governments[].funds_asked_usd_bn", own_government},
    {"world.governments[].research", own_government},
    {"world.governments[].patience", own_government},
    {"world.governments[].hawkishness", own_government},
    {"world.governments[].red_line", own_government},
    {"world.governments[].weights[]", own_government},
    {"world.governments[].goodwill[]", own_government},
    // A firm's own books; its home government sees the stock as the firm reports it, so that stock, its use and
    // the factor of the report all show in one number.
    {"world.firms[].output[]", the_firm},
    {"world.firms[].general_licence", the_firm},
    {"world.firms[].stock_multiple", the_firm},
    {"world.firms[].production_share", the_firm},
    {"world.firms[].lobby_effort", the_firm_or_home},  // lobbies are heard at home
    {"world.firms[].lobby_for", home},
    {"world.firms[].profit", the_firm},
    {"world.firms[].cash", the_firm},
    {"world.firms[].report_factor", the_firm_or_home},
    {"world.firms[].thrift", the_firm_or_home},
    {"world.needs[].stock_t[]", the_user_or_home},
    {"world.needs[].extra_t", the_user_or_home},
    {"world.needs[].licensed_t[]", the_user_or_home},
    {"world.needs[].pending_t", the_user_or_home},
    {"world.needs[].transit_t[]", the_user},
    {"world.needs[].unit_cost", the_user},
    // What was paid for, and what auditors found out about firms at home.
    {"world.inquiries[].", own_inquiry},
    {"world.firms[].found_pct", home},
    // China's levers on its own producers and its border.
    {"world.supply.quota", china},
    {"world.supply.flood", china},
    {"world.supply.enforcement", china},
    // The licensing desk sees its papers; a firm, how long its own have lain.
    {"world.desk.throughput", china},
    {"world.desk.region_priority[]", china},
    {"world.desk.end_use_priority[]", china},
    {"world.desk.decided[]", china_or_student},
    {"world.desk.granted[]", china_or_student},
    {"world.desk.mean_age_weeks[]", china_or_student},
    {"world.desk.queue[].filed_week", desk_or_applicant},
    {"world.desk.queue[].need", desk_or_applicant},
    {"world.desk.queue[].state", desk_or_applicant},
    {"world.desk.queue[].", china},
    // Talks, what stands on their tables, and how the rest of the week's has ended: the parties only. Refusals: who was refused.
    {"talks.talks[].", party},
    {"talks.offers[].id", party_to_offer},
    {"talks.offers[].by", party_to_offer},
    {"talks.offers[].state", party_to_offer},
    {"talks.offers[].talk", party_to_offer},
    {"talks.offers[].parties", party_to_offer},
    {"talks.offers[].", party_to_standing_offer},
    {"talks.refused[].", own_refusal},
};

// world.needs[12].stock_t[0] -> world.needs[].stock_t[] and 12, 0.
struct Leaf {
    std::string row;
    std::array<std::size_t, 4> at{};
};
inline Leaf parse(const std::string& path) {
    Leaf leaf;
    std::size_t count = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        leaf.row += path[i];
        if (path[i] != '[') continue;
        std::size_t number = 0;
        for (++i; path[i] != ']'; ++i) number = 10 * number + static_cast<std::size_t>(path[i] - '0');
        leaf.row += ']';
        leaf.at[count++] = number;
    }
    return leaf;
}

template <std::size_t N>
const Sight* sight_in(const Sight (&list)[N], const std::string& row) {
    for (const Sight& sight : list)
        if (sight.row.back() == '.' ? row.starts_with(sight.row) : row == sight.row) return &sight;
    return nullptr;
}

inline const Sight* sight_of(const std::string& row) { return sight_in(sights, row); }

}  // namespace chokepoint::test
