internal import ScoringKit

/// Whether trees can have been trained on what a scaler gives, told by where they split.
///
/// A tree splits between values that it has seen. One that was trained on raw ages and incomes splits at 45 and at
/// 30 000, where no scaled row is; so a scaler that stands beside a model, and was fitted for another model of the same
/// project, gives itself away. What is not contradicted is taken for the model's own scaler.
struct ScaledSplits {
  /// The finite thresholds of each column that the trees split.
  private let thresholds: [Int: [Double]]

  init(of trees: [Tree]) {
    var thresholds: [Int: [Double]] = [:]
    for tree in trees {
      for split in tree.splits where !split.rule.isCategorical && split.threshold.isFinite {
        thresholds[Int(split.feature), default: []].append(split.threshold)
      }
    }
    self.thresholds = thresholds
  }

  /// Why the trees were trained on other rows than a scaler gives; nil where nothing says so, and for anything but a
  /// scaler.
  ///
  /// - Parameter names: The columns that it gives.
  func contradiction(to scaler: PickleValue, names: [String]) throws(ScoringError) -> String? {
    if let range = try range(behind: scaler), let column = column(beyond: range) {
      return "the model splits \(DocumentPath.quoted(key: names[column])) where no such row is"
    }
    guard let usual = try usualDistance(behind: scaler) else { return nil }
    if let column = column(mostlyBeyond: usual) {
      return "the model splits \(DocumentPath.quoted(key: names[column])) where hardly any such row is"
    }
    return neverSplitsBelowZero ? "the model never splits below 0, where half of such rows are" : nil
  }

  /// The range that all rows behind a scaler are in, with as much again on each side: trainers split a little beyond
  /// what they saw, and a model may have been trained on more rows than its scaler.
  ///
  /// Behind a StandardScaler fitted on n rows none of these is further than √(n − 1) from 0.
  private func range(behind scaler: PickleValue) throws(ScoringError) -> ClosedRange<Double>? {
    switch scaler.estimatorKind {
    case .transformer(.minMaxScaler):
      let bounds = try scaler.attribute("feature_range").elements()
      guard bounds.count == 2, case let (low, high) = (try bounds[0].double(), try bounds[1].double()),
        low < high
      else { return nil }
      let slack = (high - low) + max(abs(low), abs(high))
      return low - slack...high + slack
    case .transformer(.maxAbsScaler): return -2...2
    case .transformer(.standardScaler):
      guard try centers(scaler), let count = try rowCount(of: scaler), count > 1 else { return nil }
      let bound = 2 * count.squareRoot() + 1
      return -bound...bound
    default: return nil
    }
  }

  /// The distance from 0 beyond which few rows are behind a scaler that centers them: of a StandardScaler six standard
  /// deviations, of a RobustScaler twenty distances of its quartiles.
  private func usualDistance(behind scaler: PickleValue) throws(ScoringError) -> Double? {
    guard try centers(scaler) else { return nil }
    switch scaler.estimatorKind {
    case .transformer(.standardScaler): return 6
    case .transformer(.robustScaler): return 20
    default: return nil
    }
  }

  private func centers(_ scaler: PickleValue) throws(ScoringError) -> Bool {
    switch scaler.estimatorKind {
    case .transformer(.standardScaler):
      guard try scaler.flag("with_mean", default: true) else { return false }
      return try scaler.flag("with_std", default: true)
    case .transformer(.robustScaler):
      guard try scaler.flag("with_centering", default: true) else { return false }
      return try scaler.flag("with_scaling", default: true)
    default: return false
    }
  }

  /// How many rows a StandardScaler has seen: a number, or one a column where values were missing.
  private func rowCount(of scaler: PickleValue) throws(ScoringError) -> Double? {
    guard let seen = try scaler.attributeUnlessNone("n_samples_seen_") else { return nil }
    return seen.kind == .array ? try seen.array().doubles().max() : try seen.double()
  }

  private func column(beyond range: ClosedRange<Double>) -> Int? {
    thresholds.filter { $0.value.contains { !range.contains($0) } }.keys.min()
  }

  private func column(mostlyBeyond distance: Double) -> Int? {
    thresholds.filter { _, values in
      values.count >= Self.columnCount && 2 * values.count { abs($0) > distance } > values.count
    }.keys.min()
  }

  /// Whether all thresholds are above 0 though there are many: a centered column is split on both sides.
  private var neverSplitsBelowZero: Bool {
    let often = thresholds.values.filter { $0.count >= Self.columnCount }
    return often.reduce(0) { $0 + $1.count } >= Self.totalCount
      && often.allSatisfy { $0.allSatisfy { $0 >= 0 } }
  }

  /// Thresholds of a column that say something of it, and of all columns.
  private static let columnCount = 5
  private static let totalCount = 20
}
