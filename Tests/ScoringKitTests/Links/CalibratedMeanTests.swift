internal import Glibc
import ScoringKit
import ScoringKitTestSupport
import Testing

/// Ensembles of calibrated members: their mean, their decisions, their reasons.
@Suite struct CalibratedMeanTests {
  private func constant(_ probability: Double) throws -> CalibratedMean.Calibrator {
    .isotonic(try IsotonicCalibrator(thresholds: [0], probabilities: [probability]))
  }

  private func sigmoid(_ slope: Double, _ intercept: Double = 0) throws -> CalibratedMean.Calibrator {
    .sigmoid(try SigmoidCalibrator(slope: slope, intercept: intercept))
  }

  private func applied(_ mean: CalibratedMean, _ margins: [Double]) throws -> [Double] {
    let forest = try Forest(
      validating: .init(featureNames: ["x"], outputCount: margins.count, link: .calibrated(mean)))
    var row = margins
    var span = row.mutableSpan
    forest.applyLink(&span)
    return Array(row.prefix(forest.predictionCount))
  }

  /// A tree a feature and member, as ``Forest/additive(_:link:)``; each member's margin has its own calibrator.
  private func ensemble(_ effects: [[Double]], slopes: [Double]) throws -> Forest {
    let members = try effects.map { try Forest.additive($0) }
    var parts = Forest.Parts(featureNames: members[0].featureNames, outputCount: members.count)
    for (place, member) in members.enumerated() {
      parts.trees += member.trees
      parts.outputOfTree += member.trees.map { _ in Int32(place) }
    }
    parts.link = .calibrated(
      try CalibratedMean(memberLink: .identity, classCount: 2, calibrators: slopes.map { try sigmoid($0) }))
    return try Forest(validating: parts)
  }

  private func model(_ forest: Forest, threshold: Double = 0.5) throws -> ScoringModel {
    try ScoringModel(
      schema: FeatureSchema(forest.featureNames.map { .init(name: $0) }), scaler: nil, forest: forest,
      policy: Policy(positiveClass: "default", threshold: threshold, refusal: .atLeast))
  }

  @Test func `of two classes the answer is the mean of the members' probabilities`() throws {
    let mean = try CalibratedMean(
      memberLink: .identity, classCount: 2, calibrators: [sigmoid(-1), sigmoid(-2, 1), constant(0.25)])
    let expected = ReferenceCalibration.mean([[1 / (1 + exp(-3.0))], [0.5], [0.25]])
    #expect(try applied(mean, [3, 0.5, 7]) == expected)
  }

  @Test func `a member's own link comes before its calibrator`() throws {
    let mean = try CalibratedMean(
      memberLink: .sigmoid(Sigmoid(scale: 2)), classCount: 2, calibrators: [sigmoid(-3)])
    let score = 1 / (1 + exp(-1.5))
    let expected = 1 / (1 + exp(-3 * score))
    #expect(try applied(mean, [0.75]) == [expected])
  }

  @Test func `more classes are divided by their sum, member by member`() throws {
    let members = [[0.5, 0.25, 0.5], [0.1, 0.0, 0.3]]
    let mean = try CalibratedMean(
      memberLink: .probability, classCount: 3, calibrators: members.flatMap { try $0.map(constant) })
    #expect(try applied(mean, [1, 2, 3, 4, 5, 6]) == ReferenceCalibration.mean(members))
  }

  @Test func `classes that all vanish are equally probable`() throws {
    let mean = try CalibratedMean(
      memberLink: .probability, classCount: 3, calibrators: [0, 0, 0, 0, 0, 1].map(constant))
    #expect(try applied(mean, [1, 2, 3, 4, 5, 6]) == [1.0 / 3 / 2, 1.0 / 3 / 2, (1.0 / 3 + 1) / 2])
  }

  @Test func `a probability a little above 1 is 1`() throws {
    let mean = try CalibratedMean(memberLink: .probability, classCount: 2, calibrators: [constant(1 + 1e-6)])
    #expect(try applied(mean, [0]) == [1])
  }

  @Test func `many classes are summed in NumPy's order`() throws {
    let values = (0..<9).map { 0.1 + Double($0) / 13 }
    let mean = try CalibratedMean(
      memberLink: .identity, classCount: 9, calibrators: values.map(constant))
    let lower = (values[0] + values[1]) + (values[2] + values[3])
    let upper = (values[4] + values[5]) + (values[6] + values[7])
    let sum = lower + upper + values[8]
    let expected = values.map { $0 / sum }
    #expect(try applied(mean, values) == expected)
  }

  @Test func `members may have different numbers of trees, unless their trees are averaged`() throws {
    var parts = Forest.Parts(featureNames: ["x"], outputCount: 2)
    parts.trees = [1, 2, 4].map { Tree(splits: [], leafValues: [$0]) }
    parts.outputOfTree = [0, 0, 1]
    parts.link = .calibrated(
      try CalibratedMean(memberLink: .identity, classCount: 2, calibrators: [sigmoid(-1), sigmoid(-1)]))
    #expect(try Evaluator(Forest(validating: parts)).margins(of: [0]) == [3, 4])
    parts.averaging = .margins
    #expect(refusal { try Forest(validating: parts) } == .inconsistentDocument)
    parts.trees.append(Tree(splits: [], leafValues: [0]))
    parts.outputOfTree = [0, 0, 0, 1]
    #expect(refusal { try Forest(validating: parts) } == .inconsistentDocument)
    parts.outputOfTree = [0, 1, 0, 1]
    #expect(try Evaluator(Forest(validating: parts)).margins(of: [0]) == [2.5, 1])
  }

  @Test func `leaves of several numbers add to their member's outputs, and are explained there`() throws {
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 0, threshold: 0)
    let shape = grower.tree(leafValues: [0, 0], leafCovers: [1, 3])
    let leaves = [[1.0, 2, 3, 4, 5, 6], [10, 20, 30, 40, 50, 60]]
    var parts = Forest.Parts(featureNames: ["x"], outputCount: 6)
    parts.leafWidth = 3
    parts.trees = leaves.map { Tree(splits: shape.splits, leafValues: $0, covers: shape.covers) }
    let forest = try Forest(validating: parts)
    #expect(try Evaluator(forest).margins(of: [-1]) == [1, 2, 3, 10, 20, 30])
    #expect(try Evaluator(forest).margins(of: [1]) == [4, 5, 6, 40, 50, 60])
    let values = try Explainer(forest).contributions(of: [1])
    let sums = stride(from: 0, to: 12, by: 2).map { values[$0] + values[$0 + 1] }
    #expect(sums == [4, 5, 6, 40, 50, 60])
    #expect(values[7] == 32.5)
    parts.outputOfTree = [3, 0]
    #expect(try Evaluator(Forest(validating: parts)).margins(of: [-1]) == [10, 20, 30, 1, 2, 3])
    parts.outputOfTree = [0, 4]
    #expect(refusal { try Forest(validating: parts) } == .inconsistentDocument)
  }

  @Test func `rows give the same bits alone and in a batch`() throws {
    let forest = try ensemble([[1, 2], [0.5, 3], [2, 2]], slopes: [-1, -0.7, -0.2])
    let rows = (0..<101).map { [Double($0 % 3) - 1, Double($0 % 5) - 2] }
    let batch = try Evaluator(forest).predictions(ofRows: rows)
    #expect(batch == (try rows.map { try Evaluator(forest).predictions(of: $0)[0] }))
    #expect(Set(batch).count > 2)
  }

  @Test func `members' contributions are averaged class by class, each with its calibrator's sign`() throws {
    let mean = try CalibratedMean(
      memberLink: .identity, classCount: 3,
      calibrators: [sigmoid(-1), sigmoid(2), sigmoid(0), sigmoid(-1), sigmoid(-1), sigmoid(-1)])
    // Two members of three classes, one feature and the base value.
    let contributions: [Double] = [1, 10, 2, 20, 3, 30, 5, 50, 6, 60, 7, 70]
    #expect(
      mean.meanContributions(contributions, playerCount: 1) == [3, 30, 2, 20, 3.5, 35])
  }

  @Test func `a policy compares the calibrated probability itself`() throws {
    let forest = try ensemble([[1, 2], [0.5, 3]], slopes: [-1, -0.5])
    let probability = try Evaluator(forest).predictions(of: [1, 1])[0]
    let decision = try model(forest, threshold: probability).decide([1, 1])
    #expect(decision.isRefused)
    #expect(decision.probability == probability)
    #expect(decision.margin == probability && decision.marginThreshold == probability)
    #expect(try !model(forest, threshold: probability.nextUp).decide([1, 1]).isRefused)
  }

  @Test(
    arguments: [(-2, [0, 1], [2, 1]), (2, [1], [3]), (0, [1, 0], [2, 0.5])] as [(Double, [Int], [Double])])
  func `reasons are the mean over the members, each with its calibrator's sign`(
    secondSlope: Double, features: [Int], contributions: [Double]
  ) throws {
    let forest = try ensemble([[1, 4], [3, -2]], slopes: [-1, secondSlope])
    let reasons = try model(forest).decide([1, 1]).reasons
    #expect(reasons.map(\.feature) == features)
    #expect(reasons.map(\.contribution) == contributions)
  }

  @Test func `a policy on three classes is refused`() throws {
    let mean = try CalibratedMean(
      memberLink: .identity, classCount: 3, calibrators: [0.1, 0.2, 0.3].map(constant))
    let forest = try Forest(
      validating: .init(featureNames: ["x"], outputCount: 3, link: .calibrated(mean)))
    #expect(refusal { try model(forest) } == .inconsistentDocument)
  }

  @Test func `parts that do not fit each other are refused`() throws {
    let calibrator = try sigmoid(-1)
    func mean(_ link: LinkFunction, _ classes: Int, _ count: Int) throws -> CalibratedMean {
      try CalibratedMean(
        memberLink: link, classCount: classes, calibrators: Array(repeating: calibrator, count: count))
    }
    #expect(refusal { try mean(.identity, 1, 1) } == .inconsistentDocument)
    #expect(refusal { try mean(.identity, 2, 0) } == .inconsistentDocument)
    #expect(refusal { try mean(.identity, 3, 4) } == .inconsistentDocument)
    #expect(refusal { try mean(.sigmoid(Sigmoid(scale: .nan)), 2, 1) } == .numberOutOfRange)
    #expect(refusal { try mean(.greatestIndex, 3, 3) } == .unsupportedFeature)
    let inner = try mean(.identity, 2, 1)
    #expect(refusal { try mean(.calibrated(inner), 2, 1) } == .unsupportedFeature)
    #expect(
      refusal {
        try Forest(validating: .init(featureNames: ["x"], outputCount: 2, link: .calibrated(inner)))
      } == .inconsistentDocument)
  }
}
