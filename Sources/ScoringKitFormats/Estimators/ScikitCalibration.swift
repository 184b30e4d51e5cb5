internal import ScoringKit

/// scikit-learn's CalibratedClassifierCV: classifiers of one kind, each with its calibrators, whose probabilities are
/// averaged.
///
/// The members become one forest with the outputs of all of them. Source: `sklearn/calibration.py`.
struct ScikitCalibration {
  let reader: EstimatorReader

  /// Reads a model.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` for members that differ in kind, that are calibrated
  ///   themselves or lack classes, and for other calibrators than sigmoid and isotonic.
  func read(_ estimator: PickleValue, _ columns: PickledColumns?) throws(ScoringError) -> EstimatorModel {
    let version = try ScikitVersion(of: estimator)
    let classes = try ScikitClasses(of: estimator)
    let pairs = try estimator.attribute("calibrated_classifiers_").elements()
    var columns = columns
    if columns == nil { columns = try estimator.columnNames().map(PickledColumns.init(names:)) }
    var members: [EstimatorModel] = []
    var calibrators: [CalibratedMean.Calibrator] = []
    for pair in pairs {
      try pair.requireKnownAttributes()
      let member = try member(pair.calibratedEstimator(), columns, classes)
      calibrators += try Self.calibrators(of: pair, behind: member, count: classes.outputCount)
      members.append(member)
    }
    guard let first = members.first else {
      throw estimator.refusal(.inconsistentDocument, "\(estimator.described) holds no fitted classifier")
    }
    var model = try CalibratedMembers(members, of: estimator).model(classes: classes)
    model.parts.link = .calibrated(
      try CalibratedMean(
        memberLink: first.hasDecisionFunction ? .identity : first.parts.link,
        classCount: classes.labels.count, calibrators: calibrators))
    // What LightGBM's random forest averages are its predictions.
    if first.hasDecisionFunction, first.parts.averaging == .predictions { model.parts.averaging = .none }
    model.format = "scikit-learn \(version.text) CalibratedClassifierCV"
    return model
  }

  private func member(
    _ estimator: PickleValue, _ columns: PickledColumns?, _ classes: ScikitClasses
  ) throws(ScoringError) -> EstimatorModel {
    let member = try reader.model(estimator, columns)
    if case .calibrated = member.parts.link {
      throw estimator.refusal(
        .unsupportedFeature,
        "a classifier that is calibrated already is calibrated again, which is not supported"
      )
    }
    guard member.classes.count == classes.labels.count, member.parts.outputCount == classes.outputCount else {
      throw estimator.refusal(
        .unsupportedFeature,
        "\(estimator.described) answers \(member.classes.count) classes with \(member.parts.outputCount) outputs; "
          + "a calibrated member must be a classifier of all \(classes.labels.count) classes")
    }
    return member
  }

  private static func calibrators(
    of pair: PickleValue, behind member: EstimatorModel, count: Int
  ) throws(ScoringError) -> [CalibratedMean.Calibrator] {
    let values = try pair.attribute("calibrators").elements()
    guard values.count == count else {
      throw pair.refusal(
        .inconsistentDocument, "\(values.count) calibrators for \(count) outputs of the classifier")
    }
    var calibrators: [CalibratedMean.Calibrator] = []
    for value in values { calibrators.append(try calibrator(value, behind: member)) }
    return calibrators
  }

  private static func calibrator(
    _ value: PickleValue, behind member: EstimatorModel
  ) throws(ScoringError) -> CalibratedMean.Calibrator {
    try value.requireKnownAttributes()
    do throws(ScoringError) {
      switch value.shortClassName {
      case "_SigmoidCalibration": return .sigmoid(try sigmoid(value, behind: member))
      case "IsotonicRegression": return .isotonic(try isotonic(value, behind: member))
      default: break
      }
    } catch {
      guard error.location == .none else { throw error }
      throw value.refusal(error.code, error.message)
    }
    throw value.refusal(
      .unsupportedFeature,
      "a calibrator is \(value.described), which is not supported; calibrate with method='sigmoid' or 'isotonic'"
    )
  }

  /// XGBoost's probabilities are float32, and NumPy 1 computes with a number and an array in the array's precision.
  private static func sigmoid(
    _ value: PickleValue, behind member: EstimatorModel
  ) throws(ScoringError) -> SigmoidCalibrator {
    let slope = try value.attribute("a_")
    let isSingle = member.parts.precision == .single && slope.objectClass?.isOfNumPy1 == true
    return try SigmoidCalibrator(
      slope: slope.double(), intercept: value.attribute("b_").double(),
      precision: isSingle ? .single : .double)
  }

  private static func isotonic(
    _ value: PickleValue, behind member: EstimatorModel
  ) throws(ScoringError) -> IsotonicCalibrator {
    guard try value.attribute("out_of_bounds").isText("clip") else {
      throw value.refusal(
        .unsupportedFeature, "an isotonic calibrator with another out_of_bounds than 'clip' is not supported")
    }
    let thresholds = try value.attribute("X_thresholds_").array()
    let probabilities = try value.attribute("y_thresholds_").array()
    let calibrator = try IsotonicCalibrator(
      thresholds: thresholds.doubles(), probabilities: probabilities.doubles(),
      precision: thresholds.isSingle && probabilities.isSingle ? .single : .double)
    guard thresholds.isSingle == probabilities.isSingle,
      try value.attribute("X_min_").double() == calibrator.thresholds.first,
      try value.attribute("X_max_").double() == calibrator.thresholds.last
    else {
      throw value.refusal(
        .inconsistentDocument, "the isotonic calibrator's thresholds are of another range or type than stated"
      )
    }
    // Such as a classifier of an older LightGBM that was calibrated by its `decision_function` in 4.7.
    let isOfProbabilities = member.parts.link.givesProbability && !member.hasDecisionFunction
    guard !isOfProbabilities || calibrator.thresholds.allSatisfy({ (0...1).contains($0) }) else {
      throw value.refusal(
        .unsupportedFeature,
        "the classifier's probabilities are no scores of this calibrator, whose thresholds lie beyond 0 and 1; fit "
          + "and calibrate with one version of each library")
    }
    return calibrator
  }
}

extension PickleArray {
  /// Whether the elements are float32.
  fileprivate var isSingle: Bool { dtype.kind == .float && dtype.itemSize == 4 }
}
