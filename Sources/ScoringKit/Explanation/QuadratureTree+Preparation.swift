extension QuadratureTree {
  /// Prepares a tree with covers and constant leaves.
  ///
  /// - Parameters:
  ///   - leafWidth: Numbers a leaf holds.
  ///   - output: Which of a leaf's numbers is explained.
  ///   - preparation: What the forest's trees share.
  init(
    _ tree: Tree, leafWidth: Int, output: Int, covers: Tree.Covers, columns: SplitColumns,
    preparation: inout QuadraturePreparation
  ) {
    let walk = PreorderWalk(
      tree, covers, leafWidth: leafWidth, output: output, columns: columns, lastEdges: &preparation.lastEdges)
    let rule = preparation.rule(distinctFeatureCount: walk.distinctFeatureCount)
    var constants: [Double] = []
    constants.reserveCapacity(walk.constantCount * rule.points.count)
    var splits: [Split] = []
    splits.reserveCapacity(walk.drafts.count)
    for draft in walk.drafts {
      let previousProduct = draft.previous < 0 ? nil : walk.coverProduct(ofEdge: draft.previous)
      splits.append(draft.split(constants: constants.count))
      QuadratureConstants.append(
        to: &constants, left: draft.left, right: draft.right, previousProduct: previousProduct, rule: rule)
    }
    self.splits = splits
    self.constants = constants
    self.rule = rule
    expectedValue = walk.expectedValue
  }
}
