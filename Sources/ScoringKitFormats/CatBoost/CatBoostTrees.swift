internal import ScoringKit

/// `oblivious_trees`: every level of a tree asks one question, whose answer is one bit of the leaf's number.
///
/// The last question is the root's, as in CatBoost's own Shapley values, so that leaves keep their numbers from left to
/// right.
struct CatBoostTrees {
  /// CatBoost's own limit.
  static let depthLimit = 16
  /// Leaves of all trees; a document of zeros takes a byte or two for each, a tree in memory eighty.
  static let leafLimit = 1 << 23

  private let features: CatBoostFeatures
  private var leafCount = 0
  private(set) var trees: [Tree] = []
  private(set) var locations: [ScoringError.Location] = []
  /// Numbers a leaf holds, the same in all trees; nil without trees.
  private(set) var leafWidth: Int?

  init(_ features: CatBoostFeatures) { self.features = features }

  mutating func read(_ list: TapeValue) throws(ScoringError) {
    // CatBoost writes null for a model without trees.
    guard list.entry.kind != .null else { return }
    let path = list.path
    for (index, value) in try list.elements().enumerated() {
      trees.append(try tree(value))
      locations.append(.path(path.element(index).description, byte: Int(value.entry.start)))
    }
  }

  private mutating func tree(_ value: TapeValue) throws(ScoringError) -> Tree {
    let questions =
      try value.member("splits").map { list throws(ScoringError) in try self.questions(list) } ?? []
    let count = 1 << questions.count
    leafCount += count
    guard leafCount <= Self.leafLimit else {
      throw value.refusal(.documentTooLarge, "the trees have more than \(Self.leafLimit) leaves")
    }
    try value.tape.budget.spend(treeOfNodes: 2 * count, leafWidth: leafWidth ?? 1)
    let values = try value.required("leaf_values")
    let numbers = try values.doubles()
    guard numbers.count % count == 0, numbers.count / count == leafWidth ?? numbers.count / count,
      !numbers.isEmpty
    else {
      throw values.refusal(
        .inconsistentDocument,
        "\(questions.count) splits need \(count) leaves of \(leafWidth ?? 1) numbers, found \(numbers.count) numbers"
      )
    }
    leafWidth = numbers.count / count
    let weights = try value.member("leaf_weights").flatMap { list throws(ScoringError) in
      list.isEmptyArray || list.entry.kind == .null ? nil : try list.doubles(count: count)
    }
    return Tree(
      splits: Self.splits(questions), leafValues: numbers, covers: weights.map(Self.covers))
  }
}

extension CatBoostTrees {
  /// What a level asks.
  private struct Question {
    let feature: Int32
    let border: Float
    let sendsMissingLeft: Bool
  }

  private func questions(_ list: TapeValue) throws(ScoringError) -> [Question] {
    // CatBoost writes null for a tree of one leaf.
    guard list.entry.kind != .null else { return [] }
    let splits = try list.elements()
    guard splits.count <= Self.depthLimit else {
      throw list.refusal(
        .unsupportedFeature, "a tree of depth \(splits.count); at most \(Self.depthLimit) is supported")
    }
    var questions: [Question] = []
    for split in splits { questions.append(try question(split)) }
    return questions
  }

  private func question(_ value: TapeValue) throws(ScoringError) -> Question {
    let kind = try value.required("split_type")
    guard try kind.string() == "FloatFeature" else {
      throw kind.refusal(
        .unsupportedFeature,
        "a split of the type '\(try kind.string().prefix(60))'; only numeric ones are supported")
    }
    let index = try value.required("float_feature_index").integer(in: 0...features.names.count - 1)
    let feature = features.features[index]
    let border = try value.required("border")
    let threshold = Float(try border.double())
    // CatBoost goes by the number, a reader by the border: they must say the same.
    if let stated = try value.member("split_index") {
      let place = try stated.integer(in: 0...Int(Int32.max)) - feature.firstBorder
      guard feature.borders.indices.contains(place), feature.borders[place] == threshold else {
        throw stated.refusal(
          .inconsistentDocument, "the border of that number is another one of the feature's")
      }
    }
    return Question(feature: Int32(index), border: threshold, sendsMissingLeft: feature.sendsMissingLeft)
  }

  /// Level by level: the children of split k are 2k + 1 and 2k + 2, leaves counted on behind the last split.
  private static func splits(_ questions: [Question]) -> [Tree.Split] {
    let splitCount = (1 << questions.count) - 1
    func child(_ place: Int) -> Tree.Child {
      Tree.Child(rawValue: place < splitCount ? Int32(place) : ~Int32(place - splitCount))
    }
    var splits: [Tree.Split] = []
    splits.reserveCapacity(splitCount)
    for question in questions.reversed() {
      for _ in 0...splits.count {
        let place = splits.count
        splits.append(
          Tree.Split(
            feature: question.feature, rule: .scikitTree(missingLeft: question.sendsMissingLeft),
            threshold: Double(question.border), left: child(2 * place + 1), right: child(2 * place + 2)))
      }
    }
    return splits
  }

  private static func covers(_ weights: [Double]) -> Tree.Covers {
    var sums = [Double](repeating: 0, count: weights.count - 1) + weights
    for place in (0..<weights.count - 1).reversed() {
      sums[place] = sums[2 * place + 1] + sums[2 * place + 2]
    }
    return Tree.Covers(splits: Array(sums[..<(weights.count - 1)]), leaves: weights)
  }
}
