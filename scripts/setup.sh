#!/usr/bin/env bash
# Installs the Debian or Ubuntu packages that are missing, after naming them.
#
#   scripts/setup.sh                what building and running need
#   scripts/setup.sh tests bench    and what the tests and benchmarks need
#   scripts/setup.sh clang          and the other compiler, with its fuzzer
#
# CHOKEPOINT_SKIP_SETUP=1 goes on with what is there: for systems without apt, where the packages of
# docs/DEPENDENCIES.md go by other names.
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

say() { printf 'setup: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

if [ -e "$root/build" ] && [ ! -w "$root/build" ]; then
    stop "$root/build belongs to $(stat -c %U "$root/build"), so you cannot build there: remove it, or run this as that user."
fi
[ -z "${CHOKEPOINT_SKIP_SETUP:-}" ] || exit 0
if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    stop "this system has no apt, so nothing can be installed here: install what docs/DEPENDENCIES.md lists and set CHOKEPOINT_SKIP_SETUP=1."
fi

wanted=(
    g++ git cmake ninja-build pkg-config ccache mold
    protobuf-compiler libprotobuf-dev libssl-dev libcli11-dev libspdlog-dev libfmt-dev nlohmann-json3-dev libpugixml-dev
    librandom123-dev libxxhash-dev libeigen3-dev libnetcdf-dev catch2
    libimgui-dev libglfw3-dev libgl-dev libopengl-dev libegl-dev libpng-dev
    libgl1-mesa-dri libegl-mesa0 gnuplot-nox
)
for group in "$@"; do
    case $group in
        tests) wanted+=(libopenmpi-dev openmpi-bin openssl xvfb xdotool imagemagick) ;;
        bench) wanted+=(libbenchmark-dev) ;;
        clang) wanted+=(clang) ;;
        *) stop "'$group' is no group of packages: tests, bench or clang." ;;
    esac
done

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
version_of() { dpkg-query -W -f='${Version}' "$1" 2>/dev/null || true; }
candidate_of() { apt-cache policy "$1" 2>/dev/null | awk '/Candidate:/ && $2 != "(none)" { print $2 }'; }
is_at_least() { [ -n "$1" ] && dpkg --compare-versions "$1" ge "$2"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Quiet: what apt says is kept in a file, for when it fails.
apt_log=$(mktemp)
apt() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$apt_log" 2>&1
}

missing=()
for package in "${wanted[@]}"; do
    is_installed "$package" || missing+=("$package")
done
# Boost's headers: Debian 12 has 1.81 under a name of its own, beside an older default.
has_boost=no
if is_installed libboost1.81-dev || is_at_least "$(version_of libboost-dev)" 1.83; then has_boost=yes; fi
# Clang's sanitizers and fuzzer carry its version in their name.
clang_runtime() { apt-cache depends clang 2>/dev/null | sed -nE 's/.*Depends: clang-([0-9]+)$/libclang-rt-\1-dev/p' | head -n 1; }
case " $* " in *" clang "*)
    if is_installed clang && ! is_installed "$(clang_runtime)"; then missing+=("$(clang_runtime)"); fi ;;
esac

if [ ${#missing[@]} = 0 ] && [ $has_boost = yes ]; then
    say "every package is there."
else
    say "missing: ${missing[*]}$([ $has_boost = yes ] || echo " Boost 1.81")"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        stop "you are not root and there is no sudo: have an administrator install them."
    fi
    say "reading the package lists ..."
    apt update || say "the lists could not all be read; trying with what is known."
    if [ $has_boost = no ]; then
        if [ -n "$(candidate_of libboost1.81-dev)" ]; then missing+=(libboost1.81-dev)
        elif is_at_least "$(candidate_of libboost-dev)" 1.83; then missing+=(libboost-dev)
        else stop "this release has neither libboost1.81-dev nor libboost-dev 1.83: Debian 12 or Ubuntu 24.04 and later do."
        fi
    fi
    case " ${missing[*]} " in *" clang "*) missing+=("$(clang_runtime)") ;; esac
    say "installing: ${missing[*]}"
    # Nothing of the user's is removed to make room.
    apt install -y --no-install-recommends --no-remove "${missing[@]}" ||
        stop "apt could not install them; why is at the end of $apt_log. Put that right and run this again."
    say "installed."
fi

rm -f "$apt_log"

cmake_version=$(cmake --version | awk 'NR == 1 { print $3 }')
is_at_least "$cmake_version" 3.25 || stop "cmake is $cmake_version; 3.25 or later is needed, as in Debian 12 or Ubuntu 24.04."
