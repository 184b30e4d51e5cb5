/// The Shapley values of rows, given that a feature is absent as often as in training.
struct ContributionQuestion: RowQuestion {
  var partCapacity: Int { 64 }

  func width(for model: ScoringModel) throws(ScoringError) -> Int {
    try model.requireExplainable()
    return model.contributionCount
  }

  func prepare(for model: ScoringModel, progress: BatchProgress?) throws(ScoringError) -> Int {
    let explainer = try model.requireExplainer()
    let quadrature = try explainer.quadrature(progress: progress)
    return explainer.scratchBytes(quadrature, rowCount: partCapacity)
      + model.summingBytes(rowCount: partCapacity)
  }

  func write<Scalar: RowScalar>(
    for model: ScoringModel, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Double>
  ) throws(ScoringError) {
    let explainer = try model.requireExplainer()
    try model.writeSums(of: elements, layout: layout, into: &numbers) {
      (rows, layout, contributions) throws(ScoringError) in
      try explainer.writeContributions(of: rows, layout: layout, into: &contributions)
    }
  }
}

/// The Shapley values of rows against a background, in margin space or rescaled to probabilities.
struct BackgroundContributionQuestion: RowQuestion {
  let explainer: BackgroundExplainer
  let isRescaled: Bool

  /// As many rows as share what is read of a tree; fewer where every row is paired with every background row.
  var partCapacity: Int { isRescaled ? 32 : 256 }

  func width(for model: ScoringModel) -> Int { model.contributionCount }

  func prepare(for model: ScoringModel, progress: BatchProgress?) -> Int {
    let scratchBytes =
      isRescaled
      ? explainer.pairScratchBytes(rowCount: partCapacity) : explainer.scratchBytes(rowCount: partCapacity)
    return scratchBytes + model.summingBytes(rowCount: partCapacity)
  }

  func write<Scalar: RowScalar>(
    for model: ScoringModel, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try model.writeSums(of: elements, layout: layout, into: &numbers) {
      (rows, layout, contributions) throws(ScoringError) in
      if isRescaled {
        try explainer.writeRescaledContributions(of: rows, layout: layout, into: &contributions)
      } else {
        try explainer.writeContributions(of: rows, layout: layout, into: &contributions)
      }
    }
  }
}

extension ScoringModel {
  /// Rows whose own columns' values are in memory together, at most.
  private static let summedRows = 256
  /// Numbers of these rows, unless one row has more: 8 MiB.
  private static let summedNumbers = 1 << 20

  /// Values of a row's own columns, where they are added up player by player; otherwise 0.
  private var summedCount: Int { explained.targets.map { forest.outputCount * ($0.count + 1) } ?? 0 }

  /// Rows that are added up together, of so many.
  private func summedRows(of rowCount: Int) -> Int {
    Swift.min(rowCount, Self.summedRows, Swift.max(Self.summedNumbers / Swift.max(summedCount, 1), 1))
  }

  /// What adding up player by player works with, in bytes.
  func summingBytes(rowCount: Int) -> Int {
    summedRows(of: rowCount) * summedCount * MemoryLayout<Double>.stride
  }

  /// Writes the players' values of transformed rows: as explained, or where sums are asked for those of the model's
  /// own columns, added up player by player, a few rows at a time.
  ///
  /// - Parameter explain: Writes the values of some of the rows.
  @inline(__always)
  func writeSums<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>,
    _ explain: (Span<Scalar>, RowLayout, inout MutableSpan<Double>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    guard let targets = explained.targets else { return try explain(elements, layout, &contributions) }
    let share = try explanationMemory.takeScratch(summingBytes(rowCount: layout.rowCount))
    defer { withExtendedLifetime(share) {} }
    let capacity = summedRows(of: layout.rowCount)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let block = try layout.rows(firstRow..<Swift.min(firstRow + capacity, layout.rowCount))
      let rows = elements.extracting(droppingFirst: firstRow * layout.rowStride)
      var values = [Double](
        repeating: 0, count: block.rowCount * summedCount)
      var span = values.mutableSpan
      do throws(ScoringError) {
        try explain(rows, block, &span)
      } catch {
        throw error.relocated(rows: firstRow) { $0 }
      }
      var part = contributions._mutatingExtracting(
        firstRow * contributionCount..<(firstRow + block.rowCount) * contributionCount)
      sum(values, to: targets, into: &part)
      firstRow += block.rowCount
    }
  }

  /// Adds up columns' values player by player; the base value stays last.
  @inline(never)
  private func sum(_ values: [Double], to targets: [Int], into contributions: inout MutableSpan<Double>) {
    let width = targets.count + 1
    for index in contributions.indices { contributions[index] = 0 }
    for explanation in 0..<values.count / width {
      let first = explanation * (players.count + 1)
      for (column, target) in targets.enumerated() {
        contributions[first + target] += values[explanation * width + column]
      }
      contributions[first + players.count] = values[explanation * width + targets.count]
    }
  }
}
