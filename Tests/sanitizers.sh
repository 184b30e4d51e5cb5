#!/usr/bin/env bash
# The Swift tests and the C stress of 32 threads under the address sanitizer and under the thread sanitizer.
#   Tests/sanitizers.sh [address|thread]   everything, both by default: some 40 minutes
#   Tests/sanitizers.sh --subset           what runs in CI: under the address sanitizer the readers and the C functions,
#                                          where the bytes come in; under the thread sanitizer what threads share
# Left out are the tests that end a process on purpose (exit tests) or start one of another build (`skit` itself).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Seconds a step took, for whoever wants CI to be faster.
timed() { local start=$SECONDS; "$@"; echo "sanitizers: $((SECONDS - start)) s: ${*:1:6}"; }

stress() { # kind, build folder
  local objects=()
  while IFS= read -r object; do objects+=("$object"); done \
    < <(find -L "$2/debug/ScoringKit.build" "$2/debug/ScoringKitFormats.build" "$2/debug/ScoringKitABI.build" -name '*.o')
  clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
  "$clang" -c -g -O1 -fsanitize="$1" -IInclude Tests/CClient/stress.c -o "$2/stress.o"
  swiftc -sanitize="$1" -use-ld=lld -o "$2/stress" "$2/stress.o" "${objects[@]}" $(pkg-config --libs json-c zlib)
  ASAN_OPTIONS=detect_leaks=1 setarch -R "$2/stress" 5
}

# `setarch -R`: the sanitizers' shadow memory stands at fixed addresses, and a kernel that spreads programs widely can put
# a program's own memory there. Without spreading it does not.
run() { # kind, filter of tests
  local folder=.build-$1
  # Leaks are sought in the stress, which does what a host does: Foundation's Process in the Swift tests and the argument
  # parser in `skit` leave some bytes of their own at the end.
  export ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=halt_on_error=1 SWIFT_BACKTRACE=enable=no
  timed swift build --build-tests --sanitize="$1" --build-path "$folder"
  timed setarch -R swift test --skip-build --parallel --sanitize="$1" --build-path "$folder" --filter "$2"
  timed stress "$1" "$folder"
}

shared='PreparationProgressTests|PreparationTests|ExplanationMemoryTests|ScoringModelPlayersTests|BatchOptionsTests'
case "${1:-both}" in
  --subset)
    run address 'ScoringKitABITests|ScoringKitFormatsTests'
    run thread "ScoringKitABITests|SmallStackTests|$shared"
    ;;
  both)
    run address .
    run thread .
    ;;
  *) run "$1" . ;;
esac
