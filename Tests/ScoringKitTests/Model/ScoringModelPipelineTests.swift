import ScoringKit
import ScoringKitTestSupport
import Testing

/// A model behind a pipeline: raw rows in, answers of raw columns out.
@Suite struct ScoringModelPipelineTests {
  private let schema: FeatureSchema
  private let pipeline: Pipeline
  private let forest: Forest
  private let model: ScoringModel

  init() throws {
    schema = try FeatureSchema([
      .init(name: "id"),
      .init(name: "home", kind: .categorical(["own", "rent", "free"], acceptsUnknown: true)),
      .init(name: "age"), .init(name: "children"),
    ])
    pipeline = try Pipeline([
      ColumnTransformer(
        inputCount: 4,
        parts: [
          .init(
            name: "age", columns: [2],
            action: .transform(try SimpleImputer(statistics: [3], indicatedColumns: [0]))),
          .init(
            name: "home", columns: [1],
            action: .transform(
              try OneHotEncoder(columns: [.init(categories: [0, 1, 2])], unknown: .ignored))),
          .init(
            name: "children", columns: [3],
            action: .transform(try OrdinalEncoder(columns: [.init(categories: [0, 1, 2])]))),
        ])
    ])
    // age, missing age, own, rent, free, children
    forest = try .halves([0.1, 0.7, 0.2, 0.3, 0.4, 1.9])
    model = try ScoringModel(schema: schema, pipeline: pipeline, forest: forest, policy: nil)
  }

  /// Raw rows: id, home, age, children.
  private func rawRows(_ count: Int) -> [Double] {
    (0..<count).flatMap { row -> [Double] in
      let home = row % 7 == 0 ? Double.nan : Double(row % 5)
      let age = row % 3 == 0 ? Double.nan : Double(row % 4) - 1
      return [Double.nan, home, age, Double(row % 3)]
    }
  }

  @Test(arguments: [0, 1, 255, 256, 257, 600])
  func `raw rows answer as transformed rows do, over every block`(count: Int) throws {
    let raw = rawRows(count)
    let transformed = try pipeline.transformed(raw)
    let layout = try RowLayout(rowCount: count, columnCount: 6)
    #expect(try model.transformed(raw).bits == transformed.bits)
    #expect(try model.margins(raw).bits == model.evaluator.margins(of: transformed, layout: layout).bits)
    let rows = transformed.split(width: 6)
    #expect(
      try model.predictions(raw).bits == rows.flatMap { try model.evaluator.predictions(of: $0) }.bits)
    var leaves = [Int32](repeating: -1, count: count * forest.trees.count)
    var span = leaves.mutableSpan
    try model.writeLeafIndices(of: raw.span, layout: RowLayout(rowCount: count, columnCount: 4), into: &span)
    #expect(try leaves == model.evaluator.leaves(of: transformed, layout: layout))
  }

  @Test func `raw rows in columns or as floats give the same bits`() throws {
    let raw = rawRows(300)
    let expected = try model.margins(raw).bits
    let columns = (0..<4).flatMap { column in (0..<300).map { Float(raw[$0 * 4 + column]) } }
    let layout = try RowLayout(rowCount: 300, columnCount: 4, rowStride: 1, columnStride: 300)
    var answer = [Double](repeating: .nan, count: 300)
    var span = answer.mutableSpan
    try model.writeMargins(of: columns.span, layout: layout, into: &span)
    #expect(answer.bits == expected)
  }

  @Test func `contributions are those of the raw columns, and a dropped column has exactly 0`() throws {
    // Age 3 where it is missing: 0.1 and 0.7; rented: −0.2 + 0.3 − 0.4; no children: −1.9.
    let answer = try model.contributions([5, 1, .nan, 0])
    #expect(answer.bits == bits([0, (0 - 0.2) + 0.3 - 0.4, 0.1 + 0.7, -1.9, 0]))
    // An unknown home is none of the three.
    #expect(
      try model.contributions([5, 3, 1, 2]).bits == bits([0, (0 - 0.2) - 0.3 - 0.4, 0.1 - 0.7, 1.9, 0]))
  }

  @Test func `contributions and base value add up to the margin`() throws {
    #expect(model.contributionCount == 5)
    let raw = rawRows(300)
    let margins = try model.margins(raw)
    for (margin, parts) in zip(margins, try model.contributions(raw).split(width: 5)) {
      #expect(abs(parts.reduce(0, +) - margin) <= 1e-15 * 8)
    }
  }

  @Test func `contributions of a pipeline that keeps its columns are the model's own bits`() throws {
    let scaler = try StandardScaler(mean: [1, 2], scale: [3, 4])
    let forest = try Forest.halves([0.1, 0.2], names: ["a", "b"])
    let model = try ScoringModel(
      schema: FeatureSchema([.init(name: "a"), .init(name: "b")]), pipeline: Pipeline([scaler]),
      forest: forest,
      policy: nil)
    let raw: [Double] = [5, 2, 0, 9, .nan, 3]
    let explainer = try #require(model.explainer)
    let expected = try explainer.contributions(
      of: scaler.transformed(raw), layout: RowLayout(rowCount: 3, columnCount: 2))
    #expect(try model.contributions(raw).bits == expected.bits)
  }

  @Test func `a model without a pipeline sees rows as they are`() throws {
    let bare = ScoringModel(forest)
    #expect(bare.pipeline == nil)
    let row: [Double] = [1, .nan, -0.0, 4, 5, 6]
    #expect(try bare.transformed(row).bits == bits(row))
    #expect(refusal { try ScoringModel(forest).transformedOfWidth(5) } == .shapeMismatch)
  }

  @Test func `reasons name raw columns`() throws {
    let policy = try Policy(positiveClass: "default", threshold: 0.5, refusal: .atLeast, reasonLimit: 2)
    let model = try ScoringModel(schema: schema, pipeline: pipeline, forest: forest, policy: policy)
    let decision = try model.decide([5, 1, .nan, 2].span)
    #expect(decision.isRefused)
    #expect(decision.reasons.map(\.feature) == [3, 2])
    #expect(decision.reasons[1].contribution == 0.1 + 0.7)
  }

  @Test(arguments: [1, 256, 257, 600])
  func `a refused value is named by its feature, its row of all rows and its raw column`(row: Int) throws {
    var raw = rawRows(600)
    raw[(row - 1) * 4 + 3] = 8125
    let error = refusedWith { try model.margins(raw) }
    #expect(error?.code == .invalidValue)
    #expect(error?.location == .row(row, column: 4))
    #expect(error?.message.hasPrefix("feature 'children': ") == true)
    #expect(error?.message.contains("8125") == false)
    #expect(refusedWith { try model.contributions(raw) } == error)
    #expect(refusedWith { try model.predictions(raw) } == error)
    #expect(refusedWith { try model.transformed(raw) } == error)
  }

  @Test func `what the model itself refuses is at the raw column too`() throws {
    let refusing = try Forest.halves([1, 1], acceptsMissing: false)
    let model = try ScoringModel(
      schema: FeatureSchema([.init(name: "a"), .init(name: "b"), .init(name: "c")]),
      pipeline: Pipeline([
        ColumnTransformer(inputCount: 3, parts: [.init(name: "some", columns: [2, 0], action: .passthrough)])
      ]), forest: refusing, policy: nil)
    var raw = [Double](repeating: 0, count: 900)
    raw[899] = .nan
    raw[3 * 290 + 1] = .nan
    let error = refusedWith { try model.margins(raw) }
    #expect(error?.location == .row(300, column: 3))
    #expect(error?.message.hasPrefix("feature 'c': ") == true)
  }

  @Test func `parts of different widths are refused`() throws {
    let narrow = try FeatureSchema([.init(name: "id")])
    let error = refusedWith {
      try ScoringModel(schema: narrow, pipeline: pipeline, forest: forest, policy: nil)
    }
    #expect(error?.code == .inconsistentDocument)
    #expect(error?.message.contains("the pipeline takes 4") == true)
    let small = try Forest.halves([1, 1, 1, 1])
    let other = refusedWith {
      try ScoringModel(schema: schema, pipeline: pipeline, forest: small, policy: nil)
    }
    #expect(other?.code == .inconsistentDocument)
    #expect(other?.message.contains("the pipeline gives 6 columns, the model takes 4") == true)
  }

  @Test func `names must be the model's where every column stays where it is, and only there`() throws {
    let forest = try Forest.halves([1, 1], names: ["a", "b c"])
    func refused(_ names: [String], _ step: any Transformer) -> ScoringError.Code? {
      refusal {
        try ScoringModel(
          schema: FeatureSchema(names.map { .init(name: $0) }), pipeline: Pipeline([step]), forest: forest,
          policy: nil)
      }
    }
    let scaler = try StandardScaler(mean: [1, 2], scale: nil)
    #expect(refused(["a", "b_c"], scaler) == nil)
    #expect(refused(["b c", "a"], scaler) == .inconsistentDocument)
    let swap = try ColumnTransformer(
      inputCount: 2, parts: [.init(name: "p", columns: [1, 0], action: .passthrough)])
    #expect(refused(["y", "x"], swap) == nil)
    // Behind a pipeline that renames its columns the model may have the new names.
    let prefixed = try ColumnTransformer(inputCount: 2, parts: [], remainder: .passthrough)
    let renamed = try Forest.halves([1, 1], names: ["remainder__x", "remainder__y"])
    #expect(
      refusal {
        try ScoringModel(
          schema: FeatureSchema([.init(name: "x"), .init(name: "y")]), pipeline: Pipeline([prefixed]),
          forest: renamed, policy: nil)
      } == nil)
  }

  @Test func `a scaler given as such is a pipeline of one step`() throws {
    let scaler = try MinMaxScaler(scale: [2], minimum: [1])
    let model = try ScoringModel(
      schema: FeatureSchema([.init(name: "f0")]), scaler: scaler, forest: .halves([1]), policy: nil)
    #expect(model.pipeline?.steps.count == 1)
    #expect(model.scaler == scaler)
    #expect(self.model.scaler == nil)
  }
}

extension ScoringModel {
  /// Rows of a width that may not be the model's.
  fileprivate func transformedOfWidth(_ width: Int) throws(ScoringError) {
    let row = [Double](repeating: 0, count: width)
    var answer = row
    var span = answer.mutableSpan
    try writeTransformed(of: row.span, layout: RowLayout(rowCount: 1, columnCount: width), into: &span)
  }
}
