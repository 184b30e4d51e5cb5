import ScoringKit
import ScoringKitTestSupport
import Testing

/// A model behind encoders: its contributions are the Shapley values of the raw columns, each with all that is made of
/// it, or of groups of them; sums only where they are asked for.
@Suite struct ScoringModelPlayersTests {
  private let model: ScoringModel
  private let forest: Forest
  private let pipeline: Pipeline
  /// The raw column of each transformed one.
  private let sources = [2, 2, 1, 1, 1, 3, 1]

  /// Raw columns id (dropped), home (one-hot, and as an ordinal once more), age (imputed, with an indicator), children.
  init() throws {
    let schema = try FeatureSchema([
      .init(name: "id"), .init(name: "home", kind: .categorical(["own", "rent", "free"])),
      .init(name: "age"), .init(name: "children"),
    ])
    let categories = [try OneHotEncoder.Column(categories: [0, 1, 2])]
    pipeline = try Pipeline([
      ColumnTransformer(
        inputCount: 4,
        parts: [
          .init(
            name: "age", columns: [2],
            action: .transform(try SimpleImputer(statistics: [0.25], indicatedColumns: [0]))),
          .init(
            name: "home", columns: [1],
            action: .transform(try OneHotEncoder(columns: categories, unknown: .ignored))),
          .init(name: "rest", columns: [3, 1], action: .passthrough),
        ])
    ])
    var random = SplitMix64(seed: 77)
    var shape = RandomForest(featureCount: 7, greatestLeafCount: 24, growsChains: true)
    shape.iterationCount = 6
    shape.trainer = .scikitHistogram
    forest = try shape.forest(&random, link: .sigmoid(Sigmoid()))
    let policy = try Policy(positiveClass: "default", threshold: 0.5, refusal: .atLeast, reasonLimit: 4)
    model = try ScoringModel(schema: schema, pipeline: pipeline, forest: forest, policy: policy)
  }

  private func rows(_ count: Int) -> [Double] {
    var random = SplitMix64(seed: UInt64(count))
    return (0..<count).flatMap { _ -> [Double] in
      [
        9, random.happens(onceIn: 6) ? .nan : Double(random.integer(below: 3)),
        random.happens(onceIn: 4) ? .nan : 2 * random.signed(), Double(random.integer(below: 4)),
      ]
    }
  }

  private func expect(_ values: [Double], near expected: [Double]) {
    #expect(values.count == expected.count)
    let scale = forest.trees.reduce(0) { $0 + ($1.leafValues.map(abs).max() ?? 0) }
    // Written so that a NaN fails.
    for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 1e-13 * scale) }
  }

  @Test(arguments: [1, 2, 3, 40, 300])
  func `contributions are the Shapley values of the raw columns`(count: Int) throws {
    let raw = rows(count)
    let players = try Players(ofFeature: sources, count: 4)
    let transformed = try pipeline.transformed(raw).split(width: 7)
    for (values, row) in zip(try model.contributions(raw).split(width: 5), transformed) {
      expect(values, near: CoalitionShapley.contributions(of: forest, players: players, row: row))
      #expect(values[0].bitPattern == 0)
    }
  }

  @Test func `against a background too, and between raw columns`() throws {
    let (raw, others) = (rows(12), rows(9))
    let players = try Players(ofFeature: sources, count: 4)
    let layout = try RowLayout(rowCount: 9, columnCount: 4)
    let background = try ScoringModel.Background(model, background: others.span, layout: layout)
    var answer = [Double](repeating: .nan, count: 12 * 5)
    var span = answer.mutableSpan
    try background.writeContributions(
      of: raw.span, layout: RowLayout(rowCount: 12, columnCount: 4), into: &span)
    var matrices = [Double](repeating: .nan, count: 12 * 25)
    var matrixSpan = matrices.mutableSpan
    try model.writeInteractions(
      of: raw.span, layout: RowLayout(rowCount: 12, columnCount: 4), into: &matrixSpan)
    let transformedOthers = try pipeline.transformed(others).split(width: 7)
    for (index, row) in try pipeline.transformed(raw).split(width: 7).enumerated() {
      expect(
        Array(answer[index * 5..<index * 5 + 5]),
        near: CoalitionBackground.contributions(
          of: forest, players: players, row: row, background: transformedOthers))
      expect(
        Array(matrices[index * 25..<index * 25 + 25]),
        near: CoalitionInteractions.matrix(of: forest, players: players, row: row))
    }
  }

  @Test func `a group is one player, and what is in none plays beside it`() throws {
    let group = try FeatureGroup(name: "person", features: [3, 1])
    let grouped = try model.explaining(Players(featureCount: 4, groups: [group]))
    #expect(grouped.contributionCount == 4)
    let players = try Players(ofFeature: sources.map { [0, 1, 2, 1][$0] }, count: 3)
    let raw = rows(20)
    for (values, row) in zip(
      try grouped.contributions(raw).split(width: 4), try pipeline.transformed(raw).split(width: 7))
    {
      expect(values, near: CoalitionShapley.contributions(of: forest, players: players, row: row))
    }
    #expect(try grouped.margins(raw).bits == model.margins(raw).bits)
    #expect(try grouped.explaining(nil).contributions(raw).bits == model.contributions(raw).bits)
  }

  @Test func `sums add up what each transformed column contributes for itself, and are another thing`() throws
  {
    let raw = rows(300)
    let sums = try model.explaining(nil, sums: true)
    let own = try Explainer(forest).contributions(
      of: pipeline.transformed(raw), layout: RowLayout(rowCount: 300, columnCount: 7))
    var greatest = 0.0
    for (index, values) in try sums.contributions(raw).split(width: 5).enumerated() {
      var expected = [Double](repeating: 0, count: 5)
      for (place, source) in sources.enumerated() { expected[source] += own[index * 8 + place] }
      expected[4] = own[index * 8 + 7]
      #expect(values.bits == expected.bits)
      let exact = try model.contributions(Array(raw[index * 4..<index * 4 + 4]))
      greatest = zip(values, exact).reduce(greatest) { max($0, abs($1.0 - $1.1)) }
    }
    #expect(greatest > 0.001)
    #expect(sums.sumsColumns && !model.sumsColumns)
  }

  @Test func `sums of a bare model's features are those of all blocks, and so are their interactions`() throws
  {
    let bare = ScoringModel(forest)
    let players = try Players(ofFeature: [0, 0, 1, 1, 1, 2, 1], count: 3)
    let sums = try bare.explaining(players, sums: true)
    var random = SplitMix64(seed: 4)
    let flat = (0..<600 * 7).map { _ in random.signed() }
    let own = try bare.contributions(flat).split(width: 8)
    for (values, parts) in zip(try sums.contributions(flat).split(width: 4), own) {
      #expect(values[0] == parts[0] + parts[1])
      #expect(values[2] == parts[5])
      #expect(values[3] == parts[7])
    }
    let row = Array(flat[0..<7])
    let layout = try RowLayout(rowCount: 1, columnCount: 7)
    var matrix = [Double](repeating: .nan, count: 16)
    var span = matrix.mutableSpan
    try sums.writeInteractions(of: row.span, layout: layout, into: &span)
    let values = try sums.contributions(row)
    for player in 0..<3 {
      #expect(abs(matrix[player * 4..<player * 4 + 4].reduce(0, +) - values[player]) <= 1e-14 * 6)
      var line = [Double](repeating: .nan, count: 4)
      var lineSpan = line.mutableSpan
      try sums.writeInteractions(of: row.span, layout: layout, feature: player, into: &lineSpan)
      for (one, other) in zip(line, matrix[player * 4..<player * 4 + 4]) {
        #expect(abs(one - other) <= 1e-14)
      }
    }
  }

  @Test func `threads and the kind of number change no bit`() throws {
    let raw = rows(500)
    let layout = try RowLayout(rowCount: 500, columnCount: 4)
    for sums in [false, true] {
      let model = try model.explaining(Players(ofFeature: [0, 1, 1, 2], count: 3), sums: sums)
      let expected = try model.contributions(raw)
      var answer = [Double](repeating: .nan, count: expected.count)
      var span = answer.mutableSpan
      try model.writeContributions(
        of: raw.span, layout: layout, into: &span, options: BatchOptions(threadCount: 3))
      #expect(answer.bits == expected.bits)
    }
  }

  @Test func `reasons are the players', as are those of some iterations, and of all rows`() throws {
    let group = try FeatureGroup(name: "person", features: [1, 2])
    let players = try Players(featureCount: 4, groups: [group])
    let grouped = try model.explaining(players)
    let raw = rows(64)
    var found = 0
    for row in 0..<64 {
      let part = Array(raw[row * 4..<row * 4 + 4])
      let values = try grouped.contributions(part).dropLast()
      let expected = values.enumerated().filter { $0.element > 0 }.sorted { $0.element > $1.element }
      let reasons = try grouped.decide(part).reasons
      #expect(reasons.map(\.feature) == expected.map(\.offset))
      #expect(reasons.map(\.contribution) == expected.map(\.element))
      found += reasons.count
    }
    #expect(found > 0)
    #expect(try grouped.limited(toIterations: 0..<2).players == players)
    var explanation = try grouped.globalExplanation()
    try grouped.add(raw.span, layout: RowLayout(rowCount: 64, columnCount: 4), to: &explanation)
    let magnitudes = try grouped.contributions(raw).split(width: 4).map { abs($0[1]) }
    #expect(abs(explanation.summaries[0][1].meanMagnitude - magnitudes.reduce(0, +) / 64) <= 1e-14)
    #expect(
      refusal { try model.add([], layout: RowLayout(rowCount: 0, columnCount: 4), to: &explanation) }
        == .shapeMismatch)
  }
}

extension ScoringModel {
  /// With rows as an array.
  fileprivate func add(_ rows: [Double], layout: RowLayout, to explanation: inout GlobalExplanation)
    throws(ScoringError)
  {
    try add(rows.span, layout: layout, to: &explanation)
  }
}
