import Foundation
import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// A small model that XGBoost 3.2 trained, with its own answers.
struct XGBoostSample: CustomTestStringConvertible, Sendable {
  /// As XGBoost writes it.
  let text: String
  /// The same model in XGBoost's UBJSON; nil where only the JSON is kept.
  let ubjson: [UInt8]?
  let rows: [[Double]]
  let margins: [[Float]]
  let predictions: [[Float]]
  /// The number of the leaf's node in each tree.
  let leaves: [[Int32]]
  /// Of each output the features', then the base value; XGBoost computes them in float32.
  let contributions: [[Float]]

  /// `binary:logistic`, two trees, a numeric and a categorical split in them.
  static let categorical = XGBoostSample("categorical")
  /// `reg:squarederror`, a tree of which nodes were cut off.
  static let pruned = XGBoostSample("pruned")
  /// `multi:softprob` of three classes, DART: trees with weights.
  static let dart = XGBoostSample("dart")
  /// `gblinear`, without feature names.
  static let linear = XGBoostSample("linear")

  static let all = [categorical, pruned, dart, linear]

  private init(_ name: String) {
    text = Samples.text("XGBoost/\(name).json")
    ubjson = Samples.has("XGBoost/\(name).ubj") ? Samples.bytes("XGBoost/\(name).ubj") : nil
    let tables = NumberTables(Samples.text("XGBoost/\(name).txt"))
    rows = tables["rows"]
    margins = tables["margins"]
    predictions = tables["predictions"]
    leaves = tables["leaves"]
    contributions = tables["contributions"]
  }

  var testDescription: String { "\(objective), \(rows[0].count) features" }

  private var objective: Substring { text.split(separator: "\"objective\":{\"name\":")[1].prefix(18) }
}

extension XGBoostSample {
  var jsonBytes: [UInt8] { Array(text.utf8) }

  /// The document with one change made to its text, at the first place.
  func replacing(_ old: String, by new: String) throws -> [UInt8] {
    let place = try #require(text.range(of: old), "not in the sample: \(old)")
    return Array(text.replacingCharacters(in: place, with: new).utf8)
  }

  /// The document with several such changes.
  func replacing(_ changes: [(old: String, new: String)]) throws -> [UInt8] {
    var text = text
    for change in changes {
      let place = try #require(text.range(of: change.old), "not in the sample: \(change.old)")
      text.replaceSubrange(place, with: change.new)
    }
    return Array(text.utf8)
  }

  func forest(_ options: XGBoostReader.Options = .init()) throws -> Forest {
    try XGBoostReader.read(json: jsonBytes, options: options).forest
  }
}

/// What a JSON document of XGBoost's is refused with; nil if it is read.
func refusal(ofXGBoost json: [UInt8], options: XGBoostReader.Options = .init()) -> ScoringError? {
  refusedWith { try XGBoostReader.read(json: json, options: options) }
}

extension ScoringError {
  /// The JSON path the refusal names; nil where it names none.
  var jsonPath: String? {
    if case .path(let path, _) = location { path } else { nil }
  }
}

extension Forest {
  /// A row's margins as float32.
  func singleMargins(of row: [Double]) throws -> [Float] {
    try Evaluator(self).margins(of: row).map { Float($0) }
  }

  /// The number of the leaf that a row reaches in each tree.
  func leaves(of row: [Double]) throws -> [Int32] {
    var leaves = [Int32](repeating: -1, count: trees.count)
    var span = leaves.mutableSpan
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    try Evaluator(self).writeLeafIndices(of: row.span, layout: layout, into: &span)
    return leaves
  }
}
