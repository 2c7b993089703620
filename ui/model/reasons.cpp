#include "ui/model/reasons.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/model/words.hpp"

namespace chokepoint::ui {
namespace {

template <typename E, std::size_t N>
std::string_view worded(const std::array<std::string_view, N>& words, E value) {
    static_assert(N == count_of<E>, "a word for every value");
    return index_of(value) < N ? words[index_of(value)] : std::string_view{"?"};
}

std::string digits(double value) {
    const double size = std::fabs(value);
    if (size < 0.0005) return "0";
    return number(value, size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 0.095 ? 2 : 3);
}

std::string underscores_gone(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string_view interest_in_words(std::uint8_t what) {
    static constexpr std::array<std::string_view, count_of<Interest>> words{
        "output", "stable prices", "jobs", "defence", "revenue", "technology", "its market", "standing at home", "credibility", "cohesion"};
    return worded(words, static_cast<Interest>(what));
}

std::string product_in_words(std::uint8_t what) {
    return std::string(name_in_words(static_cast<Product>(what < count_of<Product> ? what : 0)));
}

std::string project_in_words(const Scenario& scenario, std::uint8_t index) {
    return index < scenario.projects.size() ? scenario.projects[index].name : std::string("a project");
}

std::string region_in_words(std::uint8_t target) {
    return std::string(short_name(static_cast<Region>(target < count_of<Region> ? target : 0)));
}

std::string control_in_words(const Order& order) {
    const std::string name{name_in_words(static_cast<ControlKind>(order.what < count_of<ControlKind> ? order.what : 0))};
    const std::string scope = scope_in_words(order.scope);
    return (order.second > 0.0 ? "puts in force: " : "lifts: ") + name + (scope.empty() ? "" : " on " + scope);
}

std::string priority_in_words(const Order& order) {
    static constexpr std::array<std::string_view, count_of<EndUse>> uses{"civil", "automotive", "semiconductor", "medical", "military"};
    std::string whom = order.target != 255 ? region_in_words(order.target) : std::string("all regions");
    if (order.what < uses.size()) whom = std::string(uses[order.what]) + " use" + (order.target != 255 ? " in " + whom : "");
    return "licensing desk: priority of " + whom + " to " + digits(order.value);
}

std::string order_in_words(const Scenario& scenario, const Order& order) {
    const std::string value = digits(order.value), share = number(100.0 * order.value) + " %";
    switch (order.kind) {
        case OrderKind::set_tariff:
            return std::string(name_in_words(static_cast<TariffComponent>(order.what))) + " tariff on " + region_in_words(order.target) + " to " + value + " %" +
                   (order.second > 0.0 && order.second < 1.0 ? ", on " + number(100.0 * order.second) + " % of the trade" : "");
        case OrderKind::set_control: return control_in_words(order);
        case OrderKind::desk_throughput: return "licensing desk: decides " + value + " applications a week";
        case OrderKind::desk_priority: return priority_in_words(order);
        case OrderKind::list_firms: return (order.value < 0.0 ? "takes off its list " : "lists ") + number(std::fabs(order.value)) + " firms of the other side";
        case OrderKind::farm_goods: return "farm goods: buys " + share + " of the normal";
        case OrderKind::stockpile:
            return (order.value < 0.0 ? "sells " : "buys ") + digits(std::fabs(order.value)) + " t of " + product_in_words(order.what) + (order.value < 0.0 ? " from" : " for") + " its stockpile";
        case OrderKind::price_floor: return "floor of $" + value + "/kg for " + product_in_words(order.what);
        case OrderKind::project_aid: return "aid of $" + value + " m for " + project_in_words(scenario, order.target);
        case OrderKind::permit_priority: return "permits first for " + project_in_words(scenario, order.target);
        case OrderKind::summit: return "a summit with " + seat_short(scenario, order.target);
        case OrderKind::stock_target: return "stock of parts at " + value + " times the normal";
        case OrderKind::production: return "runs at " + share + " of capacity";
        case OrderKind::apply: return "applies for a licence: " + value + " t of " + product_in_words(order.what);
        case OrderKind::petition: return "petitions for " + value + " t out of turn";
        case OrderKind::report_stock: return "reports " + value + " times its true stock";
        case OrderKind::lobby: return "lobbies " + seat_short(scenario, order.target) + " for " + std::string(interest_in_words(order.what)) + ", effort " + share;
        case OrderKind::substitute: return "saves " + product_in_words(order.what) + ", effort " + share;
        case OrderKind::invest: return "invests $" + value + " m in " + project_in_words(scenario, order.target);
        default: return underscores_gone(name_of(order.kind)) + " " + value;
    }
}

std::string parties_in_words(const Scenario& scenario, const PartyList& with) {
    std::string text;
    for (std::size_t i = 0; i < with.size(); ++i)
        text += (i == 0 ? "" : i + 1 == with.size() ? " and " : ", ") + seat_short(scenario, with[i]);
    return text;
}

}  // namespace

std::string_view name_in_words(RationaleKind kind) {
    static constexpr std::array<std::string_view, count_of<RationaleKind>> words{
        "worth", "no less than", "holds out for", "leaves the others", "shortage", "tariffs", "leverage", "standing at home", "kept word",
        "calm", "sure supply or sales", "money", "answering blows", "the normal", "temper", "goodwill", "pain", "market stress", "waiting",
        "the other's signal", "threats", "plans", "bounds", "tolerance", "needed", "now", "least change", "trust in the word",
        "trust needed", "asks at home", "win-set at home", "pressure", "provoked by", "days of cover", "weeks left", "foreseen gain",
        "standard error", "best other line", "rollouts"};
    return worded(words, kind);
}

std::string_view name_in_words(RationaleUnit unit) {
    static constexpr std::array<std::string_view, count_of<RationaleUnit>> words{
        "point-weeks", "USD m", "tariff points", "", "times the normal", "t", "days", "weeks", "major measures", "firms", "", "of priority",
        "applications a week", "of stress", "of pressure", ""};
    return worded(words, unit);
}

std::string_view name_in_words(RejectReason reason) {
    static constexpr std::array<std::string_view, count_of<RejectReason>> words{
        "no reason given", "it offers too little", "it costs too much", "no trust in the other's word", "not now", "not legal", "it crosses its red line"};
    return worded(words, reason);
}

double Reasons::sum() const {
    double total_of_parts = 0.0;
    for (const Rationale& part : parts) total_of_parts += part.value;
    return total_of_parts;
}

Reasons sorted_out(std::span<const Rationale> numbers) {
    Reasons reasons;
    for (const Rationale& number : numbers) {
        if (is_part(number.kind)) reasons.parts.push_back(number);
        else if (number.kind == RationaleKind::own_value) reasons.total = number;
        else reasons.compared.push_back(number);
    }
    std::stable_sort(reasons.parts.begin(), reasons.parts.end(),
                     [](const Rationale& a, const Rationale& b) { return std::fabs(a.value) > std::fabs(b.value); });
    return reasons;
}

std::string amount_in_words(const Rationale& rationale, bool is_signed) {
    std::string text = (is_signed && rationale.value >= 0.0 ? "+" : "") + digits(rationale.value);
    const std::string_view unit = name_in_words(rationale.unit);
    if (!unit.empty()) text += " " + std::string(unit);
    return text;
}

std::string parts_in_words(const Reasons& reasons, std::size_t most) {
    std::string text;
    double rest = 0.0;
    for (std::size_t i = 0; i < reasons.parts.size(); ++i) {
        const Rationale& part = reasons.parts[i];
        if (most > 0 && i >= most) {
            rest += part.value;
            continue;
        }
        text += (text.empty() ? "" : ", ") + std::string(name_in_words(part.kind)) + " " + (part.value < 0.0 ? "" : "+") + digits(part.value);
    }
    if (most > 0 && reasons.parts.size() > most) text += std::string(", the rest ") + (rest < 0.0 ? "" : "+") + digits(rest);
    return text;
}

std::string compared_in_words(const Reasons& reasons) {
    std::string text;
    for (const Rationale& number : reasons.compared) {
        // The unit of the sum goes without saying, and so does that of the counts.
        const bool is_same = reasons.total && number.unit == reasons.total->unit;
        const bool says_itself = number.kind == RationaleKind::cover || number.kind == RationaleKind::weeks_left || number.kind == RationaleKind::pressure;
        text += (text.empty() ? "" : ", ") + std::string(name_in_words(number.kind)) + " " +
                (is_same || says_itself ? digits(number.value) : number.kind == RationaleKind::rollouts ? ui::number(number.value) : amount_in_words(number));
    }
    return text;
}

std::string describe(const Scenario& scenario, const Message& message) {
    const std::string offer = "offer " + std::to_string(message.offer), agreement = "agreement " + std::to_string(message.agreement);
    switch (message.kind) {
        case MessageKind::open_talk: return "asks " + parties_in_words(scenario, message.with) + " to talk";
        case MessageKind::invite:
            return "brings " + (message.with.empty() ? "nobody" : seat_short(scenario, message.with[0])) + " to talk " + std::to_string(message.talk);
        case MessageKind::leave_talk: return "leaves talk " + std::to_string(message.talk);
        case MessageKind::propose: return message.offer != 0 ? "counters " + offer : "makes an offer";
        case MessageKind::accept: return "accepts " + offer;
        case MessageKind::reject: return "rejects " + offer + ": " + std::string(name_in_words(message.reason));
        case MessageKind::withdraw: return "withdraws " + offer;
        case MessageKind::statement: return "says: " + describe(scenario, message.statement);
        case MessageKind::order: return "orders: " + order_in_words(scenario, message.order);
        case MessageKind::suspend_agreement: return "suspends " + agreement;
        case MessageKind::declare_breach: return "declares a breach of " + agreement;
        case MessageKind::snap_back: return "restores its measures under " + agreement;
        case MessageKind::renew: return "asks to renew " + agreement;
        case MessageKind::terminate: return "ends " + agreement;
        case MessageKind::resume: return "asks to resume " + agreement;
        case MessageKind::waive: return "gives up a clause of " + agreement;
    }
    return "says something";
}

}  // namespace chokepoint::ui
