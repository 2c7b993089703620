#include "engine/study/facts/signed.hpp"

#include "engine/world/rules.hpp"

namespace chokepoint::study {
namespace {

constexpr std::uint32_t first_laid_offer = 0x80000000u;  // real offers count from 1

}  // namespace

bool sign_for_all(Run& run, const TermList& terms, const std::vector<Government>& parties) {
    PartyList seats;
    for (const Government party : parties) {
        const GovernmentParams& spec = run.setup().params.of(party);
        if (!spec.present || !seats.push(spec.seat)) return false;
    }
    return sign_for_all(run, terms, seats);
}

bool sign_for_all(Run& run, const TermList& terms, const PartyList& parties) {
    const Params& params = run.setup().params;
    Offer offer;
    offer.terms = terms;
    offer.id = first_laid_offer + static_cast<std::uint32_t>(64 * run.game().cursor.week) +
               static_cast<std::uint32_t>(run.game().world.agreements.size());
    offer.by = parties[0];
    const Cursor& cursor = run.game().cursor;
    const Moment moment{cursor.seed, cursor.week, params.rounds + 1, params.day_of(cursor.week)};
    if (!sign(params, run.world(), moment, offer, parties)) return false;
    for (Agreement& agreement : run.world().agreements)
        if (agreement.offer == offer.id) agreement.ratified_by = mask_of(parties);
    return true;
}

const Agreement* laid_agreement(const Run& run) {
    for (const Agreement& agreement : run.game().world.agreements)
        if (agreement.offer >= first_laid_offer) return &agreement;
    return nullptr;
}

void leave_laid_agreement(Run& run, Government by) {
    const Agreement* agreement = laid_agreement(run);
    if (agreement == nullptr) return;
    const Params& params = run.setup().params;
    const Cursor& cursor = run.game().cursor;
    const Moment moment{cursor.seed, cursor.week, params.rounds + 1, params.day_of(cursor.week)};
    const auto index = static_cast<std::size_t>(agreement - &run.game().world.agreements[0]);
    static_cast<void>(end_agreement(params, run.world(), moment, params.of(by).seat, index, false));
}

Term term_of(const Run& run, TermKind kind, Government by, Government to) {
    Term term;
    term.kind = kind;
    term.by = run.setup().params.of(by).seat;
    term.to = run.setup().params.of(to).seat;
    return term;
}

}  // namespace chokepoint::study
