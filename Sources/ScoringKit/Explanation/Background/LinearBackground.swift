/// A linear model against a background: a feature's Shapley value is its term less the term's mean.
struct LinearBackground: Sendable {
  let output: Int
  let leaf: Tree.LinearLeaf
  /// The background's terms: rows × features of the leaf.
  let terms: [Double]
  /// Their means, one a feature of the leaf.
  let means: [Double]

  /// Reads a background's terms.
  ///
  /// - Throws: ``ScoringError/Code/invalidValue`` for a value without a term: a missing one under LightGBM's rule,
  ///   which then answers the plain leaf value.
  init<Scalar: RowScalar>(
    _ leaf: Tree.LinearLeaf, output: Int, _ elements: Span<Scalar>, _ layout: RowLayout, missing: Float?
  ) throws(ScoringError) {
    self.output = output
    self.leaf = leaf
    let width = leaf.features.count
    var terms: [Double] = []
    terms.reserveCapacity(layout.rowCount * width)
    var sums = [Double](repeating: 0, count: width)
    for row in 0..<layout.rowCount {
      leaf.appendTerms(of: elements, layout, row: row, missing: missing, to: &terms)
      for place in 0..<width {
        let term = terms[row * width + place]
        guard !term.isNaN else {
          throw ScoringError(
            .invalidValue, "a background value of a linear model is missing; impute it first",
            at: .row(row + 1, column: Int(leaf.features[place]) + 1))
        }
        sums[place] += term
      }
    }
    self.terms = terms
    means = sums.map { $0 / Double(layout.rowCount) }
  }
}

extension Forest {
  /// Terms of a row of its linear models.
  var linearTermCount: Int {
    trees.reduce(0) { $0 + ($1.linearLeaves?.first?.features.count ?? 0) }
  }

  /// Its linear models against a background.
  ///
  /// - Throws: As ``LinearBackground``, and ``ScoringError/Code/unsupportedOperation`` for trees with linear leaves.
  func linearBackgrounds<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout
  ) throws(ScoringError) -> [LinearBackground] {
    var models: [LinearBackground] = []
    for (index, tree) in trees.enumerated() {
      guard let linearLeaves = tree.linearLeaves else { continue }
      guard tree.splits.isEmpty, let leaf = linearLeaves.first else {
        throw ScoringError(
          .unsupportedOperation,
          "the model has linear trees, and Shapley values of linear trees are not defined here")
      }
      models.append(
        try LinearBackground(
          leaf, output: Int(outputOfTree[index]), elements, layout, missing: missingValue))
    }
    return models
  }
}

extension Tree.LinearLeaf {
  /// Adds a row's terms, one a feature of the leaf.
  func appendTerms<Scalar: RowScalar>(
    of elements: Span<Scalar>, _ layout: RowLayout, row: Int, missing: Float?, to terms: inout [Double]
  ) {
    for (feature, coefficient) in zip(features, coefficients) {
      let value = elements[row * layout.rowStride + Int(feature) * layout.columnStride].asDouble
      terms.append(term(coefficient, SplitRule.reading(value, missing: missing)))
    }
  }
}
