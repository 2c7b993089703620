#include "engine/study/calibrate/targets.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/base/math.hpp"
#include "engine/study/csv_table.hpp"

namespace chokepoint::study {
namespace {

// Where the cells of a row stand, in the order in which they are asked for.
enum Column : std::size_t { kind, name, low, value, high, unit, scale, source };

// One row's cells, and what is wrong with them.
class Reader {
  public:
    Reader(const CsvRow& row, const std::string& file, Errors& errors)
        : row_(row), file_(file), errors_(errors) {}

    const std::string& text(Column column) const { return row_.cells[column]; }

    void complain(const std::string& what) {
        is_sound_ = false;
        errors_.push_back({(text(name).empty() ? "" : text(name) + ": ") + what, file_, row_.line});
    }

    const std::string& needed(Column column, const char* called) {
        if (text(column).empty()) complain(std::string(called) + " is empty; it must say something");
        return text(column);
    }

    std::optional<double> number(Column column, const char* called) {
        const std::string& cell = text(column);
        if (cell.empty()) return std::nullopt;
        double parsed = 0.0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), parsed);
        if (error == std::errc{} && end == cell.data() + cell.size() && std::isfinite(parsed)) return parsed;
        complain(std::string(called) + " is '" + cell + "'; write a finite decimal number");
        return std::nullopt;
    }

    Scale scale_of() {
        const auto parsed = parse_enum<Scale>(text(scale));
        if (!parsed) complain("scale is '" + text(scale) + "'; write linear or log");
        return parsed.value_or(Scale::linear);
    }

    int line() const { return row_.line; }
    bool is_sound() const { return is_sound_; }

  private:
    const CsvRow& row_;
    const std::string& file_;
    Errors& errors_;
    bool is_sound_ = true;
};

// A number that a log scale cannot show.
bool is_off(Scale scale, const std::optional<double>& value) {
    return scale == Scale::log && value && !(*value > 0.0);
}

std::optional<Prior> prior_of(Reader& row) {
    Prior prior;
    prior.path = row.needed(name, "name");
    prior.why = row.needed(source, "source");
    prior.scale = row.scale_of();
    prior.line = row.line();
    const auto from = row.number(low, "low"), to = row.number(high, "high");
    if (!row.text(value).empty()) row.complain("a parameter has no value here; the scenario has it");
    if (row.is_sound() && (!from || !to || !(*from < *to)))
        row.complain("low must be less than high, and both be given");
    if (row.is_sound() && is_off(prior.scale, from)) row.complain("a log scale needs a low above 0");
    if (!row.is_sound()) return std::nullopt;
    prior.low = *from;
    prior.high = *to;
    return prior;
}

std::optional<Target> target_of(Reader& row) {
    Target target;
    target.outcome = row.needed(name, "name");
    target.unit = row.needed(unit, "unit");
    target.source = row.needed(source, "source");
    target.scale = row.scale_of();
    target.line = row.line();
    target.low = row.number(low, "low");
    target.value = row.number(value, "value");
    target.high = row.number(high, "high");
    const bool has_both = target.low && target.high;
    if (row.is_sound() && !target.low && !target.high) row.complain("a target needs low, high or both");
    if (row.is_sound() && has_both && !(*target.low < *target.high))
        row.complain("low must be less than high");
    if (row.is_sound() && target.value &&
        (!has_both || !(*target.low < *target.value && *target.value < *target.high)))
        row.complain(
            "a recorded value needs a low under it and a high above it: where it lies with 90 percent");
    if (row.is_sound() && (is_off(target.scale, target.low) || is_off(target.scale, target.high)))
        row.complain("a log scale needs numbers above 0");
    if (!row.is_sound()) return std::nullopt;
    return target;
}

template <typename Row, typename Same>
void add(std::vector<Row>& rows, std::optional<Row> row, Reader& reader, Same same) {
    if (!row) return;
    const auto first =
        std::find_if(rows.begin(), rows.end(), [&](const Row& other) { return same(*row, other); });
    if (first != rows.end())
        reader.complain("stands in line " + std::to_string(first->line) + " already; leave one of them out");
    else
        rows.push_back(std::move(*row));
}

std::string short_number(double number) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::general, 4).ptr;
    return {text.data(), end};
}

}  // namespace

double on_scale(Scale scale, double value) { return scale == Scale::log ? math::log(value) : value; }
double off_scale(Scale scale, double position) {
    return scale == Scale::log ? math::exp(position) : position;
}

double Prior::at(double share) const {
    if (share <= 0.0) return low;
    if (share >= 1.0) return high;
    const double first = on_scale(scale, low), last = on_scale(scale, high);
    return math::clamp(off_scale(scale, first + (last - first) * share), low, high);
}

double Prior::share_of(double value) const {
    if (value <= low) return 0.0;
    if (value >= high) return 1.0;
    const double first = on_scale(scale, low), last = on_scale(scale, high);
    return (on_scale(scale, value) - first) / (last - first);
}

bool Target::is_met(double outcome_value) const {
    return (!low || outcome_value >= *low) && (!high || outcome_value <= *high);
}

std::string Target::range_text() const {
    if (!low) return "at most " + short_number(*high);
    if (!high) return "at least " + short_number(*low);
    const std::string range = short_number(*low) + " to " + short_number(*high);
    return value ? short_number(*value) + " (" + range + ")" : range;
}

Result<TargetFile> parse_targets(const std::string& text, const std::string& file) {
    const auto rows =
        csv_rows(text, file, {"kind", "name", "low", "value", "high", "unit", "scale", "source"});
    if (!rows) return rows.errors();
    TargetFile parsed;
    parsed.file = file;
    Errors errors;
    for (const CsvRow& row : *rows) {
        Reader reader(row, file, errors);
        if (reader.text(kind) == "parameter")
            add(parsed.priors, prior_of(reader), reader,
                [](const Prior& a, const Prior& b) { return a.path == b.path; });
        else if (reader.text(kind) == "target")
            add(parsed.targets, target_of(reader), reader,
                [](const Target& a, const Target& b) { return a.outcome == b.outcome; });
        else
            reader.complain("kind is '" + reader.text(kind) + "'; write parameter or target");
    }
    if (errors.empty() && (parsed.priors.empty() || parsed.targets.empty()))
        errors.push_back(
            {"holds " + std::string(parsed.priors.empty() ? "no parameter" : "no target") +
                 "; a calibration needs parameters to estimate and targets to estimate them from",
             file, 0});
    if (parsed.priors.size() > calibrated_parameters_max)
        errors.push_back({"holds " + std::to_string(parsed.priors.size()) + " parameters; at most " +
                              std::to_string(calibrated_parameters_max) + " can be estimated at a time",
                          file, parsed.priors[calibrated_parameters_max].line});
    if (!errors.empty()) return errors;
    return parsed;
}

Result<TargetFile> load_targets(const std::string& file) {
    const auto text = read_text(file);
    if (!text) return text.errors();
    return parse_targets(*text, file);
}

}  // namespace chokepoint::study
