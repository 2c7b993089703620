// chokepoint bargain: the negotiation core alone, on public domains and on recorded negotiations.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/bargain/formats/formats.hpp"
#include "engine/bargain/foresight.hpp"
#include "engine/bargain/negotiation.hpp"
#include "engine/bargain/solutions.hpp"
#include "ui/cli/commands.hpp"
#include "ui/cli/self_interest.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Words {
    std::vector<std::string> files;
    std::vector<std::string> strategies;
    std::string time;                  // empty: to the deadline
    int instance = 0, rounds = 0;      // 0 rounds: as many as are usual
    std::vector<std::string> thresholds;
    std::vector<int> vetoes;
    int needed = 0;  // 0: all
    std::vector<std::string> discounts;  // of self-interested parties
    bool as_json = false;
};

constexpr int usual_rounds = 100;
constexpr const char* foresighted = "foresighted";  // looks ahead to the deadline; its own kind, with another of its kind only
const std::vector<std::pair<std::string, double>> exponents{{"boulware", 0.25}, {"linear", 1.0}, {"conceder", 4.0}, {foresighted, 1.0}};

double exponent_of(const std::string& strategy) {
    return std::find_if(exponents.begin(), exponents.end(), [&](const auto& each) { return each.first == strategy; })->second;
}

bargain::TimeRule rule_of(const Words& words) { return words.time == "negmas" ? bargain::TimeRule::negmas : bargain::TimeRule::to_deadline; }

// The two profiles in a NegoLog folder.
Result<std::vector<std::string>> profiles_in(const std::string& folder) {
    std::vector<std::string> found;
    for (const char* ending : {"profileA.json", "profileB.json"})
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().string().ends_with(ending)) found.push_back(entry.path().string());
    if (found.size() != 2) return Error{"holds not just one profileA.json and one profileB.json; name the two profiles", folder, 0};
    return found;
}

Result<bargain::Instance> load_instance(const Words& words) {
    std::vector<std::string> files = words.files;
    if (std::error_code ignored; files.size() == 1 && std::filesystem::is_directory(files[0], ignored)) {
        const auto profiles = profiles_in(files[0]);
        if (!profiles) return profiles.errors();
        files = *profiles;
    }
    const auto format = bargain::format_of(files[0]);
    if (!format) return format.errors();
    if (*format == bargain::Format::genius) return bargain::read_genius(files[0], {files.begin() + 1, files.end()});
    if (*format == bargain::Format::negolog) {
        if (files.size() != 2) return Error{"is a NegoLog profile: name the other party's after it", files[0], 0};
        return bargain::read_negolog(files[0], files[1]);
    }
    if (*format != bargain::Format::openspiel) return Error{"is no domain; name it alone", files[0], 0};
    auto instances = bargain::read_openspiel(files[0]);
    if (!instances) return instances.errors();
    if (words.instance < 0 || words.instance >= static_cast<int>(instances->size()))
        return Error{fmt::format("has instances 0 to {}; there is no --instance {}", instances->size() - 1, words.instance), files[0], 0};
    return std::move((*instances)[static_cast<std::size_t>(words.instance)]);
}

// A whole number as far as a double counts them.
Json outcomes_json(double bids) { return bids < 9e15 ? Json(static_cast<std::uint64_t>(bids)) : Json(bids); }

Json bid_json(const bargain::Instance& instance, const bargain::Bid& bid) {
    Json json = Json::object();
    for (std::size_t i = 0; i < instance.issues.size(); ++i) json[instance.issues[i].name] = instance.issues[i].levels[bid[i]];
    return json;
}

Json point_json(const bargain::Instance& instance, const bargain::Point& point) {
    return {{"bid", bid_json(instance, point.bid)}, {"utilities", point.utilities}};
}

// What the words say beside the strategies: who may not sign what, and whose consent it takes.
struct Rules {
    std::vector<std::vector<bargain::Threshold>> thresholds;  // by party
    std::optional<bargain::Consent> consent;
    bool foresighted = false;
};

struct Played {
    std::optional<bargain::Agreement> agreement;
    bool is_possible = true;  // false: no bid is worth enough to all who must consent
};

// The least that each party signs. Time takes from what there is without an agreement, too: who looks ahead signs from the start
// whatever is worth as much as that at the deadline.
std::vector<double> least_signed(const bargain::Instance& instance, bool looks_ahead) {
    std::vector<double> least;
    for (const bargain::Party& party : instance.parties) least.push_back(party.reservation * (looks_ahead ? party.discount : 1.0));
    return least;
}

Played play(const bargain::Instance& instance, const std::vector<double>& by_party, int rounds, bargain::TimeRule rule, const Rules& rules) {
    constexpr double negmas_slack = 1e-4;
    const double slack = rule == bargain::TimeRule::negmas ? negmas_slack : 0.0;
    std::vector<bargain::RankedBids> ranked;
    for (std::size_t k = 0; k < instance.parties.size(); ++k)
        ranked.emplace_back(instance.domain(), instance.parties[k],
                            rules.thresholds.empty() ? std::vector<bargain::Threshold>{} : rules.thresholds[k]);
    const bargain::Consent consent = rules.consent.value_or(bargain::Consent{ranked.size(), {}});
    if (!bargain::can_agree(ranked, least_signed(instance, rules.foresighted), consent)) return {std::nullopt, false};
    std::vector<bargain::BidLine> lines;
    if (rules.foresighted) {
        for (bargain::BidLine& line : bargain::foresighted_lines({&ranked[0], &ranked[1]}, instance.parties, rounds))
            lines.push_back(std::move(line));
    } else {
        for (std::size_t k = 0; k < ranked.size(); ++k)
            lines.push_back(bargain::bid_line(ranked[k], instance.parties[k].reservation, {by_party[k], slack}, rounds, rule));
    }
    return {rules.consent ? bargain::negotiate(lines, *rules.consent) : bargain::negotiate(lines), true};
}

// Why nothing was agreed.
std::string failure_text(const bargain::Instance& instance, bool was_played, bool is_possible) {
    if (!was_played) return "too many outcomes to play: solved only";
    if (is_possible) return "no agreement before the deadline";
    std::string text = "no agreement is possible: no bid is worth the reservation value to all who must consent, within their thresholds";
    for (std::size_t k = 0; k < instance.parties.size(); ++k) {
        const double best = bargain::RankedBids(instance.domain(), instance.parties[k]).most(), reservation = instance.parties[k].reservation;
        if (best < reservation) text += fmt::format("\nparty {}: its best bid is worth {:g}, no agreement {:g}", k + 1, best, reservation);
    }
    return text;
}

// "PARTY:ISSUE=SHARE", parties from 1.
Result<std::pair<std::size_t, bargain::Threshold>> threshold_of(const bargain::Instance& instance, const std::string& text) {
    const std::size_t colon = text.find(':'), equals = text.rfind('=');
    const auto wrong = [&](const std::string& why) { return Error{fmt::format("--threshold {}: {}", text, why), "", 0}; };
    if (colon == std::string::npos || equals == std::string::npos || equals < colon) return wrong("write PARTY:ISSUE=SHARE, such as 1:price=0.4");
    const std::string issue = text.substr(colon + 1, equals - colon - 1);
    std::size_t party = 0;
    double share = -1.0;
    const auto party_read = std::from_chars(text.data(), text.data() + colon, party);
    const char* const end = text.data() + text.size();
    const auto share_read = std::from_chars(text.data() + equals + 1, end, share);
    if (party_read.ec != std::errc{} || party_read.ptr != text.data() + colon || party < 1 || party > instance.parties.size())
        return wrong(fmt::format("the parties are 1 to {}", instance.parties.size()));
    if (share_read.ec != std::errc{} || share_read.ptr != end || !(share >= 0.0 && share <= 1.0)) return wrong("the share is 0 to 1");
    if (!std::holds_alternative<bargain::AdditiveUtility>(instance.parties[party - 1].utility))
        return wrong("the party's issues do not add up, so that no level has a worth of its own");
    for (std::size_t i = 0; i < instance.issues.size(); ++i)
        if (instance.issues[i].name == issue) return std::pair{party - 1, bargain::Threshold{i, share}};
    return wrong(fmt::format("there is no issue \"{}\"", issue));
}

Result<Rules> rules_of(const bargain::Instance& instance, const Words& words) {
    const std::size_t parties = instance.parties.size();
    Rules rules;
    rules.thresholds.resize(parties);
    for (const std::string& text : words.thresholds) {
        const auto threshold = threshold_of(instance, text);
        if (!threshold) return threshold.errors();
        rules.thresholds[threshold->first].push_back(threshold->second);
    }
    const auto looks_ahead = std::count(words.strategies.begin(), words.strategies.end(), foresighted);
    if (looks_ahead > 0 && (parties != 2 || looks_ahead != 2 || words.needed > 0 || !words.vetoes.empty()))
        return Error{"foresighted plays only against foresighted, two parties whose consent is needed", "", 0};
    rules.foresighted = looks_ahead > 0;
    if (words.needed == 0 && words.vetoes.empty()) return rules;
    const auto needed = words.needed > 0 ? static_cast<std::size_t>(words.needed) : parties;
    if (needed > parties) return Error{fmt::format("--needed {}: there are {} parties", needed, parties), "", 0};
    rules.consent = bargain::Consent{needed, std::vector<bool>(parties, false)};
    for (int party : words.vetoes) {
        if (party < 1 || static_cast<std::size_t>(party) > parties) return Error{fmt::format("--veto {}: the parties are 1 to {}", party, parties), "", 0};
        rules.consent->has_veto[static_cast<std::size_t>(party - 1)] = true;
    }
    return rules;
}

std::string bid_text(const bargain::Instance& instance, const bargain::Bid& bid) {
    std::string text;
    for (std::size_t i = 0; i < instance.issues.size(); ++i)
        text += (i == 0 ? "" : ", ") + instance.issues[i].name + " " + instance.issues[i].levels[bid[i]];
    return text;
}

void print_point(const bargain::Instance& instance, const char* name, const bargain::Point& point) {
    std::string utilities;
    for (double utility : point.utilities) utilities += fmt::format(" {:9.6f}", utility);
    std::printf("%-20s%s   %s\n", name, utilities.c_str(), bid_text(instance, point.bid).c_str());
}

// An agreement as a point of the domain.
bargain::Point point_of(const bargain::Instance& instance, const bargain::Agreement& agreement) {
    bargain::Point point{bargain::bid_of(instance.domain(), agreement.bid), {}};
    for (const bargain::Party& party : instance.parties) point.utilities.push_back(party.of(point.bid));
    return point;
}

// What an agreement is worth to each by the time at which it is struck; nothing where nobody minds waiting.
std::vector<double> discounted(const bargain::Instance& instance, const bargain::Point& agreed, double time) {
    std::vector<double> worth;
    if (std::none_of(instance.parties.begin(), instance.parties.end(), [](const bargain::Party& party) { return party.discount < 1.0; }))
        return worth;
    for (const bargain::Party& party : instance.parties) worth.push_back(party.of(agreed.bid, time));
    return worth;
}

int solve_and_play(const Words& words) {
    const auto instance = load_instance(words);
    if (!instance) return report(instance.errors());
    const std::size_t parties = instance->parties.size();
    if (words.strategies.size() != parties && words.strategies.size() != 2)
        return report(Errors{{fmt::format("there are {} parties and {} strategies; give --strategy once for each", parties, words.strategies.size()), "", 0}});
    std::vector<double> by_party;
    for (std::size_t k = 0; k < parties; ++k) by_party.push_back(exponent_of(words.strategies[std::min(k, words.strategies.size() - 1)]));
    const auto rules = rules_of(*instance, words);
    if (!rules) return report(rules.errors());
    const bargain::Domain domain = instance->domain();
    const bargain::Solutions solutions = bargain::solve(domain, instance->parties);
    std::optional<bargain::Point> agreed;
    const bool is_played = domain.bids() <= bargain::most_enumerated;
    const Played played = is_played ? play(*instance, by_party, words.rounds, rule_of(words), *rules) : Played{};
    const std::optional<bargain::Agreement>& agreement = played.agreement;
    std::vector<double> by_then;
    if (agreement) {
        agreed = point_of(*instance, *agreement);
        by_then = discounted(*instance, *agreed, bargain::time_of(*agreement, parties, words.rounds));
    }
    if (words.as_json) {
        Json json{{"domain", instance->name}, {"outcomes", outcomes_json(domain.bids())}, {"exact", solutions.exact}, {"pareto", Json::array()}};
        for (const bargain::Point& point : solutions.front) json["pareto"].push_back(point.utilities);
        json["nash"] = point_json(*instance, solutions.nash);
        json["kalai_smorodinsky"] = point_json(*instance, solutions.kalai_smorodinsky);
        json["egalitarian"] = point_json(*instance, solutions.egalitarian);
        json["max_welfare"] = point_json(*instance, solutions.max_welfare);
        json["agreement"] = agreed ? point_json(*instance, *agreed) : Json(nullptr);
        json["possible"] = is_played ? Json(played.is_possible) : Json(nullptr);
        json["round"] = agreement ? Json(agreement->round + 1) : Json(nullptr);
        if (!by_then.empty()) json["discounted"] = by_then;
        if (agreed) json["distance_to_nash"] = bargain::distance(*agreed, solutions.nash);
        if (agreed) json["distance_to_pareto"] = bargain::distance_to_front(*agreed, solutions);
        std::printf("%s\n", json.dump(2).c_str());
        return 0;
    }
    std::printf("%s: %.0f outcomes, %zu on the Pareto front%s\n\n", instance->name.c_str(), domain.bids(), solutions.front.size(),
                solutions.exact ? "" : " that a search found");
    print_point(*instance, "Nash", solutions.nash);
    print_point(*instance, "Kalai-Smorodinsky", solutions.kalai_smorodinsky);
    print_point(*instance, "egalitarian", solutions.egalitarian);
    print_point(*instance, "greatest sum", solutions.max_welfare);
    if (agreed) {
        print_point(*instance, "agreement", *agreed);
        if (!by_then.empty()) print_point(*instance, "  worth by then", {agreed->bid, by_then});
        std::printf("\nagreed in round %d of %d, %.4f from the Nash point, %.4f from the front\n", agreement->round + 1, words.rounds,
                    bargain::distance(*agreed, solutions.nash), bargain::distance_to_front(*agreed, solutions));
    } else {
        std::printf("\n%s\n", failure_text(*instance, is_played, played.is_possible).c_str());
    }
    return 0;
}

Json levels_json(const std::optional<bargain::Bid>& bid) {
    if (!bid) return nullptr;
    Json json = Json::array();
    for (std::size_t i = 0; i < bid->issues; ++i) json.push_back((*bid)[i]);
    return json;
}

// A recorded negotiation brings its own strategies, rounds and clock: played by others it would be another.
Status check_recorded_words(const Words& words) {
    const auto refuse = [&](const std::string& word, const std::string& advice) {
        return Error{"holds recorded negotiations, which are played as they were: leave " + word + " out" + advice, words.files[0], 0};
    };
    if (words.time == "deadline") return refuse("--time deadline", " or write --time negmas");
    if (!words.strategies.empty()) return refuse("--strategy", "");
    if (words.rounds > 0) return refuse("--rounds", "");
    if (words.instance > 0) return refuse("--instance", "");
    if (!words.thresholds.empty()) return refuse("--threshold", "");
    if (words.needed > 0 || !words.vetoes.empty()) return refuse("--needed and --veto", "");
    return Done{};
}

int play_recorded(const Words& words) {
    if (const Status sound = check_recorded_words(words); !sound) return report(sound.errors());
    const auto all = bargain::read_recorded(words.files[0]);
    if (!all) return report(all.errors());
    Json results = Json::array();
    int same = 0;
    for (const bargain::Recorded& recorded : *all) {
        const auto agreement = play(recorded.instance, recorded.exponents, recorded.rounds, bargain::TimeRule::negmas, {}).agreement;
        std::optional<bargain::Bid> bid;
        if (agreement) bid = bargain::bid_of(recorded.instance.domain(), agreement->bid);
        const int round = agreement ? agreement->round + 1 : recorded.rounds;
        const bool matches = bid == recorded.agreement && (!bid || round == recorded.round);
        same += matches ? 1 : 0;
        if (!matches && !words.as_json)
            std::printf("%s, seed %d: round %d %s, recorded round %d %s\n", recorded.scenario.c_str(), recorded.seed, round,
                        levels_json(bid).dump().c_str(), recorded.round, levels_json(recorded.agreement).dump().c_str());
        results.push_back({{"scenario", recorded.scenario}, {"seed", recorded.seed}, {"agreement", levels_json(bid)}, {"round", round}, {"matches", matches}});
    }
    if (words.as_json) std::printf("%s\n", Json{{"results", results}}.dump(2).c_str());
    else std::printf("%d of %zu recorded negotiations end in the same agreement in the same round\n", same, all->size());
    return same == static_cast<int>(all->size()) ? 0 : exit_failed;
}

// Self-interested parties need no strategy and know no consent but their own.
int play_self_interested(const Words& words) {
    if (!words.strategies.empty() || !words.time.empty() || !words.thresholds.empty() || words.needed > 0 || !words.vetoes.empty())
        return report({fail("--self-interested parties look ahead by themselves: leave out --strategy, --time, --threshold, --needed and --veto")});
    const auto discounts = discounts_of(words.discounts);
    if (!discounts) return report(discounts.errors());
    if (words.rounds == 0 && (*discounts)[0] >= 1.0 && (*discounts)[1] >= 1.0)
        return report({fail("--self-interested 1 1: without impatience and without end any division will do; give --rounds or a discount below 1")});
    if (words.files.empty()) return cut_pie(*discounts, words.rounds, words.as_json);
    const auto instance = load_instance(words);
    if (!instance) return report(instance.errors());
    return divide_domain(*instance, *discounts, words.rounds, words.as_json);
}

int bargain_on(const Words& words) {
    if (!words.discounts.empty()) return play_self_interested(words);
    if (words.files.empty()) return report({fail("name a DOMAIN, or give --self-interested D1 D2 for a pie")});
    std::error_code ignored;
    if (words.files.size() == 1 && !std::filesystem::is_directory(words.files[0], ignored)) {
        const auto format = bargain::format_of(words.files[0]);
        if (!format) return report(format.errors());
        if (*format == bargain::Format::recorded) return play_recorded(words);
        if (*format == bargain::Format::shares) return compare_shares(words.files[0], words.as_json);
    }
    Words usual = words;
    if (usual.strategies.empty()) usual.strategies = {"boulware", "boulware"};
    if (usual.rounds == 0) usual.rounds = usual_rounds;
    return solve_and_play(usual);
}

}  // namespace

void add_bargain(Program& program) {
    auto words = std::make_shared<Words>();
    Command command = program.command("bargain", "Solve and play public bargaining domains with the negotiation core alone");
    command.option("DOMAIN", words->files, "GENIUS: a domain, then its profiles; NegoLog: a folder or two profiles; OpenSpiel: a file of instances; NegMAS: a file of recorded negotiations; or a table of expected shares of a pie");
    command.option("--instance", words->instance, "which of a file of instances, from 0").with_default();
    std::vector<std::string> known;
    for (const auto& [name, exponent] : exponents) known.push_back(name);
    command.option("--strategy", words->strategies, "how each party concedes, in their order; given once for each; default: boulware").one_of(known);
    command.option("--threshold", words->thresholds, "PARTY:ISSUE=SHARE: parties from 1; what the party signs nothing below, 0 its worst level, 1 its best");
    command.option("--needed", words->needed, "of the parties, how many must consent; default: all").between(1, 1000);
    command.option("--veto", words->vetoes, "PARTY, from 1, without which nothing is agreed");
    command.option("--self-interested", words->discounts, "D1 D2: two parties who look ahead, by their discounts for each round; without --rounds without end; without DOMAIN over a pie");
    command.option("--rounds", words->rounds, fmt::format("rounds until the deadline; default: {}", usual_rounds)).between(1, 1000000);
    command.option("--time", words->time, "how time runs over them: to the deadline (default), or as NegMAS counts it").one_of({"deadline", "negmas"});
    command.flag("--json", words->as_json, "one JSON document on stdout");
    command.example("Example: chokepoint bargain laptop.xml buyer.xml seller.xml --strategy boulware --strategy conceder");
    command.does([words] { return bargain_on(*words); });
}

}  // namespace chokepoint::cli
