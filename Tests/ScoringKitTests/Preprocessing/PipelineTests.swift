import ScoringKit
import ScoringKitTestSupport
import Testing

/// Steps in a row: what fits, what is refused where, and whose column a column is.
@Suite struct PipelineTests {
  private func scaler(_ count: Int) throws -> StandardScaler {
    try StandardScaler(mean: [Double](repeating: 0, count: count), scale: nil)
  }

  private func encoder(_ counts: [Int]) throws -> OneHotEncoder {
    try OneHotEncoder(columns: counts.map { try .init(categories: (0..<$0).map(Double.init)) })
  }

  @Test func `a pipeline without steps is refused`() {
    #expect(refusal { try Pipeline([]) } == .inconsistentDocument)
  }

  @Test func `a step of another width than the one before it is refused`() throws {
    for width in [2, 4] {
      let error = refusedWith { try Pipeline([scaler(3), scaler(3), scaler(width)]) }
      #expect(error?.code == .inconsistentDocument)
      #expect(error?.message.contains("step 3 of the pipeline takes \(width) columns") == true)
      #expect(error?.message.contains("gets 3") == true)
    }
  }

  @Test func `a pipeline without outputs returns at once, however many rows are claimed`() throws {
    let pipeline = try Pipeline([SimpleImputer(statistics: [.nan])])
    let row = [1.0]
    let layout = try RowLayout(rowCount: 1 << 50, columnCount: 1, rowStride: 0, columnStride: 1)
    var answer: [Double] = []
    var span = answer.mutableSpan
    try pipeline.writeTransformed(of: row.span, layout: layout, into: &span)
    #expect(answer.isEmpty)
  }

  @Test func `a step behind one that drops every column is refused`() throws {
    let imputer = try SimpleImputer(statistics: [.nan])
    #expect(try Pipeline([imputer]).outputCount == 0)
    #expect(refusal { try Pipeline([imputer, scaler(1)]) } == .inconsistentDocument)
  }

  @Test func `a transformer whose column comes from nowhere is refused`() {
    struct Astray: Transformer {
      let inputCount = 1
      let outputCount = 1
      func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {}
      func source(ofOutput index: Int) -> Int { 1 }
      func outputNames(inputNames: [String]) throws(ScoringError) -> [String] { inputNames }
      func adapted(to types: [ElementType]) -> AdaptedTransformer {
        AdaptedTransformer(self, outputTypes: types)
      }
    }
    #expect(refusal { try Pipeline([Astray()]) } == .inconsistentDocument)
  }

  @Test func `a column's source goes back through every step`() throws {
    let pipeline = try Pipeline([
      SimpleImputer(statistics: [1, .nan, 2], indicatedColumns: [0]), encoder([2, 3, 2]),
    ])
    #expect((0..<pipeline.outputCount).map { pipeline.source(ofOutput: $0) } == [0, 0, 2, 2, 2, 0, 0])
    #expect(!pipeline.keepsColumns)
    #expect(try Pipeline([scaler(3), scaler(3)]).keepsColumns)
  }

  @Test func `a pipeline of one scaler gives the scaler's bits`() throws {
    let scaler = try MinMaxScaler(
      dataMinimum: [0.1, -3], dataMaximum: [0.7, 1e5], featureRange: -1...1, clips: true)
    let rows: [Double] = [0.3, 17, .nan, -0.0, 0.1, 1e300, -.infinity, 5]
    let scaled = rows.enumerated().map { scaler.transform($1, feature: $0 % 2) }
    #expect(try Pipeline([scaler]).transformed(rows).bits == scaled.bits)
  }

  @Test func `rows of another width and answers of another size are refused`() throws {
    let pipeline = try Pipeline([scaler(2), encoder([3, 2])])
    #expect(refusal { try pipeline.transformed([0, 0, 0]) } == .shapeMismatch)
    for count in [0, 4, 6] {
      let code = refusal {
        var answer = [Double](repeating: 0, count: count)
        var span = answer.mutableSpan
        try pipeline.transform([0.0, 0].span, into: &span)
      }
      #expect(code == .bufferTooSmall)
    }
  }

  @Test func `no rows become no rows`() throws {
    #expect(try Pipeline([scaler(2), encoder([3, 2])]).transformed([]).isEmpty)
  }

  @Test func `what a later step refuses is at the pipeline's own row and column`() throws {
    let pipeline = try Pipeline([SimpleImputer(statistics: [0, .nan, .nan, 0]), encoder([2, 2])])
    let error = refusedWith { try pipeline.transformed([0, 5, 5, 1, 1, 5, 5, 7]) }
    #expect(error?.code == .invalidValue)
    #expect(error?.location == .row(2, column: 4))
  }

  @Test func `XGBoost misses the zeros of sparse rows`() throws {
    let step = try ZeroAsMissing(columnCount: 2)
    #expect(try bits(step.transformed([0, 1, -0.0, .nan, 5, 0])) == bits([.nan, 1, .nan, .nan, 5, .nan]))
    #expect(step.keepsColumns)
    #expect(refusal { try ZeroAsMissing(columnCount: 0) } == .inconsistentDocument)
  }

  @Test func `names that are not one a column are refused`() throws {
    let transformers: [any Transformer] = try [
      scaler(2), encoder([1, 1]), MinMaxScaler(scale: [1, 1], minimum: [0, 0]),
      SimpleImputer(statistics: [1, 1]),
      OrdinalEncoder(columns: [.init(categories: [1]), .init(categories: [1])]),
      ColumnTransformer(inputCount: 2, parts: [], remainder: .passthrough), Pipeline([scaler(2)]),
      ZeroAsMissing(columnCount: 2),
    ]
    for transformer in transformers {
      #expect(refusal { try transformer.outputNames(inputNames: ["a"]) } == .shapeMismatch)
      #expect(try transformer.outputNames(inputNames: ["a", "b"]).count == 2)
    }
  }
}
