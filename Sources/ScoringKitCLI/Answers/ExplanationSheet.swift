internal import ScoringKit
internal import ScoringKitFormats

/// The answer of `skit explain`: what each feature added to a row's margin.
struct ExplanationSheet {
  /// What stands in place of a feature's name for the base value.
  static let baseName = "(base)"
  /// The title of the column that names the rows, where they have no id.
  static let rowTitle = "row"

  let source: ContributionSource
  let terms: ExplainedTerms
  private let top: Int?
  let id: String?
  private let format: ExplanationFormat
  /// Of the table for a person.
  let words: PlotWords

  /// Plans a sheet.
  ///
  /// - Parameters:
  ///   - source: Gives the contributions, of the terms.
  ///   - terms: What has a line.
  ///   - top: How many of the strongest contributions to state, strongest first; nil for all, in the order of
  ///     the features.
  ///   - id: The title of the column that names the rows; nil for the rows' numbers.
  ///   - format: How it looks.
  ///   - language: Of the table for a person.
  init(
    _ source: ContributionSource, terms: ExplainedTerms, top: Int?, id: String?, format: ExplanationFormat,
    language: Language = .en
  ) {
    self.source = source
    self.terms = terms
    self.top = top
    self.id = id
    self.format = format
    words = PlotWords(language, policy: source.model.policy, answer: source.answer)
  }

  var hasOutputs: Bool { source.outputCount > 1 }

  /// What stands before the first row.
  func header() -> [UInt8] {
    switch format {
    case .table: return []
    case .json: return Array("[".utf8)
    case .csv:
      var writer = CSVWriter()
      writer.append(id ?? Self.rowTitle)
      if hasOutputs { writer.append("output") }
      for title in ["rank", "feature", "contribution"] { writer.append(title) }
      writer.endRow()
      return writer.take()
    }
  }

  /// What stands behind the last row.
  func footer() -> [UInt8] { format == .json ? Array("\n]\n".utf8) : [] }

  /// The explanations of some rows.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a model that cannot be explained.
  func lines(of block: RowBlock) throws(ScoringError) -> [UInt8] {
    let contributions = try source.contributions(of: block)
    var text: [UInt8] = []
    for row in 0..<block.rowCount {
      for output in 0..<source.outputCount {
        let start = (row * source.outputCount + output) * source.width
        let values = Array(contributions[start..<start + source.width])
        let explanation = Explanation(values[...], top: top)
        switch format {
        case .csv: text += csv(explanation, block, row, output)
        case .table: text += table(explanation, values, block, row, output)
        case .json: text += try json(explanation, block, row, output)
        }
      }
    }
    return text
  }
}

extension ExplanationSheet {
  private func csv(_ explanation: Explanation, _ block: RowBlock, _ row: Int, _ output: Int) -> [UInt8] {
    var writer = CSVWriter()
    func line(_ rank: Int?, _ name: String, _ contribution: Double) {
      block.appendName(of: row, to: &writer)
      if hasOutputs { writer.append(output) }
      writer.append(rank.map { "\($0)" } ?? "")
      writer.append(name)
      writer.append(contribution)
      writer.endRow()
    }
    for part in explanation.parts { line(part.rank, terms.terms[part.feature].name, part.contribution) }
    line(nil, Self.baseName, explanation.base)
    return writer.take()
  }

  private func json(
    _ explanation: Explanation, _ block: RowBlock, _ row: Int, _ output: Int
  ) throws(ScoringError) -> [UInt8] {
    let content = JSONContent.object([
      "row": .integer(block.firstRow + row + 1),
      "id": block.ids.isEmpty ? .null : .text(block.name(of: row)), "output": .integer(output),
      "base": .number(explanation.base),
      "contributions": .array(
        explanation.parts.map { part in
          .object([
            "rank": .integer(part.rank), "feature": .text(terms.terms[part.feature].name),
            "contribution": .number(part.contribution),
          ])
        }),
    ])
    let isFirst = block.firstRow + row == 0 && output == 0
    return Array((isFirst ? "\n" : ",\n").utf8) + (try content.bytes().dropLast())
  }
}
