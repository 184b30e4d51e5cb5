#!/usr/bin/env bash
# Builds the fuzzers as .build-fuzz/fuzz: libFuzzer, the address sanitizer and every Swift module of the package.
#   Tests/Fuzz/build.sh                the fuzzers
#   Tests/Fuzz/build.sh coverage       the same as .build-coverage/fuzz, counting lines for coverage.sh instead
# SwiftPM compiles, so that a new module is in by itself; an executable of its own would hide the command's tables.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

case ${1:-fuzz} in
  fuzz) folder=.build-fuzz flags=(-sanitize=fuzzer,address) ;;
  coverage) folder=.build-coverage flags=(-sanitize=fuzzer -profile-generate -profile-coverage-mapping) ;;
  *) echo "Tests/Fuzz/build.sh: expected 'coverage' or nothing, found '$1'" >&2; exit 64 ;;
esac

options=(-Xswiftc -enable-testing -Xswiftc -use-ld=lld)
for flag in "${flags[@]}"; do options+=(-Xswiftc "$flag"); done
SCORINGKIT_FUZZ=1 swift build -c release --target Fuzz --build-path "$folder" "${options[@]}"

objects=()
while IFS= read -r object; do objects+=("$object"); done \
  < <(find -L "$folder/release" -path '*.build/*.o' ! -path '*-tool.build/*' ! -path '*Tests*' ! -path '*plugin*')
swiftc "${flags[@]}" -use-ld=lld -o "$folder/fuzz" "${objects[@]}" $(pkg-config --libs json-c zlib)
