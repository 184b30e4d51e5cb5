internal import ScoringKit

/// How many of a model's splits treat missing values in which way.
struct SplitCounts: Equatable {
  /// NaN takes the side the trainer chose.
  var nanIsMissing = 0
  /// NaN and zero take the side the trainer chose.
  var zeroIsMissing = 0
  /// NaN is read as 0.
  var nothingIsMissing = 0
  /// A category in the set goes left; anything else, NaN included, right.
  var categorical = 0
  /// A category goes by the set; NaN takes the side the trainer chose.
  var categoricalWithMissing = 0

  /// Counts a model's splits.
  init(of forest: Forest) {
    for tree in forest.trees {
      for split in tree.splits {
        switch split.rule {
        case .lightGBM(.nan, _), .xgBoost, .scikitTree, .scikitHistogram: nanIsMissing += 1
        case .lightGBM(.zero, _): zeroIsMissing += 1
        case .lightGBM(.none, _): nothingIsMissing += 1
        case .lightGBMCategorical: categorical += 1
        case .xgBoostCategorical, .scikitHistogramCategorical: categoricalWithMissing += 1
        }
      }
    }
  }
}
