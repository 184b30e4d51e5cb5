/// What XGBoost sees of sparse rows: a zero is not there, and what is not there is missing.
///
/// It belongs between a `OneHotEncoder` with sparse output, or a `ColumnTransformer` whose `sparse_output_` is
/// true, and an XGBoost model. (LightGBM and scikit-learn read what is not there as 0 and need nothing.)
///
/// Checked with XGBoost 3.2.0 on the sparse output of a `ColumnTransformer`.
public struct ZeroAsMissing: Transformer {
  /// Columns a row must have.
  public let inputCount: Int

  /// Makes the step.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no columns.
  public init(columnCount: Int) throws(ScoringError) {
    guard columnCount > 0 else {
      throw ScoringError(.inconsistentDocument, "sparse rows have no columns")
    }
    inputCount = columnCount
  }
}

extension ZeroAsMissing {
  /// As many as there are input columns.
  public var outputCount: Int { inputCount }

  /// Replaces zeros with NaN; see ``Transformer/transform(_:into:)``.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    _ = try requireRows(input, output: output)
    for index in input.indices { output[index] = input[index] == 0 ? .nan : input[index] }
  }

  /// It changes no type.
  public func adapted(to types: [ElementType]) -> AdaptedTransformer {
    AdaptedTransformer(self, outputTypes: types)
  }

  /// The column itself.
  public func source(ofOutput index: Int) -> Int { index }

  /// The names as they are.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    try requireNames(inputNames)
    return inputNames
  }
}
