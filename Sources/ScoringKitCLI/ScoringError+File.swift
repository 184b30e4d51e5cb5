internal import ScoringKit
internal import ScoringKitFormats

extension ScoringError {
  /// The same error with the file it is about in front, unless it names the file already.
  func inFile(_ path: String) -> ScoringError {
    if code == .unreadableFile || code == .unwritableFile { return self }
    return ScoringError(code, "\(path): \(description)")
  }
}

extension ModelDocument {
  /// Reads a model's file; an error names it.
  static func load(
    _ path: String, xgBoost: XGBoostOptions, categoryCodes: Bool
  ) throws(ScoringError) -> ModelDocument {
    do throws(ScoringError) {
      return try ModelDocument(path: path, xgBoost: xgBoost, categoryCodes: categoryCodes)
    } catch {
      throw error.inFile(path)
    }
  }
}
