/// One decision tree: splits, leaves, and what a leaf answers. Plain data, valid inside a ``Forest``.
public struct Tree: Sendable {
  /// The internal nodes; the root is the first. Empty for a tree that is a single leaf.
  public let splits: [Split]
  /// What each leaf adds to the margin, in the trainer's leaf order.
  public let leafValues: [Double]
  /// Training weight (LightGBM: row counts) at each split and leaf, for Shapley values; nil where the file has none.
  public let covers: Covers?
  /// Loss reduction of each split, for importances; empty where the file has none.
  public let gains: [Float]
  /// The sets of the categorical splits.
  public let categorySets: [CategorySet]
  /// The linear models of a linear tree's leaves, one a leaf; nil for an ordinary tree.
  public let linearLeaves: [LinearLeaf]?

  /// Makes a tree out of parts; nothing is checked before ``Forest/init(validating:)``.
  public init(
    splits: [Split], leafValues: [Double], covers: Covers? = nil, gains: [Float] = [],
    categorySets: [CategorySet] = [], linearLeaves: [LinearLeaf]? = nil
  ) {
    self.splits = splits
    self.leafValues = leafValues
    self.covers = covers
    self.gains = gains
    self.categorySets = categorySets
    self.linearLeaves = linearLeaves
  }
}

extension Tree {
  /// One internal node.
  public struct Split: Hashable, Sendable {
    /// Compared with the value; for a categorical split unused.
    public let threshold: Double
    /// The feature's column.
    public let feature: Int32
    /// Where the value goes when the comparison holds.
    public let left: Child
    /// Where it goes otherwise.
    public let right: Child
    /// Index into ``Tree/categorySets`` for a categorical split, −1 otherwise.
    public let categorySet: Int32
    /// How the value is read and compared.
    public let rule: SplitRule

    /// Makes a split.
    public init(
      feature: Int32, rule: SplitRule, threshold: Double, categorySet: Int32 = -1, left: Child, right: Child
    ) {
      self.threshold = threshold
      self.feature = feature
      self.left = left
      self.right = right
      self.categorySet = categorySet
      self.rule = rule
    }
  }

  /// A reference to a split (≥ 0) or a leaf (`~leaf`, negative), as LightGBM stores it.
  public struct Child: Hashable, Sendable {
    /// The number as stored.
    public let rawValue: Int32

    /// Makes a reference out of the stored number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The split's index; nil for a leaf.
    public var split: Int? { rawValue >= 0 ? Int(rawValue) : nil }
    /// The leaf's index; nil for a split.
    public var leaf: Int? { rawValue < 0 ? Int(~rawValue) : nil }
  }

  /// Training weight that reached each node.
  public struct Covers: Sendable {
    /// One a split.
    public let splits: [Double]
    /// One a leaf.
    public let leaves: [Double]

    /// Makes covers.
    public init(splits: [Double], leaves: [Double]) {
      self.splits = splits
      self.leaves = leaves
    }
  }

  /// A leaf that answers `constant + Σ coefficient · x`, or the plain leaf value if any of its features is NaN.
  public struct LinearLeaf: Sendable {
    /// The constant.
    public let constant: Double
    /// The features' columns, in the order of summation.
    public let features: [Int32]
    /// One a feature.
    public let coefficients: [Double]

    /// Makes a linear leaf.
    public init(constant: Double, features: [Int32], coefficients: [Double]) {
      self.constant = constant
      self.features = features
      self.coefficients = coefficients
    }
  }
}
