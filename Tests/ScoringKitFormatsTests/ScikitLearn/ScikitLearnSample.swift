import ScoringKit
import ScoringKitTestSupport
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

  /// The sample of that name among those of a release of scikit-learn's.
  static func named(_ name: String, release: String = "1.9") -> ScikitLearnSample {
    let path = "ScikitLearn/\(release)/\(name)"
    let table = Samples.has("\(path).txt") ? Samples.text("\(path).txt") : ""
    return ScikitLearnSample(
      name: name, bytes: Samples.bytes("\(path).pickle"), rows: table.split(separator: "\n").map(row))
  }

  private static func row(_ text: Substring) -> Row {
    let parts = text.split(separator: " > ", omittingEmptySubsequences: false).map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    return Row(
      cells: parts[0], margins: parts[1].compactMap(Double.init),
      predictions: parts[2].compactMap(Double.init))
  }
}

extension ScikitLearnSample {
  static let all = ["1.9", "1.2"].flatMap { release in
    Samples.names(in: "ScikitLearn/\(release)", extension: "pickle").map { named($0, release: release) }
  }
  static let withRows = all.filter { !$0.rows.isEmpty && $0.name != "transformers-alone" }

  /// Options that reading needs: a dummy model of 1.2 does not say how many columns it takes, and a model beside a
  /// scaler that was not fitted for it is meant alone.
  var options: PickleModelReader.Options {
    var options = PickleModelReader.Options()
    if name == "a-prior" { options.columnNames = ["a", "b", "c", "d"] }
    if name == "one-model-among-others" { options.path = "$.model[0]" }
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
