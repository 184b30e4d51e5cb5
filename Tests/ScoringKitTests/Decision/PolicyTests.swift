import ScoringKit
import ScoringKitTestSupport
import Testing

/// The lender's rule: what it accepts as a rule, and which side of the threshold it refuses.
@Suite struct PolicyTests {
  @Test(arguments: [0, 1, -0.5, 1.5, Double.nan, .infinity, -.infinity])
  func `a threshold that is no probability strictly between 0 and 1 is refused`(threshold: Double) {
    #expect(
      refusal { try Policy(positiveClass: "default", threshold: threshold, refusal: .atLeast) }
        == .numberOutOfRange)
  }

  @Test func `an unnamed positive class is refused`() {
    #expect(
      refusal { try Policy(positiveClass: "", threshold: 0.5, refusal: .atLeast) } == .inconsistentDocument)
  }

  @Test(arguments: [-1, Int.min, Int.max])
  func `a number of reasons that cannot be stated is refused`(limit: Int) {
    #expect(
      refusal { try Policy(positiveClass: "default", threshold: 0.5, refusal: .above, reasonLimit: limit) }
        == .numberOutOfRange)
  }

  @Test func `four reasons are stated unless the lender says otherwise`() throws {
    #expect(try Policy(positiveClass: "default", threshold: 0.5, refusal: .above).reasonLimit == 4)
  }

  @Test func `a refusal is written as its comparison`() {
    #expect(Policy.Refusal.allCases.map(\.rawValue) == [">=", ">", "<=", "<"])
  }

  /// Which of the margins one step below the threshold, at it, and one step above are refused.
  private static let refusedSides: [(Policy.Refusal, [Bool])] = [
    (.atLeast, [false, true, true]), (.above, [false, false, true]), (.atMost, [true, true, false]),
    (.below, [true, false, false]),
  ]

  @Test(arguments: refusedSides, [0.5, 0.2222, 0.0931515, 0.519])
  func `the margin decides, to the last bit`(
    side: (refusal: Policy.Refusal, refused: [Bool]), threshold: Double
  ) throws {
    let margin = try #require(
      Forest.constants([0], link: .sigmoid(Sigmoid())).margin(ofPrediction: threshold))
    let policy = try Policy(positiveClass: "default", threshold: threshold, refusal: side.refusal)
    for (value, isRefused) in zip([margin.nextDown, margin, margin.nextUp], side.refused) {
      let model = try ScoringModel(
        schema: FeatureSchema([.init(name: "x")]), scaler: nil,
        forest: .constants([value], link: .sigmoid(Sigmoid())), policy: policy)
      let decision = try model.decide([0.0].span)
      #expect(decision.isRefused == isRefused)
      #expect(decision.margin == value)
      #expect(decision.marginThreshold == margin)
      #expect(decision.threshold == threshold)
      #expect(try model.refuses(margin: value) == isRefused)
    }
  }

  @Test(arguments: refusedSides)
  func `an infinite margin is decided, and NaN is refused an answer`(
    refusal side: Policy.Refusal, refused: [Bool]
  ) throws {
    let policy = try Policy(positiveClass: "default", threshold: 0.3, refusal: side)
    let model = try ScoringModel(
      schema: FeatureSchema([.init(name: "x")]), scaler: nil,
      forest: .constants([0], link: .sigmoid(Sigmoid())), policy: policy)
    #expect(try model.refuses(margin: -.infinity) == refused[0])
    #expect(try model.refuses(margin: .infinity) == refused[2])
    #expect(refusal { try model.refuses(margin: .nan) } == .numberOutOfRange)
  }
}
