// The only file that sees the generated version header, so that a commit rebuilds nothing else.
#include "chokepoint_version.hpp"
#include "engine/base/lanes.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {

std::string program_version() { return std::string("chokepoint ") + build::version + " (" + build::commit + ")"; }

std::string version_text() {
    const std::string sanitizers = build::sanitizers;
    return program_version() + "\ncompiler " + build::compiler + ", " + build::build_type +
           (sanitizers.empty() ? "" : ", sanitizers " + sanitizers) + "\nbuilt in: " + build::parts +
           "\ninstruction set: " + std::string(name_of(instruction_set())) + "\n";
}

}  // namespace chokepoint::cli
