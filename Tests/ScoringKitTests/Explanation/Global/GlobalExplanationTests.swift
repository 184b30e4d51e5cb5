import Testing

@testable import ScoringKit
import ScoringKitTestSupport

/// Global explanations against the same numbers computed from all contributions at once.
struct GlobalExplanationTests {
  private let model: ScoringModel
  private let rows: [Double]
  private let contributions: [Double]
  private let featureCount = 5
  private let outputCount = 2

  init() throws {
    var random = SplitMix64(seed: 5)
    model = ScoringModel(try RandomForest(outputCount: 2).forest(&random, link: .softmax(Softmax())))
    rows = (0..<700 * 5).map { _ in random.happens(onceIn: 9) ? .nan : random.signed() }
    contributions = try model.contributions(rows)
  }

  private func explanation(_ rows: [Double], groups: [FeatureGroup] = [], calls: Int = 1) throws
    -> GlobalExplanation
  {
    var explanation = try model.globalExplanation(sumsOf: groups)
    let size = rows.count / featureCount / calls * featureCount
    for call in 0..<calls {
      let part = Array(rows[call * size..<(call + 1) * size])
      let layout = try RowLayout(rowCount: size / featureCount, columnCount: featureCount)
      try model.add(part.span, layout: layout, to: &explanation)
    }
    return explanation
  }

  /// One feature's contributions of all rows.
  private func column(_ feature: Int, output: Int) -> [Double] {
    stride(from: output * 6 + feature, to: contributions.count, by: 12).map { contributions[$0] }
  }

  /// Everything a summary says, to be compared.
  private func facts(_ summary: ContributionSummary) -> [UInt64] {
    ([summary.mean, summary.meanMagnitude, summary.minimum, summary.maximum]
      + stride(from: 0, through: 1, by: 0.125).map { summary.quantile($0) }).map(\.bitPattern)
      + summary.histogram.counts.map { UInt64($0) }
  }

  private func expectSummary(_ summary: ContributionSummary, of numbers: [Double]) {
    #expect(summary.rowCount == numbers.count)
    let tolerance = 1e-15 * Double(numbers.count)
    #expect((summary.mean - numbers.reduce(0, +) / Double(numbers.count)).magnitude <= tolerance)
    let magnitudes = numbers.map(\.magnitude)
    #expect((summary.meanMagnitude - magnitudes.reduce(0, +) / Double(numbers.count)).magnitude <= tolerance)
    #expect(summary.minimum == numbers.min())
    #expect(summary.maximum == numbers.max())
    let sorted = numbers.sorted()
    for share in [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1] {
      let exact = sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)]
      #expect((summary.quantile(share) - exact).magnitude <= summary.quantileError)
    }
    #expect(summary.quantileError <= (magnitudes.max() ?? 0) / 256)
  }

  @Test func `a summary is what all contributions at once give`() throws {
    let explanation = try explanation(rows)
    #expect(explanation.rowCount == 700)
    for output in 0..<outputCount {
      for feature in 0..<featureCount {
        expectSummary(
          explanation.summary(ofFeature: feature, output: output), of: column(feature, output: output))
      }
    }
  }

  @Test func `a group is summed row by row before its magnitude is taken`() throws {
    let group = try FeatureGroup(name: "pair", features: [3, 1])
    let explanation = try explanation(rows, groups: [group])
    let sums = zip(column(1, output: 1), column(3, output: 1)).map { $0 + $1 }
    expectSummary(explanation.summary(ofGroup: 0, output: 1), of: sums)
    #expect(
      explanation.summary(ofGroup: 0, output: 1).meanMagnitude
        < explanation.summary(ofFeature: 1, output: 1).meanMagnitude
        + explanation.summary(ofFeature: 3, output: 1).meanMagnitude)
  }

  @Test func `no order of the rows and no number of calls changes a bit`() throws {
    var random = SplitMix64(seed: 6)
    let groups = [try FeatureGroup(name: "pair", features: [0, 4])]
    let expected = try explanation(rows, groups: groups)
    var order = Array(0..<700)
    order.shuffle(using: &random)
    let shuffled = order.flatMap { rows[$0 * 5..<($0 + 1) * 5] }
    for other in [
      try explanation(rows, groups: groups, calls: 7), try explanation(shuffled, groups: groups),
      try explanation(shuffled, groups: groups, calls: 100),
    ] {
      for output in 0..<outputCount {
        for feature in 0..<featureCount {
          #expect(
            facts(other.summary(ofFeature: feature, output: output))
              == facts(expected.summary(ofFeature: feature, output: output)))
        }
        #expect(
          facts(other.summary(ofGroup: 0, output: output))
            == facts(expected.summary(ofGroup: 0, output: output)))
      }
    }
  }

  @Test func `memory does not grow with the rows`() throws {
    var explanation = try GlobalExplanation(featureCount: 1)
    var random = SplitMix64(seed: 7)
    for _ in 0..<50 {
      let block = (0..<2000).map { _ in random.signed() * 1e3 }
      try explanation.add(block.span)
    }
    #expect(explanation.rowCount == 50_000)
    #expect(explanation.summary(ofFeature: 0).histogram.counts.count == ContributionHistogram.binCount)
    #expect(MemoryLayout<ContributionSummary>.size < 128)
  }

  @Test func `columns of one encoder come back as their raw column`() throws {
    let pipeline = try Pipeline([
      OneHotEncoder(columns: [.init(categories: [0, 1, 2])], unknown: .ignored)
    ])
    let model = try ScoringModel(
      schema: try FeatureSchema([.init(name: "home", kind: .categorical(["own", "rent", "free"]))]),
      pipeline: pipeline, forest: try .halves([0.2, 0.3, 0.4]), policy: nil)
    var explanation = try model.globalExplanation()
    let rows: [Double] = [0, 1, 2, 2]
    try model.add(rows.span, layout: try RowLayout(rowCount: 4, columnCount: 1), to: &explanation)
    let sums = [(0 + 0.2) - 0.3 - 0.4, (0 - 0.2) + 0.3 - 0.4, (0 - 0.2) - 0.3 + 0.4, (0 - 0.2) - 0.3 + 0.4]
    expectSummary(explanation.summary(ofFeature: 0), of: sums)
  }

  @Test func `no rows are an explanation of nothing`() throws {
    let summary = try model.globalExplanation().summary(ofFeature: 0)
    #expect(summary.rowCount == 0)
    #expect([summary.mean, summary.meanMagnitude, summary.quantile(0.5), summary.maximum] == [0, 0, 0, 0])
  }

  @Test func `a contribution that is no number is refused and adds nothing`() throws {
    for bad in [Double.nan, .infinity, 0x1p960] {
      var explanation = try GlobalExplanation(featureCount: 1)
      let contributions = [1, 0, bad, 0]
      #expect(throws: ScoringError.self) { try explanation.add(contributions.span) }
      #expect(explanation.rowCount == 0)
    }
  }

  @Test func `a refused row leaves the explanation as it was`() throws {
    let linear = ScoringModel(
      try .linear(constant: 0, features: [0], coefficients: [2], fallback: 0, featureCount: 1))
    var explanation = try linear.globalExplanation()
    let rows = [Double](repeating: 1, count: 600) + [.infinity]
    let layout = try RowLayout(rowCount: 601, columnCount: 1)
    let error = #expect(throws: ScoringError.self) {
      try linear.add(rows.span, layout: layout, to: &explanation)
    }
    #expect(error?.code == .numberOutOfRange)
    #expect(error?.location == .row(601, column: nil))
    #expect(explanation.rowCount == 0)
  }

  @Test func `groups that overlap, repeat or reach too far are refused`() throws {
    #expect(throws: ScoringError.self) { try FeatureGroup(name: "none", features: []) }
    #expect(throws: ScoringError.self) { try FeatureGroup(name: "twice", features: [1, 1]) }
    #expect(throws: ScoringError.self) { try FeatureGroup(name: "negative", features: [-1]) }
    let groups = [
      try FeatureGroup(name: "a", features: [0, 1]), try FeatureGroup(name: "b", features: [1, 2]),
    ]
    #expect(throws: ScoringError.self) { try GlobalExplanation(featureCount: 3, sumsOf: groups) }
    #expect(throws: ScoringError.self) { try GlobalExplanation(featureCount: 1, sumsOf: [groups[0]]) }
    #expect(throws: ScoringError.self) { try GlobalExplanation(featureCount: 0) }
    #expect(throws: ScoringError.self) { try GlobalExplanation(featureCount: 1 << 40) }
  }

  @Test func `numbers that are no whole rows and other models are refused`() throws {
    var explanation = try GlobalExplanation(featureCount: 2)
    #expect(throws: ScoringError.self) { try explanation.add([1, 2, 3, 4].span) }
    #expect(throws: ScoringError.self) {
      try model.add(rows.span, layout: try RowLayout(rowCount: 700, columnCount: 5), to: &explanation)
    }
  }
}

extension GlobalExplanation {
  fileprivate func summary(ofFeature feature: Int, output: Int = 0) -> ContributionSummary {
    summaries[output][feature]
  }

  fileprivate func summary(ofGroup group: Int, output: Int = 0) -> ContributionSummary {
    summaries[output][featureCount + group]
  }
}
