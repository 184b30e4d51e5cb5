extension Explainer {
  /// Whether rows are explained in groups of eight: of few rows, or where a group takes much memory, one by one, the
  /// same bits.
  func explainsGroups(_ quadrature: QuadratureForest, rowCount: Int) -> Bool {
    rowCount > Self.singleRowLimit
      && groupBytes(quadrature, rowCount: rowCount) <= memory.preferredScratchBytes
  }

  /// What a call on so many rows works with, in bytes.
  func scratchBytes(_ quadrature: QuadratureForest, rowCount: Int) -> Int {
    explainsGroups(quadrature, rowCount: rowCount)
      ? groupBytes(quadrature, rowCount: rowCount)
      : SingleRowScratch.bytes(quadrature.scratchSize)
        + ComparandBlock.bytes(columnCount: quadrature.columns.count, capacity: 1)
  }

  private func groupBytes(_ quadrature: QuadratureForest, rowCount: Int) -> Int {
    let capacity = Swift.min(rowCount, Self.blockCapacity)
    let groupCapacity = (capacity + ComparandBlock.laneCount - 1) / ComparandBlock.laneCount
    return QuadratureScratch.bytes(quadrature.scratchSize)
      + ComparandBlock.bytes(columnCount: quadrature.columns.count, capacity: capacity)
      + groupCapacity * contributionCount * MemoryLayout<SIMD8<Double>>.stride
  }
}
