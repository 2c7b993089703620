// Talks as conversations: one side's offers on the left, the others' on the right, the newest at the bottom; what
// changed from the offer answered is marked on each clause.
#include <algorithm>

#include "ui/panels/panels.hpp"

namespace chokepoint::ui {
namespace {

ImU32 state_colour(OfferState state) {
    switch (state) {
        case OfferState::tabled:
        case OfferState::live: return colour::yellow;
        case OfferState::accepted: return colour::green;
        case OfferState::rejected:
        case OfferState::withdrawn: return colour::vermillion;
        case OfferState::expired:
        case OfferState::superseded: return colour::grey;
    }
    return colour::grey;
}

// The mark before a clause: plus, minus, or a bar for "changed".
void draw_change(Canvas& canvas, Box box, Change change) {
    const ImVec2 c = box.centre();
    const float arm = canvas.u(5), thick = std::max(1.5F, canvas.u(2.4F));
    switch (change) {
        case Change::same: canvas.list().AddCircleFilled(c, canvas.u(2.2F), colour::text_faint); break;
        case Change::added:
            canvas.line({c.x - arm, c.y}, {c.x + arm, c.y}, colour::green, thick);
            canvas.line({c.x, c.y - arm}, {c.x, c.y + arm}, colour::green, thick);
            break;
        case Change::removed: canvas.line({c.x - arm, c.y}, {c.x + arm, c.y}, colour::vermillion, thick); break;
        case Change::changed:
            canvas.list().AddTriangleFilled({c.x - arm * 0.7F, c.y - arm}, {c.x + arm, c.y}, {c.x - arm * 0.7F, c.y + arm}, colour::yellow);
            break;
    }
}

ImU32 ink_of(Change change) {
    switch (change) {
        case Change::same: return colour::text_soft;
        case Change::added: return colour::text;
        case Change::removed: return colour::text_faint;
        case Change::changed: return colour::text;
    }
    return colour::text;
}

std::string shown(const TermLine& line) { return line.change == Change::removed ? "No longer: " + line.text : line.text; }

constexpr float mark_units = 22.0F;
constexpr std::size_t win_sets_in_a_row = 4;

// A card that only repeats the offer before says so in a line.
bool is_repeat(const OfferCard& card) {
    return !card.lines.empty() && std::all_of(card.lines.begin(), card.lines.end(), [](const TermLine& line) { return line.change == Change::same; }) &&
           card.state != OfferState::accepted;
}

std::string summary_of(const OfferCard& card) {
    const auto count = [&](Change change) { return std::count_if(card.lines.begin(), card.lines.end(), [&](const TermLine& line) { return line.change == change; }); };
    std::string text;
    for (const auto& [change, words] : {std::pair{Change::added, " new"}, {Change::changed, " changed"}, {Change::removed, " left out"}})
        if (const auto n = count(change); n > 0) text += (text.empty() ? "" : ", ") + std::to_string(n) + words;
    if (!text.empty()) return "Clauses: " + text;
    return card.answers == 0 ? std::to_string(card.lines.size()) + " clauses" : "Stands by the same terms";
}

// Why a seat made the offer or answered it: the sum in bold, the parts under it, and what it was compared with.
float move_height(Canvas& canvas, float width, const MoveCard& move) {
    float height = canvas.u(9) + canvas.wrapped_height(width, move.headline, Type::small, true);
    if (!move.parts.empty()) height += canvas.wrapped_height(width, move.parts, Type::small);
    if (!move.compared.empty()) height += canvas.wrapped_height(width, move.compared, Type::small);
    return height;
}

void draw_move(Canvas& canvas, Box box, const Scenario& scenario, const MoveCard& move) {
    canvas.line({box.x, box.y + canvas.u(4)}, {box.right(), box.y + canvas.u(4)}, colour::rgb(0x33414F));
    box.take_top(canvas.u(9));
    box.take_top(canvas.wrapped(box, move.headline, {Type::small, colour::of_seat(scenario, move.by), true}));
    if (!move.parts.empty()) box.take_top(canvas.wrapped(box, move.parts, {Type::small, colour::text_soft}));
    if (!move.compared.empty()) canvas.wrapped(box, move.compared, {Type::small, colour::text_faint});
}

float card_height(Canvas& canvas, float width, const OfferCard& card, bool is_brief) {
    const float inner = width - canvas.u(28) - canvas.u(mark_units);
    float height = canvas.u(20) + canvas.line_of(Type::body);
    if (is_brief || is_repeat(card)) return height + canvas.line_of(Type::small);
    for (const MoveCard& move : card.moves) height += move_height(canvas, width - canvas.u(28), move);
    for (const TermLine& line : card.lines) {
        height += canvas.wrapped_height(inner, shown(line), Type::small, line.change == Change::changed || line.change == Change::added) + canvas.u(3);
        if (!line.was.empty()) height += canvas.wrapped_height(inner, "was: " + line.was, Type::tiny);
    }
    return height;
}

void draw_card(Canvas& canvas, Box box, const Scenario& scenario, const OfferCard& card, bool is_brief) {
    const bool stands = card.state == OfferState::live || card.state == OfferState::tabled || card.state == OfferState::accepted;
    const ImU32 edge = colour::of_seat(scenario, card.by);
    canvas.fill(box, stands ? colour::panel_raised : colour::rgb(0x1A232D), canvas.u(6));
    canvas.fill({box.x, box.y, canvas.u(5), box.h}, edge, canvas.u(2));
    if (card.state == OfferState::accepted) canvas.frame(box, colour::green, canvas.u(6), canvas.u(2));
    Box inner = box.inset(canvas.u(14), canvas.u(10));
    Box head = inner.take_top(canvas.line_of(Type::body));
    const std::string_view state = name_in_words(card.state);
    const float chip = canvas.chip_width(state, Type::tiny);
    const Box place = head.take_right(chip);
    canvas.chip({place.x, place.y + (place.h - canvas.height_of(Type::tiny) * 1.45F) / 2}, state, state_colour(card.state), colour::rgb(0x0B1016), Type::tiny, chip);
    head.take_right(canvas.u(8));
    const std::string name = seat_short(scenario, card.by);
    canvas.text(head.take_left(std::min(head.w, canvas.width_of(name, Type::body, true) + 1)), name, {Type::body, edge, true});
    head.take_left(canvas.u(10));
    canvas.text(head, "no. " + std::to_string(card.number) + ", week " + std::to_string(card.week) + (card.answers != 0 ? ", answers no. " + std::to_string(card.answers) : ""),
                {Type::tiny, colour::text_faint});
    if (is_brief || is_repeat(card)) {
        canvas.text(inner.take_top(canvas.line_of(Type::small)), summary_of(card), {Type::small, colour::text_soft});
        return;
    }
    for (const TermLine& line : card.lines) {
        const bool is_bold = line.change == Change::changed || line.change == Change::added;
        Box text = inner;
        draw_change(canvas, {inner.x, inner.y, canvas.u(14), canvas.line_of(Type::small)}, line.change);
        text.take_left(canvas.u(mark_units));
        float used = canvas.wrapped(text, shown(line), {Type::small, ink_of(line.change), is_bold});
        if (!line.was.empty()) {
            text.take_top(used);
            used += canvas.wrapped(text, "was: " + line.was, {Type::tiny, colour::text_faint});
        }
        inner.take_top(used + canvas.u(3));
    }
    for (const MoveCard& move : card.moves) {
        const float tall = move_height(canvas, inner.w, move);
        draw_move(canvas, {inner.x, inner.y, inner.w, tall}, scenario, move);
        inner.take_top(tall);
    }
}

// What each government can give with an even chance at home: the band that outsiders can tell, its own mark where that is
// known, and a triangle for what the newest offer asks of it.
void draw_win_sets(Canvas& canvas, Box row, const Scenario& scenario, const TalkCard& talk) {
    const std::string title = "What passes at home, of the largest deal:";
    canvas.text(row.take_left(canvas.width_of(title, Type::tiny) + canvas.u(12)), title, {Type::tiny, colour::text_faint});
    const float each = row.w / static_cast<float>(talk.win_sets.size());
    for (const WinSet& set : talk.win_sets) {
        Box cell = row.take_left(each);
        const std::string name = seat_short(scenario, set.seat);
        const ImU32 ink = colour::of_seat(scenario, set.seat);
        canvas.text(cell.take_left(canvas.width_of(name, Type::tiny, true) + canvas.u(8)), name, {Type::tiny, ink, true});
        const std::string words = number(100.0 * set.low) + "-" + number(100.0 * set.high) + " %, asked " + number(100.0 * set.asked) + " %";
        canvas.text(cell.take_right(canvas.width_of(words, Type::tiny) + canvas.u(14)), words, {Type::tiny, colour::text_soft});
        cell.take_right(canvas.u(10));
        if (cell.w < canvas.u(30)) continue;
        const auto at = [&](double share) { return cell.x + cell.w * static_cast<float>(std::clamp(share, 0.0, 1.0)); };
        const float y = cell.y + cell.h / 2, half = canvas.u(4);
        canvas.fill({cell.x, y - half / 2, cell.w, half}, colour::rgb(0x33414F), canvas.u(2));
        canvas.fill({at(set.low), y - half, std::max(canvas.u(3), at(set.high) - at(set.low)), 2 * half}, ink, canvas.u(2));
        if (set.exact >= 0.0) canvas.line({at(set.exact), y - 2 * half}, {at(set.exact), y + 2 * half}, colour::text, std::max(1.5F, canvas.u(2)));
        const float x = at(set.asked);
        canvas.list().AddTriangleFilled({x, y - half / 2}, {x - half, y - 2.2F * half}, {x + half, y - 2.2F * half}, colour::yellow);
    }
}

void draw_change_key(Canvas& canvas, Box box) {
    const std::pair<Change, const char*> keys[] = {{Change::added, "new"}, {Change::changed, "changed"}, {Change::removed, "left out"}, {Change::same, "as before"}};
    for (const auto& [change, words] : keys) {
        draw_change(canvas, box.take_left(canvas.u(16)), change);
        box.take_left(canvas.u(5));
        canvas.text(box.take_left(canvas.width_of(words, Type::tiny) + 1), words, {Type::tiny, colour::text_faint});
        box.take_left(canvas.u(14));
    }
}

std::string standing_of(const Scenario& scenario, const TalkCard& talk) {
    std::string words = (talk.subject.empty() ? std::string{} : talk.subject + ", ") + talk.level + ", since week " + std::to_string(talk.opened_week);
    if (!talk.is_open) return words + ", closed";
    if (talk.deadline_week > 0) words += ", deadline week " + std::to_string(talk.deadline_week);
    if (talk.turn != no_seat) words += ", " + seat_short(scenario, talk.turn) + " to speak";
    return words;
}

// Parties take sides in turn, so that a table of four does not crowd one edge.
bool speaks_left(const TalkCard& talk, SeatId seat) {
    const auto at = std::find(talk.parties.begin(), talk.parties.end(), seat);
    return (at - talk.parties.begin()) % 2 == 0;
}

std::string in_words(const Scenario& scenario, const SayingCard& saying) {
    return seat_short(scenario, saying.by) + ", week " + std::to_string(saying.week) + ": " + saying.text;
}

// What was said at the table in people's own words, at its foot: the newest that fit into a third of it.
void draw_sayings(Canvas& canvas, Box& box, const Scenario& scenario, const TalkCard& talk) {
    const float most = box.h / 3, gap = canvas.u(4);
    float height = gap;
    std::size_t first = talk.sayings.size();
    while (first > 0) {
        const float next = canvas.wrapped_height(box.w, in_words(scenario, talk.sayings[first - 1]), Type::small) + gap;
        if (height + next > most && first < talk.sayings.size()) break;
        height += next;
        --first;
    }
    if (first == talk.sayings.size()) return;
    Box foot = box.take_bottom(std::min(height, most));
    canvas.line({foot.x, foot.y}, {foot.right(), foot.y}, colour::line);
    foot.take_top(gap);
    for (std::size_t i = first; i < talk.sayings.size(); ++i) {
        const SayingCard& saying = talk.sayings[i];
        foot.take_top(canvas.wrapped(foot, in_words(scenario, saying), {Type::small, colour::of_seat(scenario, saying.by)}) + gap);
    }
}

// Newest at the bottom, as many whole cards as fit.
void draw_conversation(Canvas& canvas, Box box, View& view, const TalkCard& talk) {
    draw_sayings(canvas, box, view.scenario, talk);
    draw_change_key(canvas, box.take_top(canvas.line_of(Type::small)));
    if (!talk.win_sets.empty() && talk.win_sets.size() <= win_sets_in_a_row && box.w >= canvas.u(620))
        draw_win_sets(canvas, box.take_top(canvas.line_of(Type::small)), view.scenario, talk);
    box.take_top(canvas.u(4));
    if (talk.offers.empty()) {
        canvas.text(box, "No offer on this table yet", {Type::body, colour::text_faint, false, Align::centre});
        return;
    }
    int& scroll = view.state.talk_scroll;
    if (canvas.hovered(box)) scroll += static_cast<int>(ImGui::GetIO().MouseWheel);
    scroll = std::clamp(scroll, 0, static_cast<int>(talk.offers.size()) - 1);

    const float indent = std::min(box.w * 0.12F, canvas.u(90));
    const float width = std::min(box.w - indent, canvas.u(760));
    const float more = canvas.line_of(Type::tiny);
    const auto newest = talk.offers.size() - 1 - static_cast<std::size_t>(scroll);
    // The newest in full, as many as fit; above them earlier ones in brief.
    std::size_t first = newest + 1, first_full = 0;
    float height = 0;
    bool is_brief = false;
    while (first > 0) {
        float next = card_height(canvas, width, talk.offers[first - 1], is_brief) + canvas.u(8);
        if (height + next > box.h - more && first <= newest && !is_brief) {
            is_brief = true;
            first_full = first;
            next = card_height(canvas, width, talk.offers[first - 1], true) + canvas.u(8);
        }
        if (height + next > box.h - more && first <= newest) break;
        height += next;
        --first;
    }
    Box top = box.take_top(more);
    std::string hidden;
    if (first > 0) hidden = std::to_string(first) + (first == 1 ? " earlier offer" : " earlier offers") + ", wheel to read back";
    if (scroll > 0) hidden += (hidden.empty() ? "" : "; ") + std::to_string(scroll) + " newer below";
    canvas.text(top, hidden, {Type::tiny, colour::text_faint, false, Align::centre});
    float y = std::max(box.y, box.bottom() - height + canvas.u(8));
    if (height < box.h) y = box.y + canvas.u(4);  // a short conversation starts at the top
    canvas.list().PushClipRect({box.x - 2, box.y - 2}, {box.right() + 2, box.bottom() + 2}, true);
    for (std::size_t i = first; i <= newest; ++i) {
        const OfferCard& offer = talk.offers[i];
        const float tall = card_height(canvas, width, offer, i < first_full);
        const float x = speaks_left(talk, offer.by) ? box.x : box.right() - width;
        draw_card(canvas, {x, y, width, tall}, view.scenario, offer, i < first_full);
        y += tall + canvas.u(8);
    }
    canvas.list().PopClipRect();
}

const TalkCard* talk_looked_at(const View& view) {
    const std::vector<TalkCard>& talks = view.models.talks;
    if (talks.empty()) return nullptr;
    const auto index = static_cast<std::size_t>(std::max(view.state.talk, 0));
    return &talks[index < talks.size() ? index : 0];
}

}  // namespace

void draw_talks_brief(Canvas& canvas, Box box, View& view) {
    const TalkCard* talk = talk_looked_at(view);
    if (talk == nullptr) {
        const Box inner = canvas.panel(box, "Talks");
        canvas.text(inner, "Nobody is talking yet", {Type::body, colour::text_faint, false, Align::centre});
        return;
    }
    const std::size_t others = view.models.talks.size() - 1;
    Box inner = canvas.panel(box, talk->title, others == 0 ? "" : "and " + std::to_string(others) + (others == 1 ? " other talk" : " other talks"));
    canvas.text(inner.take_top(canvas.line_of(Type::small)), standing_of(view.scenario, *talk), {Type::tiny, colour::text_soft});
    draw_conversation(canvas, inner, view, *talk);
}

void draw_talks(Canvas& canvas, Box box, View& view) {
    const std::vector<TalkCard>& talks = view.models.talks;
    if (talks.empty()) return draw_talks_brief(canvas, box, view);
    const TalkCard* here = talk_looked_at(view);
    Box side = box.take_left(box.w * 0.3F);
    box.take_left(canvas.u(10));
    Box list = canvas.panel(side, "Talks", std::to_string(std::count_if(talks.begin(), talks.end(), [](const TalkCard& t) { return t.is_open; })) + " open of " + std::to_string(talks.size()));
    const float tall = canvas.line_of(Type::body) + canvas.line_of(Type::small) + canvas.u(18);
    for (std::size_t i = 0; i < talks.size() && list.h >= tall; ++i) {
        const TalkCard& talk = talks[i];
        Box cell = list.take_top(tall);
        list.take_top(canvas.u(6));
        ImGui::PushID(static_cast<int>(i));
        if (canvas.clicked("talk", cell)) {
            view.state.talk = static_cast<int>(i);
            view.state.talk_scroll = 0;
        }
        ImGui::PopID();
        canvas.fill(cell, &talk == here ? colour::panel_raised : colour::rgb(0x1A232D), canvas.u(5));
        if (&talk == here) canvas.fill({cell.x, cell.y, canvas.u(4), cell.h}, colour::sky);
        Box inner = cell.inset(canvas.u(12), canvas.u(8));
        Box head = inner.take_top(canvas.line_of(Type::body));
        const std::string offers = std::to_string(talk.offers.size()) + (talk.offers.size() == 1 ? " offer" : " offers");
        canvas.text(head.take_right(canvas.width_of(offers, Type::small) + canvas.u(8)), offers, {Type::small, colour::text_faint, false, Align::right});
        canvas.text(head, talk.title, {Type::body, talk.is_open ? colour::text : colour::text_soft, true});
        canvas.text(inner.take_top(canvas.line_of(Type::small)), standing_of(view.scenario, talk), {Type::tiny, talk.is_open ? colour::text_soft : colour::text_faint});
    }
    const Box inner = canvas.panel(box, here->title, standing_of(view.scenario, *here));
    draw_conversation(canvas, inner, view, *here);
}

}  // namespace chokepoint::ui
