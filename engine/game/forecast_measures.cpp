// What forecasts follow and ask, read from the true state. To add one, add a line: names are keys of JSON and stay.
#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/game/forecast.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

constexpr Product followed_prices[] = {Product::oxide_dy, Product::oxide_ndpr};

// The last day of the week just resolved; before the start the day before.
Day last_day(const Setup& setup, const Game& game) { return setup.params.day_of(game.cursor.week) - 1; }

double us_tariff_pct(const Setup& setup, const Game& game) {
    return headline_pct(game.world, Government::us, Region::china, last_day(setup, game));
}
double china_tariff_pct(const Setup& setup, const Game& game) {
    return headline_pct(game.world, Government::china, Region::us, last_day(setup, game));
}

double magnet_exports_t(const Setup&, const Game& game) {
    double sum = 0.0;
    for (const double tonnes : game.world.market.magnet_exports_t[0]) sum += tonnes;
    return sum;
}

double plants_stopped_pct(const Setup& setup, const Game& game) {
    double stopped = 0.0, all = 0.0;
    for (std::size_t i = 0; i < setup.params.firms.size(); ++i) {
        const FirmParams& firm = setup.params.firms[i];
        if (!firm.counts_plants) continue;
        all += firm.plants;
        for (std::size_t c = 0; c < firm.cohorts; ++c)
            if (game.world.firms[i].stopped_weeks[c] > 0) stopped += firm.plants * firm.cohort_share[c];
    }
    return 100.0 * math::ratio(stopped, all, 0.0);
}

double agreements_in_force(const Setup&, const Game& game) {
    return static_cast<double>(std::count_if(game.world.agreements.begin(), game.world.agreements.end(),
                                             [](const Agreement& agreement) { return is_in_force(agreement.state); }));
}

double licences_waiting(const Setup&, const Game& game) {
    return static_cast<double>(std::count_if(game.world.desk.queue.begin(), game.world.desk.queue.end(), [](const Application& application) {
        return application.state == ApplicationState::waiting || application.state == ApplicationState::returned;
    }));
}

bool has_truce(const Setup& setup, const Game& game) {
    return frozen_by_truce(game.world, setup.params.of(Government::us).seat, setup.params.of(Government::china).seat);
}

// A word for a product's price: dy, ndpr.
std::string price_word(Product product) { return std::string(name_of(product)).substr(std::string_view("oxide_").size()); }

std::string name_for_people(Government government) {
    switch (government) {
        case Government::us: return "U.S.";
        case Government::china: return "China";
        case Government::japan: return "Japan";
        case Government::eu: return "EU";
        default: return std::string(name_of(government));
    }
}

bool is_standoff(const Setup& setup) { return setup.params.of(Government::us).present && setup.params.of(Government::china).present; }

void add_prices(std::vector<ForecastMeasure>& measures) {
    for (const Product product : followed_prices) {
        const std::string word = price_word(product), title = product == Product::oxide_dy ? "Dy oxide" : "NdPr oxide";
        const std::size_t p = index_of(product);
        measures.push_back({word + "_outside_usd_per_kg", title + " outside China", "USD/kg",
                            [p](const Setup&, const Game& game) { return game.world.market.price_outside[p]; }});
        measures.push_back({word + "_inside_usd_per_kg", title + " inside China", "USD/kg",
                            [p](const Setup&, const Game& game) { return game.world.market.price_inside[p]; }});
    }
}

void add_governments(const Setup& setup, std::vector<ForecastMeasure>& measures) {
    for (const Government government : all_of<Government>()) {
        if (!setup.params.of(government).present) continue;
        const std::string word(name_of(government)), title = name_for_people(government);
        measures.push_back({word + "_approval_pct", title + ", approval", "%",
                            [government](const Setup&, const Game& game) { return game.world.of(government).approval_pct; }});
        measures.push_back({word + "_pain", title + ", pain", "% of output",
                            [government](const Setup&, const Game& game) { return game.world.of(government).total_pain(); }});
    }
}

}  // namespace

std::vector<ForecastMeasure> standard_measures(const Setup& setup) {
    std::vector<ForecastMeasure> measures;
    if (is_standoff(setup)) {
        measures.push_back({"us_tariff_pct", "U.S. headline tariff on China", "%", us_tariff_pct});
        measures.push_back({"china_tariff_pct", "China's headline tariff on the U.S.", "%", china_tariff_pct});
    }
    add_prices(measures);
    measures.push_back({"magnet_exports_t", "magnet exports of China", "t a week", magnet_exports_t});
    measures.push_back({"plants_stopped_pct", "users' plants that stand still", "%", plants_stopped_pct});
    measures.push_back({"licences_waiting", "licence applications waiting", "number", licences_waiting});
    measures.push_back({"agreements_in_force", "agreements in force", "number", agreements_in_force});
    add_governments(setup, measures);
    return measures;
}

std::vector<ForecastQuestion> standard_questions(const Setup& setup) {
    std::vector<ForecastQuestion> questions;
    // What is counted up in the tally has happened anew when there is more of it.
    const auto more = [](auto Tally::*counted) {
        return [counted](const Setup&, const Game& now, const Game& then) { return then.world.tally.*counted > now.world.tally.*counted; };
    };
    const auto against_now = [](auto measure, bool is_higher) {
        return [measure, is_higher](const Setup& own, const Game& now, const Game& then) {
            const double before = measure(own, now), after = measure(own, then);
            return is_higher ? after > before : after < before;
        };
    };
    if (is_standoff(setup)) {
        questions.push_back({"truce_in_force", "a U.S.-China truce is in force at the end", false,
                             [](const Setup& own, const Game&, const Game& then) { return has_truce(own, then); }});
        questions.push_back({"truce_reached", "a U.S.-China truce is in force in some week", true,
                             [](const Setup& own, const Game&, const Game& then) { return has_truce(own, then); }});
        questions.push_back({"us_tariff_higher", "the U.S. tariff ends above today's", false, against_now(us_tariff_pct, true)});
        questions.push_back({"us_tariff_lower", "the U.S. tariff ends below today's", false, against_now(us_tariff_pct, false)});
        questions.push_back({"china_tariff_higher", "China's tariff ends above today's", false, against_now(china_tariff_pct, true)});
        questions.push_back({"china_tariff_lower", "China's tariff ends below today's", false, against_now(china_tariff_pct, false)});
    }
    questions.push_back({"new_agreement", "another agreement, of whomever, comes into force", true, more(&Tally::agreements)});
    questions.push_back({"breach", "a breach is declared", true, more(&Tally::breaches)});
    questions.push_back({"snap_back", "an agreement is snapped back", true, more(&Tally::snap_backs)});
    questions.push_back({"more_plants_stop", "more plants stand still than now, in some week", true, against_now(plants_stopped_pct, true)});
    questions.push_back({"new_plants_stop", "plants stop that never stood still before", true, more(&Tally::plants_stopped)});
    constexpr std::size_t dy = index_of(Product::oxide_dy);
    questions.push_back({"dy_outside_doubles", "Dy oxide outside China costs twice as much as now, in some week", true,
                         [](const Setup&, const Game& now, const Game& then) {
                             return then.world.market.price_outside[dy] >= 2.0 * now.world.market.price_outside[dy];
                         }});
    return questions;
}

}  // namespace chokepoint
