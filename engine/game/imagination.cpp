#include "engine/game/imagination.hpp"

#include <algorithm>
#include <vector>

#include "engine/base/math.hpp"
#include "engine/base/rng.hpp"
#include "engine/game/coarse.hpp"
#include "engine/game/talks.hpp"
#include "engine/world/rules.hpp"
#include "engine/world/value.hpp"

namespace chokepoint {
namespace {

constexpr int weeks_of_memory = 8;      // of the record that an imagined world is led along: stocks and trade have moved by then
constexpr std::uint32_t supposed_offer = 0xffffffff;  // no game makes so many
constexpr double least_cover = 0.2;     // of what was imagined, that the seat's own books may correct its users' stocks to
constexpr double most_cover = 3.0;

Day first_day_in_force(const PublicView& record, const Params& params, std::uint8_t agreement) {
    if (agreement >= record.agreements.size()) return no_day;
    const int week = record.agreements[agreement].in_force_week;
    return week > 0 ? params.day_of(week) : no_day;
}

// The measures of the record as they stood on a day: what an agreement set aside since then was in force.
template <typename Measures>
Measures as_of(const Measures& measures, const PublicView& record, const Params& params, Day day) {
    Measures then = measures;
    for (auto& measure : then)
        if (measure.suspended_until > day && first_day_in_force(record, params, measure.agreement) > day)
            measure.suspended_until = no_day;
    return then;
}

// Agreements keep their places, since measures name them. Those that firms take part in mean nothing where no firm sits, nor do
// clauses about nothing, which only a strange server could send.
Agreement among_governments(const Params& params, const Agreement& agreement) {
    const bool all = std::all_of(agreement.parties.begin(), agreement.parties.end(), [&](SeatId party) { return params.is_government(party); });
    const bool strange = std::any_of(agreement.terms.begin(), agreement.terms.end(), [&](const Term& term) {
        return !params.is_government(term.by) || !params.is_government(term.to) || !has_known_subject(term);
    });
    if (all && !strange) return agreement;
    Agreement over;
    over.state = AgreementState::expired;
    return over;
}

void take_agreements(const Params& params, const PublicView& record, const Moment& moment, World& world) {
    world.agreements.clear();
    for (const Agreement& agreement : record.agreements)
        static_cast<void>(world.agreements.push(among_governments(params, agreement)));
    for (std::size_t i = 0; i < world.agreements.size(); ++i) {
        const Agreement& agreement = world.agreements[i];
        if (agreement.state != AgreementState::in_force && agreement.state != AgreementState::renewed) continue;
        for (std::size_t t = 0; t < agreement.terms.size(); ++t)
            if (moment.week > agreement.in_force_week + agreement.terms[t].from_week) open_record(params, world, moment, i, t);
    }
}

void take_public(const Params& params, const PublicView& record, World& world) {
    world.tariffs = record.tariffs;
    world.controls = record.controls;
    for (Government government : all_of<Government>())
        if (params.of(government).present) world.of(government).approval_pct = record.approval_pct[index_of(government)];
    world.market.price_inside = record.price_inside;
    world.market.price_outside = record.price_outside;
}

void take_type(const GovernmentView& own, GovernmentState& state) {
    state.patience = own.patience;
    state.hawkishness = own.hawkishness;
    state.red_line = own.red_line;
    state.weights = own.weights;
}

void take_own(const Params& params, const Observation& observation, const Moment& moment, World& world) {
    const GovernmentView& own = observation.government;
    GovernmentState& state = world.of(params.government_of(observation.seat));
    take_type(own, state);
    state.stress = own.stress;
    state.inflation_pct = own.inflation_pct;
    state.output_loss_pct = own.output_loss_pct;
    state.jobs_lost_pct = own.jobs_lost_pct;
    state.readiness = own.readiness;
    state.aid_left_usd_bn = own.aid_left_usd_bn;
    state.goodwill = own.goodwill;
    if (observation.sees_desk) {
        world.desk.throughput = observation.desk.throughput;
        world.desk.region_priority = observation.desk.region_priority;
        world.desk.end_use_priority = observation.desk.end_use_priority;
    }
    // Its users' stocks, as reported.
    const auto imagined = std::make_unique<Observation>();
    observe_private(params, world, moment, observation.seat, *imagined);
    const double ratio = math::clamp(math::ratio(own.home_cover_days, imagined->government.home_cover_days, 1.0), least_cover, most_cover);
    for (std::size_t i = 0; i < world.needs.size(); ++i)
        if (params.needs[i].is_user && params.needs[i].region == home_of(params.government_of(observation.seat)))
            for (double& stock : world.needs[i].stock_t) stock *= ratio;
}

// A world of the imagined seed, led along the record of the last weeks.
World imagined_world(const Params& params, const Observation& observation, std::uint64_t seed) {
    const PublicView& record = observation.record;
    World world = start_world(params, seed);
    // Who one is colours one's own weeks of memory too.
    take_type(observation.government, world.of(params.government_of(observation.seat)));
    const int first = std::max(1, record.week - weeks_of_memory);
    for (int week = first; week < record.week; ++week) {
        const Day day = params.day_of(week);
        world.tariffs = as_of(record.tariffs, record, params, day);
        world.controls = as_of(record.controls, record, params, day);
        begin_week(params, world, {seed, week, 0, day});
        run_week(params, world, {seed, week, params.rounds + 2, day + 6});
    }
    const Moment now{seed, record.week, 0, params.day_of(record.week)};
    world.today = now.today;
    take_public(params, record, world);
    take_own(params, observation, now, world);
    take_agreements(params, record, now, world);
    return world;
}

// What the imagining government values, week by week: the world sums it up by interest, unweighted.
class ValueSum {
  public:
    ValueSum(const Params& params, const World& world, Government government)
        : params_(params), government_(government), weights_(normalised_weights(world.of(government).weights)),
          patience_(math::clamp(world.of(government).patience, 0.5, 0.9999)), valued_(world.of(government).valued) {}

    void add_week(const World& world) {
        const ByInterest& valued = world.of(government_).valued;
        last_ = 0.0;
        for (std::size_t i = 0; i < valued.size(); ++i) last_ += weights_[i] * (valued[i] - valued_[i]);
        valued_ = valued;
        discount_ *= patience_;
        sum_ += discount_ * last_;
    }

    // With the last week's value for so many weeks more, and what is in hand then.
    double closed(const World& world, int weeks_more) const {
        const double annuity = weeks_more > 0 ? patience_ * (1.0 - math::pow(patience_, weeks_more)) / (1.0 - patience_) : 0.0;
        const ByInterest left = value_at_end(params_, world, government_);
        double in_hand = 0.0;
        for (std::size_t i = 0; i < left.size(); ++i) in_hand += weights_[i] * left[i];
        return sum_ + discount_ * (annuity * last_ + in_hand);
    }

  private:
    const Params& params_;
    Government government_;
    ByInterest weights_;
    double patience_;
    ByInterest valued_;
    double discount_ = 1.0, last_ = 0.0, sum_ = 0.0;
};

class SampledWorlds final : public ImaginedWorlds {
  public:
    SampledWorlds(std::shared_ptr<const Params> params, const Observation& observation, std::uint64_t key, std::size_t count)
        : params_(std::move(params)), self_(params_->government_of(observation.seat)), week_(observation.record.week) {
        worlds_.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint64_t seed = derive_seed(key, Purpose::imagination, static_cast<std::uint32_t>(i));
            seeds_.push_back(seed);
            worlds_.push_back(std::make_unique<World>(imagined_world(*params_, observation, seed)));
            auto& types = types_.emplace_back();
            for (Government government : all_of<Government>()) {
                const GovernmentState& state = worlds_.back()->of(government);
                types[index_of(government)] = {state.patience, state.hawkishness, state.red_line, state.weights};
            }
        }
    }

    std::size_t size() const override { return worlds_.size(); }
    const ImaginedType& type_of(std::size_t world, Government government) const override { return types_[world][index_of(government)]; }

    Future play(std::size_t index, const Course& course, int weeks, int horizon) const override {
        // Of this thread, from one rollout to the next: most of a world's lists are short where the world is imagined, and need
        // not be copied whole into a new one.
        static thread_local const auto scratch = std::make_unique<World>();
        World& world = *scratch;
        copy_filled(world, *worlds_[index]);
        ValueSum value(*params_, world, self_);
        std::size_t signed_at = limits::agreements;
        for (int ahead = 0; ahead < weeks; ++ahead) {
            const Day day = params_->day_of(week_ + ahead);
            const Moment begin{seeds_[index], week_ + ahead, 0, day};
            begin_week(*params_, world, begin);
            take_course(course, ahead, begin, world, signed_at);
            run_week(*params_, world, {seeds_[index], week_ + ahead, params_->rounds + 2, day + 6});
            value.add_week(world);
        }
        const bool in_force = signed_at < world.agreements.size() && world.agreements[signed_at].in_force_week > 0;
        return {value.closed(world, horizon - weeks), in_force};
    }

  private:
    void take_course(const Course& course, int ahead, const Moment& moment, World& world, std::size_t& signed_at) const {
        for (const SupposedOrder& supposed : course.orders)
            if (supposed.week == ahead && params_->of(supposed.by).present)
                static_cast<void>(apply_order(*params_, world, moment, params_->of(supposed.by).seat, supposed.order));
        if (course.terms.empty() || course.signed_week != ahead || course.parties.size() < 2) return;
        Offer offer;
        offer.terms = course.terms;
        offer.by = course.parties[0];
        offer.id = supposed_offer;
        if (check_terms(*params_, course.parties, course.terms) != Refusal::none) return;
        if (!sign(*params_, world, moment, offer, course.parties)) return;
        for (signed_at = 0; signed_at < world.agreements.size() && world.agreements[signed_at].offer != supposed_offer; ++signed_at) {}
    }

    std::shared_ptr<const Params> params_;
    Government self_;
    int week_;
    std::vector<std::uint64_t> seeds_;
    std::vector<std::unique_ptr<World>> worlds_;
    std::vector<std::array<ImaginedType, limits::governments>> types_;
};

class GameImagination final : public Imagination {
  public:
    explicit GameImagination(Params params) : params_(std::make_shared<const Params>(std::move(params))) {}

    std::unique_ptr<const ImaginedWorlds> imagine(const Observation& observation, std::uint64_t key, std::size_t count) const override {
        CHOKEPOINT_CHECK(params_->is_government(observation.seat));
        return std::make_unique<SampledWorlds>(params_, observation, key, count);
    }

  private:
    std::shared_ptr<const Params> params_;
};

}  // namespace

std::shared_ptr<const Imagination> make_imagination(const Scenario& scenario) {
    Result<Params> params = prepare(coarse(scenario));
    CHOKEPOINT_CHECK(params.ok());  // smaller than a scenario that fits
    return std::make_shared<GameImagination>(std::move(*params));
}

}  // namespace chokepoint
