#!/bin/sh
# Installs ScoringKit into a temporary prefix, moves it, and uses it as a C project does: through pkg-config,
# against the static archive, and through CMake where there is one. Compares the library's builds for newer
# processors, and runs the installed command.
#
# Usage: run_installed.sh [SCRATCH [KEPT]]
#   SCRATCH  where to build; .build of this checkout by default
#   KEPT     where to leave what was installed; nowhere by default
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=${1:-$root/.build}
kept=${2:-}

fail() { echo "CClient: $*" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$root/Sources/ScoringKitABI/install.sh" --prefix "$work/first" --scratch-path "$scratch" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "install.sh fails"
}
# What is installed must not remember where.
mv "$work/first" "$work/installed"
prefix=$work/installed
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"

echo "CClient: programs built through pkg-config"
version=$(pkg-config --modversion scoringkit)
[ -f "$prefix/lib/libscoringkit.so.$version" ] || fail "pkg-config says version $version, which is not installed"
for program in client threads; do
    gcc -std=c99 $(pkg-config --cflags scoringkit) "$here/$program.c" -o "$work/$program" \
        $(pkg-config --libs scoringkit) -lm -pthread
    LD_LIBRARY_PATH="$prefix/lib" "$work/$program"
done

echo "CClient: programs linked to the static archive"
others=$(nm --defined-only --extern-only "$prefix/lib/libscoringkit.a" | awk 'NF == 3 && $3 !~ /^skit_/' | wc -l)
[ "$others" -eq 0 ] || fail "the archive shows $others names that are not the header's"
for program in client bad_arguments threads; do
    gcc -std=c99 $(pkg-config --cflags scoringkit) "$here/$program.c" -o "$work/$program" \
        "$prefix/lib/libscoringkit.a" -ljson-c -lz -lstdc++ -lm -lpthread -ldl
    "$work/$program"
done

if command -v cmake >/dev/null; then
    echo "CClient: program built by CMake"
    mkdir "$work/cmake"
    cat >"$work/cmake/CMakeLists.txt" <<PROJECT
cmake_minimum_required(VERSION 3.16)
project(client C)
find_package(scoringkit REQUIRED)
add_executable(client "$here/client.c")
target_link_libraries(client PRIVATE scoringkit::scoringkit m)
PROJECT
    cmake -S "$work/cmake" -B "$work/cmake/build" -DCMAKE_PREFIX_PATH="$prefix" >"$work/log" || fail "cmake fails"
    cmake --build "$work/cmake/build" >"$work/log" || fail "the CMake project does not build"
    "$work/cmake/build/client"
fi

sh "$here/variants.sh" "$prefix"

echo "CClient: the installed command"
[ "$("$prefix/bin/skit" --version)" = "$version" ] || fail "skit --version is not $version"
! ldd "$prefix/bin/skit" | grep -q libswift || fail "skit needs the Swift runtime of the machine"
if [ -n "$kept" ]; then
    rm -rf "$kept"
    mv "$prefix" "$kept"
fi
echo "CClient: installed, passed"
