/// What interactions need of a tree besides its splits: the features above each split and, at every quadrature
/// point, each edge's factor and relative gain. Made once for a block of rows.
///
/// With F = Z(1−t) + O·t and D = O − Z, a leaf of value v gives v · D_i D_j · ∫ Π_{g≠i,j} F_g to the pair (i, j). In
/// terms of the whole path's product Π F_g that is H_i H_j times it, with H = D/F: (1−Z) / (Z(1−t) + t) where O = 1,
/// and −1/(1−t) where O = 0, whatever Z is. So nothing is ever divided by a factor that may be 0.
struct InteractionPaths {
  /// A feature on the way to a split, and the edge that last split on it, as 2 · split + (1 for right).
  struct Step {
    let feature: Int
    let edge: Int
  }

  /// An edge at a quadrature point, for rows that satisfy the feature's splits before it.
  struct Constants {
    /// F over the factor of the feature's previous edge, if any, where the row takes the edge.
    let taken: Double
    /// The same where it does not.
    let left: Double
    /// H where it does.
    let gain: Double
  }

  /// The edge that leads to each split; −1 for the root.
  private(set) var parents: [Int] = []
  /// The steps above split s, without the split's own feature, are `steps[starts[s]..<starts[s + 1]]`.
  private(set) var starts: [Int] = []
  private(set) var steps: [Step] = []
  /// edge · points + point.
  private(set) var constants: [Constants] = []

  /// Replaces what was prepared for another tree.
  mutating func prepare(_ tree: QuadratureTree) {
    parents.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    constants.removeAll(keepingCapacity: true)
    parents.append(contentsOf: repeatElement(-1, count: tree.splits.count))
    for (index, split) in tree.splits.enumerated() {
      if !split.left.isLeaf { parents[split.left.split] = 2 * index }
      if !split.right.isLeaf { parents[split.right.split] = 2 * index + 1 }
      appendSteps(tree, split, index)
      append(split.left, split, tree)
      append(split.right, split, tree)
    }
    starts.append(steps.count)
  }

  private mutating func appendSteps(_ tree: QuadratureTree, _ split: QuadratureTree.Split, _ index: Int) {
    starts.append(steps.count)
    guard parents[index] >= 0 else { return }
    let parent = parents[index] / 2
    for place in starts[parent]..<starts[parent + 1] where steps[place].feature != split.feature {
      steps.append(steps[place])
    }
    // The parent's own feature, which its steps leave out.
    let feature = tree.splits[parent].feature
    if feature != split.feature { steps.append(Step(feature: feature, edge: parents[index])) }
  }

  private mutating func append(
    _ edge: QuadratureTree.Edge, _ split: QuadratureTree.Split, _ tree: QuadratureTree
  ) {
    let product = edge.coverProduct
    let before = split.previous < 0 ? 1 : tree.coverProduct(ofEdge: split.previous)
    for t in tree.rule.points {
      let taken = product * (1 - t) + t
      let previous = before * (1 - t) + t
      constants.append(
        Constants(
          taken: taken / previous, left: product * (1 - t) / previous, gain: (1 - product) / taken))
    }
  }
}

extension QuadratureTree {
  /// Z of an edge, given as 2 · split + (1 for right).
  fileprivate func coverProduct(ofEdge edge: Int) -> Double {
    edge % 2 == 0 ? splits[edge / 2].left.coverProduct : splits[edge / 2].right.coverProduct
  }
}
