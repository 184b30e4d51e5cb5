/// The colours of one feature's values: from the 5 % to the 95 % quantile, so that one outlier does not take
/// all of the scale; what is missing is grey.
struct ValueColours {
  private let lower: Double
  private let upper: Double

  /// Looks at the values.
  init(_ values: [Double]) {
    let sorted = values.filter { !$0.isNaN }.sorted()
    let last = Double(sorted.count - 1)
    let (fifth, ninetyFifth) =
      sorted.isEmpty ? (0, 0) : (sorted[Int(last * 0.05)], sorted[Int((last * 0.95).rounded(.up))])
    // Where most values are the same, the outliers are what there is to see.
    (lower, upper) = fifth < ninetyFifth ? (fifth, ninetyFifth) : (sorted.first ?? 0, sorted.last ?? 0)
  }

  /// A value's step in ``Palette/values``; nil for a missing one.
  func step(_ value: Double) -> Int? {
    guard !value.isNaN else { return nil }
    guard lower < upper else { return Palette.values.count / 2 }
    if value <= lower { return 0 }
    if value >= upper { return Palette.values.count - 1 }
    return Palette.value((value / 2 - lower / 2) / (upper / 2 - lower / 2))
  }
}
