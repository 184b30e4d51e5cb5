#!/bin/sh
# Builds the C and C++ programs against libscoringkit.so with gcc, g++ and clang, runs them, and checks the
# library itself: names against the header, needed libraries, SONAME, stripped size.
#
# Usage: run.sh [LIBRARY]
#   LIBRARY  the shared library; .build/release/libscoringkit.so of this checkout by default
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
library=${1:-$root/.build/release/libscoringkit.so}
# The Swift runtime is 6.1 MB of it; what decisions and monitoring will need has its place in the rest.
size_limit=8000000

fail() { echo "CClient: $*" >&2; exit 1; }

[ -f "$library" ] || fail "$library does not exist; swift build -c release --product scoringkit makes it"
# The clang that comes with Swift, if there is no other.
clang=$(command -v clang || echo "$(dirname "$(readlink -f "$(command -v swift)")")/clang")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The library under the names a program links and loads it by.
strip -o "$work/libscoringkit.so.1" "$library"
ln -s libscoringkit.so.1 "$work/libscoringkit.so"

echo "CClient: the library"
[ "$(stat -c %s "$work/libscoringkit.so.1")" -lt $size_limit ] || fail "stripped, it has $size_limit bytes or more"
objdump -p "$library" | grep -q 'SONAME *libscoringkit\.so\.1$' || fail "the SONAME is not libscoringkit.so.1"
needed=$(objdump -p "$library" | awk '$1 == "NEEDED" { sub(/\.so\..*/, "", $2); print $2 }' | sort | tr '\n' ' ')
for name in $needed; do
    case $name in
        libjson-c | libz | libm | libstdc++ | libgcc_s | libc | ld-linux-*) ;;
        *) fail "it needs $name" ;;
    esac
done
grep -oE '\bskit_[a-z0-9_]+ *\(' "$root/Include/scoringkit.h" | tr -d ' (' | sort -u >"$work/declared"
# Capital letters are what another library can see; the version node itself is the absolute (A) one.
nm -D --defined-only "$library" | awk '$2 ~ /[B-Z]/ { sub(/@.*/, "", $3); print $3 }' | sort -u >"$work/exported"
diff "$work/declared" "$work/exported" || fail "the header declares (<) other names than the library exports (>)"
grep -oE '\bskit_[a-z0-9_]+;' "$root/Include/scoringkit.map" | tr -d ';' | sort >"$work/listed"
diff "$work/declared" "$work/listed" || fail "the header declares (<) other names than scoringkit.map lists (>)"

echo "CClient: the header alone"
strict="-pedantic -Wall -Wextra -Werror"
for compiler in gcc "$clang"; do
    "$compiler" -std=c99 $strict -fsyntax-only -x c "$root/Include/scoringkit.h" || fail "$compiler refuses the header"
done
for compiler in g++ "$clang"; do
    "$compiler" -std=c++11 $strict -fsyntax-only -x c++ "$root/Include/scoringkit.h" || fail "$compiler refuses the header"
done

# build_and_run COMPILER STANDARD SOURCE [LIBRARY…]
build_and_run() {
    compiler=$1 standard=$2 source=$3
    shift 3
    "$compiler" "-std=$standard" $strict -O1 -I"$root/Include" "$here/$source" -o "$work/program" \
        -L"$work" -lscoringkit "$@" -Wl,-rpath,"$work" || fail "$compiler refuses $source"
    "$work/program" || fail "$source as built by $compiler fails"
}

for compiler in gcc "$clang"; do
    echo "CClient: programs built by $(basename "$compiler")"
    for program in client bad_arguments bad_documents threads; do
        build_and_run "$compiler" c99 $program.c -lm -pthread
    done
done
echo "CClient: program built by g++ and clang++"
build_and_run g++ c++11 client.cpp
build_and_run "$clang++" c++11 client.cpp
echo "CClient: passed"
