extension BackgroundExplainer {
  /// Rows handled together of so many: as many as fit into a thread's share of the memory, unless eight take more.
  func blockCapacity(rowCount: Int) -> Int {
    let groups = Swift.max(memory.preferredScratchBytes / groupBytes, 1)
    return Swift.min(rowCount, Self.blockCapacity, groups * ComparandBlock.laneCount)
  }

  /// What a call on so many rows works with, in bytes.
  func scratchBytes(rowCount: Int) -> Int {
    let groupCount =
      (blockCapacity(rowCount: rowCount) + ComparandBlock.laneCount - 1) / ComparandBlock.laneCount
    return PatternScratch.bytes(splitCount: greatestSplitCount) + groupCount * groupBytes
  }

  /// Pairs of rows and background rows are handled for so many rows together.
  func pairBlockCapacity(rowCount: Int) -> Int {
    let rows = Swift.max(memory.preferredScratchBytes / pairRowBytes, 1)
    return Swift.min(rowCount, Self.pairBlockCapacity, rows)
  }

  /// What a call on so many rows works with to rescale, in bytes.
  func pairScratchBytes(rowCount: Int) -> Int {
    PatternScratch.bytes(splitCount: greatestSplitCount)
      + ComparandBlock.bytes(columnCount: columns.count, capacity: ComparandBlock.laneCount)
      + pairBlockCapacity(rowCount: rowCount) * pairRowBytes
  }

  /// Eight rows as the splits see them, their sums and the terms of linear models.
  private var groupBytes: Int {
    ComparandBlock.bytes(columnCount: columns.count, capacity: ComparandBlock.laneCount)
      + (groupSize + ComparandBlock.laneCount * 2 * linearTermCount) * MemoryLayout<Double>.stride
  }

  /// A row as the splits see it, its pairs, its margins and the terms of linear models.
  private var pairRowBytes: Int {
    PairScratch.rowBytes(for: self)
      + (columns.count + forest.outputCount + 2 * linearTermCount) * MemoryLayout<Double>.stride
  }

  private var linearTermCount: Int { linearModels.reduce(0) { $0 + $1.means.count } }
}
