#!/usr/bin/env bash
# Builds everything and runs every test. On a machine that may have nothing yet it installs what is missing first.
#
#   scripts/test.sh             the release preset, which is what users run
#   scripts/test.sh asan        another preset: dev, clang, asan, tsan or fuzz
#
# With CI=true a warning is an error.
set -euo pipefail
cd "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")"

preset=${1:-release}
case $preset in
    release | dev | asan | tsan) groups=(tests bench) ;;
    clang | fuzz) groups=(tests bench clang) ;;
    *)
        echo "test: '$preset' is no preset: release, dev, clang, asan, tsan or fuzz." >&2
        exit 2
        ;;
esac

scripts/setup.sh "${groups[@]}"
echo "test: building preset $preset into build/$preset ..."
cmake --preset "$preset" ${CI:+-DCHOKEPOINT_WERROR=ON}
cmake --build --preset "$preset"
echo "test: running the tests of preset $preset ..."
ctest --preset "$preset"
