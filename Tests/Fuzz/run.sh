#!/usr/bin/env bash
# Feeds mutated documents to ModelDocument(bytes:) and uses what loads, under libFuzzer and the address sanitizer.
#   Tests/Fuzz/run.sh [seconds]      default 60; stops at the first crash, leak or input slower than 10 s
# The corpus stays in .build-fuzz/corpus and grows with every run; a failing input is written beside it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
out=.build-fuzz
mkdir -p "$out/objects" "$out/corpus" "$out/failures"

flags=(-O -wmo -g -swift-version 6 -package-name scoringkit -parse-as-library -sanitize=fuzzer,address
  -strict-memory-safety -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature ExistentialAny
  -enable-upcoming-feature MemberImportVisibility -I "$out/objects" -I Sources/CJSON -I Sources/CZlib)
read -ra json_flags <<<"$(pkg-config --cflags json-c)"
for flag in "${json_flags[@]}"; do flags+=(-Xcc "$flag"); done

compile() { # module, its sources' folder
  find "$2" -name '*.swift' | sort >"$out/objects/$1.list"
  swiftc "${flags[@]}" -module-name "$1" -emit-module -emit-module-path "$out/objects/$1.swiftmodule" \
    -emit-object -o "$out/objects/$1.o" @"$out/objects/$1.list"
}
compile ScoringKit Sources/ScoringKit
compile ScoringKitFormats Sources/ScoringKitFormats
swiftc "${flags[@]}" -module-name FuzzModelDocument -o "$out/fuzz" Tests/Fuzz/FuzzModelDocument.swift \
  "$out/objects/ScoringKit.o" "$out/objects/ScoringKitFormats.o" $(pkg-config --libs json-c zlib)

# Seeds: one small model of each kind.
header() { # objective, classes
  printf 'tree\nversion=v4\nnum_class=%s\nnum_tree_per_iteration=%s\nlabel_index=0\nmax_feature_idx=2\n' "$2" "$2"
  printf 'objective=%s\nfeature_names=a b c\nfeature_infos=[0:1] [0:1] 0:1:33\ntree_sizes=1\n\n' "$1"
}
splits() { # number, extra lines
  printf 'Tree=%s\nnum_leaves=4\nnum_cat=1\nsplit_feature=0 1 2\nsplit_gain=3 2 1\nthreshold=0.5 -1.25 0\n' "$1"
  printf 'decision_type=2 8 1\nleft_child=1 -1 -2\nright_child=2 -3 -4\nleaf_value=0.1 0.2 0.3 -0.4\n'
  printf 'leaf_weight=1 2 3 4\nleaf_count=10 20 30 40\ninternal_value=0 0 0\ninternal_weight=10 4 6\n'
  printf 'internal_count=100 40 60\ncat_boundaries=0 2\ncat_threshold=1 2\n%bshrinkage=0.1\n\n\n' "$2"
}
constant() {
  printf 'Tree=%s\nnum_leaves=1\nnum_cat=0\nleaf_value=0.05\nleaf_count=100\nis_linear=0\nshrinkage=1\n\n\n' "$1"
}
linear='is_linear=1\nleaf_const=1 2 3 4\nnum_features=2 0 1 0\nleaf_features=0 1  2 \nleaf_coeff=0.5 -2  1e-3 \n'
tail_of_file() { printf 'end of trees\n\nfeature_importances:\na=1\n\nparameters:\n[a: b]\nend of parameters\n'; }
{ header 'binary sigmoid:1' 1; splits 0 'is_linear=0\n'; constant 1; tail_of_file; } >"$out/corpus/seed-binary"
{ header regression 1; splits 0 "$linear"; tail_of_file; } >"$out/corpus/seed-linear"
{ header 'multiclass num_class:2' 2; splits 0 ''; constant 1; tail_of_file; } >"$out/corpus/seed-classes"
{ header poisson 1 | sed 's/v4/v2/'; splits 0 ''; printf 'feature importances:\na=1\n'; } >"$out/corpus/seed-v2"
printf '{"a":[1,-2.5e3,"\\u00e9",null,true,{}]}' >"$out/corpus/seed-json"

printf '"%s"\n' 'Tree=' 'num_leaves=' 'num_cat=' 'threshold=' 'decision_type=' 'left_child=' 'right_child=' \
  'leaf_value=' 'cat_boundaries=' 'cat_threshold=' 'is_linear=1' 'num_features=' 'average_output' 'objective=' \
  'sqrt' 'sigmoid:' 'num_class:' 'end of trees' 'feature importances:' 'inf' 'nan' '2147483647' '-2147483648' \
  '1e308' '1e-320' >"$out/dictionary"

"$out/fuzz" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
  -dict="$out/dictionary" -artifact_prefix="$out/failures/" "$out/corpus"
