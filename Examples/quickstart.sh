#!/usr/bin/env bash
# From a clean clone to scored, decided and explained applicants, from four doors that agree to the last bit.
#
#     bash Examples/quickstart.sh
#
# Needs Swift 6.2 or newer and a Debian-like system; installs what else is missing (with apt-get, as root or
# through sudo). Writes only into folders named .build. May be run again at any time.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$root/Examples/german-credit
c_program=$root/Examples/loan-origination-c
swift_package=$root/Examples/swift-dependent
answers=$root/.build/quickstart
venv=$root/.build/quickstart-venv

step() { printf '\n== %s\n' "$1"; }

fail() {
  printf 'quickstart.sh: %s\n' "$1" >&2
  exit 1
}

# Runs a command in silence; shows what it said if it fails.
quietly() {
  local log=$answers/last-command.log
  "$@" >"$log" 2>&1 && return
  cat "$log" >&2
  fail "failed: $*"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    quietly env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    quietly sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    fail "not root and no sudo; as root run: apt-get install ${missing[*]}"
  fi
}

mkdir -p "$answers"

step "What this machine needs"
command -v swift >/dev/null || fail "Swift is missing; see https://www.swift.org/install/linux"
missing=()
command -v git >/dev/null || missing+=(git)
command -v make >/dev/null || missing+=(make)
command -v cc >/dev/null || missing+=(gcc libc6-dev)
command -v pkg-config >/dev/null || missing+=(pkg-config)
pkg-config --exists json-c 2>/dev/null || missing+=(libjson-c-dev)
pkg-config --exists zlib 2>/dev/null || missing+=(zlib1g-dev)
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3 python3-venv)
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  command -v apt-get >/dev/null || fail "no apt-get here; install the like of: ${missing[*]}"
  as_root apt-get update
  as_root apt-get install --yes --no-install-recommends "${missing[@]}"
else
  echo "all there"
fi

step "Building the library and the command (a minute or more the first time)"
quietly swift build --package-path "$root" -c release
bin=$(swift build --package-path "$root" -c release --show-bin-path)
library=$bin/libscoringkit.so
[ -f "$library" ] || fail "the build made no $library"
echo "$library, $(du -Lk "$library" | cut -f1) kB"

step "The command: skit score, skit explain"
"$bin/skit" score --model "$data/bundle.json" --rows "$data/applicants.csv" --id id \
  --output "$answers/scores.csv"
"$bin/skit" explain --model "$data/bundle.json" --rows "$data/applicants.csv" --id id \
  --output "$answers/contributions.csv"
echo "$(tail -n +2 "$answers/scores.csv" | wc -l) applicants scored, decided and explained"
"$bin/skit" explain --model "$data/bundle.json" --rows "$data/applicants.csv" --id id --plot waterfall --row 12 \
  --output "$answers/waterfall.svg"
cmp -s "$answers/waterfall.svg" "$data/waterfall.svg" || fail "the picture is no longer $data/waterfall.svg"
echo "$answers/waterfall.svg shows why for one of them"

step "C: Examples/loan-origination-c"
quietly make -C "$c_program" LIBRARY_DIRECTORY="$bin"
"$c_program/.build/loan_origination" "$data/bundle.json" <"$data/applicants.jsonl" >"$answers/c.jsonl"
echo "$(wc -l <"$answers/c.jsonl") applications decided"

step "Swift: Examples/swift-dependent"
quietly swift build --package-path "$swift_package" -c release
swift_bin=$(swift build --package-path "$swift_package" -c release --show-bin-path)
one=$("$swift_bin/OneApplicant" "$data/bundle.json")
echo "$one"
# The applicant in that program's source is this one.
probability=$(sed -n 's/^row-543,\([^,]*\),.*/\1/p' "$answers/scores.csv")
[[ -n $probability && $one == *" $probability"* ]] || fail "OneApplicant and the command differ on row-543"
"$swift_bin/EveryApplicant" "$data/bundle.json" <"$data/applicants.jsonl" >"$answers/swift.jsonl"
echo "$(wc -l <"$answers/swift.jsonl") applications decided"

step "Python: the package scoringkit"
if ! "$venv/bin/python" -c 'import numpy' 2>/dev/null; then
  quietly python3 -m venv --clear "$venv"
  quietly "$venv/bin/python" -m pip install --disable-pip-version-check 'numpy>=1.22'
fi
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$root/Sources/ScoringKitPython SCORINGKIT_LIBRARY=$library
"$venv/bin/python" "$root/Examples/agreement.py" "$answers"

step "All doors agree"
echo "Command, C, Swift and Python gave the same bits: probability, margin, decision, reasons, contributions."
