import ScoringKit
import Testing

@testable import ScoringKitFormats

/// A pickled model, rows, and what its own library answers for them.
struct ScikitLearnSample: Sendable {
  /// One row, as text: its cells, an empty one being a missing value, and the library's numbers.
  struct Row: Sendable {
    let cells: [String]
    let margins: [Double]
    let predictions: [Double]
  }

  let name: String
  let bytes: [UInt8]
  let rows: [Row]

  init(name: String, base64: String, table: String) {
    self.name = name
    bytes = Self.bytes(base64: base64)
    rows = table.isEmpty ? [] : table.split(separator: " ; ").map(Self.row)
  }

  private static func row(_ text: Substring) -> Row {
    let parts = text.split(separator: " > ", omittingEmptySubsequences: false).map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    return Row(
      cells: parts[0], margins: parts[1].compactMap(Double.init),
      predictions: parts[2].compactMap(Double.init))
  }

  private static func bytes(base64: String) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var bytes: [UInt8] = []
    var bits = 0
    var bitCount = 0
    for character in base64.utf8 {
      guard let digit = digits.firstIndex(of: character) else { continue }
      bits = (bits << 6 | digit) & 0xFFFF
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(bits >> bitCount & 0xFF))
      }
    }
    return bytes
  }
}

extension ScikitLearnSample {
  static let all = ScikitLearnSamples1_9.all + ScikitLearnSamples1_2.all
  static let withRows = all.filter { !$0.rows.isEmpty && $0.name != "transformers alone" }

  static func named(_ name: String) throws -> ScikitLearnSample {
    try #require(ScikitLearnSamples1_9.all.first { $0.name == name })
  }

  /// Options that reading needs: a dummy model of 1.2 does not say how many columns it takes, and a model beside a
  /// scaler that was not fitted for it is meant alone.
  var options: PickleModelReader.Options {
    var options = PickleModelReader.Options()
    if name == "a prior" { options.columnNames = ["a", "b", "c", "d"] }
    if name == "one model among others" { options.path = "$.model[0]" }
    return options
  }

  func read() throws -> PickledModel { try PickleModelReader.read(bytes, options: options) }

  func model() throws -> ScoringModel {
    guard case .model(let model) = try read().content else { throw ScikitLearnSampleError.noModel }
    return model
  }

  /// Why reading refuses it.
  func refusal() throws -> ScoringError {
    do {
      _ = try read()
    } catch let error as ScoringError {
      return error
    }
    throw ScikitLearnSampleError.notRefused
  }

  /// A row as the model takes it.
  static func values(_ cells: [String], _ schema: FeatureSchema) throws -> [Double] {
    try cells.enumerated().map { index, cell in
      if cell.isEmpty { return .nan }
      guard case .categorical = schema.features[index].kind else { return try #require(Double(cell)) }
      return try schema.code(of: .text(cell), feature: index)
    }
  }
}

enum ScikitLearnSampleError: Error { case noModel, notRefused }

extension ScoringModel {
  func margins(_ row: [Double]) throws -> [Double] {
    var margins = [Double](repeating: 0, count: forest.outputCount)
    var span = margins.mutableSpan
    try writeMargins(of: row.span, layout: RowLayout(rowCount: 1, columnCount: row.count), into: &span)
    return margins
  }

  func predictions(_ row: [Double]) throws -> [Double] {
    var predictions = [Double](repeating: 0, count: forest.predictionCount)
    var span = predictions.mutableSpan
    try writePredictions(of: row.span, layout: RowLayout(rowCount: 1, columnCount: row.count), into: &span)
    return predictions
  }
}
