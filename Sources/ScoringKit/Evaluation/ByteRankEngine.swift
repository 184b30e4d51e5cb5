/// A forest laid out over ranks: the engine of trees of at most 256 leaves.
///
/// Two layouts of the same trees. *Selection* nodes serve many rows at once: a tree is computed from the leaves up,
/// each split selecting, row by row, the answer of its left or right side; no branch, no index, and the cost
/// is the tree's splits, shared by 64 rows. *Descent* nodes serve a single row, for which the cost is the depth.
final class ByteRankEngine: Sendable {
  /// Leaves a tree may have: a leaf's number is one byte.
  static let leafLimit = 256

  /// Ranks of a byte each, in so many columns that a block of rows stays in the second cache.
  private static let resolution = RankedSplits.Resolution(
    pageCapacity: RankScale.pageCapacity, columnLimit: 4096)

  /// A split, to be computed after its children.
  struct SelectionNode: Sendable {
    /// Where the answers of the left and right sides are, in bytes.
    let left: UInt16
    let right: UInt16
    let column: UInt16
    /// The greatest rank that goes left.
    let rank: Int8
  }

  /// Where a tree is among the nodes.
  struct TreePlace: Sendable {
    /// Its splits among the selection nodes, the root last.
    let firstSelection: UInt32
    let splitCount: UInt32
  }

  let scales: RankScales
  let selectionNodes: [SelectionNode]
  let descentNodes: [DescentNode]
  let trees: [TreePlace]
  /// The trees' roots among the descent nodes, and the last one again as often as there are lanes to fill up.
  let roots: [UInt32]
  /// Steps from a root to the deepest leaf of all trees.
  let depth: Int
  /// Leaves of the tree that has most.
  let greatestLeafCount: Int

  /// Prepares a forest. O(nodes · log nodes).
  ///
  /// - Throws: If a tree has too many leaves or the forest too many thresholds.
  init(_ forest: Forest, columns: SplitColumns) throws(EngineMisfit) {
    if let large = forest.trees.firstIndex(where: { $0.leafCount > Self.leafLimit }) {
      throw EngineMisfit(
        reason:
          "tree \(large) has \(forest.trees[large].leafCount) leaves, and a byte tells \(Self.leafLimit) apart"
      )
    }
    let ranked = try RankedSplits(forest, columns: columns, Self.resolution)
    let layout = Layout(forest, comparisons: ranked.comparisons)
    scales = ranked.scales
    selectionNodes = layout.selectionNodes
    descentNodes = layout.descentNodes
    trees = layout.trees
    roots = layout.roots + [UInt32](repeating: layout.roots.last ?? 0, count: Self.laneCount - 1)
    depth = layout.depth
    greatestLeafCount = forest.trees.reduce(0) { Swift.max($0, $1.leafCount) }
  }
}

extension ByteRankEngine {
  /// Rows that selection handles at once, one byte each in a vector of 64.
  static let blockCapacity = RankScales.blockCapacity

  /// The arrays while they are filled.
  private struct Layout {
    let comparisons: [RankedSplits.Comparison]
    private(set) var selectionNodes: [SelectionNode]
    private(set) var descentNodes: [DescentNode]
    private(set) var trees: [TreePlace] = []
    private(set) var roots: [UInt32] = []
    private(set) var depth = 0
    private var selectionCount = 0
    private var descentCount = 0
    /// The nodes of a tree level by level, as splits refer to them.
    private var queue = [Tree.Child](repeating: Tree.Child(rawValue: 0), count: 2 * ByteRankEngine.leafLimit)
    /// For each node of a tree: where selection keeps its answer.
    private var slots = [UInt16](repeating: 0, count: 2 * ByteRankEngine.leafLimit)

    init(_ forest: Forest, comparisons: [RankedSplits.Comparison]) {
      self.comparisons = comparisons
      selectionNodes = [SelectionNode](
        repeating: SelectionNode(left: 0, right: 0, column: 0, rank: 0), count: comparisons.count)
      descentNodes = [DescentNode](
        repeating: DescentNode(leaf: 0),
        count: 2 * comparisons.count + forest.trees.count)
      trees.reserveCapacity(forest.trees.count)
      roots.reserveCapacity(forest.trees.count)
      for tree in forest.trees { append(tree) }
    }

    /// Adds a tree level by level for descent; backwards, children come before their parents, for selection.
    private mutating func append(_ tree: Tree) {
      let root = descentCount
      let firstSelection = selectionCount
      let splits = tree.splits.span
      queue[0] = Tree.Child(rawValue: splits.isEmpty ? ~0 : 0)
      var queueCount = 1
      var depth = 0
      var levelEnd = 1
      var splitCount = 0
      var next = 0
      while next < queueCount {
        if next == levelEnd {
          depth += 1
          levelEnd = queueCount
        }
        let child = queue[next]
        if let index = child.split {
          let comparison = comparisons[firstSelection + index]
          descentNodes[root + next] = DescentNode(
            column: comparison.column, rank: UInt8(bitPattern: comparison.rank) ^ 0x80,
            stepsToLeft: UInt8(truncatingIfNeeded: queueCount - next))
          slots[next] = UInt16(truncatingIfNeeded: ByteRankEngine.leafLimit + splitCount)
          splitCount += 1
          queue[queueCount] = splits[index].left
          queue[queueCount + 1] = splits[index].right
          queueCount += 2
        } else {
          let leaf = UInt8(truncatingIfNeeded: ~child.rawValue)
          descentNodes[root + next] = DescentNode(leaf: leaf)
          slots[next] = UInt16(leaf)
        }
        next += 1
      }
      descentCount += queueCount
      appendSelection(root: root, nodeCount: queueCount)
      trees.append(TreePlace(firstSelection: UInt32(firstSelection), splitCount: UInt32(splitCount)))
      roots.append(UInt32(root))
      self.depth = Swift.max(self.depth, depth)
    }

    /// Reads the tree's descent nodes backwards: children come before their parents.
    private mutating func appendSelection(root: Int, nodeCount: Int) {
      for place in (0..<nodeCount).reversed() where Int(slots[place]) >= ByteRankEngine.leafLimit {
        let node = descentNodes[root + place]
        let left = place + Int(node.stepsToLeft)
        selectionNodes[selectionCount] = SelectionNode(
          left: UInt16(Int(slots[left]) * ByteRankEngine.blockCapacity),
          right: UInt16(Int(slots[left + 1]) * ByteRankEngine.blockCapacity), column: node.column,
          rank: Int8(bitPattern: node.rank ^ 0x80))
        selectionCount += 1
      }
    }
  }
}
