extension ScoringError {
  /// The same refusal at its place in the whole: a row further down, another column.
  ///
  /// - Parameters:
  ///   - rows: Rows before the ones that the refusal counts from.
  ///   - column: The whole's column for the part's, both from 0; nil if there is none.
  package func relocated(rows: Int = 0, column: (Int) -> Int?) -> ScoringError {
    guard case .row(let row, let place) = location else { return self }
    let whole = place.flatMap { column($0 - 1) }.map { $0 + 1 }
    return ScoringError(code, message, at: .row(row + rows, column: whole), inFile: file)
  }

  /// The same refusal with the file it is about, unless it names one already.
  package func inFile(_ path: String) -> ScoringError {
    if file != nil || code == .unreadableFile || code == .unwritableFile { return self }
    return ScoringError(code, message, at: location, inFile: path)
  }
}
