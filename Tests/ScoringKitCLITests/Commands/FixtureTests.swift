import Foundation
import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// Third-party models and rows that developers have beside the repository; nothing is tested where they are not.
struct FixtureTests {
  private static let directory = URL(filePath: Fixtures.folder)

  /// The folders with a LightGBM model and hostile rows as CSV.
  private static let folders: [URL] = {
    let all = try? FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
    return (all ?? []).filter { folder in
      folder.lastPathComponent.hasPrefix("lgbm_")
        && ["model.txt", "edge_X.csv", "edge_expected.csv"].allSatisfy {
          FileManager.default.fileExists(atPath: folder.appending(path: $0).path())
        }
    }
  }()

  @Test(arguments: folders)
  func `margins of a CSV table are the trainer's to the bit`(folder: URL) throws {
    let model = try ModelDocument(path: folder.appending(path: "model.txt").path()).model
    let file = try FileReader(path: folder.appending(path: "edge_X.csv").path())
    var table = try RowTable(
      try CSVReader { () throws(ScoringError) in try file.read(upTo: 1000) }, schema: model.schema,
      binding: .init())
    var text = ""
    let sheet = ScoreSheet(model, isRaw: true, id: nil)
    while let block = try table.next(limit: 7) {
      text += String(decoding: try sheet.lines(of: block), as: UTF8.self)
    }
    let answers = String(
      decoding: try Data(contentsOf: folder.appending(path: "edge_expected.csv")), as: UTF8.self)
    let expected = try CSVReader.records(answers).dropFirst().map { try #require(Double($0[0])).bitPattern }
    #expect(text.split(separator: "\n").map { Double($0)?.bitPattern } == expected)
  }
}
