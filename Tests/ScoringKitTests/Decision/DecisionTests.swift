import ScoringKit
import ScoringKitTestSupport
import Testing

/// One applicant decided: probability, margin, and the reasons that count.
@Suite struct DecisionTests {
  /// Feature f's contribution is `effects[f]` where the row is positive and its opposite where negative.
  private func model(
    _ effects: [Double], refusal: Policy.Refusal = .atLeast, reasonLimit: Int = 4, threshold: Double = 0.5,
    scaler: MinMaxScaler? = nil
  ) throws -> ScoringModel {
    let forest = try Forest.additive(effects)
    return try ScoringModel(
      schema: FeatureSchema(forest.featureNames.map { .init(name: $0) }), scaler: scaler, forest: forest,
      policy: Policy(
        positiveClass: "default", threshold: threshold, refusal: refusal, reasonLimit: reasonLimit))
  }

  private func decide(_ model: ScoringModel, _ row: [Double]) throws -> Decision {
    try model.decide(row.span)
  }

  @Test func `a decision holds the margin, its probability and the rule's threshold`() throws {
    let model = try model([1, 0.5], threshold: 0.7)
    let decision = try decide(model, [1, -1])
    #expect(decision.margin == 0.5)
    #expect(decision.probability == (try model.evaluator.predictions(of: [1, -1]))[0])
    #expect(decision.threshold == 0.7)
    #expect(decision.marginThreshold == model.forest.margin(ofPrediction: 0.7))
    #expect(!decision.isRefused)
    #expect(try decide(model, [1, 1]).isRefused)
  }

  @Test func `reasons are the strongest first and never a feature that helped`() throws {
    let model = try model([0.5, 2, 1, 3])
    let decision = try decide(model, [1, 1, 1, -1])
    #expect(decision.reasons.map(\.feature) == [1, 2, 0])
    #expect(decision.reasons.map(\.contribution) == [2, 1, 0.5])
  }

  @Test(arguments: [Policy.Refusal.atMost, .below])
  func `where a low margin is refused, reasons are what lowered it`(refusal: Policy.Refusal) throws {
    let decision = try decide(model([0.5, 2, 1, 3], refusal: refusal), [-1, -1, 1, -1])
    #expect(decision.reasons.map(\.feature) == [3, 1, 0])
    #expect(decision.reasons.map(\.contribution) == [-3, -2, -0.5])
    #expect(decision.isRefused)
  }

  @Test func `equal reasons stand in feature order`() throws {
    let decision = try decide(model([1, 2, 1, 2, 1]), [1, 1, 1, 1, 1])
    #expect(decision.reasons.map(\.feature) == [1, 3, 0, 2])
  }

  @Test(arguments: 0...4)
  func `no more reasons are stated than the rule asks for`(limit: Int) throws {
    let decision = try decide(model([1, 2, 3], reasonLimit: limit), [1, 1, 1])
    #expect(decision.reasons.map(\.feature) == Array([2, 1, 0].prefix(limit)))
  }

  @Test func `an accepted applicant has reasons too`() throws {
    let decision = try decide(model([1, 3]), [1, -1])
    #expect(!decision.isRefused)
    #expect(decision.reasons.map(\.feature) == [0])
  }

  @Test func `a feature that contributed nothing is no reason`() throws {
    let forest = try Forest.additive([1, 0])
    let model = try ScoringModel(
      schema: FeatureSchema([.init(name: "f0"), .init(name: "f1")]), scaler: nil, forest: forest,
      policy: Policy(positiveClass: "default", threshold: 0.5, refusal: .above))
    #expect(try decide(model, [1, 1]).reasons.map(\.feature) == [0])
    #expect(try decide(model, [-1, 1]).reasons.isEmpty)
  }

  @Test func `reasons are the contributions of the same row`() throws {
    var random = SplitMix64(seed: 77)
    let forest = try RandomForest(iterationCount: 6, growsChains: true)
      .forest(&random, link: .sigmoid(Sigmoid()))
    let model = try ScoringModel(
      schema: FeatureSchema(forest.featureNames.map { .init(name: $0) }), scaler: nil, forest: forest,
      policy: Policy(positiveClass: "default", threshold: 0.5, refusal: .atLeast, reasonLimit: 100))
    let explainer = try Explainer(forest)
    for _ in 0..<20 {
      let row = (0..<forest.featureCount).map { _ in random.signed() }
      let values = try explainer.contributions(of: row).dropLast()
      let reasons = try decide(model, row).reasons
      #expect(reasons.map(\.contribution) == values.filter { $0 > 0 }.sorted(by: >))
      for reason in reasons { #expect(values[reason.feature] == reason.contribution) }
    }
  }

  @Test func `a bundle's model decides on raw columns`() throws {
    // Scaled, 50 is the split at 0.
    let scaler = try MinMaxScaler(dataMinimum: [0], dataMaximum: [100], featureRange: -1...1)
    let model = try model([1], scaler: scaler)
    #expect(try decide(model, [50]).margin == -1)
    #expect(try decide(model, [51]).margin == 1)
    #expect(try decide(model, [51]).reasons == decide(model, [99]).reasons)
  }

  @Test func `a row of another width is refused`() throws {
    let model = try model([1, 2])
    for row in [[], [1], [1, 2, 3]] as [[Double]] {
      #expect(refusal { try decide(model, row) } == .shapeMismatch)
    }
  }

  @Test func `a model without a policy decides nothing`() throws {
    let model = ScoringModel(try .additive([1]))
    #expect(refusal { try decide(model, [1]) } == .unsupportedOperation)
    #expect(refusal { try model.refuses(margin: 0) } == .unsupportedOperation)
  }

  @Test func `a margin that is not a number is not decided`() throws {
    let forest = try Forest.linear(
      constant: 0, features: [0, 1], coefficients: [1, -1], fallback: 0, featureCount: 2,
      link: .sigmoid(Sigmoid()))
    let model = try ScoringModel(
      schema: FeatureSchema([.init(name: "f0"), .init(name: "f1")]), scaler: nil, forest: forest,
      policy: Policy(positiveClass: "default", threshold: 0.5, refusal: .above, reasonLimit: 0))
    #expect(refusal { try decide(model, [.infinity, .infinity]) } == .numberOutOfRange)
    #expect(try decide(model, [.infinity, 0]).isRefused)
  }
}
