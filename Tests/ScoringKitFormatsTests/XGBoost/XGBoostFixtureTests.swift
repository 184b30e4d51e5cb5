import Foundation
import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// Rows with XGBoost's own answers, kept beside the repository and used where they are.
struct XGBoostFixture: CustomTestStringConvertible, Sendable {
  let folder: String
  let model: String
  /// What a set's files begin with: `` for the usual rows, `edge_` and `cat_edge_` for hostile ones.
  let set: String

  var testDescription: String {
    folder.split(separator: "/").suffix(2).joined(separator: "/") + " \(model) \(set)"
  }

  func path(_ name: String) -> String? {
    let path = "\(folder)/\(set)\(name)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  private static func facts(ofFolder folder: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: folder + "/meta.json"))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  private static func kind(ofFolder folder: String) -> String {
    (try? facts(ofFolder: folder)["kind"] as? String) ?? ""
  }

  func forest() throws -> Forest {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(model)")))
    var options = XGBoostReader.Options()
    options.missingValue = (try Self.facts(ofFolder: folder)["missing"] as? NSNumber)?.floatValue
    return try XGBoostReader.encoding(of: bytes) == .json
      ? XGBoostReader.read(json: bytes, options: options).forest
      : XGBoostReader.read(ubjson: bytes, options: options).forest
  }

  /// The expected answers, margins and then predictions of each row, as float32.
  func expected(width: Int) throws -> [[Float]] {
    let text = try String(contentsOfFile: "\(folder)/\(set)expected.csv", encoding: .utf8)
    let lines = text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").compactMap { Double($0).map { Float($0) } }
    }
    guard lines.allSatisfy({ $0.count == width }) else { throw CocoaError(.fileReadCorruptFile) }
    return lines
  }

  static let all: [XGBoostFixture] = {
    let root = Fixtures.folder
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    var fixtures: [XGBoostFixture] = []
    for model in ["model.json", "model.ubj"] {
      for name in names.sorted() where name.hasSuffix("/" + model) {
        let folder = "\(root)/\(name.dropLast(model.count + 1))"
        guard kind(ofFolder: folder).hasPrefix("xgboost") else { continue }
        fixtures += ["", "edge_", "cat_edge_"].map { XGBoostFixture(folder: folder, model: model, set: $0) }
      }
    }
    return fixtures.filter { $0.path("X.npy") != nil && $0.path("expected.csv") != nil }
  }()
}

@Suite(.enabled(if: !XGBoostFixture.all.isEmpty)) struct XGBoostFixtureTests {
  @Test(arguments: XGBoostFixture.all)
  func `margins are XGBoost's to the bit and predictions to the last place`(fixture: XGBoostFixture) throws {
    let evaluator = Evaluator(try fixture.forest())
    let rows = try NumPyArray<Double>(path: try #require(fixture.path("X.npy")))
    let layout = try RowLayout(rowCount: rows.rowCount, columnCount: rows.columnCount)
    let outputs = evaluator.forest.outputCount
    var margins = [Double](repeating: .nan, count: rows.rowCount * outputs)
    var marginSpan = margins.mutableSpan
    try evaluator.writeMargins(of: rows.elements.span, layout: layout, into: &marginSpan)
    var predictions = margins
    var predictionSpan = predictions.mutableSpan
    try evaluator.writePredictions(of: rows.elements.span, layout: layout, into: &predictionSpan)
    let expected = try fixture.expected(width: 2 * outputs)
    #expect(margins.map { Float($0) } == expected.flatMap { $0.prefix(outputs) })
    // libm's expf differs in its last bit between processors, and the expected answers may be of another.
    for (answer, wanted) in zip(predictions, expected.flatMap { $0.suffix(outputs) }) {
      #expect(abs(Float(answer) - wanted) <= 2 * wanted.ulp)
    }
  }

  @Test(arguments: XGBoostFixture.all.filter { $0.path("leaf.npy") != nil })
  func `leaves are XGBoost's nodes`(fixture: XGBoostFixture) throws {
    let evaluator = Evaluator(try fixture.forest())
    let rows = try NumPyArray<Double>(path: try #require(fixture.path("X.npy")))
    let expected = try NumPyArray<Int32>(path: try #require(fixture.path("leaf.npy")))
    let layout = try RowLayout(rowCount: rows.rowCount, columnCount: rows.columnCount)
    var leaves = [Int32](repeating: -1, count: rows.rowCount * evaluator.forest.trees.count)
    var span = leaves.mutableSpan
    try evaluator.writeLeafIndices(of: rows.elements.span, layout: layout, into: &span)
    #expect(leaves == expected.elements)
  }

  @Test(arguments: XGBoostFixture.all.filter { $0.path("contrib.npy") != nil })
  func `contributions are XGBoost's within its float32`(fixture: XGBoostFixture) throws {
    let explainer = try Explainer(try fixture.forest())
    let rows = try NumPyArray<Double>(path: try #require(fixture.path("X.npy")))
    let expected = try NumPyArray<Double>(path: try #require(fixture.path("contrib.npy")))
    try #require(explainer.contributionCount == expected.columnCount)
    let layout = try RowLayout(rowCount: expected.rowCount, columnCount: rows.columnCount)
    var answers = [Double](repeating: .nan, count: expected.elements.count)
    var span = answers.mutableSpan
    try explainer.writeContributions(of: rows.elements.span, layout: layout, into: &span)
    let scale = Swift.max(1, expected.elements.map(\.magnitude).max() ?? 1)
    #expect(zip(answers, expected.elements).allSatisfy { abs($0 - $1) <= 2e-5 * scale })
  }
}
