/// A forest laid out for descent over ranks of two bytes: the engine of trees with more than 256 leaves and of
/// forests with very many thresholds.
///
/// A row costs each tree's depth. Splits and leaves of all trees are nodes of one array, a split's children side by
/// side, so that a step is `left + (rank > k ? 1 : 0)`, without a branch. A leaf's own step leads back to itself:
/// it reads a column that is 0 in every row, and no rank is below 0. So its rank is free to hold its number, and
/// where two bytes are too few for that, which of several such columns it reads tells the rest.
struct WordRankEngine: Sendable {
  struct Node: Sendable {
    /// The left child's place; the right child is the next one.
    var left: UInt32 = 0
    var column: UInt16 = 0
    /// The greatest rank that goes left.
    var rank: UInt16 = 0
  }

  /// A tree's place among the nodes.
  struct Root: Sendable {
    let node: UInt32
    /// Steps from the root to the deepest leaf.
    let depth: UInt32
  }

  let scales: RankScales
  let nodes: [Node]
  let roots: [Root]
  /// The columns of leaves, which are 0 in every row, are behind those of the scales.
  let leafColumnCount: Int

  /// Columns of a row.
  var columnCount: Int { scales.columnCount + leafColumnCount }

  /// Prepares a forest. O(nodes · log nodes).
  ///
  /// - Throws: If its ranks take more columns than two bytes can name.
  init(_ forest: Forest, columns: SplitColumns) throws(EngineMisfit) {
    let greatestLeafCount = forest.trees.reduce(1) { Swift.max($0, $1.leafCount) }
    leafColumnCount = (greatestLeafCount - 1) >> 16 + 1
    let resolution = RankedSplits.Resolution(
      pageCapacity: RankScale.capacity, columnLimit: 1 << 16 - leafColumnCount)
    let ranked = try RankedSplits(forest, columns: columns, resolution)
    scales = ranked.scales
    var layout = Layout(ranked.comparisons, firstLeafColumn: scales.columnCount)
    layout.reserve(forest)
    for tree in forest.trees { layout.append(tree) }
    nodes = layout.nodes
    roots = layout.roots
  }
}

extension WordRankEngine {
  /// The arrays while they grow.
  private struct Layout {
    private let comparisons: [RankedSplits.Comparison]
    private let firstLeafColumn: Int
    private(set) var nodes: [Node] = []
    private(set) var roots: [Root] = []
    private var firstSplit = 0
    private var waiting: [Subtree] = []

    /// A node that has a place and is to be filled in.
    private struct Subtree {
      let child: Tree.Child
      let place: Int
      let depth: UInt32
    }

    init(_ comparisons: [RankedSplits.Comparison], firstLeafColumn: Int) {
      self.comparisons = comparisons
      self.firstLeafColumn = firstLeafColumn
    }

    mutating func reserve(_ forest: Forest) {
      nodes.reserveCapacity(2 * comparisons.count + forest.trees.count)
      roots.reserveCapacity(forest.trees.count)
    }

    /// Adds a tree two levels at a time, a left grandchild's side before the next one's: what a row reads one after
    /// the other lies close together.
    mutating func append(_ tree: Tree) {
      let root = nodes.count
      var depth: UInt32 = 0
      nodes.append(Node())
      waiting.append(
        Subtree(child: Tree.Child(rawValue: tree.splits.isEmpty ? ~0 : 0), place: root, depth: 0))
      while let top = waiting.popLast() {
        depth = Swift.max(depth, top.depth)
        guard let (left, right) = fill(top, tree) else { continue }
        depth = Swift.max(depth, left.depth)
        let below = (fill(left, tree), fill(right, tree))
        if let (first, second) = below.1 { waiting += [second, first] }
        if let (first, second) = below.0 { waiting += [second, first] }
      }
      roots.append(Root(node: UInt32(root), depth: depth))
      firstSplit += tree.splits.count
    }

    /// Fills a node in; returns its children, for which it makes room, if it is a split.
    private mutating func fill(_ subtree: Subtree, _ tree: Tree) -> (left: Subtree, right: Subtree)? {
      guard let index = subtree.child.split else {
        let leaf = Int(~subtree.child.rawValue)
        nodes[subtree.place] = Node(
          left: UInt32(subtree.place), column: UInt16(firstLeafColumn + leaf >> 16),
          rank: UInt16(truncatingIfNeeded: leaf))
        return nil
      }
      let comparison = comparisons[firstSplit + index]
      let left = nodes.count
      nodes.append(Node())
      nodes.append(Node())
      nodes[subtree.place] = Node(
        left: UInt32(left), column: comparison.column, rank: comparison.rankInPage)
      let split = tree.splits[index]
      return (
        Subtree(child: split.left, place: left, depth: subtree.depth + 1),
        Subtree(child: split.right, place: left + 1, depth: subtree.depth + 1)
      )
    }
  }
}
