internal import ScoringKit

/// One run of `skit explain`: the table's rows put through the explainer, block by block, in bounded memory.
struct ExplanationRun {
  /// Of the terms: each is a player.
  let source: ContributionSource
  let terms: ExplainedTerms
  let options: AnswerOptions
  /// Of what is for a person.
  let language: Language

  /// Bars and strips of a plot, unless the caller says otherwise.
  private static let shownTerms = 12
  /// Rows a picture shows at most, and numbers held for them.
  private static let shownRows = 1000
  private static let shownNumbers = 1 << 22

  private var schema: FeatureSchema { source.model.schema }

  /// Appends every row's explanation.
  func appendRows(_ format: ExplanationFormat, top: Int?, to output: inout Output) throws(ScoringError) {
    let sheet = ExplanationSheet(
      source, terms: terms, top: top, id: options.id, format: format, language: language)
    try output.append(sheet.header())
    try append(to: &output) { block throws(ScoringError) in try sheet.lines(of: block) }
    try output.append(sheet.footer())
  }

  /// Appends every row's interactions.
  func appendInteractions(
    _ format: ExplanationFormat, feature: Int?, top: Int?, to output: inout Output
  ) throws(ScoringError) {
    let sheet = InteractionSheet(
      source, terms: terms, feature: feature, top: top, id: options.id, format: format, language: language)
    try output.append(sheet.header())
    try append(to: &output) { block throws(ScoringError) in try sheet.lines(of: block) }
    try output.append(sheet.footer())
  }

  /// The model's explanation over all rows.
  func global(_ format: ExplanationFormat, top: Int?) throws(ScoringError) -> [UInt8] {
    var bases = [Double](repeating: 0, count: source.outputCount)
    let features = try sourceOfFeatures()
    var explanation = try features.globalExplanation()
    var groups = try source.globalExplanation()
    try forEachBlock { block throws(ScoringError) in
      try options.table.inRows(block) { () throws(ScoringError) in
        let contributions = try features.contributions(of: block)
        try explanation.add(contributions.span)
        for output in bases.indices { bases[output] = contributions[(output + 1) * features.width - 1] }
        guard !terms.groups.isEmpty else { return }
        let groupContributions = try source.contributions(of: block)
        try groups.add(groupContributions.span)
      }
    }
    let words = PlotWords(language, policy: source.model.policy, answer: source.answer)
    let sheet = GlobalSheet(
      source.model, explanation, terms: terms, groups: groups, bases: bases, words: words)
    return try sheet.bytes(format, top: top)
  }

  /// A picture.
  func plot(
    _ kind: PlotKind, _ arguments: PlotArguments, feature: Int?, top: Int?
  ) throws(ScoringError) -> [UInt8] {
    let output = try chosenOutput(arguments.outputNumber)
    // One feature's own contributions, whatever group it is in.
    let source = feature == nil ? source : try sourceOfFeatures()
    let terms = feature == nil ? terms : try ExplainedTerms(schema)
    let plots = ExplanationPlots(
      source: source, terms: terms,
      words: PlotWords(language, policy: source.model.policy, answer: source.answer),
      top: top ?? Self.shownTerms)
    if let row = arguments.row { return try waterfall(row: row, output: output, plots) }
    var sample = RowSample(limit: min(Self.shownRows, Self.shownNumbers / (2 * source.width)))
    let explanation = try summarise(source) { block, contributions in
      for row in 0..<block.rowCount where sample.wants(row: block.firstRow + row) {
        let start = (row * source.outputCount + output) * source.width
        let width = schema.features.count
        sample.add(
          values: Array(block.values[row * width..<(row + 1) * width]),
          contributions: Array(contributions[start..<start + source.width]))
      }
    }
    if let feature {
      return plots.dependence(sample, feature: feature, rowCount: explanation.rowCount)
    }
    return kind == .bar
      ? plots.bar(explanation, output: output) : plots.beeswarm(sample, explanation, output: output)
  }
}

extension ExplanationRun {
  private func append(
    to output: inout Output, _ lines: (RowBlock) throws(ScoringError) -> [UInt8]
  ) throws(ScoringError) {
    try forEachBlock { block throws(ScoringError) in
      let text = try options.table.inRows(block) { () throws(ScoringError) in try lines(block) }
      try output.append(text)
    }
  }

  private func forEachBlock(_ take: (RowBlock) throws(ScoringError) -> Void) throws(ScoringError) {
    try options.table.forEachBlock(
      source.model, id: options.id, verb: "explaining", blockRows: source.blockRows, take)
  }

  /// The same, of every feature for itself.
  private func sourceOfFeatures() throws(ScoringError) -> ContributionSource {
    terms.groups.isEmpty ? source : try source.explaining(nil, sums: source.model.sumsColumns)
  }

  /// Adds all rows up, and shows each block with its contributions to whoever wants more of them.
  private func summarise(
    _ source: ContributionSource, _ look: (RowBlock, [Double]) -> Void
  ) throws(ScoringError) -> GlobalExplanation {
    var explanation = try source.globalExplanation()
    try forEachBlock { block throws(ScoringError) in
      try options.table.inRows(block) { () throws(ScoringError) in
        let contributions = try source.contributions(of: block)
        try explanation.add(contributions.span)
        look(block, contributions)
      }
    }
    return explanation
  }

  private func waterfall(
    row number: Int, output: Int, _ plots: ExplanationPlots
  ) throws(ScoringError) -> [UInt8] {
    var picture: [UInt8]?
    try forEachBlock { block throws(ScoringError) in
      let row = number - 1 - block.firstRow
      guard row >= 0, row < block.rowCount else { return }
      let applicant = block.row(row)
      try options.table.inRows(applicant) { () throws(ScoringError) in
        let contributions = try source.contributions(of: applicant)
        let start = output * source.width
        picture = plots.waterfall(
          name: applicant.name(of: 0), values: applicant.values,
          contributions: contributions[start..<start + source.width],
          prediction: try source.prediction(of: applicant, output: output))
      }
    }
    guard let picture else {
      throw ScoringError(.invalidArgument, "there is no row \(number)").inFile(options.table.rowsName)
    }
    return picture
  }

  private func chosenOutput(_ number: Int?) throws(ScoringError) -> Int {
    guard let output = number ?? (source.outputCount == 1 ? 0 : nil), output >= 0,
      output < source.outputCount
    else {
      throw ScoringError(
        .invalidArgument,
        "the model has \(source.outputCount) outputs; choose one with --class, from 0 to "
          + "\(source.outputCount - 1)")
    }
    return output
  }
}
