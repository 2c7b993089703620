#include "ui/model/talks.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>
#include <utility>

#include "ui/model/reasons.hpp"

namespace chokepoint::ui {
namespace {

// Clauses that are the same promise at another size.
bool is_same_promise(const Term& a, const Term& b) {
    return a.kind == b.kind && a.by == b.by && a.to == b.to &&
           (a.what == b.what || a.kind == TermKind::monitoring);
}

std::string title_of_talk(const Scenario& scenario, const PartyList& parties) {
    std::string text;
    for (std::size_t i = 0; i < parties.size(); ++i) {
        if (i > 0) text += i + 1 == parties.size() ? " and " : ", ";
        text += seat_short(scenario, parties[i]);
    }
    return text.empty() ? "A talk" : text;
}

// "allies common front"; nothing for names such as "us-china" that only repeat the parties.
std::string subject_in_words(const Scenario& scenario, std::uint8_t agenda) {
    if (agenda >= scenario.agendas.size()) return "free agenda";
    std::string name = scenario.agendas[agenda].name;
    std::string rest = name;
    for (const std::string& party : scenario.agendas[agenda].parties)
        if (const std::size_t at = rest.find(party); at != std::string::npos) rest.erase(at, party.size());
    if (rest.find_first_not_of("-_ ") == std::string::npos) return {};
    std::replace(name.begin(), name.end(), '-', ' ');
    return capitalised(name);
}

bool has_gone(OfferState state) { return state != OfferState::tabled && state != OfferState::live; }

// What an event says of an offer's fate.
std::optional<OfferState> fate_in(const Event& event) {
    switch (event.kind) {
        case EventKind::offer_rejected: return OfferState::rejected;
        case EventKind::offer_withdrawn: return OfferState::withdrawn;
        default: return std::nullopt;  // one acceptance of several is not yet an agreement
    }
}

TalkCard make_card(const Scenario& scenario, const TalkSnapshot& talk) {
    TalkCard card;
    card.talk = talk.talk;
    card.title = title_of_talk(scenario, talk.parties);
    card.subject = subject_in_words(scenario, talk.agenda);
    card.level = name_in_words(talk.level);
    card.parties.assign(talk.parties.begin(), talk.parties.end());
    card.opened_week = talk.opened_week;
    card.last_word_week = talk.opened_week;
    card.deadline_week = talk.deadline_week;
    int governments = 0;
    for (SeatId seat : card.parties)
        if (seat == seat_of(scenario, Government::us) || seat == seat_of(scenario, Government::china)) ++governments;
    card.is_main = governments == 2;
    return card;
}

OfferCard make_card(const Scenario& scenario, const Offer& offer, const TermList* before) {
    OfferCard card;
    card.id = offer.id;
    card.by = offer.by;
    card.week = offer.week;
    card.round = offer.round;
    card.expiry_week = offer.expiry_week;
    card.state = offer.state;
    card.lines = compare(scenario, before, offer.terms);
    return card;
}

std::string headline_of(const Scenario& scenario, const MoveReasons& move, const Reasons& reasons) {
    std::string text = seat_short(scenario, move.seat);
    switch (move.kind) {
        case MessageKind::accept: text += " accepts"; break;
        case MessageKind::reject: text += " rejects, " + std::string(name_in_words(move.because)); break;
        default: text += " offers this"; break;
    }
    return reasons.total ? text + ": worth " + amount_in_words(*reasons.total, true) + " to it" : text;
}

MoveCard make_card(const Scenario& scenario, const MoveReasons& move) {
    constexpr std::size_t parts_shown = 5;
    Reasons reasons = sorted_out({move.numbers.begin(), move.numbers.size()});
    // What passes at home is drawn, not written; a card has room for what decided.
    std::erase_if(reasons.compared, [](const Rationale& number) {
        return number.kind == RationaleKind::given || number.kind == RationaleKind::win_set || number.kind == RationaleKind::opponent_value;
    });
    return {move.seat, move.kind, headline_of(scenario, move, reasons), parts_in_words(reasons, parts_shown), compared_in_words(reasons)};
}

// Who says the same again in a later week says it by newer numbers.
void add_move(std::vector<MoveCard>& moves, MoveCard move) {
    const auto said = std::find_if(moves.begin(), moves.end(), [&](const MoveCard& m) { return m.by == move.by && m.kind == move.kind; });
    if (said != moves.end()) *said = std::move(move);
    else moves.push_back(std::move(move));
}

// What an offer asks of a seat, as its people count it.
double asked_of(SeatId seat, const TermList& terms) {
    double clauses = 0.0;
    for (const Term& term : terms)
        if (term.by == seat && term.kind != TermKind::truce && term.kind != TermKind::monitoring) clauses += 1.0;
    return clauses / static_cast<double>(limits::terms);
}

// A seat says with each offer what it can give at home.
void note_win_set(const MoveReasons& move, std::vector<WinSet>& sets) {
    for (const Rationale& number : move.numbers)
        for (WinSet& set : sets)
            if (set.seat == move.seat && number.kind == RationaleKind::win_set) set.exact = number.value;
}

std::vector<WinSet> win_sets_of(const Scenario& scenario, const TalkCard& card, const Snapshot& now, const TermList* newest) {
    std::vector<WinSet> sets;
    for (SeatId seat : card.parties) {
        Government government{};
        if (!is_government(scenario, seat, &government)) continue;
        const std::size_t g = index_of(government);
        sets.push_back({seat, now.record.win_set_low[g], now.record.win_set_high[g], newest != nullptr ? asked_of(seat, *newest) : 0.0, -1.0});
    }
    return sets;
}

}  // namespace

std::vector<TermLine> compare(const Scenario& scenario, const TermList* before, const TermList& after) {
    std::vector<TermLine> lines;
    std::vector<bool> kept(before == nullptr ? 0 : before->size(), false);
    for (const Term& term : after) {
        TermLine& line = lines.emplace_back();
        line.text = describe(scenario, term);
        line.by = term.by;
        if (before == nullptr) continue;
        line.change = Change::added;
        for (std::size_t i = 0; i < before->size(); ++i) {
            if (kept[i] || !is_same_promise((*before)[i], term)) continue;
            kept[i] = true;
            line.change = (*before)[i] == term ? Change::same : Change::changed;
            if (line.change == Change::changed) line.was = describe(scenario, (*before)[i]);
            break;
        }
    }
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (!kept[i])
            lines.push_back({Change::removed, describe(scenario, (*before)[i]), {}, (*before)[i].by});
    return lines;
}

std::vector<TalkCard> make_talks(const Scenario& scenario, const History& history, int week) {
    using Key = std::pair<int, int>;  // opening week and number: numbers are used again
    std::map<Key, TalkCard> cards;
    std::map<int, Key> newest_of;     // by number, as of the week being read
    std::map<std::uint32_t, std::pair<Offer, Key>> offers;
    std::multimap<std::uint32_t, const MoveReasons*> reasons;  // by offer
    auto saying = history.sayings().begin();

    for (const auto& [at, known] : history.weeks()) {
        if (at > week) break;
        for (auto& [key, card] : cards) card.is_open = false;
        for (const TalkSnapshot& talk : known.talks) {
            const Key key{talk.opened_week, talk.talk};
            cards.try_emplace(key, make_card(scenario, talk));
            newest_of[talk.talk] = key;
        }
        for (const TalkSnapshot& talk : known.snapshot->talks) {
            TalkCard& card = cards.at({talk.opened_week, talk.talk});
            card.is_open = true;
            card.turn = talk.turn;
            card.deadline_week = talk.deadline_week;
            card.level = name_in_words(talk.level);
        }
        for (; saying != history.sayings().end() && saying->week <= at; ++saying) {
            const auto talk = newest_of.find(saying->talk);
            if (talk == newest_of.end()) continue;
            TalkCard& card = cards.at(talk->second);
            card.sayings.push_back({saying->by, saying->week, saying->text});
            card.last_word_week = std::max(card.last_word_week, saying->week);
        }
        for (const Offer& offer : known.offers) {
            const auto seen = offers.find(offer.id);
            if (seen != offers.end()) {
                seen->second.first = offer;
            } else if (const auto talk = newest_of.find(offer.talk); talk != newest_of.end()) {
                offers.emplace(offer.id, std::pair{offer, talk->second});
            }
        }
        for (const MoveReasons& move : known.reasons) reasons.emplace(move.offer, &move);
        for (const Event& event : known.snapshot->events) {
            const auto offer = offers.find(event.subject);
            if (const auto fate = fate_in(event); fate && offer != offers.end() && !has_gone(offer->second.first.state))
                offer->second.first.state = *fate;
        }
    }

    // Offers that are no longer on the newest table without a word about why.
    const Snapshot* now = history.snapshot_at(week);
    for (auto& [id, entry] : offers) {
        Offer& offer = entry.first;
        if (has_gone(offer.state) || now == nullptr) continue;
        const auto number = id;
        if (std::any_of(now->offers.begin(), now->offers.end(), [&](const Offer& o) { return o.id == number; })) continue;
        const bool is_answered = std::any_of(offers.begin(), offers.end(), [&](const auto& other) { return other.second.first.answers == number; });
        offer.state = is_answered ? OfferState::superseded : OfferState::expired;
    }

    std::map<Key, const TermList*> previous;
    for (const auto& [id, entry] : offers) {
        const auto& [offer, key] = entry;
        const auto answered = offers.find(offer.answers);
        const TermList* before = answered != offers.end() ? &answered->second.first.terms : previous[key];
        TalkCard& card = cards.at(key);
        const auto answers = std::find_if(card.offers.begin(), card.offers.end(), [&](const OfferCard& other) { return other.id == entry.first.answers; });
        const std::size_t answers_number = answers != card.offers.end() ? answers->number : 0;
        OfferCard& made = card.offers.emplace_back(make_card(scenario, offer, before));
        made.number = card.offers.size();
        made.answers = answers_number;
        const auto [first, last] = reasons.equal_range(id);
        for (auto move = first; move != last; ++move) add_move(made.moves, make_card(scenario, *move->second));
        std::stable_partition(made.moves.begin(), made.moves.end(), [](const MoveCard& move) { return move.kind == MessageKind::propose; });
        card.last_word_week = std::max(card.last_word_week, int{offer.week});
        previous[key] = &offer.terms;
    }

    std::vector<TalkCard> list;
    for (auto& [key, card] : cards) {
        if (!card.is_open) card.turn = no_seat;
        const auto newest = previous.find(key);
        if (card.is_open && now != nullptr)
            card.win_sets = win_sets_of(scenario, card, *now, newest != previous.end() ? newest->second : nullptr);
        for (const OfferCard& offer : card.offers)
            for (const auto [first, last] = reasons.equal_range(offer.id); const auto& [id, move] : std::ranges::subrange(first, last))
                note_win_set(*move, card.win_sets);
        list.push_back(std::move(card));
    }
    std::stable_sort(list.begin(), list.end(), [](const TalkCard& a, const TalkCard& b) {
        if (a.is_main != b.is_main) return a.is_main;
        if (a.is_open != b.is_open) return a.is_open;
        return a.last_word_week > b.last_word_week;
    });
    return list;
}

}  // namespace chokepoint::ui
