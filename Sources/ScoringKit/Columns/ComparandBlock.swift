/// A block of rows spread over a forest's split columns: eight rows side by side in a vector, and for each such
/// group of rows one vector a column.
///
/// The scratch of every kernel: made once a call, filled again for each block.
struct ComparandBlock {
  /// Rows in a vector.
  static let laneCount = 8

  let columns: [SplitColumn]
  /// What stands for a missing value, besides NaN.
  private let missing: Float?
  /// The vector of group g and column c is at g · columnCount + c.
  private(set) var values: [SIMD8<Double>]
  private(set) var rowCount = 0

  /// Vectors of a group; at least one, so that a forest without splits still has a (never used) value to load.
  var columnCount: Int { Swift.max(columns.count, 1) }
  /// Groups in use.
  var groupCount: Int { (rowCount + Self.laneCount - 1) / Self.laneCount }

  /// Where a group's vectors are.
  func range(ofGroup group: Int) -> Range<Int> { group * columnCount..<(group + 1) * columnCount }

  /// What a block takes, in bytes.
  static func bytes(columnCount: Int, capacity: Int) -> Int {
    (capacity + laneCount - 1) / laneCount * Swift.max(columnCount, 1) * MemoryLayout<SIMD8<Double>>.stride
  }

  /// Makes room for `capacity` rows.
  init(_ columns: [SplitColumn], missing: Float?, capacity: Int) {
    self.columns = columns
    self.missing = missing
    let groups = (capacity + Self.laneCount - 1) / Self.laneCount
    values = [SIMD8<Double>](repeating: .zero, count: groups * Swift.max(columns.count, 1))
  }

  /// Reads `count` rows (at most the capacity) from `firstRow` on. Lanes beyond the last row hold numbers of
  /// before; their answers are not used.
  mutating func load<Scalar: RowScalar>(
    _ elements: Span<Scalar>, layout: RowLayout, firstRow: Int, count: Int
  ) {
    rowCount = count
    var loaded = 0
    for group in 0..<groupCount {
      let lanes = Swift.min(count - loaded, Self.laneCount)
      loadGroup(group, elements, layout: layout, firstRow: firstRow + loaded, lanes: lanes)
      loaded += lanes
    }
  }

  private mutating func loadGroup<Scalar: RowScalar>(
    _ group: Int, _ elements: Span<Scalar>, layout: RowLayout, firstRow: Int, lanes: Int
  ) {
    for index in columns.indices {
      let start = firstRow * layout.rowStride + columns[index].feature * layout.columnStride
      var vector = values[group * columnCount + index]
      if let set = columns[index].set {
        for lane in 0..<lanes {
          let value = elements[start + lane * layout.rowStride].asDouble
          vector[lane] = columns[index].rule.comparand(SplitRule.reading(value, missing: missing), in: set)
        }
      } else {
        let rule = columns[index].rule
        for lane in 0..<lanes {
          let value = elements[start + lane * layout.rowStride].asDouble
          vector[lane] = rule.comparand(SplitRule.reading(value, missing: missing))
        }
      }
      values[group * columnCount + index] = vector
    }
  }
}
