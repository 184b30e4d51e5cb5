#!/usr/bin/env bash
# Builds the documentation catalogues; a broken link or an undocumented parameter is an error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
graphs=.build/documentation/symbol-graphs
# With nothing to compile the compiler emits no symbol graph, so the scratch folder goes too.
rm -rf .build/documentation .build-documentation
# The target stands on the other one, so that one build emits both graphs.
mkdir -p "$graphs/all"
swift build -c release --target ScoringKitFormats --scratch-path .build-documentation \
  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$PWD/$graphs/all"
# What one module says of the other's names is linked to its archive.
links=(--enable-experimental-external-link-support)
for module in ScoringKit ScoringKitFormats; do
  mkdir -p "$graphs/$module"
  find "$graphs/all" \( -name "$module.symbols.json" -o -name "$module@*" \) -exec mv {} "$graphs/$module" \;
  docc convert "Sources/$module/$module.docc" --additional-symbol-graph-dir "$graphs/$module" \
    --fallback-display-name "$module" --fallback-bundle-identifier "scoringkit.$module" \
    --warnings-as-errors --output-path ".build/documentation/$module.doccarchive" "${links[@]}"
  links+=(--dependency ".build/documentation/$module.doccarchive")
done
