// What one seat sees: the public record and its own private state, lagged, partial and sometimes misreported.
// The very value that the codec sends; an agent decides on this and its mind alone.
#pragma once

#include "engine/domain/measures.hpp"
#include "engine/domain/messages.hpp"

namespace chokepoint {

CHOKEPOINT_ENUM(PhaseKind, talk, orders, over)

// What happened, for logs, the "last week" view and the timeline. Numbers by kind; see world/events.
CHOKEPOINT_ENUM(EventKind, tariff_set, control_set, control_lifted, licences_decided, firms_listed, plants_stopped,
                plants_restarted, talk_opened, talk_closed, offer_made, offer_accepted, offer_rejected,
                offer_withdrawn, agreement_signed, agreement_in_force, ratification_failed, breach_declared,
                snapped_back, agreement_expired, agreement_renewed, agreement_suspended, statement_made, shock,
                project_moved, price_moved, stockpile_moved, passed, refused, aid_given,
                supply_policy, summit_asked, summit_agreed, summit_failed, agreement_resumed, clause_waived, talk_left,
                inquiry_done, misreport_found, talk_joined)

struct Event {
    double value = 0.0;            // rate, tonnes, number of plants ...
    std::uint32_t subject = 0;     // offer id, index of firm, project, agreement, product ...
    SeatId by = no_seat;
    SeatId to = no_seat;
    EventKind kind = EventKind::passed;
    std::uint8_t what = 0;         // component, control kind, shock kind, project state, statement kind ...
    std::uint8_t round = 0;        // 0: events at the week's start; rounds + 2: resolve
    Region region = Region::china;
    bool is_public = true;
    std::uint8_t importance = 0;   // 0 noise to 3 headline
    std::uint32_t spare = 0;
};
CHOKEPOINT_FIELDS(Event, value, subject, by, to, kind, what, round, region, is_public, importance, spare)

// The same for every seat, but for clauses that a seat's own monitoring makes it doubt: those are unknown to it alone.
struct PublicView {
    std::int32_t week = 0;                // from 1
    std::int32_t round = 0;               // 1 to rounds: talks; rounds + 1: orders
    std::int32_t rounds = 0;
    std::int32_t weeks = 0;               // length of the game as announced
    Day today = no_day;
    PhaseKind phase = PhaseKind::talk;
    bool arms_sale = false;               // one by the United States that China resents is in the news
    SeatId summit_asked_by = no_seat;     // who waits for the other to take up a summit
    std::uint8_t spare = 0;
    FixedVec<TariffMeasure, limits::tariffs> tariffs;
    FixedVec<ControlMeasure, limits::controls> controls;
    std::array<double, count_of<Product>> price_inside{};    // USD/kg
    std::array<double, count_of<Product>> price_outside{};   // USD/kg, the residual quote
    double us_tariff_headline_pct = 0.0;      // across-the-board components in force on the rival: the press's rate
    double us_tariff_weighted_pct = 0.0;      // trade-weighted
    double china_tariff_headline_pct = 0.0;
    double china_tariff_weighted_pct = 0.0;
    std::array<double, count_of<Region>> magnet_exports_t{};       // Chinese customs, four weeks, one month late
    std::array<double, count_of<Region>> magnet_exports_base_t{};  // the same of a year before
    std::array<double, count_of<Region>> plants{};                 // of users, number
    std::array<double, count_of<Region>> plants_stopped{};         // reported in the press
    std::array<double, limits::governments> approval_pct{};
    std::array<double, limits::governments> win_set_low{};          // share of the largest deal that each can give and
    std::array<double, limits::governments> win_set_high{};         // pass at home with an even chance, as outsiders can tell
    std::array<double, limits::governments> carries_out_threats{};  // mean belief, 0-1, of the track record
    std::array<double, limits::governments> keeps_promises{};
    FixedVec<Agreement, limits::agreements> agreements;             // shortfall left at zero
    FixedVec<Statement, limits::statements> statements;             // public ones that still run, and undated ones of the last turn
};
CHOKEPOINT_FIELDS(PublicView, week, round, rounds, weeks, today, phase, arms_sale, summit_asked_by, spare, tariffs, controls, price_inside,
                  price_outside, us_tariff_headline_pct, us_tariff_weighted_pct, china_tariff_headline_pct,
                  china_tariff_weighted_pct, magnet_exports_t, magnet_exports_base_t, plants, plants_stopped,
                  approval_pct, win_set_low, win_set_high, carries_out_threats, keeps_promises, agreements, statements)

// An offer that has lain on a table this week and stands no longer.
struct EndedOffer {
    std::uint32_t id = 0;
    SeatId by = no_seat;
    OfferState state = OfferState::expired;
    std::uint16_t spare = 0;
};
CHOKEPOINT_FIELDS(EndedOffer, id, by, state, spare)

// A talk that the seat takes part in, with what stands on its table and what has become of the rest.
struct TalkView {
    FixedVec<Offer, 4> offers;     // tabled and live ones, oldest first
    PartyList parties;             // in turn order
    std::uint8_t talk = 0;
    std::uint8_t agenda = 255;     // index into the scenario's agendas; 255: free
    SeatId turn = no_seat;         // who may propose in this round
    TalkLevel level = TalkLevel::working;
    std::int16_t opened_week = 0;
    std::int16_t deadline_week = 0;  // of a summit, the last week in which it can be signed; 0: none
    bool back_channel = false;       // nobody else knows of it
    RejectReason reject_reason = RejectReason::none;  // of rejected_offer
    std::array<std::uint8_t, 2> spare{};
    std::uint32_t rejected_offer = 0;  // the last that was turned down at this table, whenever that was; 0: none
    double win_set = 0.0;            // of a government: GovernmentView::win_set as widened by the level of this talk
    FixedVec<EndedOffer, 4> ended;   // the newest of this week, oldest first
};
CHOKEPOINT_FIELDS(TalkView, offers, parties, talk, agenda, turn, level, opened_week, deadline_week, back_channel, reject_reason, spare,
                  rejected_offer, win_set, ended)

// A home firm as it reports itself.
struct FirmReport {
    double cover_days = 0.0;       // of its scarcest part, as reported; as it is while an audit's findings hold
    double stopped_share = 0.0;    // of its plants
    double licensed_share = 0.0;   // licensed tonnage against what it applied for, last 13 weeks
    std::uint32_t firm = 0;        // index into scenario.firms
    std::uint8_t found_pct = 0;    // what it had reported when last audited, percent of the truth; 0: never audited
    bool audited = false;          // the findings hold: what stands above is the truth
    std::uint16_t spare = 0;
};
CHOKEPOINT_FIELDS(FirmReport, cover_days, stopped_share, licensed_share, firm, found_pct, audited, spare)

// Information that a government has paid for: on its way until `due_week`, at hand until the end of `until_week`. Nobody
// else knows of it.
struct Inquiry {
    std::int16_t due_week = 0;
    std::int16_t until_week = 0;
    InquiryKind kind = InquiryKind::audit;
    Government by = Government::us;
    std::uint8_t target = 0;       // study: Region; inspection: index of the agreement
    std::uint8_t clause = 0;       // inspection
    bool arrived = false;
    std::uint8_t spare = 0;
};
CHOKEPOINT_FIELDS(Inquiry, due_week, until_week, kind, by, target, clause, arrived, spare)

// What a study of a region's imports of magnets from China found: without the month's lag of the published figures; and of
// the licences for the student's own home, what became of them.
struct CustomsFinding {
    double magnet_exports_t = 0.0;   // of the last four weeks
    double licences_decided = 0.0;   // lately, smoothed count; 0 for another region than home
    double granted_share = 0.0;      // of those
    double mean_age_weeks = 0.0;     // when decided
    Region region = Region::us;
    std::array<std::uint8_t, 7> spare{};
};
CHOKEPOINT_FIELDS(CustomsFinding, magnet_exports_t, licences_decided, granted_share, mean_age_weeks, region, spare)

// A government's own state.
struct GovernmentView {
    double pain = 0.0;                                    // total, percent of yearly output equivalent
    std::array<double, count_of<PainCause>> pain_by_cause{};
    double stress = 0.0;                                  // financial, 0-100
    double output_loss_pct = 0.0;
    double inflation_pct = 0.0;                           // added by the conflict
    double revenue_usd_bn = 0.0;                          // tariff revenue a year at the present rate
    double aid_left_usd_bn = 0.0;
    double patience = 0.0;                                // own type: weekly discount factor
    double hawkishness = 0.0;
    double red_line = 0.0;
    std::array<double, count_of<Interest>> weights{};     // as felt: the type, and what firms at home lobby for
    std::array<double, limits::governments> goodwill{};   // of each government towards this one, 0-1
    // Own beliefs of each government, mean 0-1, by class of measure (tariffs, controls): the public record and what it said to
    // this one in private. Governments are the rows, classes the columns.
    std::array<std::array<double, count_of<MeasureClass>>, limits::governments> carries_out_threats{};
    std::array<std::array<double, count_of<MeasureClass>>, limits::governments> keeps_promises{};
    double win_set = 0.0;                                 // share of the largest deal, 0-1, that it can give with an even chance at home
    double home_cover_days = 0.0;                         // reported, output-weighted over home users
    double home_stopped_share = 0.0;
    double jobs_lost_pct = 0.0;
    double readiness = 1.0;                               // share of defence output, smoothed over a quarter
    double listed_by_rival = 0.0;                         // home firms on the rival's lists
    double agency_capacity = 1.0;                         // 0-1: pace of permits and awards
    double funds_asked_usd_bn = 0.0;                      // of the legislature, waiting
    double research_usd_bn = 0.0;                         // spent and at work
    double production_quota = 1.0;                        // China: of normal output
    double flood = 0.0;                                   // China: share of the price that exporters forgo
    double enforcement = 0.0;                             // China: against smuggling, 0-1
    Day appropriation_until = far_day;                    // no new aid from then on
    bool emergency_permits = false;
    std::array<std::uint8_t, 3> spare{};
    FixedVec<FirmReport, limits::firms> firms;
    FixedVec<Inquiry, limits::inquiries_of_one> inquiries;      // paid for by this one
    FixedVec<CustomsFinding, limits::inquiries_of_one> customs; // of its studies at hand
};
CHOKEPOINT_FIELDS(GovernmentView, pain, pain_by_cause, stress, output_loss_pct, inflation_pct, revenue_usd_bn,
                  aid_left_usd_bn, patience, hawkishness, red_line, weights, goodwill, carries_out_threats, keeps_promises,
                  win_set, home_cover_days,
                  home_stopped_share, jobs_lost_pct, readiness, listed_by_rival, agency_capacity,
                  funds_asked_usd_bn, research_usd_bn, production_quota, flood, enforcement, appropriation_until,
                  emergency_permits, spare, firms, inquiries, customs)

CHOKEPOINT_ENUM(ApplicationState, waiting, returned, granted, denied)

// A licence application as the desk sees it.
struct Application {
    double tonnes = 0.0;
    double stock_days = 0.0;         // the user's cover that the papers reveal
    std::int16_t filed_week = 0;
    std::int16_t decided_week = 0;   // 0: not yet
    std::uint16_t need = 0;          // index of the need it would serve
    std::uint8_t firm = 0;           // index into scenario.firms: the user
    Product product = Product::magnet_ndfeb_ht;
    Region region = Region::us;
    EndUse end_use = EndUse::civil;
    ApplicationState state = ApplicationState::waiting;
    bool complete = true;
    std::uint32_t spare = 0;
};
CHOKEPOINT_FIELDS(Application, tonnes, stock_days, filed_week, decided_week, need, firm, product, region, end_use,
                  state, complete, spare)

// China's licensing desk.
struct DeskView {
    double throughput = 0.0;                                          // applications a week
    std::array<double, count_of<Region>> region_priority{};           // weights, 1: normal
    std::array<double, count_of<EndUse>> end_use_priority{};
    std::array<double, count_of<Region>> waiting_t{};
    std::array<double, count_of<Region>> granted_share{};             // of those decided, last 13 weeks
    std::array<double, count_of<Region>> mean_age_weeks{};
    FixedVec<Application, limits::applications> queue;
};
CHOKEPOINT_FIELDS(DeskView, throughput, region_priority, end_use_priority, waiting_t, granted_share, mean_age_weeks,
                  queue)

// One input or part of a firm.
struct NeedView {
    double use_t = 0.0;          // tonnes a week at full output
    double stock_t = 0.0;
    double transit_t = 0.0;
    double licensed_t = 0.0;     // may still be shipped
    double pending_t = 0.0;      // applied for
    double oldest_weeks = 0.0;   // age of its oldest waiting application
    double cost_usd_per_kg = 0.0;  // volume-weighted, last purchases
    Product product = Product::magnet_ndfeb_ht;
    bool controlled = false;     // its main origin needs a licence now
    std::array<std::uint8_t, 6> spare{};
};
CHOKEPOINT_FIELDS(NeedView, use_t, stock_t, transit_t, licensed_t, pending_t, oldest_weeks, cost_usd_per_kg, product,
                  controlled, spare)

// A firm's own state.
struct FirmView {
    double cover_days = 0.0;       // of its scarcest part
    double output_share = 0.0;     // of full output, last week
    double stopped_share = 0.0;
    double profit_usd_m = 0.0;     // last week
    double cash_usd_m = 0.0;       // since the start
    double stock_multiple = 1.0;   // standing orders
    double production_share = 1.0;
    double report_factor = 1.0;
    double thrift = 0.0;           // share of use saved so far
    double lobby_effort = 0.0;
    std::uint32_t firm = 0;
    bool general_licence = false;
    std::array<std::uint8_t, 3> spare{};
    FixedVec<NeedView, 6> needs;
};
CHOKEPOINT_FIELDS(FirmView, cover_days, output_share, stopped_share, profit_usd_m, cash_usd_m, stock_multiple,
                  production_share, report_factor, thrift, lobby_effort, firm, general_licence, spare, needs)

// Everything that one seat gets in one phase. Only the parts of its kind are filled.
struct Observation {
    PublicView record;
    SeatId seat = no_seat;
    SeatKind kind = SeatKind::government;
    bool sees_desk = false;
    std::array<std::uint8_t, 5> spare{};
    FixedVec<TalkView, 8> talks;
    FixedVec<Statement, limits::statements> told;                          // said to this seat in private, oldest first
    FixedVec<RefusedMessage, limits::messages> refused;   // of this seat's last answer
    std::array<std::array<double, limits::terms>, limits::agreements> seen_shortfall{};  // by own monitoring
    GovernmentView government;
    DeskView desk;
    FirmView firm;
};
CHOKEPOINT_FIELDS(Observation, record, seat, kind, sees_desk, spare, talks, told, refused, seen_shortfall, government, desk,
                  firm)

}  // namespace chokepoint
