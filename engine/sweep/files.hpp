// Files that are there whole or not at all: written under a temporary name, synced, renamed. Safe on a shared
// file system without locks. Knows nothing of sweeps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace chokepoint::sweep {

// Creates the folder and those above it that are missing; an existing one is fine.
Status make_folder(const std::string& path);

// Replaces `folder/name` by the text. After a crash at any instant the old or the new content is there, never
// a mix.
Status write_whole(const std::string& folder, const std::string& name, std::string_view text);

// The file's bytes, or nothing where there is no such file.
Result<std::optional<std::string>> read_whole(const std::string& path);

// A large file put together piece by piece with the same promise as write_whole.
class WholeFile {
  public:
    WholeFile(std::string folder, std::string name);
    ~WholeFile();  // unfinished: the temporary file is removed
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;

    Status append(std::string_view text);
    Status finish();

  private:
    std::string folder_, name_, temporary_;
    int file_ = -1;
};

// Removes what killed writers left behind. Only where nobody writes in the folder any more.
void remove_leftovers(const std::string& folder);

// 16 hexadecimal digits of a 64-bit hash of the bytes.
std::string checksum_of(std::string_view text);

}  // namespace chokepoint::sweep
