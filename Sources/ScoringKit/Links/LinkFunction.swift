/// How a row's margins become what the model predicts. One case a formula, each in the trainer's arithmetic.
public enum LinkFunction: Hashable, Sendable {
  /// The margin itself.
  case identity
  /// The margin itself, which is a probability: scikit-learn's trees, forests and DummyClassifier.
  case probability
  /// 1 / (1 + exp(−scale · x)), each output by itself: LightGBM `binary`, `multiclassova`, `cross_entropy`;
  /// CatBoost `Logloss`, `CrossEntropy`, `MultiClassOneVsAll`.
  case sigmoid(scale: Double)
  /// exp(xₖ − max) / Σ: LightGBM `multiclass`, CatBoost `MultiClass`.
  case softmax
  /// log(1 + exp x): LightGBM `cross_entropy_lambda`.
  case log1pExp
  /// exp x: LightGBM `poisson`, `gamma`, `tweedie`; CatBoost `Poisson`, `Tweedie`.
  case exponential
  /// sign(x) · x²: LightGBM `regression` with `reg_sqrt`.
  case signedSquare
  /// 1 / (1 + exp(−x)) of every output, divided by their sum: scikit-learn's one-versus-rest.
  case normalizedSigmoid
  /// 1 / (1 + expf(min(−x, 88.7))) in float32: XGBoost `binary:logistic`, `reg:logistic`.
  case singleSigmoid
  /// 1 / (1 + expf(−x)) in float32: the same of XGBoost before 1.6.
  case unboundedSingleSigmoid
  /// expf(xₖ − max) in float32, summed in double, each divided by the sum as float32: XGBoost `multi:softprob`.
  case singleSoftmax
  /// expf in float32: XGBoost `count:poisson`, `reg:gamma`, `reg:tweedie`, `survival:cox`.
  case singleExponential
  /// exp in double of a float32 margin, rounded to float32: XGBoost `survival:aft`.
  case widenedExponential
  /// 1 / (1 + expf(−|x|)) in float32, taken from 1 for a negative x: ONNX Runtime `LOGISTIC`.
  case symmetricSingleSigmoid
  /// expf(xₖ − max), their sum and the quotients in float32: ONNX Runtime `SOFTMAX`.
  case plainSingleSoftmax
  /// 1 above 0, otherwise 0: XGBoost `binary:hinge`.
  case hinge
  /// The index of the greatest margin, the first of equals: XGBoost `multi:softmax`. One number a row.
  case greatestIndex
  /// Calibrated, and averaged over the members of an ensemble: scikit-learn's CalibratedClassifierCV.
  indirect case calibrated(CalibratedMean)
}

extension LinkFunction {
  /// Replaces a row's margins by the predictions, in place.
  ///
  /// The order of operations is LightGBM's (`ConvertOutput` of each objective), so that on one machine the
  /// bits are too.
  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    switch self {
    case .identity, .probability:
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
    case .normalizedSigmoid:
      Self.normalizedSigmoid(&row, from: start, count: count)
    case .singleSigmoid:
      for k in start..<start + count { row[k] = Double(Self.singleSigmoid(Float(row[k]))) }
    case .unboundedSingleSigmoid:
      for k in start..<start + count { row[k] = Double(1 / (LibraryMath.exp(-Float(row[k])) + 1)) }
    case .singleSoftmax:
      Self.singleSoftmax(&row, from: start, count: count)
    case .symmetricSingleSigmoid:
      for k in start..<start + count { row[k] = Double(Self.symmetricSingleSigmoid(Float(row[k]))) }
    case .plainSingleSoftmax:
      Self.plainSingleSoftmax(&row, from: start, count: count)
    case .singleExponential:
      for k in start..<start + count { row[k] = Double(LibraryMath.exp(Float(row[k]))) }
    case .widenedExponential:
      for k in start..<start + count { row[k] = Double(Float(LibraryMath.exp(row[k]))) }
    case .hinge:
      for k in start..<start + count { row[k] = row[k] > 0 ? 1 : 0 }
    case .greatestIndex:
      var greatest = start
      for k in start..<start + count where row[k] > row[greatest] { greatest = k }
      row[start] = Double(greatest - start)
    case .calibrated(let mean):
      mean.apply(&row, from: start)
    }
  }

  /// Predictions a row that come out of `outputCount` margins.
  func predictionCount(outputCount: Int) -> Int {
    switch self {
    case .greatestIndex: 1
    case .calibrated(let mean): mean.predictionCount
    default: outputCount
    }
  }

  /// Refuses a link that does not fit a model of that many outputs.
  func validate(outputCount: Int) throws(ScoringError) {
    switch self {
    case .sigmoid(let scale):
      guard scale > 0, scale.isFinite else {
        throw ScoringError(.numberOutOfRange, "the sigmoid's scale must be greater than 0 and finite")
      }
    case .calibrated(let mean):
      guard mean.calibrators.count == outputCount else {
        throw ScoringError(
          .inconsistentDocument, "\(mean.calibrators.count) calibrators for \(outputCount) outputs")
      }
    default: break
    }
  }

  /// Whether the predictions are probabilities.
  public var givesProbability: Bool {
    switch self {
    case .probability, .sigmoid, .softmax, .normalizedSigmoid, .singleSigmoid, .unboundedSingleSigmoid,
      .singleSoftmax, .symmetricSingleSigmoid, .plainSingleSoftmax, .calibrated:
      true
    case .identity, .log1pExp, .exponential, .signedSquare, .singleExponential, .widenedExponential, .hinge,
      .greatestIndex:
      false
    }
  }

  /// The scale s of a link that turns each margin x by itself into 1 / (1 + exp(−s · x)), in whatever arithmetic; nil
  /// for every other link.
  public var logisticScale: Double? {
    switch self {
    case .sigmoid(let scale): scale
    case .singleSigmoid, .unboundedSingleSigmoid, .symmetricSingleSigmoid: 1
    case .identity, .probability, .softmax, .log1pExp, .exponential, .signedSquare, .normalizedSigmoid,
      .singleSoftmax, .singleExponential, .widenedExponential, .plainSingleSoftmax, .hinge, .greatestIndex,
      .calibrated:
      nil
    }
  }

  /// The margin a prediction stands for: the inverse of a one-output link; nil where there is none.
  func margin(ofPrediction prediction: Double) -> Double? {
    if let logisticScale { return LibraryMath.log(prediction / (1 - prediction)) / logisticScale }
    return switch self {
    case .identity, .probability: prediction
    case .log1pExp: LibraryMath.log(LibraryMath.expm1(prediction))
    case .exponential, .singleExponential, .widenedExponential: LibraryMath.log(prediction)
    case .signedSquare: Self.sign(prediction) * prediction.magnitude.squareRoot()
    case .sigmoid, .singleSigmoid, .unboundedSingleSigmoid, .symmetricSingleSigmoid, .softmax,
      .normalizedSigmoid, .singleSoftmax, .plainSingleSoftmax, .hinge, .greatestIndex, .calibrated:
      nil
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

  private static func normalizedSigmoid(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    var sum = 0.0
    for k in start..<start + count {
      row[k] = 1 / (1 + LibraryMath.exp(-row[k]))
      sum += row[k]
    }
    // Where all of them vanish, scikit-learn takes all classes as equally probable.
    for k in start..<start + count { row[k] = sum == 0 ? 1 / Double(count) : row[k] / sum }
  }

  /// The bound keeps expf finite. Source: XGBoost 3.2, `src/common/math.h`, `Sigmoid`.
  private static func singleSigmoid(_ x: Float) -> Float {
    1 / (LibraryMath.exp(Swift.min(-x, 88.7)) + 1)
  }

  /// Source: XGBoost 3.2, `src/common/math.h`, `Softmax`.
  private static func singleSoftmax(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    var largest = Float(row[start])
    for k in start + 1..<start + count { largest = Swift.max(largest, Float(row[k])) }
    var sum = 0.0
    for k in start..<start + count {
      row[k] = Double(LibraryMath.exp(Float(row[k]) - largest))
      sum += row[k]
    }
    let divisor = Float(sum)
    for k in start..<start + count { row[k] = Double(Float(row[k]) / divisor) }
  }

  /// Source: `ComputeLogistic` in ONNX Runtime's `ml_common.h`.
  private static func symmetricSingleSigmoid(_ x: Float) -> Float {
    let upper = 1 / (1 + LibraryMath.exp(-x.magnitude))
    return x < 0 ? 1 - upper : upper
  }

  /// Source: `ComputeSoftmax` in ONNX Runtime's `ml_common.h`.
  private static func plainSingleSoftmax(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    var largest = -Float.greatestFiniteMagnitude
    for k in start..<start + count where Float(row[k]) > largest { largest = Float(row[k]) }
    var sum: Float = 0
    for k in start..<start + count {
      let exponential = LibraryMath.exp(Float(row[k]) - largest)
      row[k] = Double(exponential)
      sum += exponential
    }
    for k in start..<start + count { row[k] = Double(Float(row[k]) / sum) }
  }

  private static func sign(_ x: Double) -> Double { x > 0 ? 1 : (x < 0 ? -1 : 0) }
}
