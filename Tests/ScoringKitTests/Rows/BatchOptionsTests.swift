import ScoringKit
import ScoringKitTestSupport
import Testing

/// Threads and a watch: what they change, and that they change no bit.
@Suite struct BatchOptionsTests {
  private let model: ScoringModel
  private let elements: [Double]
  private let layout: RowLayout

  init() throws {
    var random = SplitMix64(seed: 31)
    var shape = RandomForest(featureCount: 4, outputCount: 2, iterationCount: 6)
    shape.greatestLeafCount = 20
    model = ScoringModel(try shape.forest(&random))
    elements = (0..<5000 * 4).map { _ in random.happens(onceIn: 9) ? .nan : random.signed() }
    layout = try RowLayout(rowCount: 5000, columnCount: 4)
  }

  @Test(arguments: [0, 2, 3, 64])
  func `threads change no bit of margins, predictions, leaves or contributions`(threads: Int) throws {
    let options = BatchOptions(threadCount: threads)
    #expect(try margins(options).bits == margins(BatchOptions()).bits)
    var (plain, threaded) = (
      [Int32](repeating: -1, count: 5000 * 12), [Int32](repeating: -2, count: 5000 * 12)
    )
    var plainSpan = plain.mutableSpan
    try model.writeLeafIndices(of: elements.span, layout: layout, into: &plainSpan)
    var threadedSpan = threaded.mutableSpan
    try model.writeLeafIndices(of: elements.span, layout: layout, into: &threadedSpan, options: options)
    #expect(plain == threaded)
    #expect(try contributions(options).bits == contributions(BatchOptions()).bits)
  }

  @Test(arguments: [0, 2, 3, 64])
  func `threads change no bit of values against a background, interactions or a global explanation`(
    threads: Int
  ) throws {
    let options = BatchOptions(threadCount: threads)
    let some = try RowLayout(rowCount: 700, columnCount: 4)
    let background = try ScoringModel.Background(
      model, background: elements.span, layout: try RowLayout(rowCount: 50, columnCount: 4))
    let width = try #require(model.interactionCount())
    var margins = [[UInt64]]()
    var interactions = [[UInt64]]()
    for options in [options, BatchOptions()] {
      var answer = [Double](repeating: 0, count: 700 * model.contributionCount)
      var span = answer.mutableSpan
      try background.writeContributions(of: elements.span, layout: some, into: &span, options: options)
      margins.append(answer.bits)
      answer = [Double](repeating: 0, count: 700 * width)
      span = answer.mutableSpan
      try model.writeInteractions(of: elements.span, layout: some, into: &span, options: options)
      interactions.append(answer.bits)
    }
    #expect(margins[0] == margins[1])
    #expect(interactions[0] == interactions[1])
    let global = try [options, BatchOptions()].map { options in
      var explanation = try model.globalExplanation()
      try model.add(elements.span, layout: layout, to: &explanation, options: options)
      return explanation.summaries.map { $0.map { [$0.meanMagnitude, $0.mean, $0.quantile(0.3)].bits } }
    }
    #expect(global[0] == global[1])
  }

  @Test func `threads change no bit of values rescaled to probability`() throws {
    var random = SplitMix64(seed: 32)
    let shape = RandomForest(featureCount: 4, iterationCount: 6)
    let binary = ScoringModel(try shape.forest(&random, link: .sigmoid(Sigmoid())))
    let background = try ScoringModel.Background(
      binary, background: elements.span, layout: try RowLayout(rowCount: 50, columnCount: 4))
    let answers = try [1, 2, 0].map { threads in
      var answer = [Double](repeating: 0, count: 300 * 5)
      var span = answer.mutableSpan
      try background.writeRescaledContributions(
        of: elements.span, layout: try RowLayout(rowCount: 300, columnCount: 4), into: &span,
        options: BatchOptions(threadCount: threads))
      return answer.bits
    }
    #expect(answers[0] == answers[1] && answers[0] == answers[2])
  }

  @Test func `a watch counts the rows of every batch it is given`() throws {
    let progress = BatchProgress()
    _ = try margins(BatchOptions(progress: progress))
    #expect(progress.rowCount == 5000)
    _ = try margins(BatchOptions(threadCount: 2, progress: progress))
    #expect(progress.rowCount == 10000)
  }

  @Test(arguments: [1, 2])
  func `a cancelled batch ends with a status of its own`(threads: Int) throws {
    let progress = BatchProgress()
    progress.cancel()
    let refusal = refusal { () throws(ScoringError) in
      _ = try margins(BatchOptions(threadCount: threads, progress: progress))
    }
    #expect(refusal?.code == .cancelled)
    #expect(progress.rowCount == 0)
  }

  @Test(arguments: [2, 0])
  func `the first refused row is named whichever thread meets it`(threads: Int) throws {
    var parts = Forest.Parts(featureNames: ["x"], trees: model.forest.trees.prefix(0) + [])
    parts.acceptsMissing = false
    let strict = ScoringModel(try Forest(validating: parts))
    var column = [Double](repeating: 1, count: 20_000)
    for row in [4321, 4322, 9000, 19_999] { column[row] = .nan }
    var answer = [Double](repeating: 0, count: column.count)
    var span = answer.mutableSpan
    let refusal = refusal { () throws(ScoringError) in
      try strict.writeMargins(
        of: column.span, layout: try RowLayout(rowCount: column.count, columnCount: 1), into: &span,
        options: BatchOptions(threadCount: threads))
    }
    #expect(refusal?.location == .row(4322, column: 1))
  }

  @Test func `what is wrong with a whole batch is refused whatever the options`() throws {
    var none: [Double] = []
    var span = none.mutableSpan
    let negative = refusal { () throws(ScoringError) in _ = try margins(BatchOptions(threadCount: -1)) }
    #expect(negative?.code == .invalidArgument)
    let narrow = refusal { () throws(ScoringError) in
      try model.writeMargins(
        of: [Double]().span, layout: try RowLayout(rowCount: 0, columnCount: 3), into: &span,
        options: BatchOptions(threadCount: 2))
    }
    #expect(narrow?.code == .shapeMismatch)
  }

  @Test func `rows without columns or answers are not divided, however many and far apart`() throws {
    var answer = [Double](repeating: 0, count: 4000)
    var span = answer.mutableSpan
    let empty = refusal { () throws(ScoringError) in
      let layout = try RowLayout(rowCount: 2000, columnCount: 0, rowStride: .max, columnStride: 1)
      try model.writeMargins(
        of: elements.span, layout: layout, into: &span, options: BatchOptions(threadCount: 2))
    }
    #expect(empty?.code == .shapeMismatch)
    let bare = ScoringModel(try Forest(validating: .init(featureNames: ["x"])))
    var none: [Int32] = []
    var leaves = none.mutableSpan
    let layout = try RowLayout(rowCount: .max, columnCount: 1, rowStride: 0, columnStride: 1)
    try bare.writeLeafIndices(
      of: elements.span, layout: layout, into: &leaves, options: BatchOptions(threadCount: 2))
  }

  private func margins(_ options: BatchOptions) throws(ScoringError) -> [Double] {
    var answer = [Double](repeating: .nan, count: layout.rowCount * 2)
    var span = answer.mutableSpan
    try model.writeMargins(of: elements.span, layout: layout, into: &span, options: options)
    return answer
  }

  private func contributions(_ options: BatchOptions) throws(ScoringError) -> [Double] {
    var answer = [Double](repeating: .nan, count: layout.rowCount * model.contributionCount)
    var span = answer.mutableSpan
    try model.writeContributions(of: elements.span, layout: layout, into: &span, options: options)
    return answer
  }

  private func refusal(_ work: () throws(ScoringError) -> Void) -> ScoringError? {
    refusedWith(work)
  }
}
