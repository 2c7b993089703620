#include "ui/model/text_board.hpp"

#include <algorithm>
#include <cmath>

#include "ui/model/board.hpp"
#include "ui/model/headline.hpp"
#include "ui/model/talks.hpp"
#include "ui/model/timeline.hpp"

namespace chokepoint::ui {
namespace {

constexpr int label_columns = 12;
constexpr std::size_t offers_max = 2;
constexpr std::size_t events_max = 4;

std::size_t letters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

class Page {
  public:
    explicit Page(TextBoardStyle style) : style_(style) {}

    void line(const std::string& label, std::string text, const char* colour = nullptr) {
        const int room = std::max(20, style_.columns - label_columns - 1);
        if (static_cast<int>(letters(text)) > room) text = cut(text, static_cast<std::size_t>(room - 3)) + "...";
        std::string head = label;
        head.resize(std::max<std::size_t>(label_columns, head.size()), ' ');
        page_ += head + " ";
        page_ += paint(text, colour) + "\n";
    }
    void rule(const std::string& title) {
        std::string text = "-- " + title + " ";
        while (static_cast<int>(letters(text)) < style_.columns) text += '-';
        page_ += paint(text, "1") + "\n";
    }
    std::string take() { return std::move(page_); }

  private:
    static std::string cut(const std::string& text, std::size_t count) {
        std::size_t at = 0;
        for (std::size_t seen = 0; at < text.size(); ++at)
            if ((text[at] & 0xC0) != 0x80 && seen++ == count) break;
        return text.substr(0, at);
    }
    std::string paint(const std::string& text, const char* colour) const {
        if (!style_.colour || colour == nullptr) return text;
        return std::string("\x1b[") + colour + "m" + text + "\x1b[0m";
    }

    TextBoardStyle style_;
    std::string page_;
};

constexpr const char* warning_colour = "38;5;208";
constexpr const char* good_colour = "38;5;43";

std::string bar(double share, std::size_t width) {
    const auto full = static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(width)));
    return std::string(full, 'x') + std::string(width - full, '.');
}

void print_measures(Page& page, const Headline& head, const Board& board) {
    page.line("Tariffs", "U.S. on China " + number(head.us_tariff_pct) + " %, China on U.S. " +
                             number(head.china_tariff_pct) + " %",
              head.us_tariff_pct >= 50 || head.china_tariff_pct >= 50 ? warning_colour : nullptr);
    bool any = false;
    for (const BoardRegion& region : board.regions)
        for (const Badge& badge : region.badges) {
            if (badge.kind == Badge::Kind::tariff) continue;
            page.line(any ? "" : "Controls", std::string(name_in_words(badge.by)) + ": " + badge.text);
            any = true;
        }
    if (!any) page.line("Controls", "none in force");
}

void print_plants(Page& page, const Board& board) {
    bool any = false;
    for (const BoardRegion& region : board.regions) {
        if (region.plants <= 0 || region.stopped < 0.5) continue;
        std::string name{short_name(region.region)};
        name.resize(std::max<std::size_t>(10, name.size()), ' ');
        page.line(any ? "" : "Plants", name + " [" + bar(region.stopped_share(), 20) + "] " + number(region.stopped) +
                                           " of " + number(region.plants) + " stopped", warning_colour);
        any = true;
    }
    if (!any) page.line("Plants", "all " + number(board.plants) + " run", good_colour);
}

void print_flows(Page& page, const Board& board) {
    std::size_t shown = 0;
    for (auto ribbon = board.ribbons.rbegin(); ribbon != board.ribbons.rend() && shown < 3; ++ribbon) {
        if (!ribbon->is_choked()) continue;
        page.line(shown++ == 0 ? "Held up" : "", ribbon->in_words(), warning_colour);
    }
}

void print_talks(Page& page, const Scenario& scenario, const std::vector<TalkCard>& talks) {
    std::size_t shown = 0;
    for (const TalkCard& talk : talks) {
        if (!talk.is_open || shown == offers_max) continue;
        if (talk.offers.empty()) {
            page.line(shown == 0 ? "Talks" : "", talk.title + ": no offer yet");
            ++shown;
            continue;
        }
        const OfferCard& last = talk.offers.back();
        page.line(shown == 0 ? "Talks" : "", talk.title + ": offer of " + seat_short(scenario, last.by) + ", " +
                                                 std::string(name_in_words(last.state)));
        for (const TermLine& line : last.lines) {
            const char* mark = line.change == Change::added     ? " + "
                               : line.change == Change::removed ? " - "
                               : line.change == Change::changed ? " * "
                                                                : "   ";
            page.line("", mark + line.text);
        }
        ++shown;
    }
    if (shown == 0) page.line("Talks", "none open");
}

}  // namespace

std::string text_board(const Scenario& scenario, const History& history, TextBoardStyle style) {
    Page page(style);
    const Snapshot* snapshot = history.newest();
    const Headline head = make_headline(scenario, history, history.last_week());
    page.rule(head.title + ", " + head.when + (head.date.empty() ? "" : ", " + head.date));
    if (snapshot == nullptr) {
        page.line("", "No week has been played yet.");
        return page.take();
    }
    const Board board = make_board(scenario, *snapshot);
    print_measures(page, head, board);
    page.line("Truce", head.truce.in_words, head.truce.kind == TruceStatus::Kind::in_force ? good_colour : nullptr);
    print_plants(page, board);
    print_flows(page, board);
    if (head.dy_inside > 0)
        page.line("Dysprosium", "$" + number(head.dy_outside) + "/kg outside China, $" + number(head.dy_inside) +
                                    "/kg inside: " + number(head.dy_multiple, 1) + " times",
                  head.dy_multiple >= 2 ? warning_colour : nullptr);
    print_talks(page, scenario, make_talks(scenario, history, history.last_week()));
    std::size_t shown = 0;
    const TimelineView timeline = make_timeline(scenario, history);
    for (const Happening& happening : timeline.weeks.back().happenings) {
        if (happening.importance < 1 || shown == events_max) break;
        page.line(shown++ == 0 ? "This week" : "", happening.text);
    }
    return page.take();
}

}  // namespace chokepoint::ui
