// Holds the tree to its architecture. The table below IS the rule for what may include what; reading it is
// reading the house from the ground up. A line that breaks it is named as FILE:LINE with the rule.
#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.hpp"

namespace {

// One row: a folder, the folders it may include (and all that those may include), and what from outside.
struct Folder {
    std::string_view path;
    std::string_view may_include;
    std::string_view outside;
};

constexpr std::array folders{
    // Engine: no wire, no window, no clock; randomness only from engine/base/rng.hpp.
    Folder{"engine/base", "", "Random123 xxHash"},
    Folder{"engine/domain", "engine/base", "Unordered"},
    Folder{"engine/bargain", "engine/base", "Unordered Boost.Container"},
    Folder{"engine/bargain/formats", "engine/bargain", "JSON XML Unordered"},
    Folder{"engine/world", "engine/domain engine/bargain", ""},  // order and threads would show in the digest
    Folder{"engine/game", "engine/world", "Threads Unordered"},
    Folder{"engine/sweep", "engine/game", "Threads Unordered Posix NetCDF Eigen Boost.Math"},
    Folder{"engine/sweep/mpi", "engine/sweep", "MPI Threads Unordered"},
    Folder{"engine/study", "engine/game engine/sweep", "Threads Unordered NetCDF Eigen Boost.Math"},
    // Agents: they cannot see the world, so they cannot cheat and can always move to another process.
    Folder{"agents/strategies", "engine/domain engine/bargain", ""},
    Folder{"agents/us", "agents/strategies", ""},
    Folder{"agents/china", "agents/strategies", ""},
    Folder{"agents/ally", "agents/strategies", ""},
    Folder{"agents/firm", "agents/strategies", ""},
    Folder{"agents/roster", "agents/us agents/china agents/ally agents/firm", ""},
    // Wire: generated headers stay in the two folders that translate.
    Folder{"proto/codec", "engine/domain", "Protobuf Generated Threads Unordered"},
    Folder{"proto/journal", "proto/codec", "xxHash Protobuf Generated Posix Threads Unordered"},
    Folder{"proto/net", "engine/game proto/codec", "Asio OpenSSL Posix Threads Clock Random Unordered"},
    // Screens: model and panels know snapshots, never the world.
    Folder{"ui/model", "engine/domain", "fmt Threads Unordered"},
    Folder{"ui/panels", "ui/model", "ImGui fmt Unordered"},
    Folder{"ui/shell", "ui/panels proto/net engine/game",
           "ImGui GLFW OpenGL EGL PNG spdlog fmt Posix Threads Clock Unordered"},
    // Words: the one folder that pays for compiling CLI11.
    Folder{"ui/arguments", "engine/base", "CLI11"},
    // Wiring: ties every knot.
    Folder{"ui/cli",
           "ui/arguments ui/shell proto/net proto/journal engine/bargain/formats engine/sweep engine/sweep/mpi engine/study "
           "agents/roster",
           "Version spdlog fmt JSON MPI Posix Threads Clock Random Unordered"},
};

// Which headers are which library's. Standard headers that an engine must not have at hand are named like
// libraries; every other standard header is free, and any header with .h that stands here nowhere is Posix.
struct Library {
    std::string_view name;
    std::string_view headers;  // how they begin
};

constexpr std::array libraries{
    Library{"Random123", "<Random123/"},
    Library{"xxHash", "<xxhash.h> <xxh3.h>"},
    Library{"Boost.Math", "<boost/math/"},
    Library{"Boost.Container", "<boost/container/"},
    Library{"Asio", "<boost/asio <boost/system/"},
    Library{"Boost", "<boost/"},
    Library{"Protobuf", "<google/protobuf/"},
    Library{"Generated", "\"chokepoint/v1/"},
    Library{"Version", "\"chokepoint_version.hpp\""},
    Library{"OpenSSL", "<openssl/"},
    Library{"CLI11", "<CLI/"},
    Library{"spdlog", "<spdlog/"},
    Library{"fmt", "<fmt/"},
    Library{"JSON", "<nlohmann/"},
    Library{"XML", "<pugixml.hpp>"},
    Library{"NetCDF", "<netcdf"},
    Library{"Eigen", "<Eigen/"},
    Library{"MPI", "<mpi.h>"},
    Library{"ImGui", "<imgui <backends/imgui"},
    Library{"GLFW", "<GLFW/"},
    Library{"OpenGL", "<GL/ <GLES"},
    Library{"EGL", "<EGL/"},
    Library{"PNG", "<png.h>"},
    Library{"Clock", "<chrono> <ctime> <time.h> <sys/time.h>"},
    Library{"Random", "<random>"},
    Library{"Threads",
            "<thread> <mutex> <shared_mutex> <condition_variable> <atomic> <future> <stop_token> "
            "<semaphore> <latch> <barrier> <pthread.h>"},
    Library{"Unordered", "<unordered_map> <unordered_set>"},
};

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) found.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

bool has_word(std::string_view list, std::string_view word) {
    const auto all = words(list);
    return std::find(all.begin(), all.end(), word) != all.end();
}

// The innermost row that holds the path, or none.
const Folder* folder_of(std::string_view path) {
    const Folder* best = nullptr;
    for (const Folder& folder : folders) {
        const bool holds = path.starts_with(folder.path) && path.substr(folder.path.size()).starts_with('/');
        if (holds && (best == nullptr || folder.path.size() > best->path.size())) best = &folder;
    }
    return best;
}

// Everything that stands below a folder: what it may include, followed to the ground.
std::set<std::string_view> below(const Folder& folder) {
    std::set<std::string_view> reached;
    for (const std::string_view path : words(folder.may_include)) {
        const auto row =
            std::find_if(folders.begin(), folders.end(), [&](const Folder& f) { return f.path == path; });
        if (row == folders.end() || !reached.insert(path).second) continue;
        reached.merge(below(*row));
    }
    return reached;
}

// `header` keeps its brackets or quotes. Empty: a free standard header, or one of the project's own.
std::string_view library_of(std::string_view header) {
    for (const Library& library : libraries) {
        for (const std::string_view start : words(library.headers)) {
            if (header.starts_with(start)) return library.name;
        }
    }
    if (!header.starts_with('<')) return "";
    if (header.ends_with(".h>")) return "Posix";
    return header.find('/') == std::string_view::npos ? "" : "a library that the table does not know";
}

std::optional<std::string> include_fault(std::string_view path, std::string_view header) {
    const Folder* from = folder_of(path);
    if (from == nullptr) return "its folder has no row in the table of tests/layers_test.cpp";
    const std::string said = std::string(from->path) + " includes " + std::string(header) + ": ";

    if (const std::string_view library = library_of(header); !library.empty()) {
        if (has_word(from->outside, library)) return std::nullopt;
        const std::string allowed(from->outside.empty() ? "nothing" : from->outside);
        return said + "that is " + std::string(library) + "; from outside it may use " + allowed;
    }
    if (header.starts_with('<')) return std::nullopt;

    const Folder* to = folder_of(header.substr(1));
    if (to == nullptr) return said + "write it from the repository root, as in \"engine/base/check.hpp\"";
    if (to == from) return std::nullopt;
    const auto under = below(*from);
    if (!under.contains(to->path)) {
        std::string allowed;
        for (const std::string_view name : under) allowed += " " + std::string(name);
        return said + "it stands only on" + (allowed.empty() ? " nothing" : allowed);
    }
    const bool is_agent_inside = to->path.starts_with("agents/") && to->path != "agents/roster";
    if (is_agent_inside && !path.starts_with("agents/"))
        return said + "of agents/ the others see only agents/roster";
    return std::nullopt;
}

std::string_view without_comment(std::string_view line) { return line.substr(0, line.find("//")); }

bool is_name_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Calls f(before, after) at every place where `word` stands as a whole name.
template <typename F>
void each_use(std::string_view line, std::string_view word, F f) {
    for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
        const std::string_view before = line.substr(0, at);
        const std::string_view after = line.substr(at + word.size());
        const bool is_whole = (before.empty() || !is_name_letter(before.back())) &&
                              (after.empty() || !is_name_letter(after.front()));
        if (is_whole) f(before, after);
    }
}

bool uses(std::string_view line, std::string_view word) {
    bool found = false;
    each_use(line, word, [&](std::string_view, std::string_view) { found = true; });
    return found;
}

// libm's results differ between machines. A bare exp(x) is libm's too, since <cmath> also fills the global
// namespace; only engine/base/math.cpp, inside the pinned routines' own namespace, may write it.
std::optional<std::string> libm_fault(std::string_view path, std::string_view line) {
    std::optional<std::string> fault;
    const bool is_pinned_home = path.starts_with("engine/base/math.");
    for (const std::string_view name :
         {"exp",  "exp2", "expm1", "log",   "log2", "log10", "log1p",  "pow",
          "sin",  "cos",  "tan",   "asin",  "acos", "atan",  "atan2",  "sinh",
          "cosh", "tanh", "cbrt",  "hypot", "erf",  "erfc",  "tgamma", "lgamma"}) {
        each_use(line, name, [&](std::string_view before, std::string_view after) {
            const bool is_call = after.starts_with('(');
            const bool is_member = before.ends_with('.') || before.ends_with("->");
            bool is_libm = before.ends_with("std::");
            if (before.ends_with("::")) {
                before.remove_suffix(2);
                is_libm = is_libm || (is_call && (before.empty() || !is_name_letter(before.back())));
            } else {
                is_libm = is_call && !is_member && !is_pinned_home;
            }
            if (is_libm) fault = std::string(name) + " is libm's: use the pinned one of engine/base/math.hpp";
        });
    }
    return fault;
}

std::optional<std::string> wording_fault(std::string_view path, std::string_view line) {
    // In two halves, or this file would find itself.
    for (const std::string_view mark : {"TO"
                                        "DO",
                                        "FIX"
                                        "ME",
                                        "XX"
                                        "X",
                                        "HA"
                                        "CK"}) {
        if (uses(line, mark)) return std::string(mark) + ": finish it, or open an issue";
    }
    line = without_comment(line);
    if (uses(line,
             "std::"
             "rand") ||
        uses(line,
             "sra"
             "nd"))
        return "random numbers come from engine/base/rng.hpp";
    if (!path.starts_with("engine/") && !path.starts_with("agents/")) return std::nullopt;
    for (const std::string_view name :
         {"std::chrono", "std::random_device", "std::time", "__DATE__", "__TIME__"}) {
        if (uses(line, name))
            return std::string(name) + ": a game's inputs are scenario, seed and answers alone";
    }
    return libm_fault(path, line);
}

constexpr std::size_t lines_max = 500;  // above that a file is seldom one idea

// Every fault of one file, as FILE:LINE: rule.
std::vector<std::string> faults(const std::string& path, const std::string& text) {
    std::vector<std::string> found;
    std::istringstream in(text);
    std::size_t number = 0;
    const auto add = [&](const std::optional<std::string>& fault) {
        if (fault) found.push_back(path + ":" + std::to_string(number) + ": " + *fault);
    };
    for (std::string line; std::getline(in, line);) {
        ++number;
        add(wording_fault(path, line));
        std::string_view rest = line;
        const auto skip = [&](std::string_view word) {
            rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
            const bool is_there = rest.starts_with(word);
            if (is_there) rest.remove_prefix(word.size());
            return is_there;
        };
        if (path.starts_with("tests/") || !skip("#") || !skip("include")) continue;
        skip("");
        const std::size_t end = rest.find(rest.starts_with('<') ? '>' : '"', 1);
        add(end == std::string_view::npos ? "this include cannot be read"
                                          : include_fault(path, rest.substr(0, end + 1)));
    }
    if (number > lines_max) add("more than " + std::to_string(lines_max) + " lines: split it by idea");
    return found;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    return all;
}

}  // namespace

TEST_CASE("every include and every line keeps to the architecture", "[tidy]") {
    namespace fs = std::filesystem;
    const fs::path root = CHOKEPOINT_SOURCE_DIR;
    std::vector<std::string> found;
    std::size_t files = 0;
    for (const char* top : {"engine", "agents", "proto", "ui", "tests"}) {
        if (!fs::exists(root / top)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string kind = entry.path().extension();
            if (kind != ".cpp" && kind != ".hpp" && kind != ".h" && kind != ".cc" && kind != ".inl") continue;
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            const auto more = faults(entry.path().lexically_relative(root).generic_string(), text);
            found.insert(found.end(), more.begin(), more.end());
            ++files;
        }
    }
    CHECK(files > 10);  // or it looked in the wrong place
    if (!found.empty()) FAIL("\n" << joined(found));
}

TEST_CASE("no folder stands on itself", "[tidy]") {
    for (const Folder& folder : folders) {
        INFO(folder.path);
        CHECK_FALSE(below(folder).contains(folder.path));
        for (const std::string_view name : words(folder.may_include)) {
            CHECK(
                std::any_of(folders.begin(), folders.end(), [&](const Folder& f) { return f.path == name; }));
        }
    }
}

TEST_CASE("a planted fault is found and a good line is not", "[tidy]") {
    struct Sample {
        std::string path, line, rule;  // an empty rule: nothing to find
    };
    const Sample sample = GENERATE(values<Sample>({
        // Each layer
        {"agents/us/agent.cpp", "#include \"engine/world/world.hpp\"", "stands only on"},
        {"agents/us/agent.cpp", "#include \"engine/game/game.hpp\"", "stands only on"},
        {"agents/us/agent.cpp", "#include \"agents/china/china.hpp\"", "stands only on"},
        {"agents/us/agent.cpp", "#include \"engine/base/rng.hpp\"", ""},
        {"engine/base/check.cpp", "#include \"engine/domain/offer.hpp\"", "stands only on nothing"},
        {"engine/world/step.cpp", "#include \"agents/roster/roster.hpp\"", "stands only on"},
        {"engine/world/step.cpp", "#include \"engine/world/prices.hpp\"", ""},
        {"engine/world/step.cpp", "#include \"prices.hpp\"", "from the repository root"},
        {"engine/rumour/rumour.cpp", "#include <vector>", "no row in the table"},
        {"ui/panels/board.cpp", "#include \"engine/world/world.hpp\"", "stands only on"},
        {"ui/panels/board.cpp", "#include \"ui/model/model.hpp\"", ""},
        {"ui/cli/run.cpp", "#include \"agents/us/us.hpp\"", "only agents/roster"},
        {"ui/cli/run.cpp", "#include \"agents/roster/roster.hpp\"", ""},
        {"proto/codec/offer.cpp", "#include \"engine/game/game.hpp\"", "stands only on"},
        // Libraries
        {"engine/domain/offer.cpp", "#include <google/protobuf/message.h>", "Protobuf"},
        {"engine/game/game.cpp", "  #  include <boost/asio.hpp>", "Asio"},
        {"engine/game/game.cpp", "#include <imgui.h>", "ImGui"},
        {"engine/game/pool.cpp", "#include <chrono>", "Clock"},
        {"engine/game/pool.cpp", "#include <thread>", ""},
        {"engine/world/step.cpp", "#include <thread>", "Threads"},
        {"engine/world/step.cpp", "#include <random>", "Random"},
        {"engine/world/step.cpp", "#include <unordered_map>", "Unordered"},
        {"engine/world/step.cpp", "#include <boost/math/distributions.hpp>", "Boost.Math"},
        {"engine/study/fit.cpp", "#include <boost/math/distributions.hpp>", ""},
        {"engine/world/step.cpp", "#include <unistd.h>", "Posix"},
        {"engine/world/step.cpp", "#include <vector>", ""},
        {"proto/net/room.cpp", "#include \"chokepoint/v1/play.pb.h\"", "Generated"},
        {"proto/codec/offer.cpp", "#include \"chokepoint/v1/play.pb.h\"", ""},
        {"ui/cli/run.cpp", "#include <CLI/CLI.hpp>", "CLI11"},
        {"ui/cli/serve.cpp", "#include <boost/asio/io_context.hpp>", "Asio"},
        {"ui/arguments/arguments.cpp", "#include <CLI/CLI.hpp>", ""},
        {"ui/shell/window.cpp", "#include <sdl/sdl.hpp>", "does not know"},
        // Wording
        {"engine/world/step.cpp", "x = std::exp(y);", "libm"},
        {"engine/world/step.cpp", "using std::pow;", "libm"},
        {"engine/world/step.cpp", "x = 2.0*log(y);", "libm"},
        {"agents/us/agent.cpp", "x = ::sin(y);", "libm"},
        {"agents/us/agent.cpp", "x = math::exp(y) + journal.log(y);  // not std::exp(y)", ""},
        {"engine/base/math.cpp", "return exp(y * log(x));", ""},
        {"engine/base/math.cpp", "return std::exp(x);", "libm"},
        {"ui/panels/board.cpp", "x = std::sin(y);", ""},
        {"engine/game/game.cpp", "auto now = std::chrono::steady_clock::now();", "inputs"},
        {"ui/cli/run.cpp",
         "int x = std::"
         "rand();",
         "rng.hpp"},
        {"ui/cli/run.cpp",
         "// TO"
         "DO: later",
         "finish it"},
    }));
    CAPTURE(sample.path, sample.line);
    const auto found = faults(sample.path, "\n" + sample.line + "\n");
    if (sample.rule.empty()) {
        CHECK(joined(found).empty());
    } else {
        REQUIRE(found.size() == 1);
        CHECK(found[0].starts_with(sample.path + ":2: "));
        CHECK_THAT(found[0], chokepoint::test::contains(sample.rule));
    }
}

TEST_CASE("a file longer than one idea is found", "[tidy]") {
    std::string text;
    for (std::size_t i = 0; i < lines_max; ++i) text += "\n";
    CHECK(faults("engine/world/step.cpp", text).empty());
    CHECK(faults("engine/world/step.cpp", text + "\n").size() == 1);
}
