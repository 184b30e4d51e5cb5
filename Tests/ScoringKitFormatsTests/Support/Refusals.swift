import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport

/// The refusal of a document; nil if it loads.
func refusal(of bytes: [UInt8], limits: ReadLimits = ReadLimits()) -> ScoringError? {
  refusedWith { try ModelDocument(bytes: bytes, options: ReadOptions(limits: limits)) }
}

/// The refusal of a text model; nil if it loads.
func refusal(of text: LightGBMText) -> ScoringError? { refusal(of: text.bytes) }

/// The refusal of a file; nil if it loads.
func refusal(ofFile path: String, limits: ReadLimits = ReadLimits()) -> ScoringError? {
  refusedWith { try ModelDocument(path: path, options: ReadOptions(limits: limits)) }
}

extension LightGBMText {
  func forest() throws -> Forest { try ModelDocument(bytes: bytes).model.evaluator.forest }
  func margins(of row: [Double]) throws -> [Double] {
    try ModelDocument(bytes: bytes).model.evaluator.margins(of: row)
  }
  func predictions(of row: [Double]) throws -> [Double] {
    try ModelDocument(bytes: bytes).model.evaluator.predictions(of: row)
  }
}

extension ScoringError {
  /// The line the refusal names; nil where it names none.
  var line: Int? {
    if case .line(let number, _) = location { number } else { nil }
  }
}
