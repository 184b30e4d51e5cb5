internal import ScoringKit

/// What a document is, by its content; a file's name says nothing.
enum DocumentKind {
  /// A model, its schema, and what else a decision needs.
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
    if let format = ModelFormat.allCases.first(where: { $0.recognises(bytes) }) {
      self = .model(format)
    } else if JSONScan.position(behind: UInt8(ascii: "{"), from: 0, of: bytes) != nil {
      // Any other JSON may be meant as a bundle, whose reader says what is wrong with it.
      self = .bundle
    } else {
      throw ForeignDocument.refusal(of: bytes)
    }
  }
}
