internal import ScoringKit

/// `gbtree`'s model: the trees, the output each adds to, and which of them an iteration added.
struct XGBoostTrees {
  /// Words that the sets of all categorical splits may take, 64 MiB: one category of a high number makes a
  /// long set, so the file does not bound them.
  static let categoryWordLimit = 1 << 24

  private let model: TapeValue
  private let outputCount: Int
  /// DART's weight of each tree; nil for ordinary trees.
  private let weights: [Float]?
  private let outputOfTree: [Int32]
  let treeCount: Int

  /// - Parameter weights: DART's `weight_drop`.
  init(_ model: TapeValue, _ parameters: XGBoostParameters, weights: TapeValue?) throws(ScoringError) {
    self.model = model
    outputCount = parameters.outputCount
    let stated = try model.required("gbtree_model_param").required("num_trees")
    treeCount = try stated.count(in: 0...Int(Int32.max))
    let outputs = try model.required("tree_info")
    outputOfTree = try outputs.integers(count: treeCount)
    if let tree = outputOfTree.firstIndex(where: { $0 < 0 || $0 >= parameters.outputCount }) {
      throw outputs.refusal(
        .inconsistentDocument, "not one of the model's \(parameters.outputCount) outputs", element: tree)
    }
    self.weights = try weights?.singles(count: treeCount)
  }

  /// Adds the trees of the chosen iterations, in the order of their numbers.
  func add(
    to parts: inout Forest.Parts, version: XGBoostVersion, iterations: XGBoostIterations,
    attributes: TapeValue?
  ) throws(ScoringError) {
    let starts = try iterationStarts(iterations, attributes)
    let range = (starts.first ?? 0)..<(starts.last ?? treeCount)
    parts.iterationStarts = starts.map { $0 - range.lowerBound }
    let list = try model.required("trees")
    let listPath = list.path
    var categoryWords = 0
    for (number, place) in try treePlaces(list).enumerated() {
      let value = place.value
      // Every tree is read, and refused if it is damaged, whether it counts or not.
      let block = try XGBoostTreeBlock(value)
      try model.tape.budget.spend(treeOfNodes: block.nodeCount)
      if !version.isAtLeast(1, 7, 3) { try block.requireMissingCategoriesLeft() }
      let tree = try block.tree(weight: weights?[number], categoryWords: &categoryWords)
      guard range.contains(number) else { continue }
      parts.trees.append(tree)
      parts.outputOfTree.append(outputOfTree[number])
      let path = listPath.element(place.position).description
      parts.treeLocations.append(.path(path, byte: Int(value.entry.start)))
    }
  }

  /// Where each tree stands, by its `id`, which is its number.
  private func treePlaces(_ list: TapeValue) throws(ScoringError) -> [(position: Int, value: TapeValue)] {
    let stored = try list.elements()
    guard stored.count == treeCount else {
      throw list.refusal(.inconsistentDocument, "expected \(treeCount) trees, found \(stored.count)")
    }
    var positions = [Int](repeating: -1, count: treeCount)
    for (position, tree) in stored.enumerated() {
      let id = try tree.required("id")
      let number = try id.integer(in: 0...treeCount - 1)
      guard positions[number] < 0 else {
        throw id.refusal(.inconsistentDocument, "two trees have the id \(number)")
      }
      positions[number] = position
    }
    return positions.map { ($0, stored[$0]) }
  }

  /// The first tree of each chosen iteration, and behind the last one the next tree; empty where all are chosen and
  /// the file does not say which are which.
  private func iterationStarts(
    _ iterations: XGBoostIterations, _ attributes: TapeValue?
  ) throws(ScoringError) -> [Int] {
    let stored = try storedIterationStarts()
    if iterations == .all {
      if let stored { return stored }
      return treeCount == 0 ? [] : (try? equalIterationStarts(attributes)) ?? []
    }
    let starts = if let stored { stored } else { try equalIterationStarts(attributes) }
    let range = try iterations.range(attributes: attributes, count: starts.count - 1)
    return Array(starts[range.lowerBound...range.upperBound])
  }

  /// The first tree of each iteration, and behind the last one the number of trees; stored from 2.0 on.
  private func storedIterationStarts() throws(ScoringError) -> [Int]? {
    guard let stored = try model.member("iteration_indptr") else { return nil }
    let starts = try stored.integers().map(Int.init)
    guard starts.first == 0, starts.last == treeCount, zip(starts, starts.dropFirst()).allSatisfy(<=) else {
      throw stored.refusal(
        .inconsistentDocument, "expected numbers that rise from 0 to the \(treeCount) trees")
    }
    return starts
  }

  /// The same where it is not stored: every iteration adds `num_parallel_tree` trees to each output, a number
  /// that files before 1.6 lack, though what early stopping leaves behind may tell it.
  private func equalIterationStarts(_ attributes: TapeValue?) throws(ScoringError) -> [Int] {
    let (size, overflows) = try parallelTreeCount(attributes).multipliedReportingOverflow(by: outputCount)
    guard !overflows, treeCount % size == 0 else {
      throw model.refusal(
        .inconsistentDocument, "\(treeCount) trees do not divide into iterations of \(size)")
    }
    return Array(stride(from: 0, through: treeCount, by: size))
  }

  private func parallelTreeCount(_ attributes: TapeValue?) throws(ScoringError) -> Int {
    if let stated = try model.required("gbtree_model_param").member("num_parallel_tree") {
      return try stated.count(in: 1...Int(Int32.max))
    }
    guard let best = try attributes?.member("best_iteration"),
      let limit = try attributes?.member("best_ntree_limit")
    else { return 1 }
    let iterationCount = try best.count(in: 0...Int(Int32.max)) + 1
    let treeCount = try limit.count(in: 1...Int(Int32.max))
    return treeCount % iterationCount == 0 ? treeCount / iterationCount : 1
  }

  /// Each feature's categories, from 3.1 on.
  func categories(featureCount: Int) throws(ScoringError) -> [[Category]?] {
    guard let container = try model.member("cats") else {
      return [[Category]?](repeating: nil, count: featureCount)
    }
    return try XGBoostCategories(container, featureCount: featureCount).values
  }
}
