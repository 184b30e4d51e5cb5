extension ScoringModel {
  /// The model as it was after some of its boosting iterations: columns and pipeline stay, a policy does not, because
  /// its threshold was found for the whole model.
  ///
  /// - Throws: As ``Forest/limited(toIterations:)``.
  public func limited(toIterations iterations: Range<Int>) throws(ScoringError) -> ScoringModel {
    let limited = try ScoringModel(
      schema: schema, pipeline: pipeline, forest: try forest.limited(toIterations: iterations), policy: nil)
    return ScoringModel(limited, explained, explanationMemory)
  }
}
