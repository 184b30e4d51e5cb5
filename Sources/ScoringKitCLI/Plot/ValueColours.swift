/// The colours of one feature's values: from the 5 % to the 95 % quantile, so that one outlier does not take
/// all of the scale; an infinity has the colour of its end, and what is missing is grey.
struct ValueColours {
  private let lower: Double
  private let upper: Double

  /// Looks at the values.
  init(_ values: [Double]) {
    let sorted = values.filter(\.isFinite).sorted()
    // In whole numbers, rounded down and up: no conversion of a double can fail.
    let last = max(sorted.count - 1, 0)
    let (fifth, ninetyFifth) =
      sorted.isEmpty ? (0, 0) : (sorted[last / 20], sorted[last - last / 20])
    // Where most values are the same, the outliers are what there is to see.
    (lower, upper) = fifth < ninetyFifth ? (fifth, ninetyFifth) : (sorted.first ?? 0, sorted.last ?? 0)
  }

  /// A value's step in ``Palette/values``; nil for a missing one.
  func step(_ value: Double) -> Int? {
    guard !value.isNaN else { return nil }
    guard value.isFinite else { return value < 0 ? 0 : Palette.values.count - 1 }
    guard lower < upper else { return Palette.values.count / 2 }
    if value <= lower { return 0 }
    if value >= upper { return Palette.values.count - 1 }
    // Halves where the whole is more than a double holds; of the least doubles there are none.
    return (upper - lower).isFinite
      ? Palette.value((value - lower) / (upper - lower))
      : Palette.value((value / 2 - lower / 2) / (upper / 2 - lower / 2))
  }
}
