import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct ScaleAndBiasTests {
  private func parts(_ scaleAndBias: Forest.ScaleAndBias?) -> Forest.Parts {
    var parts = Forest.Parts(
      featureNames: ["x"],
      trees: [0.1, 0.2].map { leaf in
        Tree(
          splits: [
            Tree.Split(
              feature: 0, rule: .scikitTree(missingLeft: true), threshold: 0, left: Tree.Child(rawValue: ~0),
              right: Tree.Child(rawValue: ~1))
          ], leafValues: [leaf, 2 * leaf], covers: Tree.Covers(splits: [4], leaves: [1, 3]))
      })
    parts.scaleAndBias = scaleAndBias
    return parts
  }

  private func margin(_ parts: Forest.Parts) throws -> Double {
    try Evaluator(try Forest(validating: parts)).margins(of: [-1])[0]
  }

  @Test func `the bias comes behind the sum, and the scale before it`() throws {
    let sum: Double = 0.1 + 0.2
    let biased = try margin(parts(Forest.ScaleAndBias(biases: [2.3])))
    #expect(biased == sum + 2.3)
    let scaled = try margin(parts(Forest.ScaleAndBias(scale: 0.7, biases: [2.3])))
    #expect(scaled == 0.7 * sum + 2.3)
    // What makes the order matter: a sum that starts from the bias has other bits.
    let startedFromBias: Double = 2.3 + 0.1 + 0.2
    #expect(biased != startedFromBias)
  }

  @Test func `a float32 sum is scaled in float32`() throws {
    var parts = parts(Forest.ScaleAndBias(scale: Double(Float(0.7)), biases: [Double(Float(0.3))]))
    parts.precision = .single
    parts.trees = [0.1, 0.2].map { Tree(splits: [], leafValues: [Double(Float($0))]) }
    let sum: Float = Float(0.1) + Float(0.2)
    let wanted: Float = Float(0.7) * sum + Float(0.3)
    #expect(try margin(parts) == Double(wanted))
  }

  @Test func `contributions are scaled and their base value has the bias`() throws {
    let forest = try Forest(validating: parts(Forest.ScaleAndBias(scale: -2, biases: [5])))
    let answer = try Explainer(forest).contributions(of: [-1])
    // The mean leaves are 0.175 and 0.35, those of the row 0.1 and 0.2.
    let base: Double = 5 - 2 * 0.525
    #expect(abs(answer[1] - base) < 1e-14)
    let margin: Double = 5 - 2 * 0.3
    #expect(abs(answer[0] + answer[1] - margin) < 1e-14)
  }

  @Test(arguments: [
    Forest.ScaleAndBias(biases: []), .init(biases: [1, 2]), .init(biases: [.nan]),
    .init(scale: .infinity, biases: [0]),
  ])
  func `numbers that do not fit are refused`(scaleAndBias: Forest.ScaleAndBias) {
    let error = #expect(throws: ScoringError.self) { try Forest(validating: parts(scaleAndBias)) }
    #expect(error?.code == .inconsistentDocument)
  }
}
