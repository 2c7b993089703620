#include "engine/sweep/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <vector>

#include "engine/base/fields.hpp"

namespace chokepoint::sweep {
namespace {

constexpr std::string_view temporary_prefix = ".part-";

Error system_error(const std::string& path, const std::string& what) {
    return Error{what + ": " + std::strerror(errno), path, 0};
}

struct Bytes {
    std::string text;
};
CHOKEPOINT_FIELDS(Bytes, text)

// A rename is safe only once the folder that holds the name is on the disk too.
Status sync_folder(const std::string& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return system_error(folder, "cannot be opened");
    // Some network file systems cannot sync a folder and say EINVAL; there is nothing more to do then.
    const bool is_synced = ::fsync(file) == 0 || errno == EINVAL;
    Status status = is_synced ? Status(Done{}) : Status(system_error(folder, "cannot be synced"));
    ::close(file);
    return status;
}

}  // namespace

Status make_folder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return Error{"cannot be created: " + error.message(), path, 0};
    if (!std::filesystem::is_directory(path))
        return Error{"is no folder; name a new or an existing folder", path, 0};
    return Done{};
}

WholeFile::WholeFile(std::string folder, std::string name)
    : folder_(std::move(folder)), name_(std::move(name)) {
    // A fresh name even when several machines write the same file: mkstemp creates it exclusively.
    temporary_ = folder_ + "/" + std::string(temporary_prefix) + name_ + "-XXXXXX";
    file_ = ::mkstemp(temporary_.data());
    if (file_ >= 0) static_cast<void>(::fchmod(file_, 0644));
}

WholeFile::~WholeFile() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(temporary_.c_str());
}

Status WholeFile::append(std::string_view text) {
    if (file_ < 0) return system_error(folder_ + "/" + name_, "cannot be written");
    while (!text.empty()) {
        const ssize_t written = ::write(file_, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return system_error(folder_ + "/" + name_, "cannot be written");
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return Done{};
}

Status WholeFile::finish() {
    const std::string path = folder_ + "/" + name_;
    if (file_ < 0) return system_error(path, "cannot be written");
    if (::fsync(file_) != 0) return system_error(path, "cannot be synced");
    if (::rename(temporary_.c_str(), path.c_str()) != 0) return system_error(path, "cannot be put in place");
    ::close(file_);
    file_ = -1;
    return sync_folder(folder_);
}

Status write_whole(const std::string& folder, const std::string& name, std::string_view text) {
    WholeFile file(folder, name);
    if (Status status = file.append(text); !status) return status;
    return file.finish();
}

Result<std::optional<std::string>> read_whole(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) return std::optional<std::string>{};
    if (file < 0) return system_error(path, "cannot be read");
    std::string text;
    std::vector<char> buffer(std::size_t{1} << 16);
    for (;;) {
        const ssize_t count = ::read(file, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            const Error error = system_error(path, "cannot be read");
            ::close(file);
            return error;
        }
        if (count == 0) break;
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(file);
    return std::optional<std::string>(std::move(text));
}

void remove_leftovers(const std::string& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> leftovers;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().filename().string().starts_with(temporary_prefix)) leftovers.push_back(entry.path());
    for (const auto& path : leftovers) std::filesystem::remove(path, error);
}

std::string checksum_of(std::string_view text) { return format_digest(digest_of(Bytes{std::string(text)})); }

}  // namespace chokepoint::sweep
