internal import ScoringKit

/// The lines of one tree.
struct LightGBMTreeBlock {
  private let start: LightGBMLines.Line
  private let fields: Fields
  /// The line after the block: the next tree, or what ends the trees.
  let lineBehind: LightGBMLines.Line?

  /// Gathers the lines up to the next tree or the end of the trees.
  init(_ lines: inout LightGBMLines, start: LightGBMLines.Line) throws(ScoringError) {
    var fields = Fields()
    var behind: LightGBMLines.Line?
    var unknown: LightGBMLines.Line?
    var expected = 0
    while let line = lines.next() {
      if line.isEmpty { continue }
      if line.equals == nil || lines.hasKey(line, "Tree") {
        behind = line
        break
      }
      guard let key = Key(lines.bytes.span, line.key, expecting: expected) else {
        // Passed over, as LightGBM does: no release has one that changes an answer and is not read here.
        if unknown == nil { unknown = line }
        continue
      }
      guard fields[key] == nil else {
        throw ScoringError(.malformedDocument, "a tree has '\(key.name)' twice", at: line.location)
      }
      fields[key] = line
      expected = key.rawValue + 1
    }
    if let unknown, fields.lacksWhatLightGBMWrites {
      throw ScoringError(
        .malformedDocument,
        "a tree has an unknown key '\(lines.text(unknown.key).prefix(40))', and lacks a known one",
        at: unknown.location)
    }
    self.start = start
    self.fields = fields
    lineBehind = behind
  }

  /// The tree, its counts checked against each other; its shape is checked by ``Forest``.
  func tree(_ lines: LightGBMLines) throws(ScoringError) -> Tree {
    let leafLine = try field(.numLeaves)
    let leafCount = try lines.integer(leafLine)
    guard leafCount >= 1, leafCount <= Int(Int32.max) else {
      throw ScoringError(.numberOutOfRange, "num_leaves must be at least 1", at: leafLine.location)
    }
    // First, because it bounds every other count by what the file really holds.
    let leafValues = try lines.doubles(try field(.leafValue), count: leafCount)
    try lines.budget.spend(treeOfNodes: 2 * leafCount)
    try requireIgnoredCounts(lines, leafCount: leafCount)
    let sets = try categorySets(lines)
    return Tree(
      splits: try splits(lines, count: leafCount - 1, categorySetCount: sets.count),
      leafValues: leafValues,
      covers: try covers(lines, leafCount: leafCount),
      gains: try gains(lines, count: leafCount - 1),
      categorySets: sets,
      linearLeaves: try linearLeaves(lines, leafCount: leafCount))
  }

  private func field(_ key: Key) throws(ScoringError) -> LightGBMLines.Line {
    guard let line = fields[key] else {
      throw ScoringError(
        lineBehind == nil ? .truncatedDocument : .malformedDocument, "the tree has no '\(key.name)'",
        at: start.location)
    }
    return line
  }

  private func flag(_ key: Key, _ lines: LightGBMLines) throws(ScoringError) -> Bool {
    guard let line = fields[key] else { return false }
    switch try lines.integer(line) {
    case 0: return false
    case 1: return true
    default: throw ScoringError(.numberOutOfRange, "\(key.name) must be 0 or 1", at: line.location)
    }
  }

  /// Arrays that no answer needs are counted all the same: a file in which one is short is damaged.
  private func requireIgnoredCounts(_ lines: LightGBMLines, leafCount: Int) throws(ScoringError) {
    for (key, count) in [
      (Key.leafWeight, leafCount), (Key.internalValue, leafCount - 1), (Key.internalWeight, leafCount - 1),
    ] {
      guard let line = fields[key] else { continue }
      let found = lines.tokenCount(line)
      guard found == count || found == 0 else {
        throw ScoringError(
          .inconsistentDocument, "\(key.name): expected \(count) numbers, found \(found)", at: line.location)
      }
    }
  }

  private func covers(_ lines: LightGBMLines, leafCount: Int) throws(ScoringError) -> Tree.Covers? {
    // A tree of one leaf needs no cover, and some versions write none.
    guard leafCount > 1 else { return Tree.Covers(splits: [], leaves: [0]) }
    guard let leafLine = fields[.leafCount], let splitLine = fields[.internalCount] else { return nil }
    return Tree.Covers(
      splits: try lines.counts(splitLine, count: leafCount - 1),
      leaves: try lines.counts(leafLine, count: leafCount))
  }

  private func gains(_ lines: LightGBMLines, count: Int) throws(ScoringError) -> [Float] {
    guard count > 0, let line = fields[.splitGain] else { return [] }
    return try lines.doublesOrInfinities(line, count: count).map { Float($0) }
  }
}

extension LightGBMTreeBlock {
  private func splits(
    _ lines: LightGBMLines, count: Int, categorySetCount: Int
  ) throws(ScoringError) -> [Tree.Split] {
    guard count > 0 else { return [] }
    let features = try lines.integers(try field(.splitFeature), count: count)
    let thresholdLine = try field(.threshold)
    let thresholds = try lines.doublesOrInfinities(thresholdLine, count: count)
    let lefts = try lines.integers(try field(.leftChild), count: count)
    let rights = try lines.integers(try field(.rightChild), count: count)
    let rules = try rules(lines, count: count)
    var splits: [Tree.Split] = []
    splits.reserveCapacity(count)
    for index in 0..<count {
      var set: Int32 = -1
      if rules[index] == .lightGBMCategorical {
        // LightGBM keeps the index of the set where the threshold would be.
        guard let stored = Int32(exactly: thresholds[index]), stored >= 0, stored < categorySetCount else {
          throw ScoringError(
            .inconsistentDocument,
            "threshold: element \(index) is not one of the tree's \(categorySetCount) category sets",
            at: thresholdLine.location)
        }
        set = stored
      }
      splits.append(
        Tree.Split(
          feature: features[index], rule: rules[index], threshold: thresholds[index], categorySet: set,
          left: Tree.Child(rawValue: lefts[index]), right: Tree.Child(rawValue: rights[index])))
    }
    return splits
  }

  /// `decision_type`: bit 0 categorical, bit 1 default left, bits 2–3 the missing type; absent means 0.
  private func rules(_ lines: LightGBMLines, count: Int) throws(ScoringError) -> [SplitRule] {
    guard let line = fields[.decisionType] else {
      return [SplitRule](repeating: .lightGBM(missing: .none, defaultLeft: false), count: count)
    }
    let types = try lines.integers(line, count: count)
    var rules: [SplitRule] = []
    rules.reserveCapacity(count)
    for (index, type) in types.enumerated() {
      guard type >= 0, type < 16, let missing = SplitRule.Missing(rawValue: UInt8(type >> 2)) else {
        throw ScoringError(
          .unsupportedFeature, "decision_type: element \(index), \(type), is not one that LightGBM defines",
          at: line.location)
      }
      rules.append(
        type & 1 == 1 ? .lightGBMCategorical : .lightGBM(missing: missing, defaultLeft: type & 2 != 0))
    }
    return rules
  }

  private func categorySets(_ lines: LightGBMLines) throws(ScoringError) -> [CategorySet] {
    // LightGBM itself refuses a tree without num_cat: before that key, splits had another meaning.
    let countLine = try field(.numCat)
    let count = try lines.integer(countLine)
    guard count > 0 else {
      guard count == 0 else {
        throw ScoringError(.numberOutOfRange, "num_cat must not be negative", at: countLine.location)
      }
      return []
    }
    let boundaryLine = try field(.catBoundaries)
    guard count < boundaryLine.value.count else {
      throw ScoringError(
        .inconsistentDocument, "num_cat is \(count), cat_boundaries cannot hold as many",
        at: boundaryLine.location)
    }
    let boundaries = try lines.integers(boundaryLine, count: count + 1)
    let wordLine = try field(.catThreshold)
    let words = try lines.words(wordLine, count: lines.tokenCount(wordLine))
    guard boundaries[0] == 0, Int(boundaries[count]) == words.count,
      zip(boundaries, boundaries.dropFirst()).allSatisfy({ $0 <= $1 })
    else {
      throw ScoringError(
        .inconsistentDocument, "cat_boundaries must rise from 0 to the \(words.count) words of cat_threshold",
        at: boundaryLine.location)
    }
    return zip(boundaries, boundaries.dropFirst()).map { CategorySet(words: Array(words[Int($0)..<Int($1)])) }
  }

  private func linearLeaves(_ lines: LightGBMLines, leafCount: Int) throws(ScoringError) -> [Tree.LinearLeaf]?
  {
    guard try flag(.isLinear, lines) else { return nil }
    let constants = try lines.doubles(try field(.leafConst), count: leafCount)
    let countLine = try field(.numFeatures)
    let counts = try lines.integers(countLine, count: leafCount)
    let featureLine = try field(.leafFeatures)
    let features = try lines.integers(featureLine, count: lines.tokenCount(featureLine))
    let coefficients = try lines.doubles(try field(.leafCoeff), count: features.count)
    var leaves: [Tree.LinearLeaf] = []
    var first = 0
    for (constant, count) in zip(constants, counts) {
      guard count >= 0, Int(count) <= features.count - first else {
        throw ScoringError(
          .inconsistentDocument, "num_features does not add up to the \(features.count) leaf_features",
          at: countLine.location)
      }
      let range = first..<first + Int(count)
      leaves.append(
        Tree.LinearLeaf(
          constant: constant, features: Array(features[range]), coefficients: Array(coefficients[range])))
      first = range.upperBound
    }
    guard first == features.count else {
      throw ScoringError(
        .inconsistentDocument, "num_features does not add up to the \(features.count) leaf_features",
        at: countLine.location)
    }
    return leaves
  }
}
