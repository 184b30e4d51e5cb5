/// What the kernel keeps of one tree for one group of rows; made once a call and used for every tree.
struct QuadratureScratch {
  /// P at each split: quadrature weight times the factors of the path above; split · points + point.
  var above: [SIMD8<Double>]
  /// G at each split: leaf values times the factors below; split · points + point.
  var below: [SIMD8<Double>]
  /// Whether the row satisfies the path's splits on the feature, per edge: 2 · split + (1 for right).
  var satisfied: [LaneMask]

  /// What it takes.
  static func bytes(_ size: QuadratureScratchSize) -> Int {
    2 * size.pointCount * MemoryLayout<SIMD8<Double>>.stride + 2 * size.splitCount
      * MemoryLayout<LaneMask>.stride
  }

  init(_ size: QuadratureScratchSize) {
    above = [SIMD8<Double>](repeating: .zero, count: size.pointCount)
    below = [SIMD8<Double>](repeating: .zero, count: size.pointCount)
    satisfied = [LaneMask](repeating: LaneMask(.zero, atMost: -1), count: 2 * size.splitCount)
  }
}
