#!/usr/bin/env bash
# Where the instructions of one game of april-2025 go, every seat on its own strategy: a table of what callgrind counts, which
# repeats to the digit where times do not. Parts overlap: random numbers, memory and copies are counted wherever they are
# asked for, be it in a rule or in a decision.
#
#   scripts/bench-instructions.sh
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
if [ $# -gt 0 ]; then
    echo "bench-instructions: it takes no arguments." >&2
    exit 2
fi
if ! command -v valgrind >/dev/null; then
    echo "bench-instructions: this needs valgrind, as in: apt-get install valgrind" >&2
    exit 1
fi

"$root/scripts/setup.sh" bench
cmake -S "$root" --preset release >&2
cmake --build "$root/build/release" --target world >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

valgrind --tool=callgrind --callgrind-out-file="$work/counts" --compress-strings=no --compress-pos=no \
    --toggle-collect='chokepoint::play(*' \
    "$root/build/release/bench/world" --benchmark_filter='^whole_game$' --benchmark_min_time=0.00001 >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; exit 1; }

# Instructions inside any function of a part, those that it calls included, but each once: what its functions take themselves,
# and what they call outside the part. Calls are those from outside.
awk '
    function part(name, pattern) { names[++parts] = name; patterns[parts] = pattern }
    BEGIN {
        part("rules of the week: `resolve_week`", "^chokepoint::resolve_week\\(")
        part("phases opened: `open_phase`", "^chokepoint::open_phase\\(")
        part("answers taken, and the week resolved: `close_phase`", "^chokepoint::close_phase\\(")
        part("what seats see: `observe`", "^chokepoint::observe(_next)?\\(")
        part("decisions: `decide`", "::decide\\(chokepoint::Observation")
        part("random numbers", "^chokepoint::(Rng::|derive_seed\\()|::philox\\(")
        part("memory asked for and given back", "^(malloc|calloc|realloc|free|operator (new|delete).*)$")
        part("bytes copied, set and compared by libc", "^_*(mem(cpy|move|set|cmp)|bcmp)")
    }
    function is_in(name, p) {  # remembered: there are few names and many lines
        if (!((name, p) in known)) known[name, p] = name ~ patterns[p]
        return known[name, p]
    }
    /^summary: / { total = $2 }
    /^fn=/ { in_function = substr($0, 4); called = ""; next }
    /^cfn=/ { called = substr($0, 5); next }
    /^calls=/ { split($1, count, "="); next }
    /^[0-9+*-]/ {
        for (p = 1; p <= parts; ++p) {
            inside = is_in(in_function, p)
            if (called == "") { if (inside) spent[p] += $2 }
            else if (inside && !is_in(called, p)) spent[p] += $2
            else if (!inside && is_in(called, p)) calls[p] += count[2]
        }
        called = ""
    }
    END {
        print "| one game | million instructions | share | calls |"
        print "| --- | --- | --- | --- |"
        printf "| all of `play` | %.4g | | |\n", total / 1e6
        for (p = 1; p <= parts; ++p)
            printf "| %s | %.4g | %.1f %% | %d |\n", names[p], spent[p] / 1e6, 100 * spent[p] / total, calls[p]
    }' "$work/counts"
