internal import ScoringKit
internal import ScoringKitFormats

/// The answer of `skit explain --global`: what each feature contributed over all rows.
struct GlobalSheet {
  /// The quantiles stated.
  private static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  private let schema: FeatureSchema
  private let words: PlotWords
  /// Each feature's splits, gain and cover; nil where the model's file does not hold them.
  private let importances: [(title: String, values: [Double]?)]
  private let explanation: GlobalExplanation
  private let terms: ExplainedTerms
  /// The terms' explanation, which has the groups.
  private let termExplanation: GlobalExplanation
  /// One an output.
  private let bases: [Double]

  /// Plans a sheet.
  ///
  /// - Parameters:
  ///   - model: What is explained.
  ///   - explanation: All rows' contributions, of every feature for itself.
  ///   - terms: The groups, and the features in none.
  ///   - groups: All rows' contributions, of the terms; not looked at if there are no groups.
  ///   - bases: The base values, one an output.
  ///   - words: Of the table for a person.
  init(
    _ model: ScoringModel, _ explanation: GlobalExplanation, terms: ExplainedTerms, groups: GlobalExplanation,
    bases: [Double], words: PlotWords
  ) {
    self.terms = terms
    termExplanation = groups
    schema = model.schema
    self.words = words
    importances = FeatureImportance.allCases.map { ("\($0)", try? model.importances($0)) }
    self.explanation = explanation
    self.bases = bases
  }

  /// One line of the sheet.
  private struct Line {
    let kind: String
    let name: String
    let summary: ContributionSummary
    /// In the order of the importances.
    let importances: [Double?]
  }

  /// The features, then the groups.
  private func lines(output: Int) -> [Line] {
    let features = schema.features.enumerated().map { index, feature in
      Line(
        kind: "feature", name: feature.name,
        summary: explanation.summaries[output][index], importances: importances(of: [index]))
    }
    let groups = terms.groups.enumerated().map { index, group in
      Line(
        kind: "group", name: group.name,
        summary: termExplanation.summaries[output][terms.index(ofGroup: index)],
        importances: importances(of: group.features))
    }
    return features + groups
  }

  /// The importances of some features together.
  private func importances(of features: [Int]) -> [Double?] {
    importances.map { kind in
      let sum = kind.values.map { values in features.reduce(0) { $0 + values[$1] } }
      return sum.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  private var hasOutputs: Bool { explanation.outputCount > 1 }

  /// The whole answer.
  ///
  /// - Throws: What writing JSON throws.
  func bytes(_ format: ExplanationFormat, top: Int?) throws(ScoringError) -> [UInt8] {
    switch format {
    case .csv: csv(top: top)
    case .table: Array(table(top: top).utf8)
    case .json: try json(top: top).bytes()
    }
  }

  /// All lines in their order, or the most important first.
  private func chosen(_ lines: [Line], top: Int?) -> [Line] {
    guard let top else { return lines }
    return TermOrder.strongestFirst(lines.map(\.summary.meanMagnitude)).prefix(top).map { lines[$0] }
  }
}

extension GlobalSheet {
  private func csv(top: Int?) -> [UInt8] {
    var writer = CSVWriter()
    if hasOutputs { writer.append("output") }
    let titles = ["kind", "feature", "mean_magnitude", "mean", "minimum"]
    for title in titles + Self.shares.map({ "quantile_\($0)" }) + ["maximum"] + importances.map(\.title) {
      writer.append(title)
    }
    writer.endRow()
    for output in 0..<explanation.outputCount {
      for line in chosen(lines(output: output), top: top) {
        if hasOutputs { writer.append(output) }
        writer.append(line.kind)
        writer.append(line.name)
        let summary = line.summary
        for number in [summary.meanMagnitude, summary.mean, summary.minimum]
          + Self.shares.map({ summary.quantile($0) }) + [summary.maximum]
        {
          writer.append(number)
        }
        for importance in line.importances { writer.append(importance.map { "\($0)" } ?? "") }
        writer.endRow()
      }
    }
    return writer.take()
  }

  private func table(top: Int?) -> String {
    let numbers = words.numbers
    var text = ""
    for output in 0..<explanation.outputCount {
      text += words.rows(explanation.rowCount) + (hasOutputs ? ", " + words.output(output) : "") + "\n"
      let lines = chosen(lines(output: output), top: top)
      let greatest = lines.reduce(0) { max($0, $1.summary.maximum, -$1.summary.minimum) }
      let digits = NumberText.digits(for: greatest) + 1
      let cells =
        [
          [""] + words.summaryTitles + FeatureImportance.allCases.map(words.importance)
        ]
        + lines.map { line in
          let summary = line.summary
          let name = line.kind == "group" ? line.name + words.groupMark : line.name
          return [name, numbers.rounded(summary.meanMagnitude, digits: digits)]
            + [summary.mean, summary.minimum, summary.quantile(0.5), summary.maximum]
            .map { numbers.rounded($0, digits: digits, isSigned: true) }
            + line.importances.map { $0.map(words.importance) ?? "-" }
        }
      text += TextTable.text(cells, leading: [0]) + "\n"
    }
    return text
  }

  private func json(top: Int?) -> JSONContent {
    .object([
      "rows": .integer(explanation.rowCount),
      "outputs": .array(
        (0..<explanation.outputCount).map { output in
          .object([
            "output": .integer(output), "base": .number(bases[output]),
            "features": .array(chosen(lines(output: output), top: top).map(json)),
          ])
        }),
    ])
  }

  private func json(_ line: Line) -> JSONContent {
    let summary = line.summary
    let histogram = summary.histogram
    let filled = histogram.counts.indices.filter { histogram.counts[$0] > 0 }
    return .object([
      "kind": .text(line.kind), "feature": .text(line.name),
      "mean_magnitude": .number(summary.meanMagnitude), "mean": .number(summary.mean),
      "minimum": .number(summary.minimum), "maximum": .number(summary.maximum),
      "quantiles": .array(
        Self.shares.map { .object(["share": .number($0), "contribution": .number(summary.quantile($0))]) }),
      "split": Self.json(line.importances[0]), "gain": Self.json(line.importances[1]),
      "cover": Self.json(line.importances[2]), "quantile_error": .number(summary.quantileError),
      "bin_width": .number(histogram.binWidth),
      "bins": .array(
        filled.map {
          .object([
            "from": .number(histogram.lowerBound(ofBin: $0)), "count": .integer(histogram.counts[$0]),
          ])
        }),
    ])
  }

  private static func json(_ number: Double?) -> JSONContent { number.map { .number($0) } ?? .null }
}
