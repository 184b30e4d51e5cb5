import ScoringKit
import ScoringKitFormats
import Testing

@testable import ScoringKitCLI

struct ScoreSheetTests {
  /// The sheet's text for rows read in blocks of that size.
  private func answer(
    _ model: ScoringModel, _ rows: String, isRaw: Bool = false, id: String? = nil, blockRows: Int = 100
  ) throws -> String {
    let sheet = ScoreSheet(model, isRaw: isRaw, id: id)
    var table = try RowTable(
      try CSVReader(rows), schema: model.schema, binding: .init(id: id, ignored: ["number"]))
    var text = sheet.header()
    while let block = try table.next(limit: blockRows) { text += try sheet.lines(of: block) }
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `probabilities are LightGBM's to the bit`() throws {
    let text = try answer(try CreditModel.document().model, CreditModel.rows)
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "probability")
    #expect(lines.dropFirst().compactMap { Double($0) } == CreditModel.probabilities)
  }

  @Test func `margins are LightGBM's to the bit`() throws {
    let text = try answer(try CreditModel.document().model, CreditModel.rows, isRaw: true)
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "margin")
    #expect(lines.dropFirst().compactMap { Double($0) } == CreditModel.margins)
  }

  @Test func `the id comes first, quoted as it must be`() throws {
    let text = try answer(try CreditModel.document().model, CreditModel.rows, isRaw: true, id: "number")
    #expect(
      text
        == "number,margin\n\"A,1\",\(CreditModel.margins[0])\n\"say \"\"B\"\"\",\(CreditModel.margins[1])\n"
        + "C,\(CreditModel.margins[2])\n")
  }

  @Test func `a policy decides as the core does`() throws {
    let bundle = try CreditModel.bundle()
    let model = try ModelDocument(bytes: try bundle.jsonBytes()).model
    let lines = try answer(model, CreditModel.bundleRows).split(separator: "\n").map(String.init)
    #expect(lines[0] == "probability,margin,decision")
    let rows: [[Double]] = [[30, 15000, 1], [50, .nan, 0], [35, 25000, 2]]
    for (line, row) in zip(lines.dropFirst(), rows) {
      let decision = try model.decide(row.span)
      #expect(
        line == "\(decision.probability),\(decision.margin),\(decision.isRefused ? "refuse" : "accept")")
    }
    #expect(lines.map { $0.split(separator: ",")[2] } == ["decision", "refuse", "refuse", "accept"])
    #expect(try answer(model, CreditModel.bundleRows, isRaw: true).hasPrefix("margin\n"))
  }

  @Test(arguments: [1, 2, 3, 100])
  func `the size of the blocks changes no byte`(blockRows: Int) throws {
    let model = try CreditModel.document().model
    #expect(
      try answer(model, CreditModel.rows, blockRows: blockRows) == (try answer(model, CreditModel.rows)))
  }

  @Test func `several outputs have a column each, named after what they are`() throws {
    let rows = "a\n1\n2\n"
    func model(_ outputs: Int, _ link: LinkFunction) throws -> ScoringModel {
      let trees = (0..<outputs).map { Tree(splits: [], leafValues: [Double($0)]) }
      return ScoringModel(
        try Forest(validating: .init(featureNames: ["a"], outputCount: outputs, trees: trees, link: link)))
    }
    #expect(try answer(try model(3, .softmax), rows).hasPrefix("probability_0,probability_1,probability_2\n"))
    #expect(try answer(try model(2, .identity), rows) == "prediction_0,prediction_1\n0.0,1.0\n0.0,1.0\n")
    #expect(try answer(try model(2, .softmax), rows, isRaw: true) == "margin_0,margin_1\n0.0,1.0\n0.0,1.0\n")
    #expect(try answer(try model(1, .exponential), rows) == "prediction\n1.0\n1.0\n")
  }
}
