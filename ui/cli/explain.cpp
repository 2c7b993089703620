#include "ui/cli/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/date.hpp"

namespace chokepoint::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t name_width = 22;
constexpr std::size_t line_width = 112;
constexpr std::size_t parts_shown = 4;
constexpr std::size_t prices_shown = 10;

// The parts of a price move in the order in which they are printed and written.
struct PricePart {
    const char* key;
    const char* title;
    double PriceMove::*log_points;
};
constexpr PricePart price_parts[] = {
    {"excess", "unfilled", &PriceMove::excess},     {"cover", "cover", &PriceMove::cover},
    {"anchor", "cost", &PriceMove::anchor},         {"noise", "noise", &PriceMove::noise},
    {"weekly_limit", "limit", &PriceMove::weekly_limit}, {"price_bound", "bound", &PriceMove::price_bound},
};

// The name of what a part's driver is about; empty where it is about nothing else.
std::string subject_of(const Setup& setup, const Contribution& part) {
    switch (part.driver) {
        case Driver::firm: return setup.scenario.firms[part.subject].name;
        case Driver::region: return std::string(name_of(static_cast<Region>(part.subject)));
        case Driver::measure: return std::string(name_of(static_cast<ControlKind>(part.subject)));
        case Driver::pain: return std::string(name_of(static_cast<PainCause>(part.subject)));
        case Driver::sales:
        case Driver::inputs:
        case Driver::missing_parts:
        case Driver::dearer_parts: return std::string(name_of(static_cast<Product>(part.subject)));
        default: return "";
    }
}

Contributions largest_first(Contributions parts) {
    std::stable_sort(parts.begin(), parts.end(), [](const Contribution& left, const Contribution& right) {
        return std::abs(left.value) > std::abs(right.value);
    });
    return parts;
}

// --- for programs -------------------------------------------------------------------------------------------

Json parts_json(const Setup& setup, const Contributions& parts) {
    Json list = Json::array();
    for (const Contribution& part : largest_first(parts)) {
        Json entry{{"driver", name_of(part.driver)}};
        const std::string subject = subject_of(setup, part);
        entry["of"] = subject.empty() ? Json(nullptr) : Json(subject);
        entry["value"] = part.value;
        list.push_back(std::move(entry));
    }
    return list;
}

Json account_json(const Setup& setup, const Account& account) {
    return {{"last_week", account.last_week},
            {"now", account.now},
            {"change", account.now - account.last_week},
            {"parts_add_up_to", account.explains_change ? "change" : "now"},
            {"parts", parts_json(setup, account.parts)}};
}

Json price_json(const PriceMove& move) {
    Json usd, logs;
    for (const PricePart& part : price_parts) {
        usd[part.key] = move.*part.log_points * move.usd_per_log_point();
        logs[part.key] = move.*part.log_points;
    }
    return {{"product", name_of(move.product)},
            {"zone", name_of(move.zone)},
            {"from_usd_per_kg", move.from},
            {"to_usd_per_kg", move.to},
            {"change_usd_per_kg", move.to - move.from},
            {"parts_usd_per_kg", std::move(usd)},
            {"parts_log_points", std::move(logs)},
            {"unfilled_share", move.unfilled_share},
            {"cover_weeks", move.cover_weeks},
            {"rest_weeks", move.rest_weeks},
            {"anchor_usd_per_kg", move.anchor_usd_per_kg}};
}

const GovernmentExplanation* government_in(const Explanation& why, SeatId seat) {
    for (const GovernmentExplanation& account : why.governments)
        if (account.seat == seat) return &account;
    return nullptr;
}

const FirmExplanation* firm_in(const Explanation& why, SeatId seat) {
    for (const FirmExplanation& account : why.firms)
        if (account.seat == seat) return &account;
    return nullptr;
}

Account total_pain(const GovernmentExplanation& account) {
    Account total;
    for (const Account& cause : account.pain) {
        total.last_week += cause.last_week;
        total.now += cause.now;
    }
    return total;
}

// One object a seat.
Json seat_json(const Setup& setup, const Explanation& why, SeatId seat) {
    Json entry{{"role", role_of(setup.scenario, seat)}};
    if (const GovernmentExplanation* account = government_in(why, seat)) {
        const Account total = total_pain(*account);
        Json causes = Json::array();
        for (PainCause cause : all_of<PainCause>()) {
            Json one{{"cause", name_of(cause)}};
            one.update(account_json(setup, account->pain[index_of(cause)]));
            causes.push_back(std::move(one));
        }
        entry["pain"] = {{"last_week", total.last_week},
                         {"now", total.now},
                         {"change", total.now - total.last_week},
                         {"causes", std::move(causes)}};
        entry["stress"] = account_json(setup, account->stress);
        entry["approval_pct"] = account_json(setup, account->approval);
    } else if (const FirmExplanation* firm = firm_in(why, seat)) {
        entry["profit_usd_m"] = account_json(setup, firm->profit);
    }
    return entry;
}

// --- for people ---------------------------------------------------------------------------------------------

std::string words(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string label_of(const Setup& setup, const Contribution& part) {
    const std::string subject = words(subject_of(setup, part));
    switch (part.driver) {
        case Driver::firm:
        case Driver::region:
        case Driver::measure:
        case Driver::pain: return subject;
        case Driver::missing_parts: return "no " + subject;
        case Driver::dearer_parts: return "dearer " + subject;
        default: return words(name_of(part.driver)) + (subject.empty() ? "" : " of " + subject);
    }
}

// "us-carmakers +0.210, us-defence +0.031, 3 more +0.002": the largest parts and the rest, wrapped under each other.
std::string parts_text(const Setup& setup, const Contributions& parts, int digits) {
    const Contributions sorted = largest_first(parts);
    const double smallest = 0.5 * std::pow(10.0, -digits);
    std::vector<std::string> items;
    double rest = 0.0;
    for (const Contribution& part : sorted) {
        if (items.size() < parts_shown && std::abs(part.value) >= smallest)
            items.push_back(fmt::format("{} {:+.{}f}", label_of(setup, part), part.value, digits));
        else rest += part.value;
    }
    if (std::abs(rest) >= smallest) items.push_back(fmt::format("{} more {:+.{}f}", sorted.size() - items.size(), rest, digits));
    std::string text;
    std::size_t column = name_width + 26;
    const std::size_t start = column;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += ",";
        if (i > 0 && column + items[i].size() > line_width) {
            text += "\n" + std::string(start, ' ');
            column = start;
        } else if (i > 0) {
            text += " ";
        }
        text += items[i];
        column += items[i].size() + 2;
    }
    return text;
}

std::string price_table(const Explanation& why, Zone zone) {
    std::vector<PriceMove> moves;
    for (const PriceMove& move : why.prices)
        if (move.zone == zone) moves.push_back(move);
    std::stable_sort(moves.begin(), moves.end(), [](const PriceMove& left, const PriceMove& right) {
        return std::abs(math::log(left.to / left.from)) > std::abs(math::log(right.to / right.from));
    });
    std::string text = fmt::format("\n  Prices {} China, USD/kg: the change is the sum of the columns after it\n",
                                   zone == Zone::inside ? "inside" : "outside");
    text += fmt::format("    {:<24}{:>9}{:>10}{:>8}", "", "last week", "now", "change");
    for (const PricePart& part : price_parts) text += fmt::format("{:>10}", part.title);
    text += "\n";
    for (std::size_t i = 0; i < std::min(prices_shown, moves.size()); ++i) {
        const PriceMove& move = moves[i];
        text += fmt::format("    {:<24}{:>9.2f}{:>10.2f}{:>+8.2f}", words(name_of(move.product)), move.from, move.to, move.to - move.from);
        for (const PricePart& part : price_parts) text += fmt::format("{:>+10.2f}", move.*part.log_points * move.usd_per_log_point());
        text += "\n";
    }
    if (moves.size() > prices_shown) text += fmt::format("    {} more moved less (--json has them all)\n", moves.size() - prices_shown);
    return text;
}

std::string account_line(const Setup& setup, std::string_view name, const Account& account, int digits) {
    return fmt::format("    {:<{}}{:>9.{}f}{:>+10.{}f}   {}\n", words(name), name_width, account.now, digits,
                       account.now - account.last_week, digits, parts_text(setup, account.parts, digits));
}

std::string government_text(const Setup& setup, const GovernmentExplanation& account) {
    const Account total = total_pain(account);
    std::string text = fmt::format("\n  {}\n    {:<{}}{:>9}{:>10}   {}\n", title_of(setup.scenario, account.seat), "", name_width, "now",
                                   "change", "what it is made of");
    text += fmt::format("    {:<{}}{:>9.3f}{:>+10.3f}\n", "pain, all causes", name_width, total.now, total.now - total.last_week);
    std::vector<PainCause> causes;
    for (PainCause cause : all_of<PainCause>()) {
        const Account& pain = account.pain[index_of(cause)];
        if (pain.now >= 0.0005 || pain.last_week >= 0.0005) causes.push_back(cause);
    }
    std::stable_sort(causes.begin(), causes.end(), [&](PainCause left, PainCause right) {
        return account.pain[index_of(left)].now > account.pain[index_of(right)].now;
    });
    for (PainCause cause : causes) text += account_line(setup, name_of(cause), account.pain[index_of(cause)], 3);
    text += fmt::format("    {:<{}}{:>22}{}\n", "", name_width, "", "what changed it");
    text += account_line(setup, "stress, 0-100", account.stress, 1);
    text += account_line(setup, "approval, %", account.approval, 2);
    return text;
}

}  // namespace

nlohmann::ordered_json explain_json(const Setup& setup, const Explanation& why) {
    Json json{{"week", why.week}, {"from", format_day(setup.params.day_of(why.week))}};
    json["prices"] = Json::array();
    for (const PriceMove& move : why.prices) json["prices"].push_back(price_json(move));
    json["seats"] = Json::array();
    for (SeatId seat = 0; seat < setup.params.seats; ++seat) json["seats"].push_back(seat_json(setup, why, seat));
    return json;
}

std::string explain_text(const Setup& setup, const Explanation& why) {
    const Day first = setup.params.day_of(why.week);
    std::string text = fmt::format("\nWeek {} ({} to {}): where it came from\n", why.week, format_day(first), format_day(first + 6));
    text += price_table(why, Zone::outside) + price_table(why, Zone::inside);
    text += "\nPain of governments, points (1.0 is one percent of yearly output), by cause and what is behind it\n";
    for (SeatId seat = 0; seat < setup.params.seats; ++seat)
        if (const GovernmentExplanation* account = government_in(why, seat)) text += government_text(setup, *account);
    text += fmt::format("\nProfit of firms, USD million in the week\n\n    {:<{}}{:>9}{:>10}   {}\n", "", name_width, "now", "change",
                        "what it is made of");
    for (SeatId seat = 0; seat < setup.params.seats; ++seat)
        if (const FirmExplanation* firm = firm_in(why, seat))
            text += account_line(setup, role_of(setup.scenario, seat), firm->profit, 2);
    return text;
}

}  // namespace chokepoint::cli
