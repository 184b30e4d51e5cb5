import ScoringKit
import ScoringKitFormats

/// libFuzzer's entry: whatever the bytes, a refusal or a model that answers rows. Built by run.sh, not by the
/// package.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzModelDocument(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  // Safety: libFuzzer hands `count` readable bytes that outlive the call; a null pointer comes with none.
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  do throws(ScoringError) {
    try answer(with: try ModelDocument(bytes: bytes).model)
  } catch {
    _ = error.description
  }
  return 0
}

/// Scores and explains rows that have met every kind of split: alone and side by side the answers must be the same.
private func answer(with model: ScoringModel) throws(ScoringError) {
  let values: [Double] = [0, -0.5, .nan, .infinity, -.infinity, 33, 1e-36, -1.25, 1e300]
  let width = model.forest.featureCount
  let rows: [Double] = values.flatMap { value in (0..<width).map { $0 % 3 == 1 ? -value : value } as [Double]
  }
  let layout = try RowLayout(rowCount: values.count, columnCount: width)
  let outputs = model.forest.outputCount
  var margins = [Double](repeating: 0, count: values.count * outputs)
  var span = margins.mutableSpan
  try model.writeMargins(of: rows.span, layout: layout, into: &span)
  try model.writePredictions(of: rows.span, layout: layout, into: &span)
  var leaves = [Int32](repeating: -1, count: values.count * model.forest.trees.count)
  var leafSpan = leaves.mutableSpan
  try model.writeLeafIndices(of: rows.span, layout: layout, into: &leafSpan)
  for (index, leaf) in leaves.enumerated() {
    precondition(model.forest.trees[index % model.forest.trees.count].leafValues.indices.contains(Int(leaf)))
  }
  if let explainer = model.explainer {
    var contributions = [Double](repeating: 0, count: values.count * explainer.contributionCount)
    var contributionSpan = contributions.mutableSpan
    try model.writeContributions(of: rows.span, layout: layout, into: &contributionSpan)
  }
  if model.policy != nil {
    for row in values.indices { _ = try model.decide(rows.span.extracting(row * width..<(row + 1) * width)) }
  }
}
