// A game's journal as a file that only grows. Knows bytes, checksums and the disk; what the records mean for a
// game is engine/game/replay.hpp's business.
//
//   file    8 bytes "CHOKEJNL", format version (u32), then records; all numbers little-endian
//   record  length of the payload (u32), kind (u8), check of these five bytes (u32), checksum (u64), payload
//
// The checksum is XXH3-64 over kind and payload, seeded with the record's ordinal (the header is 0), so that
// records cannot change places; the check is the low half of XXH3-64 over length and kind, seeded alike, so
// that a spoilt length is damage and not taken for a file that ends early. A file that ends inside a record, or
// in zeros, is what a crash leaves: the whole records before it count.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/domain/journal.hpp"
#include "proto/journal/record_bytes.hpp"

namespace chokepoint::journal {

// When the writer waits for the disk. none: left to the operating system (survives a crash of the program, not
// of the machine); every_week: at digests and the end; every_record: before any record takes effect.
CHOKEPOINT_ENUM(Fsync, none, every_week, every_record)

class JournalFile {
  public:
    struct Entry {
        std::size_t ordinal = 0;      // 0 is the header
        std::size_t offset = 0;       // of the record's first byte in the file
        std::size_t payload = 0;      // of the payload's first byte
        std::size_t length = 0;       // of the payload
        RecordKind kind = RecordKind::phase;
        int week = 0;
    };

    const std::string& path() const { return path_; }
    const JournalHeader& header() const { return header_; }
    const std::vector<Entry>& entries() const { return entries_; }  // without the header
    JournalRecord record(const Entry& entry) const;                 // read anew from the bytes each time
    std::size_t torn_bytes() const { return torn_bytes_; }          // after the last whole record
    bool has_end() const;
    int last_week() const;                                          // that has a digest; 0: none

  private:
    friend Result<JournalFile> open_journal(const std::string& path);
    friend Result<JournalFile> read_journal(std::string bytes, const std::string& path);

    std::string path_;
    std::string bytes_;
    JournalHeader header_;
    std::vector<Entry> entries_;
    std::size_t torn_bytes_ = 0;
};

// Reads and checks the whole file. Errors name the file, the record by ordinal and byte, and its week.
Result<JournalFile> open_journal(const std::string& path);
// The same for bytes at hand; `path` is for error messages.
Result<JournalFile> read_journal(std::string bytes, const std::string& path);

class JournalFileWriter : public JournalWriter {
  public:
    // A new file with its header; one that exists is an error (a journal is never overwritten).
    static Result<std::unique_ptr<JournalFileWriter>> create(const std::string& path, const JournalHeader& header,
                                                             Fsync fsync = Fsync::every_week);
    // Goes on after the last whole record of `file`; a torn record behind it is cut off.
    static Result<std::unique_ptr<JournalFileWriter>> resume(const JournalFile& file,
                                                             Fsync fsync = Fsync::every_week);

    ~JournalFileWriter() override;
    JournalFileWriter(const JournalFileWriter&) = delete;
    JournalFileWriter& operator=(const JournalFileWriter&) = delete;

    // After an error the file ends where it ended before, and every later call fails too.
    Status append(const JournalRecord& record) override;

  private:
    JournalFileWriter(std::string path, int descriptor, std::size_t ordinal, std::uint64_t size, Fsync fsync)
        : path_(std::move(path)), descriptor_(descriptor), ordinal_(ordinal), size_(size), fsync_(fsync) {}
    Status write(std::string_view bytes, bool sync);

    std::string path_;
    int descriptor_;
    std::size_t ordinal_;   // of the next record
    std::uint64_t size_;    // of the file up to the last whole record
    Fsync fsync_;
    bool is_broken_ = false;
    std::string buffer_;
};

// A whole journal as bytes, checksums and all: for tests that want a game changed, a record swapped or mended.
std::string journal_bytes(const JournalHeader& header, const std::vector<JournalRecord>& records);

}  // namespace chokepoint::journal
