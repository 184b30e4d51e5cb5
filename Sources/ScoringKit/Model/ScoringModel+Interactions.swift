extension ScoringModel {
  /// Rows that one thread explains at a time.
  private static let interactingRows = 16

  /// Numbers an interaction matrix has a row: per output (players + 1) × (players + 1), or with a feature
  /// players + 1; nil where that is more than fits the address space. By default every raw column is a player.
  public func interactionCount(feature: Int? = nil) -> Int? {
    Explainer.interactionCount(
      playerCount: players.count, outputCount: forest.outputCount, isOfOnePlayer: feature != nil)
  }

  /// Writes the interactions of raw rows: rows × outputs × (players + 1) × (players + 1), row-major, or of one
  /// player rows × outputs × (players + 1); see ``Explainer/writeInteractions(of:layout:feature:into:)``. By default
  /// every raw column, with all columns made of it, is a player.
  ///
  /// Where sums are asked for, the interaction of two players is the sum over their columns, and what the columns of
  /// one do among themselves is on its diagonal. Rows of the matrix add up to the contributions.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the schema has features.
  ///   - feature: The player whose row of the matrix is wanted; nil for all.
  ///   - interactions: `rowCount` times ``interactionCount(feature:)`` numbers.
  ///   - options: Threads, progress, and what is refused.
  /// - Throws: As ``writeContributions(of:layout:into:options:)``; also ``ScoringError/Code/invalidArgument`` for a
  ///   feature that there is not, ``ScoringError/Code/outOfMemory`` for too many features.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeInteractions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, feature: Int? = nil,
    into interactions: inout MutableSpan<Double>, options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    // Without a width every row is refused below, in whatever part.
    if !options.isPlain, let width = interactionCount(feature: feature) {
      return try Parallel.answer(
        elements, layout, width: width, partCapacity: Self.interactingRows, into: &interactions,
        options: options
      ) {
        (rows, layout, interactions) throws(ScoringError) in
        try writeInteractions(of: rows, layout: layout, feature: feature, into: &interactions)
      }
    }
    let explainer = try requireExplainer()
    if let feature, !(0..<players.count).contains(feature) {
      throw ScoringError(
        .invalidArgument, "there is no feature \(feature); a row has \(players.count) (from 0)")
    }
    guard let width = interactionCount(feature: feature) else {
      throw ScoringError(.sizeOverflow, "the interactions do not fit the address space")
    }
    guard let pipeline else {
      guard explained.targets != nil else {
        return try explainer.writeInteractions(
          of: elements, layout: layout, feature: feature, into: &interactions)
      }
      try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
      try layout.requireBuffer(interactions.count, width: width)
      return try sum(explainer, elements, layout, feature: feature, width: width, into: &interactions)
    }
    try answer(elements, layout, through: pipeline, width: width, into: &interactions) {
      (rows, layout, interactions) throws(ScoringError) in
      guard explained.targets != nil else {
        return try explainer.writeInteractions(
          of: rows, layout: layout, feature: feature, into: &interactions)
      }
      try sum(explainer, rows, layout, feature: feature, width: width, into: &interactions)
    }
  }

  /// Sums the interactions of the model's own columns to those of the players, a few rows at a time.
  private func sum<Scalar: RowScalar>(
    _ explainer: Explainer, _ rows: Span<Scalar>, _ layout: RowLayout, feature: Int?, width: Int,
    into interactions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    guard let targets = explained.targets else { return }
    // Here, because a group of rows would not know its place among them.
    try forest.requireAcceptable(rows, layout: layout)
    for index in interactions.indices { interactions[index] = 0 }
    var firstRow = 0
    while firstRow < layout.rowCount {
      let part = try layout.rows(firstRow..<Swift.min(firstRow + ComparandBlock.laneCount, layout.rowCount))
      let group = rows.extracting(droppingFirst: firstRow * layout.rowStride)
      var answer = interactions._mutatingExtracting(firstRow * width..<(firstRow + part.rowCount) * width)
      if let feature {
        for (column, target) in targets.enumerated() where target == feature {
          try addMatrix(explainer, group, part, targets, column: column, to: &answer)
        }
      } else {
        try addMatrix(explainer, group, part, targets, column: nil, to: &answer)
      }
      firstRow += part.rowCount
    }
  }

  /// Adds whole matrices, or of each the row of one of the model's own columns.
  private func addMatrix<Scalar: RowScalar>(
    _ explainer: Explainer, _ rows: Span<Scalar>, _ layout: RowLayout, _ targets: [Int], column: Int?,
    to answer: inout MutableSpan<Double>
  ) throws(ScoringError) {
    let width = targets.count + 1
    let count = try explainer.requireInteractions(player: column)
    var values = [Double](repeating: 0, count: layout.rowCount * count)
    var span = values.mutableSpan
    try explainer.writeInteractions(of: rows, layout: layout, feature: column, into: &span)
    // The base value's place is behind the columns, before and after.
    let places = targets + [players.count]
    let playerWidth = players.count + 1
    for (index, value) in values.enumerated() {
      let (line, place) = index.quotientAndRemainder(dividingBy: width)
      if column != nil {
        answer[line * playerWidth + places[place]] += value
      } else {
        let (matrix, row) = line.quotientAndRemainder(dividingBy: width)
        answer[(matrix * playerWidth + places[row]) * playerWidth + places[place]] += value
      }
    }
  }
}
