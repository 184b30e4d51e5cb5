internal import ScoringKit

/// LightGBM's `Booster` and its scikit-learn wrappers: the text model inside them.
///
/// The booster predicts with the iterations up to its `best_iteration`, where training stopped early. Source:
/// `Booster.__getstate__` and `predict` in LightGBM 4.7's `basic.py`.
enum LightGBMPickle {
  static func read(_ estimator: PickleValue) throws(ScoringError) -> EstimatorModel {
    let isBooster = estimator.shortClassName == "Booster"
    let held = isBooster ? estimator : try estimator.attributeUnlessNone("_Booster")
    guard let booster = held else { throw estimator.unfitted }
    guard booster.kind == .object, let text = try text(of: booster) else {
      throw estimator.refusal(
        .inconsistentDocument, "\(estimator.described) holds no model text; fit it before it is saved")
    }
    // Members of an ensemble may share one text.
    try text.document.spend(unpackedBytes: text.utf8().count)
    let result: LightGBMReader.Result
    do throws(ScoringError) {
      result = try LightGBMReader.read(Array(text.utf8()))
    } catch {
      throw text.refusal(error.code, "in LightGBM's text, \(error.description)")
    }
    var parts = result.forest.parts
    let best = try booster.attributeUnlessNone("best_iteration")?.integer() ?? 0
    if best > 0, best < result.forest.iterationCount { try parts.limit(toIterations: 0..<best) }
    if !isBooster { try requireWholePrediction(of: estimator, parts) }
    var model = EstimatorModel(
      parts: parts, classes: isBooster ? [] : try classes(of: estimator),
      categories: try categories(of: booster, text: text.utf8(), featureCount: parts.featureNames.count),
      format: "lightgbm-text \(result.version) \(estimator.shortClassName ?? "Booster")")
    // LightGBM 4.7 gave its classifier a `decision_function`, and this attribute as well.
    model.hasDecisionFunction = try estimator.attributeIfPresent("_fitted_with_feature_names") != nil
    return model
  }

  private static func text(of booster: PickleValue) throws(ScoringError) -> PickleValue? {
    for name in ["_handle", "handle", "model_str"] {
      if let text = try booster.attributeUnlessNone(name), text.kind == .text { return text }
    }
    return nil
  }

  private static func classes(of estimator: PickleValue) throws(ScoringError) -> [String] {
    guard let classes = try estimator.attributeUnlessNone("_classes"), classes.kind == .array else {
      return []
    }
    return try classes.array().labels().map(\.description)
  }

  /// The texts that pandas numbered for the booster's categorical columns.
  ///
  /// pandas' categories come in the order of such columns; which columns these are says a line of the text. Where the
  /// two do not agree in number, or categories are no texts, rows state the numbers, as for the text model itself.
  private static func categories(
    of booster: PickleValue, text: ArraySlice<UInt8>, featureCount: Int
  ) throws(ScoringError) -> [Int: [String]] {
    guard let lists = try booster.attributeUnlessNone("pandas_categorical")?.elements(), !lists.isEmpty else {
      return [:]
    }
    let columns = categoricalColumns(in: text)
    guard columns.count == lists.count else { return [:] }
    var categories: [Int: [String]] = [:]
    for (column, list) in zip(columns, lists) where (0..<featureCount).contains(column) {
      let labels = try list.elements()
      guard !labels.isEmpty, labels.allSatisfy({ $0.kind == .text }) else { continue }
      var texts: [String] = []
      for label in labels { texts.append(try label.string()) }
      categories[column] = texts
    }
    return categories
  }

  /// The columns of the line `[categorical_feature: 0,3]`, which stands among the parameters at the end.
  private static func categoricalColumns(in text: ArraySlice<UInt8>) -> [Int] {
    let key = Array("[categorical_feature: ".utf8)
    for line in text.suffix(tailLimit).split(separator: UInt8(ascii: "\n")).reversed()
    where line.starts(with: key) {
      let numbers = line.dropFirst(key.count).prefix { $0 != UInt8(ascii: "]") }
      let columns = numbers.split(separator: UInt8(ascii: ",")).map {
        Int(String(decoding: $0, as: UTF8.self))
      }
      return columns.compactMap { $0 }.count == columns.count ? columns.compactMap { $0 } : []
    }
    return []
  }

  /// Parameters and pandas' categories stand within the text's last part.
  private static let tailLimit = 4_194_304
}
