internal import ScoringKit

/// The classes a classifier tells apart, in the order of its outputs.
struct ScikitClasses {
  /// The classes as Python writes them.
  let labels: [String]
  private let values: [ScikitLabel]

  /// Numbers a prediction has: the probability of the second of two classes, or one a class.
  var outputCount: Int { labels.count == 2 ? 1 : labels.count }

  /// Reads an estimator's `classes_`.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` for several targets, or for one class.
  init(of estimator: PickleValue) throws(ScoringError) {
    let classes = try estimator.attribute("classes_")
    guard classes.kind == .array else {
      throw classes.refusal(
        .unsupportedFeature, "\(estimator.described) predicts several targets; fit one model a target")
    }
    values = try classes.array().labels()
    labels = values.map(\.description)
    guard labels.count >= 2 else {
      throw classes.refusal(
        .unsupportedFeature,
        "\(estimator.described) was fitted on rows of \(labels.count) class, so it decides nothing")
    }
  }

  /// The place of a class; nil for none of them.
  func place(of label: ScikitLabel) -> Int? { values.firstIndex { $0.isEqual(to: label) } }
}
