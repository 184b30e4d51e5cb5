/// How one feature's contributions are distributed: counts in bins of equal width, in constant memory.
///
/// The width is the least power of two at which ``binCount`` bins, half of them below 0, hold every number so
/// far; when a greater one comes, neighbours are merged two by two. A bin of the wider grid holds exactly what its
/// two halves held, so the histogram does not depend on the order of the numbers.
public struct ContributionHistogram: Hashable, Sendable {
  /// Bins, half of them below 0.
  public static let binCount = 512

  private static let halfCount = binCount / 2

  /// The width of a bin, at most 1/128 of the greatest magnitude; 0 while every number is 0.
  public private(set) var binWidth = 0.0
  /// Numbers in each bin: bin k holds those in (k − 256) · width ..< (k − 255) · width. Empty while every number is
  /// 0.
  public private(set) var counts: [Int] = []
  /// Numbers so far.
  public private(set) var total = 0

  /// The number where a bin begins.
  public func lowerBound(ofBin index: Int) -> Double { Double(index - Self.halfCount) * binWidth }

  /// Counts a finite number.
  mutating func add(_ number: Double) {
    total += 1
    if number == 0 {
      if binWidth > 0 { counts[Self.halfCount] += 1 }
      return
    }
    let needed = Self.width(for: number)
    if needed > binWidth { widen(to: needed) }
    let quotient = Int((number / binWidth).rounded(.down))
    // A tiny negative quotient may have been rounded to zero; its bin is the one below.
    counts[Self.halfCount + (number < 0 ? Swift.min(quotient, -1) : quotient)] += 1
  }

  /// The least power of two of which 256 are more than the number's magnitude.
  private static func width(for number: Double) -> Double {
    Swift.max(Double(sign: .plus, exponent: Int(number.exponent) - 7, significand: 1), .leastNonzeroMagnitude)
  }

  private mutating func widen(to width: Double) {
    defer { binWidth = width }
    guard binWidth > 0 else {
      counts = [Int](repeating: 0, count: Self.binCount)
      // All so far were 0.
      counts[Self.halfCount] = total - 1
      return
    }
    let steps = Int(width.exponent) - Int(binWidth.exponent)
    var merged = [Int](repeating: 0, count: Self.binCount)
    for (index, count) in counts.enumerated() {
      merged[Self.halfCount + (index - Self.halfCount) >> steps] += count
    }
    counts = merged
  }

  /// The middle of the bin that holds the number of this rank, from 1.
  func middle(ofRank rank: Int) -> Double {
    var remaining = rank
    for (index, count) in counts.enumerated() {
      remaining -= count
      if remaining <= 0 { return lowerBound(ofBin: index) + binWidth / 2 }
    }
    return 0
  }
}
