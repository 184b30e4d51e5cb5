/// A forest laid out for descent: the plain engine, right for any forest.
///
/// Splits and leaves of all trees are nodes of one array, a split's children side by side, so that a step is
/// `left + (x <= threshold ? 0 : 1)` without a branch. A leaf's own step leads back to itself: its threshold is
/// NaN, which no value passes, and its `left` is the node before it.
struct DescentEngine: Sendable {
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

  let nodes: [Node]
  let roots: [Root]
  /// The trainer's leaf index of each node that is a leaf; 0 elsewhere.
  let leafIndices: [Int32]
  /// The leaf's values of each node that is a leaf, `leafWidth` a node; 0 elsewhere.
  let leafValues: [Double]
  /// Numbers a leaf holds.
  let leafWidth: Int

  init(_ forest: Forest, columns: SplitColumns) {
    var layout = Layout(leafWidth: forest.leafWidth)
    let nodeCount = forest.trees.reduce(0) { $0 + 2 * $1.splits.count + 1 }
    layout.reserve(nodeCount)
    var roots: [Root] = []
    roots.reserveCapacity(forest.trees.count)
    for tree in forest.trees { roots.append(layout.append(tree, columns: columns)) }
    nodes = layout.nodes
    leafIndices = layout.leafIndices
    leafValues = layout.leafValues
    leafWidth = forest.leafWidth
    self.roots = roots
  }
}

extension DescentEngine {
  /// The arrays while they grow.
  private struct Layout {
    var nodes: [Node] = []
    var leafIndices: [Int32] = []
    var leafValues: [Double] = []
    let leafWidth: Int
    private var queue: [(child: Tree.Child, depth: UInt32)] = []

    init(leafWidth: Int) { self.leafWidth = leafWidth }

    mutating func reserve(_ count: Int) {
      nodes.reserveCapacity(count)
      leafIndices.reserveCapacity(count)
      leafValues.reserveCapacity(count * leafWidth)
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
          leafIndices.append(0)
          for _ in 0..<leafWidth { leafValues.append(0) }
          queue.append((split.left, depth + 1))
          queue.append((split.right, depth + 1))
        } else {
          let leaf = Int(~child.rawValue)
          nodes.append(Node(threshold: .nan, column: 0, left: UInt32(nodes.count) &- 1))
          leafIndices.append(Int32(leaf))
          leafValues.append(contentsOf: tree.leafValues[leaf * leafWidth..<(leaf + 1) * leafWidth])
        }
        next += 1
      }
      return Root(node: first, depth: queue.last?.depth ?? 0)
    }
  }
}
