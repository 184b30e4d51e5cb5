import Foundation
import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// A small model that CatBoost 1.2 trained, with its own answers.
struct CatBoostSample: CustomTestStringConvertible, Sendable {
  /// As CatBoost writes it, but for spaces, line ends and the parameters of training.
  let text: String
  let rows: [[Double]]
  let margins: [[Double]]
  let predictions: [[Double]]
  /// The number of the leaf in each tree.
  let leaves: [[Int32]]
  /// Of each output the features', then the base value.
  let contributions: [[Double]]

  /// `Logloss`, classes of texts; missing values go to the left.
  static let binary = CatBoostSample("binary")
  /// `RMSE` with a bias; missing values go to the right.
  static let regression = CatBoostSample("regression")
  /// `MultiClass`: three classes, as many numbers a leaf.
  static let multiclass = CatBoostSample("multiclass")

  static let all = [binary, regression, multiclass]

  private init(_ name: String) {
    text = Samples.text("CatBoost/\(name).json")
    let tables = NumberTables(Samples.text("CatBoost/\(name).txt"))
    rows = tables["rows"]
    margins = tables["margins"]
    predictions = tables["predictions"]
    leaves = tables["leaves"]
    contributions = tables["contributions"]
  }

  var testDescription: String { "\(margins[0].count) outputs, \(leaves[0].count) trees" }
}

extension CatBoostSample {
  var bytes: [UInt8] { Array(text.utf8) }

  /// The document with one change made to its text, at the first place.
  func replacing(_ old: String, by new: String) throws -> [UInt8] {
    let place = try #require(text.range(of: old), "not in the sample: \(old)")
    return Array(text.replacingCharacters(in: place, with: new).utf8)
  }

  func forest() throws -> Forest { try CatBoostReader.read(bytes).forest }
}

/// What a document of CatBoost's is refused with; nil if it is read.
func refusal(ofCatBoost bytes: [UInt8]) -> ScoringError? {
  refusedWith { try CatBoostReader.read(bytes) }
}
