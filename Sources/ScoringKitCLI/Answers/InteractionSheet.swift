internal import ScoringKit
internal import ScoringKitFormats

/// The answer of `skit explain --interactions`: what each pair of features added to a row's margin together.
///
/// A pair's number is both halves that SHAP's matrix holds; a feature with itself is what it added alone. All
/// numbers of a row and its base value add up to its margin.
struct InteractionSheet {
  /// Rows explained together by one thread.
  private static let rowLimit = 8
  /// Numbers of the matrices of the rows that several threads explain together.
  private static let numberLimit = 1 << 22
  /// Numbers of all matrices at a time at most: a gigabyte.
  private static let largestMatrix = 1 << 27

  /// Two terms, the first's place not behind the second's, and what they added.
  private struct Pair {
    let first: Int
    let second: Int
    let interaction: Double
  }

  private let model: ScoringModel
  private let terms: ExplainedTerms
  private let batch: BatchOptions
  /// A term.
  private let feature: Int?
  private let top: Int?
  private let id: String?
  private let format: ExplanationFormat
  /// Of the table for a person.
  private let words: PlotWords

  /// Plans a sheet.
  ///
  /// - Parameters:
  ///   - source: A model that can be explained, with the terms as players, and how many threads do it.
  ///   - terms: The features, or groups of them.
  ///   - feature: The feature whose pairs are wanted, or those of the group it is in; nil for all.
  ///   - top: How many of a row's strongest pairs to state, strongest first; nil for all in the features' order.
  ///   - id: The title of the column that names the rows; nil for the rows' numbers.
  ///   - format: How it looks.
  ///   - language: Of the table for a person.
  init(
    _ source: ContributionSource, terms: ExplainedTerms, feature: Int?, top: Int?, id: String?,
    format: ExplanationFormat, language: Language
  ) {
    model = source.model
    batch = source.batch
    self.terms = terms
    self.feature = feature.map { terms.players.ofFeature[$0] }
    self.top = top
    self.id = id
    self.format = format
    words = PlotWords(language, policy: source.model.policy, answer: source.answer)
  }

  private var hasOutputs: Bool { model.forest.outputCount > 1 }
  private var width: Int { model.players.count + 1 }
  private var columnCount: Int { model.schema.features.count }

  /// What stands before the first row.
  func header() -> [UInt8] {
    switch format {
    case .table: return []
    case .json: return Array("[".utf8)
    case .csv:
      var writer = CSVWriter()
      writer.append(id ?? ExplanationSheet.rowTitle)
      if hasOutputs { writer.append("output") }
      for title in ["feature", "with", "interaction"] { writer.append(title) }
      writer.endRow()
      return writer.take()
    }
  }

  /// What stands behind the last row.
  func footer() -> [UInt8] { format == .json ? Array("\n]\n".utf8) : [] }

  /// The interactions of some rows.
  ///
  /// - Throws: As ``ScoringModel/writeInteractions(of:layout:feature:into:options:)``.
  func lines(of block: RowBlock) throws(ScoringError) -> [UInt8] {
    guard let size = model.interactionCount(feature: feature), size <= Self.largestMatrix else {
      throw ScoringError(
        .outOfMemory,
        "the interactions of \(width - 1) features would take more than a gigabyte a row; ask for one --feature, or for "
          + "--groups of them")
    }
    var text: [UInt8] = []
    var firstRow = 0
    while firstRow < block.rowCount {
      let rowLimit = batch.threadCount == 1 ? Self.rowLimit : max(Self.rowLimit, Self.numberLimit / size)
      let count = min(block.rowCount - firstRow, rowLimit, Self.largestMatrix / size)
      let layout = try RowLayout(rowCount: count, columnCount: columnCount)
      var matrix = [Double](repeating: 0, count: count * size)
      var span = matrix.mutableSpan
      let rows = block.values.span.extracting(firstRow * columnCount..<(firstRow + count) * columnCount)
      do throws(ScoringError) {
        try model.writeInteractions(
          of: rows, layout: layout, feature: feature, into: &span, options: batch)
      } catch {
        throw error.relocated(rows: firstRow) { $0 }
      }
      let part = size / model.forest.outputCount
      for row in 0..<count {
        for output in 0..<model.forest.outputCount {
          let start = row * size + output * part
          text += try line(chosen(pairs(matrix[start..<start + part])), block, firstRow + row, output)
        }
      }
      firstRow += count
    }
    return text
  }
}

extension InteractionSheet {
  /// The pairs of a matrix, or of one feature's row of it; the base value's column is left out.
  private func pairs(_ matrix: ArraySlice<Double>) -> [Pair] {
    let elements = Array(matrix)
    guard let feature else {
      return (0..<width - 1).flatMap { first in
        (first..<width - 1).map { second in
          let half = elements[first * width + second]
          return Pair(first: first, second: second, interaction: first == second ? half : half * 2)
        }
      }
    }
    return (0..<width - 1).map { other in
      Pair(
        first: min(feature, other), second: max(feature, other),
        interaction: other == feature ? elements[other] : elements[other] * 2)
    }
  }

  private func chosen(_ pairs: [Pair]) -> [Pair] {
    guard let top else { return pairs }
    return TermOrder.strongestFirst(pairs.map(\.interaction)).prefix(top).map { pairs[$0] }
  }

  private func names(_ pair: Pair) -> (String, String) {
    (terms.terms[pair.first].name, terms.terms[pair.second].name)
  }

  private func line(
    _ pairs: [Pair], _ block: RowBlock, _ row: Int, _ output: Int
  ) throws(ScoringError) -> [UInt8] {
    switch format {
    case .csv:
      var writer = CSVWriter()
      for pair in pairs {
        block.appendName(of: row, to: &writer)
        if hasOutputs { writer.append(output) }
        writer.append(names(pair).0)
        writer.append(names(pair).1)
        writer.append(pair.interaction)
        writer.endRow()
      }
      return writer.take()
    case .table:
      let title = "\(id ?? ExplanationSheet.rowTitle) \(block.name(of: row))"
      let texts = pairs.map { pair in
        pair.first == pair.second ? words.alone(names(pair).0) : words.together(names(pair))
      }
      let facts = zip(texts, pairs).map { text, pair in
        (text, (pair.interaction.sign == .plus ? "+" : "") + "\(pair.interaction)")
      }
      let lines =
        [TextTable.cell(title) + (hasOutputs ? ", " + words.output(output) : "")]
        + ReportFormat.lines(facts).map { "  " + $0 }
      return Array((lines.joined(separator: "\n") + "\n\n").utf8)
    case .json:
      let content = JSONContent.object([
        "row": .integer(block.firstRow + row + 1),
        "id": block.ids.isEmpty ? .null : .text(block.name(of: row)), "output": .integer(output),
        "interactions": .array(
          pairs.map { pair in
            .object([
              "feature": .text(names(pair).0), "with": .text(names(pair).1),
              "interaction": .number(pair.interaction),
            ])
          }),
      ])
      let isFirst = block.firstRow + row == 0 && output == 0
      return Array((isFirst ? "\n" : ",\n").utf8) + (try content.bytes().dropLast())
    }
  }
}
