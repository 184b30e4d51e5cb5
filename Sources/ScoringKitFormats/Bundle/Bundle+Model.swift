internal import ScoringKit

extension Bundle {
  /// Reads the embedded model and joins it with schema, scaler and policy.
  ///
  /// - Returns: The model, and its document's format and version.
  /// - Throws: What the model's reader throws, at the path of the text, the line in the message; and
  ///   ``ScoringError/Code/inconsistentDocument`` for parts that do not fit each other.
  func makeModel() throws(ScoringError) -> (model: ScoringModel, format: String) {
    let result = try embeddedModel()
    let model = try ScoringModel(schema: schema, scaler: scaler, forest: result.forest, policy: policy)
    return (model, "\(Name.model) \(result.version)")
  }

  private func embeddedModel() throws(ScoringError) -> LightGBMReader.Result {
    let path = JSONPath.root.member("model").member("text")
    let bytes = Array(modelText.utf8)
    guard LightGBMReader.recognises(bytes) else {
      throw ScoringError(
        .unknownFormat, "the text is no LightGBM model, which begins with 'tree'",
        at: .path(path.description, byte: nil))
    }
    do throws(ScoringError) {
      return try LightGBMReader.read(bytes)
    } catch {
      throw ScoringError(error.code, error.description, at: .path(path.description, byte: nil))
    }
  }
}
