/// A validated tree ensemble: immutable, and safe to evaluate without another look.
///
/// Every split's feature, child and category set exists, every tree is one tree (each node reached exactly
/// once), every leaf is finite. ``Evaluator`` and ``Explainer`` rely on it and check nothing again.
///
/// Trees come iteration by iteration: tree t adds to output t mod ``outputCount``. The margin of an output is
/// the sum of its trees' leaves in double, in that order, from 0.0, as LightGBM sums it.
public struct Forest: Sendable {
  /// The features' names, in column order, as the trainer stored them.
  public let featureNames: [String]
  /// Margins a row: 1, or one a class.
  public let outputCount: Int
  /// The trees, iteration-major.
  public let trees: [Tree]
  /// From margins to predictions.
  public let link: LinkFunction
  /// Whether a prediction is the link of the *mean* over iterations (LightGBM's random forest); the margin
  /// stays the plain sum.
  public let averagesOutput: Bool
  /// The objective as the trainer names it; empty where the file states none.
  public let objective: String

  /// Columns a row must have.
  public var featureCount: Int { featureNames.count }
  /// Trees an output sums.
  public var iterationCount: Int { trees.count / outputCount }
  /// Leaves of all trees.
  public var leafCount: Int { trees.reduce(0) { $0 + $1.leafValues.count } }
  /// Whether any leaf is a linear model.
  public var hasLinearLeaves: Bool { trees.contains { $0.linearLeaves != nil } }

  /// Checks the parts and makes a forest of them.
  ///
  /// - Parameter parts: What a reader found; nothing about it is trusted.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` or ``ScoringError/Code/numberOutOfRange`` with the
  ///   tree and node, at the tree's place in its document where the reader gave one.
  /// - Complexity: O(nodes).
  public init(validating parts: Parts) throws(ScoringError) {
    try parts.validate()
    featureNames = parts.featureNames
    outputCount = parts.outputCount
    trees = parts.trees
    link = parts.link
    averagesOutput = parts.averagesOutput
    objective = parts.objective
  }
}

extension Forest {
  /// What a reader found, before anything is checked.
  public struct Parts: Sendable {
    /// The features' names, in column order.
    public var featureNames: [String]
    /// Margins a row.
    public var outputCount: Int
    /// The trees, iteration-major.
    public var trees: [Tree]
    /// Where each tree stands in its document, for messages; may be empty.
    public var treeLocations: [ScoringError.Location]
    /// From margins to predictions.
    public var link: LinkFunction
    /// Whether predictions are links of means.
    public var averagesOutput: Bool
    /// The objective as the trainer names it.
    public var objective: String

    /// Gathers parts.
    public init(
      featureNames: [String], outputCount: Int = 1, trees: [Tree],
      treeLocations: [ScoringError.Location] = [], link: LinkFunction = .identity,
      averagesOutput: Bool = false, objective: String = ""
    ) {
      self.featureNames = featureNames
      self.outputCount = outputCount
      self.trees = trees
      self.treeLocations = treeLocations
      self.link = link
      self.averagesOutput = averagesOutput
      self.objective = objective
    }
  }
}

extension Forest {
  /// The margin a prediction of a one-output model stands for; nil where the link has no inverse.
  ///
  /// A threshold given as a probability is held as this margin, and margins are what decisions compare: they
  /// have the same bits on every machine, printed probabilities do not.
  public func margin(ofPrediction prediction: Double) -> Double? {
    guard outputCount == 1, let margin = link.margin(ofPrediction: prediction) else { return nil }
    let sum = averagesOutput ? margin * Double(iterationCount) : margin
    return sum.isFinite ? sum : nil
  }

  /// Turns rows of margins into rows of predictions, in place; `outputCount` numbers a row.
  package func applyLink(_ rows: inout MutableSpan<Double>) {
    if averagesOutput {
      let iterations = Double(iterationCount)
      for k in rows.indices { rows[k] /= iterations }
    }
    if link == .identity { return }
    var start = 0
    while start < rows.count {
      link.apply(&rows, from: start, count: outputCount)
      start += outputCount
    }
  }
}
