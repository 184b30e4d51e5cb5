internal import ScoringKit

/// One tree as the document stores it: an array for each property, one number a node, the root first.
///
/// A pruned tree keeps the nodes that were cut off; only those that the root reaches count. Nodes keep their
/// order, leaves also their numbers.
struct XGBoostTreeBlock {
  private let value: TapeValue
  let nodeCount: Int
  private let lefts: [Int32]
  private let rights: [Int32]
  private let parents: [Int32]
  private let features: [Int32]
  /// Thresholds of splits, values of leaves.
  private let conditions: [Float]
  private let defaultLefts: [Int32]
  private let isCategorical: [Int32]
  private let gains: [Float]
  private let hessians: [Float]

  init(_ value: TapeValue) throws(ScoringError) {
    self.value = value
    let parameters = try value.required("tree_param")
    nodeCount = try parameters.required("num_nodes").count(in: 1...Int(Int32.max))
    if let width = try parameters.member("size_leaf_vector"), try width.count(in: 0...Int(Int32.max)) > 1 {
      throw width.refusal(
        .unsupportedFeature,
        "vector leaves (multi_strategy multi_output_tree) are not supported; train with one_output_per_tree")
    }
    lefts = try value.required("left_children").integers(count: nodeCount)
    rights = try value.required("right_children").integers(count: nodeCount)
    parents = try value.required("parents").integers(count: nodeCount)
    features = try value.required("split_indices").integers(count: nodeCount)
    conditions = try value.required("split_conditions").singles(count: nodeCount)
    defaultLefts = try value.required("default_left").integers(count: nodeCount)
    isCategorical = try value.member("split_type")?.integers(count: nodeCount) ?? []
    gains = try value.required("loss_changes").singles(count: nodeCount)
    hessians = try value.required("sum_hessian").singles(count: nodeCount)
    // Not needed for any answer, but a file in which it is short is damaged.
    try value.required("base_weights").requireNumbers(count: nodeCount)
  }
}

extension XGBoostTreeBlock {
  private static let noChild: Int32 = -1

  /// The tree, its shape checked; whether features exist and leaves are finite, ``Forest`` checks.
  ///
  /// - Parameters:
  ///   - weight: DART's weight; leaves are multiplied by it in float32.
  ///   - categoryWords: What the category sets of all trees take so far.
  func tree(weight: Float?, categoryWords: inout Int) throws(ScoringError) -> Tree {
    let reached = try reachedNodes()
    var children = [Tree.Child](repeating: Tree.Child(rawValue: 0), count: nodeCount)
    var splitCount: Int32 = 0
    var leafIDs: [Int32] = []
    for node in 0..<nodeCount where reached[node] {
      if lefts[node] == Self.noChild {
        children[node] = Tree.Child(rawValue: ~Int32(leafIDs.count))
        leafIDs.append(Int32(node))
      } else {
        children[node] = Tree.Child(rawValue: splitCount)
        splitCount += 1
      }
    }
    let sets = try categorySets(reached, wordCount: &categoryWords)
    var splits: [Tree.Split] = []
    splits.reserveCapacity(Int(splitCount))
    var splitGains: [Float] = []
    splitGains.reserveCapacity(Int(splitCount))
    var splitHessians: [Double] = []
    splitHessians.reserveCapacity(Int(splitCount))
    for node in 0..<nodeCount where reached[node] && lefts[node] != Self.noChild {
      splits.append(try split(node, children, sets))
      splitGains.append(gains[node])
      splitHessians.append(Double(hessians[node]))
    }
    return Tree(
      splits: splits,
      leafValues: leafIDs.map { Double(conditions[Int($0)] * (weight ?? 1)) },
      covers: covers(splits: splitHessians, leaves: leafIDs.map { Double(hessians[Int($0)]) }),
      gains: splitGains, categorySets: sets.sets, leafIDs: leafIDs)
  }

  /// Before 1.7.3 a category beyond the words of a split's set took the side of missing values, whichever that
  /// is; since then it goes left, and so it does here.
  func requireMissingCategoriesLeft() throws(ScoringError) {
    for (node, kind) in isCategorical.enumerated() where kind != 0 && defaultLefts[node] == 0 {
      throw refusal(
        "default_left", node,
        "a categorical split whose missing values go right scores otherwise before XGBoost 1.7.3; "
          + "save the model again with a newer release, and use that release's scores",
        .unsupportedFeature)
    }
  }

  private func split(
    _ node: Int, _ children: [Tree.Child], _ sets: CategorySets
  ) throws(ScoringError) -> Tree.Split {
    guard 0...1 ~= defaultLefts[node] else { throw refusal("default_left", node, "expected 0 or 1") }
    let defaultLeft = defaultLefts[node] == 1
    let set = isCategorical.isEmpty || isCategorical[node] == 0 ? -1 : sets.indexOfNode[node] ?? -1
    return Tree.Split(
      feature: features[node],
      rule: set < 0 ? .xgBoost(defaultLeft: defaultLeft) : .xgBoostCategorical(defaultLeft: defaultLeft),
      threshold: set < 0 ? Double(conditions[node]) : 0, categorySet: set,
      left: children[Int(lefts[node])], right: children[Int(rights[node])])
  }

  /// Nothing where the file's sums are no covers: an objective whose hessian may be negative or not a number
  /// can be scored, but has no Shapley values.
  private func covers(splits: [Double], leaves: [Double]) -> Tree.Covers? {
    let isCover: (Double) -> Bool = { $0.isFinite && $0 >= 0 }
    guard splits.allSatisfy(isCover), leaves.allSatisfy(isCover) else { return nil }
    return Tree.Covers(splits: splits, leaves: leaves)
  }

  /// Which nodes the root reaches, each once and by its own parent.
  private func reachedNodes() throws(ScoringError) -> [Bool] {
    var reached = [Bool](repeating: false, count: nodeCount)
    reached[0] = true
    var pending = [0]
    while let node = pending.popLast() {
      guard lefts[node] != Self.noChild else {
        guard rights[node] == Self.noChild else {
          throw refusal("right_children", node, "the node has a right child and no left one")
        }
        continue
      }
      try reach(rights[node], "right_children", of: node, &reached, &pending)
      try reach(lefts[node], "left_children", of: node, &reached, &pending)
    }
    return reached
  }

  private func reach(
    _ child: Int32, _ key: StaticString, of node: Int, _ reached: inout [Bool], _ pending: inout [Int]
  ) throws(ScoringError) {
    guard child > 0, child < nodeCount else {
      throw refusal(key.description, node, "expected -1 or one of the other \(nodeCount) nodes")
    }
    guard !reached[Int(child)] else {
      throw refusal(
        key.description, node, "node \(child) already has a parent (a cycle or a shared node)")
    }
    guard parents[Int(child)] == node else {
      throw refusal("parents", Int(child), "expected \(node), whose child this node is")
    }
    reached[Int(child)] = true
    pending.append(Int(child))
  }

  /// A refusal of one node's number in the array of that key.
  private func refusal(
    _ key: String, _ node: Int, _ message: String, _ code: ScoringError.Code = .inconsistentDocument
  ) -> ScoringError {
    guard let array = try? value.member(key) else { return value.refusal(code, message) }
    return array.refusal(code, message, element: node)
  }
}

extension XGBoostTreeBlock {
  /// The sets of the categorical splits, and which of them a node compares with.
  private struct CategorySets {
    var sets: [CategorySet] = []
    var indexOfNode: [Int: Int32] = [:]
  }

  /// Categories from this one on no value can be in: float32 does not tell them apart.
  private static let categoryLimit: Int32 = 1 << 24

  /// The document lists the categories of all categorical nodes one after the other.
  private func categorySets(
    _ reached: [Bool], wordCount: inout Int
  ) throws(ScoringError) -> CategorySets {
    var result = CategorySets()
    guard !isCategorical.isEmpty else { return result }
    if let node = isCategorical.firstIndex(where: { !(0...1 ~= $0) }) {
      throw refusal("split_type", node, "expected 0 (numeric) or 1 (categorical)")
    }
    let nodeList = try value.required("categories_nodes")
    let nodes = try nodeList.integers()
    let starts = try value.required("categories_segments").integers(count: nodes.count)
    let sizes = try value.required("categories_sizes").integers(count: nodes.count)
    let categoryList = try value.required("categories")
    let categories = try categoryList.integers()
    if let element = categories.firstIndex(where: { $0 < 0 || $0 >= Self.categoryLimit }) {
      throw categoryList.refusal(
        .numberOutOfRange, "expected a category from 0 to \(Self.categoryLimit - 1)", element: element)
    }
    for (element, node) in nodes.enumerated() {
      guard node >= 0, node < nodeCount, isCategorical[Int(node)] == 1 else {
        throw nodeList.refusal(.inconsistentDocument, "not one of the categorical nodes", element: element)
      }
      // A split that was pruned may leave its categories behind.
      guard reached[Int(node)], lefts[Int(node)] != Self.noChild else { continue }
      guard starts[element] >= 0, sizes[element] > 0,
        Int(starts[element]) + Int(sizes[element]) <= categories.count
      else {
        throw nodeList.refusal(
          .inconsistentDocument, "the node's categories are not among the \(categories.count)",
          element: element)
      }
      guard result.indexOfNode.updateValue(Int32(result.sets.count), forKey: Int(node)) == nil else {
        throw nodeList.refusal(.inconsistentDocument, "the node occurs twice", element: element)
      }
      let members = categories[Int(starts[element])..<Int(starts[element]) + Int(sizes[element])]
      // Nodes may list the same categories.
      try value.tape.budget.spend(work: members.count)
      let words = Int(members.max() ?? 0) / 32 + 1
      wordCount += words
      guard wordCount <= XGBoostTrees.categoryWordLimit else {
        throw categoryList.refusal(.documentTooLarge, "the category sets would take more than 64 MiB")
      }
      try value.tape.budget.spend(elements: words, ofBytes: 8)
      result.sets.append(CategorySet(members.lazy.map(Int.init)))
    }
    for node in 0..<nodeCount where reached[node] && lefts[node] != Self.noChild && isCategorical[node] == 1 {
      guard result.indexOfNode[node] != nil else {
        throw refusal("split_type", node, "the node is categorical and has no categories")
      }
    }
    return result
  }
}
