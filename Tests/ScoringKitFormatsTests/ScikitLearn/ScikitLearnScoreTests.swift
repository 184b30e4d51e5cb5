import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// Models against the answers of the library that trained them.
@Suite struct ScikitLearnScoreTests {
  @Test(arguments: ScikitLearnSample.withRows.indices)
  func `margins of trees have the trainer's bits`(index: Int) throws {
    let sample = ScikitLearnSample.withRows[index]
    let model = try sample.model()
    guard !model.forest.hasLinearLeaves else { return }
    for (place, row) in sample.rows.enumerated() {
      let margins = try model.margins(ScikitLearnSample.values(row.cells, model.schema))
      #expect(margins.map(\.bitPattern) == row.margins.map(\.bitPattern), "\(sample.name), row \(place)")
    }
  }

  @Test(arguments: ScikitLearnSample.withRows.indices)
  func `margins of linear models are within their bound`(index: Int) throws {
    let sample = ScikitLearnSample.withRows[index]
    let model = try sample.model()
    guard model.forest.hasLinearLeaves else { return }
    for row in sample.rows {
      let values = try ScikitLearnSample.values(row.cells, model.schema)
      let transformed = try model.pipeline.map { try Self.transformed(values, by: $0) } ?? values
      for (output, margin) in try model.margins(values).enumerated() {
        let leaf = try #require(model.forest.trees[output].linearLeaves?.first)
        let magnitudes = zip(leaf.features, leaf.coefficients).map { abs($1 * transformed[Int($0)]) }
        let size = magnitudes.reduce(abs(leaf.constant), +)
        let bound = Double(leaf.features.count + 1) * Double.ulpOfOne * size
        #expect(abs(margin - row.margins[output]) <= bound, "\(sample.name)")
      }
    }
  }

  @Test(arguments: ScikitLearnSample.withRows.indices)
  func `predictions are the trainer's but for the link's last bits`(index: Int) throws {
    let sample = ScikitLearnSample.withRows[index]
    let model = try sample.model()
    // A linear margin may differ, and what it is worth in a probability is at most as much.
    let tolerance = model.forest.hasLinearLeaves ? 1e-14 : 8 * Double.ulpOfOne
    for row in sample.rows {
      let predictions = try model.predictions(ScikitLearnSample.values(row.cells, model.schema))
      #expect(predictions.count == row.predictions.count)
      for (own, expected) in zip(predictions, row.predictions) {
        #expect(abs(own - expected) <= tolerance * max(1, abs(expected)), "\(sample.name)")
      }
    }
  }

  @Test func `transformers without a model become a pipeline`() throws {
    let sample = ScikitLearnSample.named("transformers-alone")
    guard case .pipeline(let pipeline, let schema) = try sample.read().content else {
      Issue.record("not a pipeline")
      return
    }
    for row in sample.rows {
      let values = try Self.transformed(ScikitLearnSample.values(row.cells, schema), by: pipeline)
      #expect(values.map(\.bitPattern) == row.margins.map(\.bitPattern))
    }
  }

  @Test func `a missing value is refused where the trainer refuses it`() throws {
    let row = [Double](repeating: .nan, count: 4)
    let refusing = try ScikitLearnSample.named("boosting").model()
    #expect(throws: ScoringError.self) { try refusing.margins(row) }
    // From scikit-learn 1.3 on a tree takes missing values, whether or not it saw any in training.
    #expect(throws: Never.self) { try ScikitLearnSample.named("a-tree").model().margins(row) }
    let older = ScikitLearnSample.named("a-tree", release: "1.2")
    #expect(throws: ScoringError.self) { try older.model().margins(row) }
  }

  static func transformed(_ row: [Double], by pipeline: Pipeline) throws -> [Double] {
    var transformed = [Double](repeating: 0, count: pipeline.outputCount)
    var span = transformed.mutableSpan
    try pipeline.transform(row.span, into: &span)
    return transformed
  }
}
