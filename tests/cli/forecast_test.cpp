// chokepoint forecast as a user meets it: its document, the same bytes on any number of threads, who stands in for people, and
// what it says of words that make no sense.
#include <functional>
#include <nlohmann/json.hpp>

#include "proto/journal/journal_file.hpp"
#include "tests/cli/process.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint::test;
using nlohmann::json;

namespace {

// A game of 8 weeks, recorded once.
const std::string& short_journal() {
    static const std::string path = [] {
        const std::string file = scratch("forecast.journal");
        const Finished played = run({"run", april_2025(), "--seed", "7", "--weeks", "8", "--unscored", "--journal", file});
        REQUIRE(played.code == 0);
        return file;
    }();
    return path;
}

Finished forecast(std::vector<std::string> words) {
    words.insert(words.begin(), "forecast");
    return run(words);
}

json forecast_json(std::vector<std::string> words) {
    words.push_back("--json");
    const Finished done = forecast(std::move(words));
    CAPTURE(done.err);
    REQUIRE(done.code == 0);
    return json::parse(done.out);
}

// The short journal with its records changed.
std::string changed_journal(const std::string& name, const std::function<void(chokepoint::JournalHeader&, std::vector<chokepoint::JournalRecord>&)>& change) {
    const auto file = chokepoint::journal::open_journal(short_journal());
    REQUIRE(file.ok());
    chokepoint::JournalHeader header = file->header();
    std::vector<chokepoint::JournalRecord> records;
    for (const auto& entry : file->entries()) records.push_back(file->record(entry));
    change(header, records);
    const std::string path = scratch(name);
    write_file(path, chokepoint::journal::journal_bytes(header, records));
    return path;
}

std::vector<std::string> stand_ins(const json& document) {
    std::vector<std::string> roles;
    for (const json& seat : document["seats"])
        if (seat["stands_in"]) roles.push_back(seat["role"]);
    return roles;
}

}  // namespace

TEST_CASE("forecast prints bands by week and odds with the keys of the contract", "[cli][forecast]") {
    const json document = forecast_json({short_journal(), "--at", "5", "--runs", "9"});
    CHECK(document["scenario"] == "april-2025");
    CHECK(document["at"] == 5);
    CHECK(document["weeks"] == 3);
    CHECK(document["seed"] == 7);  // the game's own
    CHECK(document["futures"] == 9);
    for (const char* name : {"us_tariff_pct", "china_tariff_pct", "dy_outside_usd_per_kg", "dy_inside_usd_per_kg", "ndpr_outside_usd_per_kg",
                             "ndpr_inside_usd_per_kg", "magnet_exports_t", "plants_stopped_pct", "us_approval_pct", "china_approval_pct",
                             "us_pain", "china_pain", "agreements_in_force"}) {
        CAPTURE(name);
        const json& weeks = document["indicators"][name];
        REQUIRE(weeks.size() == 3);
        CHECK(weeks[0]["week"] == 6);
        CHECK(document["now"][name].is_number());
        CHECK(document["units"][name].is_string());
        for (const json& week : weeks) {
            double before = week["least"];
            for (const char* key : {"p5", "p25", "p50", "p75", "p95", "greatest"}) {
                CHECK(week[key].get<double>() >= before);
                before = week[key];
            }
        }
    }
    for (const char* name : {"truce_in_force", "truce_reached", "breach", "snap_back", "new_plants_stop", "more_plants_stop", "us_tariff_higher"}) {
        CAPTURE(name);
        const json& odds = document["outcome_odds"][name];
        CHECK(odds["of"] == 9);
        CHECK(odds["share"].get<double>() == Approx(odds["count"].get<double>() / 9.0));
        CHECK(odds["low"].get<double>() <= odds["share"].get<double>());
        CHECK(odds["high"].get<double>() >= odds["share"].get<double>());
        CHECK(odds["by_week"].size() == 3);
        CHECK(odds["by_week"][2] == odds["share"]);
        CHECK_FALSE(odds["question"].get<std::string>().empty());
    }
    CHECK(stand_ins(document).empty());
}

TEST_CASE("a forecast is the same bytes on any number of threads, and other ones by another seed", "[cli][forecast][determinism]") {
    const auto out = [](const std::string& jobs, const std::string& seed, const std::string& form) {
        std::vector<std::string> words{short_journal(), "--at", "3", "--runs", "12", "--weeks", "3", "--jobs", jobs, "--seed", seed};
        if (!form.empty()) words.push_back(form);
        const Finished done = forecast(words);
        REQUIRE(done.code == 0);
        return done.out;
    };
    CHECK(out("1", "5", "--json") == out("3", "5", "--json"));
    CHECK(out("1", "5", "") == out("2", "5", ""));
    CHECK(out("1", "6", "--json") != out("1", "5", "--json"));
}

TEST_CASE("a forecast for people has a row an indicator, odds, and every week of those asked for", "[cli][forecast]") {
    const Finished done = forecast({short_journal(), "--at", "0", "--runs", "4", "--indicator", "us_tariff_pct,china_pain"});
    CHECK(done.code == 0);
    for (const char* words : {"4 futures of 8 weeks", "before week 1", "at the end of week 8", "Dy oxide outside China", "95 % interval",
                              "A U.S.-China truce is in force at the end", "(us_tariff_pct), %; now", "(china_pain)", "┼"})
        CHECK(done.out.find(words) != std::string::npos);
    CHECK(done.out.find("stand in") == std::string::npos);
    CHECK(done.err.find("4 futures in ") != std::string::npos);
    CHECK(done.err.find('\r') == std::string::npos);  // no terminal, no progress
}

TEST_CASE("bots stand in for people, for unknown programs and after a change of hands, and the output says so", "[cli][forecast]") {
    using namespace chokepoint;
    const std::string remote = changed_journal("forecast-people.journal", [](JournalHeader& header, std::vector<JournalRecord>& records) {
        header.seats[0].strategy = "remote";
        header.seats[1].strategy = "remote:a-name-of-their-own";
        for (JournalRecord& record : records)
            if (auto* phase = std::get_if<PhaseRecord>(&record))
                for (SeatAnswer& answer : phase->answers) {
                    if (answer.seat <= 1) answer.origin = AnswerOrigin::remote;
                    if (answer.seat == 2 && phase->week == 4) answer.origin = AnswerOrigin::remote;  // a person for a while
                }
    });
    const json document = forecast_json({remote, "--at", "5", "--runs", "3"});
    CHECK(stand_ins(document) == std::vector<std::string>{document["seats"][0]["role"], document["seats"][1]["role"], document["seats"][2]["role"]});
    CHECK(document["seats"][1]["strategy"] != "a-name-of-their-own");
    // Before the change of hands the third seat's bot is known.
    CHECK(stand_ins(forecast_json({remote, "--at", "3", "--runs", "2"})).size() == 2);
    const Finished text = forecast({remote, "--at", "5", "--runs", "3"});
    CHECK(text.out.find("bots stand in for who played these seats: us (") != std::string::npos);
}

TEST_CASE("a forecast in turns of several weeks has every week", "[cli][forecast]") {
    const std::string file = scratch("forecast-classroom.journal");
    REQUIRE(run({"run", "classroom", "--seed", "3", "--unscored", "--journal", file}).code == 0);
    const json document = forecast_json({file, "--at", "6", "--runs", "3", "--weeks", "7"});
    CHECK(document["indicators"]["us_tariff_pct"].size() == 7);
    CHECK(document["indicators"]["us_tariff_pct"][6]["week"] == 13);
}

TEST_CASE("forecast names what is wrong with its words and its journal", "[cli][forecast]") {
    const std::string journal = short_journal();
    struct Case {
        std::vector<std::string> words;
        std::string says;
        int code = 2;
    };
    std::string damaged = read_file(journal);
    damaged[chokepoint::journal::open_journal(journal)->entries()[4].payload + 3] ^= 1;
    const std::string broken = scratch("forecast-broken.journal");
    write_file(broken, damaged);
    const Case cases[] = {
        {{journal}, "--at is required"},
        {{journal, "--at", "8"}, journal + ": --at 8: the game is over after week 8, nothing lies ahead; name a week from 0 to 7"},
        {{journal, "--at", "9"}, journal + ": --at 9: the journal ends after week 8; name a week from 0 to 7"},
        {{journal, "--at", "-1"}, "--at: Value -1 not in range"},
        {{journal, "--at", "soon"}, "--at"},
        {{scratch("nowhere.journal"), "--at", "1"}, "nowhere.journal: cannot open the journal"},
        {{april_2025(), "--at", "1"}, "this is no journal"},
        {{broken, "--at", "1"}, broken + ": record "},
        {{journal, "--at", "1", "--runs", "0"}, "--runs: Value 0 not in range 1 to 1000000"},
        {{journal, "--at", "1", "--weeks", "0"}, "--weeks: Value 0 not in range"},
        {{journal, "--at", "1", "--jobs", "5000"}, "--jobs: Value 5000 not in range 1 to 1024"},
        {{journal, "--at", "1", "--indicator", "us_tarif_pct"}, "did you mean us_tariff_pct?"},
    };
    for (const Case& each : cases) {
        const Finished done = forecast(each.words);
        CAPTURE(each.words, done.err);
        CHECK(done.code == each.code);
        CHECK(done.out.empty());
        CHECK(done.err.starts_with("chokepoint: "));
        CHECK(done.err.find(each.says) != std::string::npos);
    }
}

TEST_CASE("a journal that does not replay is not forecast from, one that is torn is", "[cli][forecast]") {
    using namespace chokepoint;
    const std::string other = changed_journal("forecast-other.journal", [](JournalHeader&, std::vector<JournalRecord>& records) {
        for (JournalRecord& record : records)
            if (auto* digest = std::get_if<DigestRecord>(&record); digest != nullptr && digest->week == 2) digest->digest ^= 1;
    });
    const Finished refused = forecast({other, "--at", "4", "--runs", "2"});
    CHECK(refused.code == 1);
    CHECK(refused.err.find("week 2: the replayed game differs") != std::string::npos);
    CHECK(forecast({other, "--at", "1", "--runs", "2"}).code == 0);  // before the difference

    const std::string bytes = read_file(short_journal()), torn = scratch("forecast-torn.journal");
    write_file(torn, bytes.substr(0, bytes.size() - 30));
    const Finished warned = forecast({torn, "--at", "4", "--runs", "2"});
    CHECK(warned.code == 0);
    CHECK(warned.err.find("the last record is torn") != std::string::npos);
}
