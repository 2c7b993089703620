#include "engine/sweep/run.hpp"

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/sweep/files.hpp"

namespace chokepoint::sweep {
namespace {

std::string json_text(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += '\\', out += c;
        else if (c == '\n')
            out += "\\n";
        else if (code < 0x20)
            out += "\\u00", out += hex[code >> 4], out += hex[code & 15];
        else
            out += c;
    }
    return out + '"';
}

// One key a line, so that what changed can be told by comparing lines.
std::string provenance_text(const SweepJob& job, const Identity& identity) {
    std::string text = "{\n";
    const auto add = [&text](std::string_view key, std::string_view value, const char* end = ",\n") {
        text += "  " + json_text(key) + ": " + json_text(value) + end;
    };
    add("design", job.design.name);
    add("version", identity.version);
    add("scenario_hash", identity.scenario_hash);
    add("design_hash", identity.design_hash);
    add("seed", std::to_string(job.design.seed));
    add("design_text", job.design_text);
    add("scenario_text", job.scenario_text, "\n");
    return text + "}\n";
}

bool has_line(const std::string& text, std::string_view key, const std::string& value) {
    return text.find("  " + json_text(key) + ": " + json_text(value) + ",\n") != std::string::npos;
}

// Why the folder's sweep is another one, or nothing.
std::string difference_from(const std::string& found, const Identity& identity) {
    if (!has_line(found, "design_hash", identity.design_hash))
        return "the design has changed since this sweep began";
    if (!has_line(found, "scenario_hash", identity.scenario_hash))
        return "the scenario has changed since this sweep began";
    if (!has_line(found, "version", identity.version))
        return "this sweep was begun by another version of chokepoint (this one is " + identity.version + ")";
    return {};
}

// Makes the folder ours, or finds that it is already, or refuses it.
Status claim_folder(const SweepJob& job, const Identity& identity) {
    if (Status status = make_folder(job.folder + "/shards"); !status) return status;
    const std::string path = job.folder + "/provenance.json";
    const auto found = read_whole(path);
    if (!found) return found.errors();
    if (found->has_value()) {
        const std::string difference = difference_from(**found, identity);
        if (difference.empty()) return Done{};
        return Error{difference + "; put back what it was, or name a new folder with --out", path, 0};
    }
    const auto outcomes = read_whole(job.folder + "/outcomes.csv");
    if (!outcomes) return outcomes.errors();
    if (outcomes->has_value())
        return Error{"is there already and no sweep of this program wrote it; name a new folder with --out",
                     job.folder + "/outcomes.csv", 0};
    // The provenance goes last: with it the folder is claimed.
    if (Status status = write_whole(job.folder, "design.textproto", job.design_text); !status) return status;
    return write_whole(job.folder, "provenance.json", provenance_text(job, identity));
}

// The work of one process.
class Sweep {
  public:
    Sweep(const SweepJob& given, const Wiring& hands)
        : job_(given),
          wiring_(hands),
          plan_(given.design),
          identity_{given.version, format_digest(digest_of(given.scenario)),
                    format_digest(digest_of(given.design))},
          shards_folder_(given.folder + "/shards") {}

    Result<SweepResult> run() {
        if (Status status = claim_folder(job_, identity_); !status) return status.errors();
        result_.runs = plan_.runs();
        result_.points = plan_.points();
        result_.shards = plan_.shards();
        if (Status status = look_at_shards(); !status) return status.errors();
        play_shards();
        if (!errors_.empty()) return errors_;
        result_.is_stopped = is_told_to_stop();
        result_.runs_played = progress_.runs_played;
        if (Status status = put_together(); !status) return status.errors();
        return result_;
    }

  private:
    bool is_told_to_stop() const {
        return job_.stop != nullptr && job_.stop->load(std::memory_order_relaxed);
    }
    bool is_ours(std::uint64_t shard) const { return shard % job_.share.of == job_.share.number - 1; }

    // The rows of a finished shard, or nothing where there is none that may be used.
    Result<std::optional<std::string>> finished_rows(std::uint64_t shard, bool* was_there = nullptr) const {
        const auto file = read_whole(shards_folder_ + "/" + shard_name(shard));
        if (!file) return file.errors();
        if (was_there != nullptr) *was_there = file->has_value();
        if (!file->has_value()) return std::optional<std::string>{};
        return open_shard(plan_, identity_, shard, **file);
    }

    // Keeps what an earlier run finished and lists what is left to this process.
    Status look_at_shards() {
        for (std::uint64_t shard = 0; shard < plan_.shards(); ++shard) {
            if (!is_ours(shard)) continue;
            bool was_there = false;
            const auto rows = finished_rows(shard, &was_there);
            if (!rows) return rows.errors();
            if (rows->has_value()) {
                ++result_.shards_kept;
                continue;
            }
            if (was_there) ++result_.shards_redone;
            to_do_.push_back(shard);
            progress_.runs_to_play += plan_.shard(shard).count;
        }
        return Done{};
    }

    void play_shards() {
        const auto wanted = std::max<std::size_t>(1, std::min<std::size_t>(job_.jobs, to_do_.size()));
        std::vector<std::thread> workers;
        for (std::size_t i = 1; i < wanted; ++i) workers.emplace_back([this] { work(); });
        work();
        for (std::thread& worker : workers) worker.join();
    }

    // One worker: draws shards from the list until it is empty, somebody says stop or something cannot be
    // written.
    void work() {
        Player player(plan_, job_.scenario, wiring_, identity_);
        std::string rows;
        for (;;) {
            const std::size_t next = next_.fetch_add(1);
            if (next >= to_do_.size() || is_broken_) return;
            const RunRange range = plan_.shard(to_do_[next]);
            rows.clear();
            std::uint64_t failed = 0;
            for (std::uint64_t i = 0; i < range.count; ++i) {
                if (is_told_to_stop()) return;
                if (!player.play_run(range.first + i, rows)) ++failed;
            }
            const std::string file = seal_shard(plan_, identity_, to_do_[next], rows);
            Status status = write_whole(shards_folder_, shard_name(to_do_[next]), file);
            const std::lock_guard lock(mutex_);
            if (!status) {
                is_broken_ = true;
                errors_.insert(errors_.end(), status.errors().begin(), status.errors().end());
                return;
            }
            progress_.runs_played += range.count;
            progress_.runs_failed += failed;
            if (job_.progress) job_.progress(progress_);
        }
    }

    // Writes all rows there are: outcomes.csv when none is missing, else, for a share of a sweep, its own
    // part.
    Status put_together() {
        const bool is_share = job_.share.of > 1;
        if (result_.is_stopped) return count_missing();
        if (Status status = count_missing(); !status) return status;
        if (result_.shards_missing > 0 && !is_share)
            return Error{"shards were taken away while the sweep ran; run the same command again",
                         shards_folder_, 0};
        const bool is_whole = result_.shards_missing == 0;
        WholeFile file(job_.folder, is_whole ? "outcomes.csv"
                                             : "outcomes-part-" + std::to_string(job_.share.number) + "-of-" +
                                                   std::to_string(job_.share.of) + ".csv");
        if (Status status = file.append(header_of(plan_) + "\n"); !status) return status;
        result_.runs_failed = 0;
        for (std::uint64_t shard = 0; shard < plan_.shards(); ++shard) {
            if (!is_whole && !is_ours(shard)) continue;
            const auto rows = finished_rows(shard);
            if (!rows) return rows.errors();
            if (!rows->has_value())
                return Error{"was changed while the sweep ran; run the same command again",
                             shards_folder_ + "/" + shard_name(shard), 0};
            result_.runs_failed += count_failed(plan_, **rows);
            if (Status status = file.append(**rows); !status) return status;
        }
        if (Status status = file.finish(); !status) return status;
        if (!is_whole) return Done{};
        result_.outcomes_file = job_.folder + "/outcomes.csv";
        remove_leftovers(shards_folder_);  // every shard is there, so nobody writes any more
        return Done{};
    }

    Status count_missing() {
        for (std::uint64_t shard = 0; shard < plan_.shards(); ++shard) {
            const auto rows = finished_rows(shard);
            if (!rows) return rows.errors();
            if (!rows->has_value()) ++result_.shards_missing;
        }
        result_.runs_failed = progress_.runs_failed;
        return Done{};
    }

    const SweepJob& job_;
    const Wiring& wiring_;
    const Plan plan_;
    const Identity identity_;
    const std::string shards_folder_;
    std::vector<std::uint64_t> to_do_;
    SweepResult result_;

    alignas(64) std::atomic<std::size_t> next_{
        0};  // the only line that workers share in writing, once a shard
    std::atomic<bool> is_broken_{false};
    alignas(64) std::mutex mutex_;  // guards what follows
    Progress progress_;
    Errors errors_;
};

}  // namespace

Result<SweepResult> run_sweep(const SweepJob& job, const Wiring& wiring) { return Sweep(job, wiring).run(); }

}  // namespace chokepoint::sweep
