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
    guard trees.count % outputCount == 0 else {
      throw ScoringError(
        .inconsistentDocument,
        "\(trees.count) trees do not divide into iterations of \(outputCount) (one tree an output)")
    }
    guard !(averagesOutput && trees.isEmpty) else {
      throw ScoringError(.inconsistentDocument, "the model averages over its trees and has none")
    }
    for (index, tree) in trees.enumerated() {
      do throws(ScoringError) {
        try tree.validate(featureCount: featureNames.count)
      } catch {
        let location = index < treeLocations.count ? treeLocations[index] : error.location
        throw ScoringError(error.code, "tree \(index): \(error.message)", at: location)
      }
    }
  }
}
