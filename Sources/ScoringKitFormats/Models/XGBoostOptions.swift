/// What an XGBoost file leaves open, for the caller to say.
public struct XGBoostOptions: Hashable, Sendable {
  /// The value that stood for a missing one in training, beside NaN; XGBoost does not store it.
  public var missingValue: Float?
  /// Whether prediction stops at the model's `best_iteration`, as scikit-learn's wrapper does; XGBoost itself
  /// uses every tree.
  public var stopsAtBestIteration: Bool

  /// States what is left open.
  public init(missingValue: Float? = nil, stopsAtBestIteration: Bool = false) {
    self.missingValue = missingValue
    self.stopsAtBestIteration = stopsAtBestIteration
  }
}

extension XGBoostReader.Options {
  /// The caller's options as the reader takes them.
  init(_ options: XGBoostOptions) {
    self.init(
      iterations: options.stopsAtBestIteration ? .best : .all, missingValue: options.missingValue)
  }
}
