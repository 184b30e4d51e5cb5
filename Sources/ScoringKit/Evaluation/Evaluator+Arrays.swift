extension Evaluator {
  /// The margins of one row, one an output.
  ///
  /// - Parameter row: One number a feature; NaN is a missing value.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for a row of another width.
  public func margins(of row: [Double]) throws(ScoringError) -> [Double] {
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    var answer = [Double](repeating: 0, count: forest.outputCount)
    var span = answer.mutableSpan
    try writeMargins(of: row.span, layout: layout, into: &span)
    return answer
  }

  /// The predictions of one row, one an output: a probability for a classifier.
  ///
  /// - Parameter row: One number a feature; NaN is a missing value.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for a row of another width.
  public func predictions(of row: [Double]) throws(ScoringError) -> [Double] {
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    var answer = [Double](repeating: 0, count: forest.predictionCount)
    var span = answer.mutableSpan
    try writePredictions(of: row.span, layout: layout, into: &span)
    return answer
  }
}
