#include "agents/strategies/table.hpp"

#include "agents/strategies/aim.hpp"
#include "agents/strategies/deadlines.hpp"
#include "agents/strategies/judgement.hpp"
#include "agents/strategies/lists.hpp"
#include "agents/strategies/means.hpp"
#include "engine/domain/depth.hpp"

#include <algorithm>
#include <array>

namespace chokepoint::agents {

namespace {

using bargain::LevelTable;

// What an agenda's issues bring about together is worth once; a table adds issues up, so each of them bears an equal part of
// what would be counted twice.
LevelTable worths_of(const View& view, const Actors& actors, const Agenda& agenda, SeatId party) {
    std::array<bool, limits::issues> makes{};  // something by itself that counts once
    TermList fullest;
    double apart = 0.0, makers = 0.0;
    for (std::size_t i = 0; i < agenda.issues.size(); ++i) {
        const Issue& issue = agenda.issues[i];
        if (issue.ladder.size() < 2) continue;
        const Term term = term_at(issue, issue.ladder.size() - 1);
        fullest.push_back(term);
        if (!has_common_worth(view, actors, party, term)) continue;
        const double worth = common_worth(view, actors, party, {&term, 1}).total();
        makes[i] = worth != 0.0;
        apart += worth;
        makers += makes[i] ? 1.0 : 0.0;
    }
    double twice = 0.0;  // what is counted more than once: the part of each
    if (makers > 1.0) twice = (common_worth(view, actors, party, {fullest.begin(), fullest.end()}).total() - apart) / makers;
    LevelTable worths;
    for (std::size_t i = 0; i < agenda.issues.size(); ++i) {
        const Issue& issue = agenda.issues[i];
        FixedVec<double, limits::ladder> ladder{0.0};
        for (std::size_t level = 1; level < issue.ladder.size(); ++level) {
            const Term term = term_at(issue, level);
            ladder.push_back(worth_of(view, actors, party, term).total() + (makes[i] ? twice : 0.0));
        }
        worths.add_issue({ladder.data(), ladder.size()});
    }
    return worths;
}

// Parties count in different units: each is scaled by its own range before they are added.
LevelTable others_worths(const View& view, const Actors& actors, const Agenda& agenda, SeatId self) {
    LevelTable sum;
    for (SeatId party : agenda.parties) {
        if (party == self) continue;
        LevelTable worths = worths_of(view, actors, agenda, party);
        double range = 0.0;
        for (std::size_t i = 0; i < worths.issues(); ++i) {
            const auto [low, high] = std::minmax_element(worths[i].begin(), worths[i].end());
            range += *high - *low;
        }
        for (double& worth : worths.all()) worth = range > 0.0 ? worth / range : 0.0;
        if (sum.issues() == 0) {
            sum = worths;
        } else {
            for (std::size_t k = 0; k < sum.all().size(); ++k) sum.all()[k] += worths.all()[k];
        }
    }
    constexpr std::array<double, limits::ladder> nothing{};
    if (sum.issues() == 0)
        for (const Issue& issue : agenda.issues) sum.add_issue(std::span(nothing).first(issue.ladder.size()));
    return sum;
}

// What a party holds back: first what makes up for no deal, then by its red line. Shares of its best, and of the rest of it.
struct HeldBack {
    double no_deal = 0.0, red_line = 0.0;
};

double best_of(const bargain::AdditiveUtility& utility) { return std::max(0.0, utility.worth_of_utility(1.0)); }

bargain::AdditiveUtility with_reservation(const LevelTable& worths, const HeldBack& held_back) {
    auto utility = bargain::AdditiveUtility::from_worth(worths, 0.0);
    const double best = best_of(utility), no_deal = held_back.no_deal * best;
    utility.reserve(no_deal + held_back.red_line * (best - no_deal));
    return utility;
}

// A party's share of no deal. It is fitted to deals with its rival and says nothing of others.
double no_deal_share(const View& view, const Agenda& agenda, SeatId party) {
    return is_with_rival_alone(view.facts, agenda, party) ? view.facts.of(view.facts.government_of(party)).no_deal_worth : 0.0;
}

// The same of the other where there is one; a table adds up several.
double others_no_deal_share(const View& view, const Agenda& agenda, SeatId self) {
    for (SeatId party : agenda.parties)
        if (party != self) return no_deal_share(view, agenda, party);
    return 0.0;
}

bool same_terms(const TermList& a, const TermList& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

struct OnTable {
    const Offer* best_of_others = nullptr;  // the live offer worth most
    double best_worth = 0.0;
    const Offer* own = nullptr;             // the newest own one, tabled or live
    const Offer* newest_of_others = nullptr;
};

OnTable look_at(const View& view, const Actors& actors, const TalkView& talk, SeatId self) {
    OnTable on_table;
    for (const Offer& offer : talk.offers) {
        if (offer.by == self) {
            on_table.own = &offer;
            continue;
        }
        on_table.newest_of_others = &offer;
        if (offer.state != OfferState::live || (offer.accepted_by & bit(self)) != 0) continue;
        const double worth = worth_of(view, actors, self, offer.terms).total();
        if (on_table.best_of_others == nullptr || worth > on_table.best_worth) {
            on_table.best_of_others = &offer;
            on_table.best_worth = worth;
        }
    }
    return on_table;
}

// What an answer is measured by, in worth.
struct Marks {
    double needed = 0.0;       // what the offer had to reach
    double reservation = 0.0;
    double target = 0.0;
};

bool answer(const View& view, const Actors& actors, const Observation& observation, MessageKind kind, const Offer& offer,
            const Marks& marks, Pen& pen, RejectReason because = RejectReason::too_little) {
    Message message;
    message.kind = kind;
    message.talk = offer.talk;
    message.offer = offer.id;
    if (kind == MessageKind::reject) message.reason = because;
    const auto unit = view.facts.is_government(observation.seat) ? RationaleUnit::point_weeks : RationaleUnit::usd_m;
    if (!pen.write(message, {worth_of(view, actors, observation.seat, offer.terms), unit, marks.needed})) return false;
    pen.note(RationaleKind::reservation, marks.reservation);
    pen.note(RationaleKind::target, marks.target);
    return true;
}

// What rollouts say of a move and of the best other line.
void note_foreseen(const Foreseen& move, const Foreseen& other, Pen& pen) {
    if (move.rollouts > 0) {
        pen.note(RationaleKind::foreseen_gain, static_cast<double>(move.gain));
        pen.note(RationaleKind::foreseen_error, static_cast<double>(move.error));
    }
    if (other.rollouts > 0) pen.note(RationaleKind::foreseen_else, static_cast<double>(other.gain));
    if (const int played = std::max(move.rollouts, other.rollouts); played > 0)
        pen.note(RationaleKind::rollouts, played, RationaleUnit::rollouts);
}

}  // namespace

namespace {

// Whether what a list asks of a government has an even chance at home. Only a table tells how wide that is (TalkView).
bool passes_at_home(const View& view, const TalkView& talk, const TermList& terms, SeatId self, bool governs) {
    return !governs || given_share(view, terms, self) <= talk.win_set;
}

// Takes back of what the seat itself gives, each time what the others miss least, until the rest would pass.
bargain::Bid trimmed(const View& view, const Agenda& agenda, const Table& table, const TalkView& talk, SeatId self, bargain::Bid bid) {
    const auto gives = [&](std::size_t i) {
        const Term& term = agenda.issues[i].term;
        return term.by == self || (term.kind == TermKind::truce && term.to == self);
    };
    while (!passes_at_home(view, talk, terms_of(agenda, bid), self, true)) {
        std::size_t least = agenda.issues.size();
        double kept = 0.0;
        for (std::size_t i = 0; i < agenda.issues.size(); ++i) {
            if (bid[i] == 0 || !gives(i)) continue;
            bargain::Bid less = bid;
            --less[i];
            if (least < agenda.issues.size() && table.other.of(less) <= kept) continue;
            least = i;
            kept = table.other.of(less);
        }
        if (least == agenda.issues.size()) break;
        --bid[least];
    }
    return bid;
}

// What a tied hand offers instead of a step that would not pass at home: it walks back up the path and asks for more; where no
// step passes, it gives less.
bargain::Bid passable_bid(const View& view, const Agenda& agenda, const Table& table, const TalkView& talk, SeatId self, bool governs,
                          std::size_t step) {
    const auto passes = [&](std::size_t at) { return passes_at_home(view, talk, terms_of(agenda, table.path.bid_at(at)), self, governs); };
    std::size_t passable = step;
    while (passable > table.first_step && !passes(passable)) --passable;
    return passes(passable) ? table.path.bid_at(passable) : trimmed(view, agenda, table, talk, self, table.path.bid_at(step));
}

}  // namespace

namespace {

// The issue of an agenda by which promises are checked, or none.
std::size_t checking_issue(const Agenda& agenda) {
    std::size_t i = 0;
    while (i < agenda.issues.size() &&
           (agenda.issues[i].term.kind != TermKind::monitoring || agenda.issues[i].term.what < index_of(Monitoring::joint)))
        ++i;
    return i;
}

// Whether an own offer of this round of talks was turned down for want of trust.
bool is_doubted(const Manner& manner, const TalkView& talk) {
    return manner.mind != nullptr && talk.agenda < limits::agendas && (manner.mind->doubted >> talk.agenda & 1U) != 0;
}

// What stands on the table, as bids.
void take_in(const Agenda& agenda, const TalkView& talk, const bargain::AdditiveUtility* among_several, SeatId self, const Manner& manner,
             AgendaMemory& memory) {
    Digests known;
    if (manner.mind != nullptr && manner.style.concession == Concession::minimal) known = manner.mind->belief;
    for (const Offer& offer : talk.offers) {
        const bargain::Bid bid = bid_of(agenda, offer.terms).bid;
        if (offer.by != self) hear(memory, offer.id, bid, talk.agenda, known, among_several);
        else recall_own(memory, offer.id, bid, talk.agenda, known);
    }
}

// What has been accepted waits for the others; a new offer would take its place and their signatures with it.
bool has_accepted(const TalkView& talk, SeatId self) {
    return std::any_of(talk.offers.begin(), talk.offers.end(), [&](const Offer& offer) {
        return offer.state == OfferState::live && (offer.accepted_by & bit(self)) != 0;
    });
}

// Out of turn and with nothing to answer there is nothing to weigh but for who thinks all along: who infers or searches. What has
// lain on a table of several is weighed when it is heard.
bool just_listens(const TalkView& talk, const OnTable& on_table, const Manner& manner, SeatId self) {
    if (talk.turn == self || on_table.best_of_others != nullptr) return false;
    const bool thinks = manner.style.concession == Concession::by_inference || manner.style.concession == Concession::by_search;
    return (!thinks || manner.mind == nullptr) && (talk.parties.size() == 2 || talk.offers.empty());
}

}  // namespace

double given_share(const View& view, const TermList& terms, SeatId self) {
    const PublicView& record = view.record;
    const Ground ground{TariffMeasures(record.tariffs), ControlMeasures(record.controls), record.price_outside, record.today, view.facts.nominal_days};
    const auto side_of = [&](SeatId seat) {
        if (!view.facts.is_government(seat)) return Side{};
        const GovernmentFacts& facts = view.facts.of(view.facts.government_of(seat));
        return Side{true, view.facts.government_of(seat), facts.gdp, facts.aid_budget_usd_m, facts.magnet_use_t};
    };
    double depth = 0.0;
    for (const Term& term : terms)
        if (term.by == self || (term.kind == TermKind::truce && term.to == self))
            depth += depth_of(term, ground, side_of(self), side_of(term.by == self ? term.to : term.by));
    return share_of_largest_deal(depth);
}

bool is_with_rival_alone(const Facts& facts, const Agenda& agenda, SeatId self) {
    if (!agenda.governments_only || agenda.parties.size() != 2) return false;
    const SeatId other = agenda.parties[0] == self ? agenda.parties[1] : agenda.parties[0];
    return is_party(agenda.parties, self) && facts.government_of(other) == rival_of(facts.government_of(self));
}

bargain::AdditiveUtility utility_for(const View& view, const Actors& actors, const Agenda& agenda, SeatId party, double red_line) {
    return with_reservation(worths_of(view, actors, agenda, party), {no_deal_share(view, agenda, party), red_line});
}

Table lay_table(const View& view, const Actors& actors, const Agenda& agenda, SeatId self, double red_line) {
    const auto own = utility_for(view, actors, agenda, self, red_line);
    // What others will hold out for is not known: no deal, and a middling red line.
    const auto other = with_reservation(others_worths(view, actors, agenda, self), {others_no_deal_share(view, agenda, self), 0.1});
    Table table{own, other, bargain::ConcessionPath(own, other), 0, 0.0, no_deal_share(view, agenda, self) * best_of(own)};
    // Asking for what the others lose by is no opening; where they lose by every bid, one can but ask.
    for (std::size_t step = 0; step < table.path.size(); ++step) {
        if (other.of(table.path.bid_at(step)) < other.reservation()) continue;
        table.gain = own.worth_of_utility(table.path.own_at(step)) - own.worth_of_utility(own.reservation());
        table.first_step = step;
        break;
    }
    return table;
}

namespace {

// Answers the best list that others have written freely, as if it were an agenda: it is signed once it gives what the strategy
// holds out for by now, countered with what would, and otherwise turned down with the reason. Who infers or searches does so on
// the scenario's agendas; here he concedes with time.
void answer_list(const View& view, const Actors& actors, const Observation& observation, const TalkView& talk, const Manner& manner,
                 AgendaMemory& memory, const OnTable& on_table, Pen& pen) {
    const Offer& offer = *on_table.best_of_others;
    const SeatId self = observation.seat;
    Manner plain = manner;
    plain.mind = nullptr;
    plain.foresight = nullptr;
    const Agenda agenda = agenda_from(view, self, talk.parties, offer.terms);
    if (bargain_over(agenda, view, actors, observation, talk, plain, memory, pen)) return;
    const Table table = lay_table(view, actors, within_means(view, agenda), self, manner.red_line);
    const bool asks_too_much = on_table.best_worth < table.no_deal || !can_keep(view, self, offer.terms);
    const Marks marks{std::max(table.no_deal, table.least_worth()), table.least_worth(), table.least_worth()};
    const bool is_doubtful = !asks_too_much && leans_on_doubtful_word(view, self, offer.terms);
    const bool governs = view.facts.is_government(self);
    const bool crosses_line = on_table.best_worth < table.least_worth() || !passes_at_home(view, talk, offer.terms, self, governs);
    const RejectReason because = asks_too_much  ? RejectReason::too_costly
                                 : is_doubtful  ? RejectReason::no_trust
                                 : crosses_line ? RejectReason::red_line
                                                : RejectReason::too_little;
    if (!answer(view, actors, observation, MessageKind::reject, offer, marks, pen, because)) return;
    if (is_doubtful) {
        pen.note(RationaleKind::trust, least_belief(view, self, offer.terms), RationaleUnit::share);
        pen.note(RationaleKind::trust_needed, judgement::distrust, RationaleUnit::share);
    } else if (because == RejectReason::red_line && governs) {
        pen.note(RationaleKind::given, given_share(view, offer.terms, self), RationaleUnit::share);
        pen.note(RationaleKind::win_set, talk.win_set, RationaleUnit::share);
    }
}

}  // namespace

void note_doubts(const Observation& observation, GovernmentMind& mind) {
    for (const TalkView& talk : observation.talks) {
        if (talk.agenda >= limits::agendas || talk.reject_reason != RejectReason::no_trust) continue;
        for (const EndedOffer& offer : talk.ended)
            if (offer.id == talk.rejected_offer && offer.by == observation.seat) mind.doubted |= 1U << talk.agenda;
    }
}

void sit_down(const View& view, const Actors& actors, const Observation& observation, const TalkView& talk,
              const Manner& manner, AgendaMemory& memory, Pen& pen) {
    if (talk.agenda < view.facts.agendas.size()) {
        bargain_over(view.facts.agendas[talk.agenda], view, actors, observation, talk, manner, memory, pen);
        return;
    }
    const OnTable on_table = look_at(view, actors, talk, observation.seat);
    if (on_table.best_of_others != nullptr) answer_list(view, actors, observation, talk, manner, memory, on_table, pen);
}

bool bargain_over(const Agenda& asked, const View& view, const Actors& actors, const Observation& observation,
                  const TalkView& talk, const Manner& manner, AgendaMemory& memory, Pen& pen) {
    const SeatId self = observation.seat;
    const PublicView& record = observation.record;
    const OnTable on_table = look_at(view, actors, talk, self);
    if (memory.first_week == 0) memory.first_week = talk.opened_week;
    if (just_listens(talk, on_table, manner, self)) {
        if (!talk.offers.empty()) take_in(within_means(view, asked), talk, nullptr, self, manner, memory);
        return has_accepted(talk, self);
    }
    const Agenda agenda = within_means(view, asked);
    const Table table = lay_table(view, actors, agenda, self, manner.red_line);
    take_in(agenda, talk, talk.parties.size() > 2 ? &table.own : nullptr, self, manner, memory);

    double weeks = manner.weeks_to_concede;
    for (int dated : {static_cast<int>(talk.deadline_week), next_deadline(view, talk.parties, self, manner.mind)})
        if (dated > memory.first_week) weeks = std::min(weeks, static_cast<double>(dated - memory.first_week));
    const Clock clock{static_cast<double>(record.week - memory.first_week), weeks};
    const bool governs = view.facts.is_government(self);
    const Aim aim = aim_at({view, actors, observation, agenda, talk, table, clock, manner}, on_table.best_of_others, memory);
    const double target = aim.target;
    const bargain::Bid bid = passable_bid(view, agenda, table, talk, self, governs, table.path.step_at_least(target));
    const double next = table.own.of(bid);
    const double reservation = table.least_worth();
    // Where even the best bid that the others might take is worth less than no deal, it is no deal that the seat holds out for.
    const double target_worth = std::max(table.own.worth_of_utility(target), reservation);
    const Marks marks{std::max({0.0, reservation, table.own.worth_of_utility(std::min(target, next))}), reservation, target_worth};

    if (on_table.best_of_others != nullptr) {
        const double utility = table.own.utility_of_worth(on_table.best_worth);
        // Take what is at least as good as what one would ask for next, and never less than no deal.
        const bool is_enough = utility >= std::min(target, next) - 1e-12 && on_table.best_worth >= reservation &&
                               on_table.best_worth > table.no_deal;
        const bool passes = passes_at_home(view, talk, on_table.best_of_others->terms, self, governs);
        const bool is_doubtful = checking_issue(agenda) < agenda.issues.size() &&
                                 leans_on_doubtful_word(view, self, on_table.best_of_others->terms);
        if ((is_enough || aim.takes_standing) && is_doubtful && talk.turn != self) {
            if (answer(view, actors, observation, MessageKind::reject, *on_table.best_of_others, marks, pen, RejectReason::no_trust)) {
                pen.note(RationaleKind::trust, least_belief(view, self, on_table.best_of_others->terms), RationaleUnit::share);
                pen.note(RationaleKind::trust_needed, judgement::distrust, RationaleUnit::share);
            }
            return true;
        }
        const bool keeps = can_keep(view, self, on_table.best_of_others->terms);
        if ((is_enough || aim.takes_standing) && passes && keeps && !is_doubtful) {
            if (answer(view, actors, observation, MessageKind::accept, *on_table.best_of_others, marks, pen))
                note_foreseen(aim.standing, aim.held, pen);
            return true;
        }
    }
    if (has_accepted(talk, self)) return true;
    if (talk.turn == self && next >= table.own.reservation() - 1e-12 && next > table.own.utility_of_worth(table.no_deal)) {
        Message message;
        message.kind = MessageKind::propose;
        message.talk = talk.talk;
        message.agenda = talk.agenda;
        bargain::Bid said = bid;
        message.terms = terms_of(agenda, said);
        // Who is not believed is asked to let himself be checked, and who has heard that he is not offers it.
        if (const std::size_t check = checking_issue(agenda); check < agenda.issues.size()) {
            bargain::Bid checked = said;
            checked[check] = static_cast<std::uint8_t>(agenda.issues[check].ladder.size() - 1);
            const bool offers_checks = is_doubted(manner, talk) && table.own.of(checked) >= table.own.reservation();
            if (offers_checks || leans_on_doubtful_word(view, self, message.terms)) said = checked;
            message.terms = terms_of(agenda, said);
        }
        message.terms = without_empty_words(view, self, message.terms);
        // Among more than two somebody else may turn the offer down in this very round: it is left to stand or fall by itself.
        if (on_table.newest_of_others != nullptr && talk.parties.size() == 2) message.offer = on_table.newest_of_others->id;
        if (message.terms.empty() || (on_table.own != nullptr && same_terms(on_table.own->terms, message.terms)))
            return false;
        const auto unit = governs ? RationaleUnit::point_weeks : RationaleUnit::usd_m;
        if (!pen.write(message, {worth_of(view, actors, self, message.terms), unit})) return true;
        pen.note(RationaleKind::reservation, reservation);
        pen.note(RationaleKind::target, target_worth);
        pen.note(RationaleKind::opponent_value, table.other.worth_of_utility(table.other.of(said)), RationaleUnit::share);
        if (governs) {
            pen.note(RationaleKind::given, given_share(view, message.terms, self), RationaleUnit::share);
            pen.note(RationaleKind::win_set, talk.win_set, RationaleUnit::share);
        }
        note_foreseen(aim.held, aim.standing, pen);
        return true;
    }
    // Out of turn, an offer worse than no deal is turned down, so that its maker need not wait.
    if (on_table.best_of_others == nullptr || talk.turn == self || on_table.best_worth >= table.no_deal) return false;
    answer(view, actors, observation, MessageKind::reject, *on_table.best_of_others, {table.no_deal, reservation, target_worth}, pen);
    return true;
}

}  // namespace chokepoint::agents
