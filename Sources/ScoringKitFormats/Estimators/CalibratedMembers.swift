internal import ScoringKit

/// Models of one kind side by side, to be made one model with the outputs of all.
struct CalibratedMembers {
  private let members: [EstimatorModel]
  private let source: PickleValue

  /// Checks that the members are alike.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` where they differ in more than their trees and numbers;
  ///   ``ScoringError/Code/inconsistentDocument`` for a member that does not fit itself.
  init(_ members: [EstimatorModel], of source: PickleValue) throws(ScoringError) {
    self.members = members
    self.source = source
    guard members.allSatisfy({ $0.isLike(members[0]) }) else {
      throw source.refusal(
        .unsupportedFeature,
        "the classifiers in \(source.described) differ in kind; fit all of them as one kind, with the same options"
      )
    }
    for member in members {
      let parts = member.parts
      guard parts.leafWidth >= 1, parts.outputCount % parts.leafWidth == 0,
        parts.baseMargins.isEmpty || parts.baseMargins.count == parts.outputCount,
        parts.outputOfTree.isEmpty || parts.outputOfTree.count == parts.trees.count
      else {
        throw source.refusal(.inconsistentDocument, "a classifier's trees do not fit its outputs")
      }
    }
  }

  /// One model with the members' outputs, in their order; its link is still to be set.
  func model(classes: ScikitClasses) throws(ScoringError) -> EstimatorModel {
    var model = members[0]
    model.classes = classes.labels
    model.parts.outputCount = members.count * members[0].parts.outputCount
    model.parts.baseMargins = []
    model.parts.outputOfTree = []
    model.parts.trees = []
    model.parts.treeLocations = []
    // Members have iterations of their own, so that no cut of the whole would mean anything.
    model.parts.iterationStarts = []
    model.parts.scaleAndBias = joinedScaleAndBias
    let hasSteps = members.contains { !$0.steps.isEmpty } && members.count > 1
    var firstColumn = 0
    for (place, member) in members.enumerated() {
      let parts = member.parts
      let firstOutput = place * parts.outputCount
      model.parts.baseMargins +=
        parts.baseMargins.isEmpty ? [Double](repeating: 0, count: parts.outputCount) : parts.baseMargins
      model.parts.outputOfTree += parts.completeOutputOfTree.map {
        Int32(truncatingIfNeeded: Int($0) + firstOutput)
      }
      for tree in parts.trees {
        guard let tree = tree.shifted(by: firstColumn, featureCount: parts.featureNames.count) else {
          throw source.refusal(.inconsistentDocument, "a tree looks at a column that does not exist")
        }
        model.parts.trees.append(tree)
      }
      model.parts.treeLocations += parts.treeLocations
      if hasSteps { firstColumn += parts.featureNames.count }
    }
    if hasSteps { try joinSteps(into: &model) }
    return model
  }

  /// The members' biases side by side; their scale is the same.
  private var joinedScaleAndBias: Forest.ScaleAndBias? {
    members[0].parts.scaleAndBias.map { first in
      Forest.ScaleAndBias(
        scale: first.scale, biases: members.flatMap { $0.parts.scaleAndBias?.biases ?? first.biases })
    }
  }

  /// Each member's preparation beside the others', on the same raw columns.
  private func joinSteps(into model: inout EstimatorModel) throws(ScoringError) {
    guard let rawCount = members[0].steps.first?.inputCount,
      members.allSatisfy({ $0.steps.first?.inputCount == rawCount })
    else {
      throw source.refusal(
        .unsupportedFeature,
        "the classifiers in \(source.described) prepare their rows in different ways; put the preparation before it"
      )
    }
    var parts: [ColumnTransformer.Part] = []
    var names: [String] = []
    for (place, member) in members.enumerated() {
      try PickledColumns.pay(for: rawCount, in: source.document)
      parts.append(
        ColumnTransformer.Part(
          name: "member\(place)", columns: Array(0..<rawCount), action: .transform(try Pipeline(member.steps))
        ))
      names += member.parts.featureNames.map { "member\(place)__\($0)" }
    }
    model.steps = [try ColumnTransformer(inputCount: rawCount, parts: parts, keepsTypes: true)]
    model.parts.featureNames = names
  }
}

extension EstimatorModel {
  /// Whether two models differ in no more than their trees and numbers.
  fileprivate func isLike(_ other: EstimatorModel) -> Bool {
    let comparesNames = steps.isEmpty
    return parts.frame(named: comparesNames) == other.parts.frame(named: comparesNames)
      && format == other.format && categories == other.categories
      && refusesUnknownCategories == other.refusesUnknownCategories
      && hasDecisionFunction == other.hasDecisionFunction
  }
}

extension Forest.Parts {
  /// The parts without what members may differ in, so that a new field is compared unless it is named here.
  fileprivate func frame(named isNamed: Bool) -> Forest.Parts {
    var frame = self
    if !isNamed { frame.featureNames = [] }
    frame.trees = []
    frame.treeLocations = []
    frame.outputOfTree = []
    frame.iterationStarts = []
    frame.baseMargins = []
    frame.scaleAndBias = scaleAndBias.map { Forest.ScaleAndBias(scale: $0.scale, biases: []) }
    return frame
  }
}

extension Tree {
  /// The tree with its features further to the right; nil if it has one that does not exist.
  fileprivate func shifted(by offset: Int, featureCount: Int) -> Tree? {
    let features = splits.map(\.feature) + (linearLeaves ?? []).flatMap(\.features)
    guard features.allSatisfy({ $0 >= 0 && Int($0) < featureCount }),
      let shift = Int32(exactly: offset), Int(Int32.max) - offset >= featureCount
    else { return nil }
    guard shift > 0 else { return self }
    return Tree(
      splits: splits.map {
        Split(
          feature: $0.feature + shift, rule: $0.rule, threshold: $0.threshold, categorySet: $0.categorySet,
          left: $0.left, right: $0.right)
      }, leafValues: leafValues, covers: covers, gains: gains, categorySets: categorySets,
      linearLeaves: linearLeaves.map {
        $0.map {
          LinearLeaf(
            constant: $0.constant, features: $0.features.map { $0 + shift }, coefficients: $0.coefficients,
            rule: $0.rule)
        }
      }, leafIDs: leafIDs)
  }
}
