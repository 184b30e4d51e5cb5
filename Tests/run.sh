#!/usr/bin/env bash
# Every test, from a clean clone: installs what it needs, builds, then runs the Swift, C and Python tests.
# Needs Swift 6.3 and Python 3; installs Debian packages as root or through sudo if they are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() { printf '\n== %s\n' "$*"; }

step "What the build needs"
missing=()
for package in libjson-c-dev zlib1g-dev pkg-config gcc g++ python3-venv valgrind; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
  as_root=""
  [[ $(id -u) -eq 0 ]] || as_root=sudo
  $as_root apt-get update -qq
  $as_root apt-get install -y -qq "${missing[@]}" >/dev/null
fi

step "Form"
if grep -rnE '^(@_exported |public |internal |package )?import Foundation' Sources --include='*.swift'; then
  echo "Foundation must not be imported in Sources: it costs 50 MB of library" >&2
  exit 1
fi
swift format lint --strict --recursive --parallel Sources Tests Examples Package.swift

step "Build"
swift build -c release

step "House rules, and that each of them is looked at"
bash Tests/floors.sh
bash Tests/floors_probes.sh

step "Swift tests"
swift test --parallel

step "C and C++ programs against the library"
bash Tests/CClient/run.sh

step "Memory of C programs: a loop, 32 threads, valgrind"
bash Tests/CClient/run_memory.sh

step "The installed library"
bash Tests/CClient/run_installed.sh .build .build/installed

step "The back-office example"
make -s -C Examples/loan-origination-c check LIBRARY_DIRECTORY="$(swift build -c release --show-bin-path)"

step "Documentation"
bash Tests/documentation.sh

step "Python tests, against the trainers themselves"
[[ -x .venv/bin/python ]] || python3 -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check -r Tests/PythonTests/requirements.txt
PYTHONPATH=Sources/ScoringKitPython .venv/bin/python -m pytest -q Tests/PythonTests

step "Random models and damaged rows, every door against the trainer"
PYTHONPATH=Sources/ScoringKitPython OMP_NUM_THREADS=1 .venv/bin/python -W ignore Tests/Fuzz/differential.py --count 40

step "Fuzzers, a fixed number of runs from a fixed seed"
bash Tests/Fuzz/run.sh

step "Readers and C functions under the address sanitizer, threads under the thread sanitizer"
bash Tests/sanitizers.sh --subset

step "Older versions of the trainers, and the page of them"
.venv/bin/python Tests/Compatibility/run.py --check
.venv/bin/python Tests/Compatibility/run.py

step "All tests passed"
