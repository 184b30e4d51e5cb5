/// One decision tree: splits, leaves, and what a leaf answers. Plain data, valid inside a ``Forest``.
public struct Tree: Equatable, Sendable {
  /// The internal nodes; the root is the first. Empty for a tree that is a single leaf.
  public let splits: [Split]
  /// Where the leaves' values are: inside a forest, a part of what all its trees share.
  private let leafStorage: ArraySlice<Double>
  /// Training weight (LightGBM: row counts) at each split and leaf, for Shapley values; nil where the file has none.
  public let covers: Covers?
  /// Loss reduction of each split, for importances; empty where the file has none.
  public let gains: [Float]
  /// The sets of the categorical splits.
  public let categorySets: [CategorySet]
  /// The linear models of a linear tree's leaves, one a leaf; nil for an ordinary tree.
  public let linearLeaves: [LinearLeaf]?
  /// The numbers by which the trainer calls the leaves, one a leaf; empty where it calls them 0, 1, 2, …
  public let leafIDs: [Int32]

  /// What each leaf adds, in the trainer's leaf order: ``Forest/leafWidth`` numbers a leaf.
  ///
  /// - Complexity: O(leaves), a copy.
  public var leafValues: [Double] { Array(leafStorage) }

  /// Numbers that all leaves hold.
  var leafValueCount: Int { leafStorage.count }

  /// One of ``leafValues``.
  func leafValue(_ index: Int) -> Double { leafStorage[leafStorage.startIndex + index] }

  /// Adds all of ``leafValues`` to an array.
  func appendLeafValues(to values: inout [Double]) { values += leafStorage }

  /// Leaves; one more than splits in every valid tree.
  public var leafCount: Int { splits.count + 1 }

  /// Makes a tree out of parts; nothing is checked before ``Forest/init(validating:)``.
  public init(
    splits: [Split], leafValues: [Double], covers: Covers? = nil, gains: [Float] = [],
    categorySets: [CategorySet] = [], linearLeaves: [LinearLeaf]? = nil, leafIDs: [Int32] = []
  ) {
    self.splits = splits
    leafStorage = leafValues[...]
    self.covers = covers
    self.gains = gains
    self.categorySets = categorySets
    self.linearLeaves = linearLeaves
    self.leafIDs = leafIDs
  }

  /// The same tree with its leaves' values in the storage that all trees of its forest share.
  init(_ tree: Tree, sharing leafStorage: ArraySlice<Double>) {
    splits = tree.splits
    self.leafStorage = leafStorage
    covers = tree.covers
    gains = tree.gains
    categorySets = tree.categorySets
    linearLeaves = tree.linearLeaves
    leafIDs = tree.leafIDs
  }

  /// The number by which the trainer calls a leaf.
  func leafID(_ leaf: Int32) -> Int32 { leafIDs.isEmpty ? leaf : leafIDs[Int(leaf)] }
}

extension Tree {
  /// One internal node.
  public struct Split: Hashable, Sendable {
    /// The threshold, or the index of a categorical split's set: a model has millions of splits, and 24 bytes hold one.
    private let operand: Double
    /// The feature's column.
    public let feature: Int32
    /// Where the value goes when the comparison holds.
    public let left: Child
    /// Where it goes otherwise.
    public let right: Child
    /// How the value is read and compared.
    public let rule: SplitRule

    /// Compared with the value; for a categorical split 0 and unused.
    public var threshold: Double { rule.isCategorical ? 0 : operand }
    /// Index into ``Tree/categorySets`` for a categorical split, −1 otherwise.
    public var categorySet: Int32 { rule.isCategorical ? Int32(operand) : -1 }

    /// Makes a split; of the threshold and the set only the one that the rule compares with is kept.
    public init(
      feature: Int32, rule: SplitRule, threshold: Double, categorySet: Int32 = -1, left: Child, right: Child
    ) {
      operand = rule.isCategorical ? Double(categorySet) : threshold
      self.feature = feature
      self.left = left
      self.right = right
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

  /// A leaf that answers `constant + Σ coefficient · x`, summed in the stored order.
  public struct LinearLeaf: Equatable, Sendable {
    /// How a linear leaf is computed: the one thing in which trainers differ.
    public enum Rule: Hashable, Sendable {
      /// In double; |x| ≤ 1e-35f is 0; the plain leaf value if any of its features is NaN.
      ///
      /// Source: LightGBM 4.7, `src/io/tree.cpp`, `PredictionFunLinear`.
      case lightGBM
      /// Every value, product and sum in float32; a missing value's term is left out.
      ///
      /// Source: XGBoost 3.2, `src/gbm/gblinear.cc`, `Pred`.
      case xgBoost
      /// In double, the constant last. (scikit-learn leaves the order of the products to BLAS.)
      ///
      /// Source: scikit-learn 1.9, `sklearn/linear_model/_base.py`, `decision_function`.
      case scikitLearn
    }

    /// The constant.
    public let constant: Double
    /// The features' columns, in the order of summation.
    public let features: [Int32]
    /// One a feature.
    public let coefficients: [Double]
    /// How it is computed.
    public let rule: Rule

    /// Makes a linear leaf.
    public init(constant: Double, features: [Int32], coefficients: [Double], rule: Rule = .lightGBM) {
      self.constant = constant
      self.features = features
      self.coefficients = coefficients
      self.rule = rule
    }
  }
}
