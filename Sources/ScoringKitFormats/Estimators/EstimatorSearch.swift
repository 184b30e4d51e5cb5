internal import ScoringKit

/// The estimators that a pickle holds, not counting those inside others.
struct EstimatorSearch {
  /// Every object that is not looked through, the nearest to the root first.
  let all: [PickleValue]
  private let root: PickleValue

  init(in document: PickleDocument) throws(ScoringError) {
    root = document.root
    all = try document.objects { !Self.isTransparent($0) }
  }

  /// The model or transformer at a path, wherever it sits, also inside an object of a class that is not known.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` where there is none.
  func part(at path: String) throws(ScoringError) -> PickleValue {
    let value: PickleValue
    do throws(ScoringError) {
      value = try root.document.value(at: path)
    } catch {
      throw ScoringError(error.code, error.message + Self.list(all))
    }
    guard value.kind == .object else {
      throw ScoringError(
        .invalidArgument,
        "\(value.path) is \(value.described), neither a model nor what prepares rows\(Self.list(all))")
    }
    return value
  }

  /// The one model, or else the one transformer.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` where there is none, naming what stands in its place, or
  ///   several, naming the way to each.
  func chosen() throws(ScoringError) -> PickleValue {
    var models: [PickleValue] = []
    var transformers: [PickleValue] = []
    for value in all {
      let isModel = try value.holdsModel
      if isModel || value.looksLikeModel {
        models.append(value)
      } else if try value.isTransformer {
        transformers.append(value)
      }
    }
    // A search and its best estimator are one model.
    var best: Set<PickleNode.Index> = []
    for model in models {
      if let estimator = try model.searchedEstimator { best.insert(estimator.index) }
    }
    models.removeAll { best.contains($0.index) }
    if models.count == 1 { return models[0] }
    guard models.isEmpty else {
      throw root.refusal(
        .unsupportedFeature,
        "the pickle holds \(models.count) models\(Self.list(models)); load the part that is meant by its path "
          + "(part, --part in skit), or save it alone")
    }
    if transformers.count == 1 { return transformers[0] }
    guard transformers.isEmpty else {
      throw root.refusal(
        .unsupportedFeature,
        "the pickle holds no model and \(transformers.count) transformers\(Self.list(transformers)); save them as one "
          + "Pipeline, or load one by its path (part)")
    }
    if let object = all.first { throw object.unsupportedModel }
    throw root.refusal(.unsupportedFeature, "the pickle holds \(root.described) and no model in it")
  }

  /// Why an object that is no model and no transformer is refused: where known ones stand inside, naming the way to
  /// them.
  func unsupported(_ object: PickleValue) throws(ScoringError) -> ScoringError {
    let refusal = object.unsupportedModel
    guard !(object.className?.hasPrefix("sklearn.") ?? true) else { return refusal }
    let known = try object.document.objects { EstimatorKind(className: $0) != nil }
    guard !known.isEmpty else { return refusal }
    return object.refusal(
      .unsupportedFeature,
      "\(object.described) is no class that is known, and nothing is ever run; it holds\(Self.list(known, limit: 4).dropFirst()). "
        + "Load the one that is meant by its path (part, --part in skit), or save them as one Pipeline")
  }

  /// A list for a message, cut where it gets long.
  static func list(_ values: [PickleValue], limit: Int = 8) -> String {
    guard !values.isEmpty else { return "" }
    let shown = values.prefix(limit).map { "\($0.path) (\($0.shortClassName ?? "object"))" }
    return ": \(shown.joined(separator: ", "))\(values.count > shown.count ? ", …" : "")"
  }

  /// Whether an object is only a container of others: Python's, NumPy's, or a wrapper of MLflow.
  static func isTransparent(_ className: String) -> Bool {
    guard className.utf8.count <= PickleValue.nameLimit else { return false }
    let parts = className.split(separator: ".")
    guard let library = parts.first, let name = parts.last else { return false }
    return transparentLibraries.contains(String(library)) || (library == "sklearn" && name == "Bunch")
  }

  private static let transparentLibraries: Set = [
    "_codecs", "builtins", "collections", "copyreg", "datetime", "mlflow", "numpy", "pathlib", "types",
    "uuid",
  ]
}

extension PickleValue {
  /// Whether a model can be read from this, or would have to be.
  var holdsModel: Bool {
    get throws(ScoringError) {
      try document.nested(work: PickleValue.estimatorWork) { () throws(ScoringError) in try nestedHoldsModel }
    }
  }

  private var nestedHoldsModel: Bool {
    get throws(ScoringError) {
      switch estimatorKind {
      case .pipeline:
        guard let last = try pipelineSteps().last(where: { !$0.estimator.isSampler }) else { return false }
        return try !last.estimator.isTransformer
      case .transformer, .labelEncoder, nil: return false
      case .frozen: return try attribute("estimator").holdsModel
      default: return true
      }
    }
  }

  /// Whether this is a transformer that is known, or a pipeline of such.
  var isTransformer: Bool {
    get throws(ScoringError) {
      switch estimatorKind {
      case .pipeline: try !holdsModel
      case .transformer: true
      default: false
      }
    }
  }

  /// Whether an unknown object seems to be a model, so that another one beside it is not simply the model.
  var looksLikeModel: Bool {
    guard case nil = estimatorKind, let name = shortClassName else { return false }
    let bytes = Array(name.utf8)
    return Self.modelNames.contains { bytes.contains(text: $0) }
      && !PickledKey.isHarmless(className: className)
  }

  /// The estimator that a search has found.
  fileprivate var searchedEstimator: PickleValue? {
    get throws(ScoringError) {
      guard case .search = estimatorKind else { return nil }
      return try attributeUnlessNone("best_estimator_")
    }
  }

  private static let modelNames = [
    "Classifier", "Regressor", "Regression", "Booster", "CatBoost", "SVC", "SVR", "NB", "Model", "Network",
  ]
}
