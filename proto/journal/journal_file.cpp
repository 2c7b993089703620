#include "proto/journal/journal_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>

namespace chokepoint::journal {
namespace {

constexpr std::string_view magic = "CHOKEJNL";
constexpr std::uint32_t format_version = 1;
constexpr std::size_t preamble_bytes = magic.size() + 4;
constexpr std::size_t head_bytes = 4 + 1 + 4 + 8;
constexpr std::size_t record_bytes_max = std::size_t{64} << 20;

template <typename T>
void put(std::string& out, T number) {
    for (std::size_t i = 0; i < sizeof number; ++i) out.push_back(static_cast<char>(number >> (8 * i) & 0xff));
}

template <typename T>
T get(std::string_view bytes, std::size_t at) {
    T number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = static_cast<T>(number | static_cast<T>(static_cast<unsigned char>(bytes[at + i])) << (8 * i));
    return number;
}

// Over length and kind, so that a spoilt length is not taken for the file's end.
std::uint32_t head_check(std::string_view length_and_kind, std::size_t ordinal) {
    return static_cast<std::uint32_t>(XXH3_64bits_withSeed(length_and_kind.data(), length_and_kind.size(), ordinal));
}

std::uint64_t checksum(RecordKind kind, std::string_view payload, std::size_t ordinal) {
    XXH3_state_t* state = XXH3_createState();
    CHOKEPOINT_CHECK(state != nullptr);
    XXH3_64bits_reset_withSeed(state, ordinal);
    XXH3_64bits_update(state, &kind, 1);
    XXH3_64bits_update(state, payload.data(), payload.size());
    const std::uint64_t sum = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return sum;
}

// Appends one framed record; `encode` appends its payload.
template <typename T>
void append_record(std::string& out, RecordKind kind, std::size_t ordinal, const T& record) {
    const std::size_t start = out.size();
    out.append(head_bytes, '\0');
    encode(record, out);
    const std::string_view payload = std::string_view(out).substr(start + head_bytes);
    CHOKEPOINT_CHECK(payload.size() <= record_bytes_max);
    std::string head;
    put(head, static_cast<std::uint32_t>(payload.size()));
    put(head, static_cast<std::uint8_t>(kind));
    put(head, head_check(head, ordinal));
    put(head, checksum(kind, payload, ordinal));
    out.replace(start, head_bytes, head);
}

std::string preamble() {
    std::string out(magic);
    put(out, format_version);
    return out;
}

Error system_error(const std::string& path, const std::string& what) {
    return Error{what + ": " + std::strerror(errno), path, 0};
}

bool is_all_zero(std::string_view bytes) { return bytes.find_first_not_of('\0') == std::string_view::npos; }

// --- reading ------------------------------------------------------------------------------------------------

// Where a game's next record must belong, from the ones before it: a damaged record cannot say so itself.
class WeekTrail {
  public:
    int expected() const { return week_; }
    void pass(const JournalRecord& record) {
        if (const auto* digest = std::get_if<DigestRecord>(&record)) week_ = digest->week + 1;
        if (const auto* phase = std::get_if<PhaseRecord>(&record)) week_ = phase->week;
    }

  private:
    int week_ = 1;
};

enum class Found { whole, torn, damaged };

struct Head {
    Found found = Found::whole;
    JournalFile::Entry entry;
    std::string fault;
};

// The record at `offset`: its place if it is whole and its sums agree.
Head read_head(std::string_view bytes, std::size_t offset, std::size_t ordinal) {
    Head head;
    head.entry = {ordinal, offset, offset + head_bytes, 0, RecordKind::phase, 0};
    const std::string_view rest = bytes.substr(offset);
    if (rest.size() < head_bytes || is_all_zero(rest)) {
        head.found = Found::torn;
        return head;
    }
    const auto damaged = [&head](std::string fault) {
        head.found = Found::damaged;
        head.fault = std::move(fault);
        return head;
    };
    if (get<std::uint32_t>(rest, 5) != head_check(rest.substr(0, 5), ordinal))
        return damaged("its length and kind do not agree with their check");
    head.entry.length = get<std::uint32_t>(rest, 0);
    const auto kind = get<std::uint8_t>(rest, 4);
    if (kind < 1 || kind > 4 || (kind == 1) != (ordinal == 0))
        return damaged("kind " + std::to_string(kind) + " cannot stand here");
    if (head.entry.length > record_bytes_max) return damaged("its length is beyond all measure");
    head.entry.kind = static_cast<RecordKind>(kind);
    if (rest.size() - head_bytes < head.entry.length) {
        head.found = Found::torn;
        return head;
    }
    const std::string_view payload = rest.substr(head_bytes, head.entry.length);
    if (get<std::uint64_t>(rest, 9) != checksum(head.entry.kind, payload, ordinal))
        return damaged("its checksum does not fit its content");
    return head;
}

Error damage(const std::string& path, const JournalFile::Entry& entry, int week, const std::string& fault) {
    std::string name = entry.ordinal == 0 ? "the header" : "record " + std::to_string(entry.ordinal);
    if (entry.ordinal > 0) name += " (week " + std::to_string(week) + ")";
    return Error{name + " at byte " + std::to_string(entry.offset) + " is damaged: " + fault +
                     "; the records before it are sound",
                 path, 0};
}

Result<JournalHeader> read_journal_header(std::string_view bytes, const std::string& path, std::size_t& end) {
    if (!bytes.starts_with(magic))
        return Error{"this is no journal: a journal begins with the letters " + std::string(magic), path, 0};
    if (bytes.size() < preamble_bytes) return Error{"the header is damaged: the file ends inside it", path, 0};
    if (const auto version = get<std::uint32_t>(bytes, magic.size()); version != format_version)
        return Error{"the header is damaged or of another time: format version " + std::to_string(version) +
                         " is not known here, " + std::to_string(format_version) + " would be right",
                     path, 0};
    Head head = read_head(bytes, preamble_bytes, 0);
    if (head.found == Found::torn)
        return Error{"the header is damaged: the file ends inside it, there is no game to replay", path, 0};
    if (head.found == Found::damaged) return Error{"the header is damaged: " + head.fault, path, 0};
    end = head.entry.payload + head.entry.length;
    auto header = decode_header(bytes.substr(head.entry.payload, head.entry.length));
    if (!header) return Error{"the header is damaged: " + header.error().message, path, 0};
    return header;
}

Result<std::string> read_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return system_error(path, "cannot open the journal");
    std::string bytes;
    char buffer[1 << 16];
    for (;;) {
        const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            Error error = system_error(path, "cannot read the journal");
            ::close(descriptor);
            return error;
        }
        if (count == 0) break;
        bytes.append(buffer, static_cast<std::size_t>(count));
    }
    ::close(descriptor);
    return bytes;
}

}  // namespace

JournalRecord JournalFile::record(const Entry& entry) const {
    auto decoded = decode_record(entry.kind, std::string_view(bytes_).substr(entry.payload, entry.length));
    CHOKEPOINT_CHECK(decoded.ok());  // it was read once already
    return std::move(*decoded);
}

bool JournalFile::has_end() const { return !entries_.empty() && entries_.back().kind == RecordKind::end; }

int JournalFile::last_week() const {
    int week = 0;
    for (const Entry& entry : entries_)
        if (entry.kind == RecordKind::digest) week = entry.week;
    return week;
}

Result<JournalFile> read_journal(std::string bytes, const std::string& path) {
    JournalFile file;
    file.path_ = path;
    std::size_t at = 0;
    auto header = read_journal_header(bytes, path, at);
    if (!header) return header.errors();
    file.header_ = std::move(*header);
    WeekTrail trail;
    for (std::size_t ordinal = 1; at < bytes.size(); ++ordinal) {
        Head head = read_head(bytes, at, ordinal);
        if (head.found == Found::torn) {
            file.torn_bytes_ = bytes.size() - at;
            break;
        }
        if (head.found == Found::damaged) return damage(path, head.entry, trail.expected(), head.fault);
        const auto payload = std::string_view(bytes).substr(head.entry.payload, head.entry.length);
        const auto record = decode_record(head.entry.kind, payload);
        if (!record) return damage(path, head.entry, trail.expected(), record.error().message);
        head.entry.week = week_of(*record);
        trail.pass(*record);
        file.entries_.push_back(head.entry);
        at = head.entry.payload + head.entry.length;
    }
    file.bytes_ = std::move(bytes);
    return file;
}

Result<JournalFile> open_journal(const std::string& path) {
    auto bytes = read_file(path);
    if (!bytes) return bytes.errors();
    return read_journal(std::move(*bytes), path);
}

// --- writing ------------------------------------------------------------------------------------------------

Result<std::unique_ptr<JournalFileWriter>> JournalFileWriter::create(const std::string& path,
                                                                     const JournalHeader& header, Fsync fsync) {
    // A device such as /dev/full exists already; a file of that name must not.
    struct stat about {};
    const bool is_device = ::stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode);
    const int flags = O_WRONLY | O_CLOEXEC | (is_device ? 0 : O_CREAT | O_EXCL);
    const int descriptor = ::open(path.c_str(), flags, 0644);
    if (descriptor < 0)
        return system_error(path, errno == EEXIST ? "a journal is never overwritten; name another file or remove it"
                                                  : "cannot create the journal");
    std::unique_ptr<JournalFileWriter> writer(new JournalFileWriter(path, descriptor, 0, 0, fsync));
    std::string bytes = preamble();
    append_record(bytes, RecordKind::header, 0, header);
    if (const Status written = writer->write(bytes, fsync != Fsync::none); !written) return written.errors();
    return writer;
}

Result<std::unique_ptr<JournalFileWriter>> JournalFileWriter::resume(const JournalFile& file, Fsync fsync) {
    const int descriptor = ::open(file.path().c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return system_error(file.path(), "cannot open the journal to go on with it");
    struct stat about {};
    const auto& entries = file.entries();
    const std::size_t ordinal = entries.empty() ? 1 : entries.back().ordinal + 1;
    if (::fstat(descriptor, &about) != 0) {
        Error error = system_error(file.path(), "cannot ask for the journal's size");
        ::close(descriptor);
        return error;
    }
    const auto size = static_cast<std::uint64_t>(about.st_size) - file.torn_bytes();
    std::unique_ptr<JournalFileWriter> writer(new JournalFileWriter(file.path(), descriptor, ordinal, size, fsync));
    if (::ftruncate(descriptor, static_cast<off_t>(size)) != 0 ||
        ::lseek(descriptor, static_cast<off_t>(size), SEEK_SET) < 0)
        return system_error(file.path(), "cannot cut off the journal's torn last record");
    return writer;
}

JournalFileWriter::~JournalFileWriter() { ::close(descriptor_); }

Status JournalFileWriter::append(const JournalRecord& record) {
    if (is_broken_) return Error{"the journal could not be written before; nothing is added to it", path_, 0};
    const RecordKind kind = kind_of(record);
    buffer_.clear();
    append_record(buffer_, kind, ordinal_, record);
    const bool sync = fsync_ == Fsync::every_record || (fsync_ == Fsync::every_week && kind != RecordKind::phase);
    return write(buffer_, sync);
}

// Writes all or, cutting the file back, nothing.
Status JournalFileWriter::write(std::string_view bytes, bool sync) {
    const std::uint64_t whole = size_ + bytes.size();
    const auto give_up = [this](const char* what) -> Status {
        Error error = system_error(path_, what);
        is_broken_ = true;
        // If even this fails the reader sees a torn last record, which counts as not written.
        [[maybe_unused]] const int cut = ::ftruncate(descriptor_, static_cast<off_t>(size_));
        return error;
    };
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return give_up("cannot write the journal");
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (sync && ::fdatasync(descriptor_) != 0 && errno != EINVAL) return give_up("cannot bring the journal to the disk");
    size_ = whole;
    ++ordinal_;
    return Done{};
}

std::string journal_bytes(const JournalHeader& header, const std::vector<JournalRecord>& records) {
    std::string bytes = preamble();
    append_record(bytes, RecordKind::header, 0, header);
    for (std::size_t i = 0; i < records.size(); ++i) append_record(bytes, kind_of(records[i]), i + 1, records[i]);
    return bytes;
}

}  // namespace chokepoint::journal
