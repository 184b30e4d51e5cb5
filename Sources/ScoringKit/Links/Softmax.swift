/// exp(xₖ − max) / Σ exp(xⱼ − max) over a row's outputs.
public struct Softmax: Link {
  /// What differs between trainers: the precision of the exponentials and of their sum.
  enum Arithmetic: Hashable, Sendable {
    case double
    case singleSummedInDouble
    case single
  }

  private let arithmetic: Arithmetic

  /// In double: LightGBM `multiclass`, CatBoost `MultiClass`, scikit-learn.
  public init() { arithmetic = .double }

  /// Exponentials in float32, summed in double, each divided by the sum as float32: XGBoost `multi:softprob`.
  ///
  /// Source: XGBoost 3.2, `src/common/math.h`, `Softmax`.
  public static var xgBoost: Softmax { Softmax(.singleSummedInDouble) }

  /// Exponentials, their sum and the quotients in float32: ONNX Runtime `SOFTMAX`, scikit-learn on float32 margins.
  ///
  /// Source: `ComputeSoftmax` in ONNX Runtime's `ml_common.h`.
  public static var single: Softmax { Softmax(.single) }

  private init(_ arithmetic: Arithmetic) { self.arithmetic = arithmetic }
}

extension Softmax {
  var name: String {
    switch arithmetic {
    case .double: "softmax"
    case .singleSummedInDouble: "single_softmax"
    case .single: "plain_single_softmax"
    }
  }

  var formula: String {
    switch arithmetic {
    case .double: "softmax (probabilities that add up to 1)"
    case .singleSummedInDouble: "softmax in float32 (probabilities that add up to 1)"
    case .single: "softmax summed in float32 (probabilities that add up to 1)"
    }
  }

  var givesProbability: Bool { true }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    switch arithmetic {
    case .double: Self.double(&row, from: start, count: count)
    case .singleSummedInDouble: Self.singleSummedInDouble(&row, from: start, count: count)
    case .single: Self.single(&row, from: start, count: count)
    }
  }

  private static func double(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    var largest = row[start]
    for k in start + 1..<start + count where row[k] > largest { largest = row[k] }
    var sum = 0.0
    for k in start..<start + count {
      row[k] = LibraryMath.exp(row[k] - largest)
      sum += row[k]
    }
    for k in start..<start + count { row[k] /= sum }
  }

  private static func singleSummedInDouble(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
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

  private static func single(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
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
}
