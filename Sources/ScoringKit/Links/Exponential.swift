/// exp x.
public struct Exponential: Link {
  /// What differs between trainers: the precision.
  enum Arithmetic: Hashable, Sendable {
    case double
    case single
    case doubleRoundedToSingle
  }

  private let arithmetic: Arithmetic

  /// In double: LightGBM `poisson`, `gamma`, `tweedie`; CatBoost `Poisson`, `Tweedie`; scikit-learn.
  public init() { arithmetic = .double }

  /// In float32: XGBoost `count:poisson`, `reg:gamma`, `reg:tweedie`, `survival:cox`.
  public static var xgBoost: Exponential { Exponential(.single) }

  /// In double, rounded to float32: XGBoost `survival:aft`.
  ///
  /// Source: XGBoost 3.2, `src/objective/aft_obj.cu`, `AFTObj::PredTransform`, which calls C's `exp`.
  public static var xgBoostSurvival: Exponential { Exponential(.doubleRoundedToSingle) }

  private init(_ arithmetic: Arithmetic) { self.arithmetic = arithmetic }
}

extension Exponential {
  var name: String {
    switch arithmetic {
    case .double: "exp"
    case .single: "single_exp"
    case .doubleRoundedToSingle: "widened_exp"
    }
  }

  var formula: String {
    switch arithmetic {
    case .double: "exp x"
    case .single: "exp x in float32"
    case .doubleRoundedToSingle: "exp x, rounded to float32"
    }
  }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    switch arithmetic {
    case .double:
      for k in start..<start + count { row[k] = LibraryMath.exp(row[k]) }
    case .single:
      for k in start..<start + count { row[k] = Double(LibraryMath.exp(Float(row[k]))) }
    case .doubleRoundedToSingle:
      for k in start..<start + count { row[k] = Double(Float(LibraryMath.exp(row[k]))) }
    }
  }

  func margin(ofPrediction prediction: Double) -> Double? { LibraryMath.log(prediction) }
}
