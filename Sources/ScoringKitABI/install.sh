#!/bin/sh
# Builds ScoringKit and installs it for C, C++ and the shell.
#
# Usage: install.sh [--prefix DIR] [--scratch-path DIR] [--variants LIST]
#   --prefix DIR        where to: bin/skit, include/, lib/ with pkg-config and CMake files; /usr/local by default
#   --scratch-path DIR  where to build; .build of this checkout by default
#   --variants LIST     which builds of the library: base, and for newer x86-64 processors v3 (AVX2) and v4 (AVX-512)
#                       in lib/glibc-hwcaps, where the loader finds the best one; base,v3,v4 by default. All give
#                       the same bits. On other processors than x86-64 there is the base only.
#
# Needs Swift, gcc or clang, binutils, json-c and zlib. What it installs needs none of Swift.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
prefix=/usr/local
scratch=$root/.build
variants=base,v3,v4

say() { echo "install.sh: $*"; }
fail() { echo "install.sh: $*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        --prefix | --scratch-path | --variants)
            [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a value; see install.sh --help"
            case $1 in
                --prefix) prefix=$2 ;;
                --scratch-path) scratch=$2 ;;
                --variants) variants=$2 ;;
            esac
            shift 2
            ;;
        --help) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) fail "unknown argument '$1'; see install.sh --help" ;;
    esac
done

levels=
has_base=
for variant in $(echo "$variants" | tr ',' ' '); do
    case $variant in
        base) has_base=yes ;;
        v3 | v4) levels="$levels $variant" ;;
        *) fail "unknown variant '$variant'; expected base, v3 or v4" ;;
    esac
done
[ -n "$has_base" ] || fail "--variants needs base, which serves every processor"
if [ -n "$levels" ] && [ "$(uname -m)" != x86_64 ]; then
    say "this is no x86-64 processor: the base library only"
    levels=
fi

version=$(sed -n 's/.*text: StaticString = "\([0-9.]*\)".*/\1/p' "$root/Sources/ScoringKit/Base/Version.swift")
[ -n "$version" ] || fail "Sources/ScoringKit/Base/Version.swift states no version"
mkdir -p "$prefix" || fail "cannot make $prefix"
prefix=$(cd "$prefix" && pwd)

# build FOLDER ARGUMENTS: each set of flags has a folder of its own, or the next build with others would start over.
build() {
    folder=$1
    shift
    swift build --package-path "$root" --scratch-path "$folder" -c release "$@"
}
say "building the base library"
build "$scratch" --product scoringkit
# No gathers: the compiler would descend a row's twelve trees by them, which takes three times as long.
for level in $levels; do
    say "building the library for x86-64-$level"
    case $level in
        v3) build "$scratch/x86-64-v3" --product scoringkit -Xcc -march=x86-64-v3 -Xcc -mno-gather ;;
        v4) build "$scratch/x86-64-v4" --product scoringkit -Xcc -march=x86-64-v4 -Xcc -mno-gather -Xcc -mprefer-vector-width=512 ;;
    esac
done
say "building the command"
build "$scratch/static" --product skit --static-swift-stdlib
built=$(build "$scratch" --show-bin-path)
built_static=$scratch/static/release

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
strip -o "$work/libscoringkit.so" "$built/libscoringkit.so"
for level in $levels; do
    strip -o "$work/libscoringkit-$level.so" "$scratch/x86-64-$level/release/libscoringkit.so"
done
strip -o "$work/skit" "$built_static/skit"
sed "s/@VERSION@/$version/g" "$root/Include/scoringkit.pc.in" >"$work/scoringkit.pc"
sed "s/@VERSION@/$version/g" "$root/Include/scoringkit-config.cmake.in" >"$work/scoringkit-config.cmake"

# The static archive is one object: our modules and what they use of the Swift runtime, with only the header's
# names left to be seen, so that it meets no other Swift in the program it is linked into.
runtime=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")/lib/swift_static/linux
ld -r --force-group-allocation -o "$work/scoringkit.o" \
    "$built"/ScoringKit.build/*.o "$built"/ScoringKitFormats.build/*.o "$built"/ScoringKitABI.build/*.o \
    "$runtime/$(uname -m)/swiftrt.o" "$runtime/libswiftGlibc.a" "$runtime/libswiftSynchronization.a" "$runtime/libswiftCore.a"
objcopy --wildcard --keep-global-symbol='skit_*' --strip-unneeded "$work/scoringkit.o"
ar rcs "$work/libscoringkit.a" "$work/scoringkit.o"

install -d "$prefix/bin" "$prefix/include" "$prefix/lib/pkgconfig" "$prefix/lib/cmake/scoringkit"
install -m 755 "$work/skit" "$prefix/bin/skit"
install -m 644 "$root/Include/scoringkit.h" "$prefix/include/scoringkit.h"
install -m 755 "$work/libscoringkit.so" "$prefix/lib/libscoringkit.so.$version"
ln -sf "libscoringkit.so.$version" "$prefix/lib/libscoringkit.so.1"
ln -sf libscoringkit.so.1 "$prefix/lib/libscoringkit.so"
# A variant of an older installation would be preferred to the new base.
rm -f "$prefix"/lib/glibc-hwcaps/x86-64-v[34]/libscoringkit.so.*
for level in $levels; do
    variant=$prefix/lib/glibc-hwcaps/x86-64-$level
    install -d "$variant"
    install -m 755 "$work/libscoringkit-$level.so" "$variant/libscoringkit.so.$version"
    ln -sf "libscoringkit.so.$version" "$variant/libscoringkit.so.1"
done
# A library opened by its path is not searched for, so no variant is chosen. This one is empty and needs the library:
# who opens it by its path gets the best variant beside it. Not RUNPATH, which LD_LIBRARY_PATH would overrule.
cc -shared -nostdlib -x c /dev/null -o "$prefix/lib/libscoringkit-best.so" -Wl,-soname,libscoringkit-best.so \
    -L"$prefix/lib" -Wl,--no-as-needed -lscoringkit -Wl,--disable-new-dtags -Wl,-rpath,'$ORIGIN' \
    -Wl,--allow-shlib-undefined
chmod 755 "$prefix/lib/libscoringkit-best.so"
install -m 644 "$work/libscoringkit.a" "$prefix/lib/libscoringkit.a"
install -m 644 "$work/scoringkit.pc" "$prefix/lib/pkgconfig/scoringkit.pc"
install -m 644 "$work/scoringkit-config.cmake" "$prefix/lib/cmake/scoringkit/scoringkit-config.cmake"
say "ScoringKit $version is in $prefix"
