#!/usr/bin/env bash
# Builds the documentation catalogue; a broken link or an undocumented parameter is an error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
graphs=.build/documentation/symbol-graphs
# With nothing to compile the compiler emits no symbol graph, so the scratch folder goes too.
rm -rf .build/documentation .build-documentation
mkdir -p "$graphs"
swift build -c release --target ScoringKit --scratch-path .build-documentation \
  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$PWD/$graphs"
find "$graphs" -name '*.symbols.json' ! -name 'ScoringKit.symbols.json' ! -name 'ScoringKit@*' -delete
docc convert Sources/ScoringKit/ScoringKit.docc --additional-symbol-graph-dir "$graphs" \
  --fallback-display-name ScoringKit --fallback-bundle-identifier scoringkit.ScoringKit \
  --warnings-as-errors --output-path .build/documentation/ScoringKit.doccarchive
