import ScoringKit
import ScoringKitTestSupport
import Testing

/// A bundle's parts must fit each other, and its answers to raw rows are the model's to scaled ones.
@Suite struct ScoringModelTests {
  private let forest: Forest
  private let scaler: MinMaxScaler
  private let model: ScoringModel

  init() throws {
    var random = SplitMix64(seed: 256)
    let shape = RandomForest(featureCount: 3, outputCount: 2, iterationCount: 3, growsChains: true)
    forest = try shape.forest(&random, link: .softmax(Softmax()))
    scaler = try MinMaxScaler(
      dataMinimum: [18, -3e3, 0.1], dataMaximum: [68.3, 1e5, 0.7], featureRange: -1...1, clips: true)
    model = try ScoringModel(
      schema: Self.schema(["f0", "f1", "f2"]), scaler: scaler, forest: forest, policy: nil)
  }

  private static func schema(_ names: [String]) throws -> FeatureSchema {
    try FeatureSchema(names.map { .init(name: $0) })
  }

  /// Raw rows within and beyond the training data, some values missing.
  private func rawRows(_ count: Int) -> [Double] {
    var random = SplitMix64(seed: UInt64(count))
    return (0..<count).flatMap { _ in
      [43 + 30 * random.signed(), 5e4 * random.signed(), random.happens(onceIn: 5) ? .nan : random.signed()]
    }
  }

  private func margins<Scalar: RowScalar>(_ rows: [Scalar], _ layout: RowLayout) throws -> [Double] {
    var answer = [Double](repeating: .nan, count: layout.rowCount * 2)
    var span = answer.mutableSpan
    try model.writeMargins(of: rows.span, layout: layout, into: &span)
    return answer
  }

  @Test(arguments: [0, 1, 255, 256, 257, 600])
  func `raw rows answer as scaled rows do, over every block`(count: Int) throws {
    let raw = rawRows(count)
    let scaled = raw.enumerated().map { scaler.transform($1, feature: $0 % 3) }
    let layout = try RowLayout(rowCount: count, columnCount: 3)
    #expect(try margins(raw, layout).bits == model.evaluator.margins(of: scaled, layout: layout).bits)

    var predictions = [Double](repeating: .nan, count: count * 2)
    var predictionSpan = predictions.mutableSpan
    try model.writePredictions(of: raw.span, layout: layout, into: &predictionSpan)
    var expected = [Double](repeating: .nan, count: count * 2)
    var expectedSpan = expected.mutableSpan
    try model.evaluator.writePredictions(of: scaled.span, layout: layout, into: &expectedSpan)
    #expect(predictions.bits == expected.bits)

    var leaves = [Int32](repeating: -1, count: count * forest.trees.count)
    var leafSpan = leaves.mutableSpan
    try model.writeLeafIndices(of: raw.span, layout: layout, into: &leafSpan)
    #expect(try leaves == model.evaluator.leaves(of: scaled, layout: layout))

    let explainer = try #require(model.explainer)
    var contributions = [Double](repeating: .nan, count: count * explainer.contributionCount)
    var contributionSpan = contributions.mutableSpan
    try model.writeContributions(of: raw.span, layout: layout, into: &contributionSpan)
    #expect(try contributions.bits == explainer.contributions(of: scaled, layout: layout).bits)
  }

  @Test func `raw rows in columns or with gaps give the same bits`() throws {
    let raw = rawRows(300)
    let expected = try margins(raw, RowLayout(rowCount: 300, columnCount: 3)).bits
    let columns = (0..<3).flatMap { column in (0..<300).map { raw[$0 * 3 + column] } }
    let byColumn = try RowLayout(rowCount: 300, columnCount: 3, rowStride: 1, columnStride: 300)
    #expect(try margins(columns, byColumn).bits == expected)
    var spread = [Double](repeating: 9e9, count: 300 * 8)
    for index in raw.indices { spread[index / 3 * 8 + index % 3 * 2] = raw[index] }
    let withGaps = try RowLayout(rowCount: 300, columnCount: 3, rowStride: 8, columnStride: 2)
    #expect(try margins(spread, withGaps).bits == expected)
  }

  @Test func `raw float rows are scaled in double`() throws {
    let floats = rawRows(300).map { Float($0) }
    let layout = try RowLayout(rowCount: 300, columnCount: 3)
    #expect(try margins(floats, layout).bits == margins(floats.map { Double($0) }, layout).bits)
  }

  @Test func `a bare model takes the columns as they are`() throws {
    let bare = ScoringModel(forest)
    let row = [0.25, -0.5, 0.125]
    let layout = try RowLayout(rowCount: 1, columnCount: 3)
    var answer = [0.0, 0]
    var span = answer.mutableSpan
    try bare.writeMargins(of: row.span, layout: layout, into: &span)
    #expect(try answer == bare.evaluator.margins(of: row))
    #expect(bare.schema.features.map(\.name) == ["f0", "f1", "f2"])
    #expect(bare.scaler == nil)
    #expect(bare.policy == nil)
  }

  @Test func `raw rows of another width and answers of another size are refused`() throws {
    #expect(refusal { try margins([1.0, 2], RowLayout(rowCount: 1, columnCount: 2)) } == .shapeMismatch)
    #expect(refusal { try margins([1.0, 2], RowLayout(rowCount: 1, columnCount: 3)) } == .bufferTooSmall)
    let layout = try RowLayout(rowCount: 1, columnCount: 3)
    let row = [1.0, 2, 3]
    let code = refusal {
      var buffer = [0.0]
      var span = buffer.mutableSpan
      try model.writeMargins(of: row.span, layout: layout, into: &span)
    }
    #expect(code == .bufferTooSmall)
  }

  @Test func `a schema of another width than the model is refused`() {
    for names in [["f0", "f1"], ["f0", "f1", "f2", "f3"]] {
      #expect(refused(schema: names) == .inconsistentDocument)
    }
  }

  @Test func `other names or another order than the model's are refused`() {
    #expect(refused(schema: ["f0", "f2", "f1"]) == .inconsistentDocument)
    #expect(refused(schema: ["f0", "2", "f1"]) == .inconsistentDocument)
  }

  @Test func `names that only say a place fit every name, of which one may say its place otherwise`() throws {
    let named = try ScoringModel(
      schema: Self.schema(["age", "x1", "income"]), scaler: nil, forest: forest, policy: nil)
    #expect(named.schema.features.map(\.name) == ["age", "x1", "income"])
    let trained = try Forest(
      validating: .init(featureNames: ["f0", "age"], trees: [Tree(splits: [], leafValues: [1])]))
    let schema = try Self.schema(["income", "Age"])
    #expect(
      refusal { try ScoringModel(schema: schema, scaler: nil, forest: trained, policy: nil) }
        == .inconsistentDocument)
  }

  @Test func `names may differ from the model's by spaces against underscores`() throws {
    let trained = try Forest(
      validating: .init(featureNames: ["monthly_income"], trees: [Tree(splits: [], leafValues: [1])]))
    let model = try ScoringModel(
      schema: Self.schema(["monthly income"]), scaler: nil, forest: trained, policy: nil)
    #expect(model.schema.features[0].name == "monthly income")
  }

  @Test func `a scaler of another width than the model is refused`() throws {
    let narrow = try MinMaxScaler(scale: [1, 1], minimum: [0, 0])
    #expect(
      refusal {
        try ScoringModel(
          schema: Self.schema(["f0", "f1", "f2"]), scaler: narrow, forest: forest, policy: nil)
      } == .inconsistentDocument)
  }

  @Test func `a policy on several outputs or on no probability is refused`() throws {
    let policy = try Policy(positiveClass: "default", threshold: 0.5, refusal: .atLeast)
    let forests = try [
      Forest.constants([1, 2], outputCount: 2, link: .softmax(Softmax())),
      .constants([1, 2], outputCount: 2, link: .sigmoid(Sigmoid())),
      .constants([1], link: .softmax(Softmax())),
      .constants([1], link: .identity), .constants([1], link: .exponential(Exponential())),
      .constants([1], link: .log1pExp),
      .constants([1], link: .signedSquare),
    ]
    for forest in forests {
      #expect(
        refusal { try ScoringModel(schema: Self.schema(["x"]), scaler: nil, forest: forest, policy: policy) }
          == .inconsistentDocument)
    }
  }

  @Test func `a policy on an averaging forest compares with the sum that its threshold stands for`() throws {
    let policy = try Policy(positiveClass: "default", threshold: 0.7, refusal: .atLeast)
    let forest = try Forest.constants([1, 1, 1], link: .sigmoid(Sigmoid()), averagesOutput: true)
    let model = try ScoringModel(schema: Self.schema(["x"]), scaler: nil, forest: forest, policy: policy)
    let decision = try model.decide([0.0].span)
    #expect(decision.margin == 3)
    #expect(decision.probability > 0.7)
    #expect(decision.isRefused)
    // log-odds of 0.7 are 0.847: one leaf of 1 is above them, three leaves that sum to 2.5 are not.
    #expect(try !model.refuses(margin: 2.5))
    #expect(try model.refuses(margin: 2.55))
  }

  @Test
  func `a policy with reasons on a model that cannot be explained is refused, without reasons it is not`()
    throws
  {
    let linear = try Forest.linearTree(link: .sigmoid(Sigmoid()))
    let schema = try Self.schema(["f0"])
    let withReasons = try Policy(positiveClass: "default", threshold: 0.5, refusal: .atLeast)
    #expect(
      refusal { try ScoringModel(schema: schema, scaler: nil, forest: linear, policy: withReasons) }
        == .unsupportedOperation)
    let without = try Policy(positiveClass: "default", threshold: 0.5, refusal: .atLeast, reasonLimit: 0)
    let model = try ScoringModel(schema: schema, scaler: nil, forest: linear, policy: without)
    #expect(try model.decide([2.0].span).isRefused)
    #expect(try model.decide([2.0].span).reasons.isEmpty)
  }

  @Test func `contributions of a model that cannot be explained say why`() throws {
    let linear = try Forest.linearTree()
    let model = ScoringModel(linear)
    #expect(model.explainer == nil)
    let layout = try RowLayout(rowCount: 1, columnCount: 1)
    let row = [1.0]
    let error = refusedWith {
      var buffer = [0.0, 0]
      var span = buffer.mutableSpan
      try model.writeContributions(of: row.span, layout: layout, into: &span)
    }
    #expect(error?.code == .unsupportedOperation)
    #expect(error?.message.contains("linear") == true)
  }

  private func refused(schema names: [String]) -> ScoringError.Code? {
    refusal {
      try ScoringModel(schema: Self.schema(names), scaler: nil, forest: forest, policy: nil)
    }
  }
}
