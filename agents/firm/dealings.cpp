// Contracts between firms: whom to ask, what to settle, and how to sit at the table. A firm chooses its counterpart by
// public facts, who makes what it uses or uses what it makes, and bids by what a sure kilogram is worth to it.
#include <algorithm>
#include <array>

#include "agents/firm/board.hpp"
#include "agents/strategies/means.hpp"
#include "agents/strategies/table.hpp"
#include "engine/base/math.hpp"

namespace chokepoint::agents {

namespace {

// Judgement.
constexpr double red_line = 0.1;
constexpr double seller_share = 0.25;     // of what a maker makes, to one buyer at most
constexpr double worth_a_talk = 0.1;      // USD million gained, at least,
constexpr double worth_a_share = 0.05;    // and of what the contract sells while it lasts
constexpr std::size_t contracts_at_once = 2;  // that a firm has looked for itself: lawyers are few
constexpr std::size_t kept_for_others = 9;    // places among the agreements that firms leave to governments
constexpr int weeks_between_talks = 4;    // with one counterpart
constexpr int weeks_between_asking = 2;   // of anybody
constexpr std::size_t talks_at_once = 1;
// Prices to settle on, by what boards expect: from the seller's dream to the buyer's.
constexpr std::array price_steps{2.0, 1.6, 1.35, 1.2, 1.1, 1.0, 0.9};
constexpr std::array plant_steps{0.25, 0.5, 1.0};

// What one of two firms could sell the other.
struct Match {
    SeatId seller = no_seat, buyer = no_seat;
    Product product = Product::oxide_ndpr;
    double t = 0.0;        // of the smaller of making and using
    double value = 0.0;    // USD million a year
    double planned_t = 0.0;
};

void better(const Facts& facts, SeatId seller, SeatId buyer, Match& best) {
    const FirmFacts* makes = firm_at(facts, seller);
    const FirmFacts* uses = firm_at(facts, buyer);
    if (makes == nullptr || uses == nullptr) return;
    for (const Input& input : uses->inputs) {
        Match match{seller, buyer, input.product, 0.0, 0.0, 0.0};
        double made = 0.0;
        for (const Output& output : makes->outputs)
            if (output.product == input.product) (output.is_planned ? match.planned_t : made) += output.is_planned ? output.t : output.usual_t;
        match.t = std::min(made, input.t);
        match.planned_t = std::min(match.planned_t, input.t);
        match.value = std::max(match.t, match.planned_t) * facts.opening_price_outside[index_of(input.product)] / 1000.0;
        if (match.value > best.value) best = match;
    }
}

double rounded(double value) { return static_cast<double>(static_cast<std::int64_t>(value + 0.5)); }

Issue price_of_supply(const View& view, const Match& match, double contracted_share) {
    const FirmFacts& seller = *firm_at(view.facts, match.seller);
    const double anchor = price_ahead(view, match.product, made_in(seller, match.product));
    Issue issue;
    issue.term.kind = TermKind::supply_contract;
    issue.term.by = match.seller;
    issue.term.to = match.buyer;
    issue.term.what = static_cast<std::uint8_t>(index_of(match.product));
    issue.term.amount = rounded(std::min(contracted_share * match.t, std::max(seller_share * sure_t(view, match.seller, seller, match.product), 1.0)));
    issue.lever = Lever::limit;
    issue.ladder.push_back(0.0);
    // Tenths of a dollar: what is written down.
    for (double step : price_steps) issue.ladder.push_back(rounded(10.0 * step * anchor) / 10.0);
    return issue;
}

Issue output_of_plant(const Match& match) {
    Issue issue;
    issue.term.kind = TermKind::offtake;
    issue.term.by = match.buyer;
    issue.term.to = match.seller;
    issue.term.what = static_cast<std::uint8_t>(index_of(match.product));
    issue.lever = Lever::amount;
    issue.ladder.push_back(0.0);
    for (double step : plant_steps) issue.ladder.push_back(std::max(1.0, rounded(step * match.planned_t)));
    return issue;
}

bool are_parties(const PartyList& parties, SeatId a, SeatId b) {
    return parties.size() == 2 && is_party(parties, a) && is_party(parties, b);
}

// A talk under way, an agreement that stands, or an agenda of the scenario's for the two.
bool is_settled_otherwise(const Board& board, SeatId other) {
    const SeatId self = board.observation.seat;
    for (const Agenda& agenda : board.view.facts.agendas)
        if (are_parties(agenda.parties, self, other)) return true;
    for (const TalkView& talk : board.observation.talks)
        if (are_parties(talk.parties, self, other)) return true;
    for (const StandingAgreement& stands : board.view.standing)
        if (stands.parties == (bit(self) | bit(other))) return true;
    return false;
}

// The memory of talks with another firm; a new one takes the place of the oldest.
PartnerMemory& memory_of(FirmMind& memory, SeatId other) {
    PartnerMemory* oldest = &memory.partners[0];
    for (PartnerMemory& partner : memory.partners) {
        if (partner.known && partner.with == other) return partner;
        if (!partner.known || (oldest->known && partner.talks.last_try_week < oldest->talks.last_try_week)) oldest = &partner;
        if (!oldest->known) break;
    }
    *oldest = PartnerMemory{};
    oldest->known = true;
    oldest->with = other;
    return *oldest;
}

int last_asked(const FirmMind& memory) {
    int week = 0;
    for (const PartnerMemory& partner : memory.partners) week = std::max<int>(week, partner.talks.last_try_week);
    return week;
}

int last_asked(const FirmMind& memory, SeatId other) {
    for (const PartnerMemory& partner : memory.partners)
        if (partner.known && partner.with == other) return partner.talks.last_try_week;
    return 0;
}

// How often a firm may bind itself once more. What a firm has under an agenda of the scenario's counts like the rest.
Worth room_for_contracts(const Board& board) {
    double own = 0.0;
    const SeatMask governments = board.view.facts.governments_mask();
    for (const StandingAgreement& stands : board.view.standing)
        own += stands.has_party(board.observation.seat) && (stands.parties & governments) == 0 ? 1.0 : 0.0;
    const auto standing = static_cast<double>(board.view.standing.size());
    const double room = static_cast<double>(contracts_at_once) - own;
    const double places = static_cast<double>(limits::agreements - kept_for_others) - standing;
    Worth left;
    left.add(RationaleKind::normal, static_cast<double>(contracts_at_once)).add(RationaleKind::credibility, -own);
    return left.add(RationaleKind::bounds, std::min(0.0, places - room));
}

bool has_room(const Board& board) { return room_for_contracts(board).total() >= 1.0; }

// What a contract on the agenda sells while it lasts at what boards expect, USD million.
double sales_under(const View& view, const Agenda& agenda) {
    const Issue& issue = agenda.issues.front();
    const double t = issue.term.amount > 0.0 ? issue.term.amount : issue.ladder.back();
    return t * view.facts.opening_price_outside[issue.term.what] / 1000.0 * years_of(issue.term);
}

// What there is in a talk for the one who asks, by the best bid that the other would take.
Reason reason_to_talk(const Board& board, const Agenda& agenda, double least_gain) {
    const SeatId self = board.observation.seat;
    const Table table = lay_table(board.view, board.actors, agenda, self, red_line);
    return {worth_of(board.view, board.actors, self, terms_of(agenda, table.path.bid_at(table.first_step))), RationaleUnit::usd_m,
            table.least_worth() + least_gain};
}

// Asks the firm whose contract is worth most.
void look_for_partner(const Board& board, FirmMind& memory, Pen& pen) {
    const PublicView& record = board.observation.record;
    const SeatId self = board.observation.seat;
    if (record.round != 1 || board.observation.talks.size() >= talks_at_once || !has_room(board)) return;
    if (const int asked = last_asked(memory); asked > 0 && record.week < asked + weeks_between_asking) return;
    SeatId chosen = no_seat;
    double best = worth_a_talk;
    for (std::size_t seat = board.view.facts.government_seats; seat < board.view.facts.seats; ++seat) {
        const auto other = static_cast<SeatId>(seat);
        if (other == self || is_settled_otherwise(board, other)) continue;
        if (const int asked = last_asked(memory, other); asked > 0 && record.week < asked + weeks_between_talks) continue;
        const Agenda agenda = within_means(board.view, agenda_between(board.view, self, other, board.style.contracted_share));
        if (agenda.issues.empty()) continue;
        const double gain = lay_table(board.view, board.actors, agenda, self, red_line).gain;
        if (gain <= best || gain < worth_a_share * sales_under(board.view, agenda)) continue;
        chosen = other;
        best = gain;
    }
    if (chosen == no_seat) return;
    Message message;
    message.kind = MessageKind::open_talk;
    message.level = TalkLevel::working;
    static_cast<void>(message.with.push(chosen));
    const Agenda agenda = within_means(board.view, agenda_between(board.view, self, chosen, board.style.contracted_share));
    if (!pen.write(message, reason_to_talk(board, agenda, std::max(worth_a_talk, worth_a_share * sales_under(board.view, agenda))))) return;
    memory_of(memory, chosen).talks.last_try_week = static_cast<std::int16_t>(record.week);
}

// Contracts that the scenario foresees: the buyer asks, once there is something in it.
void ask_for_known_contract(const Board& board, std::size_t index, AgendaMemory& past, Pen& pen) {
    const Observation& observation = board.observation;
    const Agenda& agenda = board.view.facts.agendas[index];
    const int week = observation.record.week;
    if (agenda.parties.size() < 2 || !is_party(agenda.parties, observation.seat)) return;
    if (past.last_try_week > 0 && week < past.last_try_week + weeks_between_talks) return;
    for (SeatId party : agenda.parties)
        if (board.view.facts.is_government(party)) return;
    for (const TalkView& talk : observation.talks)
        if (talk.agenda == index) return;
    if (have_settled(board.view.standing, agenda.parties, Suspended::counts)) return;
    const Agenda able = within_means(board.view, agenda);
    if (lay_table(board.view, board.actors, able, observation.seat, red_line).gain <= 0.0) return;
    if (!pen.write(ask_to_talk(agenda, index, observation.seat), reason_to_talk(board, able, 0.0))) return;
    past.last_try_week = static_cast<std::int16_t>(week);
}

// Each talk is bargained over from its own opening, whatever came of the one before; and the wait for another one begins with
// the last week of this.
void begin_anew(AgendaMemory& memory, const TalkView& talk, int week) {
    if (memory.first_week != talk.opened_week) {
        memory = AgendaMemory{};
        memory.first_week = talk.opened_week;
    }
    memory.last_try_week = static_cast<std::int16_t>(week);
}

// There must be room for one more contract.
void leave(const Board& board, const TalkView& talk, Pen& pen) {
    Message message;
    message.kind = MessageKind::leave_talk;
    message.talk = talk.talk;
    pen.write(message, {room_for_contracts(board), RationaleUnit::count, 1.0});
}

}  // namespace

Agenda agenda_between(const View& view, SeatId a, SeatId b, double contracted_share) {
    Agenda agenda;
    agenda.governments_only = false;
    Match match;
    // The one with the lower number first, so that both find the same where two matches are worth the same.
    better(view.facts, std::min(a, b), std::max(a, b), match);
    better(view.facts, std::max(a, b), std::min(a, b), match);
    if (match.seller == no_seat) return agenda;
    static_cast<void>(agenda.parties.push(match.buyer));
    static_cast<void>(agenda.parties.push(match.seller));
    if (match.t > 0.0) agenda.issues.push_back(price_of_supply(view, match, contracted_share));
    if (match.planned_t > 0.0) agenda.issues.push_back(output_of_plant(match));
    return agenda;
}

void deal(const Board& board, FirmMind& memory, Pen& pen) {
    Style manner_style;
    manner_style.exponent = board.style.exponent;
    const Manner manner{manner_style, board.style.weeks_to_concede, red_line};
    for (const TalkView& talk : board.observation.talks) {
        AgendaMemory spare{};
        AgendaMemory& agenda = talk.agenda < memory.agendas.size() ? memory.agendas[talk.agenda] : spare;
        const SeatId other = talk.parties.size() == 2 ? talk.parties[talk.parties[0] == board.observation.seat ? 1 : 0] : no_seat;
        begin_anew(agenda, talk, board.week());
        if (talk.agenda < board.view.facts.agendas.size() || firm_at(board.view.facts, other) == nullptr) {
            sit_down(board.view, board.actors, board.observation, talk, manner, agenda, pen);
            continue;
        }
        const Agenda own = agenda_between(board.view, board.observation.seat, other, board.style.contracted_share);
        PartnerMemory& partner = memory_of(memory, other);
        begin_anew(partner.talks, talk, board.week());
        if (!has_room(board)) leave(board, talk, pen);
        else if (own.issues.empty()) sit_down(board.view, board.actors, board.observation, talk, manner, agenda, pen);
        else bargain_over(own, board.view, board.actors, board.observation, talk, manner, partner.talks, pen);
    }
    for (std::size_t i = 0; i < board.view.facts.agendas.size() && i < memory.agendas.size(); ++i)
        ask_for_known_contract(board, i, memory.agendas[i], pen);
    look_for_partner(board, memory, pen);
}

}  // namespace chokepoint::agents
