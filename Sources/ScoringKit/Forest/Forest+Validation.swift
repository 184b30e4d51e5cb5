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
    if case .sigmoid(let scale) = link, !(scale > 0 && scale.isFinite) {
      throw ScoringError(.numberOutOfRange, "the sigmoid's scale must be greater than 0 and finite")
    }
    guard outputOfTree.isEmpty || (leafWidth == 1 && outputOfTree.count == trees.count) else {
      throw ScoringError(
        .inconsistentDocument, "\(trees.count) trees, and outputs for \(outputOfTree.count) of them")
    }
    guard outputOfTree.allSatisfy({ $0 >= 0 && $0 < outputCount }) else {
      throw ScoringError(
        .inconsistentDocument, "a tree adds to an output that is not one of the \(outputCount)")
    }
    guard leafWidth == 1 || leafWidth == outputCount else {
      throw ScoringError(
        .inconsistentDocument, "a leaf holds 1 number or one an output (\(outputCount)), not \(leafWidth)")
    }
    guard baseMargins.isEmpty || baseMargins.count == outputCount, baseMargins.allSatisfy(\.isFinite) else {
      throw ScoringError(
        .inconsistentDocument,
        "\(outputCount) outputs need as many finite base margins, found \(baseMargins.count)")
    }
    let treesPerIteration = leafWidth == 1 ? outputCount : 1
    guard trees.count % treesPerIteration == 0 else {
      throw ScoringError(
        .inconsistentDocument,
        "\(trees.count) trees do not divide into iterations of \(treesPerIteration) (one tree an output)")
    }
    guard averaging == .none || !trees.isEmpty else {
      throw ScoringError(.inconsistentDocument, "the model averages over its trees and has none")
    }
    for (index, tree) in trees.enumerated() {
      do throws(ScoringError) {
        try tree.validate(featureCount: featureNames.count, leafWidth: leafWidth)
      } catch {
        let location = index < treeLocations.count ? treeLocations[index] : error.location
        throw ScoringError(error.code, "tree \(index): \(error.message)", at: location)
      }
    }
  }
}
