#include "ui/cli/sister.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "ui/cli/support.hpp"

namespace chokepoint::cli {

Result<std::string> viewer_path() {
    const std::filesystem::path path = own_path().parent_path() / "chokepoint-view";
    if (!std::filesystem::exists(path))
        return fail("the window program " + path.string() + " was not built: install libimgui-dev, libglfw3-dev and libopengl-dev (scripts/setup.sh) and build again");
    return path.string();
}

bool can_open_window() {
    const auto named = [](const char* variable) {
        const char* value = std::getenv(variable);
        return value != nullptr && *value != '\0';
    };
    return (named("DISPLAY") || named("WAYLAND_DISPLAY")) && viewer_path().ok();
}

Result<Sister> Sister::start(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = getpid(), pid = fork();
    if (pid < 0) return fail("cannot start " + words.front() + ": " + std::string(std::strerror(errno)));
    if (pid == 0) {
        // The window goes when this program goes, however that ends; it may have gone already.
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent) _exit(1);
        execv(arguments.front(), arguments.data());
        std::fprintf(stderr, "chokepoint: cannot start %s: %s\n", arguments.front(), std::strerror(errno));
        _exit(127);
    }
    return Sister(pid);
}

Sister::~Sister() {
    if (pid_ < 0) return;
    kill(pid_, SIGTERM);
    wait();
}

int Sister::wait() {
    if (pid_ < 0) return 0;
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {}
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace chokepoint::cli
