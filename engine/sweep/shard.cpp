#include "engine/sweep/shard.hpp"

#include <cmath>
#include <cstring>

#include "engine/sweep/csv.hpp"
#include "engine/sweep/files.hpp"

namespace chokepoint::sweep {
namespace {

constexpr std::string_view failed_word = "failed";

void append_outcome(std::string& row, const Field& field, const Outcomes& outcomes) {
    const void* element = element_at(field, &outcomes, 0);
    if (field.kind == FieldKind::f64) {
        double value = 0.0;
        std::memcpy(&value, element, sizeof value);
        append_number(row, value + 0.0);  // -0 is written as 0
    } else {
        row += leaf_text(field, element);
    }
}

// Why a game does not count, or nothing.
std::string fault_of(const Outcomes& outcomes) {
    for (const Field& field : table_of<Outcomes>().fields) {
        if (field.kind != FieldKind::f64) continue;
        double value = 0.0;
        std::memcpy(&value, element_at(field, &outcomes, 0), sizeof value);
        if (!std::isfinite(value)) return "outcome " + std::string(field.name) + " is not a finite number";
    }
    if (outcomes.mass_balance_rel_max <= mass_balance_rel_max) return {};
    std::string reason = "mass balance off by ";
    append_number(reason, outcomes.mass_balance_rel_max);
    return reason + ", more than 1e-9";
}

std::string closing_line(const Plan& plan, const Identity& identity, std::uint64_t shard,
                         std::string_view above) {
    const RunRange range = plan.shard(shard);
    return "# shard " + std::to_string(shard) + " of " + std::to_string(plan.shards()) + " rows " +
           std::to_string(range.count) + " version " + identity.version + " scenario " +
           identity.scenario_hash + " design " + identity.design_hash + " checksum " + checksum_of(above) +
           "\n";
}

}  // namespace

std::string header_of(const Plan& plan) {
    std::string header = "run,point,replicate,seed";
    for (const Factor& factor : plan.design().factors) header += "," + csv_cell(factor.path);
    for (const Field* field : plan.outcomes()) header += "," + std::string(field->name);
    return header + ",digest,status,reason,version,scenario_hash,design_hash";
}

Player::Player(const Plan& plan, const Scenario& scenario, const Wiring& wiring, const Identity& identity)
    : plan_(plan), scenario_(scenario), wiring_(wiring), game_(std::make_unique<Game>()) {
    tail_ =
        "," + csv_cell(identity.version) + "," + identity.scenario_hash + "," + identity.design_hash + "\n";
}

void Player::prepare(std::uint64_t point) {
    if (point_ == point) return;
    point_ = point;
    ready_ = {};
    factor_columns_.clear();
    unplayable_.clear();
    const auto values = plan_.values_at(point);
    const auto& factors = plan_.design().factors;
    for (const std::string& value : values) factor_columns_ += "," + csv_cell(value);

    auto ready = make_point(scenario_, factors, values, wiring_);
    if (ready)
        ready_ = std::move(*ready);
    else
        unplayable_ = "the point cannot be played: " + ready.error().message;
}

bool Player::play_run(std::uint64_t run, std::string& rows) {
    prepare(plan_.point_of(run));
    const std::uint64_t seed = plan_.seed_of(run);
    append_number(rows, run);
    rows += ',';
    append_number(rows, plan_.point_of(run));
    rows += ',';
    append_number(rows, plan_.replicate_of(run));
    rows += ',';
    append_number(rows, seed);
    rows += factor_columns_;
    std::string reason = unplayable_;
    if (!unplayable_.empty()) {
        rows.append(plan_.outcomes().size() + 1, ',');  // neither outcomes nor digest
    } else {
        *game_ = start_game(*ready_.setup, seed, plan_.design().weeks);
        minds_.assign(ready_.setup->params.seats, Mind{});
        play(*ready_.setup, *game_, ready_.cast, minds_);
        const Outcomes result = outcomes(*ready_.setup, *game_);
        for (const Field* field : plan_.outcomes()) {
            rows += ',';
            append_outcome(rows, *field, result);
        }
        rows += ',';
        rows += format_digest(digest_of(*game_));
        reason = fault_of(result);
    }
    rows += ',';
    rows += reason.empty() ? "ok" : failed_word;
    rows += ',';
    rows += csv_cell(reason);
    rows += tail_;
    return reason.empty();
}

std::string shard_name(std::uint64_t shard) {
    std::string digits = std::to_string(shard);
    if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
    return "shard-" + digits + ".csv";
}

std::string seal_shard(const Plan& plan, const Identity& identity, std::uint64_t shard,
                       const std::string& rows) {
    std::string file = header_of(plan) + "\n" + rows;
    file += closing_line(plan, identity, shard, file);
    return file;
}

std::optional<std::string> open_shard(const Plan& plan, const Identity& identity, std::uint64_t shard,
                                      const std::string& file) {
    const std::size_t end = file.size() < 2 ? std::string::npos : file.rfind('\n', file.size() - 2);
    if (end == std::string::npos) return std::nullopt;
    const std::string_view above = std::string_view(file).substr(0, end + 1);
    if (std::string_view(file).substr(end + 1) != closing_line(plan, identity, shard, above))
        return std::nullopt;
    const std::string header = header_of(plan) + "\n";
    if (!above.starts_with(header)) return std::nullopt;
    return std::string(above.substr(header.size()));
}

std::uint64_t count_failed(const Plan& plan, std::string_view rows) {
    const std::size_t status = 4 + plan.design().factors.size() + plan.outcomes().size() + 1;
    std::uint64_t failed = 0;
    for (std::vector<std::string> cells; take_record(rows, cells);)
        if (cells.size() > status && cells[status] == failed_word) ++failed;
    return failed;
}

}  // namespace chokepoint::sweep
