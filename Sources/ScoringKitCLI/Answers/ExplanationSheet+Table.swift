internal import ScoringKit

extension ExplanationSheet {
  /// One explanation for a person: each feature with its value, what it added and what that means; what the others
  /// added where only some are stated; the average, and the row's own answer.
  ///
  /// - Parameters:
  ///   - explanation: What is stated.
  ///   - contributions: All of the row's, one a term, then the base value.
  ///   - block: Rows, of which `row` is explained.
  ///   - row: Its place in the block.
  ///   - output: Which of the model's outputs.
  func table(
    _ explanation: Explanation, _ contributions: [Double], _ block: RowBlock, _ row: Int, _ output: Int
  ) -> [UInt8] {
    let schema = source.model.schema
    let values = block.row(row).values
    let digits = NumberText.digits(forAll: explanation.parts.map(\.contribution))
    func line(_ rank: String, _ name: String, _ value: String, _ contribution: Double) -> [String] {
      [
        rank, name, value, words.contribution(contribution, digits: digits), words.direction(contribution),
      ]
    }
    var cells = explanation.parts.map { part in
      let term = terms.terms[part.feature]
      return line(
        "\(part.rank)", term.name, words.values(of: term, in: values, schema), part.contribution)
    }
    let stated = Set(explanation.parts.map(\.feature))
    let others = terms.terms.indices.filter { !stated.contains($0) }
    if !others.isEmpty {
      cells.append(
        line("", words.others(others.count), "", others.reduce(0) { $0 + contributions[$1] }))
    }
    let sum = contributions.reduce(0, +)
    cells.append([
      "", words.base(isBackground: source.hasBackground), "", words.total(explanation.base),
      words.meaning(explanation.base),
    ])
    cells.append(["", words.thisApplicant, "", words.total(sum), words.meaning(sum)])
    var title = TextTable.cell("\(id ?? Self.rowTitle) \(block.name(of: row))")
    if hasOutputs { title += ", " + words.output(output) }
    return Array((title + "\n" + TextTable.text(cells, leading: [1, 4]) + "\n").utf8)
  }
}
