// The one binary: finds the command and runs it.
#include "ui/cli/commands.hpp"
#include "ui/cli/support.hpp"

int main(int argc, char** argv) {
    using namespace chokepoint::cli;
    Program program("chokepoint", "Chokepoint: a negotiation game of the rare-earths standoff");
    program.version(version_text());
    add_demo(program);
    add_run(program);
    add_serve(program);
    add_agent(program);
    add_view(program);
    add_replay(program);
    add_forecast(program);
    add_sweep(program);
    add_report(program);
    add_tournament(program);
    add_backtest(program);
    add_calibrate(program);
    add_sensitivity(program);
    add_reservation(program);
    add_bargain(program);
    add_check(program);
    add_scenarios(program);
    return program.run(argc, argv, "chokepoint --help shows the commands, and every command has --help");
}
