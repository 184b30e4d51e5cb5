import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct ColumnTransformerTests {
  private let doubling: StandardScaler

  init() throws { doubling = try StandardScaler(mean: nil, scale: [0.5]) }

  @Test func `parts stand in their order, the remaining columns behind them`() throws {
    let transformer = try ColumnTransformer(
      inputCount: 5,
      parts: [
        .init(name: "kept", columns: [3, 1], action: .passthrough),
        .init(name: "gone", columns: [2], action: .drop),
        .init(name: "twice", columns: [3], action: .transform(doubling)),
      ], remainder: .passthrough)
    #expect(try transformer.transformed([10, 11, 12, 13, 14]) == [13, 11, 26, 10, 14])
    #expect((0..<5).map { transformer.source(ofOutput: $0) } == [3, 1, 3, 0, 4])
    #expect(
      try transformer.outputNames(inputNames: ["a", "b", "c", "d", "e"])
        == ["kept__d", "kept__b", "twice__d", "remainder__a", "remainder__e"])
  }

  @Test func `the remaining columns can be dropped or transformed`() throws {
    let part = ColumnTransformer.Part(name: "p", columns: [1], action: .passthrough)
    #expect(try ColumnTransformer(inputCount: 2, parts: [part]).transformed([3, 4]) == [4])
    #expect(
      try ColumnTransformer(inputCount: 2, parts: [part], remainder: .transform(doubling)).transformed([3, 4])
        == [4, 6])
  }

  @Test func `a pipeline needs the columns behind its outputs, and those in which a value can be refused`()
    throws
  {
    let kept = ColumnTransformer.Part(name: "k", columns: [3, 1], action: .passthrough)
    let first = try ColumnTransformer(inputCount: 5, parts: [kept])
    #expect(try Pipeline([first]).unusedInputs == [0, 2, 4])
    // Of 3 and 1 the second step keeps 1.
    let second = try ColumnTransformer(
      inputCount: 2, parts: [.init(name: "s", columns: [1], action: .transform(doubling))])
    #expect(try Pipeline([first, second]).unusedInputs == [0, 2, 3, 4])
    let codes = try OrdinalEncoder.Column(categories: [0, 1])
    let closed = try OrdinalEncoder(columns: [codes, codes])
    #expect(try Pipeline([first, closed, second]).unusedInputs == [0, 2, 4])
    let open = try OrdinalEncoder(columns: [codes, codes], unknown: .encoded(-1))
    #expect(try Pipeline([first, open, second]).unusedInputs == [0, 2, 3, 4])
    #expect(try Pipeline([SimpleImputer(statistics: [1, .nan])]).unusedInputs == [1])
    #expect(
      try Pipeline([SimpleImputer(statistics: [1, .nan], missingValues: [-1, -1])]).unusedInputs.isEmpty)
    let norm = try SinglePrecisionStep(.normalize(.euclidean), columnCount: 2)
    #expect(try Pipeline([norm, second]).unusedInputs.isEmpty)
  }

  @Test func `a part without columns does nothing, whatever its transformer`() throws {
    let empty = ColumnTransformer.Part(name: "e", columns: [], action: .transform(doubling))
    #expect(
      try ColumnTransformer(inputCount: 1, parts: [empty], remainder: .passthrough).transformed([3]) == [3])
  }

  @Test func `a part that leaves no column is skipped over`() throws {
    let transformer = try ColumnTransformer(
      inputCount: 2,
      parts: [
        .init(name: "empty", columns: [0], action: .transform(try SimpleImputer(statistics: [.nan]))),
        .init(name: "kept", columns: [1], action: .passthrough),
      ])
    #expect(try transformer.transformed([1, 2, 3, 4]) == [2, 4])
  }

  @Test func `what a part refuses is at the whole row's column`() throws {
    let encoder = try OneHotEncoder(columns: [.init(categories: [0]), .init(categories: [0])])
    let transformer = try ColumnTransformer(
      inputCount: 4,
      parts: [.init(name: "codes", columns: [3, 1], action: .transform(try Pipeline([encoder])))])
    let error = refusedWith { try transformer.transformed([9, 0, 9, 0, 9, 5, 9, 0]) }
    #expect(error?.code == .invalidValue)
    #expect(error?.location == .row(2, column: 2))
  }

  @Test func `a part of columns that do not exist or of another width is refused by its name`() {
    for columns in [[2], [-1], [0, 1]] {
      let error = refusedWith {
        try ColumnTransformer(
          inputCount: 2, parts: [.init(name: "numbers", columns: columns, action: .transform(doubling))])
      }
      #expect(error?.code == .inconsistentDocument)
      #expect(error?.message.contains("'numbers'") == true)
    }
    #expect(refusal { try ColumnTransformer(inputCount: 0, parts: []) } == .inconsistentDocument)
    #expect(
      refusal { try ColumnTransformer(inputCount: 2, parts: [], remainder: .transform(doubling)) }
        == .inconsistentDocument)
  }
}
