/// A forest laid out over ranks: the engine of trees of at most 256 leaves.
///
/// Two layouts of the same trees. *Selection* nodes serve many rows at once: a tree is computed from the leaves up,
/// each split selecting, row by row, the answer of its left or right side; no branch, no index, and the cost
/// is the tree's splits, shared by 64 rows. *Descent* nodes serve a single row, for which the cost is the depth.
struct RankedEngine: Sendable {
  /// Leaves a tree may have: a leaf's number is one byte.
  static let leafLimit = 256

  /// A split, to be computed after its children.
  struct SelectionNode: Sendable {
    /// Where the answers of the left and right sides are, in bytes.
    let left: UInt16
    let right: UInt16
    let column: UInt16
    /// The greatest rank that goes left.
    let rank: Int8
  }

  /// A split, or a leaf, whose step leads back to itself because no rank is greater than 127.
  struct DescentNode: Sendable {
    /// The left child's place; the right child is the next one.
    let left: UInt32
    let column: UInt16
    let rank: Int8
    let leaf: UInt8
  }

  /// Where a tree is among the nodes.
  struct TreePlace: Sendable {
    /// Its splits among the selection nodes, the root last.
    let firstSelection: UInt32
    let splitCount: UInt32
    /// Its root among the descent nodes.
    let root: UInt32
    /// Steps from the root to the deepest leaf.
    let depth: UInt32
  }

  let scales: RankScales
  let selectionNodes: [SelectionNode]
  let descentNodes: [DescentNode]
  let trees: [TreePlace]

  /// Prepares a forest; nil if a tree has too many leaves or the forest too many thresholds. O(nodes · log nodes).
  init?(_ forest: Forest, columns: SplitColumns) {
    guard forest.trees.allSatisfy({ $0.leafCount <= Self.leafLimit }),
      let ranked = RankedSplits(forest, columns: columns)
    else { return nil }
    var layout = Layout(comparisons: ranked.comparisons)
    layout.reserve(forest)
    for tree in forest.trees { layout.append(tree) }
    scales = ranked.scales
    selectionNodes = layout.selectionNodes
    descentNodes = layout.descentNodes
    trees = layout.trees
  }
}

extension RankedEngine {
  /// Rows that selection handles at once, one byte each in a vector of 64.
  static let blockCapacity = 64

  /// The arrays while they grow.
  private struct Layout {
    let comparisons: [RankedSplits.Comparison]
    var selectionNodes: [SelectionNode] = []
    var descentNodes: [DescentNode] = []
    var trees: [TreePlace] = []
    /// The nodes of a tree level by level, as splits refer to them.
    private var queue: [Tree.Child] = []
    /// For each node of a tree: where selection keeps its answer.
    private var slots: [Int] = []

    init(comparisons: [RankedSplits.Comparison]) { self.comparisons = comparisons }

    mutating func reserve(_ forest: Forest) {
      let splitCount = forest.trees.reduce(0) { $0 + $1.splits.count }
      selectionNodes.reserveCapacity(splitCount)
      descentNodes.reserveCapacity(2 * splitCount + forest.trees.count)
      trees.reserveCapacity(forest.trees.count)
    }

    /// Adds a tree level by level for descent; backwards, children come before their parents, for selection.
    mutating func append(_ tree: Tree) {
      let root = UInt32(descentNodes.count)
      let firstSelection = UInt32(selectionNodes.count)
      queue.removeAll(keepingCapacity: true)
      queue.append(Tree.Child(rawValue: tree.splits.isEmpty ? ~0 : 0))
      var depth: UInt32 = 0
      var levelEnd = 1
      var next = 0
      while next < queue.count {
        if next == levelEnd {
          depth += 1
          levelEnd = queue.count
        }
        let child = queue[next]
        if let index = child.split {
          let split = tree.splits[index]
          let comparison = comparisons[Int(firstSelection) + index]
          descentNodes.append(
            DescentNode(
              left: root + UInt32(queue.count), column: comparison.column, rank: comparison.rank, leaf: 0))
          queue.append(split.left)
          queue.append(split.right)
        } else {
          descentNodes.append(
            DescentNode(
              left: UInt32(descentNodes.count), column: 0, rank: .max,
              leaf: UInt8(truncatingIfNeeded: ~child.rawValue)))
        }
        next += 1
      }
      appendSelection(root: Int(root), nodeCount: queue.count)
      trees.append(
        TreePlace(
          firstSelection: firstSelection, splitCount: UInt32(tree.splits.count), root: root,
          depth: depth))
    }

    /// Reads the tree's descent nodes backwards: children come before their parents.
    private mutating func appendSelection(root: Int, nodeCount: Int) {
      slots.removeAll(keepingCapacity: true)
      var splitCount = 0
      for node in descentNodes[root...] {
        let isLeaf = Int(node.left) < root + slots.count + 1
        slots.append(isLeaf ? Int(node.leaf) : RankedEngine.leafLimit + splitCount)
        splitCount += isLeaf ? 0 : 1
      }
      for position in (0..<nodeCount).reversed() where slots[position] >= RankedEngine.leafLimit {
        let node = descentNodes[root + position]
        let left = Int(node.left) - root
        selectionNodes.append(
          SelectionNode(
            left: UInt16(slots[left] * RankedEngine.blockCapacity),
            right: UInt16(slots[left + 1] * RankedEngine.blockCapacity), column: node.column, rank: node.rank)
        )
      }
    }
  }
}
