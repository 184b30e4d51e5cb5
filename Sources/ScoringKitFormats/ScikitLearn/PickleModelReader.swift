internal import ScoringKit

/// Reads a pickle or a joblib file and makes of it the model that it holds.
///
///     let pickled = try PickleModelReader.read(bytes)
///     pickled.format  // "scikit-learn 1.9.1 RandomForestClassifier"
///
/// A model may be the pickle itself, or stand in dictionaries, lists and MLflow's wrappers. Known classes are turned
/// into this library's models by their names; nothing is imported and nothing is run. Of an unknown class, or of a
/// known one with an option that is not supported, the whole file is refused by name.
enum PickleModelReader {
  /// What the caller decides.
  struct Options {
    /// Which of several models is meant, as refusals and ``PickledModel/path`` state it, such as `$.model`.
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
  static func read(_ bytes: [UInt8], options: Options = Options()) throws(ScoringError) -> PickledModel {
    let document = try PickleReader.read(bytes, limits: options.limits)
    let found = try PickledEstimators(in: document)
    let chosen = try found.chosen(path: options.path)
    let neighbours = found.neighbours(of: chosen)
    if try chosen.holdsModel { return try model(chosen, neighbours, options) }
    guard try chosen.isTransformer else { throw chosen.unsupportedModel }
    return try pipeline(chosen, neighbours)
  }

  private static func model(
    _ estimator: PickleValue, _ neighbours: [String], _ options: Options
  ) throws(ScoringError) -> PickledModel {
    let names = try estimator.columnNames()
    let columns = (names ?? options.columnNames).map(PickledColumns.init(names:))
    return try ColumnCategories.reading { (categories) throws(ScoringError) in
      let reader = EstimatorReader(transformers: TransformerReader(categories: categories))
      let model = try reader.model(estimator, columns)
      let forest = try Forest(validating: model.parts)
      guard
        categories.add(model.categories, refusesUnknown: model.refusesUnknownCategories, column: { $0 })
      else {
        throw estimator.refusal(.inconsistentDocument, "\(estimator.described) names a category twice")
      }
      let readsCodes = model.steps.isEmpty && model.readsCodes
      let scoring = try ScoringModel(
        schema: categories.schema(
          names: columns?.names ?? forest.featureNames, rule: readsCodes ? .codes : .values),
        pipeline: model.steps.isEmpty ? nil : Pipeline(model.steps), forest: forest, policy: nil)
      return PickledModel(
        content: .model(scoring), format: model.format, classes: model.classes,
        path: estimator.path.description,
        neighbours: neighbours)
    }
  }

  private static func pipeline(
    _ estimator: PickleValue, _ neighbours: [String]
  ) throws(ScoringError) -> PickledModel {
    guard let names = try estimator.columnNames() else {
      throw estimator.refusal(
        .unsupportedFeature, "\(estimator.described) is not fitted, or does not say how many columns it takes"
      )
    }
    let version = try estimator.attributeIfPresent("_sklearn_version")?.string()
    return try ColumnCategories.reading { (categories) throws(ScoringError) in
      let reader = TransformerReader(categories: categories)
      var columns = PickledColumns(names: names)
      guard let step = try reader.read(estimator, &columns) else {
        throw estimator.refusal(
          .unsupportedFeature, "\(estimator.described) changes nothing and holds no model")
      }
      // What it gives must be numbers: a text has none outside of this pipeline.
      categories.calculate(columns.rawColumns)
      return PickledModel(
        content: .pipeline(
          try Pipeline([step]), schema: try categories.schema(names: names, rule: .values)),
        format: "scikit-learn \(version.map { "\($0) " } ?? "")\(estimator.shortClassName ?? "transformer")",
        classes: [], path: estimator.path.description, neighbours: neighbours)
    }
  }
}
