import Foundation
import ScoringKit
import Testing

@testable import ScoringKitFormats

/// A small model that CatBoost 1.2 trained, with its own answers.
struct CatBoostSample: CustomTestStringConvertible, Sendable {
  /// As CatBoost writes it, but for spaces, line ends and the parameters of training.
  let json: String
  let rows: [[Double]]
  let margins: [[Double]]
  let predictions: [[Double]]
  /// The number of the leaf in each tree.
  let leaves: [[Int32]]
  /// Of each output the features', then the base value.
  let contributions: [[Double]]

  static let all = [binary, regression, multiclass]

  var testDescription: String { "\(margins[0].count) outputs, \(leaves[0].count) trees" }
}

extension CatBoostSample {
  /// The document in one line.
  var text: String { json.replacing("\n", with: "") }
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
  do throws(ScoringError) {
    _ = try CatBoostReader.read(bytes)
    return nil
  } catch {
    return error
  }
}
