#include "ui/model/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace chokepoint::ui {
namespace {

template <typename E, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& words, E value) {
    static_assert(N == count_of<E>, "a word for every value");
    const std::size_t index = index_of(value);
    return index < N ? words[index] : std::string_view{"?"};
}

std::string plain(double value, int decimals) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
    return buffer.data();
}

std::string percent(double value) { return number(value, std::fabs(value - std::round(value)) < 0.05 ? 0 : 1) + " %"; }

std::string in_weeks(int weeks) { return std::to_string(weeks) + (weeks == 1 ? " week" : " weeks"); }

// The span of a term: " for 13 weeks", " from week 4 on", or nothing.
std::string span_in_words(const Term& term) {
    std::string text;
    if (term.from_week > 0) text += ", starting " + in_weeks(term.from_week) + " in";
    if (term.until_week > 0) text += ", for " + in_weeks(term.until_week - term.from_week);
    return text;
}

template <typename E>
E as(std::uint8_t what) {
    return static_cast<E>(what < count_of<E> ? what : 0);
}

std::string_view good_in_words(Good good) {
    static constexpr std::array<std::string_view, count_of<Good>> words{"farm goods", "energy", "aircraft",
                                                                        "manufactures", "services"};
    return word(words, good);
}
std::string_view end_use_in_words(EndUse use) {
    static constexpr std::array<std::string_view, count_of<EndUse>> words{"civil", "automotive", "semiconductor",
                                                                          "medical", "military"};
    return word(words, use);
}
std::string_view monitoring_in_words(Monitoring monitoring) {
    static constexpr std::array<std::string_view, count_of<Monitoring>> words{"no", "self-reported", "joint",
                                                                              "third-party"};
    return word(words, monitoring);
}
std::string_view shock_in_words(ShockKind shock) {
    static constexpr std::array<std::string_view, count_of<ShockKind>> words{
        "An accident at a mine", "A border closes", "A court rules on measures", "Demand booms", "Markets panic",
        "Agencies shut down", "Agencies are reshuffled", "An arms sale is announced"};
    return word(words, shock);
}

}  // namespace

std::string_view name_in_words(Region region) {
    static constexpr std::array<std::string_view, count_of<Region>> words{
        "China", "United States", "Japan", "European Union", "South Korea", "Australia", "Canada", "India",
        "Malaysia, Vietnam", "Myanmar", "Brazil", "Africa", "Rest of world"};
    return word(words, region);
}
std::string_view short_name(Region region) {
    static constexpr std::array<std::string_view, count_of<Region>> words{
        "China", "U.S.", "Japan", "EU", "Korea", "Australia", "Canada", "India", "Malaysia/Viet.", "Myanmar",
        "Brazil", "Africa", "Others"};
    return word(words, region);
}
std::string_view name_in_words(Product product) {
    static constexpr std::array<std::string_view, count_of<Product>> words{
        "bastnaesite concentrate", "monazite concentrate", "ionic-clay concentrate", "lanthanum-cerium oxide",
        "neodymium-praseodymium oxide", "samarium oxide", "europium oxide", "gadolinium oxide", "terbium oxide",
        "dysprosium oxide", "holmium-to-ytterbium oxide", "lutetium oxide", "yttrium oxide", "scandium oxide",
        "NdPr metal", "dysprosium metal", "terbium metal", "samarium metal", "NdFeB magnets",
        "high-temperature magnets", "samarium-cobalt magnets", "recycled feed", "motor assemblies",
        "Ga, Ge and Sb", "battery materials"};
    return word(words, product);
}
std::string_view short_name(Product product) {
    static constexpr std::array<std::string_view, count_of<Product>> words{
        "bastnaesite", "monazite", "ionic clay", "La/Ce oxide", "NdPr oxide", "Sm oxide", "Eu oxide", "Gd oxide",
        "Tb oxide", "Dy oxide", "Ho-Yb oxide", "Lu oxide", "Y oxide", "Sc oxide", "NdPr metal", "Dy metal",
        "Tb metal", "Sm metal", "NdFeB magnets", "HT magnets", "SmCo magnets", "recycled", "motors", "Ga/Ge/Sb",
        "battery mat."};
    return word(words, product);
}
std::string_view name_in_words(ProductClass product_class) {
    static constexpr std::array<std::string_view, count_of<ProductClass>> words{"concentrate", "oxides", "metals",
                                                                                "magnets", "other goods"};
    return word(words, product_class);
}
std::string_view symbol_of(Material material) {
    static constexpr std::array<std::string_view, count_of<Material>> words{
        "La/Ce", "NdPr", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho-Yb", "Lu", "Y", "Sc", "Ga/Ge/Sb", "battery"};
    return word(words, material);
}
std::string_view name_in_words(TariffComponent component) {
    static constexpr std::array<std::string_view, count_of<TariffComponent>> words{
        "MFN", "Section 301", "Section 232", "fentanyl", "reciprocal", "threatened", "retaliation", "farm goods"};
    return word(words, component);
}
std::string_view name_in_words(ControlKind kind) {
    static constexpr std::array<std::string_view, count_of<ControlKind>> words{
        "export licences", "export ban", "technology ban", "0.1 % rule abroad", "firms listed", "affiliates rule",
        "chip controls", "chip-design software", "jet-engine parts", "chemicals", "nuclear parts", "visas",
        "customs checks"};
    return word(words, kind);
}
std::string_view name_in_words(Government government) {
    static constexpr std::array<std::string_view, count_of<Government>> words{
        "U.S.", "China", "Japan", "EU", "Korea", "Australia", "Canada", "India"};
    return word(words, government);
}
std::string_view name_in_words(FlowState state) {
    static constexpr std::array<std::string_view, count_of<FlowState>> words{"open", "under licence", "delayed",
                                                                             "blocked", "diverted"};
    return word(words, state);
}
std::string_view name_in_words(OfferState state) {
    static constexpr std::array<std::string_view, count_of<OfferState>> words{
        "tabled", "open", "accepted", "rejected", "withdrawn", "lapsed", "answered"};
    return word(words, state);
}
std::string_view name_in_words(TalkLevel level) {
    static constexpr std::array<std::string_view, count_of<TalkLevel>> words{"working level", "ministers",
                                                                             "leaders"};
    return word(words, level);
}
std::string_view name_in_words(PainCause cause) {
    static constexpr std::array<std::string_view, count_of<PainCause>> words{
        "market stress", "tariff costs", "lost exports", "shortage", "inflation", "defence gap", "listings",
        "dependence"};
    return word(words, cause);
}
std::string_view name_in_words(ProjectState state) {
    static constexpr std::array<std::string_view, count_of<ProjectState>> words{
        "planned", "in permitting", "seeking finance", "under construction", "ramping up", "in operation",
        "given up"};
    return word(words, state);
}

std::string seat_name(const Scenario& scenario, SeatId seat) {
    if (seat >= seat_count(scenario)) return "somebody";
    const std::string_view title = title_of(scenario, seat);
    return std::string(title.empty() ? role_of(scenario, seat) : title);
}

std::string seat_short(const Scenario& scenario, SeatId seat) {
    Government government{};
    if (is_government(scenario, seat, &government)) return std::string(name_in_words(government));
    return seat_name(scenario, seat);
}

std::string scope_in_words(MaterialMask scope) {
    constexpr MaterialMask earths = (MaterialMask{1} << index_of(Material::ga_ge_sb)) - 1;
    std::string text;
    if ((scope & earths) == earths) {
        text = "all rare earths";
        scope &= ~earths;
    }
    for (Material material : all_of<Material>()) {
        if ((scope & bit(material)) == 0) continue;
        if (!text.empty()) text += ", ";
        text += symbol_of(material);
    }
    return text;
}

std::string number(double value, int decimals) {
    if (!std::isfinite(value)) return "-";
    std::string text = plain(value, decimals);
    if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);  // "-0" reads oddly
    std::size_t point = text.find('.');
    if (point == std::string::npos) point = text.size();
    const std::size_t first = text[0] == '-' ? 1 : 0;
    for (std::size_t at = point; at > first + 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::string short_number(double value) {
    if (!std::isfinite(value)) return "-";
    const double size = std::fabs(value);
    if (size >= 999.5e3) return plain(value / 1e6, size >= 99.5e5 ? 0 : 1) + "M";
    if (size >= 9999.5) return plain(value / 1e3, 0) + "k";
    if (size >= 999.5) return plain(value / 1e3, 1) + "k";
    if (size >= 99.5 || value == std::floor(value)) return plain(value, 0);
    return plain(value, size >= 9.95 ? 1 : (size >= 0.995 ? 1 : 2));
}

std::string date_in_words(Day day) {
    if (day == no_day) return "-";
    if (day >= far_day) return "until further notice";
    static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string iso = format_day(day);  // YYYY-MM-DD
    const std::size_t month = static_cast<std::size_t>(std::stoi(iso.substr(iso.size() - 5, 2)) - 1) % 12;
    const int of_month = std::stoi(iso.substr(iso.size() - 2));
    return std::to_string(of_month) + " " + std::string(months[month]) + " " + iso.substr(0, iso.size() - 6);
}

Day first_day(const Scenario& scenario, int week) {
    const std::optional<Day> start = parse_day(scenario.start);
    return start ? *start + 7 * (week - 1) : no_day;
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string describe(const ControlMeasure& control) {
    std::string text = capitalised(std::string(name_in_words(control.kind)));
    if (control.kind == ControlKind::entity_listing && control.strength >= 1.0)
        text = number(control.strength) + " firms listed";
    const std::string scope = scope_in_words(control.materials);
    if (!scope.empty()) text += ": " + scope;
    const RegionMask all_others = control.destinations | bit(home_of(control.by));
    if (all_others != every_region && control.destinations != 0) {
        std::string to;
        for (Region region : all_of<Region>())
            if ((control.destinations & bit(region)) != 0) to += (to.empty() ? "" : ", ") + std::string(short_name(region));
        text += " (to " + to + ")";
    }
    return text;
}

std::string describe(const Scenario& scenario, const Term& term) {
    const std::string by = seat_short(scenario, term.by);
    const std::string span = span_in_words(term);
    const std::string scope = scope_in_words(term.scope);
    const std::string of_scope = scope.empty() ? std::string{} : " of " + scope;
    switch (term.kind) {
        case TermKind::tariff_cap:
            return by + ": " + std::string(name_in_words(as<TariffComponent>(term.what))) + " tariff no higher than " +
                   percent(term.amount) + span;
        case TermKind::tariff_suspension:
            return by + ": suspends " + number(term.amount, term.amount == std::round(term.amount) ? 0 : 1) +
                   " points of the " + std::string(name_in_words(as<TariffComponent>(term.what))) + " tariff" + span;
        case TermKind::licence: {
            std::string text = by + ": licenses ";
            text += term.amount > 0 ? number(term.amount, term.amount < 10 ? 1 : 0) + " t a week" : std::string("exports");
            text += of_scope + " for " + std::string(end_use_in_words(as<EndUse>(term.what))) + " use";
            if (term.limit > 0) text += " within " + number(term.limit) + " days";
            if (term.named != 0) {
                int firms = 0;
                for (SeatMask rest = term.named; rest != 0; rest &= rest - 1) ++firms;
                text += "; general licence for " + std::to_string(firms) + (firms == 1 ? " firm" : " firms");
            }
            return text + span;
        }
        case TermKind::control_suspension:
            return by + ": suspends " + std::string(name_in_words(as<ControlKind>(term.what))) +
                   (scope.empty() ? std::string{} : " on " + scope) + span;
        case TermKind::purchase:
            return by + ": buys $" + number(term.amount, term.amount < 10 ? 1 : 0) + " bn of " +
                   std::string(good_in_words(as<Good>(term.what))) + span;
        case TermKind::truce: return "Truce: no new tariffs, controls or listings" + span;
        case TermKind::monitoring:
            return capitalised(std::string(monitoring_in_words(as<Monitoring>(term.what)))) + " monitoring" + span;
        case TermKind::side_term: return by + ": side terms worth " + number(term.amount) + " points" + span;
        case TermKind::offtake:
            return by + ": buys " + number(term.amount) + " t a year of " +
                   std::string(short_name(as<Product>(term.what))) + span;
        case TermKind::price_floor:
            return by + ": floor of $" + number(term.limit) + "/kg for " + number(term.amount) + " t a year of " +
                   std::string(short_name(as<Product>(term.what))) + span;
        case TermKind::joint_investment:
            return by + ": invests $" + number(term.amount) + " m in " +
                   std::string(name_of(as<Stage>(term.what))) + span;
        case TermKind::pooled_stockpile:
            return by + ": puts " + number(term.amount) + " t of " + std::string(short_name(as<Product>(term.what))) +
                   " into a shared stockpile" + span;
        case TermKind::aligned_control:
            return by + ": aligns its " + std::string(name_in_words(as<ControlKind>(term.what))) + span;
        case TermKind::shared_queue: return by + ": joins a shared licence queue" + span;
        case TermKind::equity_stake:
            return by + ": takes " + percent(term.limit) + " for $" + number(term.amount) + " m" + span;
        case TermKind::supply_contract:
            return by + ": supplies " + number(term.amount) + " t a year of " +
                   std::string(short_name(as<Product>(term.what))) +
                   (term.limit > 0 ? " at $" + number(term.limit) + "/kg" : std::string(" at the index price")) + span;
    }
    return "An unknown term";
}

namespace {

// ", if China raises tariffs"; nothing for words that hang on nothing.
std::string condition_in_words(const Scenario& scenario, const Statement& statement) {
    const std::string other = seat_short(scenario, statement.to);
    std::string text;
    switch (statement.trigger) {
        case Trigger::none: return text;
        case Trigger::tariffs_raised: text = ", if " + other + " raises tariffs"; break;
        case Trigger::control_tightened: text = ", if " + other + " tightens a control"; break;
        case Trigger::no_deal: text = ", unless there is a deal"; break;
        case Trigger::agreement_broken: text = ", if " + other + " breaks an agreement"; break;
    }
    if (statement.triggered_week > 0) text += " (so it came in week " + std::to_string(statement.triggered_week) + ")";
    return text;
}

}  // namespace

std::string describe(const Scenario& scenario, const Statement& statement) {
    static constexpr std::array<std::string_view, count_of<StatementKind>> verbs{"warns of", "promises", "draws a line at",
                                                                                 "gives an assurance on", "complains of"};
    std::string text = seat_short(scenario, statement.by) + " " +
                       std::string(word(verbs, statement.kind)) + " " +
                       (statement.about_tariffs ? std::string("tariffs")
                                                : std::string(name_in_words(statement.measure)));
    if (statement.about_tariffs && statement.value > 0) text += " of " + percent(statement.value);
    if (statement.to < seat_count(scenario)) text += " towards " + seat_short(scenario, statement.to);
    if (statement.due_week > 0) text += " by week " + std::to_string(statement.due_week);
    return text + condition_in_words(scenario, statement);
}

std::string describe(const Scenario& scenario, const HeardSaying& saying) {
    std::string whom = " to all";
    if (saying.talk != 255) whom = " at the table";
    if (saying.to < seat_count(scenario)) whom = " to " + seat_short(scenario, saying.to);
    std::string text = saying.text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    return seat_short(scenario, saying.by) + whom + ": " + text;
}

std::string describe(const Scenario& scenario, const Event& event, const PublicView* record) {
    const std::string by = seat_short(scenario, event.by);
    const bool has_to = event.to < seat_count(scenario);
    const std::string to = has_to ? seat_short(scenario, event.to) : std::string{};
    const std::string with = has_to ? " with " + to : std::string{};
    const std::string at{short_name(event.region)};
    const auto counted = [&](const char* one, const char* many) {
        // The leanest lines of a firm may be less than half of one of its plants.
        if (event.value > 0.0 && event.value < 0.5) return std::string("part of a ") + one;
        const double count = std::abs(std::round(event.value));
        return number(count) + " " + (count == 1.0 ? one : many);
    };
    std::string agreement = "an agreement";  // "the agreement of Japan and China"
    if (record != nullptr && event.subject < record->agreements.size()) {
        const PartyList& parties = record->agreements[event.subject].parties;
        for (std::size_t i = 0; i < parties.size(); ++i)
            agreement += (i == 0 ? " of " : i + 1 == parties.size() ? " and " : ", ") + seat_short(scenario, parties[i]);
    }
    const std::string firm = event.subject < scenario.firms.size() && scenario.firms[event.subject].region == event.region
                                 ? scenario.firms[event.subject].title + " (" + at + ")"
                                 : at;
    switch (event.kind) {
        case EventKind::tariff_set:
            return by + " sets its " + std::string(name_in_words(as<TariffComponent>(event.what))) + " tariff on " + at +
                   " at " + percent(event.value);
        case EventKind::control_set:
            return by + " puts in force: " + std::string(name_in_words(as<ControlKind>(event.what)));
        case EventKind::control_lifted: return by + " lifts: " + std::string(name_in_words(as<ControlKind>(event.what)));
        case EventKind::licences_decided: return "Licensing desk decides " + counted("application", "applications");
        case EventKind::firms_listed:
            return by + (event.value < 0.0 ? " takes " : " lists ") + counted("firm", "firms") + " of " + at +
                   (event.value < 0.0 ? " off its list" : "");
        case EventKind::plants_stopped: return firm + ": " + counted("plant stops", "plants stop") + " for want of parts";
        case EventKind::plants_restarted: return firm + ": " + counted("plant runs", "plants run") + " again";
        case EventKind::talk_opened: return by + " opens talks" + with;
        case EventKind::talk_closed: return by + " ends the talks" + with;
        case EventKind::offer_made: return by + " makes an offer" + (has_to ? " to " + to : "");
        case EventKind::offer_accepted: return by + " accepts an offer" + (has_to ? " from " + to : "");
        case EventKind::offer_rejected: return by + " rejects an offer" + (has_to ? " from " + to : "");
        case EventKind::offer_withdrawn: return by + " withdraws its offer" + (has_to ? " to " + to : "");
        case EventKind::agreement_signed: return has_to ? by + " and " + to + " reach an agreement" : capitalised(agreement) + " is signed";
        case EventKind::agreement_in_force: return capitalised(agreement) + " enters into force";
        case EventKind::ratification_failed: return by + " fails to ratify " + agreement + " at home";
        case EventKind::breach_declared: return by + " declares a breach of " + agreement + (has_to ? " by " + to : "");
        case EventKind::snapped_back: return by + " restores its measures (snap-back)";
        case EventKind::agreement_expired: return capitalised(agreement) + " ends";
        case EventKind::agreement_renewed: return capitalised(agreement) + " is renewed";
        case EventKind::agreement_suspended: return by + " suspends " + agreement + with;
        case EventKind::statement_made: {
            static constexpr std::array<std::string_view, count_of<StatementKind>> verbs{
                "gives a warning", "makes a promise", "draws a red line", "gives an assurance", "accuses"};
            return by + " " + std::string(word(verbs, as<StatementKind>(event.what))) +
                   (has_to ? (as<StatementKind>(event.what) == StatementKind::accusation ? " " : " to ") + to : "");
        }
        case EventKind::shock:
            return std::string(shock_in_words(as<ShockKind>(event.what))) + " (" + at + ")";
        case EventKind::project_moved: {
            const std::string name = event.subject < scenario.projects.size() ? scenario.projects[event.subject].name
                                                                              : std::string("a project");
            return "Project " + name + ": " + std::string(name_in_words(as<ProjectState>(event.what)));
        }
        case EventKind::price_moved: {
            const std::string name = event.subject < count_of<Product>
                                         ? std::string(short_name(static_cast<Product>(event.subject)))
                                         : std::string("a product");
            return capitalised(name) + " now at $" + number(event.value, event.value < 10 ? 1 : 0) + "/kg";
        }
        case EventKind::stockpile_moved:
            return by + (event.value >= 0 ? " adds " : " releases ") + number(std::fabs(event.value)) + " t of stockpile";
        case EventKind::supply_policy: return by + " changes its supply policy";
        case EventKind::inquiry_done: {
            static constexpr std::array<std::string_view, count_of<InquiryKind>> findings{"audit of firms", "study of customs papers",
                                                                                          "inspection"};
            return "The " + std::string(word(findings, as<InquiryKind>(event.what))) + " that " + by + " paid for is in (" + at + ")";
        }
        case EventKind::misreport_found:
            return "Auditors of " + by + ": " + firm + " had reported " + percent(event.value) + " of its stock";
        case EventKind::talk_left: return by + " leaves the talks" + with;
        case EventKind::talk_joined: return by + " brings " + (has_to ? to : "one more") + " to the table";
        case EventKind::summit_asked: return by + " asks for a summit" + with;
        case EventKind::summit_agreed: return by + " takes up a summit" + with + ", until week " + std::to_string(event.subject);
        case EventKind::summit_failed: return "The summit of " + by + (has_to ? " and " + to : "") + " ends with nothing signed";
        case EventKind::agreement_resumed: return capitalised(agreement) + " binds again";
        case EventKind::clause_waived: return by + " gives up a clause of " + agreement;
        case EventKind::passed: return by + " passes";
        case EventKind::refused: return "A message of " + by + " is refused";
        case EventKind::aid_given: return by + " gives aid of $" + number(event.value) + " m";
    }
    return "Something happened";
}

}  // namespace chokepoint::ui
