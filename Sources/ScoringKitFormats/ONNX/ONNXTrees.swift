internal import ScoringKit

/// The nodes of an ensemble's trees, as the attributes `nodes_…` list them: one list of all trees' nodes.
struct ONNXTrees {
  /// A tree's run of nodes.
  struct Run {
    let nodes: Range<Int>
    /// The place of each node's number in the run; nil where numbers are places.
    let places: [Int64: Int]?
    let leafCount: Int
  }

  private let node: ONNXNode
  private(set) var runs: [Run] = []
  private(set) var runOfTree: [Int64: Int] = [:]
  private let modes: [Mode]
  private let features: [Int64]
  private let thresholds: [Float]
  private let trueNodes: [Int64]
  private let falseNodes: [Int64]
  private let missingIsTrue: [Int64]
  private let numbers: [Int64]
  /// Of a leaf its number in its tree; of a split its number too.
  private var indices: [Int32] = []

  init(_ node: ONNXNode) throws(ScoringError) {
    self.node = node
    modes = try Self.modes(node)
    let count = modes.count
    features = try node.integers("nodes_featureids", count: count)
    thresholds = try node.singles("nodes_values", count: count)
    trueNodes = try node.integers("nodes_truenodeids", count: count)
    falseNodes = try node.integers("nodes_falsenodeids", count: count)
    numbers = try node.integers("nodes_nodeids", count: count)
    let missing = try node.integers("nodes_missing_value_tracks_true")
    missingIsTrue = missing.isEmpty ? Array(repeating: 0, count: count) : missing
    guard missingIsTrue.count == count else {
      throw node.refusal(.inconsistentDocument, "'nodes_missing_value_tracks_true' needs \(count) values")
    }
    let treeNumbers = try node.integers("nodes_treeids", count: count)
    for place in 0..<count where modes[place] != .leaf {
      guard (0..<Int64(1 << 20)).contains(features[place]) else {
        throw node.refusal(.numberOutOfRange, "node \(place): feature \(features[place])")
      }
    }
    try findRuns(treeNumbers)
  }

  /// Columns that are compared, up to the last.
  var featureCount: Int {
    var count: Int64 = 0
    for place in modes.indices where modes[place] != .leaf { count = Swift.max(count, features[place] + 1) }
    return Int(count)
  }

  private enum Mode: CaseIterable {
    case leaf, lessOrEqual, less, greater, greaterOrEqual

    var name: String {
      switch self {
      case .leaf: "LEAF"
      case .lessOrEqual: "BRANCH_LEQ"
      case .less: "BRANCH_LT"
      case .greater: "BRANCH_GT"
      case .greaterOrEqual: "BRANCH_GTE"
      }
    }
  }

  private static func modes(_ node: ONNXNode) throws(ScoringError) -> [Mode] {
    var modes: [Mode] = []
    guard let attribute = node.attribute("nodes_modes") else { return [] }
    for range in attribute.texts {
      guard let mode = Mode.allCases.first(where: { attribute.bytes[range].elementsEqual($0.name.utf8) })
      else {
        let name = String(decoding: attribute.bytes[range].prefix(60), as: UTF8.self)
        throw node.refusal(.unsupportedFeature, "the comparison '\(name)' is not supported")
      }
      modes.append(mode)
    }
    return modes
  }

  private mutating func findRuns(_ treeNumbers: [Int64]) throws(ScoringError) {
    indices = Array(repeating: 0, count: modes.count)
    var start = 0
    while start < treeNumbers.count {
      var end = start
      var (splits, leaves): (Int32, Int32) = (0, 0)
      while end < treeNumbers.count, treeNumbers[end] == treeNumbers[start] {
        if modes[end] == .leaf {
          indices[end] = leaves
          leaves += 1
        } else {
          indices[end] = splits
          splits += 1
        }
        end += 1
      }
      guard runOfTree.updateValue(runs.count, forKey: treeNumbers[start]) == nil else {
        throw node.refusal(
          .unsupportedFeature, "the nodes of tree \(treeNumbers[start]) do not stand together")
      }
      runs.append(Run(nodes: start..<end, places: try places(start..<end), leafCount: Int(leaves)))
      start = end
    }
  }

  /// Bytes of an entry of a dictionary that grows.
  private static let placeSize = 64

  private func places(_ nodes: Range<Int>) throws(ScoringError) -> [Int64: Int]? {
    if nodes.allSatisfy({ numbers[$0] == Int64($0 - nodes.lowerBound) }) { return nil }
    try node.budget.spend(elements: nodes.count, ofBytes: Self.placeSize)
    var places: [Int64: Int] = [:]
    for place in nodes {
      guard places.updateValue(place, forKey: numbers[place]) == nil else {
        throw node.refusal(.inconsistentDocument, "node \(numbers[place]) comes twice in its tree")
      }
    }
    return places
  }

  /// The place of a tree's node; nil if the tree has none of that number.
  private func place(_ number: Int64, in run: Run) -> Int? {
    if let places = run.places { return places[number] }
    return number >= 0 && number < Int64(run.nodes.count) ? run.nodes.lowerBound + Int(number) : nil
  }

  /// The number of a leaf among its tree's leaves; nil for what is no leaf.
  func leaf(_ number: Int64, in run: Run) -> Int? {
    guard let place = place(number, in: run), modes[place] == .leaf else { return nil }
    return Int(indices[place])
  }

  /// A tree with these leaves. Its root is its first node, as ONNX Runtime takes it; ``Forest`` checks the shape.
  func tree(_ run: Run, leafValues: [Double]) throws(ScoringError) -> Tree {
    var splits: [Tree.Split] = []
    var leafNumbers: [Int32] = []
    for place in run.nodes {
      guard modes[place] != .leaf else {
        leafNumbers.append(Int32(truncatingIfNeeded: numbers[place]))
        continue
      }
      splits.append(
        split(
          place, try child(trueNodes[place], of: place, in: run),
          try child(falseNodes[place], of: place, in: run)))
    }
    guard splits.isEmpty || modes[run.nodes.lowerBound] != .leaf else {
      throw node.refusal(.inconsistentDocument, "a tree of several nodes begins with a leaf")
    }
    return Tree(splits: splits, leafValues: leafValues, leafIDs: leafNumbers)
  }

  private func child(_ number: Int64, of parent: Int, in run: Run) throws(ScoringError) -> Tree.Child {
    guard let place = place(number, in: run) else {
      throw node.refusal(
        .inconsistentDocument, "node \(numbers[parent]): its child \(number) is not in its tree")
    }
    return Tree.Child(rawValue: modes[place] == .leaf ? ~indices[place] : indices[place])
  }

  /// A comparison that is false for NaN, unless missing values track the true branch. "Greater" is "less or equal"
  /// with the branches changed over, which also sends NaN to the false one.
  private func split(_ place: Int, _ whenTrue: Tree.Child, _ whenFalse: Tree.Child) -> Tree.Split {
    let (mode, tracksTrue) = (modes[place], missingIsTrue[place] != 0)
    let isTurned = mode == .greater || mode == .greaterOrEqual
    let missingLeft = isTurned ? !tracksTrue : tracksTrue
    return Tree.Split(
      feature: Int32(truncatingIfNeeded: features[place]),
      rule: mode == .less || mode == .greaterOrEqual
        ? .xgBoost(defaultLeft: missingLeft) : .scikitTree(missingLeft: missingLeft),
      threshold: Double(thresholds[place]), left: isTurned ? whenFalse : whenTrue,
      right: isTurned ? whenTrue : whenFalse)
  }
}
