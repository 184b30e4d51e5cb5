/// From numbers to places on a picture, with ticks at round numbers.
struct AxisScale {
  private let lower: Double
  private let upper: Double
  /// The places of the two ends.
  let start: Double
  let end: Double

  /// Covers numbers; those that are not finite are left out.
  ///
  /// - Parameters:
  ///   - numbers: What must lie on the axis.
  ///   - margin: How much is added at both ends, as a share of the whole.
  init(covering numbers: some Sequence<Double>, margin: Double = 0.04, from start: Double, to end: Double) {
    // Twice the greatest number must still be one.
    let finite = numbers.lazy.filter(\.isFinite).map { min(max($0, -0x1p1000), 0x1p1000) }
    var (lower, upper) = (finite.min() ?? 0, finite.max() ?? 1)
    if lower == upper {
      let extent = lower == 0 ? 1 : max(lower.magnitude / 2, .leastNormalMagnitude)
      (lower, upper) = (lower - extent, upper + extent)
    }
    let extra = (upper - lower) * margin
    self.lower = lower - extra
    self.upper = upper + extra
    self.start = start
    self.end = end
  }

  /// The place of a number; what is beyond an end, an infinity too, is at that end, and what is no number at the first.
  func place(_ number: Double) -> Double {
    guard !number.isNaN else { return start }
    let share = (min(max(number, lower), upper) - lower) / (upper - lower)
    return start + (end - start) * share
  }

  /// Whether a number is on the axis.
  func holds(_ number: Double) -> Bool { number >= lower && number <= upper }

  /// Round numbers on the axis: multiples of 1, 2 or 5 times a power of ten.
  ///
  /// - Returns: The numbers, and the digits behind the point that tell them apart.
  func ticks(about count: Int) -> (numbers: [Double], digits: Int) {
    let rough = (upper - lower) / Double(max(count, 1))
    var power = 1.0
    var digits = 0
    while power > rough, digits < 300 {
      power /= 10
      digits += 1
    }
    while power * 10 <= rough { power *= 10 }
    let step = [1.0, 2, 5, 10].first { $0 * power >= rough }.map { $0 * power } ?? power
    let first = (lower / step).rounded(.up)
    let last = (upper / step).rounded(.down)
    guard step > 0, last - first < 100, first.magnitude < 0x1p52 else { return ([], 0) }
    let numbers = stride(from: first, through: last, by: 1).map { $0 * step }
    // A step of ten times the power needs one digit less.
    return (numbers, step >= power * 10 ? max(digits - 1, 0) : digits)
  }
}
