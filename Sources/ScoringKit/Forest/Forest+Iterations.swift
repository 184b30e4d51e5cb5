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
    let count = iterationStarts.count - 1
    guard iterations.lowerBound >= 0, iterations.upperBound <= count, !iterations.isEmpty else {
      throw ScoringError(
        .invalidArgument,
        "iterations \(iterations.lowerBound)..<\(iterations.upperBound) are not among the model's 0..<\(count)"
      )
    }
    let range = iterationStarts[iterations.lowerBound]..<iterationStarts[iterations.upperBound]
    var parts = Parts(
      featureNames: featureNames, outputCount: outputCount, trees: Array(trees[range]), link: link,
      averaging: averaging)
    parts.leafWidth = leafWidth
    parts.outputOfTree = Array(outputOfTree[range])
    parts.iterationStarts = iterationStarts[iterations.lowerBound...iterations.upperBound].map {
      $0 - range.lowerBound
    }
    parts.baseMargins = baseMargins
    parts.scaleAndBias = scaleAndBias
    parts.precision = precision
    parts.acceptsMissing = acceptsMissing
    parts.missingValue = missingValue
    parts.objective = objective
    return try Forest(validating: parts)
  }
}
