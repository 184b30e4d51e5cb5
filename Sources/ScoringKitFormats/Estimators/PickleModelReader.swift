internal import ScoringKit

/// Reads a pickle or a joblib file and makes of it the model that it holds.
///
///     let pickled = try PickleModelReader.read(bytes)
///     pickled.format  // "scikit-learn 1.9.1 RandomForestClassifier"
///
/// A model may be the pickle itself, or stand in dictionaries, lists and MLflow's wrappers, where what stands beside it
/// counts too (``PickledArtifact``). Known classes are turned into this library's models by their names; nothing is
/// imported and nothing is run. Of an unknown class, or of a known one with an option that is not supported, the whole
/// file is refused by name.
enum PickleModelReader {
  /// What the caller decides.
  struct Options {
    /// What is meant of several parts, and meant alone, as refusals and ``PickledModel/path`` state it, such as
    /// `$.model`.
    var path: String?
    /// The names of the columns, for a model that does not say what it was fitted on, such as a dummy model of
    /// scikit-learn before 1.5.
    var columnNames: [String]?
    /// What reading may cost.
    var limits = PickleLimits()
  }

  /// Whether a document begins as a pickle does.
  static func recognises(_ bytes: [UInt8]) -> Bool { PickleReader.recognises(bytes) }

  /// Reads a document.
  ///
  /// - Throws: As ``PickleReader``; ``ScoringError/Code/unsupportedFeature``,
  ///   ``ScoringError/Code/unsupportedObjective`` or ``ScoringError/Code/unsupportedVersion`` naming what is not
  ///   supported; group 2xx, with the way to the value, for what is damaged.
  static func read(
    _ bytes: [UInt8], options: Options = Options(), budget: ReadBudget
  ) throws(ScoringError) -> PickledModel {
    let document = try PickleReader.read(bytes, limits: options.limits, budget: budget)
    let found = try EstimatorSearch(in: document)
    let chosen = if let path = options.path { try found.part(at: path) } else { try found.chosen() }
    let isModel = try chosen.holdsModel
    guard isModel else {
      guard try chosen.isTransformer else { throw try found.unsupported(chosen) }
      return try pipeline(PickledParts(of: chosen, among: found.all, isAlone: options.path != nil))
    }
    return try model(PickledParts(of: chosen, among: found.all, isAlone: options.path != nil), options)
  }

  private static func model(
    _ parts: PickledParts, _ options: Options
  ) throws(ScoringError) -> PickledModel {
    try ColumnCategories.reading { (categories) throws(ScoringError) in
      var artifact = try PickledArtifact(parts, categories)
      let estimator = parts.chosen
      let model = try artifact.model(columnNames: options.columnNames)
      let forest = try Forest(validating: model.parts)
      guard
        categories.add(model.categories, refusesUnknown: model.refusesUnknownCategories, column: { $0 })
      else {
        throw estimator.refusal(.inconsistentDocument, "\(estimator.described) names a category twice")
      }
      let readsCodes = model.steps.isEmpty && model.readsCodes
      let scoring = try ScoringModel(
        schema: categories.schema(
          names: artifact.rawNames ?? forest.featureNames, rule: readsCodes ? .codes : .values),
        pipeline: model.steps.isEmpty ? nil : Pipeline(model.steps), forest: forest, policy: nil)
      return PickledModel(
        content: .model(scoring), format: model.format, classes: model.classes,
        path: estimator.path.description, parts: try artifact.listing(of: model))
    }
  }

  private static func pipeline(_ parts: PickledParts) throws(ScoringError) -> PickledModel {
    let estimator = parts.chosen
    guard let names = try estimator.columnNames() else {
      throw estimator.refusal(
        .unsupportedFeature, "\(estimator.described) is not fitted, or does not say how many columns it takes"
      )
    }
    let version = try estimator.attributeIfPresent("_sklearn_version")?.string()
    return try ColumnCategories.reading { (categories) throws(ScoringError) in
      let artifact = try PickledArtifact(parts, categories)
      var columns = PickledColumns(names: names)
      guard let step = try artifact.reader.transformers.read(estimator, &columns) else {
        throw estimator.refusal(
          .unsupportedFeature, "\(estimator.described) changes nothing and holds no model")
      }
      // What it gives must be numbers: a text has none outside of this pipeline.
      categories.calculate(columns.rawColumns)
      return PickledModel(
        content: .pipeline(
          try Pipeline([step]), schema: try categories.schema(names: names, rule: .values)),
        format: "scikit-learn \(version.map { "\($0) " } ?? "")\(estimator.shortClassName ?? "transformer")",
        classes: [], path: estimator.path.description, parts: try artifact.listing(of: nil))
    }
  }
}
