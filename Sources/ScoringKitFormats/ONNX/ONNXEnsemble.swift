internal import ScoringKit

/// A TreeEnsembleClassifier or TreeEnsembleRegressor: what surrounds its trees.
struct ONNXEnsemble {
  /// Labels a classifier may have, as many as a ``Forest`` outputs.
  private static let outputLimit = 65_536

  private let node: ONNXNode
  private let trees: ONNXTrees
  private let weights: ONNXWeights
  /// The labels of a classifier.
  let classes: [String]
  private let isClassifier: Bool

  init(_ node: ONNXNode) throws(ScoringError) {
    self.node = node
    isClassifier = node.operation == "TreeEnsembleClassifier"
    for name in Self.doubles where node.attribute(name) != nil {
      throw node.refusal(.unsupportedFeature, "numbers in double ('\(name)') are not supported")
    }
    if !isClassifier { _ = try node.choice("aggregate_function", of: ["SUM"]) }
    classes = isClassifier ? try Self.classes(node) : []
    trees = try ONNXTrees(node)
    let targets = isClassifier ? Int64(classes.count) : node.attribute("n_targets")?.integer ?? 1
    guard (1...Int64(Self.outputLimit)).contains(targets), !isClassifier || targets > 1 else {
      throw node.refusal(.inconsistentDocument, "\(targets) classes or targets")
    }
    weights = try ONNXWeights(node, isClassifier ? "class" : "target", trees, outputCount: Int(targets))
  }

  private static let doubles = [
    "nodes_values_as_tensor", "nodes_hitrates_as_tensor", "base_values_as_tensor", "class_weights_as_tensor",
    "target_weights_as_tensor",
  ]

  /// Columns that the trees compare, up to the last.
  var featureCount: Int { trees.featureCount }

  private static func classes(_ node: ONNXNode) throws(ScoringError) -> [String] {
    let numbers = try node.integers("classlabels_int64s")
    guard let labels = node.attribute("classlabels_strings") else { return numbers.map { "\($0)" } }
    guard numbers.isEmpty || labels.texts.isEmpty else {
      throw node.refusal(.inconsistentDocument, "class labels of two kinds")
    }
    if labels.texts.isEmpty { return numbers.map { "\($0)" } }
    return labels.texts.map { String(decoding: labels.bytes[$0], as: UTF8.self) }
  }

  /// The forest's parts, but for the features' names.
  func parts() throws(ScoringError) -> Forest.Parts {
    // Two classes whose leaves speak of the first alone have one margin.
    let isBinary = isClassifier && classes.count == 2 && weights.onlyOutput == 0
    let outputCount = isBinary ? 1 : weights.outputCount
    let forest = try weights.forest(trees, outputCount: outputCount)
    var parts = Forest.Parts(
      featureNames: [], outputCount: outputCount, trees: forest.trees,
      treeLocations: forest.trees.map { _ in .byte(node.start) })
    parts.leafWidth = forest.width
    parts.outputOfTree = forest.outputs
    parts.precision = .single
    parts.objective = node.operation
    parts.scaleAndBias = try base(outputCount: outputCount)
    parts.link = try link(isBinary: isBinary)
    return parts
  }

  private func base(outputCount: Int) throws(ScoringError) -> Forest.ScaleAndBias? {
    let base = try node.singles("base_values")
    guard !base.isEmpty else { return nil }
    guard base.count == outputCount, !isClassifier || outputCount != 2 else {
      throw node.refusal(
        .unsupportedFeature,
        "\(base.count) base values for \(outputCount) outputs, which ONNX does not define, are not supported")
    }
    return Forest.ScaleAndBias(biases: base.map(Double.init))
  }

  /// Of two classes with leaves of one, ONNX Runtime up to 1.25 left out the logistic where no weight was negative;
  /// from 1.26 on it does not, nor does this.
  ///
  /// Source: `write_scores` in ONNX Runtime's `ml_common.h`, `TreeAggregatorClassifier` in
  /// `tree_ensemble_aggregator.h`.
  private func link(isBinary: Bool) throws(ScoringError) -> LinkFunction {
    let transforms =
      !isClassifier ? ["NONE"] : isBinary ? ["NONE", "LOGISTIC"] : ["NONE", "LOGISTIC", "SOFTMAX"]
    let transform = try node.choice("post_transform", of: transforms)
    guard isClassifier else { return .identity }
    switch transform {
    case 1: return .sigmoid(.onnx)
    case 2: return .softmax(.single)
    default:
      return weights.areProbabilities(bases: try node.singles("base_values")) ? .probability : .identity
    }
  }
}
