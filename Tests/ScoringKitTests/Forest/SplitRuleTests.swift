import ScoringKit
import ScoringKitTestSupport
import Testing

/// LightGBM's rules one by one, each stated by a row and the side it takes.
@Suite struct SplitRuleTests {
  private static let zeroBound = ReferenceEvaluator.zeroBound
  /// All that a dense row's zero can be.
  private static let zeros: [Double] = [
    0, -0.0, zeroBound, -zeroBound, zeroBound.nextDown, .leastNonzeroMagnitude, -.leastNormalMagnitude,
    Double(Float.leastNonzeroMagnitude),
  ]

  private func goesLeft(
    _ value: Double, threshold: Double, _ missing: SplitRule.Missing, defaultLeft: Bool
  ) throws -> Bool {
    try Evaluator(.stump(threshold: threshold, missing: missing, defaultLeft: defaultLeft)).margins(of: [
      value
    ])
      == [-1]
  }

  @Test func `the zero bound is the float 1e-35 widened`() {
    #expect(SplitRule.zeroBound == Self.zeroBound)
    #expect(SplitRule.zeroBound == Double(Float(1e-35)))
  }

  @Test(arguments: [SplitRule.Missing.none, .zero, .nan], [true, false])
  func `a value at the threshold goes left and the next one right`(
    missing: SplitRule.Missing, defaultLeft: Bool
  ) throws {
    for threshold in [0.1, -3, 1e300, 2e-35, -2e-35] {
      #expect(try goesLeft(threshold, threshold: threshold, missing, defaultLeft: defaultLeft))
      #expect(try goesLeft(threshold.nextDown, threshold: threshold, missing, defaultLeft: defaultLeft))
      #expect(try !goesLeft(threshold.nextUp, threshold: threshold, missing, defaultLeft: defaultLeft))
    }
  }

  @Test(arguments: [true, false])
  func `without a missing type NaN is compared as 0 and the default side is not used`(
    defaultLeft: Bool
  ) throws {
    #expect(try goesLeft(.nan, threshold: 0, .none, defaultLeft: defaultLeft))
    #expect(try !goesLeft(.nan, threshold: -1, .none, defaultLeft: defaultLeft))
    for zero in Self.zeros {
      #expect(try goesLeft(zero, threshold: 0, .none, defaultLeft: defaultLeft))
      #expect(try !goesLeft(zero, threshold: -1, .none, defaultLeft: defaultLeft))
    }
  }

  @Test(arguments: [true, false])
  func `where zero is missing NaN and every zero take the default side`(defaultLeft: Bool) throws {
    for threshold in [-1.0, 0, 1] {
      for value in Self.zeros + [.nan] {
        #expect(try goesLeft(value, threshold: threshold, .zero, defaultLeft: defaultLeft) == defaultLeft)
      }
      #expect(try goesLeft(Self.zeroBound.nextUp, threshold: 1, .zero, defaultLeft: defaultLeft))
      #expect(try !goesLeft(Self.zeroBound.nextUp, threshold: 0, .zero, defaultLeft: defaultLeft))
    }
  }

  @Test(arguments: [true, false])
  func `where NaN is missing it takes the default side and zeros are compared`(defaultLeft: Bool) throws {
    for threshold in [-1.0, 0, 1] {
      #expect(try goesLeft(.nan, threshold: threshold, .nan, defaultLeft: defaultLeft) == defaultLeft)
      for zero in Self.zeros {
        #expect(try goesLeft(zero, threshold: threshold, .nan, defaultLeft: defaultLeft) == (threshold >= 0))
      }
    }
  }

  @Test(arguments: [SplitRule.Missing.none, .nan], [true, false])
  func `every value within 1e-35f of zero is 0 to a threshold that lies there too`(
    missing: SplitRule.Missing, defaultLeft: Bool
  ) throws {
    for zero in Self.zeros {
      #expect(try !goesLeft(zero, threshold: -5e-36, missing, defaultLeft: defaultLeft))
      #expect(try !goesLeft(zero, threshold: -Self.zeroBound, missing, defaultLeft: defaultLeft))
      #expect(try goesLeft(zero, threshold: .leastNonzeroMagnitude, missing, defaultLeft: defaultLeft))
      #expect(try goesLeft(zero, threshold: Self.zeroBound, missing, defaultLeft: defaultLeft))
    }
    #expect(
      try !goesLeft(Self.zeroBound.nextUp, threshold: Self.zeroBound, missing, defaultLeft: defaultLeft))
    #expect(
      try goesLeft(-Self.zeroBound.nextUp, threshold: -Self.zeroBound, missing, defaultLeft: defaultLeft))
  }

  @Test(arguments: [SplitRule.Missing.none, .zero, .nan])
  func `infinite thresholds and values compare as numbers`(missing: SplitRule.Missing) throws {
    let greatest = Double.greatestFiniteMagnitude
    for value in [-Double.infinity, -greatest, -1, 1, greatest, .infinity] {
      #expect(try goesLeft(value, threshold: .infinity, missing, defaultLeft: false))
      #expect(try goesLeft(value, threshold: -.infinity, missing, defaultLeft: true) == (value == -.infinity))
      #expect(try goesLeft(value, threshold: greatest, missing, defaultLeft: true) == (value <= greatest))
    }
  }

  @Test(arguments: [true, false])
  func `a missing value takes its default side past infinite thresholds`(defaultLeft: Bool) throws {
    for threshold in [Double.infinity, -.infinity] {
      #expect(try goesLeft(.nan, threshold: threshold, .nan, defaultLeft: defaultLeft) == defaultLeft)
      #expect(try goesLeft(0, threshold: threshold, .zero, defaultLeft: defaultLeft) == defaultLeft)
    }
  }

  @Test func `a category in the set goes left, after truncation toward zero`() throws {
    let evaluator = Evaluator(try .categoryStump([0, 2, 31, 32, 64]))
    for value in [0, -0.0, 0.9, -0.5, -0.999, 2, 2.9, 31, 31.5, 32, 32.9, 64, Self.zeroBound] {
      #expect(try evaluator.margins(of: [value]) == [-1], "\(value)")
    }
  }

  @Test func `a category that is negative, unseen, missing or beyond an int goes right`() throws {
    let evaluator = Evaluator(try .categoryStump([0, 2, 31, 32, 64]))
    for value in [-1, -1.5, -2_147_483_648, 1, 1.99, 3, 30, 33, 63, 65, 95, 96, 1000, 16_777_216] {
      #expect(try evaluator.margins(of: [value]) == [1], "\(value)")
    }
    for value in [
      2_147_483_647, 2_147_483_648, 4_294_967_296, 4_294_967_298, 1e300, -1e300, .infinity, -.infinity, .nan,
    ] {
      #expect(try evaluator.margins(of: [value]) == [1], "\(value)")
    }
  }

  @Test func `an empty category set sends every value right`() throws {
    for words: [UInt32] in [[], [0], [0, 0]] {
      var grower = TreeGrower()
      grower.split(leaf: 0, feature: 0, categories: CategorySet(words: words))
      let tree = grower.tree(leafValues: [-1, 1])
      let evaluator = Evaluator(try Forest(validating: .init(featureNames: ["x"], trees: [tree])))
      for value in [0, 1, 31, 32, -1, .nan] { #expect(try evaluator.margins(of: [value]) == [1]) }
    }
  }

  @Test func `one feature may be read under every rule in one forest`() throws {
    let rules: [(SplitRule.Missing, Bool)] = [
      (.none, true), (.none, false), (.zero, true), (.zero, false), (.nan, true), (.nan, false),
    ]
    let trees = rules.enumerated().map { index, rule in
      var grower = TreeGrower()
      grower.split(leaf: 0, feature: 0, threshold: -1, missing: rule.0, defaultLeft: rule.1)
      return grower.tree(leafValues: [Double(1 << index), 0])
    }
    let evaluator = Evaluator(try Forest(validating: .init(featureNames: ["x"], trees: trees)))
    #expect(try evaluator.margins(of: [.nan]) == [0b010100])
    #expect(try evaluator.margins(of: [0]) == [0b000100])
    #expect(try evaluator.margins(of: [-1]) == [0b111111])
    #expect(try evaluator.margins(of: [-0.5]) == [0])
  }
}
