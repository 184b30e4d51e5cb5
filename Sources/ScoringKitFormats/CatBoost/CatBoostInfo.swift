internal import ScoringKit

/// `model_info`: the loss function, the classes and the release.
struct CatBoostInfo {
  /// The loss function's name.
  let objective: String
  let link: LinkFunction
  let classes: [String]
  /// Such as `1.2.10`; nil where it is not stated.
  let version: String?
  private let value: TapeValue

  init(_ value: TapeValue) throws(ScoringError) {
    self.value = value
    guard let parameters = try value.member("params") else {
      throw value.refusal(
        .unsupportedObjective,
        "the document does not say its loss function, as a sum of models; so what it predicts is not known")
    }
    let name = try parameters.required("loss_function").required("type")
    objective = try name.string()
    guard let link = Self.link(objective) else {
      throw name.refusal(
        .unsupportedObjective,
        "the loss function '\(objective.prefix(60))' is not one of CatBoost's that this library knows")
    }
    self.link = link
    let names = try value.member("class_params")?.member("class_names")
    classes = try names.map { list throws(ScoringError) in try list.classNames() } ?? []
    version = try value.member("catboost_version_info").flatMap { text throws(ScoringError) in
      Self.version(in: try text.string())
    }
  }

  /// Refuses a loss function or classes that do not fit the trees.
  func requireFit(outputCount: Int) throws(ScoringError) {
    let isBinary = objective == "Logloss" || objective == "CrossEntropy" || objective == "Focal"
    guard !isBinary || outputCount == 1 else {
      throw value.refusal(
        .inconsistentDocument,
        "the loss function '\(objective)' has one output, the trees have \(outputCount)")
    }
    let isClassifier = objective == "MultiClass" || objective == "MultiClassOneVsAll"
    guard classes.isEmpty || !(isBinary || isClassifier) || classes.count == (isBinary ? 2 : outputCount)
    else {
      throw value.refusal(
        .inconsistentDocument, "\(classes.count) classes do not fit the trees' \(outputCount) outputs")
    }
  }

  /// What CatBoost's own classes of classifier and regressor predict by default, a classifier's probabilities.
  ///
  /// Source: `_get_default_prediction_type` in CatBoost 1.2's `core.py`.
  private static func link(_ objective: String) -> LinkFunction? {
    switch objective {
    case "Logloss", "CrossEntropy", "Focal", "MultiClassOneVsAll", "MultiLogloss", "MultiCrossEntropy":
      .sigmoid(Sigmoid())
    case "MultiClass": .softmax(Softmax())
    case "Poisson", "Tweedie": .exponential(Exponential())
    case "RMSE", "MAE", "Quantile", "LogLinQuantile", "MAPE", "Huber", "Expectile", "Lq", "LogCosh",
      "MultiRMSE",
      "MultiRMSEWithMissingValues", "MultiQuantile", "GroupQuantile", "Cox", "SurvivalAft", "QueryRMSE",
      "QuerySoftMax", "QueryCrossEntropy", "YetiRank", "YetiRankPairwise", "PairLogit", "PairLogitPairwise",
      "StochasticFilter", "StochasticRank", "LambdaMart":
      .identity
    default: nil
    }
  }

  /// The number behind `tags/v` or `release ` in what CatBoost says of its build.
  private static func version(in text: String) -> String? {
    let bytes = Array(text.utf8)
    for mark in [Array("tags/v".utf8), Array("CatBoost release ".utf8)] {
      for start in bytes.indices where bytes[start...].starts(with: mark) {
        let digits = bytes[(start + mark.count)...].prefix { byte in
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
        }
        if !digits.isEmpty { return String(decoding: digits.prefix(20), as: UTF8.self) }
      }
    }
    return nil
  }
}

extension TapeValue {
  /// Class labels: texts as they are, numbers and truths as they are written.
  fileprivate func classNames() throws(ScoringError) -> [String] {
    guard entry.kind == .array, Int(entry.next) == index + 1 else {
      var names: [String] = []
      for element in try elements() { names.append(try element.string()) }
      return names
    }
    let written = tape.bytes[entry.range].filter { $0 > 0x20 }
    return written.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
  }
}
