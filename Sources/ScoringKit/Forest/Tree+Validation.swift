extension Tree {
  /// Refuses parts that are not one finite tree over `featureCount` columns.
  ///
  /// - Parameter leafWidth: Numbers a leaf holds.
  func validate(featureCount: Int, leafWidth: Int) throws(ScoringError) {
    let (expectedCount, overflows) = (splits.count + 1).multipliedReportingOverflow(by: leafWidth)
    guard !overflows, leafValueCount == expectedCount else {
      throw ScoringError(
        .inconsistentDocument,
        "\(splits.count) splits need \(splits.count + 1) leaves of \(leafWidth) numbers, found "
          + "\(leafValueCount) numbers")
    }
    guard leafIDs.isEmpty || leafIDs.count == leafCount else {
      throw ScoringError(.inconsistentDocument, "\(leafCount) leaves, numbers for \(leafIDs.count) of them")
    }
    try validateLeaves(featureCount: featureCount)
    try validateCovers()
    for (index, split) in splits.enumerated() {
      try validate(split, at: index, featureCount: featureCount)
    }
    try validateShape()
  }

  private func validate(_ split: Split, at index: Int, featureCount: Int) throws(ScoringError) {
    guard split.feature >= 0, split.feature < featureCount else {
      throw ScoringError(
        .inconsistentDocument,
        "split \(index): feature \(split.feature) is not one of the model's \(featureCount)")
    }
    if split.rule.isCategorical {
      guard split.categorySet >= 0, split.categorySet < categorySets.count else {
        throw ScoringError(
          .inconsistentDocument,
          "split \(index): category set \(split.categorySet) is not one of the tree's \(categorySets.count)")
      }
    } else if split.threshold.isNaN {
      throw ScoringError(.numberOutOfRange, "split \(index): the threshold is not a number")
    }
  }

  private func validateLeaves(featureCount: Int) throws(ScoringError) {
    for index in 0..<leafValueCount where !leafValue(index).isFinite {
      throw ScoringError(.numberOutOfRange, "leaf \(index): the value is not a finite number")
    }
    guard let linearLeaves else { return }
    guard linearLeaves.count == leafCount, leafValueCount == leafCount else {
      throw ScoringError(
        .inconsistentDocument, "\(leafCount) leaves, \(linearLeaves.count) linear models")
    }
    for (index, leaf) in linearLeaves.enumerated() {
      guard leaf.features.count == leaf.coefficients.count else {
        throw ScoringError(
          .inconsistentDocument,
          "leaf \(index): \(leaf.features.count) linear features, \(leaf.coefficients.count) coefficients")
      }
      guard leaf.features.allSatisfy({ $0 >= 0 && $0 < featureCount }) else {
        throw ScoringError(
          .inconsistentDocument, "leaf \(index): a linear feature is not one of the model's \(featureCount)")
      }
      guard leaf.constant.isFinite, leaf.coefficients.allSatisfy(\.isFinite) else {
        throw ScoringError(.numberOutOfRange, "leaf \(index): the linear model is not finite")
      }
    }
  }

  private func validateCovers() throws(ScoringError) {
    guard let covers else { return }
    guard covers.splitCount == splits.count, covers.leafCount == leafCount else {
      throw ScoringError(
        .inconsistentDocument,
        "covers of \(covers.splitCount) splits and \(covers.leafCount) leaves do not fit the tree")
    }
    guard covers.areValid else {
      throw ScoringError(.numberOutOfRange, "a cover is negative or not a finite number")
    }
  }

  /// Every child exists and every node but the root has exactly one parent: with n splits and n + 1 leaves, and
  /// all of them reached from the root, that is a tree, without a cycle.
  private func validateShape() throws(ScoringError) {
    guard !splits.isEmpty else { return }
    var isReached = [Bool](repeating: false, count: splits.count + leafCount)
    isReached[0] = true
    var pending: [Int] = []
    pending.reserveCapacity(splits.count)
    pending.append(0)
    var reachedCount = 1
    while let index = pending.popLast() {
      for side in 0..<2 {
        let child = side == 0 ? splits[index].left : splits[index].right
        let number: Int
        if let split = child.split {
          guard split < splits.count else {
            throw ScoringError(
              .inconsistentDocument, "split \(index): child \(split) is not one of the \(splits.count) splits"
            )
          }
          number = split
          pending.append(split)
        } else {
          let leaf = Int(~child.rawValue)
          guard leaf < leafCount else {
            throw ScoringError(
              .inconsistentDocument,
              "split \(index): leaf \(leaf) is not one of the \(leafCount) leaves")
          }
          number = splits.count + leaf
        }
        guard !isReached[number] else {
          throw ScoringError(
            .inconsistentDocument, "split \(index): its child already has a parent (a cycle or a shared node)"
          )
        }
        isReached[number] = true
        reachedCount += 1
      }
    }
    guard reachedCount == isReached.count else {
      throw ScoringError(
        .inconsistentDocument, "\(isReached.count - reachedCount) nodes are not reached from the root")
    }
  }
}
