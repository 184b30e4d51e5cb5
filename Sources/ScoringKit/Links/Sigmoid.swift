/// 1 / (1 + exp(−scale · x)) of each output by itself.
public struct Sigmoid: Link {
  /// What differs between trainers: the precision, and how the exponential is kept from overflowing.
  enum Arithmetic: Hashable, Sendable {
    case double
    case boundedSingle
    case unboundedSingle
    case symmetricSingle
  }

  /// The scale of the margin; 1 for every sigmoid in float32.
  public let scale: Double
  private let arithmetic: Arithmetic

  /// In double: LightGBM `binary`, `multiclassova`, `cross_entropy`; CatBoost `Logloss`, `CrossEntropy`,
  /// `MultiClassOneVsAll`; scikit-learn.
  ///
  /// - Parameter scale: LightGBM's `sigmoid`; what is not above 0 and finite is refused when a forest is made of it.
  public init(scale: Double = 1) { self.init(scale, .double) }

  /// In float32, 1 / (1 + expf(min(−x, 88.7))): XGBoost `binary:logistic`, `reg:logistic`.
  ///
  /// The bound keeps expf finite. Source: XGBoost 3.2, `src/common/math.h`, `Sigmoid`.
  public static var xgBoost: Sigmoid { Sigmoid(1, .boundedSingle) }

  /// In float32, 1 / (1 + expf(−x)): the same of XGBoost before 1.6.
  public static var xgBoostBefore1_6: Sigmoid { Sigmoid(1, .unboundedSingle) }

  /// In float32, 1 / (1 + expf(−|x|)), taken from 1 for a negative x: ONNX Runtime `LOGISTIC`.
  ///
  /// Source: `ComputeLogistic` in ONNX Runtime's `ml_common.h`.
  public static var onnx: Sigmoid { Sigmoid(1, .symmetricSingle) }

  private init(_ scale: Double, _ arithmetic: Arithmetic) {
    self.scale = scale
    self.arithmetic = arithmetic
  }
}

extension Sigmoid {
  var name: String {
    switch arithmetic {
    case .double: "sigmoid"
    case .boundedSingle, .unboundedSingle: "single_sigmoid"
    case .symmetricSingle: "symmetric_single_sigmoid"
    }
  }

  var formula: String {
    switch arithmetic {
    case .double: "sigmoid, scale \(scale) (probability)"
    case .boundedSingle, .unboundedSingle: "sigmoid in float32 (probability)"
    case .symmetricSingle: "1 / (1 + exp(-|x|)) in float32, from 1 for x < 0 (a probability)"
    }
  }

  var givesProbability: Bool { true }
  var logisticScale: Double? { scale }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    switch arithmetic {
    case .double:
      for k in start..<start + count { row[k] = 1 / (1 + LibraryMath.exp(-scale * row[k])) }
    case .boundedSingle:
      for k in start..<start + count {
        row[k] = Double(1 / (LibraryMath.exp(Swift.min(-Float(row[k]), 88.7)) + 1))
      }
    case .unboundedSingle:
      for k in start..<start + count { row[k] = Double(1 / (LibraryMath.exp(-Float(row[k])) + 1)) }
    case .symmetricSingle:
      for k in start..<start + count {
        let x = Float(row[k])
        let upper = 1 / (1 + LibraryMath.exp(-x.magnitude))
        row[k] = Double(x < 0 ? 1 - upper : upper)
      }
    }
  }

  func margin(ofPrediction prediction: Double) -> Double? {
    LibraryMath.log(prediction / (1 - prediction)) / scale
  }

  func validate(outputCount: Int) throws(ScoringError) {
    guard scale > 0, scale.isFinite else {
      throw ScoringError(.numberOutOfRange, "the sigmoid's scale must be greater than 0 and finite")
    }
  }
}
