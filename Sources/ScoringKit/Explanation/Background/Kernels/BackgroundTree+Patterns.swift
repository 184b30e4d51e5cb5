extension BackgroundTree {
  /// Finds, for eight rows and every edge, which players of the path to it each row satisfies.
  ///
  /// - Parameter columns: One vector a split column, for eight rows.
  func findPatterns(_ columns: Span<SIMD8<Double>>, _ scratch: inout PatternScratch) {
    var edges = scratch.edges.mutableSpan
    let splits = splits.span
    for index in splits.indices {
      let split = splits[index]
      let goesLeft = LaneMask(columns[split.column], atMost: split.threshold)
      let before = split.before < 0 ? .zero : edges[split.before]
      let left = goesLeft.orNone(split.bit)
      let right = (!goesLeft).orNone(split.bit)
      // A player that occurred before stays satisfied only if it is again.
      edges[2 * index] = split.isRepeated ? before & (left | SIMD8(repeating: ~split.bit)) : before | left
      edges[2 * index + 1] =
        split.isRepeated ? before & (right | SIMD8(repeating: ~split.bit)) : before | right
    }
  }
}
