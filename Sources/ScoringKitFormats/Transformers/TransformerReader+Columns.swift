internal import ScoringKit

/// Transformers that put the answers of others side by side.
extension TransformerReader {
  /// `ColumnTransformer`.
  ///
  /// Source: `sklearn/compose/_column_transformer.py`.
  func columnTransformer(
    _ estimator: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> ColumnTransformer {
    guard let expected = try estimator.columnNames(), expected.count == columns.count else {
      throw estimator.refusal(
        .inconsistentDocument,
        "ColumnTransformer gets \(columns.count) columns, which is not what it was fitted on")
    }
    let names = ColumnPlaces(expected)
    let resolved = try estimator.attributeUnlessNone("_transformer_to_input_indices")
    var parts: [ColumnTransformer.Part] = []
    for entry in try estimator.attribute("transformers_").elements() {
      let entry = try entry.elements()
      guard entry.count == 3 else { throw estimator.mismatch("a name, a transformer and its columns") }
      let name = try entry[0].string()
      let selector = try resolved?.memberIfPresent(name) ?? entry[2]
      let places = try selector.columnPlaces(among: names)
      // A transformer without columns was never fitted.
      guard !places.isEmpty else { continue }
      parts.append(try part(name, places, entry[1], of: estimator, columns))
    }
    return try ColumnTransformer(
      inputCount: columns.count, parts: parts, naming: try naming(of: estimator),
      keepsTypes: try givesFrame(estimator))
  }

  /// `FeatureUnion`: every part takes all columns.
  ///
  /// Source: `sklearn/pipeline.py`.
  func featureUnion(
    _ estimator: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> ColumnTransformer {
    var parts: [ColumnTransformer.Part] = []
    for member in try estimator.unionMembers() {
      try PickledColumns.pay(for: columns.count, in: estimator.document)
      parts.append(
        try part(member.name, Array(0..<columns.count), member.estimator, of: estimator, columns))
    }
    return try ColumnTransformer(
      inputCount: columns.count, parts: parts, naming: try naming(of: estimator),
      keepsTypes: try givesFrame(estimator))
  }

  private func part(
    _ name: String, _ places: [Int], _ member: PickleValue, of estimator: PickleValue,
    _ columns: PickledColumns
  ) throws(ScoringError) -> ColumnTransformer.Part {
    try PickledColumns.pay(for: places.count, in: estimator.document)
    var own = columns.selected(places)
    let weight = try weight(ofPart: name, of: estimator)
    if member.isText("drop") { return ColumnTransformer.Part(name: name, columns: places, action: .drop) }
    let step = member.isText("passthrough") ? nil : try read(member, &own)
    // Before its columns' names the part's own is put.
    let prefix = try naming(of: estimator).name(ofPart: name, feature: "").utf8.count
    try estimator.document.budget.spend(nameBytes: prefix, times: own.count)
    return ColumnTransformer.Part(
      name: name, columns: places, action: step.map { .transform($0) } ?? .passthrough, weight: weight)
  }

  /// What a part's columns are multiplied by; nil where that is nothing.
  private func weight(
    ofPart name: String, of estimator: PickleValue
  ) throws(ScoringError) -> ColumnTransformer.Weight? {
    guard let weights = try estimator.attributeUnlessNone("transformer_weights"),
      let value = try weights.memberIfPresent(name), !value.isNone
    else { return nil }
    var weight: Double?
    switch value.kind {
    case .boolean: weight = try value.boolean() ? 1 : 0
    case .integer, .float, .scalar: weight = try value.double()
    default: break
    }
    guard let weight, weight.isFinite else {
      throw value.refusal(
        .unsupportedFeature,
        "\(estimator.described) has transformer_weights that are no finite numbers, which is not supported")
    }
    return ColumnTransformer.Weight(weight, keepsSingle: try !value.isDoubleOfNumPy)
  }

  /// How the columns that come out are named; a setting of FeatureUnion from 1.5, as a text of ColumnTransformer
  /// from 1.6.
  private func naming(of estimator: PickleValue) throws(ScoringError) -> ColumnTransformer.Naming {
    let option = "verbose_feature_names_out"
    guard let value = try estimator.attributeUnlessNone(option) else { return .prefixed }
    switch value.kind {
    case .boolean, .scalar: return try value.boolean() ? .prefixed : .plain
    case .text where try value.utf8().count <= Self.formatLimit:
      guard let naming = ColumnTransformer.Naming(format: try value.string()) else { fallthrough }
      return naming
    default:
      throw value.refusal(
        .unsupportedFeature,
        "\(estimator.described) names its columns by a function or format (\(option)) that is not supported; use True, "
          + "False, or a text in which only {transformer_name} and {feature_name} are replaced")
    }
  }

  /// Bytes of a format, which every column's name repeats.
  private static let formatLimit = 256
}

extension PickleValue {
  /// The members of a FeatureUnion that are there, with their names.
  func unionMembers() throws(ScoringError) -> [(name: String, estimator: PickleValue)] {
    var members: [(name: String, estimator: PickleValue)] = []
    for entry in try attribute("transformer_list").elements() {
      let parts = try entry.elements()
      guard parts.count == 2 else { throw entry.mismatch("a name and a transformer") }
      // None was another word for "drop" until 0.24.
      if parts[1].isNone || parts[1].isText("drop") { continue }
      members.append((try parts[0].string(), parts[1]))
    }
    return members
  }
}

extension PickleValue {
  /// Whether this is NumPy's float64, beside which float32 columns become float64.
  fileprivate var isDoubleOfNumPy: Bool {
    get throws(ScoringError) {
      guard kind == .scalar else { return false }
      let dtype = try array().dtype
      return dtype.kind == .float && dtype.itemSize == 8
    }
  }
}
