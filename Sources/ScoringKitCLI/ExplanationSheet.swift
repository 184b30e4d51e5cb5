internal import ScoringKit

/// The answer of `skit explain`: what each feature added to a row's margin.
struct ExplanationSheet {
  /// What stands in place of a feature's name for the base value.
  static let baseName = "(base)"
  /// The title of the column that names the rows, where they have no id.
  static let rowTitle = "row"

  /// How the sheet looks.
  enum Style {
    /// One line a contribution, for programs.
    case csv
    /// One paragraph a row, for a person.
    case table
  }

  private let model: ScoringModel
  private let top: Int?
  private let id: String?
  private let style: Style

  /// Plans a sheet.
  ///
  /// - Parameters:
  ///   - model: A model that can be explained.
  ///   - top: How many of the strongest contributions to state, strongest first; nil for all, in the order of
  ///     the features.
  ///   - id: The title of the column that names the rows; nil for the rows' numbers.
  ///   - style: How it looks.
  init(_ model: ScoringModel, top: Int?, id: String?, style: Style) {
    self.model = model
    self.top = top
    self.id = id
    self.style = style
  }

  /// What stands before the first row.
  func header() -> [UInt8] {
    guard style == .csv else { return [] }
    var writer = CSVWriter()
    writer.append(id ?? Self.rowTitle)
    if model.forest.outputCount > 1 { writer.append("output") }
    for title in ["rank", "feature", "contribution"] { writer.append(title) }
    writer.endRow()
    return writer.take()
  }

  /// The explanations of some rows.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a model that cannot be explained.
  func lines(of block: RowBlock) throws(ScoringError) -> [UInt8] {
    let features = model.schema.features.count
    let outputs = model.forest.outputCount
    var contributions = [Double](repeating: 0, count: block.rowCount * outputs * (features + 1))
    var span = contributions.mutableSpan
    try model.writeContributions(of: block.values.span, layout: try block.layout(model.schema), into: &span)
    var text: [UInt8] = []
    for row in 0..<block.rowCount {
      for output in 0..<outputs {
        let start = (row * outputs + output) * (features + 1)
        let explanation = Explanation(contributions[start...start + features], top: top)
        text += style == .csv ? csv(explanation, block, row, output) : table(explanation, block, row, output)
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
      if model.forest.outputCount > 1 { writer.append(output) }
      writer.append(rank.map { "\($0)" } ?? "")
      writer.append(name)
      writer.append(contribution)
      writer.endRow()
    }
    for part in explanation.parts {
      line(part.rank, model.schema.features[part.feature].name, part.contribution)
    }
    line(nil, Self.baseName, explanation.base)
    return writer.take()
  }

  private func table(_ explanation: Explanation, _ block: RowBlock, _ row: Int, _ output: Int) -> [UInt8] {
    let name =
      block.ids.isEmpty ? "\(block.firstRow + row + 1)" : String(decoding: block.ids[row], as: UTF8.self)
    var text = "\(id ?? Self.rowTitle) \(name)"
    if model.forest.outputCount > 1 { text += ", output \(output)" }
    text += "\n"
    let names = explanation.parts.map { model.schema.features[$0.feature].name } + [Self.baseName]
    let width = names.reduce(0) { max($0, $1.count) }
    for (part, name) in zip(explanation.parts, names) {
      text += Self.tableLine("\(part.rank)", name, part.contribution, width: width)
    }
    text += Self.tableLine("", Self.baseName, explanation.base, width: width) + "\n"
    return Array(text.utf8)
  }

  private static func tableLine(_ rank: String, _ name: String, _ contribution: Double, width: Int) -> String
  {
    let margin = String(repeating: " ", count: max(0, 6 - rank.count))
    let gap = String(repeating: " ", count: width - name.count + 2)
    // A plus sign lines the numbers up and says which way the feature pushed.
    return "\(margin)\(rank)  \(name)\(gap)\(contribution.sign == .plus ? "+" : "")\(contribution)\n"
  }
}
