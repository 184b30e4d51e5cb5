internal import ScoringKit

extension ScoringError {
  /// The same error with the file it is about in front, unless it names the file already.
  func inFile(_ path: String) -> ScoringError {
    if code == .unreadableFile || code == .unwritableFile { return self }
    return ScoringError(code, "\(path): \(description)")
  }
}
