#include "ui/cli/self_interest.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/bargain/aspiration.hpp"
#include "engine/bargain/equilibrium.hpp"
#include "ui/cli/support.hpp"

namespace chokepoint::cli {
namespace {

using bargain::Division;
using ShareJson = nlohmann::ordered_json;

constexpr double as_expected = 1e-6;

Division cut(double first_discount, double second_discount, int rounds) {
    const std::vector<bargain::Point> pie{{bargain::Bid{}, {1.0, 0.0}}, {bargain::Bid{}, {0.0, 1.0}}};
    return bargain::alternating_offers(pie, {first_discount, 0.0}, {second_discount, 0.0}, rounds);
}

double closed_form(double first_discount, double second_discount, int rounds) {
    return rounds > 0 ? bargain::stahl_share(first_discount, second_discount, rounds) : bargain::rubinstein_share(first_discount, second_discount);
}

std::string horizon(int rounds) { return rounds > 0 ? fmt::format("{} rounds", rounds) : "without end"; }

}  // namespace

int compare_shares(const std::string& file, bool as_json) {
    const auto shares = bargain::read_shares(file);
    if (!shares) return report(shares.errors());
    ShareJson rows = ShareJson::array();
    double worst = 0.0;
    if (!as_json) std::printf("%10s %10s %12s %14s %14s %14s\n", "discount", "discount", "rounds", "first gets", "closed form", "expected");
    for (const bargain::ExpectedShare& row : *shares) {
        const double share = cut(row.first_discount, row.second_discount, row.rounds).first;
        const double formula = closed_form(row.first_discount, row.second_discount, row.rounds);
        worst = std::max({worst, std::abs(share - row.share), std::abs(formula - row.share)});
        rows.push_back({{"discounts", {row.first_discount, row.second_discount}}, {"rounds", row.rounds}, {"share", share}, {"closed_form", formula}, {"expected", row.share}});
        if (!as_json)
            std::printf("%10g %10g %12s %14.10f %14.10f %14.10f\n", row.first_discount, row.second_discount, horizon(row.rounds).c_str(), share, formula, row.share);
    }
    if (as_json) std::printf("%s\n", ShareJson{{"shares", rows}, {"worst_difference", worst}}.dump(2).c_str());
    else std::printf("\n%zu divisions, worst difference %.2e, %s %g\n", shares->size(), worst, worst <= as_expected ? "within" : "more than", as_expected);
    return worst <= as_expected ? 0 : exit_failed;
}

Result<std::vector<double>> discounts_of(const std::vector<std::string>& words) {
    std::vector<double> discounts;
    for (const std::string& word : words) {
        double discount = -1.0;
        const auto [end, wrong] = std::from_chars(word.data(), word.data() + word.size(), discount);
        if (wrong != std::errc{} || end != word.data() + word.size() || !(discount >= 0.0 && discount <= 1.0))
            return fail("--self-interested: '" + word + "' is no discount from 0 to 1");
        discounts.push_back(discount);
    }
    if (discounts.size() != 2) return fail("--self-interested takes the discounts of two parties, such as 0.9 0.8");
    return discounts;
}

int cut_pie(const std::vector<double>& discounts, int rounds, bool as_json) {
    const Division division = cut(discounts[0], discounts[1], rounds);
    const double formula = closed_form(discounts[0], discounts[1], rounds);
    if (as_json) {
        const ShareJson json{{"domain", "pie"}, {"discounts", discounts}, {"rounds", rounds}, {"division", {division.first, division.second}}, {"closed_form", {formula, 1.0 - formula}}};
        std::printf("%s\n", json.dump(2).c_str());
        return 0;
    }
    std::printf("a pie, %s, discounts %g and %g\n\n", horizon(rounds).c_str(), discounts[0], discounts[1]);
    std::printf("%-20s %9.6f %9.6f\n", "both look ahead", division.first, division.second);
    std::printf("%-20s %9.6f %9.6f   %s\n", "closed form", formula, 1.0 - formula, rounds > 0 ? "Stahl 1972" : "Rubinstein 1982");
    std::printf("\ndifference %.2e\n", std::abs(division.first - formula));
    return 0;
}

int divide_domain(const bargain::Instance& instance, const std::vector<double>& discounts, int rounds, bool as_json) {
    if (instance.parties.size() != 2) return report({fail(fmt::format("--self-interested is for two parties; there are {}", instance.parties.size()))});
    const bargain::Solutions solutions = bargain::solve(instance.domain(), instance.parties);
    const Division division = bargain::alternating_offers(solutions.front, {discounts[0], instance.parties[0].reservation},
                                                          {discounts[1], instance.parties[1].reservation}, rounds);
    if (as_json) {
        const ShareJson json{{"domain", instance.name}, {"discounts", discounts}, {"rounds", rounds}, {"division", {division.first, division.second}}, {"nash", solutions.nash.utilities}};
        std::printf("%s\n", json.dump(2).c_str());
        return 0;
    }
    std::printf("%s, %s, discounts %g and %g\n\n", instance.name.c_str(), horizon(rounds).c_str(), discounts[0], discounts[1]);
    std::printf("%-20s %9.6f %9.6f   on the hull of the front: bids, or odds between two\n", "both look ahead", division.first, division.second);
    std::printf("%-20s %9.6f %9.6f\n", "Nash", solutions.nash.utilities[0], solutions.nash.utilities[1]);
    return 0;
}

}  // namespace chokepoint::cli
