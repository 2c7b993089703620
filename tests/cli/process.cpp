#include "tests/cli/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

extern char** environ;

namespace chokepoint::test {
namespace {

struct ScratchFolder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("chokepoint-cli-" + std::to_string(getpid()));
    ScratchFolder() { std::filesystem::create_directories(path); }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

int spawn(const std::vector<std::string>& words, const std::string& out, const std::string& err,
          const std::vector<std::string>& environment) {
    std::vector<char*> arguments, variables;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    for (const std::string& variable : environment) variables.push_back(const_cast<char*>(variable.c_str()));
    for (char** variable = environ; *variable != nullptr; ++variable) variables.push_back(*variable);  // of two with one name the first counts
    variables.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t pid = -1;
    if (posix_spawn(&pid, words.front().c_str(), &actions, nullptr, arguments.data(), variables.data()) != 0) pid = -1;
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

int exit_code_of(int pid) {
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string fresh_name() {
    static int count = 0;
    return scratch("stream-" + std::to_string(count++));
}

template <typename Condition>
bool within_half_a_minute(Condition condition) {
    for (int i = 0; i < 600; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return condition();
}

}  // namespace

std::string scratch(const std::string& name) {
    static const ScratchFolder folder;
    return (folder.path / name).string();
}

std::string program(const std::string& name) { return std::string(CHOKEPOINT_BIN_DIR) + "/" + name; }
std::string april_2025() { return std::string(CHOKEPOINT_SOURCE_DIR) + "/configs/scenarios/april-2025.textproto"; }
std::string golden(const std::string& file) { return std::string(CHOKEPOINT_SOURCE_DIR) + "/tests/golden/" + file; }

Finished run(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
    std::vector<std::string> all{program()};
    all.insert(all.end(), words.begin(), words.end());
    const std::string out = fresh_name(), err = fresh_name();
    const int pid = spawn(all, out, err, environment);
    const int code = pid < 0 ? -1 : exit_code_of(pid);
    return {code, read_file(out), read_file(err)};
}

Background::Background(const std::vector<std::string>& words) : out_(fresh_name()), err_(fresh_name()) {
    std::vector<std::string> all{program()};
    all.insert(all.end(), words.begin(), words.end());
    pid_ = spawn(all, out_, err_, {});
}

Background::~Background() {
    if (pid_ < 0) return;
    kill_now();
    wait();
}

std::string Background::first_line() {
    within_half_a_minute([&] { return read_file(out_).find('\n') != std::string::npos; });
    const std::string text = read_file(out_);
    return text.substr(0, text.find('\n'));
}

void Background::kill_now() {
    if (pid_ >= 0) kill(pid_, SIGKILL);
}

Finished Background::wait() {
    const int code = pid_ < 0 ? -1 : exit_code_of(pid_);
    pid_ = -1;
    return {code, read_file(out_), read_file(err_)};
}

bool Background::wait_for_output(const std::string& text) {
    return within_half_a_minute([&] {
        return read_file(out_).find(text) != std::string::npos || read_file(err_).find(text) != std::string::npos;
    });
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    return content.str();
}

void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace chokepoint::test
