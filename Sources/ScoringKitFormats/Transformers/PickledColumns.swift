internal import ScoringKit

/// The columns of a row at some place of a pickled pipeline.
struct PickledColumns {
  /// Their names there.
  private(set) var names: [String]
  /// The raw column that each is made of.
  private(set) var sources: [Int]
  /// Whether each holds its raw column's own values, imputed or not, and nothing that was computed of them.
  private(set) var holdsValues: [Bool]
  /// Whether scikit-learn holds them as a sparse matrix, on which some of its arithmetic differs in the last bit.
  var isSparse = false

  var count: Int { names.count }

  /// The raw columns themselves.
  init(names: [String]) {
    self.names = names
    sources = Array(names.indices)
    holdsValues = names.map { _ in true }
  }

  /// Takes the room for that many columns from the document's allowance: a number in a small file can name any count.
  static func pay(for count: Int, in document: PickleDocument) throws(ScoringError) {
    try document.budget.spend(columns: count)
  }

  /// Some of the columns, which must exist.
  func selected(_ places: [Int]) -> PickledColumns {
    var columns = self
    columns.names = places.map { names[$0] }
    columns.sources = places.map { sources[$0] }
    columns.holdsValues = places.map { holdsValues[$0] }
    return columns
  }

  /// The columns behind a step.
  func behind(_ step: any Transformer, _ budget: ReadBudget) throws(ScoringError) -> PickledColumns {
    var columns = self
    try budget.spend(columns: step.outputCount)
    let places = (0..<step.outputCount).map { step.source(ofOutput: $0) }
    // What a name becomes begins or ends with it; what is put to it, whoever puts it pays for.
    for place in places { try budget.spend(nameBytes: names[place].utf8.count) }
    columns.names = try step.outputNames(inputNames: names)
    columns.sources = places.map { sources[$0] }
    columns.holdsValues = places.enumerated().map { step.keepsValues(ofOutput: $0) && holdsValues[$1] }
    return columns
  }

  /// Of each, the raw column whose own values it holds; nil where they are computed.
  var rawPlaces: [Int?] { sources.indices.map { holdsValues[$0] ? sources[$0] : nil } }

  /// The raw columns whose own values these are.
  var rawColumns: [Int] { rawPlaces.compactMap(\.self) }
}

extension PickleValue {
  /// The classifier of a pair of classifier and calibrators; renamed in 1.2.
  func calibratedEstimator() throws(ScoringError) -> PickleValue {
    if let estimator = try attributeUnlessNone("estimator") { return estimator }
    return try attribute("base_estimator")
  }

  /// The columns that a fitted estimator takes; nil where it does not say.
  ///
  /// A name is scikit-learn's (`feature_names_in_`), or x and the column's number where it was fitted without names.
  func columnNames() throws(ScoringError) -> [String]? {
    try document.nested(work: PickleValue.estimatorWork) { () throws(ScoringError) in try nestedColumnNames()
    }
  }

  private func nestedColumnNames() throws(ScoringError) -> [String]? {
    switch estimatorKind {
    case .pipeline: return try pipelineColumnNames()
    case .search: return try attributeIfPresent("best_estimator_")?.columnNames()
    case .frozen: return try attribute("estimator").columnNames()
    case .calibrated:
      if let names = try attributeUnlessNone("feature_names_in_") { return try names.columnNameTexts() }
      return try attributeIfPresent("calibrated_classifiers_")?.elements().first?.calibratedEstimator()
        .columnNames()
    case .transformer(.featureUnion):
      for member in try unionMembers() where member.estimator.kind == .object {
        if let names = try member.estimator.columnNames() { return names }
      }
      return nil
    case .lightGBM, .xgBoost, .labelEncoder, nil: return nil
    default: break
    }
    for name in ["feature_names_in_", "_feature_names_in"] {
      if let names = try attributeUnlessNone(name) { return try names.columnNameTexts() }
    }
    guard let count = try columnCount() else { return nil }
    return (0..<count).map { "x\($0)" }
  }

  /// Steps that pass their columns on, such as samplers, may not say how many; the first that does counts for all.
  /// The texts of an array, as names of columns.
  private func columnNameTexts() throws(ScoringError) -> [String] {
    let names = try array().strings()
    try document.budget.spend(nameBytes: names.reduce(0) { $0 + $1.utf8.count })
    return names
  }

  private func pipelineColumnNames() throws(ScoringError) -> [String]? {
    for step in try pipelineSteps() {
      if let names = try step.estimator.columnNames() { return names }
    }
    for step in try pipelineSteps().dropLast() where !step.estimator.isSampler {
      if case nil = step.estimator.estimatorKind { throw step.estimator.unsupportedStep }
    }
    return nil
  }

  private func columnCount() throws(ScoringError) -> Int? {
    for name in ["n_features_in_", "_n_features", "n_features_"] {
      guard let value = try attributeUnlessNone(name) else { continue }
      let count = try value.integer(in: 0...Int(Int32.max))
      try PickledColumns.pay(for: count, in: document)
      return count
    }
    // Before 1.0 some estimators only showed it in what they had learned.
    if case .logistic = estimatorKind, let learned = try attributeUnlessNone("coef_"),
      let count = try learned.array().shape.last, (0...Int(Int32.max)).contains(count)
    {
      try PickledColumns.pay(for: count, in: document)
      return count
    }
    if let categories = try attributeUnlessNone("categories_") { return try categories.elements().count }
    for name in ["statistics_", "scale_"] {
      if let learned = try attributeUnlessNone(name) { return try learned.array().count }
    }
    return nil
  }

  /// The steps of a pipeline that are there, with their names.
  func pipelineSteps() throws(ScoringError) -> [(name: String, estimator: PickleValue)] {
    var steps: [(name: String, estimator: PickleValue)] = []
    for step in try attribute("steps").elements() {
      let parts = try step.elements()
      guard parts.count == 2 else { throw step.mismatch("a name and an estimator") }
      if parts[1].isNone || parts[1].isText("passthrough") { continue }
      steps.append((try parts[0].string(), parts[1]))
    }
    return steps
  }
}
