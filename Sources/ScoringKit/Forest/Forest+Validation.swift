extension Forest.Parts {
  /// Outputs are only declared, not held, by a model without trees; far beyond any real number of classes.
  private static let outputLimit = 65_536

  /// Refuses parts that are not a forest.
  func validate() throws(ScoringError) {
    guard outputCount >= 1, outputCount <= Self.outputLimit else {
      throw ScoringError(
        .inconsistentDocument,
        "a model needs 1 to \(Self.outputLimit) outputs, this one states \(outputCount)")
    }
    guard !featureNames.isEmpty, featureNames.count <= Int(Int32.max) else {
      throw ScoringError(.inconsistentDocument, "a model needs at least one feature, this one has none")
    }
    try link.validate(outputCount: outputCount)
    guard leafWidth >= 1, outputCount % leafWidth == 0 else {
      throw ScoringError(
        .inconsistentDocument,
        "a leaf holds 1 number, or one for each output of a member, not \(leafWidth) of \(outputCount)")
    }
    guard outputOfTree.isEmpty || outputOfTree.count == trees.count else {
      throw ScoringError(
        .inconsistentDocument, "\(trees.count) trees, and outputs for \(outputOfTree.count) of them")
    }
    guard outputOfTree.allSatisfy({ $0 >= 0 && Int($0) <= outputCount - leafWidth }) else {
      throw ScoringError(
        .inconsistentDocument, "a tree adds to an output that is not one of the \(outputCount)")
    }
    guard baseMargins.isEmpty || baseMargins.count == outputCount, baseMargins.allSatisfy(\.isFinite) else {
      throw ScoringError(
        .inconsistentDocument,
        "\(outputCount) outputs need as many finite base margins, found \(baseMargins.count)")
    }
    if let scaleAndBias {
      guard scaleAndBias.biases.count == outputCount, scaleAndBias.biases.allSatisfy(\.isFinite),
        scaleAndBias.scale.isFinite
      else {
        throw ScoringError(
          .inconsistentDocument,
          "\(outputCount) outputs need a finite scale and as many finite biases, found "
            + "\(scaleAndBias.biases.count) biases")
      }
    }
    try validateIterations()
    for (index, tree) in trees.enumerated() {
      do throws(ScoringError) {
        try tree.validate(featureCount: featureNames.count, leafWidth: leafWidth)
      } catch {
        let location = index < treeLocations.count ? treeLocations[index] : error.location
        throw ScoringError(error.code, "tree \(index): \(error.message)", at: location)
      }
    }
  }

  private func validateIterations() throws(ScoringError) {
    let treesPerIteration = outputCount / leafWidth
    guard
      iterationStarts.isEmpty
        || iterationStarts.first == 0 && iterationStarts.last == trees.count
          && zip(iterationStarts, iterationStarts.dropFirst()).allSatisfy(<=)
    else {
      throw ScoringError(
        .inconsistentDocument, "the iterations do not divide the \(trees.count) trees one after the other")
    }
    guard averaging == .none || !trees.isEmpty else {
      throw ScoringError(.inconsistentDocument, "the model averages over its trees and has none")
    }
    // Each member may have stopped training by itself.
    if case .calibrated = link, averaging == .none { return }
    guard trees.count % treesPerIteration == 0 else {
      throw ScoringError(
        .inconsistentDocument,
        "\(trees.count) trees do not divide into iterations of \(treesPerIteration) (one tree an output)")
    }
    guard averaging != .none, !outputOfTree.isEmpty else { return }
    var counts = [Int](repeating: 0, count: outputCount)
    for output in outputOfTree { counts[Int(output)] += 1 }
    let iterations = trees.count / treesPerIteration
    guard stride(from: 0, to: outputCount, by: leafWidth).allSatisfy({ counts[$0] == iterations }) else {
      throw ScoringError(
        .inconsistentDocument, "the model averages over its trees, and its outputs have not the same number")
    }
  }
}
