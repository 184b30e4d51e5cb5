extension Forest {
  /// Refuses a model whose sums are multiplied behind the trees (CatBoost's `scale`), for explanations that do not
  /// carry the factor through.
  func requireUnscaled() throws(ScoringError) {
    guard let scaleAndBias, scaleAndBias.scale != 1 else { return }
    throw ScoringError(
      .unsupportedOperation,
      "the model multiplies its sum by a scale; interactions and values against a background are not defined here "
        + "for it")
  }
}
