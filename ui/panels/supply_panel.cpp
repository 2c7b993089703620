// Prices inside and outside China, and how long firms' stocks last.
#include <algorithm>

#include "ui/panels/panels.hpp"

namespace chokepoint::ui {
namespace {

constexpr ImU32 outside_ink = colour::vermillion;
constexpr ImU32 inside_ink = colour::sky;

std::vector<Line> price_lines(const PriceSeries& series) {
    return {{"inside", inside_ink, series.inside_usd_per_kg, false, false}, {"outside", outside_ink, series.outside_usd_per_kg, false, false}};
}

void draw_queue(Canvas& canvas, Box box, const SupplyView& supply) {
    if (!supply.queue_known) {
        canvas.text(box, "Licence queue: not public", {Type::small, colour::text_faint});
        return;
    }
    const std::pair<std::string, std::string> tiles[] = {
        {number(supply.queue_waiting), "applications wait"},
        {number(supply.queue_waiting_t) + " t", "applied for"},
        {number(supply.queue_granted_share * 100) + " %", "granted of decided"},
        {number(supply.queue_mean_age_weeks, 1) + " wk", "mean age"}};
    const float width = box.w / static_cast<float>(std::size(tiles));
    for (const auto& [value, label] : tiles) {
        Box cell = box.take_left(width);
        canvas.text(cell.take_top(canvas.line_of(Type::title)), value, {Type::title, colour::text, true});
        canvas.text(cell.take_top(canvas.line_of(Type::tiny)), label, {Type::tiny, colour::text_faint});
    }
}

}  // namespace

void draw_prices_brief(Canvas& canvas, Box box, View& view) {
    const SupplyView& supply = view.models.supply;
    const Box inner = canvas.panel(box, "");
    const auto series = std::find_if(supply.prices.begin(), supply.prices.end(), [](const PriceSeries& s) { return s.product == Product::oxide_dy; });
    if (series == supply.prices.end()) {
        canvas.text(inner, "No prices yet", {Type::small, colour::text_faint, false, Align::centre});
        return;
    }
    draw_lines(canvas, inner, {"Dysprosium oxide, outside and inside China", "USD/kg", false}, view.models.axis, price_lines(*series));
}

void draw_supply(Canvas& canvas, Box box, View& view) {
    const SupplyView& supply = view.models.supply;
    Box left = box.take_left(box.w * 0.52F);
    box.take_left(canvas.u(10));

    Box prices = canvas.panel(left, "Prices", "USD/kg, inside and outside China");
    const std::size_t count = std::min<std::size_t>(supply.prices.size(), 6);
    if (count == 0) canvas.text(prices, "No prices yet", {Type::small, colour::text_faint, false, Align::centre});
    const std::size_t rows = (count + 1) / 2;
    const float tall = rows > 0 ? prices.h / static_cast<float>(rows) : 0;
    for (std::size_t i = 0; i < count; i += 2) {
        Box row = prices.take_top(tall).inset(0, canvas.u(4));
        const Box first = row.take_left((row.w - canvas.u(16)) / 2);
        row.take_left(canvas.u(16));
        draw_lines(canvas, first, {capitalised(supply.prices[i].name), "", true}, view.models.axis, price_lines(supply.prices[i]));
        if (i + 1 < count) draw_lines(canvas, row, {capitalised(supply.prices[i + 1].name), "", true}, view.models.axis, price_lines(supply.prices[i + 1]));
    }

    Box queue = box.take_bottom(canvas.u(118));
    box.take_bottom(canvas.u(10));
    draw_queue(canvas, canvas.panel(queue, "Licence queue", "China's export licences"), supply);
    std::vector<HeatRow> heat;
    for (const CoverRow& row : supply.cover) heat.push_back({row.name, row.cover_days, row.stopped_share});
    const Box inner = canvas.panel(box, "Stock cover by firm", "scarcest part, shortest first");
    draw_cover_map(canvas, inner, view.models.axis, heat);
}

}  // namespace chokepoint::ui
