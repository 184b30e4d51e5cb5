/// One feature under one reading, measured in ranks: the rank of a value is the number of thresholds below it.
///
/// The scale holds every threshold with which the forest compares the feature, in order, so that
/// `x <= thresholds[k]` is `rank(x) <= k`, exactly, and a split needs no more of its threshold than k. Where there
/// are more thresholds than ``capacity``, another scale of the same feature holds the next ones.
///
/// A split reads ranks from a *column*. A missing value has another rank in the column of the splits that send it
/// left (0) than in that of those that send it right (the greatest), so the comparison needs no second look at it.
/// A rank is one byte; a scale of more thresholds than a byte tells apart has several columns (*pages*) a side,
/// each for the next ``RankScale/pageCapacity`` thresholds.
struct RankScale: Sendable {
  /// Thresholds a scale may have, so that two bytes hold a rank.
  static let capacity = 65_535
  /// Thresholds a page of bytes tells apart: ranks 0…255.
  static let pageCapacity = 255

  /// Where a value is looked up before it is searched for.
  let grid: RankGrid
  /// Where its thresholds begin among those of all scales.
  let firstThreshold: UInt32
  let feature: Int32
  /// Index of the categorical rule's set; −1 for a numeric rule.
  let set: Int32
  /// Columns a side.
  let pageCount: UInt16
  /// First column of the splits that send a missing value right; −1 if there are none.
  let rightColumn: Int32
  /// First column of the splits that send a missing value left; −1 if there are none.
  let leftColumn: Int32
  /// How values are read, with missing values to the right: NaN; or a categorical rule.
  let rule: SplitRule
}

extension RankScale {
  /// A rank as one page tells it: 0 for those of earlier pages, the greatest for those of later ones.
  @inline(__always)
  static func rank(_ rank: Int, inPage page: Int) -> UInt8 {
    let inPage = rank &- page &* pageCapacity
    return UInt8(truncatingIfNeeded: inPage < 0 ? 0 : inPage > pageCapacity ? pageCapacity : inPage)
  }
}

extension SplitRule {
  /// The same reading with missing values to the right, where they compare as NaN.
  var sendingMissingRight: SplitRule {
    switch self {
    case .lightGBM(let missing, _): .lightGBM(missing: missing, defaultLeft: false)
    case .xgBoost: .xgBoost(defaultLeft: false)
    case .scikitTree: .scikitTree(missingLeft: false)
    case .scikitHistogram: .scikitHistogram(missingLeft: false)
    case .lightGBMCategorical, .xgBoostCategorical, .scikitHistogramCategorical: self
    }
  }
}
