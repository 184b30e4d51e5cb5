#!/usr/bin/env bash
# The house rules, proved: each folder of a module is type-checked together with the floors below it and nothing else,
# so that a name from above is "cannot find … in scope"; Tests/floors.py reads what the compiler does not see.
#
#     bash Tests/floors.sh [checkout [module/floor]]     of the compiler's proofs that floor's alone
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "${1:-$here/..}"
only=${2:-}

status=0
python3 "$here/floors.py" || status=1

# What Package.swift sets for every target, and where SwiftPM has built the modules that a floor imports.
# SwiftPM names a package by its folder, and what is `package` is seen under that name only.
built=${SCORINGKIT_BUILD:-$here/../.build}
package=$(sed -nE '/"-module-name","ScoringKit",/ s/.*"-package-name","([^"]*)".*/\1/p' "$built/release.yaml" | sort -u)
settings=(-swift-version 6 -package-name "$package" -strict-memory-safety -warnings-as-errors)
for feature in InternalImportsByDefault ExistentialAny MemberImportVisibility; do
  settings+=(-enable-upcoming-feature "$feature")
done
settings+=(-I "$built/release/Modules" -enable-testing)
for module in CSched CJSON CZlib; do
  settings+=(-Xcc "-fmodule-map-file=$PWD/Sources/$module/module.modulemap")
done
settings+=($(pkg-config --cflags json-c zlib | sed 's/-I/-Xcc -I/g'))

# Prints the floors of a module, each with those that it may use: "floor below below …".
closures() {
  python3 "$here/floors.py" closures "$1"
}

check() { # module floor below…
  local module=$1 floor=$2 files=() errors
  shift 2
  errors=$(mktemp -p "$scratch")
  # The floor's own files are checked, those below it only looked at for what the floor uses of them.
  while IFS= read -r file; do files+=(-primary-file "$file"); done < <(python3 "$here/floors.py" files "$module" "$floor")
  for below in "$@"; do
    while IFS= read -r file; do files+=("$file"); done < <(python3 "$here/floors.py" files "$module" "$below")
  done
  if ! swiftc -frontend -typecheck -module-name "$module" "${settings[@]}" "${files[@]}" 2>"$errors"; then
    {
      printf '%s/%s uses what is not below it, or does not compile:\n' "$module" "$floor"
      grep -E '^[^ ]+: error:' "$errors" | sort -u | sed -n 1,20p
    } >&2
    return 1
  fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for module in ScoringKit ScoringKitFormats; do
  while read -r floor below; do
    [[ -z $only || $only == "$module/$floor" ]] || continue
    check "$module" "$floor" $below &
    # Two at a time.
    while (($(jobs -rp | wc -l) >= 2)); do wait -n || status=1; done
  done < <(closures "$module")
done
while (($(jobs -rp | wc -l))); do wait -n || status=1; done
exit $status
