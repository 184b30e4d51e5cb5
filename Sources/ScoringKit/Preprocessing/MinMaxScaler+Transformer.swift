extension MinMaxScaler: Transformer {
  /// Columns a row must have.
  public var inputCount: Int { featureCount }
  /// As many as there are input columns.
  public var outputCount: Int { featureCount }

  /// Scales rows in double; see ``Transformer/transform(_:into:)``.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    let rowCount = try requireRows(input, output: output)
    try writeTransformed(
      input, layout: RowLayout(rowCount: rowCount, columnCount: featureCount), into: &output)
  }

  /// The column itself.
  public func source(ofOutput index: Int) -> Int { index }

  /// The names as they are.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    try requireNames(inputNames)
    return inputNames
  }
}
