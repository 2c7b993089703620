// What learning about the other is worth at a table of April 2025: the shipped agents bargain over the shipped agenda in the
// standoff to which the record leads, in which then nothing else happens. Who the two are is hidden, drawn from the scenario.
#include <algorithm>
#include <optional>

#include "agents/ally/ally.hpp"
#include "agents/china/china.hpp"
#include "agents/us/us.hpp"
#include "engine/base/rng.hpp"
#include "engine/study/statistics.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"
#include "tests/support/world_fixture.hpp"

namespace chokepoint::test {
namespace {

constexpr SeatId american = 0, chinese = 1;
constexpr int standoff_week = 9, last_week = 48, end_week = 52, talk_rounds = 3;
constexpr int pairs_of_types = 16;
constexpr std::array<std::string_view, 5> rivals{"boulware", "linear", "conceder", "tit-for-tat", "micro"};

struct Character {
    double patience = 0.0, red_line = 0.0, hawkishness = 0.0;
};

Character drawn(Rng& rng, const GovernmentSpec& spec) {
    const auto draw = [&](const Figure& figure) { return rng.triangular(figure.low, figure.value, figure.high); };
    return {draw(spec.patience), draw(spec.red_line), draw(spec.hawkishness)};
}

// The agenda of the two alone.
std::uint8_t agenda_of_the_two() {
    const auto& agendas = april_2025().agendas;
    const auto found = std::find_if(agendas.begin(), agendas.end(), [](const AgendaSpec& agenda) {
        return agenda.parties == std::vector<std::string>{"us", "china"};
    });
    REQUIRE(found != agendas.end());
    return static_cast<std::uint8_t>(found - agendas.begin());
}

// What both see in the standoff, once the recorded measures have been taken.
struct Standoff {
    std::array<Observation, 2> seen;
};
const Standoff& standoff() {
    static const std::unique_ptr<const Standoff> at = [] {
        const Setup& setup = *april_setup();
        std::vector<std::string> strategies(setup.params.seats);
        strategies[american] = strategies[chinese] = "historical";
        const auto cast = make_cast(setup, players(), strategies);
        REQUIRE(cast.ok());
        auto found = std::make_unique<Standoff>();
        auto game = std::make_unique<Game>(start_game(setup, 7));
        std::vector<Mind> minds;
        PlayHooks hooks;
        hooks.phase_closed = [&](const Game& now) {
            if (now.cursor.week != standoff_week) return true;
            for (SeatId seat : {american, chinese}) observe(setup, now, seat, found->seen[seat]);
            return false;
        };
        play(setup, *game, *cast, minds, hooks);
        return found;
    }();
    return *at;
}

Observation self_seen(SeatId seat, const Character& character) {
    Observation o = standoff().seen[seat];
    o.government.patience = character.patience;
    o.government.red_line = character.red_line;
    o.government.hawkishness = character.hawkishness;
    return o;
}

struct Negotiator {
    SeatId seat = no_seat;
    Character character;
    std::unique_ptr<const Agent> agent;
    Mind mind{};
    std::optional<Offer> offer;  // its own that stands

    Observation sees(int week, int round, const Negotiator& other, SeatId turn) const {
        Observation o = self_seen(seat, character);
        o.record.today += 7 * (week - o.record.week);
        o.record.week = week;
        o.record.round = round;
        o.record.phase = PhaseKind::talk;
        o.talks.clear();
        TalkView talk;
        talk.agenda = agenda_of_the_two();
        talk.turn = turn;
        talk.opened_week = standoff_week;
        talk.win_set = 1.0;
        for (SeatId party : {american, chinese}) static_cast<void>(talk.parties.push(party));
        const bool own_first = offer && (!other.offer || offer->id < other.offer->id);
        for (const Negotiator* by : {own_first ? this : &other, own_first ? &other : this})
            if (by->offer) static_cast<void>(talk.offers.push(*by->offer));
        static_cast<void>(o.talks.push(talk));
        return o;
    }

    Answer answers(const Observation& o) {
        Answer answer;
        agent->decide(o, mind, seat, answer);
        return answer;
    }
};

Negotiator negotiator(SeatId seat, std::string_view strategy, const Character& character) {
    auto agent = make_agent(april_2025(), seat, strategy);
    REQUIRE(agent.ok());
    return {seat, character, std::move(*agent), {}, {}};
}

const Message* said(const Answer& answer, MessageKind kind) {
    for (const Message& message : answer.messages)
        if (message.kind == kind) return &message;
    return nullptr;
}

struct Deal {
    TermList terms;
    int week = 0;
};

// By alternating offers, one turn a round, until one of the two accepts.
std::optional<Deal> bargain(Negotiator first, Negotiator second) {
    std::array<Negotiator*, 2> party{&first, &second};
    std::uint32_t offers = 0;
    std::size_t turn = 0;
    for (int week = standoff_week; week <= last_week; ++week)
        for (int round = 1; round <= talk_rounds; ++round, turn = 1 - turn) {
            const SeatId speaks = party[turn]->seat;
            const std::array<Answer, 2> answer{first.answers(first.sees(week, round, second, speaks)),
                                               second.answers(second.sees(week, round, first, speaks))};
            for (std::size_t i : {0U, 1U})
                if (said(answer[i], MessageKind::accept) != nullptr && party[1 - i]->offer) return Deal{party[1 - i]->offer->terms, week};
            for (std::size_t i : {0U, 1U})
                if (said(answer[i], MessageKind::reject) != nullptr) party[1 - i]->offer.reset();
            const Message* bid = said(answer[turn], MessageKind::propose);
            if (bid == nullptr || bid->agenda != agenda_of_the_two()) continue;
            Offer made;
            made.by = speaks;
            made.id = ++offers;
            made.terms = bid->terms;
            made.state = OfferState::live;
            party[turn]->offer = made;
        }
    return std::nullopt;
}

// Of what a deal is worth in the standoff, by the weeks of the game that are left once it is there.
double gain_of(const std::optional<Deal>& deal, SeatId seat, const Character& character) {
    if (!deal) return 0.0;
    agents::Actors actors;
    actors.fill(&agents::ally_actor());
    actors[index_of(Government::us)] = &agents::us_actor();
    actors[index_of(Government::china)] = &agents::china_actor();
    const agents::Facts facts = agents::make_facts(april_2025(), seat);
    const Observation o = self_seen(seat, character);
    const agents::View view = agents::look(facts, o, 0.0);
    const double left = agents::annuity(character.patience, end_week - deal->week) / agents::annuity(character.patience, end_week - standoff_week);
    return left * agents::worth_of(view, actors, seat, deal->terms).total();
}

double gained(SeatId seat, std::string_view strategy, std::string_view rival, const std::array<Character, 2>& characters, bool begins) {
    const SeatId other = seat == american ? chinese : american;
    Negotiator self = negotiator(seat, strategy, characters[seat]), against = negotiator(other, rival, characters[other]);
    const auto deal = begins ? bargain(std::move(self), std::move(against)) : bargain(std::move(against), std::move(self));
    return gain_of(deal, seat, characters[seat]);
}

}  // namespace

TEST_CASE("who learns of a rival's hidden type has more of the deal than who does not, at 95 %", "[agents][inference][ensemble][sim]") {
    for (const SeatId seat : {american, chinese}) {
        std::vector<double> learns, blind;  // by pair of types, mean over rivals
        for (std::uint32_t i = 0; i < pairs_of_types; ++i) {
            Rng rng(11, i, Purpose::type);
            const std::array<Character, 2> characters{drawn(rng, april_2025().governments[american]), drawn(rng, april_2025().governments[chinese])};
            learns.push_back(0.0);
            blind.push_back(0.0);
            for (const std::string_view rival : rivals) {
                learns.back() += gained(seat, "bayesian", rival, characters, i % 2 == 0) / rivals.size();
                blind.back() += gained(seat, "bayesian-blind", rival, characters, i % 2 == 0) / rivals.size();
            }
        }
        const study::Estimate lead = study::paired_shift(learns, blind);
        CAPTURE(int{seat}, lead.value, lead.low, lead.high);
        CHECK(lead.low > 0.0);
    }
}

}  // namespace chokepoint::test
