import ScoringKit
import ScoringKitTestSupport
import Testing

/// From margins to predictions and back: averages, and the margin a prediction stands for.
@Suite struct PredictionTests {
  @Test func `an averaging forest predicts the link of the mean and keeps the plain sum as its margin`()
    throws
  {
    let forest = try Forest.constants([1, 2, 6], link: .signedSquare, averagesOutput: true)
    let evaluator = Evaluator(forest)
    #expect(try evaluator.margins(of: [0]) == [9])
    #expect(try evaluator.predictions(of: [0]) == [9])  // 3 squared
    let identity = Evaluator(try .constants([0.1, 0.2, 0.4], averagesOutput: true))
    #expect(try identity.predictions(of: [0]) == [(0.1 + 0.2 + 0.4) / 3])
  }

  @Test func `an averaging forest of several outputs divides by its iterations, not by its trees`() throws {
    let forest = try Forest.constants([2, 20, 4, 40], outputCount: 2, averagesOutput: true)
    #expect(forest.iterationCount == 2)
    #expect(try Evaluator(forest).margins(of: [0]) == [6, 60])
    #expect(try Evaluator(forest).predictions(of: [0]) == [3, 30])
  }

  @Test func `predictions of many rows are those of each row`() throws {
    var random = SplitMix64(seed: 5)
    for link in [LinkFunction.softmax(Softmax()), .sigmoid(Sigmoid()), .exponential(Exponential())] {
      let forest = try RandomForest(outputCount: 3).forest(&random, link: link)
      let evaluator = Evaluator(forest)
      let rows = (0..<70).map { _ in (0..<forest.featureCount).map { _ in random.signed() } }
      let alone = try rows.flatMap { try evaluator.predictions(of: $0) }
      #expect(try evaluator.predictions(ofRows: rows).bits == alone.bits)
    }
  }

  @Test(arguments: [
    LinkFunction.identity, .sigmoid(Sigmoid()), .sigmoid(Sigmoid(scale: 0.3)), .log1pExp,
    .exponential(Exponential()), .signedSquare,
  ])
  func `the margin of a prediction predicts it`(link: LinkFunction) throws {
    for averagesOutput in [false, true] {
      let forest = try Forest.constants([0, 0, 0], link: link, averagesOutput: averagesOutput)
      for wanted in [1e-9, 0.01, 0.2222, 0.5, 0.519, 0.9, 0.999] {
        let margin = try #require(forest.margin(ofPrediction: wanted))
        let same = try Forest.constants([margin, 0, 0], link: link, averagesOutput: averagesOutput)
        let prediction = try Evaluator(same).predictions(of: [0])[0]
        // A margin is rounded too, and near 1 a whole ulp of it moves the probability by less than one.
        #expect(abs(prediction - wanted) <= 8 * wanted.ulp + abs(margin.ulp * wanted))
      }
    }
  }

  @Test func `the margin of one half is exactly 0`() throws {
    #expect(try Forest.constants([1], link: .sigmoid(Sigmoid())).margin(ofPrediction: 0.5) == 0)
    #expect(try Forest.constants([1], link: .signedSquare).margin(ofPrediction: -9) == -3)
    #expect(try Forest.constants([1], link: .exponential(Exponential())).margin(ofPrediction: 1) == 0)
  }

  @Test func `a prediction that no finite margin gives has no margin`() throws {
    let sigmoid = try Forest.constants([1], link: .sigmoid(Sigmoid()))
    for value in [0, 1, -0.1, 1.1, .nan] { #expect(sigmoid.margin(ofPrediction: value) == nil) }
    for link in [LinkFunction.exponential(Exponential()), .log1pExp] {
      let forest = try Forest.constants([1], link: link)
      for value in [0, -1, .infinity, .nan] { #expect(forest.margin(ofPrediction: value) == nil) }
    }
    let identity = try Forest.constants([1])
    #expect(identity.margin(ofPrediction: .infinity) == nil)
  }

  @Test func `a softmax and a model of several outputs have no margin for a prediction`() throws {
    #expect(try Forest.constants([1], link: .softmax(Softmax())).margin(ofPrediction: 0.5) == nil)
    let two = try Forest.constants([1, 2], outputCount: 2, link: .sigmoid(Sigmoid()))
    #expect(two.margin(ofPrediction: 0.5) == nil)
  }
}
