extension Forest {
  /// The model as it was after some of its boosting iterations: LightGBM's `start_iteration` and `num_iteration`,
  /// XGBoost's `iteration_range`.
  ///
  /// Base margins stay, as they do in the trainers; an average is that of the trees that are left.
  ///
  /// - Parameter iterations: Boosting iterations, from 0; of a forest that averages, its trees.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for iterations the model has not,
  ///   ``ScoringError/Code/unsupportedOperation`` for a calibrated ensemble, whose members were trained apart.
  public func limited(toIterations iterations: Range<Int>) throws(ScoringError) -> Forest {
    if case .calibrated = link {
      throw ScoringError(
        .unsupportedOperation, "a calibrated ensemble cannot be cut: its members have iterations of their own"
      )
    }
    var parts = parts
    try parts.limit(toIterations: iterations)
    return try Forest(validating: parts)
  }
}

extension Forest.Parts {
  /// Keeps some of the boosting iterations, which must be stated or follow from ``outputCount``.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` for iterations that there are not.
  package mutating func limit(toIterations iterations: Range<Int>) throws(ScoringError) {
    let starts =
      iterationStarts.isEmpty
      ? Array(stride(from: 0, through: trees.count, by: outputCount / leafWidth)) : iterationStarts
    let count = starts.count - 1
    guard iterations.lowerBound >= 0, iterations.upperBound <= count, !iterations.isEmpty else {
      throw ScoringError(
        .invalidArgument,
        "iterations \(iterations.lowerBound)..<\(iterations.upperBound) are not among the model's 0..<\(count)"
      )
    }
    let range = starts[iterations.lowerBound]..<starts[iterations.upperBound]
    outputOfTree = Array(completeOutputOfTree[range])
    trees = Array(trees[range])
    treeLocations = []
    iterationStarts = starts[iterations.lowerBound...iterations.upperBound].map { $0 - range.lowerBound }
  }
}
