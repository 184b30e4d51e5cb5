internal import ScoringKit

/// scikit-learn's LogisticRegression and LogisticRegressionCV: one linear sum, or one a class.
///
/// NumPy adds the products in an order of its own, so a margin agrees within n · 2⁻⁵² · (Σ|coefficient · x| +
/// |intercept|). Source: `sklearn/linear_model/_logistic.py`.
enum ScikitLogistic {
  /// Reads a model as a forest of single linear leaves.
  static func read(_ estimator: PickleValue, columnNames: [String]) throws(ScoringError) -> EstimatorModel {
    let version = try ScikitVersion(of: estimator)
    let classes = try ScikitClasses(of: estimator)
    let coefficients = try estimator.attribute("coef_").array()
    let intercepts = try estimator.attribute("intercept_").array().doubles()
    guard coefficients.shape == [classes.outputCount, columnNames.count],
      intercepts.count == classes.outputCount
    else {
      throw estimator.refusal(
        .inconsistentDocument,
        "coefficients of shape \(coefficients.shape) and \(intercepts.count) intercepts do not fit "
          + "\(classes.outputCount) outputs of \(columnNames.count) columns")
    }
    var parts = Forest.Parts(featureNames: columnNames, outputCount: classes.outputCount)
    parts.acceptsMissing = false
    parts.link = try link(estimator, classes, version)
    parts.objective = "log_loss"
    let numbers = try coefficients.doubles()
    let features = columnNames.indices.map { Int32(truncatingIfNeeded: $0) }
    for (output, intercept) in intercepts.enumerated() {
      try estimator.document.budget.spend(treeOfNodes: 1)
      let range = output * columnNames.count..<(output + 1) * columnNames.count
      let leaf = Tree.LinearLeaf(
        constant: intercept, features: features, coefficients: Array(numbers[range]), rule: .scikitLearn)
      parts.trees.append(Tree(splits: [], leafValues: [intercept], linearLeaves: [leaf]))
    }
    return EstimatorModel(estimator, version: version, parts: parts, classes: classes)
  }

  /// Which formula makes probabilities: that depends on `multi_class` until it was removed in 1.8.
  private static func link(
    _ estimator: PickleValue, _ classes: ScikitClasses, _ version: ScikitVersion
  ) throws(ScoringError) -> LinkFunction {
    let isBinary = classes.outputCount == 1
    let choice = try estimator.attributeUnlessNone("multi_class")?.string() ?? "auto"
    let solver = try estimator.attribute("solver").string()
    switch choice {
    case "ovr", "warn": return isBinary ? .sigmoid(Sigmoid()) : .normalizedSigmoid
    // Of two classes the softmax of (−margin, margin).
    case "multinomial": return isBinary ? .sigmoid(Sigmoid(scale: 2)) : .softmax(Softmax())
    case "auto", "deprecated":
      if isBinary { return .sigmoid(Sigmoid()) }
      let isOneVersusRest =
        solver == "liblinear" || (solver == "newton-cholesky" && version.newtonCholeskyIsOneVersusRest)
      return isOneVersusRest ? .normalizedSigmoid : .softmax(Softmax())
    default:
      throw estimator.refusal(
        .unsupportedFeature,
        "\(estimator.described) has a multi_class that is not known: auto, ovr and multinomial are")
    }
  }
}
