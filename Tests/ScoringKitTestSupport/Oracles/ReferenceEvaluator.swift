package import ScoringKit

/// The slow, obvious evaluator: each trainer's rules one after the other, a recursion per tree, nothing prepared.
/// It shares no code with the engine; where the two differ, one of them is wrong.
package enum ReferenceEvaluator {
  /// LightGBM's kZero, the float 1e-35 widened.
  package static let zeroBound = 1.0000000180025095e-35

  /// What a dense row's value is to LightGBM: whatever is within the zero bound is 0.
  package static func stored(_ value: Double) -> Double { abs(value) <= zeroBound ? 0 : value }

  package static func goesLeft(_ split: Tree.Split, in tree: Tree, _ row: [Double]) -> Bool {
    let value = row[Int(split.feature)]
    var x = stored(value)
    let single = Float(value)
    switch split.rule {
    case .xgBoost(let defaultLeft):
      return value.isNaN ? defaultLeft : single < Float(split.threshold)
    case .xgBoostCategorical(let defaultLeft):
      if value.isNaN { return defaultLeft }
      if single < 0 || single >= 16_777_216 { return true }
      return !isMember(Int(single.rounded(.towardZero)), of: tree.categorySets[Int(split.categorySet)])
    case .scikitTree(let missingLeft):
      return value.isNaN ? missingLeft : Double(single) <= split.threshold
    case .scikitHistogram(let missingLeft):
      return value.isNaN ? missingLeft : value <= split.threshold
    case .scikitHistogramCategorical(let missingLeft):
      if value.isNaN || value < 0 || value >= 256 { return missingLeft }
      return isMember(Int(value.rounded(.towardZero)), of: tree.categorySets[Int(split.categorySet)])
    case .lightGBM(let missing, let defaultLeft):
      if x.isNaN && missing != .nan { x = 0 }
      if missing == .zero && abs(x) <= zeroBound { return defaultLeft }
      if missing == .nan && x.isNaN { return defaultLeft }
      return x <= split.threshold
    case .lightGBMCategorical:
      if x.isNaN || abs(x) >= 2_147_483_648 { return false }
      let category = Int(x.rounded(.towardZero))
      if category < 0 { return false }
      return isMember(category, of: tree.categorySets[Int(split.categorySet)])
    }
  }

  private static func isMember(_ category: Int, of set: CategorySet) -> Bool {
    category < set.words.count * 32 && (set.words[category / 32] >> UInt32(category % 32)) % 2 == 1
  }

  /// The categories of a set, as a list.
  package static func members(of set: CategorySet) -> [Int] {
    (0..<set.words.count * 32).filter { isMember($0, of: set) }
  }

  package static func leaf(of tree: Tree, _ row: [Double]) -> Int {
    guard !tree.splits.isEmpty else { return 0 }
    return leaf(below: 0, of: tree, row)
  }

  private static func leaf(below index: Int, of tree: Tree, _ row: [Double]) -> Int {
    let split = tree.splits[index]
    let child = goesLeft(split, in: tree, row) ? split.left : split.right
    return child.rawValue < 0 ? Int(-child.rawValue - 1) : leaf(below: Int(child.rawValue), of: tree, row)
  }

  package static func value(of tree: Tree, _ row: [Double]) -> Double {
    let index = leaf(of: tree, row)
    guard let linear = tree.linearLeaves?[index] else { return tree.leafValues[index] }
    var sum = linear.constant
    for term in linear.features.indices {
      let x = row[Int(linear.features[term])]
      if x.isNaN { return tree.leafValues[index] }
      sum += linear.coefficients[term] * stored(x)
    }
    return sum
  }

  /// One margin an output: its trees' values in order, from 0.
  package static func margins(of forest: Forest, _ row: [Double]) -> [Double] {
    (0..<forest.outputCount).map { output in
      var sum = 0.0
      for iteration in 0..<forest.trees.count / forest.outputCount {
        sum += value(of: forest.trees[iteration * forest.outputCount + output], row)
      }
      return sum
    }
  }

  package static func leaves(of forest: Forest, _ row: [Double]) -> [Int32] {
    forest.trees.map { Int32(leaf(of: $0, row)) }
  }
}
