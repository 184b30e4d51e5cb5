/// scikit-learn's `StandardScaler`, fitted: `(x − mean) / scale` per column, either part optional.
///
/// NaN passes. The arithmetic is scikit-learn's to the bit; on float32 each operation is rounded to float32.
/// `MaxAbsScaler` (a scale alone) and `RobustScaler` (centre and scale) compute the same.
///
/// Source: scikit-learn 0.24 to 1.9, `sklearn/preprocessing/_data.py`.
public struct StandardScaler: Transformer {
  /// scikit-learn's `mean_`, one a column; nil for `with_mean=False`.
  public let mean: [Double]?
  /// scikit-learn's `scale_`, one a column; nil for `with_std=False`.
  public let scale: [Double]?
  /// Whether a value is multiplied by `1 / scale`, not divided by it, as scikit-learn does with sparse rows.
  public let multipliesByReciprocal: Bool
  /// Whether mean and scale are rounded to float32 before they meet float32 rows: `StandardScaler` from 1.8 on.
  public let roundsAttributes: Bool

  /// Columns a row must have.
  public let inputCount: Int
  /// What is subtracted.
  private var offsets: [Double]?
  private var divisors: [Double]?
  private let factors: [Double]?
  /// Whether each operation is rounded to float32.
  private var isSingle = false

  /// Makes a scaler of fitted attributes.
  ///
  /// A column that was missing in all of the training data has NaN for its attributes, and its value becomes
  /// NaN.
  ///
  /// - Parameters:
  ///   - mean: scikit-learn's `mean_`; nil for `with_mean=False`.
  ///   - scale: scikit-learn's `scale_`; nil for `with_std=False`.
  ///   - multipliesByReciprocal: Whether the scaler gets sparse rows: behind a `OneHotEncoder` with sparse
  ///     output, or a `ColumnTransformer` whose `sparse_output_` is true. The last bit of a value can depend
  ///     on it.
  ///   - scaleType: The type of `scale_`, in which scikit-learn computes `1 / scale`.
  ///   - roundsAttributes: Whether mean and scale are rounded to float32 before they meet float32 rows, as
  ///     `StandardScaler` does from scikit-learn 1.8 on.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for attributes of different or no length, or a mean
  ///   on sparse rows; ``ScoringError/Code/numberOutOfRange`` for an infinite attribute or a scale of 0.
  public init(
    mean: [Double]?, scale: [Double]?, multipliesByReciprocal: Bool = false,
    scaleType: ElementType = .double, roundsAttributes: Bool = false
  ) throws(ScoringError) {
    let counts = [mean, scale].compactMap { $0?.count }
    guard let inputCount = counts.first, inputCount > 0, counts.last == inputCount else {
      throw ScoringError(
        .inconsistentDocument,
        "StandardScaler has \(mean?.count ?? 0) means and \(scale?.count ?? 0) scales; expected one a column")
    }
    guard mean == nil || !multipliesByReciprocal else {
      throw ScoringError(.inconsistentDocument, "StandardScaler cannot subtract a mean from sparse rows")
    }
    for column in 0..<inputCount {
      guard mean?[column].isInfinite != true, scale?[column].isInfinite != true, scale?[column] != 0 else {
        throw ScoringError(
          .numberOutOfRange,
          "StandardScaler: the mean or scale of column \(column) is infinite or the scale is 0")
      }
    }
    self.mean = mean
    self.scale = scale
    self.multipliesByReciprocal = multipliesByReciprocal
    self.roundsAttributes = roundsAttributes
    self.inputCount = inputCount
    offsets = mean
    divisors = multipliesByReciprocal ? nil : scale
    factors =
      multipliesByReciprocal
      ? scale?.map { scaleType == .single ? Double(1 / Float($0)) : 1 / $0 } : nil
  }
}

extension StandardScaler {
  /// As many as there are input columns.
  public var outputCount: Int { inputCount }

  /// Scales rows; see ``Transformer/transform(_:into:)``.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    let rowCount = try requireRows(input, output: output)
    for row in 0..<rowCount {
      for column in 0..<inputCount {
        let value = input[row * inputCount + column]
        output[row * inputCount + column] = isSingle ? single(value, column) : double(value, column)
      }
    }
  }

  private func double(_ x: Double, _ column: Int) -> Double {
    var value = x
    if let offsets { value -= offsets[column] }
    if let divisors { value /= divisors[column] }
    // What a sparse row does not hold is not multiplied, and so stays 0.
    if let factors { value = value == 0 ? 0 : value * factors[column] }
    return value
  }

  /// NumPy computes a float32 array with float64 attributes in double and stores each result as float32.
  private func single(_ x: Double, _ column: Int) -> Double {
    var value = Float(x)
    if let offsets { value = Float(Double(value) - offsets[column]) }
    if let divisors { value = Float(Double(value) / divisors[column]) }
    if let factors { value = value == 0 ? 0 : Float(Double(value) * factors[column]) }
    return Double(value)
  }

  /// On float32 each operation is rounded, from scikit-learn 1.8 on of `StandardScaler` the attributes before.
  ///
  /// Source: `StandardScaler.transform` in scikit-learn 1.7 and 1.8, `sklearn/preprocessing/_data.py`.
  public func adapted(to types: [ElementType]) -> AdaptedTransformer {
    var scaler = self
    scaler.isSingle = ElementType.isSingle(types)
    if scaler.isSingle, roundsAttributes {
      scaler.offsets = mean?.map { Double(Float($0)) }
      scaler.divisors = multipliesByReciprocal ? nil : scale?.map { Double(Float($0)) }
    }
    return AdaptedTransformer(scaler, all: scaler.isSingle ? .single : .double)
  }

  /// The column itself.
  public func source(ofOutput index: Int) -> Int { index }

  /// The names as they are.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    try requireNames(inputNames)
    return inputNames
  }
}
