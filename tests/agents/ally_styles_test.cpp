// Whether an ally's strategy acts as its name says, at the tables of the main scenario: China's offers to Japan and to the
// European Union, heard by every kind of concession in the same observations.
#include <filesystem>
#include <optional>

#include "agents/strategies/bids.hpp"
#include "agents/strategies/facts.hpp"
#include "engine/game/play.hpp"
#include "proto/codec/scenario_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/players.hpp"

namespace chokepoint::test {
namespace {

const Setup& april_of_allies() {
    static const auto setup = [] {
        auto scenario = codec::load_scenario(CHOKEPOINT_SOURCE_DIR "/configs/scenarios/april-2025.textproto");
        REQUIRE(scenario.ok());
        return *make_setup(std::move(*scenario));
    }();
    return *setup;
}

// What the seat sees when it is first to speak at the table of an agenda, in a game that its default plays.
Observation first_word_at(SeatId seat, std::string_view agenda) {
    const Setup& setup = april_of_allies();
    const auto cast = make_cast(setup, players(), {});
    REQUIRE(cast.ok());
    auto game = std::make_unique<Game>(start_game(setup, 7));
    std::optional<Observation> found;
    std::vector<Mind> minds;
    PlayHooks hooks;
    hooks.answered = [&](const Game& now, const Phase& phase, const Answers&) {
        if (found || phase.kind != PhaseKind::talk || (phase.asked & bit(seat)) == 0) return;
        const auto seen = std::make_unique<Observation>();
        observe(setup, now, seat, *seen);
        for (const TalkView& talk : seen->talks)
            if (talk.turn == seat && talk.agenda < setup.scenario.agendas.size() && setup.scenario.agendas[talk.agenda].name == agenda) found = *seen;
    };
    hooks.phase_closed = [&](const Game&) { return !found; };
    play(setup, *game, *cast, minds, hooks);
    REQUIRE(found.has_value());
    return *found;
}

// The talk on the agenda that the seat is to speak in.
TalkView& talk_on(Observation& o, std::string_view agenda) {
    const auto& agendas = april_of_allies().scenario.agendas;
    for (TalkView& talk : o.talks)
        if (talk.agenda < agendas.size() && agendas[talk.agenda].name == agenda) return talk;
    FAIL("no talk on " << agenda);
    return o.talks[0];
}

// How far down the other has come: on what it gives itself, every issue up to a level; on what it asks of the seat, by so many.
struct Down {
    int gives = 0;
    int asks_less = 0;
};

bargain::Bid offered(const Agenda& agenda, SeatId to, Down down) {
    bargain::Bid bid;
    bid.issues = static_cast<std::uint8_t>(agenda.issues.size());
    for (std::size_t i = 0; i < agenda.issues.size(); ++i) {
        const int most = static_cast<int>(agenda.issues[i].ladder.size()) - 1;
        const bool is_asked = agenda.issues[i].term.by == to;
        bid[i] = static_cast<std::uint8_t>(is_asked ? std::max(most - down.asks_less, 0) : std::min(down.gives, most));
    }
    return bid;
}

// At every table the other makes its first offer twice. Then it sits on it, asks for one step less of the seat on each issue
// (as China's first step to Japan in many games), or comes down on all that it gives itself.
enum class Other { sits, hints, gives };

// What the seat asks for week by week, in its worth; none where it accepts instead.
using Asked = std::vector<std::optional<double>>;
Asked asked_by(std::string_view strategy, const Observation& first, std::string_view agenda_name, Other other) {
    const Setup& setup = april_of_allies();
    const agents::Facts facts = agents::make_facts(setup.scenario, first.seat);
    const auto made = players()(setup.scenario, first.seat, strategy);
    REQUIRE(made.ok());
    Asked asked;
    Mind mind;
    for (int k = 0; k < 6; ++k) {
        Observation o = first;
        o.record.week += k;
        o.record.today += 7 * k;
        TalkView& talk = talk_on(o, agenda_name);
        const Agenda& agenda = facts.agendas[talk.agenda];
        Offer offer;
        offer.id = static_cast<std::uint32_t>(1000 + k);
        offer.by = talk.parties[0] == first.seat ? talk.parties[1] : talk.parties[0];
        offer.talk = talk.talk;
        offer.state = OfferState::live;
        offer.terms = agents::terms_of(agenda, offered(agenda, first.seat, {other == Other::gives ? k / 2 : 0, other == Other::hints ? std::min(k / 2, 1) : 0}));
        talk.offers.clear();
        REQUIRE(talk.offers.push(offer));
        talk.turn = first.seat;
        Answer answer;
        answer.wants_rationale = true;
        (*made)->decide(o, mind, 5, answer);
        asked.emplace_back();
        for (std::size_t m = 0; m < answer.messages.size(); ++m)
            if (answer.messages[m].kind == MessageKind::propose && answer.messages[m].talk == talk.talk)
                for (const Rationale& rationale : answer.rationales)
                    if (rationale.message == m && rationale.kind == RationaleKind::own_value) asked.back() = rationale.value;
    }
    return asked;
}

}  // namespace

TEST_CASE("in an ally's seat each kind of concession makes its own offers, in the same observations", "[agents][allies][games]") {
    for (const auto& [role, agenda] : {std::pair{"japan", "china-japan"}, std::pair{"eu", "china-eu"}, std::pair{"eu", "us-eu"}}) {
        CAPTURE(role, agenda);
        const Observation first = first_word_at(seat_of(april_of_allies().scenario, role), agenda);
        const auto asked = [&, on = agenda](std::string_view strategy, Other other) { return asked_by(strategy, first, on, other); };
        const Asked late = asked("boulware", Other::gives), even = asked("linear", Other::gives), early = asked("conceder", Other::gives),
                    kind = asked("tit-for-tat", Other::gives);
        CHECK(late != kind);
        CHECK(late != early);
        CHECK(late != even);
        CHECK(kind != early);
        // The first word is the same; then the conceder gives before anything is given, and tit for tat once it is.
        REQUIRE((late[0] && kind[0] && early[0] && late[1] && kind[1] && early[1]));
        CHECK(*late[0] == *kind[0]);
        CHECK(*late[0] == *early[0]);
        CHECK(*early[1] < *late[1]);
        CHECK(*kind[1] == *late[1]);
        // Time alone moves a boulware; a rival who gives nothing gets as little of tit for tat.
        CHECK(late == asked("boulware", Other::sits));
        const Asked waiting = asked("tit-for-tat", Other::sits);
        CHECK(waiting != kind);
        for (std::size_t k = 2; k < kind.size(); ++k) {
            REQUIRE(waiting[k].has_value());
            CHECK((!kind[k] || *kind[k] < *waiting[k]));
        }
    }
}

TEST_CASE("an ally's tit for tat answers a small gift with a step, as others do not", "[agents][allies][games]") {
    for (const auto& [role, agenda] : {std::pair{"japan", "china-japan"}, std::pair{"eu", "china-eu"}}) {
        CAPTURE(role, agenda);
        const Observation first = first_word_at(seat_of(april_of_allies().scenario, role), agenda);
        const Asked kind = asked_by("tit-for-tat", first, agenda, Other::hints), waiting = asked_by("tit-for-tat", first, agenda, Other::sits);
        CHECK(asked_by("boulware", first, agenda, Other::hints) == asked_by("boulware", first, agenda, Other::sits));
        REQUIRE((kind[1] && kind[2] && waiting[2]));
        CHECK(*kind[1] == *waiting[1]);
        CHECK(*kind[2] < *waiting[2]);
    }
}

}  // namespace chokepoint::test
