import ScoringKit
import ScoringKitTestSupport
import Testing

/// A forest keeps all its parts.
struct ForestPartsTests {
  private static func forest() throws -> Forest {
    var parts = Forest.Parts(
      featureNames: ["a"], outputCount: 2,
      trees: (0..<8).map { Tree(splits: [], leafValues: [Double($0)]) }, link: .greatestIndex)
    parts.outputOfTree = [0, 0, 1, 1, 0, 0, 1, 1]
    parts.iterationStarts = [0, 4, 8]
    parts.baseMargins = [0.5, 0.25]
    parts.scaleAndBias = Forest.ScaleAndBias(scale: 2, biases: [1, 3])
    parts.precision = .single
    parts.acceptsMissing = false
    parts.missingValue = 7
    parts.objective = "multi:softmax"
    return try Forest(validating: parts)
  }

  @Test func `a forest of a forest's parts is the same forest`() throws {
    let forest = try Self.forest()
    #expect(try Forest(validating: forest.parts).parts == forest.parts)
    #expect(forest.iterationStarts == [0, 4, 8])
    #expect(forest.scaleAndBias == Forest.ScaleAndBias(scale: 2, biases: [1, 3]))
  }

  @Test func `a cut changes trees and iterations and nothing else`() throws {
    let forest = try Self.forest()
    var cut = try forest.limited(toIterations: 1..<2).parts
    #expect(cut.trees == Array(forest.trees[4...]))
    #expect(cut.iterationStarts == [0, 4])
    #expect(cut.outputOfTree == [0, 0, 1, 1])
    cut.trees = forest.trees
    cut.iterationStarts = forest.iterationStarts
    cut.outputOfTree = forest.outputOfTree
    #expect(cut == forest.parts)
  }

  @Test func `what parts leave open is stated in a forest`() throws {
    let parts = Forest.Parts(
      featureNames: ["a"], outputCount: 2, trees: (0..<4).map { Tree(splits: [], leafValues: [Double($0)]) })
    let forest = try Forest(validating: parts)
    #expect(forest.parts.outputOfTree == [0, 1, 0, 1])
    #expect(forest.parts.iterationStarts == [0, 2, 4])
    #expect(forest.parts.baseMargins == [0, 0])
  }
}
