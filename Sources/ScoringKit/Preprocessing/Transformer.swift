/// One step of preprocessing, fitted: rows of numbers in, rows of numbers out.
///
/// A row is transformed by itself: the same row gives the same bits alone and at any place of any batch. A
/// text is given as its code in the ``FeatureSchema``, a missing value as NaN.
public protocol Transformer: Sendable {
  /// Columns a row must have, at least 1.
  var inputCount: Int { get }
  /// Columns of a transformed row; 0 if all of them are dropped.
  var outputCount: Int { get }

  /// Transforms rows that lie one after the other without a gap.
  ///
  /// - Parameters:
  ///   - input: Rows × ``inputCount`` numbers.
  ///   - output: Rows × ``outputCount`` numbers, all of which are written.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for an input that is no whole number of rows,
  ///   ``ScoringError/Code/bufferTooSmall`` for an output of another size, and
  ///   ``ScoringError/Code/invalidValue`` for a value that the trainer refuses too, at its row and input
  ///   column (both from 1).
  func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError)

  /// The input column that an output column is made of, so that contributions can be summed back.
  ///
  /// - Parameter index: Below ``outputCount``.
  func source(ofOutput index: Int) -> Int

  /// Whether an output column holds its source's own values, if not filled in where they are missing, and nothing
  /// computed of them.
  ///
  /// - Parameter index: Below ``outputCount``.
  func keepsValues(ofOutput index: Int) -> Bool

  /// The names of the output columns, as scikit-learn's `get_feature_names_out` gives them.
  ///
  /// - Parameter inputNames: One an input column.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for another number of names.
  func outputNames(inputNames: [String]) throws(ScoringError) -> [String]

  /// The step as its trainer computes it on columns of these types: on float32 it rounds where that rounds.
  ///
  /// - Parameter types: One an input column. Until it is adapted a step computes on float64.
  func adapted(to types: [ElementType]) -> AdaptedTransformer

  /// Which input columns matter: in the others any value, or none, gives the same answer.
  ///
  /// A transformer that says nothing else needs all of its columns.
  ///
  /// - Parameter outputs: Which output columns matter; one an output column.
  func neededInputs(for outputs: [Bool]) -> [Bool]
}

extension Transformer {
  /// Most steps compute.
  public func keepsValues(ofOutput index: Int) -> Bool { false }

  /// Whether output column c is made of input column c, for all of them.
  public var keepsColumns: Bool {
    inputCount == outputCount && (0..<outputCount).allSatisfy { source(ofOutput: $0) == $0 }
  }

  /// The number of rows in an input; refuses an input or output of another size.
  func requireRows(_ input: Span<Double>, output: borrowing MutableSpan<Double>) throws(ScoringError) -> Int {
    let (rowCount, rest) = input.count.quotientAndRemainder(dividingBy: inputCount)
    guard rest == 0 else {
      throw ScoringError(
        .shapeMismatch, "a row must have \(inputCount) columns, and \(input.count) numbers are no whole rows")
    }
    try RowLayout(rowCount: rowCount, columnCount: inputCount).requireBuffer(output.count, width: outputCount)
    return rowCount
  }

  /// Refuses names that are not one an input column.
  func requireNames(_ names: [String]) throws(ScoringError) {
    guard names.count == inputCount else {
      throw ScoringError(.shapeMismatch, "there are \(names.count) names for \(inputCount) columns")
    }
  }
}
