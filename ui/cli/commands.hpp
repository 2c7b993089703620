// The commands of `chokepoint`: one file each, wiring only. A command declares its words and, when chosen, does its
// work and gives its exit code: 0 success, 1 a failed run or check, 2 bad usage or input.
#pragma once

#include "ui/arguments/arguments.hpp"

namespace chokepoint::cli {

// Each declares the command of its name.
void add_agent(Program& program);
void add_backtest(Program& program);
void add_bargain(Program& program);
void add_calibrate(Program& program);
void add_check(Program& program);
void add_demo(Program& program);
void add_forecast(Program& program);
void add_replay(Program& program);
void add_report(Program& program);
void add_reservation(Program& program);
void add_run(Program& program);
void add_scenarios(Program& program);
void add_sensitivity(Program& program);
void add_serve(Program& program);
void add_sweep(Program& program);
void add_tournament(Program& program);
void add_view(Program& program);

}  // namespace chokepoint::cli
