import ScoringKit
import ScoringKitTestSupport
import Testing

/// What is not a forest is refused, one fault after the other, with the tree it is in.
@Suite struct ForestValidationTests {
  private func split(_ left: Int32, _ right: Int32, feature: Int32 = 0, threshold: Double = 0) -> Tree.Split {
    Tree.Split(
      feature: feature, rule: .lightGBM(missing: .none, defaultLeft: false), threshold: threshold,
      left: .init(rawValue: left), right: .init(rawValue: right))
  }

  private func refused(
    _ splits: [Tree.Split], leafValues: [Double], covers: Tree.Covers? = nil, categorySets: [CategorySet] = []
  ) -> ScoringError.Code? {
    let tree = Tree(splits: splits, leafValues: leafValues, covers: covers, categorySets: categorySets)
    return refusal { try Forest(validating: .init(featureNames: ["a", "b"], trees: [tree])) }
  }

  @Test func `a proper tree is accepted`() {
    #expect(refused([split(1, ~2), split(~0, ~1, feature: 1)], leafValues: [1, 2, 3]) == nil)
    #expect(refused([], leafValues: [1]) == nil)
  }

  @Test func `a child that is its own parent is refused`() {
    #expect(refused([split(0, ~0)], leafValues: [1, 2]) == .inconsistentDocument)
  }

  @Test func `a cycle is refused`() {
    #expect(refused([split(1, ~0), split(0, ~1)], leafValues: [1, 2, 3]) == .inconsistentDocument)
    #expect(
      refused([split(~0, ~1), split(2, ~2), split(1, ~3)], leafValues: [1, 2, 3, 4])
        == .inconsistentDocument)
  }

  @Test func `a split with two parents is refused`() {
    #expect(
      refused([split(1, 1), split(~0, ~1)], leafValues: [1, 2, 3]) == .inconsistentDocument)
    #expect(
      refused([split(1, 2), split(2, ~0), split(~1, ~2)], leafValues: [1, 2, 3, 4]) == .inconsistentDocument)
  }

  @Test func `a leaf with two parents is refused`() {
    #expect(refused([split(~0, ~0)], leafValues: [1, 2]) == .inconsistentDocument)
    #expect(refused([split(1, ~0), split(~0, ~1)], leafValues: [1, 2, 3]) == .inconsistentDocument)
  }

  @Test func `nodes that are not reached are refused`() {
    let island = [split(~0, ~1), split(~2, 2), split(~3, 1)]
    #expect(refused(island, leafValues: [1, 2, 3, 4]) == .inconsistentDocument)
  }

  @Test(arguments: [2, 3, 100, Int32.max])
  func `a child that is no split of the tree is refused`(child: Int32) {
    #expect(refused([split(child, ~1), split(~0, ~2)], leafValues: [1, 2, 3]) == .inconsistentDocument)
  }

  @Test(arguments: [~2, ~100, Int32.min])
  func `a child that is no leaf of the tree is refused`(child: Int32) {
    #expect(refused([split(~0, child)], leafValues: [1, 2]) == .inconsistentDocument)
  }

  @Test func `leaves that are not one more than the splits are refused`() {
    #expect(refused([], leafValues: []) == .inconsistentDocument)
    #expect(refused([], leafValues: [1, 2]) == .inconsistentDocument)
    #expect(refused([split(~0, ~1)], leafValues: [1]) == .inconsistentDocument)
    #expect(refused([split(~0, ~1)], leafValues: [1, 2, 3]) == .inconsistentDocument)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a leaf that is not finite is refused`(value: Double) {
    #expect(refused([split(~0, ~1)], leafValues: [1, value]) == .numberOutOfRange)
    #expect(refused([], leafValues: [value]) == .numberOutOfRange)
  }

  @Test func `a threshold that is not a number is refused`() {
    #expect(refused([split(~0, ~1, threshold: .nan)], leafValues: [1, 2]) == .numberOutOfRange)
  }

  @Test(arguments: [Double.infinity, -.infinity])
  func `an infinite threshold is accepted`(threshold: Double) {
    #expect(refused([split(~0, ~1, threshold: threshold)], leafValues: [1, 2]) == nil)
  }

  @Test(arguments: [-1, 2, Int32.max, Int32.min])
  func `a feature that the model does not have is refused`(feature: Int32) {
    #expect(refused([split(~0, ~1, feature: feature)], leafValues: [1, 2]) == .inconsistentDocument)
  }

  @Test(arguments: [-1, 1, Int32.max, Int32.min])
  func `a category set that the tree does not have is refused`(set: Int32) {
    let categorical = Tree.Split(
      feature: 0, rule: .lightGBMCategorical, threshold: .nan, categorySet: set, left: .init(rawValue: ~0),
      right: .init(rawValue: ~1))
    #expect(
      refused([categorical], leafValues: [1, 2], categorySets: [CategorySet(words: [1])])
        == .inconsistentDocument)
  }

  @Test func `a categorical split's threshold is not looked at`() {
    let categorical = Tree.Split(
      feature: 0, rule: .lightGBMCategorical, threshold: .nan, categorySet: 0, left: .init(rawValue: ~0),
      right: .init(rawValue: ~1))
    #expect(refused([categorical], leafValues: [1, 2], categorySets: [CategorySet(words: [1])]) == nil)
  }

  @Test(arguments: [-1, Double.nan, .infinity, -.leastNonzeroMagnitude])
  func `a cover that is negative or not finite is refused`(cover: Double) {
    let splits = [split(~0, ~1)]
    #expect(
      refused(splits, leafValues: [1, 2], covers: .init(splits: [cover], leaves: [1, 1])) == .numberOutOfRange
    )
    #expect(
      refused(splits, leafValues: [1, 2], covers: .init(splits: [2], leaves: [1, cover])) == .numberOutOfRange
    )
  }

  @Test(arguments: [(0, 2), (2, 2), (1, 1), (1, 3)])
  func `covers that are not one a node are refused`(splitCount: Int, leafCount: Int) {
    let covers = Tree.Covers(
      splits: [Double](repeating: 1, count: splitCount), leaves: [Double](repeating: 1, count: leafCount))
    #expect(refused([split(~0, ~1)], leafValues: [1, 2], covers: covers) == .inconsistentDocument)
  }

  @Test(arguments: [(3, 2), (1, 2), (5, 3)])
  func `trees that do not divide into outputs are refused`(treeCount: Int, outputCount: Int) {
    let trees = [Tree](repeating: Tree(splits: [], leafValues: [1]), count: treeCount)
    #expect(
      refusal { try Forest(validating: .init(featureNames: ["a"], outputCount: outputCount, trees: trees)) }
        == .inconsistentDocument)
  }

  @Test(arguments: [0, -1, Int.min, Int.max])
  func `a count of outputs that no model has is refused`(outputCount: Int) {
    #expect(
      refusal { try Forest(validating: .init(featureNames: ["a"], outputCount: outputCount, trees: [])) }
        == .inconsistentDocument)
  }

  @Test func `a model without features is refused`() {
    #expect(
      refusal { try Forest(validating: .init(featureNames: [], trees: [])) } == .inconsistentDocument)
  }

  @Test func `an average over no trees is refused`() {
    #expect(
      refusal { try Forest(validating: .init(featureNames: ["a"], trees: [], averaging: .predictions)) }
        == .inconsistentDocument)
  }

  @Test func `a linear leaf that does not fit is refused`() {
    let faults: [(Tree.LinearLeaf, ScoringError.Code)] = [
      (.init(constant: 0, features: [0], coefficients: []), .inconsistentDocument),
      (.init(constant: 0, features: [2], coefficients: [1]), .inconsistentDocument),
      (.init(constant: 0, features: [-1], coefficients: [1]), .inconsistentDocument),
      (.init(constant: .nan, features: [], coefficients: []), .numberOutOfRange),
      (.init(constant: .infinity, features: [], coefficients: []), .numberOutOfRange),
      (.init(constant: 0, features: [0], coefficients: [.nan]), .numberOutOfRange),
      (.init(constant: 0, features: [0], coefficients: [-.infinity]), .numberOutOfRange),
    ]
    for (leaf, code) in faults {
      let tree = Tree(splits: [], leafValues: [1], linearLeaves: [leaf])
      #expect(refusal { try Forest(validating: .init(featureNames: ["a", "b"], trees: [tree])) } == code)
    }
    let missing = Tree(splits: [], leafValues: [1], linearLeaves: [])
    #expect(
      refusal { try Forest(validating: .init(featureNames: ["a"], trees: [missing])) }
        == .inconsistentDocument)
  }

  @Test func `a refusal names the tree and gives its place in the document`() {
    let good = Tree(splits: [], leafValues: [1])
    let bad = Tree(splits: [], leafValues: [.nan])
    let located = refusedWith {
      try Forest(
        validating: .init(
          featureNames: ["a"], trees: [good, bad],
          treeLocations: [.line(10, byte: 100), .line(20, byte: 200)]))
    }
    #expect(located?.message.hasPrefix("tree 1: leaf 0: ") == true)
    #expect(located?.location == .line(20, byte: 200))
    let elsewhere = refusedWith {
      try Forest(
        validating: .init(featureNames: ["a"], trees: [good, bad], treeLocations: [.line(10, byte: 100)]))
    }
    #expect(elsewhere?.location == ScoringError.Location.none)
  }
}
