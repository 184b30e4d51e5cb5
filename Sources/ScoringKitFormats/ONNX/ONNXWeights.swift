internal import ScoringKit

/// What leaves add, as the attributes `class_…` or `target_…` list it: a number for an output of a leaf.
struct ONNXWeights {
  /// Numbers that the leaves of all trees may hold, 128 MiB.
  private static let valueLimit = 1 << 24
  /// Bytes of a leaf's number here, in its tree and in what is made of that.
  private static let valueSize = 32

  private struct Entry {
    let tree: Int
    let leaf: Int
    let output: Int
    let value: Double
  }

  private let node: ONNXNode
  let outputCount: Int
  private var entries: [Entry] = []
  /// The output that all entries are of; nil if there are several or none.
  private(set) var onlyOutput: Int?

  init(
    _ node: ONNXNode, _ prefix: String, _ trees: ONNXTrees, outputCount: Int
  ) throws(ScoringError) {
    self.node = node
    self.outputCount = outputCount
    let values = try node.singles("\(prefix)_weights")
    let outputs = try node.integers("\(prefix)_ids", count: values.count)
    let leaves = try node.integers("\(prefix)_nodeids", count: values.count)
    let numbers = try node.integers("\(prefix)_treeids", count: values.count)
    try node.budget.spend(elements: values.count, ofBytes: MemoryLayout<Entry>.stride)
    entries.reserveCapacity(values.count)
    for index in values.indices {
      guard let tree = trees.runOfTree[numbers[index]],
        let leaf = trees.leaf(leaves[index], in: trees.runs[tree])
      else {
        throw node.refusal(.inconsistentDocument, "weight \(index) is not one of a leaf")
      }
      guard (0..<Int64(outputCount)).contains(outputs[index]) else {
        throw node.refusal(
          .inconsistentDocument, "weight \(index) is of output \(outputs[index]) of \(outputCount)")
      }
      entries.append(Entry(tree: tree, leaf: leaf, output: Int(outputs[index]), value: Double(values[index])))
    }
    if let first = entries.first?.output, entries.allSatisfy({ $0.output == first }) { onlyOutput = first }
  }

  /// The trees with their leaves: one number a leaf where every tree is of one output, otherwise one an output.
  func forest(
    _ trees: ONNXTrees, outputCount: Int
  ) throws(ScoringError) -> (trees: [Tree], width: Int, outputs: [Int32]) {
    let outputOfTree = outputOfTree(trees)
    let isNarrow = !outputOfTree.contains(-1) && trees.runs.count % outputCount == 0
    let width = isNarrow ? 1 : outputCount
    var starts: [Int] = []
    var leafCount = 0
    for run in trees.runs {
      starts.append(leafCount)
      leafCount += run.leafCount
    }
    guard leafCount <= Self.valueLimit / width else {
      throw node.refusal(.documentTooLarge, "\(leafCount) leaves of \(width) numbers")
    }
    try node.budget.spend(elements: leafCount * width, ofBytes: Self.valueSize)
    var values = [Double](repeating: 0, count: leafCount * width)
    var isStated = [Bool](repeating: false, count: values.count)
    var hasValue = [Bool](repeating: false, count: leafCount)
    for entry in entries {
      let leaf = starts[entry.tree] + entry.leaf
      let place = leaf * width + (isNarrow ? 0 : entry.output)
      guard !isStated[place] else {
        throw node.refusal(.unsupportedFeature, "a leaf with two weights for one output is not supported")
      }
      (isStated[place], hasValue[leaf]) = (true, true)
      values[place] = entry.value
    }
    guard hasValue.allSatisfy({ $0 }) else {
      throw node.refusal(.unsupportedFeature, "a leaf without a weight is not supported")
    }
    var built: [Tree] = []
    for (index, run) in trees.runs.enumerated() {
      try node.budget.spend(treeOfNodes: run.nodes.count)
      let range = starts[index] * width..<(starts[index] + run.leafCount) * width
      built.append(try trees.tree(run, leafValues: Array(values[range])))
    }
    return (built, width, isNarrow ? outputOfTree : [])
  }

  /// Whether a row's sums, each begun at its base, can only be probabilities: not negative, and no leaves of all trees
  /// add up to more than 1 but for rounding.
  func areProbabilities(bases: [Float]) -> Bool {
    guard entries.allSatisfy({ $0.value >= 0 }), bases.allSatisfy({ $0 >= 0 }) else { return false }
    var greatest: [Int: [Int: Double]] = [:]
    for entry in entries {
      let known = greatest[entry.output]?[entry.tree] ?? 0
      greatest[entry.output, default: [:]][entry.tree] = Swift.max(known, entry.value)
    }
    let base = Double(bases.max() ?? 0)
    return greatest.values.allSatisfy { base + $0.values.reduce(0, +) <= Self.greatestSum }
  }

  /// A sum of 1 out of thousands of float32 numbers, rounded.
  private static let greatestSum = 1.0001

  /// The output of each tree; −1 for one of several.
  private func outputOfTree(_ trees: ONNXTrees) -> [Int32] {
    var outputs = [Int32?](repeating: nil, count: trees.runs.count)
    for entry in entries {
      let output = Int32(truncatingIfNeeded: entry.output)
      outputs[entry.tree] = outputs[entry.tree] ?? output == output ? output : -1
    }
    return outputs.map { $0 ?? 0 }
  }
}
