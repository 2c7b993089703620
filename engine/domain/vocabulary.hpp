// The words of the game as enumerations and small ids. Their order is for good: the numbers stand in journals
// and on the wire; a new word goes at the end.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/base/enums.hpp"

namespace chokepoint {

// The 17 rare earths in the groups that move together, and two aggregates whose ban must cost something.
CHOKEPOINT_ENUM(Material, la_ce, ndpr, sm, eu, gd, tb, dy, ho_er_tm_yb, lu, y, sc, ga_ge_sb, battery)

using MaterialMask = std::uint32_t;  // bit index_of(material)
constexpr MaterialMask bit(Material material) { return MaterialMask{1} << index_of(material); }
constexpr MaterialMask every_material = (MaterialMask{1} << count_of<Material>) - 1;
constexpr bool is_heavy(Material material) {
    return material >= Material::gd && material <= Material::y;  // Gd to Lu and Y; Sc and Sm-Eu counted light
}

// Everything that is stocked, shipped and priced, in tonnes: concentrate and oxides as rare-earth oxide (REO),
// metals and magnets as metal. Oxides stand in the order of Material.
CHOKEPOINT_ENUM(Product, concentrate_bastnaesite, concentrate_monazite, concentrate_ionic_clay, oxide_la_ce,
                oxide_ndpr, oxide_sm, oxide_eu, oxide_gd, oxide_tb, oxide_dy, oxide_ho_er_tm_yb, oxide_lu, oxide_y,
                oxide_sc, metal_ndpr, metal_dy, metal_tb, metal_sm, magnet_ndfeb, magnet_ndfeb_ht, magnet_smco,
                recycled_feed, motor_assembly, minor_metals, battery_materials)

CHOKEPOINT_ENUM(Stage, mine, separation, metal, magnet, recycling, assembly)
CHOKEPOINT_ENUM(ProductClass, concentrate, oxide, metal, magnet, other)
constexpr std::uint8_t bit(ProductClass kind) { return static_cast<std::uint8_t>(1u << index_of(kind)); }

constexpr Product oxide_of(Material material) {
    return static_cast<Product>(index_of(Product::oxide_la_ce) + index_of(material));  // la_ce to sc only
}
constexpr bool is_oxide(Product product) { return product >= Product::oxide_la_ce && product <= Product::oxide_sc; }
constexpr bool is_magnet(Product product) {
    return product >= Product::magnet_ndfeb && product <= Product::magnet_smco;
}
constexpr ProductClass class_of(Product product) {
    if (product <= Product::concentrate_ionic_clay) return ProductClass::concentrate;
    if (product <= Product::oxide_sc) return ProductClass::oxide;
    if (product <= Product::metal_sm) return ProductClass::metal;
    if (product <= Product::magnet_smco) return ProductClass::magnet;
    return ProductClass::other;
}
// The materials that make a product fall under a control that names them: an oxide or metal its own, a
// high-temperature magnet dysprosium and terbium, SmCo samarium. Concentrate, recycled feed, plain NdFeB
// magnets and assemblies are outside by default (plain NdFeB falls under a control of ndpr).
constexpr MaterialMask materials_in(Product product) {
    if (is_oxide(product))
        return MaterialMask{1} << (index_of(product) - index_of(Product::oxide_la_ce));
    switch (product) {
        case Product::metal_ndpr:
        case Product::magnet_ndfeb: return bit(Material::ndpr);
        case Product::metal_dy: return bit(Material::dy);
        case Product::metal_tb: return bit(Material::tb);
        case Product::metal_sm:
        case Product::magnet_smco: return bit(Material::sm);
        case Product::magnet_ndfeb_ht: return bit(Material::ndpr) | bit(Material::dy) | bit(Material::tb);
        case Product::minor_metals: return bit(Material::ga_ge_sb);
        case Product::battery_materials: return bit(Material::battery);
        default: return 0;
    }
}

CHOKEPOINT_ENUM(Region, china, us, japan, eu, korea, australia, canada, india, malaysia_vietnam, myanmar, brazil,
                africa, rest_of_world)
using RegionMask = std::uint32_t;  // bit index_of(region)
constexpr RegionMask bit(Region region) { return RegionMask{1} << index_of(region); }
constexpr RegionMask every_region = (RegionMask{1} << count_of<Region>) - 1;

// Two price zones: inside China and outside.
CHOKEPOINT_ENUM(Zone, inside, outside)
constexpr Zone zone_of(Region region) { return region == Region::china ? Zone::inside : Zone::outside; }

CHOKEPOINT_ENUM(Government, us, china, japan, eu, korea, australia, canada, india)
constexpr Region home_of(Government government) {
    constexpr Region homes[] = {Region::us,    Region::china,     Region::japan,  Region::eu,
                                Region::korea, Region::australia, Region::canada, Region::india};
    return homes[index_of(government)];
}

// The government whose home a region is, or nullptr.
inline const Government* government_at(Region region) {
    static constexpr auto governments = all_of<Government>();
    static constexpr auto by_region = [] {
        std::array<const Government*, count_of<Region>> at{};
        for (const Government& government : governments) at[index_of(home_of(government))] = &government;
        return at;
    }();
    return by_region[index_of(region)];
}

// What a firm does; a firm may run recipes (facilities), use parts (plants), or both.
CHOKEPOINT_ENUM(FirmKind, miner, separator, metal_maker, magnet_maker, user, trader)
// Sectors of users.
CHOKEPOINT_ENUM(Sector, none, automotive, electric_vehicles, wind, defence, electronics, semiconductors,
                medical_imaging, industrial_motors, other_uses)
// End use as a licence application declares it.
CHOKEPOINT_ENUM(EndUse, civil, automotive, semiconductor, medical, military)

CHOKEPOINT_ENUM(TariffComponent, mfn, section_301, section_232, fentanyl, reciprocal, threatened, retaliation, farm)

// Measures other than tariffs. Rare-earth kinds carry a scope of materials; the others are single switches.
CHOKEPOINT_ENUM(ControlKind, licence, ban, technology_ban, extraterritorial_rule, entity_listing, affiliates_rule,
                chips, eda, jet_engine_parts, chemicals, nuclear_parts, visas, customs_checks, procurement_rule, export_quota)

// Forms of public money for projects.
CHOKEPOINT_ENUM(AidKind, grant, tax_credit, loan, defence_award, equity, offtake)
CHOKEPOINT_ENUM(Good, farm_goods, energy, aircraft, manufactures, services)
CHOKEPOINT_ENUM(Monitoring, none, self_reported, joint, third_party)
// What a government can buy to know more: see Inquiry (observation.hpp).
CHOKEPOINT_ENUM(InquiryKind, audit, customs_study, inspection)
CHOKEPOINT_ENUM(ProjectState, planned, permitting, financing, building, ramping, operating, failed)

// Where a government's pain comes from; shares of one scale on which 1.0 is a 1 % loss of yearly output.
CHOKEPOINT_ENUM(PainCause, market_stress, tariff_costs, export_losses, shortage, inflation, defence_gap, listings,
                supply_dependence, technology, lost_sales)
// What a government weighs; the weights are its type, which others must guess.
CHOKEPOINT_ENUM(Interest, output, inflation, jobs, defence, revenue, technology, market_share, audience,
                credibility, cohesion)

CHOKEPOINT_ENUM(SeatKind, government, firm, facilitator, observer)

// A seat's number within its scenario: governments in order, then firms with a seat in order.
using SeatId = std::uint8_t;
constexpr SeatId no_seat = 255;

// Capacities of the state. Exceeding one is a refusal (at run time) or an error of the scenario (at load).
namespace limits {
constexpr std::size_t seats = 48;
constexpr std::size_t governments = count_of<Government>;
constexpr std::size_t firms = 64;
constexpr std::size_t facilities = 68;
constexpr std::size_t recipes = 32;
constexpr std::size_t needs = 196;          // one firm's demand for one product
constexpr std::size_t cohorts = 6;          // groups of a user's plants with their own parts stock
constexpr std::size_t origins = 5;          // regions that one need is sourced from
constexpr std::size_t transit_weeks = 8;
constexpr std::size_t flows = 24;           // of goods trade
constexpr std::size_t tariffs = 48;
constexpr std::size_t controls = 48;
constexpr std::size_t applications = 120;   // 90 were the most in 90 games of all scenarios that ship
constexpr std::size_t projects = 40;
constexpr std::size_t agreements = 24;      // those that are over make room; 21 at most lived at once in 20 games of april-2025
constexpr std::size_t terms = 8;
constexpr std::size_t talks = 20;
constexpr std::size_t parties = 4;          // of one talk or agreement
constexpr std::size_t offers = 18;          // those that are over make room; as many as 16 have stood at once in games that ship
constexpr std::size_t statements = 24;
constexpr std::size_t statements_of_one = 6;  // that run at a time, so that nobody silences the others
constexpr std::size_t inquiries_of_one = 4;   // of a government, under way or at hand
constexpr std::size_t inquiries = governments * inquiries_of_one;
constexpr std::size_t events = 64;          // of one week
constexpr std::size_t issues = 8;           // of one agenda
constexpr std::size_t ladder = 8;           // values of one issue
constexpr std::size_t agendas = 24;
constexpr std::size_t strategies = 64;      // that a scenario makes of those that ship
constexpr std::size_t messages = 12;        // of one answer
constexpr std::size_t rationales = 192;     // of one answer: sixteen numbers a message
}  // namespace limits

using SeatMask = std::uint64_t;  // bit seat
constexpr SeatMask bit(SeatId seat) { return SeatMask{1} << seat; }

}  // namespace chokepoint
