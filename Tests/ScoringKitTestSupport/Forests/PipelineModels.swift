package import ScoringKit

extension Forest {
  /// A tree a feature, split at 0.5 with even covers: feature f adds −`effects[f]` up to it and `effects[f]`
  /// above it or where it is missing, and that is its Shapley value too.
  package static func halves(
    _ effects: [Double], names: [String]? = nil, link: LinkFunction = .sigmoid(Sigmoid()),
    acceptsMissing: Bool = true
  ) throws -> Forest {
    var parts = Parts(featureNames: names ?? effects.indices.map { "f\($0)" })
    parts.trees = effects.indices.map { feature in
      Tree(
        splits: [
          Tree.Split(
            feature: Int32(feature), rule: .scikitHistogram(missingLeft: false), threshold: 0.5,
            left: .init(rawValue: ~0), right: .init(rawValue: ~1))
        ],
        leafValues: [-effects[feature], effects[feature]], covers: Tree.Covers(splits: [2], leaves: [1, 1]))
    }
    parts.link = link
    parts.acceptsMissing = acceptsMissing
    return try Forest(validating: parts)
  }
}

extension ScoringModel {
  /// The margins of rows given one after the other.
  package func margins(_ rows: [Double]) throws(ScoringError) -> [Double] {
    try answers(rows, width: forest.outputCount) { (rows, layout, answer) throws(ScoringError) in
      try writeMargins(of: rows, layout: layout, into: &answer)
    }
  }

  /// The contributions of rows given one after the other.
  package func contributions(_ rows: [Double]) throws(ScoringError) -> [Double] {
    try answers(rows, width: contributionCount) { (rows, layout, answer) throws(ScoringError) in
      try writeContributions(of: rows, layout: layout, into: &answer)
    }
  }

  /// The rows that these become.
  package func transformed(_ rows: [Double]) throws(ScoringError) -> [Double] {
    try answers(rows, width: transformedCount) { (rows, layout, answer) throws(ScoringError) in
      try writeTransformed(of: rows, layout: layout, into: &answer)
    }
  }

  /// The predictions of rows given one after the other.
  package func predictions(_ rows: [Double]) throws(ScoringError) -> [Double] {
    try answers(rows, width: forest.predictionCount) { (rows, layout, answer) throws(ScoringError) in
      try writePredictions(of: rows, layout: layout, into: &answer)
    }
  }

  private func answers(
    _ rows: [Double], width: Int,
    _ write: (Span<Double>, RowLayout, inout MutableSpan<Double>) throws(ScoringError) -> Void
  ) throws(ScoringError) -> [Double] {
    let count = schema.features.count
    let layout = try RowLayout(rowCount: rows.count / count, columnCount: count)
    var answer = [Double](repeating: -77, count: layout.rowCount * width)
    var span = answer.mutableSpan
    try write(rows.span, layout, &span)
    return answer
  }
}
