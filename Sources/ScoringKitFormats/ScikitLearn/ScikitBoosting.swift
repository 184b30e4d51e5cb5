internal import ScoringKit

/// scikit-learn's GradientBoostingClassifier and GradientBoostingRegressor: a prior, then the trees of each stage
/// times the learning rate, one tree a class where there are more than two.
///
/// Source: `sklearn/ensemble/_gb.py` (and `_gb_losses.py` before 1.4).
enum ScikitBoosting {
  /// Reads a model.
  static func read(
    _ estimator: PickleValue, isClassifier: Bool, columnNames: [String]
  ) throws(ScoringError) -> EstimatorModel {
    let version = try ScikitVersion(of: estimator)
    let classes = isClassifier ? try ScikitClasses(of: estimator) : nil
    let loss = try ScikitLoss.name(of: estimator)
    var parts = Forest.Parts(featureNames: columnNames, outputCount: classes?.outputCount ?? 1)
    parts.objective = loss
    parts.acceptsMissing = false
    parts.link = try link(loss, classes, of: estimator)
    parts.baseMargins = try prior(of: estimator, loss: loss, classes, version)
    try addTrees(of: estimator, to: &parts)
    return EstimatorModel(estimator, version: version, parts: parts, classes: classes)
  }

  private static func link(
    _ loss: String, _ classes: ScikitClasses?, of estimator: PickleValue
  ) throws(ScoringError) -> LinkFunction {
    switch (loss, classes) {
    case ("log_loss", let classes?), ("deviance", let classes?):
      return classes.outputCount == 1 ? .sigmoid(Sigmoid()) : .softmax(Softmax())
    case ("exponential", let classes?) where classes.outputCount == 1: return .sigmoid(Sigmoid(scale: 2))
    case ("squared_error", nil), ("ls", nil), ("absolute_error", nil), ("lad", nil), ("huber", nil),
      ("quantile", nil):
      return .identity
    default:
      throw estimator.refusal(
        .unsupportedObjective,
        "\(estimator.described) has the loss \(DocumentPath.quoted(key: loss)), which is not known")
    }
  }

  private static func prior(
    of estimator: PickleValue, loss: String, _ classes: ScikitClasses?, _ version: ScikitVersion
  ) throws(ScoringError) -> [Double] {
    let initial = try estimator.attribute("init_")
    if initial.isText("zero") { return [Double](repeating: 0, count: classes?.outputCount ?? 1) }
    switch (initial.estimatorKind, classes) {
    case (.dummy(isClassifier: true), let classes?):
      let probabilities = try ScikitDummy.probabilities(initial, classes)
      return BoostingPrior(isExponential: loss == "exponential", version).margins(of: probabilities)
    case (.dummy(isClassifier: false), nil): return [try ScikitDummy.constant(initial)]
    default:
      throw initial.refusal(
        .unsupportedFeature,
        "\(estimator.described) starts from \(initial.described); only init=None, 'zero' and a dummy model are supported"
      )
    }
  }

  private static func addTrees(of estimator: PickleValue, to parts: inout Forest.Parts) throws(ScoringError) {
    let rate = try estimator.attribute("learning_rate").double()
    let stages = try estimator.attribute("estimators_").array()
    guard stages.shape.count == 2, stages.shape[1] == parts.outputCount else {
      throw stages.source.refusal(
        .inconsistentDocument, "stages of shape \(stages.shape) do not fit \(parts.outputCount) outputs")
    }
    for estimator in try stages.values() {
      guard case .tree(isClassifier: false) = estimator.estimatorKind else {
        throw estimator.mismatch("a regression tree of scikit-learn")
      }
      let tree = try ScikitTree(of: estimator)
      guard tree.valueCount == 1 else {
        throw estimator.refusal(
          .inconsistentDocument, "the tree's nodes hold \(tree.valueCount) numbers, expected one")
      }
      parts.trees.append(try tree.tree { values in values.map { rate * $0 } })
      parts.treeLocations.append(.path(estimator.path.description, byte: nil))
    }
  }
}

/// How gradient boosting turns the classes' prior probabilities into the margins it starts from.
///
/// Before 1.4 by a formula of its own, then by the loss's link: for two classes SciPy's `logit`, for more
/// `log(p / geometric mean)`. A margin can differ in the last bit of its prior where a release runs with a SciPy of
/// another time, or where NumPy, which computes the logarithms of more than two classes and all before 1.4, uses its
/// own `log` on a processor with AVX-512.
struct BoostingPrior {
  private let isExponential: Bool
  private let version: ScikitVersion

  init(isExponential: Bool, _ version: ScikitVersion) {
    self.isExponential = isExponential
    self.version = version
  }

  func margins(of probabilities: [Double]) -> [Double] {
    let margin = version.priorMargin
    let bounded = probabilities.map { min(max($0, margin), 1 - margin) }
    if bounded.count == 2 {
      let logit = version.hasCentredLogit ? Self.centredLogit(bounded[1]) : Self.logit(bounded[1])
      return [isExponential ? 0.5 * logit : logit]
    }
    let logarithms = bounded.map { LibraryMath.log($0) }
    guard version.linksPriorByLoss else { return logarithms }
    let mean = LibraryMath.exp(NumPySum.of(logarithms[...]) / Double(logarithms.count))
    return bounded.map { LibraryMath.log($0 / mean) }
  }

  private static func logit(_ p: Double) -> Double { LibraryMath.log(p / (1 - p)) }

  /// Source: SciPy 1.17, `special/_logit.h`.
  private static func centredLogit(_ p: Double) -> Double {
    if p < 0.3 || p > 0.65 { return logit(p) }
    let s = 2 * (p - 0.5)
    return LibraryMath.log1p(s) - LibraryMath.log1p(-s)
  }
}
