#!/usr/bin/env bash
# The whole thing in one go, on a machine that may have nothing yet: installs what is missing, builds, and plays.
#
#   scripts/demo.sh [--seed N] [--weeks N] [--speed X] [--board]
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

"$root/scripts/setup.sh"
echo "demo: building into build/release; the first time takes some minutes ..." >&2
cmake -S "$root" --preset release >&2
cmake --build "$root/build/release" --target chokepoint_programs >&2
exec "$root/build/release/bin/chokepoint" demo "$@"
