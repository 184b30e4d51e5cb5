import Foundation
import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

/// Rows with the trainer's own answers, kept beside the repository and used where they are.
struct LightGBMFixture: CustomTestStringConvertible, Sendable {
  let folder: String
  /// What a set's files begin with: `` for the usual rows, `edge_` and `cat_edge_` for hostile ones.
  let set: String

  var testDescription: String { folder.split(separator: "/").suffix(2).joined(separator: "/") + " " + set }
  var model: String { folder + "/model.txt" }

  func path(_ name: String) -> String? {
    let path = "\(folder)/\(set)\(name)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// The lines of the expected answers: margins, then predictions.
  func expected(width: Int) throws -> [[Double]] {
    let text = try String(contentsOfFile: "\(folder)/\(set)expected.csv", encoding: .utf8)
    let lines = text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").compactMap { Double($0) }
    }
    guard lines.allSatisfy({ $0.count == width }) else { throw CocoaError(.fileReadCorruptFile) }
    return lines
  }

  static let all: [LightGBMFixture] = {
    let root = Fixtures.folder
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    let folders = names.filter { $0.hasSuffix("/model.txt") }.map { "\(root)/\($0.dropLast(10))" }.sorted()
    return folders.flatMap { folder in
      ["", "edge_", "cat_edge_"].map { LightGBMFixture(folder: folder, set: $0) }
    }
    .filter { $0.path("X.npy") != nil && $0.path("expected.csv") != nil }
  }()
}

@Suite(.enabled(if: !LightGBMFixture.all.isEmpty)) struct LightGBMFixtureTests {
  @Test(arguments: LightGBMFixture.all)
  func `margins are LightGBM's to the bit and predictions to the last place`(fixture: LightGBMFixture) throws
  {
    let evaluator = try ModelDocument(path: fixture.model).model.evaluator
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
    #expect(margins.map(\.bitPattern) == expected.flatMap { $0.prefix(outputs) }.map(\.bitPattern))
    // libm's exp differs in its last bit between processors, and the expected answers may be of another.
    let places = evaluator.forest.link == .identity ? 0.0 : 2
    for (answer, wanted) in zip(predictions, expected.flatMap { $0.suffix(outputs) }) {
      #expect(abs(answer - wanted) <= places * wanted.ulp)
    }
  }

  @Test(arguments: LightGBMFixture.all.filter { $0.path("leaf.npy") != nil })
  func `leaves are LightGBM's`(fixture: LightGBMFixture) throws {
    let evaluator = try ModelDocument(path: fixture.model).model.evaluator
    let rows = try NumPyArray<Double>(path: try #require(fixture.path("X.npy")))
    let expected = try NumPyArray<Int32>(path: try #require(fixture.path("leaf.npy")))
    let layout = try RowLayout(rowCount: rows.rowCount, columnCount: rows.columnCount)
    var leaves = [Int32](repeating: -1, count: rows.rowCount * evaluator.forest.trees.count)
    var span = leaves.mutableSpan
    try evaluator.writeLeafIndices(of: rows.elements.span, layout: layout, into: &span)
    #expect(leaves == expected.elements)
  }

  @Test(arguments: LightGBMFixture.all.filter { $0.path("contrib.npy") != nil })
  func `contributions are LightGBM's within its own rounding`(fixture: LightGBMFixture) throws {
    let explainer = try #require(try ModelDocument(path: fixture.model).model.explainer)
    let rows = try NumPyArray<Double>(path: try #require(fixture.path("X.npy")))
    let expected = try NumPyArray<Double>(path: try #require(fixture.path("contrib.npy")))
    try #require(explainer.contributionCount == expected.columnCount)
    let layout = try RowLayout(rowCount: expected.rowCount, columnCount: rows.columnCount)
    var answers = [Double](repeating: .nan, count: expected.elements.count)
    var span = answers.mutableSpan
    try explainer.writeContributions(of: rows.elements.span, layout: layout, into: &span)
    for row in 0..<expected.rowCount {
      let wanted = expected.row(row)
      let scale = Swift.max(1, wanted.map(\.magnitude).max() ?? 1)
      let distance = zip(answers[wanted.indices], wanted).map { abs($0 - $1) }.max() ?? .infinity
      #expect(distance <= 1e-10 * scale, "row \(row)")
    }
  }
}
