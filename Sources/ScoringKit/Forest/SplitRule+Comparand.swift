extension SplitRule {
  /// The float 1e-35 widened to double: LightGBM's `kZeroThreshold`. It occurs as a threshold too.
  public static var zeroBound: Double { Double(Float(1e-35)) }

  /// The value as LightGBM sees it: every |x| ≤ ``zeroBound``, −0.0 included, is 0.
  ///
  /// LightGBM keeps of a dense row only NaN and the values beyond the bound, after widening float32 to double;
  /// the rest are read as 0. So it is for every missing type, for categories and for the terms of linear leaves; a
  /// threshold between −1e-35 and 1e-35 shows it. Source: LightGBM 4.7, `src/c_api.cpp`,
  /// `RowPairFunctionFromDenseMatric`, the one way in of `LGBM_BoosterPredictForMat`, `…ForMatSingleRow` and
  /// `…ForMatSingleRowFast`. (Rows given as CSR keep what they hold.)
  @inline(__always)
  static func flushingZero(_ value: Double) -> Double { value.magnitude <= zeroBound ? 0 : value }

  /// The value as the model sees it: NaN for one that, as float32, equals what stands for missing values.
  @inline(__always)
  static func reading(_ value: Double, missing: Float?) -> Double {
    guard let missing, Float(value) == missing else { return value }
    return .nan
  }

  /// A numeric split's value as it is compared.
  @inline(__always)
  func comparand(_ value: Double) -> Double {
    switch self {
    case .lightGBM(let missing, let defaultLeft):
      return Self.lightGBMComparand(Self.flushingZero(value), missing, defaultLeft)
    case .xgBoost(let defaultLeft):
      // −∞ itself must stay apart from a missing value that goes left: no float is below −∞, not even it.
      let single = Double(Float(value))
      return Self.placingMissing(
        single == -.infinity ? -.greatestFiniteMagnitude : single, left: defaultLeft)
    case .scikitTree(let missingLeft):
      return Self.placingMissing(Double(Float(value)), left: missingLeft)
    case .scikitHistogram(let missingLeft):
      return Self.placingMissing(value, left: missingLeft)
    case .lightGBMCategorical, .xgBoostCategorical, .scikitHistogramCategorical:
      return value
    }
  }

  /// ``comparand(_:)`` of the same numeric rule with missing values to the right. With constants, so that no branch
  /// remains that depends on the value.
  @inline(__always)
  func comparandSendingMissingRight(_ value: Double) -> Double {
    switch self {
    case .lightGBM(.none, _): Self.lightGBM(missing: .none, defaultLeft: false).comparand(value)
    case .lightGBM(.zero, _): Self.lightGBM(missing: .zero, defaultLeft: false).comparand(value)
    case .lightGBM(.nan, _): Self.lightGBM(missing: .nan, defaultLeft: false).comparand(value)
    case .xgBoost: Self.xgBoost(defaultLeft: false).comparand(value)
    case .scikitTree: Self.scikitTree(missingLeft: false).comparand(value)
    case .scikitHistogram, .lightGBMCategorical, .xgBoostCategorical, .scikitHistogramCategorical: value
    }
  }

  /// A categorical split's value as it is compared with ``categoryThreshold``.
  func comparand(_ value: Double, in set: CategorySet) -> Double {
    goesLeft(value, in: set) ? 0 : 1
  }

  static let categoryThreshold = 0.5

  /// The number to compare with for `comparand <= threshold` to be the trainer's comparison.
  func comparisonThreshold(_ threshold: Double) -> Double {
    guard case .xgBoost = self else { return isCategorical ? Self.categoryThreshold : threshold }
    // For floats x < t is x <= the double before t.
    return Double(Float(threshold)).nextDown
  }

  @inline(__always)
  private static func lightGBMComparand(_ value: Double, _ missing: Missing, _ defaultLeft: Bool) -> Double {
    switch missing {
    case .none: value.isNaN ? 0 : value
    case .zero: value.isNaN || value == 0 ? (defaultLeft ? -.infinity : .nan) : value
    case .nan: placingMissing(value, left: defaultLeft)
    }
  }

  @inline(__always)
  private static func placingMissing(_ value: Double, left: Bool) -> Double {
    value.isNaN && left ? -.infinity : value
  }

  private func goesLeft(_ value: Double, in set: CategorySet) -> Bool {
    switch self {
    case .lightGBMCategorical:
      // NaN fails both comparisons; −0.5 truncates to category 0.
      return value > -1 && value < 0x1p31 && set.contains(Int(value))
    case .xgBoostCategorical(let defaultLeft):
      if value.isNaN { return defaultLeft }
      let single = Float(value)
      guard single >= 0, single < 0x1p24 else { return true }
      return !set.contains(Int(single))
    case .scikitHistogramCategorical(let missingLeft):
      // The trainer's bitsets have 256 bits; those of categories not known in training are folded in by the reader.
      guard value >= 0, value < 256 else { return missingLeft }
      return set.contains(Int(value))
    case .lightGBM, .xgBoost, .scikitTree, .scikitHistogram:
      return false
    }
  }
}
