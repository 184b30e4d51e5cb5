import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct LinearLeafRuleTests {
  private func margin(_ rule: Tree.LinearLeaf.Rule, of row: [Double]) throws -> Double {
    let leaf = Tree.LinearLeaf(constant: 1, features: [0, 1], coefficients: [0.1, 3], rule: rule)
    var parts = Forest.Parts(featureNames: ["a", "b"])
    parts.trees = [Tree(splits: [], leafValues: [7], linearLeaves: [leaf])]
    return try Evaluator(try Forest(validating: parts)).margins(of: row)[0]
  }

  @Test func `LightGBM's rule computes in double, and a missing value gives the plain leaf`() throws {
    #expect(try margin(.lightGBM, of: [0.7, 2]) == 1 + 0.1 * 0.7 + 3 * 2)
    #expect(try margin(.lightGBM, of: [1e-36, 0]) == 1)
    #expect(try margin(.lightGBM, of: [.nan, 2]) == 7)
  }

  @Test func `XGBoost's rule computes in float32, and a missing value adds nothing`() throws {
    #expect(try margin(.xgBoost, of: [0.7, 2]) == Double(1 + Float(0.7) * Float(0.1) + 2 * 3))
    #expect(try margin(.xgBoost, of: [.nan, 2]) == 7)
    #expect(try margin(.xgBoost, of: [.nan, .nan]) == 1)
    #expect(try margin(.xgBoost, of: [1e9, 1e-3]) == Double(1 + Float(1e9) * Float(0.1) + Float(1e-3) * 3))
  }
}
