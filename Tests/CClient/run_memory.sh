#!/bin/sh
# Memory of C programs: the resident size in a loop of loading and freeing, and valgrind on what the programs do.
#
# Usage: run_memory.sh [LIBRARY]
#   LIBRARY  the shared library; .build/release/libscoringkit.so of this checkout by default
#
# bad_documents reads a document cut at every byte, which takes valgrind many minutes; the address sanitizer's fuzzers
# do that instead. It runs one thread at a time: the stress of 32 is for the sanitizers.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
library=${1:-$root/.build/release/libscoringkit.so}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$library" "$work/libscoringkit.so.1"
ln -s libscoringkit.so.1 "$work/libscoringkit.so"

build() {
    gcc -std=c99 -g -O1 -I"$root/Include" "$here/$1.c" -o "$work/$1" -L"$work" -lscoringkit -lm -pthread \
        -Wl,-rpath,"$work"
}

echo "CClient: memory in a loop"
build memory
"$work/memory"

echo "CClient: 32 threads"
build stress
"$work/stress" 200

echo "CClient: valgrind"
for program in client bad_arguments threads; do
    build "$program"
    valgrind -q --error-exitcode=1 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
        --suppressions="$here/valgrind.supp" "$work/$program"
done
