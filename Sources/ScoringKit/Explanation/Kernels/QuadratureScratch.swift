/// What the kernel keeps of one tree for one group of rows; made once a call and used for every tree.
struct QuadratureScratch {
  /// P at each split: quadrature weight times the factors of the path above; split · points + point.
  var above: [SIMD8<Double>]
  /// G at each split: leaf values times the factors below; split · points + point.
  var below: [SIMD8<Double>]
  /// Whether the row satisfies the path's splits on the feature, per edge: 2 · split + (1 for right).
  var satisfied: [LaneMask]

  /// Makes room for every one of these trees.
  init(for trees: some Sequence<QuadratureTree>) {
    var values = 1
    var edges = 1
    for tree in trees {
      values = Swift.max(values, tree.splits.count * tree.pointCount)
      edges = Swift.max(edges, 2 * tree.splits.count)
    }
    above = [SIMD8<Double>](repeating: .zero, count: values)
    below = [SIMD8<Double>](repeating: .zero, count: values)
    satisfied = [LaneMask](repeating: LaneMask(.zero, atMost: -1), count: edges)
  }
}
