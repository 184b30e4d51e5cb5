internal import ScoringKit

/// What a document is, by its content; a file's name says nothing.
enum DocumentKind {
  case bundle
  /// A trainer's own document.
  case model(ModelFormat)

  /// Looks at the document's beginning.
  ///
  /// - Throws: ``ScoringError/Code/emptyDocument``, ``ScoringError/Code/unknownFormat``, naming what it is and the
  ///   way out where ``ForeignDocument`` knows.
  init(of bytes: [UInt8]) throws(ScoringError) {
    guard !bytes.isEmpty else {
      throw ScoringError(
        .emptyDocument, "the document has no bytes; it was not written or downloaded to its end", at: .byte(0)
      )
    }
    if LightGBMReader.recognises(bytes) {
      self = .model(.lightGBMText)
    } else if let encoding = XGBoostReader.encoding(of: bytes) {
      self = .model(ModelFormat(encoding))
    } else if CatBoostReader.recognises(bytes) {
      self = .model(.catBoostJSON)
    } else if ONNXReader.recognises(bytes) {
      if let refusal = ForeignDocument.refusal(ofProtobuf: bytes) { throw refusal }
      self = .model(.onnx)
    } else if Bundle.isBundle(bytes) {
      self = .bundle
    } else if PickleModelReader.recognises(bytes) {
      self = .model(.pickle)
    } else {
      throw ForeignDocument.refusal(of: bytes)
    }
  }
}
