internal import Glibc
import ScoringKit
import ScoringKitTestSupport
import Testing

/// Every link against a formula of another kind, to a few ulp, and the trainer's own formula to the bit.
@Suite struct LinkFunctionTests {
  /// Margins at which an exponential underflows, overflows, or is 1.
  private static let margins: [Double] = [
    0, -0.0, 1e-300, -1e-300, 1e-9, -1e-9, 0.5, -0.5, 1, -1, 3.25, -3.25, 20, -20, 36.7, -36.7, 300, -300,
    708, -708,
    709.7, -709.7, 710, -710, 744, -745, 746, -746, 1e6, -1e6, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, .infinity, -.infinity,
  ]

  private func prediction(_ link: LinkFunction, _ margin: Double) throws -> Double {
    try applied(link, [margin])[0]
  }

  private func applied(_ link: LinkFunction, _ margins: [Double], outputCount: Int = 1) throws -> [Double] {
    let forest = try Forest(
      validating: .init(featureNames: ["x"], outputCount: outputCount, trees: [], link: link))
    var rows = margins
    var span = rows.mutableSpan
    forest.applyLink(&span)
    return rows
  }

  @Test(arguments: margins)
  func `the identity is the margin`(margin: Double) throws {
    #expect(try prediction(.identity, margin).bitPattern == margin.bitPattern)
  }

  @Test(arguments: margins, [1, 0.5, 2.5])
  func `the sigmoid is the trainer's formula and half of one more than a hyperbolic tangent`(
    margin: Double, scale: Double
  ) throws {
    let value = try prediction(.sigmoid(Sigmoid(scale: scale)), margin)
    #expect(value == 1 / (1 + exp(-scale * margin)))
    #expect(value >= 0 && value <= 1)
    // Below −36 the other form rounds 1 − 1 away.
    if margin * scale > -36 { #expect(abs(value - 0.5 * (1 + tanh(scale * margin / 2))) <= 3e-16) }
    #expect(abs(value + (try prediction(.sigmoid(Sigmoid(scale: scale)), -margin)) - 1) <= 3e-16)
  }

  @Test func `the sigmoid of XGBoost before 1.6 falls to nothing, a later one stops before`() throws {
    #expect(try prediction(.sigmoid(.xgBoostBefore1_6), -100) == 0)
    #expect(try prediction(.sigmoid(.xgBoost), -100) > 0)
    for margin in [-88.5, -1, 0, 1, 100] {
      #expect(try prediction(.sigmoid(.xgBoostBefore1_6), margin) == prediction(.sigmoid(.xgBoost), margin))
    }
  }

  @Test func `the sigmoid's far ends are 0 and 1`() throws {
    let link = LinkFunction.sigmoid(Sigmoid())
    #expect(try prediction(link, -.infinity) == 0)
    #expect(try prediction(link, -1e6) == 0)
    #expect(try prediction(link, -700) > 0)
    #expect(try prediction(link, 0) == 0.5)
    #expect(try prediction(link, 40) == 1)
    #expect(try prediction(link, .infinity) == 1)
  }

  @Test(arguments: margins)
  func `the exponential is the power of e`(margin: Double) throws {
    let value = try prediction(.exponential(Exponential()), margin)
    #expect(value == exp(margin))
    // exp x = (exp of a half) squared; the square doubles the error of the half.
    let half = exp(margin / 2)
    let square = half * half
    #expect(value == square || abs(value - square) <= 4 * max(value.ulp, square.ulp))
  }

  @Test(arguments: margins)
  func `the logarithm of one more than the exponential is its stable form, until the exponential overflows`(
    margin: Double
  ) throws {
    let value = try prediction(.log1pExp, margin)
    guard margin < 709.78 else {
      // LightGBM's formula overflows here, and ours is LightGBM's.
      #expect(value == .infinity)
      return
    }
    let stable = max(margin, 0) + log1p(exp(-abs(margin)))
    #expect(abs(value - stable) <= 4 * stable.ulp)
  }

  @Test(arguments: margins)
  func `the signed square has the margin's sign and its square`(margin: Double) throws {
    let value = try prediction(.signedSquare, margin)
    #expect(value == margin * abs(margin))
  }

  @Test func `NaN stays NaN under every link`() throws {
    for link in [LinkFunction.identity, .sigmoid(Sigmoid()), .exponential(Exponential()), .log1pExp] {
      #expect(try prediction(link, .nan).isNaN)
    }
    #expect(try prediction(.signedSquare, .nan).isNaN)
    #expect(try applied(.softmax(Softmax()), [.nan, 1], outputCount: 2).allSatisfy(\.isNaN))
  }

  @Test func `the softmax is each exponential over their sum`() throws {
    let margins = [0.3, -1.2, 2.5, 0]
    let sum = margins.map { exp($0) }.reduce(0, +)
    for (value, margin) in zip(try applied(.softmax(Softmax()), margins, outputCount: 4), margins) {
      #expect(abs(value - exp(margin) / sum) <= 2e-16)
    }
  }

  @Test func `the softmax of two is the sigmoid of their difference`() throws {
    for (a, b) in [(0.0, 0.0), (1, -1), (-3, 30), (500, 499), (-800, -801), (1e6, -1e6)] {
      let values = try applied(.softmax(Softmax()), [a, b], outputCount: 2)
      #expect(abs(values[0] - 1 / (1 + exp(b - a))) <= 3e-16)
      #expect(abs(values[0] + values[1] - 1) <= 3e-16)
    }
  }

  @Test func `the softmax of great margins neither overflows nor loses its sum`() throws {
    #expect(try applied(.softmax(Softmax()), [1e308, 1e308], outputCount: 2) == [0.5, 0.5])
    #expect(
      try applied(.softmax(Softmax()), [-1e308, -1e308, -1e308, -1e308], outputCount: 4) == [
        0.25, 0.25, 0.25, 0.25,
      ])
    #expect(try applied(.softmax(Softmax()), [1e308, 0, -1e308], outputCount: 3) == [1, 0, 0])
  }

  @Test func `the softmax of one margin is 1`() throws {
    #expect(try prediction(.softmax(Softmax()), -5) == 1)
  }

  @Test(arguments: [
    LinkFunction.identity, .sigmoid(Sigmoid()), .sigmoid(Sigmoid(scale: 0.7)), .softmax(Softmax()), .log1pExp,
    .exponential(Exponential()),
    .signedSquare,
  ])
  func `several rows are each their own`(link: LinkFunction) throws {
    let rows: [[Double]] = [[0.5, -1, 3], [2, 2, -2], [-0.25, 0, 9], [100, -100, 1]]
    let together = try applied(link, rows.flatMap(\.self), outputCount: 3)
    let alone = try rows.flatMap { try applied(link, $0, outputCount: 3) }
    #expect(together.bits == alone.bits)
  }

  @Test func `no rows stay none under every link`() throws {
    for link in [LinkFunction.softmax(Softmax()), .sigmoid(Sigmoid()), .exponential(Exponential())] {
      #expect(try applied(link, [], outputCount: 3) == [])
    }
  }

  @Test func `every link that is a logistic of its margin says so, in all its arithmetics`() throws {
    let logistic: [(LinkFunction, Double)] = [
      (.sigmoid(Sigmoid()), 1), (.sigmoid(Sigmoid(scale: 2.5)), 2.5), (.sigmoid(.xgBoost), 1),
      (.sigmoid(.xgBoostBefore1_6), 1), (.sigmoid(.onnx), 1),
    ]
    for (link, scale) in logistic {
      #expect(link.logisticScale == scale)
      for margin in [-3.0, -0.25, 0, 0.5, 4] {
        let value = try prediction(link, margin)
        #expect(abs(value - 1 / (1 + exp(-scale * margin))) < 1e-7)
        let forest = try Forest(
          validating: .init(featureNames: ["x"], outputCount: 1, trees: [], link: link))
        let inverse = try #require(forest.margin(ofPrediction: value))
        #expect(abs(inverse - margin) < 1e-5)
      }
    }
    for link in [
      LinkFunction.identity, .probability, .softmax(Softmax()), .log1pExp, .exponential(Exponential()),
      .signedSquare,
      .normalizedSigmoid,
      .softmax(.xgBoost), .exponential(.xgBoost), .exponential(.xgBoostSurvival), .softmax(.single), .hinge,
      .greatestIndex,
    ] { #expect(link.logisticScale == nil) }
  }

  @Test func `accelerated failure times are the exponential of double, rounded once`() throws {
    var differing = 0
    for step in 0..<20_000 {
      let margin = Float(step) * 0.001 - 10
      let value = try prediction(.exponential(.xgBoostSurvival), Double(margin))
      #expect(value == Double(Float(exp(Double(margin)))))
      if value != (try prediction(.exponential(.xgBoost), Double(margin))) { differing += 1 }
    }
    #expect(differing > 0)
    #expect(try prediction(.exponential(.xgBoostSurvival), 89) == .infinity)
    #expect(try prediction(.exponential(.xgBoostSurvival), -104) == 0)
  }

  @Test func `only the sigmoid and the softmax give probabilities`() {
    #expect(LinkFunction.sigmoid(Sigmoid()).givesProbability)
    #expect(LinkFunction.softmax(Softmax()).givesProbability)
    for link in [LinkFunction.identity, .log1pExp, .exponential(Exponential()), .signedSquare] {
      #expect(!link.givesProbability)
    }
  }
}
