#!/bin/sh
# The library's builds for newer processors: the loader picks the best one, and all give the same bits.
#
# Usage: variants.sh PREFIX
#   PREFIX  where install.sh has installed; moved or not
#
# GLIBC_TUNABLES hides instructions from the loader, so that one machine with AVX-512 tests all three builds. On a
# machine without it the builds that cannot run here are named and left out.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=$(cd "$1" && pwd)

fail() { echo "CClient: $*" >&2; exit 1; }

if [ "$(uname -m)" != x86_64 ]; then
    echo "CClient: no builds for other processors than x86-64"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -std=c99 -Wall -Wextra -Werror -I"$prefix/include" "$here/variants.c" -o "$work/variants" \
    -L"$prefix/lib" -lscoringkit -Wl,-rpath,"$prefix/lib" -lm

# What this machine's loader would search, hiding nothing.
searched=$(/lib64/ld-linux-x86-64.so.2 --help)
best=base
for level in v3 v4; do
    [ -d "$prefix/lib/glibc-hwcaps/x86-64-$level" ] || fail "the build for x86-64-$level is not in $prefix"
    if echo "$searched" | grep -q "x86-64-$level (supported"; then best=$level
    else echo "CClient: this machine cannot run x86-64-$level; that build is not tested"
    fi
done

expected=
expected_libm=
# chosen WANTED HIDDEN: the build that is loaded with some instructions hidden, from libm too.
chosen() {
    answer=$(GLIBC_TUNABLES="glibc.cpu.hwcaps=$2" "$work/variants") || fail "$1: the program fails"
    [ "${answer%% *}" = "$1" ] || fail "the loader chose ${answer%% *} instead of $1"
    same $answer
}
# forced NAME FOLDER: the build in a folder, with the instructions of this machine.
forced() {
    answer=$(LD_LIBRARY_PATH="$2" GLIBC_TUNABLES= "$work/variants") || fail "$1: the program fails"
    [ "${answer%% *}" = "$1" ] || fail "${answer%% *} was loaded instead of $1"
    same $answer
    set -- $answer
    [ -n "$expected_libm" ] || expected_libm=$3
    [ "$3" = "$expected_libm" ] || fail "the build $1 gives other probabilities: $3 instead of $expected_libm"
}
# same BUILD BITS: nothing but libm's own bits may differ.
same() {
    [ -n "$expected" ] || expected=$2
    [ "$2" = "$expected" ] || fail "the build $1 gives other bits: $2 instead of $expected"
    echo "CClient: build $1 chosen, bits $2"
}

chosen "$best" ""
case $best in v4) chosen v3 -AVX512F ;; esac
case $best in v3 | v4) chosen base -AVX2 ;; esac
mkdir "$work/base"
cp "$prefix/lib/libscoringkit.so.1" "$work/base"
forced base "$work/base"
for level in v3 v4; do
    case $best$level in v3v3 | v4v3 | v4v4) forced $level "$prefix/lib/glibc-hwcaps/x86-64-$level" ;; esac
done
echo "CClient: variants, passed"
