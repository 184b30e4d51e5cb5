internal import ScoringKit

/// scikit-learn's DummyClassifier and DummyRegressor: the same answer for every row.
///
/// Source: `sklearn/dummy.py`.
enum ScikitDummy {
  /// Reads a dummy model as a forest without trees.
  static func read(
    _ estimator: PickleValue, isClassifier: Bool, columnNames: [String]
  ) throws(ScoringError) -> EstimatorModel {
    let version = try ScikitVersion(of: estimator)
    guard isClassifier else {
      var parts = Forest.Parts(featureNames: columnNames)
      parts.baseMargins = [try constant(estimator)]
      return EstimatorModel(estimator, version: version, parts: parts, classes: nil)
    }
    let classes = try ScikitClasses(of: estimator)
    let probabilities = try probabilities(estimator, classes)
    var parts = Forest.Parts(featureNames: columnNames, outputCount: classes.outputCount)
    parts.baseMargins = probabilities.count == 2 ? [probabilities[1]] : probabilities
    parts.link = .probability
    return EstimatorModel(estimator, version: version, parts: parts, classes: classes)
  }

  /// The probability of each class.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` for a strategy that draws at random.
  static func probabilities(
    _ estimator: PickleValue, _ classes: ScikitClasses
  ) throws(ScoringError) -> [Double] {
    let prior = try estimator.attribute("class_prior_").array().doubles()
    guard prior.count == classes.labels.count else {
      throw estimator.refusal(
        .inconsistentDocument, "\(classes.labels.count) classes with prior probabilities of \(prior.count)")
    }
    // What it was fitted with; only `strategy` before 1.0.
    var fitted = try estimator.attributeUnlessNone("_strategy")
    if fitted == nil { fitted = try estimator.attribute("strategy") }
    let strategy = try fitted?.string() ?? ""
    let certain: Int?
    switch strategy {
    case "prior": return prior
    case "most_frequent":
      certain = prior.indices.max { prior[$0] < prior[$1] || (prior[$0] == prior[$1] && $0 > $1) }
    case "constant": certain = classes.place(of: try estimator.attribute("constant").scikitLabel())
    case "uniform": return prior.map { _ in 1 / Double(prior.count) }
    case "stratified":
      throw estimator.refusal(
        .unsupportedFeature,
        "\(estimator.described) with strategy '\(strategy)' answers at random; use 'prior', 'most_frequent', "
          + "'uniform' or 'constant'")
    default:
      throw estimator.refusal(
        .unsupportedFeature,
        "\(estimator.described) has a strategy that is not known: prior, most_frequent, uniform "
          + "and constant are")
    }
    guard let certain else {
      throw estimator.refusal(
        .inconsistentDocument, "the constant of \(estimator.described) is none of its classes")
    }
    return prior.indices.map { $0 == certain ? 1 : 0 }
  }

  /// The number that a dummy regressor answers.
  static func constant(_ estimator: PickleValue) throws(ScoringError) -> Double {
    let constants = try estimator.attribute("constant_").array().doubles()
    guard constants.count == 1 else {
      throw estimator.refusal(
        .unsupportedFeature, "\(estimator.described) predicts \(constants.count) targets, expected one")
    }
    return constants[0]
  }
}
