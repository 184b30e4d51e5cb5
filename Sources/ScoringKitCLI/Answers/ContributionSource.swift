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
  /// Threads that work.
  let batch: BatchOptions
  /// The calibrated ensemble whose members are taken together; nil where every output is explained.
  private let ensemble: CalibratedMean?

  init(_ model: ScoringModel, _ method: Method = .training, batch: BatchOptions = BatchOptions()) {
    self.model = model
    self.method = method
    self.batch = batch
    ensemble = nil
  }

  private init(_ source: ContributionSource, ensemble: CalibratedMean) {
    model = source.model
    method = source.method
    batch = source.batch
    self.ensemble = ensemble
  }

  /// The same, but of a calibrated ensemble the mean over its members, as decisions state their reasons; of every other
  /// model itself. One member's contributions alone would explain what nobody is told.
  var combiningMembers: ContributionSource {
    guard case .calibrated(let mean) = model.forest.link else { return self }
    return ContributionSource(self, ensemble: mean)
  }

  /// The same of other players than every feature for itself: their Shapley values, or the sums of those of the model's
  /// own columns.
  ///
  /// - Throws: As ``ScoringModel/explaining(_:sums:)``.
  func explaining(_ players: Players?, sums: Bool) throws(ScoringError) -> ContributionSource {
    var method = method
    switch method {
    case .training: break
    case .background(let background): method = .background(try background.explaining(players, sums: sums))
    case .rescaled(let background): method = .rescaled(try background.explaining(players, sums: sums))
    }
    let source = ContributionSource(try model.explaining(players, sums: sums), method, batch: batch)
    return ensemble == nil ? source : source.combiningMembers
  }

  /// Numbers of one output's explanation: one a player, then the base value.
  var width: Int { model.players.count + 1 }
  /// Outputs a row is explained for.
  var outputCount: Int { ensemble?.memberOutputCount ?? model.forest.outputCount }
  /// What contributions add up to.
  var answer: ExplainedAnswer {
    if let ensemble { return .memberMargins(count: ensemble.memberCount) }
    // Some margins are probabilities themselves, those of scikit-learn's forests.
    if case .rescaled = method { return .probability }
    return model.forest.link == .probability ? .probability : .margin(model)
  }
  /// Whether the base value is the mean over rows the caller gave.
  var hasBackground: Bool { if case .training = method { false } else { true } }

  /// A row's prediction of an output, where what its contributions add up to does not say it; nil elsewhere.
  func prediction(of row: RowBlock, output: Int) throws(ScoringError) -> Double? {
    guard ensemble != nil else { return nil }
    var predictions = [Double](repeating: 0, count: model.forest.predictionCount)
    var span = predictions.mutableSpan
    try model.writePredictions(of: row.values.span, layout: try row.layout(model.schema), into: &span)
    return predictions[output]
  }

  /// A global explanation of these contributions, still without rows.
  func globalExplanation() throws(ScoringError) -> GlobalExplanation {
    try GlobalExplanation(
      featureCount: width - 1, outputCount: outputCount, memory: model.explanationMemory)
  }

  /// Rows to be explained at a time: some for each thread, in bounded memory.
  var blockRows: Int {
    let rows = batch.threadCount == 1 ? 256 : 1024
    return max(1, min(rows, (1 << 22) / (model.forest.outputCount * width)))
  }

  /// The contributions of a block: rows × outputs × ``width``.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a model that cannot be explained.
  func contributions(of block: RowBlock) throws(ScoringError) -> [Double] {
    var contributions = [Double](repeating: 0, count: block.rowCount * model.contributionCount)
    var span = contributions.mutableSpan
    let (rows, layout) = (block.values.span, try block.layout(model.schema))
    switch method {
    case .training: try model.writeContributions(of: rows, layout: layout, into: &span, options: batch)
    case .background(let background):
      try background.writeContributions(of: rows, layout: layout, into: &span, options: batch)
    case .rescaled(let background):
      try background.writeRescaledContributions(of: rows, layout: layout, into: &span, options: batch)
    }
    guard let ensemble else { return contributions }
    return (0..<block.rowCount).flatMap { row in
      let start = row * model.contributionCount
      return ensemble.meanContributions(
        Array(contributions[start..<start + model.contributionCount]), playerCount: width - 1)
    }
  }
}
