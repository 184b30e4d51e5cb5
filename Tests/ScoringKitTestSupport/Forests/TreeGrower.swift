package import ScoringKit

/// Grows a tree split by split: each new split replaces a leaf, as a trainer does it.
///
/// The leaf that is split keeps its number on one side and the new leaf takes the next number on the other.
package struct TreeGrower {
  private struct Draft {
    let feature: Int
    let rule: SplitRule
    let threshold: Double
    let categorySet: Int
    var left: Int
    var right: Int
  }

  private var drafts: [Draft] = []
  /// Which way leads to each leaf: split, and whether on its left. The first leaf has none at first.
  private var ways: [(split: Int, isLeft: Bool)] = [(-1, false)]
  private var categorySets: [CategorySet] = []

  package init() {}

  package var leafCount: Int { ways.count }

  /// Splits a leaf on a number.
  package mutating func split(
    leaf: Int, feature: Int, threshold: Double, missing: SplitRule.Missing = .nan, defaultLeft: Bool = false,
    newLeafGoesLeft: Bool = false
  ) {
    split(
      leaf: leaf, feature: feature, rule: .lightGBM(missing: missing, defaultLeft: defaultLeft),
      threshold: threshold, newLeafGoesLeft: newLeafGoesLeft)
  }

  /// Splits a leaf by a numeric rule of any trainer.
  package mutating func split(
    leaf: Int, feature: Int, rule: SplitRule, threshold: Double, newLeafGoesLeft: Bool = false
  ) {
    grow(leaf, feature, rule, threshold, -1, newLeafGoesLeft)
  }

  /// Splits a leaf on a category, by LightGBM's rule or another trainer's.
  package mutating func split(
    leaf: Int, feature: Int, categories: CategorySet, rule: SplitRule = .lightGBMCategorical,
    newLeafGoesLeft: Bool = false
  ) {
    categorySets.append(categories)
    grow(leaf, feature, rule, 0, categorySets.count - 1, newLeafGoesLeft)
  }

  private mutating func grow(
    _ leaf: Int, _ feature: Int, _ rule: SplitRule, _ threshold: Double, _ set: Int, _ newGoesLeft: Bool
  ) {
    let number = drafts.count
    let newLeaf = leafCount
    let (left, right) = newGoesLeft ? (newLeaf, leaf) : (leaf, newLeaf)
    drafts.append(
      Draft(
        feature: feature, rule: rule, threshold: threshold, categorySet: set, left: ~left, right: ~right))
    let way = ways[leaf]
    if way.split >= 0 {
      if way.isLeft { drafts[way.split].left = number } else { drafts[way.split].right = number }
    }
    ways[leaf] = (number, !newGoesLeft)
    ways.append((number, newGoesLeft))
  }

  /// The tree, with a value a leaf.
  ///
  /// - Parameter leafCovers: One a leaf; a split's cover is the sum of its children's. Nil for a tree without.
  package func tree(leafValues: [Double], leafCovers: [Double]? = nil) -> Tree {
    Tree(
      splits: drafts.map { draft in
        Tree.Split(
          feature: Int32(draft.feature), rule: draft.rule, threshold: draft.threshold,
          categorySet: Int32(draft.categorySet), left: Tree.Child(rawValue: Int32(draft.left)),
          right: Tree.Child(rawValue: Int32(draft.right)))
      },
      leafValues: leafValues,
      covers: leafCovers.map { Tree.Covers(splits: splitCovers($0), leaves: $0) },
      categorySets: categorySets)
  }

  private func splitCovers(_ leafCovers: [Double]) -> [Double] {
    var covers = [Double](repeating: 0, count: drafts.count)
    // A split's children have greater numbers than itself.
    for index in drafts.indices.reversed() {
      for child in [drafts[index].left, drafts[index].right] {
        covers[index] += child >= 0 ? covers[child] : leafCovers[~child]
      }
    }
    return covers
  }
}
