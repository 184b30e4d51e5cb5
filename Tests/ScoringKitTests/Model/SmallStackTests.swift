import ScoringKit
import ScoringKitTestSupport
import Testing

/// Every engine and every kind of explanation on a thread of 256 KiB of stack.
@Suite struct SmallStackTests {
  /// Models that are deep or wide, and as deep as memory lets them be explained.
  enum Shape: CaseIterable {
    /// 20 000 splits below each other, on eight features.
    case chain
    /// 300 distinct features on one path.
    case manyPlayers
    /// A tree with paths everywhere.
    case bush
    /// 20 000 features.
    case wide

    func forest() throws -> Forest {
      var random = SplitMix64(seed: 12)
      let (featureCount, tree) =
        switch self {
        case .chain: (8, DeepTree.repeatingChain(featureCount: 8, times: 2500, &random))
        case .manyPlayers: (300, DeepTree.chain(featureCount: 300, &random))
        case .bush: (40, DeepTree.bush(featureCount: 40, splitCount: 3000, &random))
        case .wide: (20_000, DeepTree.bush(featureCount: 20_000, splitCount: 300, &random))
        }
      return try Forest(
        validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: [tree]))
    }

    /// Paths of more than 64 features have no values against a background.
    var hasBackground: Bool { self == .chain }
    /// A matrix of all pairs of 20 000 features is too large.
    var feature: Int? { self == .wide ? 0 : nil }
  }

  private static func rows(_ forest: Forest) -> [[Double]] {
    var random = SplitMix64(seed: 3)
    return (0..<9).map { _ in DeepTree.row(featureCount: forest.featureCount, &random) }
  }

  @Test(arguments: Shape.allCases, EngineChoice.Kind.allCases)
  func `engines answer`(shape: Shape, kind: EngineChoice.Kind) throws {
    let forest = try shape.forest()
    let rows = Self.rows(forest)
    let (flat, layout) = (rows.flatMap(\.self), try RowLayout.of(rows))
    let expected = try Evaluator(forest).margins(of: flat, layout: layout)
    let answer = try SmallStack.run {
      let evaluator = Evaluator(forest, engine: kind)
      return (
        try evaluator.margins(of: flat, layout: layout), try evaluator.leaves(of: flat, layout: layout)
      )
    }
    #expect(answer.0.bits == expected.bits)
    #expect(answer.1.count == rows.count)
  }

  @Test(arguments: Shape.allCases)
  func `path-dependent values and interactions are answered`(shape: Shape) throws {
    let forest = try shape.forest()
    let rows = Self.rows(forest)
    let (alone, together, matrix) = try SmallStack.run {
      let explainer = try Explainer(forest)
      return (
        try explainer.contributions(of: rows[0]),
        try explainer.contributions(of: rows.flatMap(\.self), layout: RowLayout.of(rows)),
        try explainer.interactions(of: Array(rows[..<3]), feature: shape.feature)
      )
    }
    #expect(together.prefix(alone.count).bits == alone.bits)
    #expect(!matrix.isEmpty)
  }

  @Test(arguments: Shape.allCases.filter(\.hasBackground))
  func `values against a background are answered`(shape: Shape) throws {
    let forest = try shape.forest()
    let rows = Self.rows(forest)
    let (plain, rescaled) = try SmallStack.run {
      let explainer = try BackgroundExplainer(forest, background: rows)
      return (try explainer.contributions(of: rows), try? explainer.rescaledContributions(of: rows))
    }
    #expect(plain.count == rows.count * 9)
    // Its margin is no log-odds.
    #expect(rescaled == nil)
  }

  @Test func `a path of too many features for a background is refused`() throws {
    let forest = try Shape.manyPlayers.forest()
    let rows = Self.rows(forest)
    let code = try SmallStack.run { refusal { try BackgroundExplainer(forest, background: rows) } }
    #expect(code == .unsupportedOperation)
  }

  @Test(arguments: Shape.allCases)
  func `global explanations, decisions of threads and fewer iterations are answered`(shape: Shape) throws {
    let model = ScoringModel(try shape.forest())
    let rows = Self.rows(model.forest)
    let flat = rows.flatMap(\.self)
    let rowCount = try SmallStack.run {
      var explanation = try model.globalExplanation()
      try model.limited(toIterations: 0..<1).add(
        flat.span, layout: RowLayout.of(rows), to: &explanation, options: BatchOptions(threadCount: 0))
      return explanation.rowCount
    }
    #expect(rowCount == rows.count)
  }
}
