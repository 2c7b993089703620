// What a term is worth to a firm, USD million over the time that the term itself binds. Knows the public scenario and
// record; a firm's own stocks count only for the firm that looks.
#pragma once

#include "agents/strategies/worth.hpp"

namespace chokepoint::agents {

// `seat` is a firm's. By reason:
//   price         what is paid against what the firm expects to pay or get without the contract
//   shortage      to a buyer: the loss that parts which need no licence keep away
//   stock_cover   to a seller: sales that are certain, and a floor in a price war
//   credibility   to a seller: what it promises and does not make
//   leverage      owners' share given up, favours
Worth firm_worth(const View& view, SeatId seat, const Term& term);

// The firm in a seat, or nullptr for a government's.
const FirmFacts* firm_at(const Facts& facts, SeatId seat);
// How long a term binds in an agreement without a truce, which lasts half a year.
double years_of(const Term& term);
// The price that boards reckon with in the years ahead, USD/kg: most of a spike passes.
double price_ahead(const View& view, Product product, Region made_in);
// What a firm's standing contracts bring it of a product, or take from it, t/yr.
double bought_t(const View& view, SeatId buyer, Product product);
double sold_t(const View& view, SeatId seller, Product product);
// What it uses a year, and what it makes there now and could make once its plans run, half of which fail or come late.
double used_t(const FirmFacts& firm, Product product);
double able_t(const FirmFacts& firm, Product product);
// What it makes a year in the region where it makes most of it, as plants run: as last known to others, as ordered to itself.
double sure_t(const View& view, SeatId seat, const FirmFacts& firm, Product product);
// Where most of it is made.
Region made_in(const FirmFacts& firm, Product product);
// USD/kg that a sure kilogram is worth to a buyer beyond its price.
double security_worth(const View& view, SeatId buyer, Product product, Region from);

}  // namespace chokepoint::agents
