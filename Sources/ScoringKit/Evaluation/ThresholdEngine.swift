/// A forest laid out for descent: the plain engine, right for any forest.
///
/// Splits and leaves of all trees are nodes of one array, a split's children side by side, so that a step is
/// `left + (x <= threshold ? 0 : 1)` without a branch. A leaf's own step leads back to itself: its threshold is
/// NaN, which no value passes, and its `left` is the node before it.
struct ThresholdEngine: Sendable {
  struct Node: Sendable {
    let threshold: Double
    let column: UInt32
    let left: UInt32
  }

  /// A tree's place among the nodes.
  struct Root: Sendable {
    let node: UInt32
    /// Steps from the root to the deepest leaf.
    let depth: UInt32
  }

  let columns: [SplitColumn]
  let nodes: [Node]
  let roots: [Root]
  /// The number of each node that is a leaf among the tree's leaves; 0 elsewhere.
  let leafOfNode: [UInt32]

  init(_ forest: Forest, columns: SplitColumns) {
    var layout = Layout()
    let nodeCount = forest.trees.reduce(0) { $0 + 2 * $1.splits.count + 1 }
    layout.reserve(nodeCount)
    var roots: [Root] = []
    roots.reserveCapacity(forest.trees.count)
    for tree in forest.trees { roots.append(layout.append(tree, columns: columns)) }
    nodes = layout.nodes
    leafOfNode = layout.leafOfNode
    self.roots = roots
    self.columns = columns.columns
  }
}

extension ThresholdEngine {
  /// The arrays while they grow.
  private struct Layout {
    var nodes: [Node] = []
    var leafOfNode: [UInt32] = []
    private var queue: [(child: Tree.Child, depth: UInt32)] = []

    mutating func reserve(_ count: Int) {
      nodes.reserveCapacity(count)
      leafOfNode.reserveCapacity(count)
    }

    /// Adds a tree level by level: node k of the tree is element k of the queue.
    mutating func append(_ tree: Tree, columns: SplitColumns) -> Root {
      let first = UInt32(nodes.count)
      queue.removeAll(keepingCapacity: true)
      queue.append((Tree.Child(rawValue: tree.splits.isEmpty ? ~0 : 0), 0))
      var next = 0
      while next < queue.count {
        let (child, depth) = queue[next]
        if let index = child.split {
          let split = tree.splits[index]
          let (column, threshold) = columns.comparison(of: split, in: tree)
          nodes.append(
            Node(threshold: threshold, column: UInt32(column), left: first + UInt32(queue.count)))
          leafOfNode.append(0)
          queue.append((split.left, depth + 1))
          queue.append((split.right, depth + 1))
        } else {
          nodes.append(Node(threshold: .nan, column: 0, left: UInt32(nodes.count) &- 1))
          leafOfNode.append(UInt32(bitPattern: ~child.rawValue))
        }
        next += 1
      }
      return Root(node: first, depth: queue.last?.depth ?? 0)
    }
  }
}
