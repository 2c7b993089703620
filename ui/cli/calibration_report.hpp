// A calibration in words and as JSON.
#pragma once

#include <string>

#include "engine/study/calibrate/calibrate.hpp"

namespace chokepoint::cli {

// A finished calibration and how it was asked for.
struct CalibrationReport {
    const study::CalibrationJob& job;
    const study::Calibration& result;
    std::string scenario;    // its name
    std::string provenance;  // the command that gives the same result
};

std::string calibration_text(const CalibrationReport& report);
std::string calibration_json(const CalibrationReport& report);

}  // namespace chokepoint::cli
