internal import ScoringKit

extension TransformerReader {
  /// `MinMaxScaler`.
  ///
  /// Source: `sklearn/preprocessing/_data.py`.
  func minMaxScaler(_ estimator: PickleValue) throws(ScoringError) -> MinMaxScaler {
    var clip: ClosedRange<Double>?
    if try estimator.flag("clip", default: false) {
      let range = try estimator.attribute("feature_range").elements()
      guard range.count == 2, case let (low, high) = (try range[0].double(), try range[1].double()),
        low <= high
      else {
        throw estimator.refusal(.inconsistentDocument, "the feature range of MinMaxScaler is none")
      }
      clip = low...high
    }
    return try MinMaxScaler(
      scale: estimator.attribute("scale_").array().doubles(),
      minimum: estimator.attribute("min_").array().doubles(), clip: clip)
  }

  /// `StandardScaler` and `RobustScaler`, which compute the same; nil where both parts are switched off.
  func scaler(
    _ estimator: PickleValue, center: String?, scale: String?, _ columns: PickledColumns,
    roundsAttributes: Bool = false
  ) throws(ScoringError) -> StandardScaler? {
    guard center != nil || scale != nil else { return nil }
    return try StandardScaler(
      mean: try center.map { name throws(ScoringError) in try estimator.attribute(name).array().doubles() },
      scale: try scale.map { name throws(ScoringError) in try estimator.attribute(name).array().doubles() },
      multipliesByReciprocal: columns.isSparse,
      scaleType: try scale.map { name throws(ScoringError) in try elementType(ofArray: name, estimator) }
        ?? .double,
      roundsAttributes: roundsAttributes)
  }

  private func elementType(
    ofArray name: String, _ estimator: PickleValue
  ) throws(ScoringError) -> ElementType {
    let dtype = try estimator.attribute(name).array().dtype
    return dtype.kind == .float && dtype.itemSize == 4 ? .single : .double
  }

  /// `MaxAbsScaler`: a scale alone.
  func maxAbsScaler(
    _ estimator: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> StandardScaler? {
    guard try !estimator.flag("clip", default: false) else {
      throw estimator.refusal(.unsupportedFeature, "a MaxAbsScaler that clips is not supported")
    }
    return try scaler(estimator, center: nil, scale: "scale_", columns)
  }

  /// `SimpleImputer`.
  ///
  /// Source: `sklearn/impute/_base.py`.
  func simpleImputer(
    _ estimator: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> SimpleImputer {
    let version = try ScikitVersion(of: estimator)
    let labels = try estimator.attribute("statistics_").array().labels()
    guard labels.count == columns.count else {
      throw estimator.refusal(
        .inconsistentDocument, "SimpleImputer has \(labels.count) statistics for \(columns.count) columns")
    }
    let missing = try MissingLabel(estimator)
    let filling = try filling(estimator)
    let holdsObjects = try holdsObjects(estimator)
    var statistics: [Double] = []
    var missingValues: [Double] = []
    var alsoMissing: [Double?] = []
    for (label, column) in zip(labels.map(filling), columns.rawPlaces) {
      guard let column else {
        // What encoders and scalers give are numbers.
        statistics.append(label.number)
        missingValues.append(missing.label.number)
        alsoMissing.append(nil)
        continue
      }
      categories.name([label], column: column)
      missingValues.append(categories.number(ofMissing: missing.label, column: column))
      statistics.append(categories.number(label, column: column))
      alsoMissing.append(missing.isPandasNA ? categories.numberOfNone(column: column) : nil)
      // Where NaN is not what is missing, it is refused.
      if holdsObjects, !missing.isPandasNA { categories.tellNone(column: column) }
    }
    let isConstant = try estimator.attribute("strategy").isText("constant")
    var indicated: [Int] = []
    if try estimator.flag("add_indicator", default: false),
      let indicator = try estimator.attributeUnlessNone("indicator_")
    {
      try indicator.requireKnownAttributes()
      indicated = try indicator.attribute("features_").array().integers()
    }
    return try SimpleImputer(
      statistics: statistics, missingValues: missingValues, alsoMissing: alsoMissing,
      keepsEmptyColumns: try estimator.flag("keep_empty_features", default: false)
        || (isConstant && version.constantKeepsEmptyColumns),
      indicatedColumns: indicated,
      makesObjects: try estimator.attributeUnlessNone("_fit_dtype")?.numpyDtype().kind == .object)
  }

  /// Whether the columns were of Python's objects, among which `None` is not NaN.
  private func holdsObjects(_ estimator: PickleValue) throws(ScoringError) -> Bool {
    guard let dtype = try estimator.attributeUnlessNone("_fill_dtype")?.numpyDtype() else {
      return try estimator.attribute("statistics_").array().dtype.kind == .object
    }
    return dtype.kind == .object
  }

  /// What makes of a statistic one of the type of the columns that it fills.
  private func filling(_ estimator: PickleValue) throws(ScoringError) -> (ScikitLabel) -> ScikitLabel {
    guard let dtype = try estimator.attributeUnlessNone("_fill_dtype")?.numpyDtype() else { return { $0 } }
    func number(_ change: @escaping (Double) -> Double) -> (ScikitLabel) -> ScikitLabel {
      { label in
        let value = label.number
        return label.isCoded || value.isNaN ? label : .number(change(value))
      }
    }
    switch (dtype.kind, dtype.itemSize) {
    case (.float, 4): return number { Double(Float($0)) }
    case (.float, 8), (.object, _), (.text, _): return { $0 }
    // A column of whole numbers has no missing values, unless a number stands for them.
    case (.signedInteger, _), (.unsignedInteger, _): return number { $0.rounded(.towardZero) }
    default:
      throw estimator.refusal(
        .unsupportedFeature, "a SimpleImputer for columns of dtype '\(dtype.code)' is not supported")
    }
  }
}

/// A SimpleImputer's `missing_values`.
private struct MissingLabel {
  let label: ScikitLabel
  /// Whether it is pandas' NA, by which `None` and NaN are missing too.
  let isPandasNA: Bool

  init(_ estimator: PickleValue) throws(ScoringError) {
    let missing = try estimator.attribute("missing_values")
    // By the singleton's name, which pandas has had two of, or its class.
    isPandasNA = Self.pandasNA.contains(missing.global?.name ?? missing.className ?? "")
    label = isPandasNA ? .missing(isNone: false) : try missing.scikitLabel()
  }

  private static let pandasNA: Set = ["pandas.NA", "pandas._libs.missing.NA", "pandas._libs.missing.NAType"]
}
