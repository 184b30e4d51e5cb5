internal import ScoringKit

/// The categories that histogram boosting saw in training, by column.
struct HistogramCategories {
  private let known: [Int: CategorySet]

  /// Reads the `_bin_mapper` of a model: the "thresholds" of a categorical column's bins are its categories.
  init(_ mapper: PickleValue) throws(ScoringError) {
    var known: [Int: CategorySet] = [:]
    let isCategorical = try mapper.attribute("is_categorical_").array().integers()
    if isCategorical.contains(where: { $0 != 0 }) {
      let bins = try mapper.attribute("bin_thresholds_").elements()
      guard bins.count == isCategorical.count else {
        throw mapper.refusal(
          .inconsistentDocument, "\(isCategorical.count) columns with bins of \(bins.count)")
      }
      for (column, isCategorical) in isCategorical.enumerated() where isCategorical != 0 {
        known[column] = CategorySet(
          try bins[column].array().doubles().compactMap { (0..<256).contains($0) ? Int($0) : nil })
      }
    }
    self.known = known
  }

  /// The set of a split with the categories folded in that training did not see: they take the missing side.
  func folded(_ left: CategorySet, column: Int, missingLeft: Bool) -> CategorySet {
    guard missingLeft else { return left }
    return CategorySet((0..<256).filter { left.contains($0) || known[column]?.contains($0) != true })
  }
}

/// One tree of histogram boosting, as its nodes are pickled.
///
/// Source: `TreePredictor` in `predictor.py` and `_predict_one_from_raw_data` in `_predictor.pyx`.
struct HistogramTree {
  private let source: PickleValue
  private let nodes: PickleArray
  private let isLeaf: [Int]

  init(_ predictor: PickleValue) throws(ScoringError) {
    source = predictor
    nodes = try predictor.attribute("nodes").array()
    isLeaf = try nodes.field("is_leaf").integers()
    guard nodes.shape.count == 1, !isLeaf.isEmpty else {
      throw source.refusal(.inconsistentDocument, "nodes of shape \(nodes.shape) make no tree")
    }
  }

  /// The tree as the core evaluates it.
  func tree(_ known: HistogramCategories) throws(ScoringError) -> Tree {
    try source.document.budget.spend(treeOfNodes: isLeaf.count)
    let numbering = NodeNumbering(isLeaf: isLeaf.map { $0 != 0 })
    let values = try nodes.field("value").doubles()
    let lefts = try nodes.field("left").integers()
    let rights = try nodes.field("right").integers()
    let features = try nodes.field("feature_idx").integers()
    let thresholds = try nodes.field("num_threshold").doubles()
    let missingLeft = try nodes.field("missing_go_to_left").integers()
    let isCategorical = try nodes.field("is_categorical").integers()
    let places = try nodes.field("bitset_idx").integers()
    let leftSets = isCategorical.contains { $0 != 0 } ? try categorySets() : []
    var sets: [CategorySet] = []
    var splits: [Tree.Split] = []
    splits.reserveCapacity(numbering.splits.count)
    for node in numbering.splits {
      guard let feature = Int32(exactly: features[node]) else {
        throw source.refusal(.inconsistentDocument, "node \(node): the feature is none")
      }
      let left = try numbering.child(lefts[node], of: node, in: source)
      let right = try numbering.child(rights[node], of: node, in: source)
      let missingLeft = missingLeft[node] != 0
      guard isCategorical[node] != 0 else {
        splits.append(
          Tree.Split(
            feature: feature, rule: .scikitHistogram(missingLeft: missingLeft), threshold: thresholds[node],
            left: left, right: right))
        continue
      }
      guard leftSets.indices.contains(places[node]) else {
        throw source.refusal(
          .inconsistentDocument, "node \(node): category set \(places[node]) is not one of \(leftSets.count)")
      }
      splits.append(
        Tree.Split(
          feature: feature, rule: .scikitHistogramCategorical(missingLeft: missingLeft), threshold: 0,
          categorySet: Int32(truncatingIfNeeded: sets.count), left: left, right: right))
      try source.document.budget.spend(work: Self.setWork)
      sets.append(known.folded(leftSets[places[node]], column: Int(feature), missingLeft: missingLeft))
    }
    return Tree(
      splits: splits, leafValues: numbering.leaves.map { values[$0] },
      covers: numbering.covers(try nodes.field("count").doubles()), categorySets: sets,
      leafIDs: numbering.leafIDs)
  }

  /// The categories that go left, one set of 256 bits a categorical split.
  private func categorySets() throws(ScoringError) -> [CategorySet] {
    let bits = try source.attribute("raw_left_cat_bitsets").array()
    guard bits.shape.count == 2, bits.shape[1] == Self.wordCount else {
      throw source.refusal(
        .inconsistentDocument, "category sets of shape \(bits.shape), expected 8 words each")
    }
    let words = try bits.integers()
    return (0..<bits.shape[0]).map { set in
      CategorySet(
        words: words[set * Self.wordCount..<(set + 1) * Self.wordCount].map { UInt32(truncatingIfNeeded: $0) }
      )
    }
  }

  private static let wordCount = 8
  /// Steps that a set takes, of a byte's categories.
  private static let setWork = 256
}
