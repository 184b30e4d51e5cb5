internal import ScoringKit

/// scikit-learn's single trees and averages of trees: DecisionTree, ExtraTree, RandomForest, ExtraTrees.
///
/// A leaf of a classifier holds the classes' fractions; of two classes only the second's is kept. Sums go over the
/// trees in their order and are divided at the end, which is scikit-learn with `n_jobs=1`. Source:
/// `sklearn/tree/_classes.py` and `sklearn/ensemble/_forest.py`.
enum ScikitForest {
  /// Reads a single tree.
  static func tree(
    _ estimator: PickleValue, isClassifier: Bool, columnNames: [String]
  ) throws(ScoringError) -> EstimatorModel {
    try read(estimator, trees: [estimator], isClassifier: isClassifier, columnNames: columnNames) {
      (version) throws(ScoringError) in try takesMissing(estimator, version)
    }
  }

  /// Reads an average of trees.
  static func forest(
    _ estimator: PickleValue, isClassifier: Bool, columnNames: [String]
  ) throws(ScoringError) -> EstimatorModel {
    let trees = try estimator.attribute("estimators_").elements()
    guard let first = trees.first else {
      throw estimator.refusal(.inconsistentDocument, "\(estimator.described) has no trees")
    }
    var model = try read(estimator, trees: trees, isClassifier: isClassifier, columnNames: columnNames) {
      (version) throws(ScoringError) in
      guard version.forestsTakeMissing else { return false }
      return try takesMissing(first, version)
    }
    model.parts.averaging = .margins
    return model
  }

  private static func read(
    _ estimator: PickleValue, trees: [PickleValue], isClassifier: Bool, columnNames: [String],
    takesMissing: (ScikitVersion) throws(ScoringError) -> Bool
  ) throws(ScoringError) -> EstimatorModel {
    let version = try ScikitVersion(of: estimator)
    let classes = isClassifier ? try ScikitClasses(of: estimator) : nil
    var parts = Forest.Parts(featureNames: columnNames, outputCount: classes?.outputCount ?? 1)
    parts.leafWidth = parts.outputCount
    parts.link = isClassifier ? .probability : .identity
    parts.acceptsMissing = try takesMissing(version)
    let valueCount = classes?.labels.count ?? 1
    for estimator in trees {
      guard case .tree = estimator.estimatorKind else { throw estimator.mismatch("a tree of scikit-learn") }
      let tree = try ScikitTree(of: estimator)
      guard tree.valueCount == valueCount else {
        throw estimator.refusal(
          .inconsistentDocument, "the tree's nodes hold \(tree.valueCount) numbers, expected \(valueCount)")
      }
      parts.trees.append(
        try tree.tree { values in
          let answer = isClassifier && !version.storesLeafFractions ? normalized(values) : Array(values)
          return answer.count == 2 ? [answer[1]] : answer
        })
      parts.treeLocations.append(.path(estimator.path.description, byte: nil))
    }
    return EstimatorModel(estimator, version: version, parts: parts, classes: classes)
  }

  /// Weighted counts as fractions, in the arithmetic of `predict_proba` before 1.4.
  private static func normalized(_ counts: ArraySlice<Double>) -> [Double] {
    let sum = NumPySum.of(counts)
    return counts.map { $0 / (sum == 0 ? 1 : sum) }
  }

  /// Whether scikit-learn lets missing values pass to such a tree, whether or not it saw any in training.
  ///
  /// Source: `allow_nan` in `__sklearn_tags__` and `_more_tags`, and `_support_missing_values`.
  private static func takesMissing(
    _ tree: PickleValue, _ version: ScikitVersion
  ) throws(ScoringError) -> Bool {
    guard version.treesTakeMissing else { return false }
    let isConstrained = try tree.attributeUnlessNone("monotonic_cst") != nil
    if version.constraintsPreventMissing && isConstrained { return false }
    let isExtremelyRandom = tree.shortClassName?.hasPrefix("ExtraTree") == true
    let criterion = try tree.attribute("criterion")
    guard version.allCriteriaTakeMissing || missingCriteria.contains(where: criterion.isText) else {
      return false
    }
    let splitter = try tree.attribute("splitter")
    if splitter.isText("random") { return version.randomSplitsTakeMissing }
    return splitter.isText("best") && !(version.randomSplitsTakeMissing && isExtremelyRandom)
  }

  private static let missingCriteria = [
    "gini", "entropy", "log_loss", "squared_error", "friedman_mse", "poisson",
  ]
}
