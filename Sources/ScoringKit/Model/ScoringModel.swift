/// A model ready to serve: rows in, margins, probabilities, reasons and decisions out.
///
/// A *bare* model takes the trainer's columns. A model with a pipeline takes raw columns: it imputes, encodes
/// and scales them itself, and its contributions are the exact Shapley values of the raw columns, each with all columns
/// made of it (``explaining(_:sums:)`` has groups and sums). A policy makes it decide.
///
/// Immutable; any number of threads may use one at a time.
public struct ScoringModel: Sendable {
  /// The columns a row must have, in order.
  public let schema: FeatureSchema
  /// Applied to a row before the model sees it; nil where the model takes the columns as they are.
  public let pipeline: Pipeline?
  /// Margins, predictions and leaf indices of *transformed* rows.
  public let evaluator: Evaluator
  /// Shapley values of *transformed* rows: those of the raw columns, unless the model was asked for others; nil where
  /// the model cannot be explained.
  public let explainer: Explainer?
  /// The lender's rule; nil for a bare model.
  public let policy: Policy?
  /// The margin that the policy's threshold stands for.
  private let marginThreshold: Double?
  /// Why there is no explainer.
  let explainerRefusal: ScoringError?
  /// The raw column of each transformed one; nil where every column stays where it is.
  let sources: [Int]?
  /// Whose contributions the model gives.
  let explained: ExplainedPlayers
  /// What explanations of this model may take; by default what all models share.
  public let explanationMemory: ExplanationMemory

  /// The model's trees.
  public var forest: Forest { evaluator.forest }
  /// The pipeline, if it is a scaler and nothing else.
  public var scaler: MinMaxScaler? { pipeline?.steps.count == 1 ? pipeline?.steps[0] as? MinMaxScaler : nil }
  /// Features that the pipeline leaves out: a row may hold anything there, and a table need not have them.
  public var unusedFeatures: Set<Int> { pipeline?.unusedInputs ?? [] }
  /// Columns of a transformed row: the model's own features.
  public var transformedCount: Int { forest.featureCount }
  /// Numbers an explanation has a row: per output one a raw column (see ``players``), then the base value.
  public var contributionCount: Int { forest.outputCount * (players.count + 1) }

  /// Prepares a bare model.
  public init(_ forest: Forest) {
    schema = FeatureSchema(of: forest)
    pipeline = nil
    sources = nil
    explained = ExplainedPlayers(
      Players(featureCount: schema.features.count), areSums: false, sources: nil)
    evaluator = Evaluator(forest)
    explanationMemory = .shared
    (explainer, explainerRefusal) = Self.makeExplainer(forest, explained.games, explanationMemory)
    policy = nil
    marginThreshold = nil
  }

  /// Prepares a model with its schema, pipeline and policy.
  ///
  /// - Parameters:
  ///   - schema: The raw columns.
  ///   - pipeline: From raw columns to the model's; nil where they are the same.
  ///   - forest: The model. Its names must be the columns' where every column stays where it is (behind a
  ///     pipeline: the names the pipeline gives them), unless they only say a place (`Column_0`); otherwise columns
  ///     go by their place.
  ///   - policy: The lender's rule; nil for none.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` if the parts do not fit each other: other names or
  ///   another order than the model's, a pipeline of another width, a policy on several outputs or on
  ///   something that is no probability. ``ScoringError/Code/unsupportedOperation`` if the policy wants
  ///   reasons and the model cannot be explained.
  public init(
    schema: FeatureSchema, pipeline: Pipeline?, forest: Forest, policy: Policy?
  ) throws(ScoringError) {
    try Self.requireFit(schema, pipeline, forest)
    self.schema = schema
    self.pipeline = pipeline
    sources = pipeline.flatMap { pipeline in
      pipeline.keepsColumns ? nil : (0..<pipeline.outputCount).map { pipeline.source(ofOutput: $0) }
    }
    explained = ExplainedPlayers(
      Players(featureCount: schema.features.count), areSums: false, sources: sources)
    evaluator = Evaluator(forest)
    explanationMemory = .shared
    (explainer, explainerRefusal) = Self.makeExplainer(forest, explained.games, explanationMemory)
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

  /// Prepares a model whose pipeline is a scaler, or none.
  ///
  /// - Throws: As ``init(schema:pipeline:forest:policy:)``.
  public init(
    schema: FeatureSchema, scaler: MinMaxScaler?, forest: Forest, policy: Policy?
  ) throws(ScoringError) {
    let pipeline = try scaler.map { scaler throws(ScoringError) in try Pipeline([scaler]) }
    try self.init(schema: schema, pipeline: pipeline, forest: forest, policy: policy)
  }

  /// The same model with other players, or other memory for explanations.
  init(_ model: ScoringModel, _ explained: ExplainedPlayers, _ memory: ExplanationMemory) {
    schema = model.schema
    pipeline = model.pipeline
    sources = model.sources
    self.explained = explained
    evaluator = model.evaluator
    explanationMemory = memory
    (explainer, explainerRefusal) = Self.makeExplainer(model.forest, explained.games, memory)
    policy = model.policy
    marginThreshold = model.marginThreshold
  }

  private static func makeExplainer(
    _ forest: Forest, _ players: Players, _ memory: ExplanationMemory
  ) -> (Explainer?, ScoringError?) {
    do throws(ScoringError) {
      return (try Explainer(forest, players: players, memory: memory), nil)
    } catch {
      return (nil, error)
    }
  }

  private static func requireFit(
    _ schema: FeatureSchema, _ pipeline: Pipeline?, _ forest: Forest
  ) throws(ScoringError) {
    let names = schema.features.map(\.name)
    if let pipeline, pipeline.inputCount != names.count {
      throw ScoringError(
        .inconsistentDocument,
        "the schema has \(names.count) features, the pipeline takes \(pipeline.inputCount)")
    }
    let width = pipeline?.outputCount ?? names.count
    guard width == forest.featureCount else {
      throw ScoringError(
        .inconsistentDocument,
        pipeline == nil
          ? "the schema has \(width) features, the model \(forest.featureCount)"
          : "the pipeline gives \(width) columns, the model takes \(forest.featureCount)")
    }
    if let pipeline, !pipeline.keepsColumns { return }
    let expected = try pipeline?.outputNames(inputNames: names) ?? names
    for (index, trained) in forest.featureNames.enumerated() {
      guard FeatureSchema.canBeSame(expected[index], trained, at: index) else {
        throw ScoringError(
          .inconsistentDocument,
          "feature \(index) is '\(expected[index])' in the schema and '\(trained)' in the model")
      }
    }
  }
}

extension ScoringModel {
  /// The model with numbers for categories: their codes, as the trees or the pipeline see them.
  ///
  /// - Throws: As ``init(schema:pipeline:forest:policy:)``.
  package func statingCodes() throws(ScoringError) -> ScoringModel {
    guard schema.features.contains(where: { $0.kind != .numeric }) else { return self }
    let model = try ScoringModel(
      schema: schema.statingCodes, pipeline: pipeline, forest: forest, policy: policy)
    return model.explaining(within: explanationMemory)
  }
}

extension ScoringModel {
  /// Scores one raw row, applies the policy, and states the main reasons.
  ///
  /// - Parameter row: One number a feature; NaN is a missing value.
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a model without a policy,
  ///   ``ScoringError/Code/shapeMismatch`` for a row of another width, ``ScoringError/Code/numberOutOfRange``
  ///   if the margin is not a number (a linear tree on infinite values).
  public func decide(_ row: Span<Double>) throws(ScoringError) -> Decision {
    guard let policy, let marginThreshold else { throw Self.lacksPolicy }
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    var scores = [0.0]
    var score = scores.mutableSpan
    try writeCompared(of: row, layout: layout, into: &score)
    let margin = score[0]
    let isRefused = try refuses(margin: margin)
    applyLink(toCompared: &score)
    return Decision(
      isRefused: isRefused,
      probability: score[0], margin: margin, threshold: policy.threshold, marginThreshold: marginThreshold,
      reasons: try reasons(of: row, layout: layout, policy: policy))
  }

  /// Writes what a policy compares, one number a row: the margin, or where ``Forest/hasMarginPerMember`` the
  /// probability.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:options:)``; ``ScoringError/Code/unsupportedOperation`` for a model
  ///   without a policy.
  package func writeCompared(
    of elements: Span<Double>, layout: RowLayout, into compared: inout MutableSpan<Double>,
    options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    guard policy != nil else { throw Self.lacksPolicy }
    if forest.hasMarginPerMember {
      try writePredictions(of: elements, layout: layout, into: &compared, options: options)
    } else {
      try writeMargins(of: elements, layout: layout, into: &compared, options: options)
    }
  }

  /// Turns what a policy compares into probabilities, in place.
  package func applyLink(toCompared compared: inout MutableSpan<Double>) {
    if !forest.hasMarginPerMember { forest.applyLink(&compared) }
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
    var contributions = [Double](repeating: 0, count: contributionCount)
    var span = contributions.mutableSpan
    try writeContributions(of: row, layout: layout, into: &span)
    if case .calibrated(let mean) = forest.link {
      contributions = mean.meanContributions(contributions, playerCount: players.count)
    }
    return Reason.principal(contributions.span.extracting(first: players.count), policy: policy)
  }
}

extension ScoringModel {
  /// Scores one raw row, applies the policy, and states the main reasons.
  ///
  /// - Parameter row: One number a feature; NaN is a missing value.
  /// - Throws: As the form that takes a span.
  public func decide(_ row: [Double]) throws(ScoringError) -> Decision { try decide(row.span) }
}
