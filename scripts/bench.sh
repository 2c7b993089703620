#!/usr/bin/env bash
# Builds and runs the benchmarks: a table for people, or with --json one document with a key per program.
#
#   scripts/bench.sh [--json]
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

format=console
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

[ $format = console ] || printf '{'
comma=
for program in "${programs[@]}"; do
    if [ $format = json ]; then printf '%s\n"%s": ' "$comma" "$(basename "$program")"; fi
    "$program" --benchmark_format=$format
    comma=,
done
[ $format = console ] || printf '}\n'
