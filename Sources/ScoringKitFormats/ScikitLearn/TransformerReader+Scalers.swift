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
    let missing = try missingLabel(estimator)
    var statistics: [Double] = []
    var missingValues: [Double] = []
    for (label, column) in zip(labels, columns.sources) {
      statistics.append(number(label, column))
      missingValues.append(number(missing, column))
    }
    let isConstant = try estimator.attribute("strategy").isText("constant")
    var indicated: [Int] = []
    if let indicator = try estimator.attributeUnlessNone("indicator_") {
      indicated = try indicator.attribute("features_").array().integers()
    }
    return try SimpleImputer(
      statistics: try filled(statistics, estimator), missingValues: missingValues,
      keepsEmptyColumns: try estimator.flag("keep_empty_features", default: false)
        || (isConstant && version.constantKeepsEmptyColumns),
      indicatedColumns: indicated,
      makesObjects: try estimator.attributeUnlessNone("_fit_dtype")?.numpyDtype().kind == .object)
  }

  /// A statistic or category as rows state it.
  func number(_ label: ScikitLabel, _ column: Int) -> Double {
    if case .text(let text) = label { return texts.code(of: text, column: column) }
    return label.number
  }

  private func missingLabel(_ estimator: PickleValue) throws(ScoringError) -> ScikitLabel {
    let missing = try estimator.attribute("missing_values")
    // pandas' NA, by its name or as the singleton's class.
    if (missing.global?.name ?? missing.className)?.hasPrefix("pandas._libs.missing.") == true {
      return .missing(isNone: true)
    }
    return try missing.scikitLabel()
  }

  /// Statistics in the type of the columns that they fill.
  private func filled(
    _ statistics: [Double], _ estimator: PickleValue
  ) throws(ScoringError) -> [Double] {
    guard let dtype = try estimator.attributeUnlessNone("_fill_dtype")?.numpyDtype() else {
      return statistics
    }
    switch (dtype.kind, dtype.itemSize) {
    case (.float, 4): return statistics.map { Double(Float($0)) }
    case (.float, 8), (.object, _), (.text, _): return statistics
    // A column of whole numbers has no missing values, unless a number stands for them.
    case (.signedInteger, _), (.unsignedInteger, _): return statistics.map { $0.rounded(.towardZero) }
    default:
      throw estimator.refusal(
        .unsupportedFeature, "a SimpleImputer for columns of dtype '\(dtype.code)' is not supported")
    }
  }
}
