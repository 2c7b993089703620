// Sensitivities as people and programs read them: text, Markdown, CSV or JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/study/mechanisms.hpp"
#include "engine/study/sensitivity.hpp"

namespace chokepoint::cli {

enum class PageKind { text, markdown, csv, json };

// What a page says of how it came about.
struct PageHead {
    std::string scenario;
    std::uint64_t seed = 1;
    std::uint32_t runs = 0;
    std::string command;  // that prints the page again
};

// One parameter after the other: the outcomes at both ends and at the scenario's value, and the verdict.
std::string trials_page(PageKind kind, const PageHead& head, const std::vector<study::Trial>& trials);

// All parameters by rank.
std::string screen_page(PageKind kind, const PageHead& head, const std::vector<study::Screened>& screened);

// What games come to with each mechanism of the negotiation and without it.
std::string mechanisms_page(PageKind kind, const PageHead& head, const std::vector<study::MechanismTrial>& trials);

}  // namespace chokepoint::cli
