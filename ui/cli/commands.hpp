// The commands of `chokepoint`: one file each, wiring only. A command registers itself with CLI11 and, when
// chosen, does its work and leaves its exit code: 0 success, 1 a failed run or check, 2 bad usage or input.
#pragma once

#include <CLI/CLI.hpp>

namespace chokepoint::cli {

struct Context {
    int exit_code = 0;
    bool verbose = false;
};

void add_agent(CLI::App& app, Context& context);
void add_backtest(CLI::App& app, Context& context);
void add_check(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_replay(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_run(CLI::App& app, Context& context);
void add_scenarios(CLI::App& app, Context& context);
void add_serve(CLI::App& app, Context& context);
void add_sweep(CLI::App& app, Context& context);
void add_view(CLI::App& app, Context& context);

}  // namespace chokepoint::cli
