// Forecasts: that a future is what play() makes of its branch, that threads, stopping and progress change no byte, and that
// the bands hold what then comes.
#include "engine/game/forecast.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "engine/game/spread.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

const std::shared_ptr<const Cast>& default_cast() {
    static const auto cast = std::make_shared<const Cast>(cast_of(*april_setup()));
    return cast;
}

ForecastMoment moment_after(int weeks, std::uint64_t seed = 7, int rounds = 0) {
    Played played = play_until(*april_setup(), *default_cast(), seed, weeks, rounds);
    return {april_setup(), std::shared_ptr<const Game>(std::move(played.game)), std::move(played.minds), default_cast()};
}

std::unique_ptr<const ForecastSource> source_of(const ForecastMoment& moment, unsigned jobs = 1) {
    return make_forecast_source(moment, {jobs, standard_measures(*moment.setup), standard_questions(*moment.setup)});
}

Forecast forecast_of(const ForecastMoment& moment, const ForecastRequest& request, unsigned jobs = 1, const ForecastWatch& watch = {}) {
    auto forecast = source_of(moment, jobs)->forecast(request, watch);
    REQUIRE(forecast.ok());
    return std::move(*forecast);
}

// The estimate of a stopped forecast, as if so many futures had been asked for.
Forecast as_if_asked(Forecast stopped) {
    stopped.futures_wanted = stopped.futures;
    stopped.done = true;
    return stopped;
}

const ForecastOdds& odds_named(const Forecast& forecast, std::string_view name) {
    const auto found = std::find_if(forecast.odds.begin(), forecast.odds.end(), [&](const ForecastOdds& odds) { return odds.name == name; });
    REQUIRE(found != forecast.odds.end());
    return *found;
}

}  // namespace

TEST_CASE("a future is what play() makes of the branch with its seed", "[game][forecast]") {
    const ForecastMoment moment = moment_after(6);
    const ForecastRequest request{42, 9, 5};
    const Forecast forecast = forecast_of(moment, request);
    const auto measures = standard_measures(*moment.setup);
    std::vector<std::vector<double>> last(measures.size());
    std::uint32_t higher = 0;
    for (std::uint32_t future = 0; future < request.futures; ++future) {
        auto game = std::make_unique<Game>(*moment.game);
        game->cursor.seed = future_seed(request.seed, future);
        std::vector<Mind> minds = moment.minds;
        int weeks = 0;
        PlayHooks hooks;
        hooks.week_closed = [&](const Game&) { return ++weeks < request.weeks; };
        play(*moment.setup, *game, *moment.cast, minds, hooks);
        REQUIRE(weeks_resolved(*game) == 11);
        for (std::size_t m = 0; m < measures.size(); ++m) last[m].push_back(measures[m].value(*moment.setup, *game));
        higher += game->world.tally.plants_stopped > moment.game->world.tally.plants_stopped ? 1 : 0;
    }
    CHECK(forecast.after_week == 6);
    CHECK(forecast.weeks == 5);
    REQUIRE(forecast.indicators.size() == measures.size());
    int spread_out = 0;
    for (std::size_t m = 0; m < measures.size(); ++m) {
        INFO(measures[m].name);
        std::sort(last[m].begin(), last[m].end());
        REQUIRE(forecast.indicators[m].weeks.size() == 5);
        const ForecastBand& band = forecast.indicators[m].weeks.back();
        CHECK(forecast.indicators[m].name == measures[m].name);
        CHECK(forecast.indicators[m].now == measures[m].value(*moment.setup, *moment.game));
        CHECK(band.least == last[m].front());
        CHECK(band.greatest == last[m].back());
        // Nine values: these shares fall on order statistics.
        CHECK(std::abs(band.quantiles[1] - last[m][2]) <= Spread::relative_error_max * std::abs(last[m][2]));
        CHECK(std::abs(band.quantiles[2] - last[m][4]) <= Spread::relative_error_max * std::abs(last[m][4]));
        CHECK(std::abs(band.quantiles[3] - last[m][6]) <= Spread::relative_error_max * std::abs(last[m][6]));
        spread_out += band.greatest > band.least ? 1 : 0;
    }
    CHECK(spread_out >= 5);  // luck is drawn anew
    CHECK(odds_named(forecast, "new_plants_stop").count == higher);
}

TEST_CASE("a forecast leaves the live game and its minds as they are", "[game][forecast]") {
    const ForecastMoment moment = moment_after(4);
    const std::uint64_t before = digest_of(*moment.game);
    const auto source = source_of(moment, 2);
    const auto first = source->forecast({1, 6, 4});
    CHECK(digest_of(*moment.game) == before);
    const auto again = source->forecast({1, 6, 4});
    REQUIRE(first.ok());
    REQUIRE(again.ok());
    CHECK(digest_of(*first) == digest_of(*again));
}

TEST_CASE("one, two and three threads give the same forecast, another seed another one", "[game][forecast][determinism]") {
    const ForecastMoment moment = moment_after(5);
    const ForecastRequest request{3, 21, 4};
    const Forecast one = forecast_of(moment, request, 1);
    CHECK(one.futures == 21);
    CHECK(one.done);
    for (const unsigned jobs : {2u, 3u, 40u}) CHECK(digest_of(forecast_of(moment, request, jobs)) == digest_of(one));
    const Forecast other = forecast_of(moment, {4, 21, 4}, 1);
    CHECK(digest_of(other.indicators[2].weeks[3]) != digest_of(one.indicators[2].weeks[3]));
}

TEST_CASE("what is shown on the way is the forecast of the first futures, from the first one on", "[game][forecast]") {
    const ForecastMoment moment = moment_after(3);
    for (const unsigned jobs : {1u, 3u}) {
        std::vector<Forecast> shown;
        ForecastWatch watch;
        watch.refined = [&](const Forecast& forecast) { shown.push_back(forecast); };
        const Forecast last = forecast_of(moment, {9, 20, 2}, jobs, watch);
        REQUIRE(shown.size() == 4);
        CHECK(shown[0].futures == 1);
        CHECK(shown[1].futures == 4);
        CHECK(shown[2].futures == 16);
        CHECK_FALSE(shown[2].done);
        CHECK(shown[2].futures_wanted == 20);
        CHECK(digest_of(shown[3]) == digest_of(last));
        CHECK(digest_of(as_if_asked(shown[1])) == digest_of(forecast_of(moment, {9, 4, 2})));
        CHECK(digest_of(as_if_asked(shown[2])) == digest_of(forecast_of(moment, {9, 16, 2})));
    }
}

TEST_CASE("a stopped forecast is that of the futures played so far", "[game][forecast]") {
    const ForecastMoment moment = moment_after(3);
    for (const unsigned jobs : {1u, 3u}) {
        std::atomic<bool> stop{false};
        ForecastWatch watch;
        watch.refined = [&](const Forecast& forecast) { stop = stop || forecast.futures >= 4; };
        watch.stopped = [&] { return stop.load(); };
        const Forecast stopped = forecast_of(moment, {5, 100'000, 3}, jobs, watch);
        CHECK(stopped.futures >= 4);
        CHECK(stopped.futures <= 4 + 4 * jobs);
        CHECK(stopped.futures_wanted == 100'000);
        CHECK(stopped.done);
        CHECK(digest_of(as_if_asked(stopped)) == digest_of(forecast_of(moment, {5, stopped.futures, 3})));
    }
}

TEST_CASE("who stops a forecast is asked in every phase and obeyed at once", "[game][forecast]") {
    const ForecastMoment moment = moment_after(2);
    int asked = 0, told = 0;
    ForecastWatch watch;
    watch.stopped = [&] { return ++asked == 7; };  // in the second week of the first future
    watch.refined = [&](const Forecast& forecast) { told += forecast.done ? 1 : 100; };
    const Forecast none = forecast_of(moment, {5, 50, 30}, 1, watch);
    CHECK(asked == 7);
    CHECK(told == 1);
    CHECK(none.futures == 0);
    CHECK(none.done);
    CHECK(std::isnan(none.indicators[0].weeks[0].quantiles[2]));
    CHECK(none.odds[0].count == 0);
}

TEST_CASE("what lasts counts from when it happened, what may pass as each week ends", "[game][forecast]") {
    const ForecastMoment moment = moment_after(2);
    const auto in_week_four = [](const Setup&, const Game& now, const Game& then) {
        return weeks_resolved(now) == 2 && weeks_resolved(then) == 4;
    };
    const auto week = [](const Setup&, const Game& game) { return static_cast<double>(weeks_resolved(game)); };
    const auto source = make_forecast_source(moment, {2, {{"week", "week", "", week}}, {{"passing", "", false, in_week_four}, {"lasting", "", true, in_week_four}}});
    const auto forecast = source->forecast({1, 5, 3});
    REQUIRE(forecast.ok());
    CHECK(forecast->odds[0].by_week == std::vector<std::uint32_t>{0, 5, 0});
    CHECK(forecast->odds[0].count == 0);
    CHECK(forecast->odds[1].by_week == std::vector<std::uint32_t>{0, 5, 5});
    CHECK(forecast->odds[1].count == 5);
    CHECK(forecast->indicators[0].now == 2.0);
    CHECK(forecast->indicators[0].weeks[0].quantiles[0] == 3.0);
    CHECK(forecast->indicators[0].weeks[2].quantiles[4] == 5.0);
}

TEST_CASE("a truce that has just come into force is in force in every future's next week", "[game][forecast]") {
    for (std::uint64_t seed = 7; seed < 20; ++seed) {
        auto game = std::make_shared<Game>(start_game(*april_setup(), seed));
        std::vector<Mind> minds;
        PlayHooks hooks;
        hooks.week_closed = [](const Game& then) { return then.world.tally.truce_week == 0; };
        play(*april_setup(), *game, *default_cast(), minds, hooks);
        if (weeks_left(*game) == 0) continue;  // none in this game
        const Forecast forecast = forecast_of({april_setup(), game, minds, default_cast()}, {1, 12, 1}, 2);
        CHECK(odds_named(forecast, "truce_in_force").count == 12);
        CHECK(odds_named(forecast, "truce_reached").count == 12);
        const Forecast start = forecast_of(moment_after(0, seed), {1, 3, 1});
        CHECK(odds_named(start, "truce_in_force").count == 0);
        return;
    }
    FAIL("no game with a truce among the seeds: choose others");
}

TEST_CASE("forecasts reach to the game's end and no further", "[game][forecast]") {
    CHECK(forecast_of(moment_after(50), {1, 2, 0}).weeks == 2);
    CHECK(forecast_of(moment_after(50), {1, 2, 9}).weeks == 2);
    const Forecast last = forecast_of(moment_after(51), {1, 2, 1});
    CHECK(last.after_week == 51);
    CHECK(last.indicators[0].weeks.size() == 1);
    // In the middle of a week, with a phase answered, the week itself is the first to come.
    const Forecast middle = forecast_of(moment_after(50, 7, 2), {1, 2, 0});
    CHECK(middle.after_week == 50);
    CHECK(middle.weeks == 2);

    const auto over = source_of(moment_after(52))->forecast({1, 2, 0});
    REQUIRE_FALSE(over.ok());
    CHECK(over.error().message.find("over after week 52") != std::string::npos);
    for (const std::uint32_t futures : {0u, forecast_futures_max + 1}) CHECK_FALSE(source_of(moment_after(51))->forecast({1, futures, 0}).ok());
}

TEST_CASE("nine tenths of what then happened lies in the band between 5 and 95 percent", "[game][forecast][calibration]") {
    // Eight games of other luck, each forecast from its own start, at two weeks of five figures that vary from week to week.
    const int ahead[] = {4, 10};
    const char* figures[] = {"dy_outside_usd_per_kg", "ndpr_inside_usd_per_kg", "magnet_exports_t", "us_approval_pct", "china_pain"};
    const auto measures = standard_measures(*april_setup());
    int inside = 0, of = 0;
    for (std::uint64_t seed = 100; seed < 108; ++seed) {
        const Forecast forecast = forecast_of(moment_after(0, seed), {seed, 40, 10}, 2);
        for (const int week : ahead) {
            const ForecastMoment came = moment_after(week, seed);
            for (const char* figure : figures) {
                const auto m = static_cast<std::size_t>(std::find_if(measures.begin(), measures.end(), [&](const ForecastMeasure& each) { return each.name == figure; }) - measures.begin());
                REQUIRE(m < measures.size());
                const double value = measures[m].value(*came.setup, *came.game);
                const ForecastBand& band = forecast.indicators[m].weeks[static_cast<std::size_t>(week - 1)];
                inside += value >= band.quantiles.front() && value <= band.quantiles.back() ? 1 : 0;
                ++of;
            }
        }
    }
    INFO(inside << " of " << of);
    CHECK(of == 80);
    CHECK(inside >= 60);
    CHECK(inside <= 79);
}

}  // namespace chokepoint::test
