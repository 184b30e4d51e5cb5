#!/bin/sh
# Builds ScoringKit and installs it for C, C++ and the shell.
#
# Usage: install.sh [--prefix DIR] [--scratch-path DIR]
#   --prefix DIR        where to: bin/skit, include/, lib/ with pkg-config and CMake files; /usr/local by default
#   --scratch-path DIR  where to build; .build of this checkout by default
#
# Needs Swift, gcc or clang, binutils, json-c and zlib. What it installs needs none of Swift.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
prefix=/usr/local
scratch=$root/.build

fail() { echo "install.sh: $*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        --prefix | --scratch-path)
            [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a folder"
            if [ "$1" = --prefix ]; then prefix=$2; else scratch=$2; fi
            shift 2
            ;;
        --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) fail "unknown argument '$1'; see install.sh --help" ;;
    esac
done

version=$(sed -n 's/.*text: StaticString = "\([0-9.]*\)".*/\1/p' "$root/Sources/ScoringKit/Version.swift")
[ -n "$version" ] || fail "Sources/ScoringKit/Version.swift states no version"
mkdir -p "$prefix" || fail "cannot make $prefix"
prefix=$(cd "$prefix" && pwd)

build() { swift build --package-path "$root" --scratch-path "$scratch" -c release "$@"; }
build --product scoringkit
# Another folder: other link settings would make the next plain build start over.
swift build --package-path "$root" --scratch-path "$scratch/static" -c release --product skit --static-swift-stdlib
built=$(build --show-bin-path)
built_static=$scratch/static/release

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
strip -o "$work/libscoringkit.so" "$built/libscoringkit.so"
strip -o "$work/skit" "$built_static/skit"
sed "s/@VERSION@/$version/g" "$root/Include/scoringkit.pc.in" >"$work/scoringkit.pc"
sed "s/@VERSION@/$version/g" "$root/Include/scoringkit-config.cmake.in" >"$work/scoringkit-config.cmake"

# The static archive is one object: our modules and what they use of the Swift runtime, with only the header's
# names left to be seen, so that it meets no other Swift in the program it is linked into.
runtime=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")/lib/swift_static/linux
ld -r --force-group-allocation -o "$work/scoringkit.o" \
    "$built"/ScoringKit.build/*.o "$built"/ScoringKitFormats.build/*.o "$built"/ScoringKitABI.build/*.o \
    "$runtime/$(uname -m)/swiftrt.o" "$runtime/libswiftGlibc.a" "$runtime/libswiftCore.a"
objcopy --wildcard --keep-global-symbol='skit_*' --strip-unneeded "$work/scoringkit.o"
ar rcs "$work/libscoringkit.a" "$work/scoringkit.o"

install -d "$prefix/bin" "$prefix/include" "$prefix/lib/pkgconfig" "$prefix/lib/cmake/scoringkit"
install -m 755 "$work/skit" "$prefix/bin/skit"
install -m 644 "$root/Include/scoringkit.h" "$prefix/include/scoringkit.h"
install -m 755 "$work/libscoringkit.so" "$prefix/lib/libscoringkit.so.$version"
ln -sf "libscoringkit.so.$version" "$prefix/lib/libscoringkit.so.1"
ln -sf libscoringkit.so.1 "$prefix/lib/libscoringkit.so"
install -m 644 "$work/libscoringkit.a" "$prefix/lib/libscoringkit.a"
install -m 644 "$work/scoringkit.pc" "$prefix/lib/pkgconfig/scoringkit.pc"
install -m 644 "$work/scoringkit-config.cmake" "$prefix/lib/cmake/scoringkit/scoringkit-config.cmake"
echo "ScoringKit $version is in $prefix"
