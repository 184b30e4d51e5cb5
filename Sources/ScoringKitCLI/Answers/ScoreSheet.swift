internal import ScoringKit

/// The answer of `skit score`: one line a row, in the rows' order.
struct ScoreSheet {
  /// What a line states of a row.
  enum Content {
    /// The margins, before the link.
    case margins
    /// The model's predictions.
    case predictions
    /// Probability, margin and what the policy makes of them.
    case decisions
  }

  private let model: ScoringModel
  private let content: Content
  private let id: String?
  private let batch: BatchOptions

  /// Plans a sheet.
  ///
  /// - Parameters:
  ///   - model: A model with a policy decides, unless margins are asked for.
  ///   - isRaw: Whether margins are asked for.
  ///   - id: The title of the column that names the rows; nil for none.
  ///   - batch: How many threads work.
  init(_ model: ScoringModel, isRaw: Bool, id: String?, batch: BatchOptions = BatchOptions()) {
    self.batch = batch
    self.model = model
    self.id = id
    content = isRaw ? .margins : (model.policy == nil ? .predictions : .decisions)
  }

  /// The first line.
  func header() -> [UInt8] {
    var writer = CSVWriter()
    if let id { writer.append(id) }
    for title in titles { writer.append(title) }
    writer.endRow()
    return writer.take()
  }

  /// The lines of some rows.
  ///
  /// - Throws: ``ScoringError/Code/numberOutOfRange`` with the line, for a row that cannot be decided because
  ///   its margin is not a number.
  func lines(of block: RowBlock) throws(ScoringError) -> [UInt8] {
    var scores = [Double](repeating: 0, count: block.rowCount * outputCount)
    var span = scores.mutableSpan
    let layout = try block.layout(model.schema)
    switch content {
    case .predictions:
      try model.writePredictions(of: block.values.span, layout: layout, into: &span, options: batch)
    case .margins:
      try model.writeMargins(of: block.values.span, layout: layout, into: &span, options: batch)
    case .decisions:
      try model.writeCompared(of: block.values.span, layout: layout, into: &span, options: batch)
      return try decisionLines(of: block, margins: scores)
    }
    var writer = CSVWriter()
    for row in 0..<block.rowCount {
      if id != nil { block.appendName(of: row, to: &writer) }
      for output in 0..<outputCount { writer.append(scores[row * outputCount + output]) }
      writer.endRow()
    }
    return writer.take()
  }

  private var titles: [String] {
    let title: String
    switch content {
    case .decisions: return ["probability", "margin", "decision"]
    case .margins: title = "margin"
    case .predictions: title = model.forest.link.givesProbability ? "probability" : "prediction"
    }
    return outputCount == 1 ? [title] : (0..<outputCount).map { "\(title)_\($0)" }
  }

  /// Numbers a row: one a prediction or a margin.
  private var outputCount: Int {
    switch content {
    case .predictions: model.forest.predictionCount
    case .margins: model.forest.outputCount
    case .decisions: 1
    }
  }

  private func decisionLines(of block: RowBlock, margins: [Double]) throws(ScoringError) -> [UInt8] {
    var writer = CSVWriter()
    for row in 0..<block.rowCount {
      var probability = [margins[row]]
      var span = probability.mutableSpan
      model.applyLink(toCompared: &span)
      if id != nil { block.appendName(of: row, to: &writer) }
      writer.append(probability[0])
      writer.append(margins[row])
      writer.append(try refuses(margins[row], at: block.places[row]) ? "refuse" : "accept")
      writer.endRow()
    }
    return writer.take()
  }

  private func refuses(_ margin: Double, at place: CSVRecord.Place) throws(ScoringError) -> Bool {
    do throws(ScoringError) {
      return try model.refuses(margin: margin)
    } catch {
      throw ScoringError(error.code, error.message, at: place.location)
    }
  }
}
