internal import ScoringKit

/// Reads XGBoost's models, JSON and UBJSON, of 1.5 to 3.4: boosted trees, forests, DART and linear models.
///
/// Nothing in the file is trusted: counts, indices, the shape of every tree, and that its arrays agree. A key
/// this library does not know is passed over, as XGBoost does; a value whose meaning it does not know (an
/// objective, a booster, a split type) is refused by name. A buffer out of a pickle, which holds `Config`
/// beside `Model`, is read like a file.
///
/// Source: `src/learner.cc`, `src/gbm/gbtree_model.cc`, `src/gbm/gblinear_model.cc` and
/// `src/tree/tree_model.cc` of XGBoost 3.2; where older releases differ, the file's own version decides.
struct XGBoostReader {
  /// What the file leaves open.
  struct Options {
    /// Which of the model's iterations count.
    var iterations = XGBoostIterations.all
    /// The value that stood for a missing one in training, beside NaN; XGBoost does not store it.
    var missingValue: Float?
  }

  /// The forest, and what the file says beside it.
  struct Result {
    let forest: Forest
    /// The release that wrote the file.
    let version: XGBoostVersion
    /// Each feature's categories, whose positions are the values the trees compare; nil for a feature without.
    let categories: [[Category]?]
  }

  /// Reads a document written in that way.
  ///
  /// - Throws: As ``read(json:options:)``.
  static func read(
    _ bytes: [UInt8], _ encoding: ValueTape.Encoding, options: Options = Options(), budget: ReadBudget
  ) throws(ScoringError) -> Result {
    switch encoding {
    case .json: try read(json: bytes, options: options, budget: budget)
    case .ubjson: try read(ubjson: bytes, options: options, budget: budget)
    }
  }

  /// Reads a JSON document.
  ///
  /// - Throws: ``ScoringError`` of group 2xx or 3xx, or ``ScoringError/Code/documentTooLarge``, with the JSON
  ///   path
  ///   and byte.
  static func read(
    json bytes: [UInt8], options: Options = Options(), budget: ReadBudget
  ) throws(ScoringError) -> Result {
    try read(try JSONScan.tape(bytes, takesNonFinite: true, budget: budget), options)
  }

  /// Reads a UBJSON document.
  ///
  /// - Throws: As ``read(json:options:)``.
  static func read(
    ubjson bytes: [UInt8], options: Options = Options(), budget: ReadBudget
  ) throws(ScoringError) -> Result {
    try read(try UBJSONScan.tape(bytes, budget: budget), options)
  }

  private static func read(_ tape: ValueTape, _ options: Options) throws(ScoringError) -> Result {
    let document = try tape.root.member("Model") ?? tape.root
    let learner = try document.required("learner")
    let version = try XGBoostVersion(try document.required("version"))
    try requireModel(learner)
    let objective = try XGBoostObjective(try learner.required("objective"), version)
    let parameters = try XGBoostParameters(try learner.required("learner_model_param"), objective)
    let booster = try XGBoostBooster(try learner.required("gradient_booster"), parameters)
    var parts = Forest.Parts(
      featureNames: try featureNames(learner, count: parameters.featureCount),
      outputCount: parameters.outputCount)
    parts.baseMargins = try parameters.baseMargins(version, isFitted: booster.isFitted)
    parts.precision = .single
    parts.link = objective.link
    parts.objective = objective.name
    parts.missingValue = options.missingValue
    try booster.addTrees(
      to: &parts, version: version, iterations: options.iterations, attributes: learner.member("attributes"))
    return Result(
      forest: try Forest(validating: parts), version: version,
      categories: try booster.categories(featureCount: parameters.featureCount))
  }

  /// Refuses a configuration, which has a model's keys but no model.
  private static func requireModel(_ learner: TapeValue) throws(ScoringError) {
    guard let booster = try learner.member("gradient_booster"), try learner.member("generic_param") != nil
    else { return }
    let trees = try booster.member("gbtree") ?? booster
    guard try trees.member("model") == nil else { return }
    throw learner.refusal(
      .unsupportedFeature,
      "this is XGBoost's configuration (save_config), which says how to train; save the model with "
        + "save_model('model.json')")
  }

  /// The stored names; `f0`, `f1`, … as XGBoost calls features without names.
  private static func featureNames(_ learner: TapeValue, count: Int) throws(ScoringError) -> [String] {
    guard let stored = try learner.member("feature_names"), !stored.isEmptyArray else {
      guard count <= XGBoostParameters.unnamedFeatureLimit else {
        throw learner.refusal(
          .numberOutOfRange,
          "\(count) features without names; at most \(XGBoostParameters.unnamedFeatureLimit) are named here"
        )
      }
      try learner.tape.budget.spend(columns: count)
      return (0..<count).map { "f\($0)" }
    }
    try learner.tape.budget.spend(columns: Int(stored.entry.count))
    var names: [String] = []
    for name in try stored.elements() { names.append(try name.string()) }
    guard names.count == count else {
      throw stored.refusal(.inconsistentDocument, "\(names.count) names for \(count) features")
    }
    return names
  }
}
