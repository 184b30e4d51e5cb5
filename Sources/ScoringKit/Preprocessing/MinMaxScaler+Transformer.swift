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

  /// On float32 each of its operations is rounded.
  public func adapted(to types: [ElementType]) -> AdaptedTransformer {
    ElementType.isSingle(types)
      ? AdaptedTransformer(OnSingles(scaler: self), all: .single) : AdaptedTransformer(self, all: .double)
  }

  /// The scaler on float32 rows.
  private struct OnSingles: Transformer {
    let scaler: MinMaxScaler

    var inputCount: Int { scaler.featureCount }
    var outputCount: Int { scaler.featureCount }

    func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
      let rowCount = try requireRows(input, output: output)
      for row in 0..<rowCount {
        for column in 0..<inputCount {
          let place = row * inputCount + column
          output[place] = Double(scaler.transform(Float(input[place]), feature: column))
        }
      }
    }

    func source(ofOutput index: Int) -> Int { index }

    func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
      try scaler.outputNames(inputNames: inputNames)
    }

    func adapted(to types: [ElementType]) -> AdaptedTransformer { scaler.adapted(to: types) }
  }
}
