#include "tests/support/chaos.hpp"

#include <limits>

#include "tests/support/any_of.hpp"

namespace chokepoint::test {
namespace {

template <typename E>
std::uint8_t any_index(Rng& rng) {
    return static_cast<std::uint8_t>(rng.below(count_of<E>));
}

std::uint8_t any_byte(Rng& rng) { return static_cast<std::uint8_t>(rng.below(256)); }

SeatId any_seat(const Setup& setup, Rng& rng) {
    return rng.chance(0.05) ? any_byte(rng) : static_cast<SeatId>(rng.below(static_cast<std::uint32_t>(setup.params.seats)));
}

double garbage(Rng& rng) {
    constexpr double huge = std::numeric_limits<double>::max();
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double values[] = {nan, infinity, -infinity, huge, -huge, -0.0, -1.0, 1e12, 1e-300, 5e-324, 1e9, 1.0000000001};
    return values[rng.below(std::size(values))];
}

// An end of the range, or something inside it.
double within(double low, double high, Rng& rng) {
    const double draw = rng.uniform();
    return draw < 0.15 ? low : draw < 0.3 ? high : rng.uniform(low, high);
}

Term any_term(const Setup& setup, const PartyList& parties, Rng& rng) {
    Term term;
    const auto party = [&]() -> SeatId {
        return parties.empty() || rng.chance(0.05) ? any_seat(setup, rng)
                                                   : parties[rng.below(static_cast<std::uint32_t>(parties.size()))];
    };
    term.kind = any_of<TermKind>(rng);
    term.by = party();
    term.to = party();
    term.what = rng.chance(0.05) ? any_byte(rng) : static_cast<std::uint8_t>(rng.below(5));
    term.amount = rng.chance(0.03) ? garbage(rng) : within(0.0, rng.chance(0.2) ? 1e9 : 150.0, rng);
    term.limit = rng.chance(0.03) ? garbage(rng) : within(0.0, rng.chance(0.2) ? 1e9 : 60.0, rng);
    term.scope = rng.chance(0.5) ? 0u : rng.chance(0.05) ? rng.bits32() : rng.bits32() & every_material;
    term.named = rng.chance(0.8) ? 0u : rng.chance(0.2) ? rng.bits32() : bit(static_cast<SeatId>(any_seat(setup, rng) % limits::seats));
    term.from_week = static_cast<std::int16_t>(rng.chance(0.7) ? 0u : rng.below(8));
    term.until_week = static_cast<std::int16_t>(rng.chance(0.1) ? 5200u : rng.below(30));
    return term;
}

TermList any_terms(const Setup& setup, const PartyList& parties, Rng& rng) {
    TermList terms;
    for (std::uint32_t i = 1 + rng.below(limits::terms); i > 0; --i) static_cast<void>(terms.push(any_term(setup, parties, rng)));
    // Most random lists contradict themselves or owe what nobody can owe; leave out what makes them illegal.
    if (rng.chance(0.2)) return terms;
    TermList legal;
    for (const Term& term : terms) {
        TermList longer = legal;
        static_cast<void>(longer.push(term));
        if (check_terms(setup.params, parties, longer) == Refusal::none) legal = longer;
    }
    return legal;
}

// A message about a talk or an offer that there is, where there is one.
void aim(const Setup& setup, const Game& game, SeatId seat, Message& message, Rng& rng) {
    message.talk = static_cast<std::uint8_t>(rng.below(limits::talks));
    message.agenda = rng.chance(0.3) ? 255 : static_cast<std::uint8_t>(rng.below(static_cast<std::uint32_t>(setup.params.agendas.size() + 1)));
    message.agreement = static_cast<std::uint8_t>(rng.below(limits::agreements));
    message.offer = rng.chance(0.1) ? rng.bits32() : game.talks.offers.empty() ? rng.below(100) : game.talks.offers[rng.below(static_cast<std::uint32_t>(game.talks.offers.size()))].id;
    message.level = any_of<TalkLevel>(rng);
    message.back_channel = rng.chance(0.2);
    message.clause = static_cast<std::uint8_t>(rng.below(limits::terms + 1));
    message.reason = any_of<RejectReason>(rng);
    message.expiry_week = static_cast<std::int16_t>(rng.chance(0.8) ? 0u : rng.below(32768));
    for (std::uint32_t i = 1 + rng.below(3); i > 0; --i) static_cast<void>(message.with.push(any_seat(setup, rng)));
    PartyList parties;
    for (std::size_t i = 0; i < game.talks.talks.size(); ++i)
        if (game.talks.talks[i].open && game.talks.talks[i].parties[game.talks.talks[i].turn] == seat && rng.chance(0.7)) {
            message.talk = static_cast<std::uint8_t>(i);
            parties = game.talks.talks[i].parties;
        }
    for (const Offer& offer : game.talks.offers)
        if (offer.state == OfferState::live && offer.by != seat && is_party(game.talks.talks[offer.talk].parties, seat) && rng.chance(0.7) &&
            message.kind != MessageKind::propose)
            message.offer = offer.id;
    if (message.kind == MessageKind::propose) {
        if (rng.chance(0.8)) message.offer = 0;
        message.terms = any_terms(setup, parties, rng);
    }
}

Statement any_statement(const Setup& setup, const Game& game, Rng& rng) {
    Statement statement;
    statement.value = rng.chance(0.1) ? garbage(rng) : within(0.0, 1e6, rng);
    statement.due_week = static_cast<std::int16_t>(game.cursor.week + static_cast<int>(rng.below(12)) - 1);
    statement.kind = any_of<StatementKind>(rng);
    statement.to = rng.chance(0.3) ? no_seat : any_seat(setup, rng);
    statement.is_public = rng.chance(0.7);
    statement.measure = any_of<ControlKind>(rng);
    statement.about_tariffs = rng.chance(0.5);
    statement.trigger = any_of<Trigger>(rng);
    return statement;
}

Order garbage_order(Rng& rng) {
    Order order;
    order.kind = any_of<OrderKind>(rng);
    order.value = garbage(rng);
    order.second = garbage(rng);
    order.scope = rng.bits32();
    order.regions = rng.bits32();
    order.what = any_byte(rng);
    order.target = any_byte(rng);
    return order;
}

}  // namespace

Order likely_order(const Setup& setup, OrderKind kind, Rng& rng) {
    Order order;
    order.kind = kind;
    order.target = any_index<Region>(rng);
    order.regions = rng.chance(0.4) ? every_region : rng.bits32() & every_region;
    const auto set = [&](std::uint8_t what, double value, double second = 0.0) {
        order.what = what;
        order.value = value;
        order.second = second;
        return order;
    };
    const std::uint8_t product = any_index<Product>(rng);
    const auto project = [&] { order.target = static_cast<std::uint8_t>(rng.below(static_cast<std::uint32_t>(setup.params.projects.size() + 1))); };
    switch (kind) {
        case OrderKind::set_tariff:
            order.scope = rng.chance(0.6) ? 0 : rng.below(1u << count_of<ProductClass>);
            return set(any_index<TariffComponent>(rng), within(0.0, 1000.0, rng), rng.chance(0.5) ? 0.0 : rng.uniform());
        case OrderKind::set_control:
            order.scope = rng.chance(0.05) ? rng.bits32() : rng.bits32() & every_material;
            return set(any_index<ControlKind>(rng), within(0.0, rng.chance(0.3) ? 1000.0 : 1.0, rng), rng.chance(0.6) ? 1.0 : 0.0);
        case OrderKind::desk_throughput: return set(0, within(0.0, 500.0, rng));
        case OrderKind::desk_priority: return set(rng.chance(0.5) ? 255 : any_index<EndUse>(rng), within(0.0, 10.0, rng));
        case OrderKind::general_licence: order.target = any_seat(setup, rng); return set(0, rng.chance(0.5) ? 1.0 : 0.0);
        case OrderKind::list_firms: return set(0, within(1.0, 200.0, rng));
        case OrderKind::farm_goods: return set(0, within(0.0, 1.0, rng));
        case OrderKind::stockpile: return set(product, within(-1e6, 1e6, rng) * (rng.chance(0.5) ? 1e-4 : 1.0));
        case OrderKind::price_floor: return set(product, within(0.0, 10000.0, rng), within(0.0, 1e6, rng));
        case OrderKind::project_aid: project(); return set(any_index<AidKind>(rng), within(0.0, 10000.0, rng) * (rng.chance(0.7) ? 0.01 : 1.0));
        case OrderKind::permit_priority: project(); return order;
        case OrderKind::invest: project(); return set(0, within(0.0, 10000.0, rng));
        case OrderKind::production_quota: return set(0, within(0.0, 200.0, rng));
        case OrderKind::flood: return set(0, within(0.0, 60.0, rng));
        case OrderKind::request_funds: return set(0, within(0.01, 100.0, rng));
        case OrderKind::research: return set(0, within(0.01, 20.0, rng));
        case OrderKind::diplomacy: return set(0, within(1.0, 5000.0, rng));
        case OrderKind::inspect: order.target = static_cast<std::uint8_t>(rng.below(4)); return set(static_cast<std::uint8_t>(rng.below(3)), 0.0);
        case OrderKind::stock_target: return set(0, within(0.2, 3.0, rng));
        case OrderKind::production: return set(0, within(0.0, 1.1, rng));
        case OrderKind::report_stock: return set(0, within(0.3, 1.5, rng));
        case OrderKind::apply: return set(product, within(0.0, 1e6, rng), rng.below(count_of<EndUse>));
        case OrderKind::petition: order.target = any_seat(setup, rng); return set(product, within(0.0, 1e6, rng));
        case OrderKind::lobby: order.target = any_seat(setup, rng); return set(any_index<Interest>(rng), rng.uniform());
        case OrderKind::summit: order.target = static_cast<std::uint8_t>(rng.below(2)); return order;
        default: return set(product, within(0.0, 1.0, rng));
    }
}

void speak_at_random(const Setup& setup, const Game& game, PhaseKind phase, SeatId seat, std::size_t most, Rng& rng, Answer& answer) {
    for (std::uint32_t i = rng.below(static_cast<std::uint32_t>(most + 1)); i > 0; --i) {
        Message message;
        const bool orders = rng.chance(phase == PhaseKind::orders ? 0.8 : 0.25);
        message.kind = orders ? MessageKind::order : any_of<MessageKind>(rng);
        if (message.kind == MessageKind::accept || message.kind == MessageKind::propose || !orders) aim(setup, game, seat, message, rng);
        if (message.kind == MessageKind::statement) message.statement = any_statement(setup, game, rng);
        if (message.kind == MessageKind::order)
            message.order = rng.chance(0.1) ? garbage_order(rng) : likely_order(setup, any_of<OrderKind>(rng), rng);
        if (!answer.messages.push(message)) return;
    }
}

}  // namespace chokepoint::test
