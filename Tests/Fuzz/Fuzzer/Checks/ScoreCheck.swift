import ScoringKit
import ScoringKitTestSupport

/// Scores of every engine, of all rows and of each by itself: the same bits, and the slow evaluator's leaves.
///
/// On one thread, so that an input does the same whenever it is run; threads are what Tests/CClient/stress.c is for.
struct ScoreCheck {
  private let model: ScoringModel
  private let rows: ProbeTable

  init(_ model: ScoringModel, _ rows: ProbeTable) {
    self.model = model
    self.rows = rows
  }

  func run() {
    guard let scores = predictions(rows.values, rows.layout) else { return }
    compareSingleRows(scores)
    compareEngines()
    if model.pipeline == nil { compareLeaves() }
    decide()
    limit()
  }

  /// Nil where the model refuses such rows.
  private func predictions(_ values: [Double], _ layout: RowLayout) -> [Double]? {
    Answer.of(layout.rowCount * model.forest.predictionCount) { (span) throws(ScoringError) in
      try model.writePredictions(of: values.span, layout: layout, into: &span)
    }
  }

  private func compareSingleRows(_ scores: [Double]) {
    let width = model.forest.predictionCount
    for row in 0..<Swift.min(rows.rowCount, 8) {
      guard let layout = try? RowLayout(rowCount: 1, columnCount: rows.width) else { return }
      let alone = predictions(rows.row(row), layout)?.map(\.bitPattern)
      let together = scores[row * width..<(row + 1) * width].map(\.bitPattern)
      precondition(alone == together, "a row by itself scores otherwise")
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
      let expected = zip(ReferenceEvaluator.leaves(of: forest, rows.row(row)), forest.trees).map {
        leaf, tree in
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
