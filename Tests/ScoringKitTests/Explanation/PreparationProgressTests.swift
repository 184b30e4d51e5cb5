import ScoringKit
import ScoringKitTestSupport
import Testing

/// Preparing to explain, watched and ended.
@Suite struct PreparationProgressTests {
  private static func forest(treeCount: Int = 12) throws -> Forest {
    var random = SplitMix64(seed: 21)
    return try RandomForest(featureCount: 6, iterationCount: treeCount).forest(&random)
  }

  private static let row = (0..<6).map { Double($0) - 2.5 }

  private func contributions(
    _ model: ScoringModel, rowCount: Int = 1, threadCount: Int = 1, _ progress: BatchProgress
  ) throws -> [Double] {
    var answer = [Double](repeating: .nan, count: rowCount * model.contributionCount)
    var span = answer.mutableSpan
    try model.writeContributions(
      of: Self.row.span, layout: RowLayout(rowCount: rowCount, columnCount: 6), into: &span,
      options: BatchOptions(threadCount: threadCount, progress: progress))
    return answer
  }

  @Test(arguments: [1, 2])
  func `a call without rows prepares, and counts the trees once`(threadCount: Int) throws {
    let model = ScoringModel(try Self.forest())
    let progress = BatchProgress()
    #expect(try contributions(model, rowCount: 0, threadCount: threadCount, progress).isEmpty)
    #expect(progress.preparedTreeCount == 12)
    #expect(progress.rowCount == 0)
    _ = try contributions(model, threadCount: threadCount, progress)
    #expect(progress.preparedTreeCount == 12)
    #expect(progress.rowCount == 1)
  }

  @Test func `a cancelled preparation leaves nothing, and the next one is whole`() throws {
    let memory = ExplanationMemory()
    let model = ScoringModel(try Self.forest()).explaining(within: memory)
    let cancelled = BatchProgress()
    cancelled.cancel()
    #expect(refusal { try contributions(model, cancelled) } == .cancelled)
    #expect(refusal { try model.explainer?.prepareInteractions(progress: cancelled) } == .cancelled)
    #expect(cancelled.preparedTreeCount == 0)
    #expect(memory.bytesInUse == 0)
    let progress = BatchProgress()
    let answer = try contributions(model, progress)
    #expect(progress.preparedTreeCount == 12)
    #expect(try answer.bits == Explainer(model.forest).contributions(of: Self.row).bits)
  }

  @Test func `a cancelled preparation of interactions keeps that of contributions`() throws {
    let explainer = try Explainer(Self.forest())
    let progress = BatchProgress()
    try explainer.prepare(progress: progress)
    progress.cancel()
    #expect(refusal { try explainer.prepareInteractions(progress: progress) } == .cancelled)
    let again = BatchProgress()
    try explainer.prepareInteractions(progress: again)
    // Trees without a split have nothing to prepare.
    #expect(again.preparedTreeCount == explainer.forest.trees.count { !$0.splits.isEmpty })
  }

  @Test func `backgrounds are watched and cancelled`() throws {
    let memory = ExplanationMemory()
    let forest = try Self.forest()
    let progress = BatchProgress()
    let explainer = try BackgroundExplainer(forest, background: [Self.row], progress: progress)
    #expect(progress.preparedTreeCount == 12)
    progress.cancel()
    #expect(
      refusal { try BackgroundExplainer(forest, background: [Self.row], memory: memory, progress: progress) }
        == .cancelled)
    #expect(refusal { try explainer.explaining(nil, progress: progress) } == .cancelled)
    #expect(memory.bytesInUse == 0)
    let model = ScoringModel(forest)
    #expect(
      refusal {
        try ScoringModel.Background(
          model, background: Self.row.span, layout: RowLayout(rowCount: 1, columnCount: 6),
          progress: progress)
      } == .cancelled)
  }

  @Test func `one long tree is left at once, by who prepares it and by who waits for it`() async throws {
    // Some seconds of constants.
    var random = SplitMix64(seed: 5)
    let tree = DeepTree.repeatingChain(featureCount: 500, times: 8, &random)
    let forest = try Forest(
      validating: .init(featureNames: (0..<500).map { "f\($0)" }, trees: [tree]))
    let explainer = try Explainer(forest, memory: ExplanationMemory(maximumBytes: 4 << 30))
    let progress = BatchProgress()
    let codes = await withTaskGroup(of: ScoringError.Code?.self) { group in
      for _ in 0..<4 { group.addTask { refusal { try explainer.prepare(progress: progress) } } }
      progress.cancel()
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes.allSatisfy { $0 == .cancelled })
    #expect(progress.preparedTreeCount == 0)
  }
}
