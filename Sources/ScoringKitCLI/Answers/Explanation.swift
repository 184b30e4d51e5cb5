/// One output's margin of one row, taken apart.
struct Explanation {
  /// What one feature added.
  struct Part {
    /// The feature's column.
    let feature: Int
    /// Its place among all features by magnitude, from 1; equals in the order of the features.
    let rank: Int
    /// Its Shapley value, in margin.
    let contribution: Double
  }

  /// The features' parts: all in the order of the features, or the strongest first.
  let parts: [Part]
  /// What the margin is on average over the training data.
  let base: Double

  /// Ranks contributions.
  ///
  /// - Parameters:
  ///   - contributions: One a feature, then the base value.
  ///   - top: How many of the strongest to keep; nil for all.
  init(_ contributions: ArraySlice<Double>, top: Int?) {
    let values = Array(contributions.dropLast())
    let ranked = TermOrder.strongestFirst(values).enumerated().map { place, feature in
      Part(feature: feature, rank: place + 1, contribution: values[feature])
    }
    parts = top.map { Array(ranked.prefix($0)) } ?? ranked.sorted { $0.feature < $1.feature }
    base = contributions.last ?? 0
  }
}
