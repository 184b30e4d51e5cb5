import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// Preprocessing without a model, through the one way from bytes to a pipeline.
@Suite struct PipelineDocumentTests {
  private func refusal(_ bytes: [UInt8]) -> ScoringError? {
    refusedWith { try PipelineDocument(bytes: bytes) }
  }

  @Test func `a pickle of transformers is a pipeline with its columns and names`() throws {
    let sample = ScikitLearnSample.named("transformers-alone")
    let document = try PipelineDocument(bytes: sample.bytes)
    #expect(document.format == "scikit-learn 1.9.1 Pipeline")
    #expect(document.digest == Digest.sha256(sample.bytes))
    #expect(document.outputNames.count == document.pipeline.outputCount)
    for row in sample.rows {
      let values = try ScikitLearnSample.values(row.cells, document.schema)
      #expect(try document.transformed(values).map(\.bitPattern) == row.margins.map(\.bitPattern))
    }
  }

  @Test func `rows in strides and of floats give what whole rows give`() throws {
    let document = try PipelineDocument(bytes: ScikitLearnSample.named("transformers-alone").bytes)
    let width = document.pipeline.inputCount
    // 300 rows: more than are transformed together.
    let rows = (0..<300 * width).map { Float($0 % 7) / 4 }
    var expected = [Double](repeating: 0, count: 300 * document.pipeline.outputCount)
    var whole = expected.mutableSpan
    try document.pipeline.writeTransformed(
      of: rows.span, layout: RowLayout(rowCount: 300, columnCount: width), into: &whole)
    // Floats are rounded on their way, and only rounded.
    let doubles = try document.transformed(rows.map(Double.init))
    #expect(zip(expected, doubles).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, abs($1)) })
    var columns = [Float](repeating: 0, count: rows.count)
    for index in rows.indices { columns[index % width * 300 + index / width] = rows[index] }
    var transformed = [Double](repeating: 0, count: expected.count)
    var span = transformed.mutableSpan
    let layout = try RowLayout(rowCount: 300, columnCount: width, rowStride: 1, columnStride: 300)
    try document.pipeline.writeTransformed(of: columns.span, layout: layout, into: &span)
    #expect(transformed == expected)
  }

  @Test func `what is no whole number of rows is refused`() throws {
    let document = try PipelineDocument(bytes: ScikitLearnSample.named("transformers-alone").bytes)
    #expect(throws: ScoringError.self) { try document.transformed([1]) }
  }

  @Test func `a model is refused here, and preprocessing as a model, each with what to do`() throws {
    for bytes in [
      ScikitLearnSample.named("a-pipeline").bytes, Array(BundleSample.modelText.utf8),
      try BundleSample.bundle().jsonBytes(),
    ] {
      #expect(refusal(bytes)?.code == .unsupportedOperation)
    }
    let error = #expect(throws: ScoringError.self) {
      try ModelDocument(bytes: ScikitLearnSample.named("transformers-alone").bytes)
    }
    #expect(error?.code == .unsupportedOperation)
    #expect(error?.message.contains("as a pipeline") == true)
  }

  @Test func `a document over the limit is refused`() throws {
    let bytes = ScikitLearnSample.named("transformers-alone").bytes
    let error = #expect(throws: ScoringError.self) {
      try PipelineDocument(bytes: bytes, options: ReadOptions(limits: ReadLimits(maximumBytes: 10)))
    }
    #expect(error?.code == .documentTooLarge)
  }
}
