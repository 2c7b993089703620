#include "engine/game/numbers.hpp"

#include <algorithm>

#include "engine/base/rng.hpp"
#include "engine/world/rules.hpp"

namespace chokepoint {
namespace {

bool is_taken(const Talks& talks, std::size_t number) { return number < talks.talks.size() && talks.talks[number].open; }

}  // namespace

// Three bits for the round, five for the agenda (31: free), the parties in 24.
std::uint32_t luck_of(const Moment& moment, const Talk& talk) {
    static_assert(limits::agendas < 31);
    const std::uint32_t agenda = std::min<std::uint32_t>(talk.agenda, 31);
    return (static_cast<std::uint32_t>(moment.round) & 7) << 29 | agenda << 24 | name_of_parties(talk.parties);
}

std::size_t free_number(const Talks& talks, const Moment& moment, const Talk& talk) {
    constexpr auto privates = static_cast<std::uint32_t>(limits::talks - first_private_talk);
    bool has_private = false;
    for (std::size_t i = first_private_talk; i < limits::talks; ++i) has_private = has_private || !is_taken(talks, i);
    std::size_t number = 0;
    if (talk.back_channel && has_private) {
        // Drawn from all and again where it is taken: then others' channels hardly ever change one's own number.
        Rng rng(moment.seed, static_cast<std::uint32_t>(moment.week), Purpose::table, luck_of(moment, talk));
        do number = first_private_talk + rng.below(privates);
        while (is_taken(talks, number));
        return number;
    }
    while (number < limits::talks && is_taken(talks, number)) ++number;
    return number;
}

}  // namespace chokepoint
