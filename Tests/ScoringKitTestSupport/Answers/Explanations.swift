package import ScoringKit

extension BackgroundExplainer {
  /// With a background of rows as arrays.
  package init(
    _ forest: Forest, background: [[Double]], players: Players? = nil, memory: ExplanationMemory = .shared,
    progress: BatchProgress? = nil
  ) throws(ScoringError) {
    let flat = background.flatMap { $0 }
    try self.init(
      forest, background: flat.span,
      layout: RowLayout(
        rowCount: background.count, columnCount: background.first?.count ?? forest.featureCount),
      players: players, memory: memory, progress: progress)
  }

  /// The contributions of rows as arrays, one after the other.
  package func contributions(of rows: [[Double]]) throws(ScoringError) -> [Double] {
    let flat = rows.flatMap { $0 }
    var answer = [Double](repeating: .nan, count: rows.count * contributionCount)
    var span = answer.mutableSpan
    try writeContributions(
      of: flat.span, layout: RowLayout(rowCount: rows.count, columnCount: forest.featureCount), into: &span)
    return answer
  }

  /// The rescaled contributions of rows as arrays, one after the other.
  package func rescaledContributions(of rows: [[Double]]) throws(ScoringError) -> [Double] {
    let flat = rows.flatMap { $0 }
    var answer = [Double](repeating: .nan, count: rows.count * contributionCount)
    var span = answer.mutableSpan
    try writeRescaledContributions(
      of: flat.span, layout: RowLayout(rowCount: rows.count, columnCount: forest.featureCount), into: &span)
    return answer
  }
}

extension Explainer {
  /// The interactions of rows as arrays, one after the other.
  package func interactions(of rows: [[Double]], feature: Int? = nil) throws(ScoringError) -> [Double] {
    let flat = rows.flatMap { $0 }
    var answer = [Double](repeating: .nan, count: rows.count * (interactionCount(feature: feature) ?? 0))
    var span = answer.mutableSpan
    try writeInteractions(
      of: flat.span, layout: RowLayout(rowCount: rows.count, columnCount: forest.featureCount),
      feature: feature, into: &span)
    return answer
  }
}
