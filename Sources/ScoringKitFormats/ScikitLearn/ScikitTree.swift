internal import ScoringKit

/// One tree of scikit-learn's `tree` module, as its nodes are pickled.
///
/// Source: `Tree.__getstate__` in `sklearn/tree/_tree.pyx`, 0.24 to 1.9.
struct ScikitTree {
  /// Numbers a node holds.
  let valueCount: Int
  private let lefts: [Int]
  private let rights: [Int]
  private let features: [Int]
  private let thresholds: [Double]
  private let missingGoLeft: [Int]?
  private let weights: [Double]
  private let values: [Double]
  private let source: PickleValue

  /// Reads the `tree_` of a fitted decision tree.
  init(of estimator: PickleValue) throws(ScoringError) {
    source = try estimator.attribute("tree_")
    let arguments = try source.arguments()
    guard arguments.count == 3 else { throw source.mismatch("a tree of three parts") }
    guard try arguments[2].integer() == 1 else {
      throw source.refusal(
        .unsupportedFeature, "\(estimator.described) predicts several targets; fit one model a target")
    }
    let nodes = try source.attribute("nodes").array()
    lefts = try nodes.field("left_child").integers()
    rights = try nodes.field("right_child").integers()
    features = try nodes.field("feature").integers()
    thresholds = try nodes.field("threshold").doubles()
    weights = try nodes.field("weighted_n_node_samples").doubles()
    missingGoLeft =
      nodes.dtype.fields.contains { $0.name == "missing_go_to_left" }
      ? try nodes.field("missing_go_to_left").integers() : nil
    let values = try source.attribute("values").array()
    guard nodes.shape.count == 1, !lefts.isEmpty, values.shape.count == 3, values.shape[0] == lefts.count,
      values.shape[1] == 1, values.shape[2] >= 1
    else {
      throw source.refusal(
        .inconsistentDocument, "\(lefts.count) nodes and values of shape \(values.shape) make no tree")
    }
    valueCount = values.shape[2]
    self.values = try values.doubles()
  }

  /// The tree as the core evaluates it.
  ///
  /// - Parameter leaf: What a leaf adds, of the numbers it holds.
  func tree(leaf: (ArraySlice<Double>) -> [Double]) throws(ScoringError) -> Tree {
    try source.document.budget.spend(treeOfNodes: lefts.count, leafWidth: valueCount)
    let numbering = NodeNumbering(isLeaf: lefts.map { $0 == Self.noChild })
    var splits: [Tree.Split] = []
    var leafValues: [Double] = []
    splits.reserveCapacity(numbering.splits.count)
    for node in numbering.splits {
      guard let feature = Int32(exactly: features[node]) else {
        throw source.refusal(.inconsistentDocument, "node \(node): the feature is none")
      }
      splits.append(
        Tree.Split(
          feature: feature, rule: .scikitTree(missingLeft: missingGoLeft?[node] == 1),
          threshold: thresholds[node], left: try numbering.child(lefts[node], of: node, in: source),
          right: try numbering.child(rights[node], of: node, in: source)))
    }
    for node in numbering.leaves {
      leafValues += leaf(values[node * valueCount..<(node + 1) * valueCount])
    }
    return Tree(
      splits: splits, leafValues: leafValues, covers: numbering.covers(weights), leafIDs: numbering.leafIDs)
  }

  /// What stands for "no child": such a node is a leaf.
  private static let noChild = -1
}

/// The numbers of splits and leaves among the nodes of a tree: each kind in the nodes' order.
struct NodeNumbering {
  /// The nodes that are splits.
  private(set) var splits: [Int] = []
  /// The nodes that are leaves.
  private(set) var leaves: [Int] = []
  private var children: [Tree.Child] = []

  init(isLeaf: [Bool]) {
    children.reserveCapacity(isLeaf.count)
    for (node, isLeaf) in isLeaf.enumerated() {
      if isLeaf {
        children.append(Tree.Child(rawValue: ~Int32(truncatingIfNeeded: leaves.count)))
        leaves.append(node)
      } else {
        children.append(Tree.Child(rawValue: Int32(truncatingIfNeeded: splits.count)))
        splits.append(node)
      }
    }
  }

  /// The leaves' nodes, by which scikit-learn calls them.
  var leafIDs: [Int32] { leaves.map { Int32(truncatingIfNeeded: $0) } }

  /// A node as a child of another.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for a node that does not exist.
  func child(_ node: Int, of parent: Int, in source: PickleValue) throws(ScoringError) -> Tree.Child {
    guard children.indices.contains(node), children.count <= Int(Int32.max) else {
      throw source.refusal(
        .inconsistentDocument, "node \(parent): child \(node) is not one of the \(children.count) nodes")
    }
    return children[node]
  }

  /// The nodes' weights as covers; nil where some are none (training with negative weights).
  func covers(_ weights: [Double]) -> Tree.Covers? {
    guard weights.count == children.count, weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
    return Tree.Covers(splits: splits.map { weights[$0] }, leaves: leaves.map { weights[$0] })
  }
}
