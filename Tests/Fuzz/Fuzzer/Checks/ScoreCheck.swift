import ScoringKit
import ScoringKitTestSupport

/// Scores of every engine, alone and side by side, on one thread and two: the same bits, and the slow evaluator's.
struct ScoreCheck {
  private let model: ScoringModel
  private let rows: ProbeTable

  init(_ model: ScoringModel, _ rows: ProbeTable) {
    self.model = model
    self.rows = rows
  }

  func run() {
    guard let scores = predictions(threadCount: 1) else { return }
    precondition(predictions(threadCount: 2)?.map(\.bitPattern) == scores.map(\.bitPattern), "threads differ")
    compareEngines()
    if model.pipeline == nil { compareLeaves() }
    decide()
    limit()
  }

  /// Nil where the model refuses such rows.
  private func predictions(threadCount: Int) -> [Double]? {
    Answer.of(rows.rowCount * model.forest.predictionCount) { (span) throws(ScoringError) in
      try model.writePredictions(
        of: rows.values.span, layout: rows.layout, into: &span, options: BatchOptions(threadCount: threadCount))
    }
  }

  private func compareEngines() {
    let transformed = Answer.of(rows.rowCount * model.transformedCount) { (span) throws(ScoringError) in
      try model.writeTransformed(of: rows.values.span, layout: rows.layout, into: &span)
    }
    guard let transformed else { return }
    let margins = EngineChoice.Kind.allCases.map { kind in
      Answer.of(rows.rowCount * model.forest.outputCount) { (span) throws(ScoringError) in
        try Evaluator(model.forest, engine: kind).writeMargins(
          of: transformed.span,
          layout: RowLayout(rowCount: rows.rowCount, columnCount: model.transformedCount), into: &span)
      }?.map(\.bitPattern)
    }
    for other in margins { precondition(other == margins[0], "the engines differ") }
  }

  /// Leaves against the evaluator that shares no code with the engines.
  private func compareLeaves() {
    let forest = model.forest
    var leaves = [Int32](repeating: -1, count: rows.rowCount * forest.trees.count)
    var span = leaves.mutableSpan
    guard (try? model.writeLeafIndices(of: rows.values.span, layout: rows.layout, into: &span)) != nil else {
      return
    }
    // A value that stands for a missing one is not the slow evaluator's business.
    guard forest.missingValue == nil else { return }
    for row in 0..<Swift.min(rows.rowCount, 16) {
      let expected = zip(ReferenceEvaluator.leaves(of: forest, rows.row(row)), forest.trees).map { leaf, tree in
        tree.leafIDs.isEmpty ? leaf : tree.leafIDs[Int(leaf)]
      }
      let found = leaves[row * forest.trees.count..<(row + 1) * forest.trees.count]
      precondition(expected.elementsEqual(found), "the slow evaluator finds other leaves")
    }
  }

  private func decide() {
    guard model.policy != nil else { return }
    for row in 0..<Swift.min(rows.rowCount, 8) { _ = try? model.decide(rows.row(row)) }
  }

  private func limit() {
    let count = model.forest.iterationCount
    guard count > 1, let limited = try? model.limited(toIterations: 1..<count) else { return }
    _ = try? limited.evaluator.predictions(of: [Double](repeating: 0, count: limited.forest.featureCount))
  }
}
