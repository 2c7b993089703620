// What firms agree on with each other, and how long it lasts.
#include "tests/agents/firms_on_a_page.hpp"

namespace chokepoint::test {

TEST_CASE("a buyer whose parts need licences asks the maker abroad, and nobody when they are free", "[agents][firms]") {
    const auto buyer = player(maker_seat);
    Mind mind, other;
    const Answer asked = ask(*buyer, under_control(2, 1, 30.0), mind, true);
    const Message* open = find(asked, MessageKind::open_talk);
    REQUIRE(open != nullptr);
    CHECK(open->agenda == 255);
    REQUIRE(open->with.size() == 1);
    CHECK(open->with[0] == magnet_seat);
    CHECK_FALSE(asked.rationales.empty());
    CHECK(find(ask(*buyer, page_of(maker_seat, 2, 1), other), MessageKind::open_talk) == nullptr);
}

TEST_CASE("buyer and maker settle on a price that is worth it to both, dearer the emptier the shelf", "[agents][firms]") {
    double price[2] = {0.0, 0.0};
    int k = 0;
    for (const double days : {40.0, 3.0}) {
        CAPTURE(days);
        const auto buyer = player(maker_seat), seller = player(magnet_seat);
        Mind of_buyer, of_seller;
        FixedVec<Offer, 4> on_table;
        TermList agreed;
        std::uint32_t id = 0;
        for (int week = 1; week <= 12 && agreed.empty(); ++week)
            for (int round = 1; round <= 3 && agreed.empty(); ++round) {
                for (Offer& offer : on_table) offer.state = OfferState::live;
                const SeatId turn = (3 * week + round) % 2 == 0 ? maker_seat : magnet_seat;
                for (const SeatId seat : {maker_seat, magnet_seat}) {
                    Observation o = seat == maker_seat ? under_control(week, round, days) : page_of(seat, week, round);
                    if (seat == magnet_seat) add_licence_control(o, 1);
                    TalkView talk = free_talk(maker_seat, magnet_seat, turn);
                    talk.offers = on_table;
                    REQUIRE(o.talks.push(talk));
                    const Answer answer = ask(*(seat == maker_seat ? buyer : seller), o, seat == maker_seat ? of_buyer : of_seller);
                    if (const Message* yes = find(answer, MessageKind::accept))
                        for (const Offer& offer : on_table)
                            if (offer.id == yes->offer) agreed = offer.terms;
                    const Message* bid = find(answer, MessageKind::propose);
                    if (bid == nullptr) continue;
                    on_table.remove_if([&](const Offer& old) { return old.by == seat; });
                    Offer offer;
                    offer.by = seat;
                    offer.id = ++id;
                    offer.terms = bid->terms;
                    offer.state = OfferState::tabled;
                    REQUIRE(on_table.push(offer));
                }
            }
        REQUIRE(agreed.size() == 1);
        CHECK(agreed[0].kind == TermKind::supply_contract);
        CHECK(agreed[0].by == magnet_seat);
        CHECK(agreed[0].amount == 1000.0);  // half of what the buyer uses, a quarter of what the maker makes
        CHECK(agreed[0].limit >= 0.9 * 63.0);
        const Observation buys = under_control(2, 1, days), sells = page_of(magnet_seat, 2, 1);
        const agents::Facts facts = agents::make_facts(with_makers(), maker_seat);
        CHECK(agents::firm_worth(agents::look(facts, buys, 0.0), maker_seat, agreed[0]).total() > 0.0);
        CHECK(agents::firm_worth(agents::look(facts, sells, 0.0), magnet_seat, agreed[0]).total() > 0.0);
        price[k++] = agreed[0].limit;
    }
    CHECK(price[1] > price[0]);
}

TEST_CASE("a maker does not sell twice what it makes, nor a buyer buy twice what it uses", "[agents][firms]") {
    const agents::Facts facts = agents::make_facts(with_makers(), maker_seat);
    Observation o = under_control(2, 1, 10.0);
    Term term;
    term.kind = TermKind::supply_contract;
    term.by = magnet_seat;
    term.to = maker_seat;
    term.what = static_cast<std::uint8_t>(index_of(Product::magnet_ndfeb_ht));
    term.amount = 2000.0;
    term.limit = 70.0;
    const auto worth_to = [&](SeatId seat, const Term& of) { return agents::firm_worth(agents::look(facts, o, 0.0), seat, of).total(); };
    CHECK(worth_to(maker_seat, term) > 0.0);
    CHECK(worth_to(magnet_seat, term) > 0.0);
    Term twice = term;
    twice.amount = 5000.0;  // of 4000 made
    twice.limit = 45.0;
    CHECK(worth_to(magnet_seat, twice) < 0.0);
    REQUIRE(o.record.agreements.push(make_agreement({maker_seat, magnet_seat}, {term})));
    CHECK(worth_to(maker_seat, term) < 0.0);
}

TEST_CASE("a contract is worth what it brings while it lasts: half as long, half as much", "[agents][firms]") {
    const agents::Facts facts = agents::make_facts(with_makers(), maker_seat);
    const Observation o = under_control(2, 1, 10.0);
    const agents::View view = agents::look(facts, o, 0.0);
    Term whole = magnets(1000.0, 70.0), half = whole, year = whole;
    half.until_week = 13;
    year.until_week = 52;
    for (const SeatId seat : {maker_seat, magnet_seat}) {
        CAPTURE(int{seat});
        const double worth = agents::firm_worth(view, seat, whole).total();
        CHECK(worth > 0.0);
        CHECK(agents::firm_worth(view, seat, half).total() == Approx(0.5 * worth));
        CHECK(agents::firm_worth(view, seat, year).total() == Approx(2.0 * worth));
    }
    // What half a year of magnets costs, and not of three years.
    CHECK(agents::firm_worth(view, maker_seat, whole).total() < 0.5 * 1000.0 * 70.0 / 1000.0);
}

TEST_CASE("a contract about to run out is renewed by who gains by it, and not at a price that has turned bad", "[agents][firms]") {
    const auto renews = [](SeatId seat, double price, int expiry_week, bool has_asked) {
        Observation o = seat == maker_seat ? under_control(27, 4, 10.0) : page_of(seat, 27, 4);
        if (seat == magnet_seat) add_licence_control(o, 1);
        Agreement agreement = make_agreement({maker_seat, magnet_seat}, {magnets(1000.0, price)}, {2, expiry_week});
        if (has_asked) agreement.ratified_by = bit(seat);
        REQUIRE(o.record.agreements.push(agreement));
        Mind mind;
        return find(ask(*player(seat), o, mind, true), MessageKind::renew) != nullptr;
    };
    for (const SeatId seat : {maker_seat, magnet_seat}) {
        CAPTURE(int{seat});
        CHECK(renews(seat, 66.0, 28, false));
        CHECK_FALSE(renews(seat, 66.0, 40, false));  // there is time
        CHECK_FALSE(renews(seat, 66.0, 28, true));   // it has said so
    }
    CHECK_FALSE(renews(maker_seat, 400.0, 28, false));
    CHECK_FALSE(renews(magnet_seat, 30.0, 28, false));
}

}  // namespace chokepoint::test
