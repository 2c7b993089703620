// Reasons in plain words: what a seat did, and the numbers by which it decided. Knows messages and rationales; what the
// numbers mean stands beside RationaleKind (engine/domain/messages.hpp).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/domain/messages.hpp"
#include "engine/domain/scenario.hpp"

namespace chokepoint::ui {

std::string_view name_in_words(RationaleKind kind);   // "shortage relieved"
std::string_view name_in_words(RationaleUnit unit);   // "point-weeks"; empty where a number needs none
std::string_view name_in_words(RejectReason reason);  // "it offers too little"

// A message's rationale, sorted out: parts, their sum, and what that was compared with.
struct Reasons {
    std::vector<Rationale> parts;       // largest first
    std::optional<Rationale> total;
    std::vector<Rationale> compared;    // in the order given

    bool empty() const { return parts.empty() && !total && compared.empty(); }
    double sum() const;
};
Reasons sorted_out(std::span<const Rationale> numbers);

// "shortage relieved +2.10, leverage given up -1.30"; the largest few where `most` is given, then the rest as a sum.
std::string parts_in_words(const Reasons& reasons, std::size_t most = 0);
// "at least 0.40, holds out for 1.20"
std::string compared_in_words(const Reasons& reasons);
// The number with its unit; `is_signed` as a part.
std::string amount_in_words(const Rationale& rationale, bool is_signed = false);

// "orders: reciprocal tariff on China at 125 %". Offers and agreements by number: their clauses are elsewhere.
std::string describe(const Scenario& scenario, const Message& message);

}  // namespace chokepoint::ui
