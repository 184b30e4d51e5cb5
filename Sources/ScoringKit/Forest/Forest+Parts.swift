extension Forest {
  /// Everything a forest is made of: what a reader found, before anything is checked, and afterwards what the forest
  /// keeps.
  public struct Parts: Equatable, Sendable {
    /// The features' names, in column order.
    public var featureNames: [String]
    /// Margins a row.
    public var outputCount: Int
    /// The trees, in the order in which they are added.
    public var trees: [Tree]
    /// Where each tree stands in its document, for messages; may be empty.
    public var treeLocations: [ScoringError.Location]
    /// Numbers a leaf holds: 1, or one an output of a member.
    public var leafWidth = 1
    /// The output each tree adds to, or the first of them; empty for tree t to add to output t mod `outputCount`,
    /// or to all.
    public var outputOfTree: [Int32] = []
    /// The first tree of each boosting iteration, and behind the last one the number of trees; empty where each
    /// iteration adds one tree an output.
    public var iterationStarts: [Int] = []
    /// What each margin starts from; empty for 0.
    public var baseMargins: [Double] = []
    /// The precision in which margins are summed.
    public var precision = Precision.double
    /// Whether and where the sum is divided by the number of iterations.
    public var averaging: Averaging
    /// Applied to each finished sum; nil for nothing.
    public var scaleAndBias: ScaleAndBias?
    /// From margins to predictions.
    public var link: LinkFunction
    /// Whether a row may have missing values.
    public var acceptsMissing = true
    /// The value that stands for a missing one, as NaN always does.
    public var missingValue: Float?
    /// The objective as the trainer names it.
    public var objective = ""

    /// Gathers parts; the rest are set one by one.
    public init(
      featureNames: [String], outputCount: Int = 1, trees: [Tree] = [],
      treeLocations: [ScoringError.Location] = [], link: LinkFunction = .identity,
      averaging: Averaging = .none
    ) {
      self.featureNames = featureNames
      self.outputCount = outputCount
      self.trees = trees
      self.treeLocations = treeLocations
      self.link = link
      self.averaging = averaging
    }
  }
}
