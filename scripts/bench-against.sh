#!/usr/bin/env bash
# Benchmarks of the world at another commit and here, with this checkout's benchmark programs, one after the other by
# turns so that a busy machine is fair to both: medians of processor time, as a table. With callgrind also instructions,
# which repeat to the digit where times do not.
#
#   scripts/bench-against.sh COMMIT [TURNS]          TURNS: 7 unless told
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
if [ $# -lt 1 ] || ! commit=$(git -C "$root" rev-parse --verify --quiet "$1^{commit}"); then
    echo "bench-against: name a commit of this repository, such as: scripts/bench-against.sh HEAD~1" >&2
    exit 2
fi
turns=${2:-7}
work=$root/build/bench-against  # kept, so that the next time builds little
there=$work/sources-$commit
if [ ! -d "$there" ]; then
    mkdir -p "$there"
    git -C "$root" archive "$commit" | tar -x -C "$there"
fi
rm -rf "$there/tests/bench" "$work/times"
cp -r "$root/tests/bench" "$there/tests/bench"

folders="engine/base;engine/domain;engine/bargain;engine/world;engine/game;agents;proto;proto/codec;tests/support;tests/bench"
build() { # SOURCE NAME
    cmake -S "$1" -B "$work/$2" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCHOKEPOINT_UI=OFF -DCHOKEPOINT_MPI=OFF \
        "-DCHOKEPOINT_ONLY=$folders" >&2
    cmake --build "$work/$2" --target world >&2
}
build "$there" "$commit"
build "$root" here

for turn in $(seq "$turns"); do
    for side in "$commit" here; do
        "$work/$side/bench/world" --benchmark_format=json --benchmark_min_time=0.3 2>/dev/null |
            awk -v side="$side" '{ gsub(/[",]/, "") } $1 == "name:" { name = $2 } $1 == "cpu_time:" { time = $2 }
                $1 == "time_unit:" { print side, name, time, $2 }' >>"$work/times"
    done
done

# Millions of instructions inside a function, over so many calls, while a benchmark runs once.
instructions() { # SIDE FUNCTION BENCHMARK CALLS
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect="chokepoint::$2(*" \
        "$work/$1/bench/world" --benchmark_filter="$3" --benchmark_min_time=0.00001 2>&1 |
        awk -v calls="$4" '/Collected/ { printf "%.4g million", $NF / 1e6 / calls }'
}
# The same for both sides as a row of the table.
instruction_row() { # NAME FUNCTION BENCHMARK CALLS
    echo "| $1 | $(instructions "$commit" "${@:2}") | $(instructions here "${@:2}") | |"
}

echo "$(uname -m), $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) cores; medians of $turns turns, processor time"
echo
echo "| | $(git -C "$root" rev-parse --short "$commit") | $(git -C "$root" describe --always --dirty) | ratio |"
echo "| --- | --- | --- | --- |"
sort -k1,2 -k3,3g "$work/times" | awk -v there="$commit" '
    { key = $1 " " $2; value[key, ++count[key]] = $3; unit[$2] = $4; if (!($2 in seen)) { seen[$2] = 1; name[++names] = $2 } }
    function median(key) { return value[key, int((count[key] + 1) / 2)] }
    END { for (i = 1; i <= names; ++i) { n = name[i]; b = median(there " " n); a = median("here " n)
          printf "| %s | %.4g %s | %.4g %s | %.2f |\n", n, b, unit[n], a, unit[n], a / b } }'
if command -v valgrind >/dev/null; then
    instruction_row "instructions in play, one game" play whole_game 1
    # The benchmark's game is played for twelve weeks first.
    instruction_row "instructions in resolve_week, mean of weeks 1 to 13" resolve_week world_week 13
fi
