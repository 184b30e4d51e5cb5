import ScoringKit
import ScoringKitTestSupport
import Testing

/// What explanations may take: counted before it is taken, of all threads together, given back.
@Suite struct ExplanationMemoryTests {
  private let rows: [[Double]]

  init() {
    var random = SplitMix64(seed: 9)
    rows = (0..<40).map { _ in DeepTree.row(featureCount: 40, &random) }
  }

  /// Chains of 1000 splits on 40 features: some megabytes of constants.
  private static func forest(treeCount: Int = 3) throws -> Forest {
    var random = SplitMix64(seed: 8)
    let trees = (0..<treeCount).map { _ in
      DeepTree.repeatingChain(featureCount: 40, times: 25, &random)
    }
    return try Forest(validating: .init(featureNames: (0..<40).map { "f\($0)" }, trees: trees))
  }

  private func contributions(_ model: ScoringModel, threadCount: Int = 1) throws -> [Double] {
    let flat = rows.flatMap(\.self)
    var answer = [Double](repeating: .nan, count: rows.count * model.contributionCount)
    var span = answer.mutableSpan
    try model.writeContributions(
      of: flat.span, layout: RowLayout.of(rows), into: &span, options: BatchOptions(threadCount: threadCount))
    return answer
  }

  @Test func `what is prepared is counted as long as the model lives`() throws {
    let memory = ExplanationMemory()
    do {
      let explainer = try Explainer(Self.forest(), memory: memory)
      #expect(memory.bytesInUse == 0)
      _ = try explainer.contributions(of: rows[0])
      let prepared = memory.bytesInUse
      #expect(prepared > 1 << 20)
      _ = try explainer.contributions(of: rows.flatMap(\.self), layout: RowLayout.of(rows))
      #expect(memory.bytesInUse == prepared)
      _ = try explainer.interactions(of: rows[0])
      #expect(memory.bytesInUse > prepared)
      withExtendedLifetime(explainer) {}
    }
    #expect(memory.bytesInUse == 0)
  }

  @Test func `what does not fit is refused, saying what it takes, what there is and how to have more`() throws
  {
    let memory = ExplanationMemory(maximumBytes: 1 << 20)
    let model = ScoringModel(try Self.forest()).explaining(within: memory)
    let error = try #require(refusedWith { try contributions(model) })
    #expect(error.code == .outOfMemory)
    for word in [
      "takes 5 MiB more", "of 1 MiB", "0 MiB are in use", "explanation_memory", "--explanation-memory",
    ] {
      #expect(error.message.contains(word), "\(error.message)")
    }
    #expect(memory.bytesInUse == 0)
    #expect(refusal { try model.explainer?.baseValues } == .outOfMemory)
    #expect(refusal { try model.explainer?.interactions(of: rows[0]) } == .outOfMemory)
    #expect(refusal { try model.globalExplanation() } == nil)
    // It scores all the same.
    #expect(try model.evaluator.margins(of: rows[0]).count == 1)
  }

  @Test func `less memory changes no bit`() throws {
    let model = ScoringModel(try Self.forest())
    let expected = try contributions(model).bits
    // Eight rows together would take more than an eighth of it.
    let narrow = model.explaining(within: ExplanationMemory(maximumBytes: 7 << 20))
    #expect(try contributions(narrow).bits == expected)
    #expect(try contributions(narrow, threadCount: 0).bits == expected)
    let matrix = try model.explainer?.interactions(of: Array(rows[..<5]))
    let narrowMatrix = try model.explaining(within: ExplanationMemory(maximumBytes: 20 << 20)).explainer?
      .interactions(of: Array(rows[..<5]))
    #expect(matrix?.bits == narrowMatrix?.bits)
  }

  @Test func `threads prepare a model once and take from one allowance`() async throws {
    let memory = ExplanationMemory(maximumBytes: 8 << 20)
    let explainer = try Explainer(Self.forest(), memory: memory)
    let row = rows[0]
    let answers = await withTaskGroup(of: [Double]?.self) { group in
      for _ in 0..<8 { group.addTask { try? explainer.contributions(of: row) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let later = try explainer.contributions(of: row).bits
    #expect(answers.map { $0?.bits } == Array(repeating: later, count: 8))
  }

  @Test func `a background is counted, and given back where it is refused`() throws {
    var random = SplitMix64(seed: 2)
    let forest = try RandomForest(featureCount: 5, iterationCount: 20, greatestLeafCount: 30).forest(&random)
    let background = (0..<300).map { _ in (0..<5).map { _ in random.signed() } }
    let memory = ExplanationMemory()
    do {
      let explainer = try BackgroundExplainer(forest, background: background, memory: memory)
      let prepared = memory.bytesInUse
      #expect(prepared > background.count * 5 * 8)
      let grouped = try explainer.explaining(Players(ofFeature: [0, 0, 1, 1, 2], count: 3))
      #expect(memory.bytesInUse > prepared)
      // The rows are counted once.
      #expect(memory.bytesInUse < 2 * prepared)
      withExtendedLifetime((explainer, grouped)) {}
    }
    #expect(memory.bytesInUse == 0)
    for limit in stride(from: 0, to: 200_000, by: 9000) {
      let narrow = ExplanationMemory(maximumBytes: limit)
      let refused = refusal { try BackgroundExplainer(forest, background: background, memory: narrow) }
      #expect(refused == nil || refused == .outOfMemory)
      #expect(limit > 20_000 || refused == .outOfMemory)
      #expect(narrow.bytesInUse == 0)
    }
  }

  @Test func `leaves that are counted by parts have the same values`() throws {
    // More leaves of many players than are counted together.
    var random = SplitMix64(seed: 4)
    let tree = DeepTree.bush(featureCount: 60, splitCount: 4000, &random)
    let forest = try Forest(
      validating: .init(featureNames: (0..<60).map { "f\($0)" }, trees: [tree]))
    let background = (0..<300).map { _ in DeepTree.row(featureCount: 60, &random) }
    let explainer = try BackgroundExplainer(forest, background: background)
    let row = DeepTree.row(featureCount: 60, &random)
    let sum = try explainer.contributions(of: row).reduce(0, +)
    #expect(abs(sum - (try Evaluator(forest).margins(of: row)[0])) < 1e-9)
  }

  @Test func `global explanations and the copies that are added to are counted`() throws {
    let memory = ExplanationMemory(maximumBytes: 400_000)
    let model = ScoringModel(try Self.forest(treeCount: 1)).explaining(within: memory)
    #expect(refusal { try GlobalExplanation(featureCount: 100, memory: memory) } == .outOfMemory)
    for (features, outputs) in [(Int.max, 1), (1, Int.max), (1 << 40, 1 << 40)] {
      #expect(
        refusal { try GlobalExplanation(featureCount: features, outputCount: outputs) } == .outOfMemory)
    }
    var explanation = try model.globalExplanation()
    #expect(memory.bytesInUse > 40 * 6000)
    let flat = rows.flatMap(\.self)
    #expect(
      refusal { try model.add(flat.span, layout: RowLayout.of(rows), to: &explanation) } == .outOfMemory)
    #expect(explanation.rowCount == 0)
  }

  @Test(arguments: [0, -1, Int.min])
  func `no memory is an allowance too`(bytes: Int) throws {
    let memory = ExplanationMemory(maximumBytes: bytes)
    #expect(memory.maximumBytes == 0)
    let explainer = try Explainer(Forest.stump(threshold: 0), memory: memory)
    #expect(refusal { try explainer.contributions(of: [1]) } == .outOfMemory)
  }

  @Test func `the outputs of a tree share their constants`() throws {
    var random = SplitMix64(seed: 6)
    let shared = DeepTree.repeatingChain(featureCount: 10, times: 30, &random)
    var values = [Double]()
    for leaf in 0..<shared.leafCount { values += [shared.leafValues[leaf], 1, -shared.leafValues[leaf]] }
    let wide = Tree(splits: shared.splits, leafValues: values, covers: shared.covers)
    let names = (0..<10).map { "f\($0)" }
    let one = try Explainer(Forest(validating: .init(featureNames: names, trees: [shared])))
    var parts = Forest.Parts(featureNames: names, outputCount: 3, trees: [wide])
    parts.leafWidth = 3
    let three = try Explainer(Forest(validating: parts))
    let row = DeepTree.row(featureCount: 10, &random)
    let alone = try one.contributions(of: row)
    let all = try three.contributions(of: row)
    #expect(all[..<11].bits == alone.bits)
    #expect(all[22...].bits == alone.map { 0 - $0 }.bits)
  }
}
