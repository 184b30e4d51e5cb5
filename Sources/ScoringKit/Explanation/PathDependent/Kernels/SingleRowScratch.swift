/// What the kernel for one row keeps of a tree; made once a call and used for every tree.
struct SingleRowScratch {
  /// P at each place, later its terms of the split's share, which the points add up; place · pairs + pair.
  var above: [SIMD2<Double>]
  /// 0 for the leaves, then G at each place; (place + 1) · pairs + pair.
  var below: [SIMD2<Double>]
  /// All bits set, then whether the row satisfies the path's splits on the feature, all bits or none, per edge:
  /// 2 · place + 1 + (1 for right).
  var satisfied: [Int64]
  /// What the sum over the points is multiplied by at each place.
  var factors: [Double]

  /// What it takes.
  static func bytes(_ size: QuadratureScratchSize) -> Int {
    2 * size.pairCount * MemoryLayout<SIMD2<Double>>.stride + 3 * (size.splitCount + 1) * 8
  }

  init(_ size: QuadratureScratchSize) {
    above = [SIMD2<Double>](repeating: .zero, count: size.pairCount)
    below = [SIMD2<Double>](repeating: .zero, count: size.pairCount)
    satisfied = [Int64](repeating: -1, count: 2 * size.splitCount + 1)
    factors = [Double](repeating: 1, count: size.splitCount)
  }
}
