#include "ui/model/board.hpp"

#include <algorithm>

namespace chokepoint::ui {
namespace {

std::string plain_percent(double value) { return number(value) + " %"; }

void add_tariff_badges(const PublicView& record, Government government, BoardRegion& region) {
    const bool is_us = government == Government::us, is_china = government == Government::china;
    const double rate = is_us ? record.us_tariff_headline_pct : (is_china ? record.china_tariff_headline_pct : 0.0);
    if (rate <= 0) return;
    region.badges.push_back({Badge::Kind::tariff, government,
                             std::string("Tariff on ") + (is_us ? "China " : "U.S. ") + plain_percent(rate), std::string("Tariff ") + plain_percent(rate)});
}

// Elements are many and cards small: the licences that matter most are counted.
std::string brief_of(const ControlMeasure& control) {
    int elements = 0;
    for (MaterialMask rest = control.materials; rest != 0; rest &= rest - 1) ++elements;
    if (control.kind != ControlKind::licence || elements < 3) return describe(control);
    return std::to_string(elements) + " elements under licence";
}

Badge::Kind kind_of_badge(ControlKind kind) {
    switch (kind) {
        case ControlKind::licence: return Badge::Kind::licence;
        case ControlKind::ban:
        case ControlKind::technology_ban: return Badge::Kind::ban;
        case ControlKind::entity_listing:
        case ControlKind::affiliates_rule: return Badge::Kind::listing;
        default: return Badge::Kind::control;
    }
}

// One badge per kind of control in force, with the union of scopes.
void add_control_badges(const PublicView& record, Government government, BoardRegion& region) {
    for (ControlKind kind : all_of<ControlKind>()) {
        MaterialMask scope = 0;
        double strength = 0.0;
        int count = 0;
        for (const ControlMeasure& control : record.controls) {
            if (control.by != government || control.kind != kind || !control.in_force(record.today)) continue;
            scope |= control.materials;
            strength += control.strength;
            ++count;
        }
        if (count == 0) continue;
        ControlMeasure all;
        all.by = government;
        all.kind = kind;
        all.materials = scope;
        all.strength = strength;
        const Badge::Kind look = kind_of_badge(kind);
        region.badges.push_back({look, government, describe(all), brief_of(all)});
    }
    std::stable_sort(region.badges.begin(), region.badges.end(),
                     [](const Badge& a, const Badge& b) { return a.kind < b.kind; });
}

Ribbon make_ribbon(const FlowView& flow) {
    return {flow.from, flow.to, flow.product_class, flow.state, flow.t_per_week, flow.base_t_per_week,
            flow.refused_t_per_week};
}

}  // namespace

double Ribbon::wanted_t() const { return std::max(t_per_week + refused_t_per_week, t_per_week); }

bool Ribbon::is_choked() const {
    return refused_t_per_week > 0 && refused_t_per_week >= t_per_week;
}

std::string Ribbon::in_words() const {
    const auto tonnes = [](double t) { return number(t, t < 10 ? 1 : 0); };
    std::string text = capitalised(std::string(name_in_words(product_class))) + ", " +
                       std::string(short_name(from)) + " to " + std::string(short_name(to)) + ": " +
                       tonnes(t_per_week) + " t a week";
    if (refused_t_per_week > 0.05) text += " of " + tonnes(wanted_t()) + " wanted";
    text += ", " + std::string(name_in_words(state));
    if (base_t_per_week > 0.05) text += " (at the start " + tonnes(base_t_per_week) + ")";
    return text;
}

std::string_view name_in_words(Goods goods) {
    switch (goods) {
        case Goods::oxides_to_magnets: return "Oxides, metals, magnets";
        case Goods::magnets: return "Magnets";
        case Goods::concentrate: return "Concentrate";
        case Goods::all: return "All goods";
    }
    return "?";
}

bool is_of(Goods goods, ProductClass product_class) {
    switch (goods) {
        case Goods::all: return true;
        case Goods::concentrate: return product_class == ProductClass::concentrate;
        case Goods::oxides_to_magnets:
            return product_class == ProductClass::oxide || product_class == ProductClass::metal ||
                   product_class == ProductClass::magnet;
        case Goods::magnets: return product_class == ProductClass::magnet;
    }
    return false;
}

Board make_board(const Scenario& scenario, const Snapshot& snapshot) {
    Board board;
    const PublicView& record = snapshot.record;
    for (Region region : all_of<Region>()) {
        BoardRegion& item = board.regions.emplace_back();
        item.region = region;
        item.plants = record.plants[index_of(region)];
        item.stopped = record.plants_stopped[index_of(region)];
        board.plants += item.plants;
        board.stopped += item.stopped;
    }
    for (const FlowView& flow : snapshot.flows) {
        if (flow.from == flow.to) continue;
        const Ribbon ribbon = make_ribbon(flow);
        if (ribbon.wanted_t() < 0.01 && ribbon.base_t_per_week < 0.01) continue;
        board.ribbons.push_back(ribbon);
        board.regions[index_of(flow.from)].moved_t += flow.t_per_week;
        board.regions[index_of(flow.to)].moved_t += flow.t_per_week;
    }
    std::stable_sort(board.ribbons.begin(), board.ribbons.end(), [](const Ribbon& a, const Ribbon& b) {
        if (a.is_choked() != b.is_choked()) return b.is_choked();
        return a.wanted_t() < b.wanted_t();
    });
    for (Government government : all_of<Government>()) {
        BoardRegion& home = board.regions[index_of(home_of(government))];
        home.is_party = seat_of(scenario, government) != no_seat;
        add_tariff_badges(record, government, home);
        add_control_badges(record, government, home);
    }
    return board;
}

}  // namespace chokepoint::ui
