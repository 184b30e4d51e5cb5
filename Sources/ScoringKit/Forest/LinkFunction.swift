/// How a row's margins become what the model predicts. One case a formula, each in the trainer's arithmetic.
public enum LinkFunction: Hashable, Sendable {
  /// The margin itself.
  case identity
  /// 1 / (1 + exp(−scale · x)), each output by itself: LightGBM `binary`, `multiclassova`, `cross_entropy`.
  case sigmoid(scale: Double)
  /// exp(xₖ − max) / Σ: LightGBM `multiclass`.
  case softmax
  /// log(1 + exp x): LightGBM `cross_entropy_lambda`.
  case log1pExp
  /// exp x: LightGBM `poisson`, `gamma`, `tweedie`.
  case exponential
  /// sign(x) · x²: LightGBM `regression` with `reg_sqrt`.
  case signedSquare
}

extension LinkFunction {
  /// Replaces a row's margins by the predictions, in place.
  ///
  /// The order of operations is LightGBM's (`ConvertOutput` of each objective), so that on one machine the
  /// bits are too.
  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    switch self {
    case .identity:
      return
    case .softmax:
      Self.softmax(&row, from: start, count: count)
    case .sigmoid(let scale):
      for k in start..<start + count { row[k] = 1 / (1 + LibraryMath.exp(-scale * row[k])) }
    case .log1pExp:
      for k in start..<start + count { row[k] = LibraryMath.log1p(LibraryMath.exp(row[k])) }
    case .exponential:
      for k in start..<start + count { row[k] = LibraryMath.exp(row[k]) }
    case .signedSquare:
      for k in start..<start + count { row[k] = Self.sign(row[k]) * row[k] * row[k] }
    }
  }

  /// Whether the predictions are probabilities.
  public var givesProbability: Bool {
    switch self {
    case .sigmoid, .softmax: true
    case .identity, .log1pExp, .exponential, .signedSquare: false
    }
  }

  /// The margin a prediction stands for: the inverse of a one-output link; nil where there is none.
  func margin(ofPrediction prediction: Double) -> Double? {
    switch self {
    case .identity: prediction
    case .sigmoid(let scale): LibraryMath.log(prediction / (1 - prediction)) / scale
    case .log1pExp: LibraryMath.log(LibraryMath.expm1(prediction))
    case .exponential: LibraryMath.log(prediction)
    case .signedSquare: Self.sign(prediction) * prediction.magnitude.squareRoot()
    case .softmax: nil
    }
  }

  private static func softmax(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    var largest = row[start]
    for k in start + 1..<start + count where row[k] > largest { largest = row[k] }
    var sum = 0.0
    for k in start..<start + count {
      row[k] = LibraryMath.exp(row[k] - largest)
      sum += row[k]
    }
    for k in start..<start + count { row[k] /= sum }
  }

  private static func sign(_ x: Double) -> Double { x > 0 ? 1 : (x < 0 ? -1 : 0) }
}
