// The journal as a file: what is written is read back, and every kind of damage is named.
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "proto/journal/journal_file.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::journal;
using chokepoint::test::contains;

namespace {

JournalHeader small_header() { return {"0.1.0", "name: \"tiny\"", 42, 2, {{"us", "hawk"}, {"china", "remote"}}}; }

PhaseRecord phase(int week, int round, PhaseKind kind) {
    PhaseRecord record{week, round, kind, {}};
    SeatAnswer answer;
    answer.seat = 1;
    answer.origin = AnswerOrigin::remote;
    Message message;
    message.kind = MessageKind::order;
    message.order.value = -0.125 * week;
    message.order.what = 7;
    REQUIRE(answer.answer.messages.push(message));
    record.answers.push_back(answer);
    record.answers.push_back({2, AnswerOrigin::absent, {}});
    return record;
}

std::vector<JournalRecord> small_game() {
    return {phase(1, 1, PhaseKind::talk), phase(1, 2, PhaseKind::orders), DigestRecord{1, 0x0123456789abcdefULL, {1, 2, 3}},
            phase(2, 1, PhaseKind::talk), phase(2, 2, PhaseKind::orders), DigestRecord{2, 99, {4, 5, 6}},
            EndRecord{2, 99}};
}

std::string small_journal() { return journal_bytes(small_header(), small_game()); }

std::string words(const Result<JournalFile>& file) { return to_string(file.errors()); }

// A folder of its own that goes away with the test.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "chokepoint-journal-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string file(const char* name) const { return (path / name).string(); }
    std::filesystem::path path;
};

std::string slurp(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a journal reads back what was written", "[journal]") {
    const Folder folder;
    const std::string path = folder.file("a.journal");
    {
        auto writer = JournalFileWriter::create(path, small_header(), Fsync::every_record);
        REQUIRE(writer.ok());
        for (const JournalRecord& record : small_game()) REQUIRE((*writer)->append(record).ok());
    }
    CHECK(slurp(path) == small_journal());
    const auto file = open_journal(path);
    REQUIRE(file.ok());
    CHECK(file->header().seed == 42);
    CHECK(file->header().scenario_text == "name: \"tiny\"");
    REQUIRE(file->header().seats.size() == 2);
    CHECK(file->header().seats[1].strategy == "remote");
    CHECK(file->torn_bytes() == 0);
    CHECK(file->has_end());
    CHECK(file->last_week() == 2);
    REQUIRE(file->entries().size() == 7);
    CHECK(file->entries()[3].week == 2);
    const JournalRecord first = file->record(file->entries()[0]);
    const auto& answers = std::get<PhaseRecord>(first).answers;
    REQUIRE(answers.size() == 2);
    CHECK(answers[0].origin == AnswerOrigin::remote);
    CHECK(answers[0].answer.messages[0].order.value == -0.125);
    CHECK(answers[1].origin == AnswerOrigin::absent);
    const JournalRecord digest = file->record(file->entries()[2]);
    CHECK(std::get<DigestRecord>(digest).digest == 0x0123456789abcdefULL);
    CHECK(std::get<DigestRecord>(digest).leaves == std::vector<std::uint32_t>{1, 2, 3});
}

TEST_CASE("a journal cut at any byte keeps its whole records", "[journal][crash]") {
    const std::string bytes = small_journal();
    const auto whole = read_journal(bytes, "whole");
    REQUIRE(whole.ok());
    const std::size_t header_end = whole->entries()[0].offset;
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
        CAPTURE(cut);
        const auto file = read_journal(bytes.substr(0, cut), "cut.journal");
        if (cut < header_end) {
            REQUIRE_FALSE(file.ok());
            continue;
        }
        REQUIRE(file.ok());
        std::size_t expected = 0;
        while (expected < 7 && whole->entries()[expected].payload + whole->entries()[expected].length <= cut) ++expected;
        REQUIRE(file->entries().size() == expected);
        const std::size_t sound =
            expected == 0 ? header_end : whole->entries()[expected - 1].payload + whole->entries()[expected - 1].length;
        REQUIRE(file->torn_bytes() == cut - sound);
        CHECK_FALSE(file->has_end());
    }
}

TEST_CASE("one changed byte anywhere is damage that names its record and week", "[journal][crash]") {
    const std::string bytes = small_journal();
    const auto whole = read_journal(bytes, "whole");
    REQUIRE(whole.ok());
    const int weeks[] = {1, 1, 1, 2, 2, 2, 3};
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        CAPTURE(at);
        for (const char flip : {char(1), char(0x80)}) {
            std::string spoilt = bytes;
            spoilt[at] = static_cast<char>(spoilt[at] ^ flip);
            const auto file = read_journal(spoilt, "spoilt.journal");
            REQUIRE_FALSE(file.ok());
            REQUIRE_THAT(words(file), contains("spoilt.journal: "));
            std::size_t record = 7;
            while (record > 0 && whole->entries()[record - 1].offset > at) --record;
            if (record == 0) continue;
            REQUIRE_THAT(words(file), contains("record " + std::to_string(record) + " (week " +
                                               std::to_string(weeks[record - 1]) + ")"));
        }
    }
}

TEST_CASE("swapped, doubled and missing records are damage", "[journal][crash]") {
    const std::string bytes = small_journal();
    const auto whole = read_journal(bytes, "whole");
    REQUIRE(whole.ok());
    const auto piece = [&](std::size_t i) {
        const auto& entry = whole->entries()[i];
        return bytes.substr(entry.offset, entry.payload + entry.length - entry.offset);
    };
    const std::string head = bytes.substr(0, whole->entries()[0].offset);
    CHECK_THAT(words(read_journal(head + piece(1) + piece(0), "swapped")), contains("record 1 (week 1)"));
    CHECK_THAT(words(read_journal(head + piece(0) + piece(0), "doubled")), contains("record 2 (week 1)"));
    CHECK_THAT(words(read_journal(head + piece(0) + piece(2), "missing")), contains("record 2 (week 1)"));
    CHECK_THAT(words(read_journal(head + piece(3), "from the middle")), contains("record 1"));
}

TEST_CASE("zeros after the last record are torn, not damage", "[journal][crash]") {
    const auto file = read_journal(small_journal() + std::string(100, '\0'), "zeros");
    REQUIRE(file.ok());
    CHECK(file->torn_bytes() == 100);
    CHECK(file->entries().size() == 7);
}

TEST_CASE("what is no journal is told so", "[journal]") {
    CHECK_THAT(words(read_journal("", "empty")), contains("no journal"));
    CHECK_THAT(words(read_journal("name: \"april-2025\"", "scenario")), contains("no journal"));
    CHECK_THAT(words(open_journal("/nonexistent/x.journal")), contains("/nonexistent/x.journal: cannot open"));
}

TEST_CASE("a journal is never overwritten", "[journal]") {
    const Folder folder;
    REQUIRE(JournalFileWriter::create(folder.file("a"), small_header()).ok());
    const auto again = JournalFileWriter::create(folder.file("a"), small_header());
    REQUIRE_FALSE(again.ok());
    CHECK_THAT(to_string(again.errors()), contains("never overwritten"));
}

TEST_CASE("a full disk is an error from the first byte", "[journal][disk]") {
    const auto writer = JournalFileWriter::create("/dev/full", small_header());
    REQUIRE_FALSE(writer.ok());
    CHECK_THAT(to_string(writer.errors()), contains("/dev/full: cannot write the journal"));
}

TEST_CASE("a disk that fills up midway leaves whole records only", "[journal][disk]") {
    const Folder folder;
    const std::string path = folder.file("full");
    auto writer = JournalFileWriter::create(path, small_header());
    REQUIRE(writer.ok());
    const auto game = small_game();
    REQUIRE((*writer)->append(game[0]).ok());
    const std::string before = slurp(path);
    // A limit on the file's size stands in for the disk: the next record fits in part only.
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    rlimit tight = old;
    tight.rlim_cur = before.size() + 10;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &tight) == 0);
    const Status failed = (*writer)->append(game[1]);
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, ignored);
    REQUIRE_FALSE(failed.ok());
    CHECK_THAT(to_string(failed.errors()), contains("cannot write the journal"));
    CHECK(slurp(path) == before);
    CHECK_FALSE((*writer)->append(game[1]).ok());  // once broken it stays so
    const auto file = open_journal(path);
    REQUIRE(file.ok());
    CHECK(file->entries().size() == 1);
}

TEST_CASE("a journal goes on after a torn record", "[journal][crash]") {
    const Folder folder;
    const std::string path = folder.file("torn");
    const std::string bytes = small_journal();
    std::ofstream(path, std::ios::binary) << bytes.substr(0, bytes.size() - 3);
    auto torn = open_journal(path);
    REQUIRE(torn.ok());
    REQUIRE(torn->torn_bytes() > 0);
    {
        auto writer = JournalFileWriter::resume(*torn);
        REQUIRE(writer.ok());
        REQUIRE((*writer)->append(small_game().back()).ok());
    }
    CHECK(slurp(path) == bytes);
}
