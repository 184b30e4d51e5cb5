internal import ScoringKit

/// `gblinear`: a weight for each feature and output, and a bias for each output, which come last.
struct XGBoostLinearModel {
  private let weights: [Float]
  private let value: TapeValue
  private let featureCount: Int
  private let outputCount: Int
  /// Whether the model has been trained at all.
  let isFitted: Bool

  init(_ value: TapeValue, _ parameters: XGBoostParameters) throws(ScoringError) {
    self.value = value
    (featureCount, outputCount) = (parameters.featureCount, parameters.outputCount)
    isFitted = try value.member("boosted_rounds")?.integer(in: 0...Int(Int32.max)) != 0
    let (weightCount, overflows) = (featureCount + 1).multipliedReportingOverflow(by: outputCount)
    guard !overflows else { throw value.refusal(.numberOutOfRange, "more weights than can be counted") }
    let stored = try value.required("weights")
    // An untrained model has none, which XGBoost reads as zeros.
    weights = stored.isEmptyArray ? [] : try stored.singles(count: weightCount)
  }

  /// Adds one tree an output, which is a single linear leaf.
  ///
  /// XGBoost adds bias and base margin in float32 before the terms, so both are the leaf's constant.
  func add(
    to parts: inout Forest.Parts, iterations: XGBoostIterations
  ) throws(ScoringError) {
    if case .range = iterations {
      throw value.refusal(.unsupportedFeature, "a linear model (gblinear) has no iterations to choose from")
    }
    // From 3.1 on, where every output has its own, XGBoost begins all of a linear model's with the first
    // (`base_score(0)` in `PredictBatchInternal`), and we answer as it does.
    parts.baseMargins = [Double](repeating: parts.baseMargins[0], count: outputCount)
    // Found from the root, which takes a look at every value before it.
    let path = value.path.description
    try value.tape.budget.spend(elements: outputCount, ofBytes: path.utf8.count)
    for output in 0..<outputCount {
      try value.tape.budget.spend(treeOfNodes: 1)
      let bias = weights.isEmpty ? 0 : weights[featureCount * outputCount + output]
      let constant = Float(parts.baseMargins[output]) + bias
      let features = weights.isEmpty ? 0..<0 : 0..<featureCount
      let leaf = Tree.LinearLeaf(
        constant: Double(constant), features: features.map(Int32.init),
        coefficients: features.map { Double(weights[$0 * outputCount + output]) }, rule: .xgBoost)
      parts.trees.append(Tree(splits: [], leafValues: [Double(constant)], linearLeaves: [leaf]))
      parts.treeLocations.append(.path(path, byte: Int(value.entry.start)))
      parts.baseMargins[output] = 0
    }
  }
}
