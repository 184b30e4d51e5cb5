/// A model ready to serve: what a file holds, prepared. Rows in, margins, probabilities, reasons and decisions
/// out.
///
/// A *bare* model takes the trainer's columns. A *bundle's* model takes raw columns: it scales them itself,
/// knows their categories, and decides by its policy.
///
/// Immutable; any number of threads may use one at a time.
public struct ScoringModel: Sendable {
  /// The columns a row must have, in order.
  public let schema: FeatureSchema
  /// Applied to a row before the model sees it; nil where the model takes the columns as they are.
  public let scaler: MinMaxScaler?
  /// Margins, predictions and leaf indices of *scaled* rows.
  public let evaluator: Evaluator
  /// Shapley values of *scaled* rows; nil where the model cannot be explained.
  public let explainer: Explainer?
  /// The lender's rule; nil for a bare model.
  public let policy: Policy?
  /// The margin that the policy's threshold stands for.
  private let marginThreshold: Double?
  /// Why there is no explainer.
  private let explainerRefusal: ScoringError?

  /// The model's trees.
  public var forest: Forest { evaluator.forest }

  /// Prepares a bare model.
  public init(_ forest: Forest) {
    schema = FeatureSchema(of: forest)
    scaler = nil
    evaluator = Evaluator(forest)
    (explainer, explainerRefusal) = Self.makeExplainer(forest)
    policy = nil
    marginThreshold = nil
  }

  /// Prepares a model with its schema, scaler and policy.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` if the parts do not fit each other: other names or
  ///   another order than the model's, a scaler of another width, a policy on several outputs or on something
  ///   that is no probability. ``ScoringError/Code/unsupportedOperation`` if the policy wants reasons and the
  ///   model cannot be explained.
  public init(
    schema: FeatureSchema, scaler: MinMaxScaler?, forest: Forest, policy: Policy?
  ) throws(ScoringError) {
    try Self.requireFit(schema, forest)
    if let scaler, scaler.featureCount != forest.featureCount {
      throw ScoringError(
        .inconsistentDocument,
        "the scaler has \(scaler.featureCount) features, the model \(forest.featureCount)")
    }
    self.schema = schema
    self.scaler = scaler
    evaluator = Evaluator(forest)
    (explainer, explainerRefusal) = Self.makeExplainer(forest)
    self.policy = policy
    marginThreshold = try policy.map { policy throws(ScoringError) in
      guard forest.link.givesProbability, let margin = forest.margin(ofPrediction: policy.threshold) else {
        throw ScoringError(
          .inconsistentDocument,
          "a policy needs a model with one probability; this one's objective is "
            + "'\(forest.objective)' with \(forest.outputCount) outputs")
      }
      return margin
    }
    if let explainerRefusal, let policy, policy.reasonLimit > 0 { throw explainerRefusal }
  }

  private static func makeExplainer(_ forest: Forest) -> (Explainer?, ScoringError?) {
    do throws(ScoringError) {
      return (try Explainer(forest), nil)
    } catch {
      return (nil, error)
    }
  }

  private static func requireFit(_ schema: FeatureSchema, _ forest: Forest) throws(ScoringError) {
    guard schema.features.count == forest.featureCount else {
      throw ScoringError(
        .inconsistentDocument,
        "the schema has \(schema.features.count) features, the model \(forest.featureCount)")
    }
    for (index, feature) in schema.features.enumerated() {
      let trained = forest.featureNames[index]
      guard FeatureSchema.storedName(feature.name) == FeatureSchema.storedName(trained) else {
        throw ScoringError(
          .inconsistentDocument,
          "feature \(index) is '\(feature.name)' in the schema and '\(trained)' in the model")
      }
    }
  }
}

extension ScoringModel {
  /// Writes margins of raw rows; see ``Evaluator/writeMargins(of:layout:into:)``.
  public func writeMargins<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into margins: inout MutableSpan<Double>
  ) throws(ScoringError) {
    guard let scaler else {
      return try evaluator.writeMargins(of: elements, layout: layout, into: &margins)
    }
    try scaler.forEachScaledBlock(of: elements, layout: layout, width: forest.outputCount, into: &margins) {
      (rows, layout, margins) throws(ScoringError) in
      try evaluator.writeMargins(of: rows, layout: layout, into: &margins)
    }
  }

  /// Writes predictions of raw rows; see ``Evaluator/writePredictions(of:layout:into:)``.
  public func writePredictions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into predictions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try writeMargins(of: elements, layout: layout, into: &predictions)
    forest.applyLink(&predictions)
  }

  /// Writes leaf indices of raw rows; see ``Evaluator/writeLeafIndices(of:layout:into:)``.
  public func writeLeafIndices<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into leaves: inout MutableSpan<Int32>
  ) throws(ScoringError) {
    guard let scaler else {
      return try evaluator.writeLeafIndices(of: elements, layout: layout, into: &leaves)
    }
    try scaler.forEachScaledBlock(of: elements, layout: layout, width: forest.trees.count, into: &leaves) {
      (rows, layout, leaves) throws(ScoringError) in
      try evaluator.writeLeafIndices(of: rows, layout: layout, into: &leaves)
    }
  }

  /// Writes Shapley values of raw rows; see ``Explainer/writeContributions(of:layout:into:)``.
  ///
  /// The scaler maps column to column, so a scaled column's value is its raw column's.
  ///
  /// - Throws: Also ``ScoringError/Code/unsupportedOperation`` for a model that cannot be explained.
  public func writeContributions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    guard let explainer else {
      throw explainerRefusal ?? ScoringError(.unsupportedOperation, "this model cannot be explained")
    }
    guard let scaler else {
      return try explainer.writeContributions(of: elements, layout: layout, into: &contributions)
    }
    try scaler.forEachScaledBlock(
      of: elements, layout: layout, width: explainer.contributionCount, into: &contributions
    ) {
      (rows, layout, contributions) throws(ScoringError) in
      try explainer.writeContributions(of: rows, layout: layout, into: &contributions)
    }
  }
}

extension ScoringModel {
  /// Scores one raw row, applies the policy, and states the main reasons.
  ///
  /// - Parameter row: One number a feature; NaN is a missing value.
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a model without a policy,
  ///   ``ScoringError/Code/shapeMismatch`` for a row of another width, ``ScoringError/Code/numberOutOfRange`` if
  ///   the margin is not a number (a linear tree on infinite values).
  public func decide(_ row: Span<Double>) throws(ScoringError) -> Decision {
    guard let policy, let marginThreshold else { throw Self.lacksPolicy }
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    var scores = [0.0]
    var score = scores.mutableSpan
    try writeMargins(of: row, layout: layout, into: &score)
    let margin = score[0]
    let isRefused = try refuses(margin: margin)
    forest.applyLink(&score)
    return Decision(
      isRefused: isRefused,
      probability: score[0], margin: margin, threshold: policy.threshold, marginThreshold: marginThreshold,
      reasons: try reasons(of: row, layout: layout, policy: policy))
  }

  /// Whether the policy refuses an applicant of this margin: a decision without probability and reasons.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a model without a policy,
  ///   ``ScoringError/Code/numberOutOfRange`` for NaN.
  public func refuses(margin: Double) throws(ScoringError) -> Bool {
    guard let policy, let marginThreshold else { throw Self.lacksPolicy }
    guard !margin.isNaN else {
      throw ScoringError(.numberOutOfRange, "the model's margin for this row is not a number")
    }
    return policy.refusal.refuses(margin, threshold: marginThreshold)
  }

  private static var lacksPolicy: ScoringError {
    ScoringError(.unsupportedOperation, "this model has no policy; a bundle with one can decide")
  }

  private func reasons(
    of row: Span<Double>, layout: RowLayout, policy: Policy
  ) throws(ScoringError) -> [Reason] {
    guard policy.reasonLimit > 0 else { return [] }
    var contributions = [Double](repeating: 0, count: forest.featureCount + 1)
    var span = contributions.mutableSpan
    try writeContributions(of: row, layout: layout, into: &span)
    return Reason.principal(contributions.span.extracting(first: forest.featureCount), policy: policy)
  }
}

extension ScoringModel {
  /// Scores one raw row, applies the policy, and states the main reasons.
  ///
  /// - Parameter row: One number a feature; NaN is a missing value.
  /// - Throws: As the form that takes a span.
  public func decide(_ row: [Double]) throws(ScoringError) -> Decision { try decide(row.span) }
}
