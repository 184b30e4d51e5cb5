#!/usr/bin/env bash
# Fuzzes ScoringKit: libFuzzer and the address sanitizer, one target a kind of input (README.md beside this).
#   Tests/Fuzz/run.sh                             every target, a fixed number of runs from a fixed seed, as CI does
#   Tests/Fuzz/run.sh TARGET --runs 10000000      one target for long; what it finds new stays in .build-fuzz/corpus
#   Tests/Fuzz/run.sh TARGET --minimise           makes Corpus/TARGET anew of all that has been found
#   Tests/Fuzz/run.sh TARGET FILE...              these inputs once each
# An input that fails is written to .build-fuzz/failures/TARGET-*.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Runs of each target in CI: some ten seconds each on a machine that does nothing else.
declare -A runs=(
  [lightgbm]=20000 [xgboost-json]=30000 [xgboost-ubjson]=40000 [catboost]=20000 [onnx]=30000 [pickle]=8000
  [bundle]=20000 [statements]=100000 [tables]=30000 [calls]=10000
)
# The longest input of a target whose inputs are many small things one after the other.
declare -A longest=([calls]=1024 [tables]=4096)
source Tests/Fuzz/samples.sh

bash Tests/Fuzz/build.sh
mkdir -p .build-fuzz/failures .build-fuzz/corpus

fuzz() { # target, libFuzzer's arguments
  local target=$1
  shift
  # Without random addresses and hashes, and without what comparisons see (-use_cmp=0), two runs are the same.
  local same=()
  if setarch -R true 2>/dev/null; then same=(setarch -R); fi
  SCORINGKIT_FUZZ_TARGET=$target SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no \
    ASAN_OPTIONS=quarantine_size_mb=16 "${same[@]}" .build-fuzz/fuzz -timeout=60 -rss_limit_mb=2048 -max_len="${longest[$target]:-16384}" \
    -artifact_prefix=".build-fuzz/failures/$target-" -verbosity=0 -print_final_stats=1 "$@"
}

if (($# == 0)); then
  for target in "${!runs[@]}"; do
    start=$SECONDS
    echo "Fuzz: $target, ${runs[$target]} runs"
    new=$(mktemp -d)
    fuzz "$target" -seed=1 -use_cmp=0 -runs="${runs[$target]}" "$new" $(folders "$target") 2>&1 | grep -E 'ERROR|Fatal|runs in|stat::' \
      | tail -n 4
    rm -rf "$new"
    echo "Fuzz: $((SECONDS - start)) s"
  done
  exit
fi

target=$1
shift
[[ -n ${runs[$target]:-} ]] || { echo "Tests/Fuzz/run.sh: the targets are ${!runs[*]}" >&2; exit 64; }
found=.build-fuzz/corpus/$target
mkdir -p "$found"
case ${1:-} in
  --runs) fuzz "$target" -runs="$2" -verbosity=1 "$found" $(folders "$target") ;;
  --minimise)
    smallest=$(mktemp -d)
    fuzz "$target" -merge=1 "$smallest" "$found" $(folders "$target")
    rm -rf "Tests/Fuzz/Corpus/$target"
    cp -r "$smallest" "Tests/Fuzz/Corpus/$target"
    ;;
  *) fuzz "$target" -verbosity=1 "$@" ;;
esac
