#!/usr/bin/env bash
# Builds and runs the benchmarks: medians of five runs each, with ratios to the floors of the same run, as a table; or with
# --json one document with a key per program, and `machine`. About two minutes.
#
#   scripts/bench.sh [--json]
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

format=table
case ${1:-} in
    "") ;;
    --json) format=json ;;
    *)
        echo "bench: '$1' is not understood; the only option is --json." >&2
        exit 2
        ;;
esac

"$root/scripts/setup.sh" bench
cmake -S "$root" --preset release >&2
cmake --build "$root/build/release" --target chokepoint_benchmarks >&2

shopt -s nullglob
programs=("$root"/build/release/bench/*)
if [ ${#programs[@]} = 0 ]; then
    echo "bench: no benchmark was built; the lines 'Left out' above say why." >&2
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Of what Google Benchmark prints with repetitions, the medians alone, and nothing of where it ran; its layout is one key a line.
medians() {
    awk '/^    "(host_name|executable)":/ { next }
        /^    {$/ { inside = 1; held = ""; is_median = 0 }
        !inside { print; next }
        { held = held (held == "" ? "" : "\n") $0 }
        /"aggregate_name": "median"/ { is_median = 1 }
        /^    },?$/ { inside = 0; sub(/,$/, "", held); if (is_median) { printf "%s%s", comma, held; comma = ",\n" } }
        /^    }$/ { print "" }'
}

# A line a benchmark: its name, its time (the processor's, where it asks for no other), what it says beside it.
table() {
    awk -v program="$1" '
        function seconds(x,   i, units) {  # 0.0123 as 12.3 ms
            split("s ms us ns", units, " ")
            for (i = 1; i < 4 && x < 1; ++i) x *= 1000
            return sprintf("%.4g %s", x, units[i])
        }
        function number(x) { return x >= 1e9 ? sprintf("%.4g G", x / 1e9) : sprintf(x >= 1e4 ? "%.0f" : "%.4g", x) }
        function line() {
            shown = name; sub(/_median$/, "", shown); gsub(/\/(manual_time|real_time|iterations:[0-9]+)/, "", shown)
            printf "  %-28s %9.4g %-2s%s\n", shown, name ~ /\/(manual|real)_time/ ? real : cpu, unit, beside
        }
        BEGIN { print program }
        { key = $1; gsub(/[":]/, "", key); value = $0; sub(/^[^:]*: /, "", value); gsub(/[",]/, "", value) }
        /^    {$/ { inside = 1; beside = ""; label = ""; next }
        /^    }/ { if (inside) line(); inside = 0; next }
        !inside || key ~ /^(family_index|per_family_instance_index|run_name|run_type|repetitions|threads|aggregate_name|aggregate_unit|iterations)$/ { next }
        key == "name" { name = value; next }
        key == "real_time" { real = value; next }
        key == "cpu_time" { cpu = value; next }
        key == "time_unit" { unit = value; next }
        key == "label" { beside = beside "  " value; next }
        { beside = beside "  " key " " (key ~ /^s_/ ? seconds(value + 0) : number(value + 0)) }'
}

machine=$(lscpu | sed -n 's/^Model name: *//p' | head -n 1)
compiler=$(g++ --version | head -n 1)  # the preset's
commit=$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)
date=$(date -u +%Y-%m-%dT%H:%MZ)
load=$(cut -d' ' -f1 /proc/loadavg)  # before the first: others were at work if it is not near 0
if [ $format = json ]; then
    printf '{\n"machine": {"processor": "%s", "cores": %s, "load": %s, "compiler": "%s", "commit": "%s", "date": "%s"}' \
        "$machine" "$(nproc)" "$load" "$compiler" "$commit" "$date"
else
    printf '%s, %s cores, load %s; %s; %s; %s\n' "$machine" "$(nproc)" "$load" "$compiler" "$commit" "$date"
fi

for program in "${programs[@]}"; do
    name=$(basename "$program")
    echo "bench: $name ..." >&2
    if ! "$program" --benchmark_format=json --benchmark_repetitions=5 --benchmark_min_time=0.1 \
        --benchmark_report_aggregates_only=true >"$work/all" 2>"$work/errors"; then
        cat "$work/errors" >&2
        echo "bench: $name failed; its last words stand above." >&2
        exit 1
    fi
    medians <"$work/all" >"$work/$name"
    # One that cannot run here leaves no median.
    left_out=$(($("$program" --benchmark_list_tests 2>/dev/null | wc -l) - $(grep -c '"aggregate_name"' "$work/$name" || true)))
    [ $left_out = 0 ] || echo "bench: $left_out of $name could not run here; $program says why." >&2
    if [ $format = json ]; then
        printf ',\n"%s": ' "$name"
        cat "$work/$name"
    else
        table "$name" <"$work/$name"
    fi
done
[ $format = table ] || printf '}\n'
