// Scenarios written as what differs from another: what comes of two files laid on each other, whose line a fault
// names, and every way in which a base, a drop or an entry can be wrong.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "chokepoint/v1/scenario.pb.h"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"

using namespace chokepoint;
using namespace chokepoint::codec;

namespace {

namespace fs = std::filesystem;

// A folder of scenario files for one test, with the minimal scenario as base.textproto.
class Folder {
  public:
    Folder() : path_(fs::temp_directory_path() / ("chokepoint_base_test_" + std::to_string(getpid()))) {
        fs::create_directories(path_);
        std::ifstream file(CHOKEPOINT_SOURCE_DIR "/tests/golden/minimal.textproto");
        std::stringstream text;
        text << file.rdbuf();
        base_text_ = text.str();
        write("base.textproto", base_text_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write(const std::string& name, const std::string& text) const {
        const fs::path file = path_ / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
        return file.string();
    }
    // The scenario that says `text` about base.textproto; its first line of its own is line 2.
    std::string derive(const std::string& text, const std::string& name = "derived.textproto") const {
        return write(name, "base: 'base.textproto'\n" + text);
    }
    Scenario load(const std::string& text) const {
        auto scenario = load_scenario(derive(text));
        if (!scenario) FAIL(to_string(scenario.errors()));
        return std::move(*scenario);
    }
    // All faults, with file names instead of paths.
    std::string faults(const std::string& file) const {
        const auto scenario = load_scenario(file);
        if (scenario) return "sound";
        std::string text;
        for (const Error& error : scenario.errors()) {
            Error shown = error;
            shown.file = fs::path(error.file).filename().string();
            text += (text.empty() ? "" : "\n") + shown.to_string();
        }
        return text;
    }
    std::string faults_of(const std::string& text) const { return faults(derive(text)); }
    const std::string& base_text() const { return base_text_; }
    std::string path() const { return path_.string(); }

  private:
    fs::path path_;
    std::string base_text_;
};

std::string figure(double value) {
    std::ostringstream text;
    text << "{ value: " << value << " low: " << value << " high: " << value
         << " unit: 'x' source: 'derived test' status: 'judgement' }";
    return text.str();
}

bool contains(const std::string& text, const std::string& piece) { return text.find(piece) != std::string::npos; }

}  // namespace

TEST_CASE("a scenario that only names a base is the base", "[codec][base]") {
    const Folder folder;
    const auto base = load_scenario(folder.path() + "/base.textproto");
    REQUIRE(base.ok());
    CHECK(first_difference(*base, folder.load("")).path.empty());
}

TEST_CASE("what the derived file writes counts, field by field; the rest is the base's", "[codec][base]") {
    const Folder folder;
    const Scenario scenario = folder.load(
        "name: 'other' weeks: 30\n"
        "firms { name: 'car-works' title: 'Bus works' }\n"
        "users { firm: 'car-works' stock_days " + figure(20) + " }\n"
        "rules { prices { noise " + figure(0) + " } }\n");
    CHECK(scenario.name == "other");
    CHECK(scenario.title == "Minimal");
    CHECK(scenario.weeks == 30);
    CHECK(scenario.rounds_per_week == 2);
    REQUIRE(scenario.firms.size() == 2);
    CHECK(scenario.firms[1].title == "Bus works");
    CHECK(scenario.firms[1].kind == FirmKind::user);
    REQUIRE(scenario.users.size() == 1);
    CHECK(scenario.users[0].stock_days.value == 20.0);
    CHECK(scenario.users[0].stock_days.source == "derived test");
    CHECK(scenario.users[0].plants.value == 3.0);
    CHECK(scenario.users[0].needs.size() == 1);
    CHECK(scenario.rules.prices.noise.value == 0.0);
    CHECK(scenario.rules.prices.excess_weight.value == 1.0);
}

TEST_CASE("a value may be set back to false, nothing or the empty text", "[codec][base]") {
    const Folder folder;
    const Scenario scenario = folder.load(
        "firms { name: 'maker' has_seat: false strategy: '' }\n"
        "tariffs { by: 'us' on: 'china' component: 'reciprocal' from: '2025-04-09' until: '' }\n");
    CHECK_FALSE(scenario.firms[0].has_seat);
    CHECK(scenario.firms[0].strategy.empty());
    CHECK(scenario.firms[0].brief == "Sell or hold?");
    CHECK(scenario.tariffs[0].until.empty());
}

TEST_CASE("entries with a new name are added behind the base's", "[codec][base]") {
    const Folder folder;
    const Scenario scenario = folder.load(
        "firms { name: 'bank' title: 'Bank' region: 'us' kind: 'trader' lobby_weight " + figure(1) + " disclosure " +
        figure(1) + " }\n"
        "tariffs { by: 'us' on: 'china' component: 'reciprocal' rate " + figure(50) + " coverage " + figure(60) +
        " from: '2026-01-01' }\n"
        "agendas { name: 'us-china' issues { name: 'more' kind: 'truce' by: 'china' to: 'us' lever: 'weeks' ladder: [0, 9] } }\n");
    REQUIRE(scenario.firms.size() == 3);
    CHECK(scenario.firms[2].name == "bank");
    REQUIRE(scenario.tariffs.size() == 2);  // another first day is another measure
    CHECK(scenario.tariffs[1].rate.value == 50.0);
    REQUIRE(scenario.agendas.size() == 1);
    REQUIRE(scenario.agendas[0].issues.size() == 3);
    CHECK(scenario.agendas[0].issues[2].name == "more");
    CHECK(scenario.agendas[0].parties.size() == 2);
}

TEST_CASE("a list of plain values is one value", "[codec][base]") {
    const Folder folder;
    const Scenario scenario = folder.load(
        "agendas { name: 'us-china' issues { name: 'relief' ladder: [0, 5] } }\n"
        "controls { by: 'china' kind: 'licence' from: '2025-04-04' materials: ['tb', 'sm'] }\n");
    CHECK(scenario.agendas[0].issues[0].ladder == std::vector<double>{0, 5});
    CHECK(scenario.controls[0].materials == std::vector<Material>{Material::tb, Material::sm});
}

TEST_CASE("entries without names are added, or the list is replaced", "[codec][base]") {
    const Folder folder;
    const std::string act = "recorded_policy { date: '2025-06-01' by: 'us' kind: 'set_tariff' what: 'reciprocal' target: 'china' value " +
                            figure(1) + " second " + figure(0) + " }\n";
    CHECK(folder.load(act).recorded_policy.size() == 3);
    const Scenario scenario = folder.load("replace: 'recorded_policy'\n" + act);
    REQUIRE(scenario.recorded_policy.size() == 1);
    CHECK(scenario.recorded_policy[0].value.value == 1.0);
}

TEST_CASE("drop leaves out entries, also inside others and by several names", "[codec][base]") {
    const Folder folder;
    const Scenario scenario = folder.load(
        "drop: 'projects[new-line]' drop: 'shocks[court_ruling,us]'\n"
        "drop: 'agendas[us-china].issues[relief]' drop: 'tariffs[us,china]'\n");
    CHECK(scenario.projects.empty());
    CHECK(scenario.shocks.empty());
    CHECK(scenario.tariffs.empty());
    REQUIRE(scenario.agendas[0].issues.size() == 1);
    CHECK(scenario.agendas[0].issues[0].name == "truce");
}

TEST_CASE("what is dropped may be written anew, and then nothing of the base is left in it", "[codec][base]") {
    const Folder folder;
    const Scenario scenario = folder.load(
        "drop: 'agendas[us-china]'\n"
        "agendas { name: 'us-china' level: 'leader' parties: ['us', 'china']\n"
        "  issues { name: 'calm' kind: 'truce' by: 'us' to: 'china' lever: 'weeks' ladder: [0, 4] } }\n");
    REQUIRE(scenario.agendas.size() == 1);
    REQUIRE(scenario.agendas[0].issues.size() == 1);
    CHECK(scenario.agendas[0].level == TalkLevel::leader);
}

TEST_CASE("replace empties lists at any depth first", "[codec][base]") {
    const Folder folder;
    CHECK(folder.load("replace: 'tariffs' replace: 'controls'").controls.empty());
    const Scenario scenario = folder.load(
        "replace: 'agendas[us-china].issues'\n"
        "agendas { name: 'us-china' issues { name: 'calm' kind: 'truce' by: 'us' to: 'china' lever: 'weeks' ladder: [0, 4] } }\n");
    REQUIRE(scenario.agendas[0].issues.size() == 1);
    CHECK(scenario.agendas[0].issues[0].name == "calm");
    CHECK(folder.load("replace: 'agendas[us-china].issues[truce].ladder'\n"
                      "agendas { name: 'us-china' issues { name: 'truce' ladder: [0, 1] } }\n")
              .agendas[0].issues[1].ladder == std::vector<double>{0, 1});
}

TEST_CASE("a base may have a base, in another folder", "[codec][base]") {
    const Folder folder;
    folder.write("far/middle.textproto", "base: '../base.textproto'\nweeks: 20\ntitle: 'Middle'\n");
    const std::string top = folder.write("top.textproto", "base: 'far/middle.textproto'\ntitle: 'Top'\n");
    const auto scenario = load_scenario(top);
    REQUIRE(scenario.ok());
    CHECK(scenario->title == "Top");
    CHECK(scenario->weeks == 20);
    CHECK(scenario->rounds_per_week == 2);
}

TEST_CASE("the text of a derived scenario is whole", "[codec][base]") {
    const Folder folder;
    const Scenario scenario = folder.load("title: 'Other' drop: 'projects[new-line]'\n");
    const std::string text = scenario_text(scenario);
    CHECK_FALSE(contains(text, "base:"));
    CHECK_FALSE(contains(text, "drop:"));
    const auto again = parse_scenario(text, "journal");
    REQUIRE(again.ok());
    CHECK(first_difference(scenario, *again).path.empty());
}

TEST_CASE("a fault names the file and line where the figure stands", "[codec][base]") {
    const Folder folder;
    CHECK(folder.faults_of("weeks: 9\nusers {\n  firm: 'car-works'\n  stock_days " + figure(2000) + "\n}\n") ==
          "derived.textproto:5: users[0].stock_days: is 2000; must be 1 to 1000");
    // The firm is gone; the facility that needs it stands in the base.
    const std::string orphans = folder.faults_of("drop: 'firms[car-works]'\n");
    CHECK(contains(orphans, "base.textproto:106: users[0].firm: no firm 'car-works' (read as a base of derived.textproto)"));
    CHECK(contains(orphans, "base.textproto:176: projects[0].firm: no firm 'car-works'"));
    // Shares that no longer add up are the fault of the file that changed one.
    CHECK(folder.faults_of("\nsourcing {\n  product: 'magnet_ndfeb' to: 'us'\n  from { region: 'china' share " +
                           figure(90) + " }\n}\n") ==
          "derived.textproto:5: sourcing[3].from: shares add up to 90; must be 100 within 0.5");
    // What is missing in a new entry is missing there.
    CHECK(contains(folder.faults_of("\n\nprojects { name: 'mill' firm: 'maker' region: 'china' recipe: 'mine' state: 'planned' }\n"),
                   "derived.textproto:4: projects[1].capacity: missing"));
}

TEST_CASE("faults of several files come file by file, each in line order", "[codec][base]") {
    const Folder folder;
    std::string broken = folder.base_text();
    broken.replace(broken.find("rounds_per_week: 2"), 18, "rounds_per_week: 9");
    folder.write("base.textproto", broken);
    const std::string faults = folder.faults_of("weeks: 0\nstart: 'soon'\n");
    CHECK(faults == "derived.textproto:2: weeks: is 0; must be 1 to 5200\n"
                    "derived.textproto:3: start: 'soon' is no date; write YYYY-MM-DD of a day that exists\n"
                    "base.textproto:8: rounds_per_week: is 9; must be 1 to 8 (read as a base of derived.textproto)");
}

TEST_CASE("a figure is overridden with its source or not at all", "[codec][base]") {
    const Folder folder;
    const std::string faults = folder.faults_of("users { firm: 'car-works' stock_days { value: 20 } }\n");
    CHECK(contains(faults, "derived.textproto:2: users[0].stock_days: missing source"));
    CHECK(contains(faults, "derived.textproto:2: users[0].stock_days: missing unit"));
}

TEST_CASE("bases that cannot be are refused on their line", "[codec][base][unhappy]") {
    const Folder folder;
    CHECK(contains(folder.faults(folder.write("a.textproto", "name: 'a'\nbase: 'nowhere.textproto'\n")),
                   "a.textproto:2: base: 'nowhere.textproto' cannot be read; name a scenario file"));
    CHECK(contains(folder.faults(folder.write("a.textproto", "base: '.'\n")), "a.textproto:1: base: '.' cannot be read"));
    CHECK(folder.faults(folder.write("self.textproto", "base: 'self.textproto'\n")) ==
          "self.textproto:1: base: the files go round in a ring (self.textproto -> self.textproto); one of them must be complete");
    folder.write("left.textproto", "\nbase: './right.textproto'\n");
    folder.write("right.textproto", "\n\nbase: 'left.textproto'\n");
    CHECK(folder.faults(folder.path() + "/left.textproto") ==
          "right.textproto:3: base: the files go round in a ring (left.textproto -> right.textproto -> left.textproto); one of them "
          "must be complete");
    std::string last = "base.textproto";
    for (int i = 0; i < 12; ++i) {
        const std::string next = "deep" + std::to_string(i) + ".textproto";
        folder.write(next, "base: '" + last + "'\n");
        last = next;
    }
    CHECK(contains(folder.faults(folder.path() + "/" + last), "more than 8 bases on each other"));
    CHECK(contains(folder.faults(folder.write("a.textproto", "base: 'base.textproto'\nbase: 'base.textproto'\n")),
                   "a.textproto:2: "));
}

TEST_CASE("faults of syntax are those of the file they stand in", "[codec][base][unhappy]") {
    const Folder folder;
    CHECK(contains(folder.faults_of("weeks: many\n"), "derived.textproto:2: Expected integer"));
    CHECK(contains(folder.faults_of("wekks: 4\n"), "derived.textproto:2: unknown field 'wekks' in Scenario; did you mean 'weeks'?"));
    folder.write("base.textproto", folder.base_text() + "colour: 'red'\n");
    const std::string faults = folder.faults_of("weeks: 4\n");
    CHECK(contains(faults, "base.textproto:"));
    CHECK(contains(faults, "unknown field 'colour'"));
    folder.write("base.textproto", "name: 'x\n");
    CHECK(contains(folder.faults_of(""), "base.textproto:1: "));
}

TEST_CASE("drops and replacements that lead nowhere are refused with what would be right", "[codec][base][unhappy]") {
    const Folder folder;
    const struct {
        const char* text;
        const char* piece;
    } cases[] = {
        {"drop: 'firms[car-work]'", "derived.textproto:2: drop: firms[car-work] is not in the base; did you mean 'car-works'?"},
        {"drop: 'firm[maker]'", "drop: no field 'firm' in Scenario; did you mean 'firms'?"},
        {"drop: 'firms'", "drop: 'firms' is a list; name an entry, as in firms[...]"},
        {"drop: 'firms[0]'", "drop: firms[0] is not in the base"},
        {"drop: 'firms['", "drop: 'firms[' is no path; write one like firms[ford-chicago]"},
        {"drop: ''", "drop: '' is no path"},
        {"drop: 'weeks'", "drop: 'weeks' is no list; write its new value instead"},
        {"drop: 'rules.prices'", "drop: 'prices' is no list"},
        {"drop: 'rules[x].prices'", "drop: 'rules' is no list"},
        {"drop: 'learning_goals[x]'", "drop: the entries of 'learning_goals' have no names; write replace: \"learning_goals\""},
        {"drop: 'recorded_policy[2025-04-09]'", "have no names; write replace: \"recorded_policy\" and the list anew"},
        {"drop: 'sourcing[magnet_ndfeb,japan]'", "is not in the base; did you mean 'magnet_ndfeb,us'?"},
        {"drop: 'facilities[pit].firm[maker]'", "'firm' is no list"},
        {"drop: 'firms[maker]' drop: 'firms[maker]'", "firms[maker] is not in the base"},
        {"replace: 'tarifs'", "derived.textproto:2: replace: no field 'tarifs' in Scenario; did you mean 'tariffs'?"},
        {"replace: 'tariffs[us]'", "replace: one entry is not replaced but dropped; write drop: \"tariffs[us]\""},
        {"replace: 'weeks'", "replace: 'weeks' is no list"},
        {"replace: 'agendas.issues'", "replace: 'agendas' is a list; name an entry"},
        {"replace: 'agendas[china-us].issues'", "replace: agendas[china-us] is not in the base"},
    };
    for (const auto& bad : cases) {
        INFO(bad.text);
        const std::string faults = folder.faults_of(bad.text);
        INFO(faults);
        CHECK(contains(faults, bad.piece));
        CHECK(contains(faults, "derived.textproto:2: "));
    }
    CHECK(contains(folder.faults_of("\ndrop: 'firms[maker]'\n\ndrop: 'firms[nobody]'\n"), "derived.textproto:5: drop: firms[nobody]"));
    CHECK(folder.faults(folder.write("a.textproto", "name: 'a'\ndrop: 'firms[maker]'\n")) ==
          "a.textproto:2: drop: there is no base to take anything from; write base: \"FILE\" or leave it out");
}

TEST_CASE("an entry is written once, with its name, and means one entry of the base", "[codec][base][unhappy]") {
    const Folder folder;
    CHECK(folder.faults_of("firms { name: 'maker' title: 'A' }\nweeks: 4\nfirms { name: 'maker' title: 'B' }\n") ==
          "derived.textproto:4: firms[maker] stands twice in this file; write it once");
    CHECK(folder.faults_of("firms { title: 'A' }\n") ==
          "derived.textproto:2: an entry of firms without name; entries are known by name");
    CHECK(folder.faults_of("sourcing { product: 'magnet_ndfeb' }\n") ==
          "derived.textproto:2: an entry of sourcing without to; entries are known by product,to");
    CHECK(contains(folder.faults_of("\nprojects { name: 'mill' }\nprojects { name: 'mill' }\n"), "derived.textproto:4: projects[mill] stands twice"));
    CHECK(contains(folder.faults_of("agendas { name: 'us-china'\n issues { name: 'a' }\n issues { name: 'a' } }\n"),
                   "derived.textproto:4: issues[a] stands twice"));
    CHECK(contains(folder.faults_of("agendas { name: 'new' issues { name: 'a' } issues { name: 'a' } }\n"), "issues[a] stands twice"));
    const std::string tariff = "tariffs { by: 'us' on: 'china' component: 'farm' from: '2025-01-01' rate " + figure(1) +
                               " coverage " + figure(1) + " }\n";
    folder.write("base.textproto", folder.base_text() + tariff + tariff);
    CHECK(contains(folder.faults_of("tariffs { by: 'us' on: 'china' component: 'farm' from: '2025-01-01' until: '2025-02-02' }\n"),
                   "derived.textproto:2: tariffs[us,china,farm,2025-01-01] fits 2 entries of the base; replace the list"));
    CHECK(contains(folder.faults_of("drop: 'tariffs[us,china]'\n"), "tariffs[us,china] fits 3 entries of the base; add further names"));
}

TEST_CASE("a text without a folder must be complete", "[codec][base][unhappy]") {
    const auto scenario = parse_scenario("name: 'x'\nbase: '/etc/passwd'\n", "room ABC");
    REQUIRE(!scenario);
    CHECK(to_string(scenario.errors()) ==
          "room ABC:2: base: a scenario that comes without its folder must be complete; load it from its file");
}

TEST_CASE("the schema names every list's entries by fields that they have", "[codec][base][drift]") {
    // Lists whose entries have no name of their own: they are added to, or replaced.
    const std::vector<std::string> nameless{"RecordedAct"};
    std::vector<const google::protobuf::Descriptor*> open{v1::Scenario::descriptor()};
    for (std::size_t at = 0; at < open.size(); ++at)
        for (int i = 0; i < open[at]->field_count(); ++i) {
            const auto& field = *open[at]->field(i);
            const auto* type = field.message_type();
            if (type == nullptr || type == v1::Figure::descriptor()) continue;
            if (std::find(open.begin(), open.end(), type) == open.end()) open.push_back(type);
            if (!field.is_repeated()) continue;
            INFO(type->name());
            const std::string names = type->options().GetExtension(v1::known_by);
            const bool is_nameless = std::find(nameless.begin(), nameless.end(), type->name()) != nameless.end();
            CHECK(names.empty() == is_nameless);
            std::istringstream words(names);
            for (std::string word; std::getline(words, word, ',');) {
                if (word.back() == '?') word.pop_back();
                INFO(word);
                const auto* named = type->FindFieldByName(word);
                REQUIRE(named != nullptr);
                CHECK(named->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING);
                CHECK_FALSE(named->is_repeated());
            }
        }
}
