internal import ScoringKit

/// What a document is, by its content; a file's name says nothing.
enum DocumentKind {
  case bundle
  /// A trainer's own document.
  case model(ModelFormat)

  /// Looks at the document's beginning.
  ///
  /// - Throws: ``ScoringError/Code/emptyDocument``, ``ScoringError/Code/unknownFormat``.
  init(of bytes: [UInt8]) throws(ScoringError) {
    guard !bytes.isEmpty else {
      throw ScoringError(.emptyDocument, "the document has no bytes", at: .byte(0))
    }
    if LightGBMReader.recognises(bytes) {
      self = .model(.lightGBMText)
    } else if let encoding = XGBoostReader.encoding(of: bytes) {
      self = .model(ModelFormat(encoding))
    } else if CatBoostReader.recognises(bytes) {
      self = .model(.catBoostJSON)
    } else if Bundle.isBundle(bytes) {
      self = .bundle
    } else if PickleModelReader.recognises(bytes) {
      self = .model(.pickle)
    } else {
      throw ScoringError(
        .unknownFormat,
        "the content is of no format this library reads: LightGBM text, XGBoost JSON or UBJSON, CatBoost JSON, "
          + "a pickle or joblib file, a ScoringKit bundle", at: .byte(0))
    }
  }
}
