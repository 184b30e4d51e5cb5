# Sourced by run.sh and coverage.sh: where the inputs of a fuzz target are kept.

# Where Tests/Samples has inputs of a target.
declare -A samples=(
  [xgboost-json]=XGBoost [catboost]=CatBoost [onnx]=ONNX [pickle]="Pickle ScikitLearn/1.2 ScikitLearn/1.9"
)

folders() { # target
  echo "Tests/Fuzz/Corpus/$1"
  for folder in ${samples[$1]:-}; do echo "Tests/Samples/$folder"; done
}
