internal import ScoringKit
internal import ScoringKitFormats

/// What `skit inspect` says about a model.
struct ModelSummary {
  let document: ModelDocument
  private let splits: SplitCounts

  private var model: ScoringModel { document.model }
  var forest: Forest { document.model.forest }

  /// Looks at a model.
  init(_ document: ModelDocument) {
    self.document = document
    splits = SplitCounts(of: document.model.forest)
  }
}

extension ModelSummary {
  /// Features shown unless all are asked for.
  static let shownFeatures = 20
  /// Of a categorical feature.
  private static let shownCategories = 8

  /// The summary for a person: one line a fact, then the features.
  ///
  /// - Parameter showsAll: Whether every feature and category is listed, however many there are.
  func text(showsAll: Bool) -> String {
    let facts: [(name: String, value: String)] =
      [
        ("kind", kind), ("format", document.format), ("digest", "sha256 \(document.digest)"),
        ("objective", forest.objective.isEmpty ? "none stated" : forest.objective),
        ("outputs", "\(forest.outputCount), link \(forest.link.formula)"), ("classes", classText),
      ] + partsOfModel + [
        ("missing", missingText), ("scaler", scalerText), ("policy", policyText),
        ("explained", model.explanationRefusal.map { "no: \($0.message)" } ?? "yes"),
        ("engine", "\(model.evaluator.engineChoice)"),
        ("features", "\(model.schema.features.count)"),
      ]
    let carried = document.background.map { [(name: "background", value: Self.text($0))] } ?? []
    // Before the last, which the list of features follows.
    return
      (ReportFormat.lines(facts.dropLast() + carried + Self.tableFacts(model) + facts.suffix(1))
      + Self.featureLines(model.schema.features, showsAll: showsAll) + PartList(parts: document.parts).lines)
      .joined(separator: "\n")
      + "\n"
  }

  private var kind: String { document.bundle == nil ? "model" : "bundle" }

  private var missingText: String {
    let parts = [
      (splits.nanIsMissing, "NaN takes the learned side"),
      (splits.zeroIsMissing, "NaN and zero take the learned side"),
      (splits.nothingIsMissing, "NaN is read as 0"),
      (splits.categorical, "categorical, NaN goes right"),
      (splits.categoricalWithMissing, "categorical, NaN takes the learned side"),
    ].filter { $0.0 > 0 }
    let stated = forest.missingValue.map { "; \($0) is missing as NaN is" } ?? ""
    guard !parts.isEmpty else { return "no split looks at a value" + stated }
    return parts.map { "\($0.1) (\($0.0) splits)" }.joined(separator: "; ") + stated
  }

  /// The steps as scikit-learn calls them, those of a pipeline inside the pipeline in its place.
  static func names(of pipeline: Pipeline) -> [String] {
    pipeline.steps.flatMap { step in
      (step as? Pipeline).map { names(of: $0) } ?? [String(describing: type(of: step))]
    }
  }

  private var scalerText: String {
    guard let pipeline = model.pipeline else { return "none" }
    guard let scaler = model.scaler else {
      return "\(Self.names(of: pipeline).joined(separator: ", ")): \(pipeline.inputCount) columns become "
        + "\(pipeline.outputCount)"
    }
    guard let clip = scaler.clip else { return "min-max" }
    return "min-max, clipped to \(clip.lowerBound) to \(clip.upperBound)"
  }

  private var policyText: String {
    guard let policy = model.policy else { return "none" }
    let margin = forest.hasMarginPerMember ? nil : forest.margin(ofPrediction: policy.threshold)
    return
      "refuses where P(\(policy.positiveClass)) \(policy.refusal.rawValue) \(policy.threshold)"
      + (margin.map { " (margin \($0))" } ?? "") + ", "
      + "states at most \(policy.reasonLimit) reasons"
  }

  private static func text(_ background: EmbeddedBackground) -> String {
    "\(background.rowCount) \(background.rowCount == 1 ? "row" : "rows"), "
      + "\(background.numberFormat.rawValue), sha256 \(background.digest)"
  }

  /// The columns of a row, one line each.
  static func featureLines(_ features: [FeatureSchema.Feature], showsAll: Bool) -> [String] {
    let shown = showsAll ? features[...] : features.prefix(shownFeatures)
    let number = "\(shown.count)".count
    var lines = ReportFormat.lines(shown.map { ($0.name, kindText($0.kind, showsAll)) })
      .enumerated().map { index, line in
        "  " + String(repeating: " ", count: number - "\(index)".count) + "\(index)  " + line
      }
    if shown.count < features.count { lines.append("  and \(features.count - shown.count) more (--all)") }
    return lines
  }

  private static func kindText(_ kind: FeatureSchema.Feature.Kind, _ showsAll: Bool) -> String {
    guard case .categorical(let categories, let acceptsUnknown) = kind else { return "numeric" }
    let shown = showsAll ? categories[...] : categories.prefix(shownCategories)
    let rest = categories.count - shown.count
    return "categorical: " + shown.map(\.description).joined(separator: ", ")
      + (rest > 0 ? ", and \(rest) more" : "")
      + (acceptsUnknown ? "; other values too" : "")
  }
}

extension ModelSummary {
  /// The summary for a program; every key is always there.
  var json: JSONContent {
    .object([
      "kind": .text(kind), "format": .text(document.format), "digest": .text(document.digest),
      "objective": .text(forest.objective), "outputs": .integer(forest.outputCount),
      "link": .text(forest.link.name), "engine": model.evaluator.engineChoice.json,
      "classes": document.classes.isEmpty ? .null : .array(document.classes.map { .text($0) }),
      "probability_of": positiveClass.map { .text($0) } ?? .null, "linear": .boolean(isLinear),
      "trees": .integer(forest.trees.count), "leaves": .integer(forest.leafCount),
      "splits": .object([
        "nan_is_missing": .integer(splits.nanIsMissing), "zero_is_missing": .integer(splits.zeroIsMissing),
        "nothing_is_missing": .integer(splits.nothingIsMissing), "categorical": .integer(splits.categorical),
        "categorical_with_missing": .integer(splits.categoricalWithMissing),
      ]),
      "scaler": scalerJSON, "policy": policyJSON, "background": backgroundJSON,
      "cannot_explain_because": model.explanationRefusal.map { .text($0.message) } ?? .null,
      "features": .array(model.schema.features.map(Self.json)),
      "importances": ImportanceTable(model).json, "tables": Self.tableJSON(model),
      "parts": PartList(parts: document.parts).json,
    ])
  }

  private var scalerJSON: JSONContent {
    guard let pipeline = model.pipeline else { return .null }
    guard let scaler = model.scaler else {
      return .object([
        "kind": .text("pipeline"), "steps": .array(Self.names(of: pipeline).map { .text($0) }),
        "columns": .integer(pipeline.outputCount),
      ])
    }
    let clip = scaler.clip.map { JSONContent.array([.number($0.lowerBound), .number($0.upperBound)]) }
    return .object(["kind": .text("min_max"), "clip": clip ?? .null])
  }

  private var policyJSON: JSONContent {
    guard let policy = model.policy else { return .null }
    return .object([
      "positive_class": .text(policy.positiveClass), "refusal": .text(policy.refusal.rawValue),
      "threshold": .number(policy.threshold),
      "margin_threshold": forest.margin(ofPrediction: policy.threshold).map { .number($0) } ?? .null,
      "reason_limit": .integer(policy.reasonLimit),
    ])
  }

  private var backgroundJSON: JSONContent {
    guard let background = document.background else { return .null }
    return .object([
      "rows": .integer(background.rowCount), "dtype": .text(background.numberFormat.rawValue),
      "digest": .text(background.digest),
    ])
  }

  static func json(_ feature: FeatureSchema.Feature) -> JSONContent {
    switch feature.kind {
    case .numeric: .object(["name": .text(feature.name), "kind": .text("numeric"), "categories": .null])
    case .categorical(let categories, let acceptsUnknown):
      .object([
        "name": .text(feature.name), "kind": .text(acceptsUnknown ? "open_categorical" : "categorical"),
        "categories": .array(categories.map(\.content)),
      ])
    }
  }
}
