/// The patterns of eight rows at every edge of a tree; made once a call and used for every tree.
struct PatternScratch {
  /// Per edge, as 2 · split + (1 for right).
  var edges: [SIMD8<Int64>]

  /// Makes room for every tree of at most so many splits.
  init(splitCount: Int) {
    edges = [SIMD8<Int64>](repeating: .zero, count: Self.edgeCount(splitCount))
  }

  /// What it takes.
  static func bytes(splitCount: Int) -> Int { edgeCount(splitCount) * MemoryLayout<SIMD8<Int64>>.stride }

  private static func edgeCount(_ splitCount: Int) -> Int { 2 * Swift.max(splitCount, 1) }
}
