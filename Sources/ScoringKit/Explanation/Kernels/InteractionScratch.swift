/// What the kernel of interactions keeps of one tree for one group of rows; made once a call.
struct InteractionScratch {
  /// Whether the row satisfies the path's splits on the feature, per edge: 2 · split + (1 for right).
  var satisfied: [LaneMask] = []
  /// P at each edge on the way down, the leaves' v · P below it on the way up; edge · points + point.
  var products: [SIMD8<Double>] = []
  /// H at each edge; edge · points + point.
  var gains: [SIMD8<Double>] = []
  /// What one split adds at each point, but for the other feature's H.
  var changes: [SIMD8<Double>] = []

  /// Makes room for every one of these trees.
  init(for trees: some Sequence<QuadratureTree>) {
    var values = 1
    var points = 1
    var edges = 1
    for tree in trees {
      values = Swift.max(values, 2 * tree.splits.count * tree.pointCount)
      points = Swift.max(points, tree.pointCount)
      edges = Swift.max(edges, 2 * tree.splits.count)
    }
    satisfied = [LaneMask](repeating: LaneMask(.zero, atMost: -1), count: edges)
    products = [SIMD8<Double>](repeating: .zero, count: values)
    gains = [SIMD8<Double>](repeating: .zero, count: values)
    changes = [SIMD8<Double>](repeating: .zero, count: points)
  }
}
