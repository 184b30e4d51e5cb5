/// The interactions of the players in rows, or of one player with each.
struct InteractionQuestion: RowQuestion {
  /// The player whose row of the matrix is wanted; nil for all.
  let feature: Int?

  var partCapacity: Int { 16 }

  func width(for model: ScoringModel) throws(ScoringError) -> Int {
    try model.requireExplainable()
    if let feature, !(0..<model.players.count).contains(feature) {
      throw ScoringError(
        .invalidArgument, "there is no feature \(feature); a row has \(model.players.count) (from 0)")
    }
    guard let width = model.interactionCount(feature: feature) else {
      throw ScoringError(.sizeOverflow, "the interactions do not fit the address space")
    }
    return width
  }

  func prepare(for model: ScoringModel, progress: BatchProgress?) throws(ScoringError) -> Int {
    let explainer = try model.requireExplainer()
    let isSummed = model.explained.targets != nil
    // Of one player the rows of its columns, one after the other.
    let player = isSummed && feature != nil ? 0 : feature
    let count = try explainer.requireInteractions(player: player)
    try explainer.prepareInteractions(progress: progress)
    let rowCount = isSummed ? ComparandBlock.laneCount : partCapacity
    let summingBytes = isSummed ? InteractionSumming.bytes(count, rowCount: rowCount) : 0
    return try explainer.interactionScratchBytes(player: player, rowCount: rowCount) + summingBytes
  }

  func write<Scalar: RowScalar>(
    for model: ScoringModel, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Double>
  ) throws(ScoringError) {
    let explainer = try model.requireExplainer()
    guard let targets = model.explained.targets else {
      return try explainer.writeInteractions(of: elements, layout: layout, feature: feature, into: &numbers)
    }
    let sums = InteractionSumming(explainer: explainer, targets: targets, playerCount: model.players.count)
    try sums.write(of: elements, layout: layout, feature: feature, into: &numbers)
  }
}

/// Adds up the interactions of a model's own columns to those of the players.
private struct InteractionSumming {
  let explainer: Explainer
  /// The player of each of the model's columns.
  let targets: [Int]
  let playerCount: Int

  /// What the matrices of so many rows take, of so many numbers each.
  static func bytes(_ count: Int, rowCount: Int) -> Int { rowCount * count * MemoryLayout<Double>.stride }

  /// Sums a few rows at a time.
  func write<Scalar: RowScalar>(
    of rows: Span<Scalar>, layout: RowLayout, feature: Int?, into interactions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    // Here, because a group of rows would not know its place among them.
    try explainer.forest.requireAcceptable(rows, layout: layout)
    for index in interactions.indices { interactions[index] = 0 }
    let width = interactions.count / Swift.max(layout.rowCount, 1)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let part = try layout.rows(firstRow..<Swift.min(firstRow + ComparandBlock.laneCount, layout.rowCount))
      let group = rows.extracting(droppingFirst: firstRow * layout.rowStride)
      var sums = interactions._mutatingExtracting(firstRow * width..<(firstRow + part.rowCount) * width)
      if let feature {
        for (column, target) in targets.enumerated() where target == feature {
          try addMatrix(of: group, layout: part, column: column, to: &sums)
        }
      } else {
        try addMatrix(of: group, layout: part, column: nil, to: &sums)
      }
      firstRow += part.rowCount
    }
  }

  /// Adds whole matrices, or of each the row of one of the model's own columns.
  private func addMatrix<Scalar: RowScalar>(
    of rows: Span<Scalar>, layout: RowLayout, column: Int?, to sums: inout MutableSpan<Double>
  ) throws(ScoringError) {
    let width = targets.count + 1
    let count = try explainer.requireInteractions(player: column)
    let share = try explainer.memory.takeScratch(Self.bytes(count, rowCount: layout.rowCount))
    defer { withExtendedLifetime(share) {} }
    var values = [Double](repeating: 0, count: layout.rowCount * count)
    var span = values.mutableSpan
    try explainer.writeInteractions(of: rows, layout: layout, feature: column, into: &span)
    // The base value stands behind the columns, and behind the players.
    let targets = targets + [playerCount]
    let playerWidth = playerCount + 1
    for (index, value) in values.enumerated() {
      let (line, target) = index.quotientAndRemainder(dividingBy: width)
      if column != nil {
        sums[line * playerWidth + targets[target]] += value
      } else {
        let (matrix, row) = line.quotientAndRemainder(dividingBy: width)
        sums[(matrix * playerWidth + targets[row]) * playerWidth + targets[target]] += value
      }
    }
  }
}
