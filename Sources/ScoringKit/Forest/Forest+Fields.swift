/// The fields of the forest's ``Forest/parts``, and what follows from them.
extension Forest {
  /// The features' names, in column order, as the trainer stored them.
  public var featureNames: [String] { parts.featureNames }
  /// Margins a row: 1, or one a class; of a calibrated ensemble the members' one after the other.
  public var outputCount: Int { parts.outputCount }
  /// The trees, in the order in which they are added.
  public var trees: [Tree] { parts.trees }
  /// Numbers a leaf holds: 1, or one an output (of a calibrated ensemble: one an output of the member).
  public var leafWidth: Int { parts.leafWidth }
  /// The output each tree adds to, or the first of them.
  public var outputOfTree: [Int32] { parts.outputOfTree }
  /// The first tree of each boosting iteration, and behind the last one the number of trees.
  public var iterationStarts: [Int] { parts.iterationStarts }
  /// What each margin starts from.
  public var baseMargins: [Double] { parts.baseMargins }
  /// The precision in which margins are summed.
  public var precision: Precision { parts.precision }
  /// Whether and where the sum is divided by the number of iterations.
  public var averaging: Averaging { parts.averaging }
  /// Applied to each finished sum; nil where the sum is the margin.
  public var scaleAndBias: ScaleAndBias? { parts.scaleAndBias }
  /// From margins to predictions.
  public var link: LinkFunction { parts.link }
  /// Whether a row may have missing values; where not, the trainer refuses NaN and so do we.
  public var acceptsMissing: Bool { parts.acceptsMissing }
  /// A value that stands for a missing one, compared as float32; NaN always does (XGBoost's `missing`).
  public var missingValue: Float? { parts.missingValue }
  /// The objective as the trainer names it; empty where the file states none.
  public var objective: String { parts.objective }

  /// Predictions a row: as many as margins, but for a model that answers a class index.
  public var predictionCount: Int { link.predictionCount(outputCount: outputCount) }
  /// Columns a row must have.
  public var featureCount: Int { featureNames.count }
  /// Trees an iteration adds: one an output, or one where leaves hold all outputs.
  public var treesPerIteration: Int { outputCount / leafWidth }
  /// Trees an output sums, on average where the members of a calibrated ensemble differ.
  public var iterationCount: Int { trees.count / treesPerIteration }
  /// Leaves of all trees.
  public var leafCount: Int { trees.reduce(0) { $0 + $1.leafCount } }
  /// Whether any leaf is a linear model.
  public var hasLinearLeaves: Bool { trees.contains { $0.linearLeaves != nil } }
}
