// What the commands that play ensembles share: which scenario a case is, and a line that shows how far they
// are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/study/lab.hpp"

namespace chokepoint::cli {

// The scenario of a case: a file, or the name of one that ships.
Result<Scenario> scenario_of_case(const std::string& named_case);

// A figure to so many significant digits, for people; "-" where it does not exist (NaN, infinite or absent).
std::string short_number(double value, int digits = 3);
std::string short_number(const std::optional<double>& value);

// One line on stderr, drawn over as runs end; nothing where stderr is no terminal.
class ProgressLine {
  public:
    ProgressLine();
    void show(std::string_view what, std::uint32_t done, std::uint32_t of);
    void end() const;  // takes the line away

  private:
    bool is_terminal_;
    bool is_drawn_ = false;
};

// A lab with the shipped agents and scenarios that shows its progress on the line. jobs 0: all cores. The
// line must outlive the lab.
study::LabSettings lab_settings(std::uint64_t seed, std::uint32_t runs, unsigned jobs, ProgressLine& line);

}  // namespace chokepoint::cli
