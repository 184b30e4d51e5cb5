/// What makes a feature important to a model, by its trees alone.
public enum FeatureImportance: Int32, CaseIterable, Sendable {
  /// Splits on the feature. LightGBM counts those that gained something, and so is it done for its models.
  case split = 0
  /// What these splits gained in training, summed in double in the order of the trees.
  case gain = 1
  /// The training weight that reached these splits, summed.
  case cover = 2
}

extension Forest {
  /// The importance of each feature, in column order: a sum over all trees, 0 for a feature no split uses.
  ///
  /// Source: LightGBM 4.7, `GBDT::FeatureImportance`; XGBoost 3.2, `CalcFeatureScore` (weight, total_gain,
  /// total_cover).
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` where the model's file does not hold what is asked: gains
  ///   of scikit-learn's trees, covers of a file without counts.
  /// - Complexity: O(nodes).
  public func importances(_ kind: FeatureImportance) throws(ScoringError) -> [Double] {
    var sums = [Double](repeating: 0, count: featureCount)
    for tree in trees where !tree.splits.isEmpty {
      if kind == .gain, tree.gains.count != tree.splits.count {
        throw ScoringError(.unsupportedOperation, "the model's file does not say what its splits gained")
      }
      if kind == .cover, tree.covers == nil {
        throw ScoringError(
          .unsupportedOperation, "the model's file does not hold its training counts (covers)")
      }
      for (index, split) in tree.splits.enumerated() {
        let feature = Int(split.feature)
        let gained = split.rule.isLightGBM && !tree.gains.isEmpty ? tree.gains[index] > 0 : true
        switch kind {
        case .split: sums[feature] += gained ? 1 : 0
        case .gain: sums[feature] += gained ? Double(tree.gains[index]) : 0
        case .cover: sums[feature] += tree.covers?.ofSplit(index) ?? 0
        }
      }
    }
    return sums
  }
}

extension SplitRule {
  fileprivate var isLightGBM: Bool {
    switch self {
    case .lightGBM, .lightGBMCategorical: true
    case .xgBoost, .xgBoostCategorical, .scikitTree, .scikitHistogram, .scikitHistogramCategorical: false
    }
  }
}
