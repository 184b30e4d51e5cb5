#!/usr/bin/env bash
# Shows that Tests/floors.sh looks at each of the house rules: each probe breaks one of them in a copy of the sources
# and expects the refusal that names it. Needs the modules of a release build, as floors.sh does.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# Breaks a rule by a function of that name and expects floors.sh to say the words. The floor is the one to
# type-check; 'none' for what the compiler does not see.
probe() { # function floor words
  local checkout=$scratch/$1 output
  mkdir -p "$checkout"
  cp -r "$here/../Sources" "$checkout"
  (cd "$checkout/Sources" && "$1")
  if output=$(bash "$here/floors.sh" "$checkout" "$2" 2>&1); then
    echo "not refused: $1" >&2
    failed=1
  elif ! grep -qF -- "$3" <<<"$output"; then
    printf 'refused, but not for "%s": %s\n' "$3" "$1" >&2
    failed=1
  fi
  rm -rf "$checkout"
}

repeated() { # text count
  for ((i = 0; i < $2; i++)); do printf '%s' "$1"; done
}

# The lowest floor of a module, which everything else stands on.
lowest() { (cd "$here/.." && python3 "$here/floors.py" closures "$1" | awk 'NR == 1 { print $1 }'); }
lowest_core=$(lowest ScoringKit)
lowest_formats=$(lowest ScoringKitFormats)

core_names_above() { echo 'struct Probe { let above: Forest }' >"ScoringKit/$lowest_core/Probe.swift"; }
core_names_a_sibling() { echo 'struct Probe { let beside: IsotonicCalibrator }' >ScoringKit/Rows/Probe.swift; }
formats_name_above() {
  echo 'struct Probe { let above: ModelDocument }' >"ScoringKitFormats/$lowest_formats/Probe.swift"
}
probe core_names_above "ScoringKit/$lowest_core" "cannot find type 'Forest' in scope"
probe core_names_a_sibling ScoringKit/Rows "cannot find type 'IsotonicCalibrator' in scope"
probe formats_name_above "ScoringKitFormats/$lowest_formats" "cannot find type 'ModelDocument' in scope"

line_without_colon() { echo 'Base' >>ScoringKit/floors; }
line_twice() { echo 'Base:' >>ScoringKit/floors; }
line_on_nothing() { echo 'Probe: Cellar' >>ScoringKit/floors; }
line_without_folder() { echo 'Probe: Base' >>ScoringKit/floors; }
folder_without_line() { mkdir ScoringKit/Probe && echo >ScoringKit/Probe/Probe.swift; }
probe line_without_colon none "a line is 'folder: folders below it'"
probe line_twice none "Base has a line already"
probe line_on_nothing none "Probe stands on Cellar, which has no line above this one"
probe line_without_folder none "Probe has no files"
probe folder_without_line none "Probe.swift: its folder has no line in"

long_file() { repeated $'// Probe\n' 301 >ScoringKit/Base/Probe.swift; }
long_comment() { echo "// $(repeated x 118)" >ScoringKit/Base/Probe.swift; }
c_module_elsewhere() { echo 'import CJSON' >ScoringKitFormats/ModelProbe.swift; }
foundation() { echo 'import Foundation' >ScoringKit/Base/Probe.swift; }
probe long_file none "Probe.swift: 301 lines, at most 300"
probe long_comment none "Probe.swift:1: a comment of 121 columns, at most 120"
probe c_module_elsewhere none "ModelProbe.swift:1: CJSON is not imported here"
probe foundation none "Probe.swift:1: Foundation is not imported here"

forced_value() { echo 'let probe = Optional(1)!' >ScoringKit/Base/Probe.swift; }
forced_try() { echo 'func probe() { try! print() }' >ScoringKitABI/Probe.swift; }
condition() { echo 'func probe() { precondition(1 != 2) }' >ScoringKitCLI/Probe.swift; }
probe forced_value none "Probe.swift:1: ')!' would end the host's process"
probe forced_try none "Probe.swift:1: 'try!' would end the host's process"
probe condition none "Probe.swift:1: 'precondition(' would end the host's process"

unsafe_elsewhere() {
  printf '// Safety: it is not.\nfunc probe() { unsafe print() }\n' >ScoringKit/Forest/Probe.swift
}
unsafe_without_reason() { printf 'func probe() {\n  unsafe print()\n}\n' >ScoringKit/Base/Kernels/Probe.swift; }
probe unsafe_elsewhere none "Probe.swift:2: 'unsafe' is not used here"
probe unsafe_without_reason none "Probe.swift:2: no comment of this function says why it is safe"

python_circle() {
  echo 'from . import _probe_b' >ScoringKitPython/scoringkit/_probe_a.py
  echo 'from . import _probe_a' >ScoringKitPython/scoringkit/_probe_b.py
}
python_long_file() { repeated $'# Probe\n' 301 >ScoringKitPython/scoringkit/_probe.py; }
python_long_comment() { echo "# $(repeated x 119)" >ScoringKitPython/scoringkit/_probe.py; }
probe python_circle none "_probe_a → _probe_b → _probe_a"
probe python_long_file none "_probe.py: 301 lines, at most 300"
probe python_long_comment none "_probe.py:1: a comment of 121 columns, at most 120"

exit $failed
