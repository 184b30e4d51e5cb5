internal import ScoringKit

/// A model put together with what stands beside it in a pickle of several parts.
///
/// Applied is what can mean one thing only: one fitted transformer whose columns are the model's, by their number and,
/// where both have names, by these; and a list of names for columns that have none. What is of no use to a prediction
/// is listed. All else is refused with the parts' names, because a model without its scaler answers wrongly and says
/// nothing.
struct PickledArtifact {
  let parts: PickledParts
  let reader: EstimatorReader
  /// The columns of a row, where the parts name them.
  private(set) var rawNames: [String]?
  private var namingLists: [PickleNode.Index] = []

  private var chosen: PickleValue { parts.chosen }

  /// Takes the parts.
  ///
  /// - Parameter categories: Where what the steps say of the columns is noted.
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` naming those of which it is not certain whether they prepare
  ///   rows.
  init(_ parts: PickledParts, _ categories: ColumnCategories) throws(ScoringError) {
    self.parts = parts
    reader = EstimatorReader(transformers: TransformerReader(categories: categories))
    if let first = parts.uncertain.first {
      let alike = parts.uncertain.map(\.value)
      let stand = alike.count == 1 ? "stands" : "stand"
      throw refusal(
        first.value,
        "beside \(whole) \(stand)\(EstimatorSearch.list(alike, limit: Self.namedLimit).dropFirst()); \(first.value.path) \(first.reason)"
      )
    }
    if parts.labelEncoders.count > 1 {
      throw refusal(
        parts.labelEncoders[0],
        "beside \(whole) stand LabelEncoders\(EstimatorSearch.list(parts.labelEncoders, limit: Self.namedLimit)); which columns they encode is "
          + "in the program that saved them")
    }
    if parts.transformers.count > 1 {
      throw refusal(
        parts.transformers[0],
        "beside \(whole) stand \(parts.transformers.count) transformers\(EstimatorSearch.list(parts.transformers, limit: Self.namedLimit)); "
          + "which of them a row goes through, and in which order, is in the program that saved them")
    }
  }

  /// The model, behind the transformer beside it if there is one.
  ///
  /// - Parameter columnNames: The columns' names, for a model that does not say on what it was fitted.
  mutating func model(columnNames: [String]?) throws(ScoringError) -> EstimatorModel {
    let model =
      if let transformer = parts.transformers.first {
        try model(behind: transformer)
      } else {
        try plainModel(columnNames)
      }
    if let encoder = parts.labelEncoders.first { try requireTarget(encoder, of: model) }
    return model
  }

  private mutating func plainModel(_ columnNames: [String]?) throws(ScoringError) -> EstimatorModel {
    if let own = try chosen.columnNames() ?? columnNames {
      let names = try named(own)
      rawNames = names
      return try reader.model(chosen, PickledColumns(names: names))
    }
    var model = try reader.model(chosen, nil)
    // A booster's own names say only places where it was trained on an array.
    if model.steps.isEmpty { model.parts.featureNames = try named(model.parts.featureNames) }
    rawNames = model.parts.featureNames
    return model
  }

  /// The names that a list beside the model gives to columns that have none.
  ///
  /// Two lists of as many different names decide nothing.
  private mutating func named(_ own: [String]) throws(ScoringError) -> [String] {
    let arePlaces = own.enumerated().allSatisfy { FeatureSchema.isPlace($1, at: $0) }
    var found: [String]?
    var lists: [PickleNode.Index] = []
    for list in parts.textLists where list.count == own.count {
      guard let texts = try list.texts() else { continue }
      let stored = texts.map(FeatureSchema.storedName)
      if !arePlaces {
        if stored == own.map(FeatureSchema.storedName) { lists.append(list.value.index) }
      } else if list.value.path.key.map(PickledKey.namesColumns) ?? (own.count > 2) {
        guard found == nil || found == texts else { return own }
        found = texts
        lists.append(list.value.index)
      }
    }
    namingLists = lists
    return found ?? own
  }
}

// MARK: - One transformer

extension PickledArtifact {
  private mutating func model(behind transformer: PickleValue) throws(ScoringError) -> EstimatorModel {
    // By itself first: its columns and its splits say whether it was trained on what the transformer gives.
    let alone = try EstimatorReader(transformers: TransformerReader(categories: ColumnCategories()))
      .model(chosen, chosen.columnNames().map(PickledColumns.init(names:)))
    let what = "\(transformer.path) (\(transformer.shortClassName ?? "transformer"))"
    guard alone.steps.isEmpty else {
      throw refusal(
        transformer,
        "beside \(whole), which prepares its rows itself, stands \(what); whether rows go through both "
          + "cannot be told")
    }
    let own = alone.parts.featureNames
    var columns = PickledColumns(names: try names(before: transformer, own))
    let names = columns.names
    let steps = try reader.transformers.pipeline([("", transformer)], &columns)
    guard columns.count == own.count else {
      throw refusal(
        transformer,
        "\(what) gives \(columns.count) columns and the model beside it takes \(own.count); the others come from the "
          + "program that saved them")
    }
    for (place, (given, taken)) in zip(columns.names, own).enumerated() where !fits(given, taken, place) {
      throw refusal(
        transformer,
        "column \(place) is \(DocumentPath.quoted(key: given)) behind \(what) and \(DocumentPath.quoted(key: taken)) in the "
          + "model beside it")
    }
    let splits = ScaledSplits(of: alone.parts.trees)
    if let reason = try splits.contradiction(to: transformer, names: columns.names) {
      throw refusal(
        transformer,
        "beside \(whole) stands \(what), but the model was trained on other rows than it gives: \(reason)")
    }
    rawNames = names
    var model = try reader.model(chosen, columns)
    model.steps = steps + model.steps
    return model
  }

  /// The names of the columns a transformer takes: its own, or a list's, or the model's where each column stays in its
  /// place.
  private mutating func names(
    before transformer: PickleValue, _ own: [String]
  ) throws(ScoringError) -> [String] {
    guard let names = try transformer.columnNames() else {
      throw refusal(transformer, "\(transformer.path) does not say how many columns it takes")
    }
    let named = try named(names)
    let arePlaces = named.enumerated().allSatisfy { FeatureSchema.isPlace($1, at: $0) }
    return arePlaces && transformer.keepsColumns && own.count == names.count ? own : named
  }

  /// Whether a column of that name may be the model's column: names that only say a place fit every name, and a column
  /// transformer puts its part's name in front.
  private func fits(_ given: String, _ taken: String, _ place: Int) -> Bool {
    let stored = FeatureSchema.storedName(given)
    let wanted = FeatureSchema.storedName(taken)
    return stored == wanted || stored.hasSuffix("__\(wanted)") || FeatureSchema.isPlace(taken, at: place)
      || FeatureSchema.isPlace(given, at: place)
  }
}

extension PickleValue {
  /// Whether each column that a transformer gives is made of the one in its place.
  fileprivate var keepsColumns: Bool {
    switch estimatorKind {
    case .transformer(.minMaxScaler), .transformer(.standardScaler), .transformer(.maxAbsScaler),
      .transformer(.robustScaler), .transformer(.simpleImputer):
      true
    default: false
    }
  }
}

// MARK: - The target's encoder

extension PickledArtifact {
  /// Refuses a label encoder that may be a column's: it is the target's where it has the classifier's classes, and its
  /// key says so, or its classes are texts (which no column of numbers takes for its own) and it does not stand in a
  /// list of encoders, which are columns', or it changes nothing.
  private func requireTarget(_ encoder: PickleValue, of model: EstimatorModel) throws(ScoringError) {
    guard let classes = try encoder.attributeUnlessNone("classes_") else { return }
    let labels = try classes.array().labels()
    let areTexts = labels.allSatisfy { if case .text = $0 { true } else { false } }
    let areNumbers = labels.enumerated().allSatisfy { $1.number == Double($0) }
    let isNamed = encoder.path.key.map(PickledKey.namesTarget) ?? false
    let isListed = encoder.path.parent?.key.map(PickledKey.listsEncoders) ?? false
    let count =
      model.classes.isEmpty
      ? (model.parts.outputCount == 1 ? 2 : model.parts.outputCount) : model.classes.count
    let isClassifier = !model.classes.isEmpty || model.parts.link.givesProbability
    let isTarget =
      isClassifier && labels.count == count && (isNamed || (areTexts && !isListed))
      && !namesColumn(encoder)
    guard isTarget || areNumbers else {
      throw refusal(
        encoder,
        "beside \(whole) stands \(encoder.path) (LabelEncoder); whether of a column or of the target cannot be told"
      )
    }
  }

  /// Whether an encoder's key names a column of the model's.
  private func namesColumn(_ encoder: PickleValue) -> Bool {
    guard let bytes = encoder.path.key.map(PickledKey.beginning), let names = rawNames else { return false }
    return names.contains { $0.utf8.count > 1 && bytes.contains(text: $0.lowercased()) }
  }
}

// MARK: - What is said of them

extension PickledArtifact {
  private var whole: String {
    "\(parts.isOfModel ? "the model" : "the transformer") (\(chosen.path))"
  }

  private func refusal(_ value: PickleValue, _ reason: String) -> ScoringError {
    value.refusal(
      .unsupportedFeature,
      "\(reason). Save what prepares rows and the model as one Pipeline; or load the part \(chosen.path) alone "
        + "(part, --part in skit) and give it prepared rows")
  }

  /// All parts and what became of each, the first few; nothing where the model is all there is.
  func listing(of model: EstimatorModel?) throws(ScoringError) -> [DocumentPart] {
    guard chosen.index != chosen.document.root.index else { return [] }
    var listing = [DocumentPart(chosen, .model, note: "")]
    for transformer in parts.transformers {
      listing.append(DocumentPart(transformer, .applied, note: "to every row before the model"))
    }
    for encoder in parts.labelEncoders {
      listing.append(DocumentPart(encoder, .unused, note: try note(on: encoder, model)))
    }
    for list in parts.textLists {
      let names = namingLists.contains(list.value.index)
      listing.append(DocumentPart(list.value, names ? .names : .unused, note: ""))
    }
    for part in parts.unused.prefix(Self.listLimit) {
      listing.append(DocumentPart(part.value, .unused, note: part.note))
    }
    return listing
  }

  private func note(on encoder: PickleValue, _ model: EstimatorModel?) throws(ScoringError) -> String {
    guard let classes = try encoder.attributeUnlessNone("classes_") else { return "is not fitted" }
    let labels = try classes.array().labels().prefix(8).enumerated()
    return "names the classes: "
      + labels.map { "\($0) is \($1.description.prefix(40))" }.joined(separator: ", ")
  }

  private static let listLimit = 64
  /// Parts named in a refusal, whose end, the way out, C would cut off behind 511 bytes.
  private static let namedLimit = 3
}

extension DocumentPart {
  fileprivate init(_ value: PickleValue, _ role: Role, note: String) {
    self.init(path: value.path.description, content: value.summary, role: role, note: note)
  }
}
