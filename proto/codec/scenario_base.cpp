#include "proto/codec/scenario_base.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "proto/codec/scenario_merge.hpp"
#include "proto/codec/text_file.hpp"

namespace chokepoint::codec {
namespace {

namespace fs = std::filesystem;

// A chain this long is no scenario any more; it also ends what a ring check by names could miss.
constexpr std::size_t bases_max = 8;

Errors by_line(Errors errors) {
    std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) { return a.line < b.line; });
    return errors;
}

int line_of(const Written& written, const char* field) {
    return place_of(written, *v1::Scenario::descriptor(), field).line;
}

// One file's text as a message, not yet laid on its base.
Result<FlatScenario> parse(const std::string& text, const std::string& file_name, std::size_t number) {
    FlatScenario flat;
    const TextFile file(text, file_name, flat.message);
    if (!file.is_parsed()) return by_line(file.faults());
    flat.written = written_in(flat.message, file.tree(), number);
    flat.files.push_back(file_name);
    flat.odd = file.faults();
    if (flat.message.base().empty() && (flat.message.drop_size() > 0 || flat.message.replace_size() > 0)) {
        const char* field = flat.message.drop_size() > 0 ? "drop" : "replace";
        return Error{std::string(field) + ": there is no base to take anything from; write base: \"FILE\" or leave it out",
                     file_name, line_of(flat.written, field)};
    }
    return flat;
}

bool read_text(const std::string& path, std::string& text) {
    std::ifstream file(path, std::ios::binary);
    if (!file || fs::is_directory(path)) return false;
    std::ostringstream content;
    content << file.rdbuf();  // fails for an empty file, which is read all the same
    text = content.str();
    return !file.bad();
}

bool is_same_file(const std::string& left, const std::string& right) {
    std::error_code ignored;
    return fs::weakly_canonical(left, ignored) == fs::weakly_canonical(right, ignored);
}

// The base's file as named from the file that is based on it, or why it cannot be.
Result<std::string> base_path(const FlatScenario& flat, const std::vector<std::string>& chain) {
    const auto because = [&](const std::string& why) {
        return Error{"base: " + why, chain.back(), line_of(flat.written, "base")};
    };
    const std::string path = (fs::path(chain.back()).parent_path() / flat.message.base()).lexically_normal().string();
    const auto again = std::find_if(chain.begin(), chain.end(), [&](const auto& file) { return is_same_file(file, path); });
    if (again != chain.end()) {
        std::string ring;
        for (auto file = again; file != chain.end(); ++file) ring += fs::path(*file).filename().string() + " -> ";
        return because("the files go round in a ring (" + ring + fs::path(path).filename().string() +
                       "); one of them must be complete");
    }
    if (chain.size() > bases_max) return because("more than " + std::to_string(bases_max) + " bases on each other");
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored))
        return because("'" + flat.message.base() + "' cannot be read; name a scenario file, relative to the folder of this one (" +
                       path + ")");
    return path;
}

Result<FlatScenario> read_chain(std::vector<std::string> chain) {
    std::string text;
    if (!read_text(chain.back(), text))
        return Error{"cannot be read; name an existing scenario file (see 'chokepoint scenarios')", chain.back(), 0};
    auto derived = parse(text, chain.back(), chain.size() - 1);
    if (!derived || derived->message.base().empty()) return derived;
    auto path = base_path(*derived, chain);
    if (!path) return path.errors();
    chain.push_back(*path);
    auto flat = read_chain(chain);
    if (!flat) return flat;
    const std::string& file = derived->files.front();
    Errors errors;
    for (const MergeFault& fault : merge_scenarios(flat->message, flat->written, derived->message, derived->written))
        errors.push_back({fault.message, file, fault.place.line});
    errors.insert(errors.end(), derived->odd.begin(), derived->odd.end());
    if (!errors.empty()) return by_line(std::move(errors));
    flat->files.insert(flat->files.begin(), file);
    return flat;
}

}  // namespace

Result<FlatScenario> read_flat(const std::string& path) { return read_chain({path}); }

Result<FlatScenario> read_alone(const std::string& text, const std::string& file_name) {
    auto flat = parse(text, file_name, 0);
    if (!flat || flat->message.base().empty()) return flat;
    return Error{"base: a scenario that comes without its folder must be complete; load it from its file", file_name,
                 line_of(flat->written, "base")};
}

Error placed(const FlatScenario& flat, const std::string& path, const std::string& message) {
    const Place place = place_of(flat.written, *v1::Scenario::descriptor(), path);
    const std::string reader =
        place.file == 0 ? "" : " (read as a base of " + fs::path(flat.files.front()).filename().string() + ")";
    return {path + ": " + message + reader, flat.files[place.file], place.line};
}

Errors in_file_order(const FlatScenario& flat, Errors errors) {
    const auto number = [&](const Error& error) {
        return std::find(flat.files.begin(), flat.files.end(), error.file) - flat.files.begin();
    };
    std::stable_sort(errors.begin(), errors.end(), [&](const Error& a, const Error& b) {
        return number(a) != number(b) ? number(a) < number(b) : a.line < b.line;
    });
    return errors;
}

}  // namespace chokepoint::codec
