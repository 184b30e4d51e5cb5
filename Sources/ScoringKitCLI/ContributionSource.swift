internal import ScoringKit

/// Where a command's contributions come from, and what they add up to.
struct ContributionSource {
  /// What an absent feature is replaced by.
  enum Method {
    /// The model's own training counts: path-dependent values.
    case training
    /// The caller's rows: interventional values in margin.
    case background(ScoringModel.Background)
    /// The same, rescaled to add up to the probability.
    case rescaled(ScoringModel.Background)
  }

  let model: ScoringModel
  let method: Method

  init(_ model: ScoringModel, _ method: Method = .training) {
    self.model = model
    self.method = method
  }

  /// Numbers of one output's explanation: one a feature, then the base value.
  var width: Int { model.schema.features.count + 1 }
  /// Outputs a row is explained for.
  var outputCount: Int { model.forest.outputCount }
  /// What contributions add up to.
  var answer: ExplainedAnswer {
    // Some margins are probabilities themselves, those of scikit-learn's forests.
    if case .rescaled = method { return .probability }
    return model.forest.link == .probability ? .probability : .margin(model)
  }
  /// Whether the base value is the mean over rows the caller gave.
  var hasBackground: Bool { if case .training = method { false } else { true } }

  /// The contributions of a block: rows × outputs × ``width``.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a model that cannot be explained.
  func contributions(of block: RowBlock) throws(ScoringError) -> [Double] {
    var contributions = [Double](repeating: 0, count: block.rowCount * outputCount * width)
    var span = contributions.mutableSpan
    let (rows, layout) = (block.values.span, try block.layout(model.schema))
    switch method {
    case .training: try model.writeContributions(of: rows, layout: layout, into: &span)
    case .background(let background):
      try background.writeContributions(of: rows, layout: layout, into: &span)
    case .rescaled(let background):
      try background.writeRescaledContributions(of: rows, layout: layout, into: &span)
    }
    return contributions
  }
}
