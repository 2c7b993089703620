// The three worked examples of docs/ODD.md. Each states the behaviour and prints the figures that the document
// quotes: build/release/tests/world_examples_test
#include <array>
#include <cstdio>

#include "tests/support/catch.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

constexpr std::uint64_t seeds = 24;
constexpr MaterialMask april_list = bit(Material::sm) | bit(Material::gd) | bit(Material::tb) | bit(Material::dy) |
                                    bit(Material::lu) | bit(Material::y) | bit(Material::sc);

// April 2025 as it stood, without chance, and China's licences on the seven elements from week 1 on.
WorldRun licensed_world(std::uint64_t seed) {
    WorldRun run(quiet_setup({true, true}), seed);
    REQUIRE(run.order(Government::china, licence_order(april_list)) == Refusal::none);
    return run;
}

std::size_t firm_named(const std::string& name) {
    for (std::size_t i = 0; i < april_2025().firms.size(); ++i)
        if (april_2025().firms[i].name == name) return i;
    FAIL("no firm " + name);
    return 0;
}

// --- one: half the pace for Japan ---------------------------------------------------------------------------

struct Queue {
    double granted_t = 0.0;        // under licences, since the start
    double wait_weeks = 0.0;       // of recent decisions
    double stopped_weeks = 0.0;    // plants times weeks
};

// Adds a region's share in the queue and its stopped plants to the sum over seeds.
void count(const WorldRun& run, Region region, Queue& sum) {
    for (std::size_t i = 0; i < run.world.needs.size(); ++i)
        if (run.params().needs[i].region == region) sum.granted_t += run.world.needs[i].granted_total_t / seeds;
    sum.wait_weeks += run.world.desk.mean_age_weeks[index_of(region)] / seeds;
}

void count_stops(const WorldRun& run, Region region, Queue& sum) {
    for (std::size_t i = 0; i < run.world.firms.size(); ++i) {
        const FirmParams& firm = run.params().firms[i];
        if (firm.region != region || !firm.counts_plants) continue;
        for (std::size_t c = 0; c < firm.cohorts; ++c)
            if (run.world.firms[i].stopped_weeks[c] > 0)
                sum.stopped_weeks += firm.plants / static_cast<double>(firm.cohorts) / seeds;
    }
}

constexpr int all_uses = 255;  // the desk ranks them as it did

constexpr std::array watched{Region::japan, Region::eu, Region::us, Region::korea};
using Queues = std::array<Queue, watched.size()>;

Queues queues_under(double japan_priority, double throughput) {
    Queues sum{};
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        WorldRun run = licensed_world(seed);
        REQUIRE(run.order(Government::china, make_order(OrderKind::desk_priority, japan_priority, all_uses, Region::japan)) == Refusal::none);
        REQUIRE(run.order(Government::china, make_order(OrderKind::desk_throughput, throughput)) == Refusal::none);
        for (int week = 0; week < 26; ++week) {
            run.run_weeks(1);
            for (std::size_t r = 0; r < watched.size(); ++r) count_stops(run, watched[r], sum[r]);
        }
        for (std::size_t r = 0; r < watched.size(); ++r) count(run, watched[r], sum[r]);
    }
    return sum;
}

double granted_to_others(const Queues& queues) {
    double sum = 0.0;
    for (std::size_t r = 1; r < queues.size(); ++r) sum += queues[r].granted_t;
    return sum;
}

void print(double throughput, const Queues& alike, const Queues& half) {
    std::printf("\n%2.0f decided a week   %18s %20s %22s\n", throughput, "licensed, t", "wait, weeks", "plant-weeks stopped");
    for (std::size_t r = 0; r < watched.size(); ++r)
        std::printf("%-18s %8.0f -> %6.0f %10.1f -> %6.1f %12.0f -> %6.0f\n", std::string(name_of(watched[r])).c_str(), alike[r].granted_t,
                    half[r].granted_t, alike[r].wait_weeks, half[r].wait_weeks, alike[r].stopped_weeks, half[r].stopped_weeks);
}

}  // namespace

TEST_CASE("half the priority for Japan lengthens Japan's queue; others gain only where the desk is the bottleneck", "[world][example]") {
    const double usual = april_2025().rules.licensing.throughput.value;
    const Queues alike = queues_under(1.0, usual), half = queues_under(0.5, usual);
    print(usual, alike, half);
    CHECK(half[0].granted_t < 0.9 * alike[0].granted_t);
    CHECK(half[0].wait_weeks > alike[0].wait_weeks);  // of what was decided; what still waits is older
    CHECK(half[0].stopped_weeks > 1.1 * alike[0].stopped_weeks);
    CHECK(granted_to_others(half) == Approx(granted_to_others(alike)).epsilon(0.1));
    const Queues few = queues_under(1.0, 4.0), few_half = queues_under(0.5, 4.0);
    print(4.0, few, few_half);
    CHECK(few_half[0].granted_t < 0.8 * few[0].granted_t);
    CHECK(granted_to_others(few_half) > granted_to_others(few));
}

// --- two: the 0.1 percent rule ------------------------------------------------------------------------------

namespace {

struct Separator {
    double heavy_t = 0.0, light_t = 0.0;  // oxides shipped abroad from Malaysia over half a year
    double stock_heavy_t = 0.0;           // unsold there at the end
    double quote_dy = 0.0;
    double profit_usd_m = 0.0;
};

Separator separator_under(bool licences, bool rule, bool obeys) {
    Separator sum;
    const std::size_t lynas = firm_named("lynas");
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        WorldRun run = licences ? licensed_world(seed) : WorldRun(quiet_setup({true, true}), seed);
        run.world.firms[lynas].obeys_abroad = obeys;
        if (rule) {
            REQUIRE(run.order(Government::china, control_order(ControlKind::extraterritorial_rule, 0.1)) == Refusal::none);
        }
        for (int week = 0; week < 26; ++week) {
            run.run_weeks(1);
            for (std::size_t i = 0; i < run.world.needs.size(); ++i) {
                const NeedParams& need = run.params().needs[i];
                if (!is_oxide(need.product) || need.region == Region::china || need.region == Region::malaysia_vietnam) continue;
                for (std::size_t k = 0; k < need.origin_count; ++k)
                    if (need.origins[k] == Region::malaysia_vietnam)
                        ((materials_in(need.product) & april_list) != 0 ? sum.heavy_t : sum.light_t) +=
                            run.world.needs[i].shipped_t[k] / seeds;
            }
            sum.profit_usd_m += run.world.firms[lynas].profit / seeds;
        }
        for (Product product : all_of<Product>())
            if (is_oxide(product) && (materials_in(product) & april_list) != 0)
                sum.stock_heavy_t += run.world.market.stock_t[index_of(product)][index_of(Region::malaysia_vietnam)] / seeds;
        sum.quote_dy += run.world.market.price_outside[index_of(Product::oxide_dy)] / seeds;
    }
    return sum;
}

void print(const char* what, const Separator& s) {
    std::printf("%-34s %10.0f %10.0f %12.0f %10.0f %10.0f\n", what, s.heavy_t, s.light_t, s.stock_heavy_t, s.quote_dy, s.profit_usd_m);
}

}  // namespace

TEST_CASE("the 0.1 percent rule puts a Malaysian separator's listed oxides under Chinese licence and no others", "[world][example]") {
    WorldRun run = licensed_world(1);
    REQUIRE(run.order(Government::china, control_order(ControlKind::extraterritorial_rule, 0.1)) == Refusal::none);
    const bool obeys = GENERATE(true, false);
    run.world.firms[firm_named("lynas")].obeys_abroad = obeys;
    const ExportRules rules = rules_of(run);
    for (const NeedParams& need : run.params().needs) {
        if (!is_oxide(need.product) || need.region == Region::china) continue;
        CAPTURE(obeys, name_of(need.product), name_of(need.region));
        const bool listed = (materials_in(need.product) & april_list) != 0, home = need.region == Region::malaysia_vietnam;
        const bool made_there = run.params().chinese_content[index_of(need.product)][index_of(Region::malaysia_vietnam)] > 0.0;
        const double owed = licence_share(run.params(), rules, need, Region::malaysia_vietnam);
        CHECK(owed == (obeys && listed && made_there && !home ? 1.0 : 0.0));
    }
}

TEST_CASE("the 0.1 percent rule holds up all listed oxides of a separator that obeys, until they are licensed", "[world][example]") {
    const Separator free = separator_under(false, false, false), licences = separator_under(true, false, false);
    const Separator defies = separator_under(true, true, false), obeys = separator_under(true, true, true);
    std::printf("\n%-34s %10s %10s %12s %10s %10s\n", "26 weeks, from Malaysia", "listed, t", "others, t", "unsold, t", "Dy, $/kg", "profit, $m");
    print("no licences", free);
    print("licences on Chinese goods", licences);
    print("and the 0.1 % rule, not obeyed", defies);
    print("and the 0.1 % rule, obeyed", obeys);
    CHECK(licences.heavy_t > free.heavy_t);  // buyers turn to who may still sell
    CHECK(obeys.heavy_t < 0.7 * licences.heavy_t);
    CHECK(obeys.heavy_t > 0.0);  // licences do come
    CHECK(obeys.stock_heavy_t > licences.stock_heavy_t);
    CHECK(obeys.light_t == Approx(licences.light_t).epsilon(0.05));
    CHECK(defies.heavy_t > 0.9 * licences.heavy_t);
}

// --- three: a price floor -----------------------------------------------------------------------------------

namespace {

struct Outside {
    double oxide_t = 0.0;      // NdPr oxide separated in the U.S. in the third year
    double profit_usd_m = 0.0;
    double paid_usd_m = 0.0;
    double begun = 0.0;        // projects of the firm past finance
};

Outside mine_under(double flood_pct, double floor) {
    Outside sum;
    const std::size_t mp = firm_named("mp-materials");
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        WorldRun run(quiet_setup({true, true}), seed);
        const double first_aid = run.world.of(Government::us).floor_paid_usd_bn;
        REQUIRE(run.order(Government::china, make_order(OrderKind::flood, flood_pct)) == Refusal::none);
        if (floor > 0.0) {
            Order pays = make_order(OrderKind::price_floor, floor, Product::oxide_ndpr);
            pays.second = 6000.0;
            REQUIRE(run.order(Government::us, pays) == Refusal::none);
        }
        run.run_weeks(104);
        for (int week = 0; week < 52; ++week) {
            run.run_weeks(1);
            for (std::size_t i = 0; i < run.params().facilities.size(); ++i) {
                const FacilityParams& site = run.params().facilities[i];
                const RecipeParams& recipe = run.params().recipes[site.recipe];
                if (site.firm == mp && recipe.stage == Stage::separation)
                    sum.oxide_t += run.world.facilities[i].output_t * recipe.oxides[index_of(Material::ndpr)] / seeds;
            }
            sum.profit_usd_m += run.world.firms[mp].profit / seeds;
        }
        sum.paid_usd_m += 1000.0 * (run.world.of(Government::us).floor_paid_usd_bn - first_aid) / seeds;
        for (std::size_t i = 0; i < run.params().projects.size(); ++i)
            if (run.params().projects[i].firm == mp && run.world.projects[i].state >= ProjectState::building &&
                run.world.projects[i].state != ProjectState::failed)
                sum.begun += 1.0 / seeds;
    }
    return sum;
}

}  // namespace

TEST_CASE("a price floor keeps an outside separator running through a flood, and the treasury pays", "[world][example]") {
    std::printf("\n%-22s %12s %14s %14s %10s\n", "156 weeks, MP", "NdPr, t/yr", "profit, $m/yr", "floor paid, $m", "begun");
    Outside flooded[4];
    int row = 0;
    for (double flood : {0.0, 40.0})
        for (double floor : {0.0, 70.0, 90.0, 110.0}) {
            const Outside result = mine_under(flood, floor);
            std::printf("flood %2.0f %%, floor %3.0f  %12.0f %14.0f %14.0f %10.1f\n", flood, floor, result.oxide_t, result.profit_usd_m,
                        result.paid_usd_m, result.begun);
            if (flood > 0.0) flooded[row++] = result;
        }
    CHECK(flooded[3].oxide_t > 1.1 * flooded[0].oxide_t);
    CHECK(flooded[3].profit_usd_m > flooded[0].profit_usd_m);
    CHECK(flooded[3].begun > flooded[0].begun);
    CHECK(flooded[0].paid_usd_m == 0.0);
    CHECK(flooded[3].paid_usd_m > flooded[1].paid_usd_m);
}

}  // namespace chokepoint::test
