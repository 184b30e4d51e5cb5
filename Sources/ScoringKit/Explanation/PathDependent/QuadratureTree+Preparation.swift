extension QuadratureTree {
  /// Prepares a tree with covers and constant leaves.
  ///
  /// - Parameters:
  ///   - leafWidth: Numbers a leaf holds.
  ///   - output: Which of a leaf's numbers is explained.
  ///   - census: The tree's.
  ///   - twin: The same tree prepared for another output: its constants are these.
  ///   - preparation: What the forest's trees share.
  /// - Throws: ``ScoringError/Code/cancelled``.
  init(
    _ tree: Tree, leafWidth: Int, output: Int, covers: Tree.Covers, columns: SplitColumns, census: PathCensus,
    twin: QuadratureTree?, preparation: inout QuadratureBuilder
  ) throws(ScoringError) {
    let walk = PreorderWalk(
      tree, covers, leafWidth: leafWidth, output: output, columns: columns, players: preparation.players,
      lastEdges: &preparation.lastEdges)
    let rule = preparation.rule(pointCount: census.pointCount)
    var splits = walk.drafts.map { $0.split(constants: 0) }
    // In the order of one row, which reads them but once.
    for index in SingleRowForest.order(of: splits) {
      let draft = walk.drafts[index]
      if let twin {
        splits[index] = draft.split(constants: twin.splits[index].constants)
        continue
      }
      let previousProduct = draft.previous < 0 ? nil : walk.coverProduct(ofEdge: draft.previous)
      splits[index] = draft.split(constants: preparation.constants.count)
      try preparation.progress?.requireGoingOn()
      QuadratureConstants.append(
        to: &preparation.constants, left: draft.left, right: draft.right, previousProduct: previousProduct,
        rule: rule)
    }
    self.splits = splits
    self.rule = rule
    expectedValue = walk.expectedValue
  }
}
