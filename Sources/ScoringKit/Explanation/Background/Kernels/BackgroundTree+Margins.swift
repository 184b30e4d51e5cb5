extension BackgroundTree {
  /// Adds the value of the leaf that each of up to eight rows reaches.
  ///
  /// - Parameters:
  ///   - scratch: As ``findPatterns(_:_:)`` left it.
  ///   - margins: A row's margin is `rowWidth` after that of the row before it.
  func addMargins(
    _ scratch: borrowing PatternScratch, lanes: Int, to margins: inout MutableSpan<Double>, rowWidth: Int
  ) {
    for leaf in leaves {
      let pattern = scratch.edges[leaf.edge]
      for lane in 0..<lanes where pattern[lane] == leaf.wholePattern {
        margins[lane * rowWidth] += leaf.value
      }
    }
  }
}
