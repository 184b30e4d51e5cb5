internal import ScoringKit

/// Where the rows behind a scaler can be, and with them the splits of trees that were trained on such rows.
///
/// A tree splits between values that it has seen. Behind a StandardScaler fitted on n rows none of these is further than
/// √(n − 1) from 0, behind a MinMaxScaler none is outside of its range; a forest trained on raw incomes splits at
/// thousands. That proves that a scaler beside a model is not the model's, as where one scaler was fitted for another
/// model of the same project. Twice the range is allowed: trainers split a little beyond what they saw, and a model may
/// have been trained again on more rows.
enum ScaledRange {
  /// A column that the trees split where no row behind the scaler can be; nil if there is none, and for anything but a
  /// scaler whose range is known.
  static func unreachedColumn(
    of trees: [Tree], behind transformer: PickleValue
  ) throws(ScoringError) -> Int? {
    guard let range = try range(behind: transformer) else { return nil }
    for tree in trees {
      for split in tree.splits where !split.rule.isCategorical && split.threshold.isFinite {
        if !range.contains(split.threshold) { return Int(split.feature) }
      }
    }
    return nil
  }

  private static func range(behind transformer: PickleValue) throws(ScoringError) -> ClosedRange<Double>? {
    switch transformer.estimatorKind {
    case .transformer(.minMaxScaler):
      let bounds = try transformer.attribute("feature_range").elements()
      guard bounds.count == 2, case let (low, high) = (try bounds[0].double(), try bounds[1].double()), low < high
      else { return nil }
      let slack = (high - low) + max(abs(low), abs(high))
      return low - slack...high + slack
    case .transformer(.maxAbsScaler): return -2...2
    case .transformer(.standardScaler):
      guard try transformer.flag("with_mean", default: true), try transformer.flag("with_std", default: true),
        let count = try rowCount(of: transformer), count > 1
      else { return nil }
      let bound = 2 * count.squareRoot() + 1
      return -bound...bound
    default: return nil
    }
  }

  /// How many rows a StandardScaler has seen: a number, or one a column where values were missing.
  private static func rowCount(of scaler: PickleValue) throws(ScoringError) -> Double? {
    guard let seen = try scaler.attributeUnlessNone("n_samples_seen_") else { return nil }
    return seen.kind == .array ? try seen.array().doubles().max() : try seen.double()
  }
}
