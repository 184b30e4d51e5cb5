extension ScoringError: CustomStringConvertible {
  /// Bytes of a description at most.
  package static let longestDescription = 1023
  /// A longer place stands behind the reason.
  private static let longestPlaceInFront = 200
  /// What is kept of each part of such a place.
  private static let longestPart = 100

  /// The place, then the message, on one line: `line 12: expected 30 thresholds, found 29`.
  ///
  /// Names and paths come from documents, so what cannot be seen is escaped, and the whole has at most 1023 bytes of
  /// UTF-8: a place of more than 200 bytes stands behind the reason, and what is too long is cut in its middle. C's
  /// `skit_error` has the first 511 of them.
  public var description: String {
    let parts = [file ?? "", place].filter { !$0.isEmpty }
    guard !parts.isEmpty else { return PlainText.line(message, limit: Self.longestDescription) }
    let front = parts.map { PlainText.line($0, limit: Self.longestPlaceInFront + 1) + ": " }.joined()
    guard front.utf8.count > Self.longestPlaceInFront else {
      return front + PlainText.line(message, limit: Self.longestDescription - front.utf8.count)
    }
    let shortened = parts.reversed().map { PlainText.line($0, limit: Self.longestPart) }
    let back = " (" + shortened.joined(separator: " of ") + ")"
    return PlainText.line(message, limit: Self.longestDescription - back.utf8.count) + back
  }

  private var place: String {
    switch location {
    case .none: ""
    case .line(let line, _): "line \(line)"
    case .byte(let byte): "byte \(byte)"
    case .path(let path, nil): path
    case .path(let path, let byte?): "\(path) (byte \(byte))"
    case .row(let row, nil): "row \(row)"
    case .row(let row, let column?): "row \(row), column \(column)"
    }
  }
}
