/// The scales of a forest: every threshold of every split, once, and the columns of ranks that splits compare.
struct RankScales: Sendable {
  let scales: [RankScale]
  /// What categorical splits compare, but for sets too large for a table, which are scales.
  let tables: [CategoryTable]
  let sets: [CategorySet]
  /// The thresholds of all scales, each scale's sorted. Behind them as many NaN, which are below nothing, as a
  /// search that begins at the last threshold may look at.
  let thresholds: [Double]
  /// For each cell of each scale's grid: the scale's thresholds in lower cells.
  let cells: [UInt16]
  let columnCount: Int
}
