// What `bargain` shows of self-interested parties: divisions of a pie or a domain by backward induction, beside the closed form where
// there is one.
#pragma once

#include <string>
#include <vector>

#include "engine/bargain/formats/formats.hpp"

namespace chokepoint::cli {

// Each row of a table of expected shares, solved and compared; exit 1 where one differs by more than 1e-6.
int compare_shares(const std::string& file, bool as_json);

// The two discounts as they were written.
Result<std::vector<double>> discounts_of(const std::vector<std::string>& words);
// A pie cut by two parties of these discounts; 0 rounds: without end.
int cut_pie(const std::vector<double>& discounts, int rounds, bool as_json);
// The same over the front of a domain of two parties, each with its reservation value.
int divide_domain(const bargain::Instance& instance, const std::vector<double>& discounts, int rounds, bool as_json);

}  // namespace chokepoint::cli
