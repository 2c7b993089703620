#include "ui/cli/decisions.hpp"

#include <fmt/format.h>

#include "ui/model/reasons.hpp"
#include "ui/model/words.hpp"

namespace chokepoint::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t line_width = 112;
constexpr std::size_t indent = 8;

struct Decision {
    const WeekOfDecisions::OfSeat& by;
    const Message& message;
    ui::Reasons reasons;
    const TermList* terms = nullptr;  // of the offer made or answered, or of the agreement
    std::string whose;                // of offers answered
};

Decision decision_of(const Setup& setup, const WeekOfDecisions& week, const WeekOfDecisions::OfSeat& by, std::size_t index) {
    Decision decision{by, by.answer.messages[index], {}, nullptr, {}};
    std::vector<Rationale> numbers;
    for (const Rationale& number : by.answer.rationales)
        if (number.message == index) numbers.push_back(number);
    decision.reasons = ui::sorted_out(numbers);
    const Message& message = decision.message;
    const bool is_answer = message.kind == MessageKind::accept || message.kind == MessageKind::reject || message.kind == MessageKind::withdraw;
    if (message.kind == MessageKind::propose) decision.terms = &message.terms;
    if (const auto offer = week.offers.find(message.offer); is_answer && offer != week.offers.end()) {
        decision.terms = &offer->second.terms;
        decision.whose = " of " + ui::seat_short(setup.scenario, offer->second.by);
    }
    return decision;
}

template <typename Visit>
void each_decision(const Setup& setup, const WeekOfDecisions& week, Visit visit) {
    for (const WeekOfDecisions::OfSeat& by : week.answers)
        for (std::size_t i = 0; i < by.answer.messages.size(); ++i) visit(decision_of(setup, week, by, i));
}

Json numbers_json(const std::vector<Rationale>& numbers) {
    Json list = Json::array();
    for (const Rationale& number : numbers) list.push_back({{"name", name_of(number.kind)}, {"value", number.value}, {"unit", name_of(number.unit)}});
    return list;
}

// "rejects offer 12 of U.S.: it offers too little".
std::string headline_of(const Setup& setup, const Decision& decision) {
    std::string words = ui::describe(setup.scenario, decision.message);
    if (decision.whose.empty()) return words;
    const std::size_t at = words.find(':');
    return at == std::string::npos ? words + decision.whose : words.insert(at, decision.whose);
}

std::string wrapped(const std::string& text) {
    std::string out(indent, ' ');
    std::size_t column = indent, at = 0;
    while (at < text.size()) {
        const std::size_t comma = text.find(", ", at);
        const std::size_t end = comma == std::string::npos ? text.size() : comma + 2;
        if (column > indent && column + (end - at) > line_width) {
            out.pop_back();  // the space before the break
            out += "\n" + std::string(indent + 2, ' ');
            column = indent + 2;
        }
        out += text.substr(at, end - at);
        column += end - at;
        at = end;
    }
    return out + "\n";
}

std::string reasons_text(const ui::Reasons& reasons) {
    if (reasons.empty()) return wrapped("gives no reasons");
    std::string text;
    const std::string parts = ui::parts_in_words(reasons);
    if (reasons.total) text += wrapped((parts.empty() ? "nothing" : parts) + ", = " + ui::amount_in_words(*reasons.total, true));
    if (!reasons.compared.empty()) text += wrapped("against: " + ui::compared_in_words(reasons));
    return text;
}

}  // namespace

nlohmann::ordered_json decisions_json(const Setup& setup, const WeekOfDecisions& week) {
    Json list = Json::array();
    each_decision(setup, week, [&](const Decision& decision) {
        Json entry{{"round", decision.by.round}, {"phase", name_of(decision.by.phase)}, {"role", role_of(setup.scenario, decision.by.seat)},
                   {"message", name_of(decision.message.kind)}, {"words", headline_of(setup, decision)}};
        if (decision.message.kind == MessageKind::order) entry["order"] = name_of(decision.message.order.kind);
        if (decision.message.offer != 0) entry["offer"] = decision.message.offer;
        if (decision.message.kind == MessageKind::reject) entry["reason"] = name_of(decision.message.reason);
        entry["terms"] = Json::array();
        if (decision.terms != nullptr)
            for (const Term& term : *decision.terms) entry["terms"].push_back(ui::describe(setup.scenario, term));
        entry["parts"] = numbers_json(decision.reasons.parts);
        entry["sum"] = decision.reasons.sum();
        entry["own_value"] = decision.reasons.total ? Json(decision.reasons.total->value) : Json(nullptr);
        entry["unit"] = decision.reasons.total ? Json(name_of(decision.reasons.total->unit)) : Json(nullptr);
        entry["compared"] = numbers_json(decision.reasons.compared);
        list.push_back(std::move(entry));
    });
    return list;
}

std::string decisions_text(const Setup& setup, const WeekOfDecisions& week) {
    std::string text = "\nDecisions of the week: who did what, the parts that add up to what it was worth, and what that was compared with\n";
    SeatId last = no_seat;
    int round = 0;
    each_decision(setup, week, [&](const Decision& decision) {
        if (decision.by.seat != last || decision.by.round != round) {
            const std::string when = decision.by.phase == PhaseKind::talk ? fmt::format("round {}", decision.by.round) : std::string("orders");
            text += fmt::format("\n  {}, {}\n", title_of(setup.scenario, decision.by.seat), when);
        }
        last = decision.by.seat;
        round = decision.by.round;
        text += fmt::format("    {}\n", headline_of(setup, decision));
        if (decision.terms != nullptr)
            for (const Term& term : *decision.terms) text += std::string(indent, ' ') + "- " + ui::describe(setup.scenario, term) + "\n";
        text += reasons_text(decision.reasons);
    });
    return text;
}

}  // namespace chokepoint::cli
