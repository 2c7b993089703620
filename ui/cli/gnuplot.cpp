#include "ui/cli/gnuplot.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace chokepoint::cli {

bool has_gnuplot() { return std::system("command -v gnuplot >/dev/null 2>&1") == 0; }

Status run_gnuplot(const std::string& commands) {
    // A gnuplot that ends early must not end us as well.
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    std::FILE* pipe = ::popen("gnuplot", "w");
    const bool is_written =
        pipe != nullptr && std::fwrite(commands.data(), 1, commands.size(), pipe) == commands.size();
    const int code = pipe != nullptr ? ::pclose(pipe) : -1;
    std::signal(SIGPIPE, before);
    if (!is_written || code != 0) return fail("gnuplot could not draw the picture");
    return Done{};
}

std::string gnuplot_quoted(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace chokepoint::cli
