// The board as data: regions with their plants and badges, flows as ribbons, measures in force. Drawn by
// panels, printed by the text board; knows one snapshot and the scenario.
#pragma once

#include <string>
#include <vector>

#include "ui/model/land.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::ui {

// A measure in force that a region's card shows.
struct Badge {
    enum class Kind { tariff, licence, ban, control, listing };
    Kind kind = Kind::tariff;
    Government by = Government::us;
    std::string text;   // "Tariff on China 145 %"
    std::string brief;  // for small cards: "7 elements under licence"
};

struct BoardRegion {
    Region region = Region::china;
    double plants = 0.0;
    double stopped = 0.0;
    double moved_t = 0.0;         // in and out last week: a region without plants and trade is only a name
    bool is_party = false;        // has a government seat in this game
    std::vector<Badge> badges;    // of its government, most striking first

    double stopped_share() const { return plants > 0 ? stopped / plants : 0.0; }
};

// Trade of one class of goods between two regions.
struct Ribbon {
    Region from = Region::china;
    Region to = Region::us;
    ProductClass product_class = ProductClass::magnet;
    FlowState state = FlowState::open;
    double t_per_week = 0.0;
    double base_t_per_week = 0.0;
    double refused_t_per_week = 0.0;

    // What the ribbon would carry if nothing were held up: its width, so that a blocked one does not vanish.
    double wanted_t() const;
    // Half or more of what is wanted does not move.
    bool is_choked() const;
    std::string in_words() const;  // "Magnets, China to U.S.: 12 t a week of 130 wanted, blocked"
};

enum class Goods { oxides_to_magnets, magnets, concentrate, all };
std::string_view name_in_words(Goods goods);
bool is_of(Goods goods, ProductClass product_class);

struct Board {
    std::vector<BoardRegion> regions;  // in the order of Region; all of them
    std::vector<Ribbon> ribbons;       // largest last, choked ones on top of all
    double plants = 0.0;
    double stopped = 0.0;
};

Board make_board(const Scenario& scenario, const Snapshot& snapshot);

}  // namespace chokepoint::ui
