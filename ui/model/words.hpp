// The game in plain words: every name, number and sentence that people read on a screen. Balanced on purpose:
// both sides "raise", "suspend" and "answer"; nobody "attacks". Knows the vocabulary and the scenario's titles only.
#pragma once

#include <string>
#include <string_view>

#include "engine/domain/measures.hpp"
#include "engine/domain/observation.hpp"
#include "engine/domain/sayings.hpp"
#include "engine/domain/scenario.hpp"
#include "engine/domain/snapshot.hpp"

namespace chokepoint::ui {

std::string_view name_in_words(Region region);           // "United States"
std::string_view short_name(Region region);              // "U.S."
std::string_view name_in_words(Product product);         // "dysprosium oxide"
std::string_view short_name(Product product);            // "Dy oxide"
std::string_view name_in_words(ProductClass product_class);
std::string_view symbol_of(Material material);           // "Dy"
std::string_view name_in_words(TariffComponent component);
std::string_view name_in_words(ControlKind kind);        // "export licences"
std::string_view name_in_words(Government government);   // "U.S."
std::string_view name_in_words(FlowState state);
std::string_view name_in_words(OfferState state);
std::string_view name_in_words(TalkLevel level);
std::string_view name_in_words(PainCause cause);
std::string_view name_in_words(ProjectState state);

// The title of a seat as the scenario writes it; "somebody" for a seat that does not exist.
std::string seat_name(const Scenario& scenario, SeatId seat);
// "U.S.", "China", or a firm's title: short enough for a card's head.
std::string seat_short(const Scenario& scenario, SeatId seat);

// "Sm, Gd, Tb, Dy"; "all rare earths" for the full set; empty for none.
std::string scope_in_words(MaterialMask scope);

// 1,234.5 with the decimals asked for; "-" for what is not a number.
std::string number(double value, int decimals = 0);
// At most three significant digits, thousands as k: 0.35, 12.5, 830, 1.2k.
std::string short_number(double value);
// "8 Apr 2025"; "until further notice" for far_day; "-" for no_day.
std::string date_in_words(Day day);

// The day on which week `week` (from 1) of a game opens, or no_day if the scenario has no valid start.
Day first_day(const Scenario& scenario, int week);

std::string describe(const Scenario& scenario, const Term& term);
// With the public record at hand, agreements are named by their parties.
std::string describe(const Scenario& scenario, const Event& event, const PublicView* record = nullptr);
std::string describe(const Scenario& scenario, const Statement& statement);
// "U.S. to China: ..." on one line.
std::string describe(const Scenario& scenario, const HeardSaying& saying);
// Without by whom: "Export licences: Sm, Gd, Tb".
std::string describe(const ControlMeasure& control);

// A capital first letter.
std::string capitalised(std::string text);

}  // namespace chokepoint::ui
