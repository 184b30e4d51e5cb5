/// The patterns of eight rows at every edge of a tree; made once a call and used for every tree.
struct PatternScratch {
  /// Per edge, as 2 · split + (1 for right).
  var edges: [SIMD8<Int64>]

  /// Makes room for every one of these trees.
  init(for trees: some Sequence<BackgroundTree>) {
    var count = 2
    for tree in trees { count = Swift.max(count, 2 * tree.splits.count) }
    edges = [SIMD8<Int64>](repeating: .zero, count: count)
  }
}
