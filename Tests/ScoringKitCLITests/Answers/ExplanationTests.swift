import ScoringKit
import ScoringKitFormats
import Testing

@testable import ScoringKitCLI

struct ExplanationTests {
  private func answer(
    _ model: ScoringModel, top: Int? = nil, id: String? = nil, style: ExplanationFormat = .csv,
    blockRows: Int = 100, rows: String = CreditModel.rows
  ) throws -> String {
    let sheet = ExplanationSheet(
      ContributionSource(model), terms: try ExplainedTerms(model.schema), top: top, id: id, format: style)
    var table = try RowTable(
      try CSVReader(rows), schema: model.schema, binding: .init(id: id, ignored: ["number"]))
    var text = sheet.header()
    while let block = try table.next(limit: blockRows) { text += try sheet.lines(of: block) }
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `contributions come in the order of the features, ranked by magnitude, base last`() throws {
    let records = try CSVReader.records(try answer(try CreditModel.document().model))
    #expect(records[0] == ["row", "rank", "feature", "contribution"])
    #expect(records.count == 1 + 3 * 4)
    #expect(
      records[1...4].map { Array($0.prefix(3)) }
        == [["1", "1", "age"], ["1", "2", "monthly_income"], ["1", "3", "home"], ["1", "", "(base)"]])
    // Its own order of summation keeps LightGBM's numbers from being the same bits.
    for (row, expected) in CreditModel.contributions.enumerated() {
      let found = records[(1 + row * 4)..<(5 + row * 4)].compactMap { Double($0[3]) }
      #expect(zip(found, expected).allSatisfy { ($0 - $1).magnitude <= 1e-13 })
      #expect((found.reduce(0, +) - CreditModel.margins[row]).magnitude <= 1e-13)
    }
  }

  @Test func `contributions are the core's to the bit`() throws {
    let model = try CreditModel.document().model
    let rows: [Double] = [30, 15000, 1, 50, .nan, 0, 35, 25000, 2]
    var expected = [Double](repeating: 0, count: 12)
    var span = expected.mutableSpan
    try model.writeContributions(
      of: rows.span, layout: try RowLayout(rowCount: 3, columnCount: 3), into: &span)
    let found = try CSVReader.records(try answer(model)).dropFirst().compactMap { Double($0[3]) }
    #expect(found.map(\.bitPattern) == expected.map(\.bitPattern))
  }

  @Test func `the strongest come first when only some are asked for`() throws {
    let records = try CSVReader.records(try answer(try CreditModel.document().model, top: 2, id: "number"))
    #expect(records[0][0] == "number")
    #expect(
      records[4...6].map { Array($0.prefix(3)) }
        == [
          ["say \"B\"", "1", "monthly_income"], ["say \"B\"", "2", "age"], ["say \"B\"", "", "(base)"],
        ])
  }

  @Test func `equal magnitudes keep the order of the features`() {
    let explanation = Explanation([0.5, -1, 1, 0, 9], top: 3)
    #expect(explanation.parts.map(\.feature) == [1, 2, 0])
    #expect(explanation.parts.map(\.rank) == [1, 2, 3])
    #expect(explanation.base == 9)
    #expect(Explanation([0.5, 9], top: 3).parts.count == 1)
  }

  @Test(arguments: [1, 2])
  func `the size of the blocks changes no byte`(blockRows: Int) throws {
    let model = try CreditModel.document().model
    #expect(try answer(model, blockRows: blockRows) == (try answer(model)))
  }

  @Test func `a person gets a table with the row's values, signs and words`() throws {
    let text = try answer(try CreditModel.document().model, top: 1, id: "number", style: .table)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "number A,1")
    #expect(lines[1].hasPrefix("  1  age "))
    #expect(lines[1].contains("  30  ") && lines[1].hasSuffix("+0.310  raises the score"))
    #expect(lines[2].hasPrefix("     2 other features ") && lines[2].contains("+0.291"))
    #expect(
      lines[3].hasPrefix("     Average of the training data ") && lines[3].contains("margin \u{2212}0.246"))
    #expect(lines[4].hasPrefix("     This applicant ") && lines[4].hasSuffix("Probability 58.8%"))
    #expect(lines[5] == "")
  }

  @Test func `a French bundle's table says categories and risk in French`() throws {
    let model = try ModelDocument(bytes: try CreditModel.bundle().jsonBytes()).model
    let sheet = ExplanationSheet(
      ContributionSource(model), terms: try ExplainedTerms(model.schema), top: nil, id: nil, format: .table,
      language: .fr)
    var table = try RowTable(
      try CSVReader(CreditModel.bundleRows), schema: model.schema, binding: .init())
    let block = try #require(try table.next(limit: 3))
    let text = String(decoding: try sheet.lines(of: block), as: UTF8.self)
    for part in [
      "own", "15\u{202F}000", "manquant", "augmente le risque", "diminue le risque", "Ce demandeur", "+0,310",
      "Moyenne d’apprentissage", "58,8\u{202F}%", "« default »",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func `several outputs are told apart`() throws {
    let split = Tree.Split(
      feature: 0, rule: .lightGBM(missing: .none, defaultLeft: false), threshold: 1.5,
      left: .init(rawValue: ~0), right: .init(rawValue: ~1))
    let tree = Tree(splits: [split], leafValues: [1, 3], covers: .init(splits: [4], leaves: [2, 2]))
    let model = ScoringModel(
      try Forest(
        validating: .init(
          featureNames: ["a"], outputCount: 2, trees: [tree, tree], link: .softmax(Softmax()))))
    let text = try answer(model, rows: "a\n1\n")
    let records = try CSVReader.records(text)
    #expect(records[0] == ["row", "output", "rank", "feature", "contribution"])
    #expect(records.dropFirst().map { $0[1] } == ["0", "0", "1", "1"])
    #expect(try answer(model, style: .table, rows: "a\n1\n").hasPrefix("row 1, output 0\n"))
  }
}
