// The one binary: finds the command and runs it.
#include "ui/cli/commands.hpp"
#include "ui/cli/support.hpp"

int main(int argc, char** argv) {
    using namespace chokepoint::cli;
    CLI::App app{"Chokepoint: a negotiation game of the rare-earths standoff", "chokepoint"};
    Context context;
    app.set_version_flag("--version", version_text());
    app.require_subcommand(1);
    app.fallthrough(false);
    add_demo(app, context);
    add_run(app, context);
    add_serve(app, context);
    add_agent(app, context);
    add_view(app, context);
    add_replay(app, context);
    add_sweep(app, context);
    add_report(app, context);
    add_backtest(app, context);
    add_check(app, context);
    add_scenarios(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp& call) {
        return app.exit(call);
    } catch (const CLI::CallForAllHelp& call) {
        return app.exit(call);
    } catch (const CLI::CallForVersion& call) {
        return app.exit(call);
    } catch (const CLI::ParseError& error) {
        return report({chokepoint::fail(std::string(error.what()) + "; chokepoint --help shows the commands, and every command has --help")});
    }
    return context.exit_code;
}
