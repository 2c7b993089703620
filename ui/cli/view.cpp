// chokepoint view: hands over to the window program, which takes the same words. This binary itself links no
// OpenGL, so that it runs on any server or node.
#include "ui/cli/commands.hpp"
#include "ui/cli/sister.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

int view(const std::vector<std::string>& words) {
    const Result<std::string> path = viewer_path();
    if (!path) return report(path.errors(), exit_failed);
    std::vector<std::string> command{*path};
    command.insert(command.end(), words.begin(), words.end());
    Result<Sister> viewer = Sister::start(command);
    if (!viewer) return report(viewer.errors(), exit_failed);
    return viewer->wait();
}

}  // namespace

void add_view(Program& program) {
    program.command("view", "Open the viewer on a running or a recorded game").hands_over(view);
}

}  // namespace chokepoint::cli
