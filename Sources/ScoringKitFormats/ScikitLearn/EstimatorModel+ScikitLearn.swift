internal import ScoringKit

extension EstimatorModel {
  /// Begins with a model of scikit-learn that has no trees.
  init(_ estimator: PickleValue, version: ScikitVersion, parts: Forest.Parts, classes: ScikitClasses?) {
    self.init(
      parts: parts, classes: classes?.labels ?? [],
      format: "scikit-learn \(version.text) \(estimator.shortClassName ?? "model")")
  }
}
