// The only file that sees the generated version header, so that a commit rebuilds nothing else.
#include "chokepoint_version.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {

std::string program_version() { return std::string("chokepoint ") + build::version + " (" + build::commit + ")"; }

std::string version_text() {
    const std::string sanitizers = build::sanitizers;
    return program_version() + "\ncompiler " + build::compiler + ", " + build::build_type +
           (sanitizers.empty() ? "" : ", sanitizers " + sanitizers) + "\nbuilt in: " + build::parts + "\n";
}

}  // namespace chokepoint::cli
