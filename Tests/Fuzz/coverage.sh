#!/usr/bin/env bash
# What of Sources the fuzzers' inputs reach, corpora and samples: regions and lines, by folder.
#   Tests/Fuzz/coverage.sh [FOLDER]     with FOLDER/TARGET beside them, such as .build-fuzz/corpus
# Builds once without optimisation of counters, in .build-coverage; needs the llvm tools that come with Swift.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
more=${1:-}
source Tests/Fuzz/samples.sh
bash Tests/Fuzz/build.sh coverage
tools=$(dirname "$(readlink -f "$(command -v swift)")")
profiles=$(mktemp -d)
trap 'rm -rf "$profiles"' EXIT

for folder in Tests/Fuzz/Corpus/*/; do
  target=$(basename "$folder")
  inputs=($(folders "$target"))
  [[ -z $more || ! -d $more/$target ]] || inputs+=("$more/$target")
  SCORINGKIT_FUZZ_TARGET=$target SWIFT_DETERMINISTIC_HASHING=1 LLVM_PROFILE_FILE="$profiles/$target.profraw" \
    .build-coverage/fuzz -runs=0 -verbosity=0 "${inputs[@]}" 2>/dev/null
done
"$tools/llvm-profdata" merge -o "$profiles/all.profdata" "$profiles"/*.profraw
"$tools/llvm-cov" export -summary-only -instr-profile "$profiles/all.profdata" .build-coverage/fuzz \
  | python3 Tests/Fuzz/coverage_table.py "$PWD/Sources"
