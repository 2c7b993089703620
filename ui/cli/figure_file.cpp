#include "ui/cli/figure_file.hpp"

#include <filesystem>

#include "engine/study/csv_table.hpp"
#include "engine/sweep/files.hpp"
#include "proto/codec/scenario_text.hpp"

namespace chokepoint::cli {
namespace {

namespace fs = std::filesystem;

Result<std::string> rewritten(const std::string& file, const std::vector<codec::FigureEdit>& edits) {
    const auto text = study::read_text(file);
    if (!text) return text.errors();
    return codec::rewrite_figures(*text, file, edits);
}

}  // namespace

Status check_writable(const std::string& file, const std::vector<codec::FigureEdit>& edits) {
    if (file.empty()) return Done{};
    if (const auto text = rewritten(file, edits); !text) return text.errors();
    return Done{};
}

// Tried under a name of its own before it takes the file's place.
Status write_figures(const std::string& file, const std::vector<codec::FigureEdit>& edits) {
    const auto text = rewritten(file, edits);
    if (!text) return text.errors();
    const fs::path path(file), folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const std::string trial = path.filename().string() + ".rewritten";
    if (Status status = sweep::write_whole(folder.string(), trial, *text); !status) return status;
    const auto sound = codec::load_scenario((folder / trial).string());
    std::error_code ignored;
    fs::remove(folder / trial, ignored);
    if (!sound) return sound.errors();
    return sweep::write_whole(folder.string(), path.filename().string(), *text);
}

}  // namespace chokepoint::cli
