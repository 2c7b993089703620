// Tables of what self-interested parties are expected to make of a pie.
#include <charconv>
#include <fstream>
#include <sstream>

#include "engine/bargain/formats/formats.hpp"

namespace chokepoint::bargain {
namespace {

constexpr int most_rounds_of_pie = 1000000;

bool reads_as(const std::string& text, double& number) {
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    return wrong == std::errc{} && end == text.data() + text.size() && number >= 0.0 && number <= 1.0;
}

Result<ExpectedShare> share_of(const std::string& line, const std::string& file, int at) {
    std::istringstream cells(line);
    std::string first, second, rounds, last, share;
    std::getline(cells, first, ','), std::getline(cells, second, ','), std::getline(cells, rounds, ',');
    std::getline(cells, last, ','), std::getline(cells, share);
    ExpectedShare expected;
    if (!reads_as(first, expected.first_discount) || !reads_as(second, expected.second_discount) || !reads_as(share, expected.share))
        return Error{"expected two discounts, rounds, who proposes last and a share, as in 0.9,0.9,3,P1,0.91; discounts and shares are 0 to 1", file, at};
    const auto [end, wrong] = std::from_chars(rounds.data(), rounds.data() + rounds.size(), expected.rounds);
    if (wrong != std::errc{} || end != rounds.data() + rounds.size() || expected.rounds < 0 || expected.rounds > most_rounds_of_pie)
        return Error{"'" + rounds + "' is no number of rounds; give 0, without end, to " + std::to_string(most_rounds_of_pie), file, at};
    const std::string proposes = expected.rounds == 0 ? "-" : (expected.rounds % 2 == 1 ? "P1" : "P2");
    if (last != proposes) return Error{"of " + rounds + " rounds the last proposer is " + proposes + ", not '" + last + "': the first party proposes in odd rounds", file, at};
    if (expected.rounds == 0 && expected.first_discount * expected.second_discount >= 1.0)
        return Error{"without end and without impatience any division will do; give a discount below 1", file, at};
    return expected;
}

}  // namespace

Result<std::vector<ExpectedShare>> read_shares(const std::string& file) {
    std::ifstream in(file);
    if (!in) return Error{"this file cannot be read", file, 0};
    std::vector<ExpectedShare> shares;
    std::string line;
    for (int at = 1; std::getline(in, line); ++at) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (at == 1 || line.empty()) continue;  // the head
        const auto share = share_of(line, file, at);
        if (!share) return share.errors();
        shares.push_back(*share);
    }
    if (shares.empty()) return Error{"holds no shares below its head", file, 0};
    return shares;
}

}  // namespace chokepoint::bargain
