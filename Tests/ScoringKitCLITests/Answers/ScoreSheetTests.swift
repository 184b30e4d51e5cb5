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
    #expect(
      try answer(try model(3, .softmax(Softmax())), rows).hasPrefix(
        "probability_0,probability_1,probability_2\n"))
    #expect(try answer(try model(2, .identity), rows) == "prediction_0,prediction_1\n0.0,1.0\n0.0,1.0\n")
    #expect(
      try answer(try model(2, .softmax(Softmax())), rows, isRaw: true)
        == "margin_0,margin_1\n0.0,1.0\n0.0,1.0\n")
    #expect(try answer(try model(1, .exponential(Exponential())), rows) == "prediction\n1.0\n1.0\n")
  }

  @Test func `a calibrated ensemble is decided by its probability, and its margins are the members'`() throws
  {
    let calibrators = try [0.25, 0.75].map {
      CalibratedMean.Calibrator.isotonic(try IsotonicCalibrator(thresholds: [0, 1], probabilities: [0, $0]))
    }
    let mean = try CalibratedMean(memberLink: .probability, classCount: 2, calibrators: calibrators)
    let forest = try Forest(
      validating: .init(
        featureNames: ["a"], outputCount: 2, trees: [0.5, 1].map { Tree(splits: [], leafValues: [$0]) },
        link: .calibrated(mean)))
    let schema = try FeatureSchema([.init(name: "a")])
    func model(_ threshold: Double) throws -> ScoringModel {
      try ScoringModel(
        schema: schema, scaler: nil, forest: forest,
        policy: Policy(positiveClass: "default", threshold: threshold, refusal: .above, reasonLimit: 0))
    }
    let title = "probability,margin,decision\n"
    #expect(try answer(model(0.4375), "a\n1\n") == title + "0.4375,0.4375,accept\n")
    #expect(try answer(model(0.4375.nextDown), "a\n1\n") == title + "0.4375,0.4375,refuse\n")
    #expect(try answer(model(0.4), "a\n1\n", isRaw: true) == "margin_0,margin_1\n0.5,1.0\n")
    #expect(try answer(ScoringModel(forest), "a\n1\n") == "probability\n0.4375\n")
  }
}
