internal import ScoringKit

/// The estimators that a pickle holds, not counting those inside others.
struct PickledEstimators {
  /// Every object that is not looked through, the nearest to the root first.
  let all: [PickleValue]
  private let root: PickleValue

  init(in document: PickleDocument) throws(ScoringError) {
    root = document.root
    all = try document.objects { !Self.isTransparent($0) }
  }

  /// The one model, or else the one transformer.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` where there is none, naming what stands in its place, or
  ///   several, naming the way to each.
  func chosen(path: String?) throws(ScoringError) -> PickleValue {
    if let path {
      guard let value = all.first(where: { $0.path.description == path }) else {
        throw ScoringError(
          .invalidArgument, "the pickle holds no object at \(JSONPath.quoted(key: path))\(Self.list(all))")
      }
      return value
    }
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
    if models.count == 1 { return models[0] }
    guard models.isEmpty else {
      throw root.refusal(
        .unsupportedFeature,
        "the pickle holds \(models.count) models\(Self.list(models)); save the one that is meant")
    }
    if transformers.count == 1 { return transformers[0] }
    guard transformers.isEmpty else {
      throw root.refusal(
        .unsupportedFeature,
        "the pickle holds no model and \(transformers.count) transformers\(Self.list(transformers)); save them as one "
          + "Pipeline")
    }
    if let object = all.first { throw object.unsupportedModel }
    throw root.refusal(.unsupportedFeature, "the pickle holds \(root.described) and no model in it")
  }

  /// What stands beside the chosen one, as path and class.
  func neighbours(of chosen: PickleValue) -> [String] {
    all.lazy.filter { $0.index != chosen.index }.prefix(Self.neighbourLimit).map {
      "\($0.path): \($0.objectClass?.quotedName ?? "object")"
    }
  }

  private static let neighbourLimit = 32

  /// A list for a message, cut where it gets long.
  private static func list(_ values: [PickleValue]) -> String {
    guard !values.isEmpty else { return "" }
    let shown = values.prefix(listLimit).map { "\($0.path) (\($0.shortClassName ?? "object"))" }
    return ": \(shown.joined(separator: ", "))\(values.count > shown.count ? ", …" : "")"
  }

  private static let listLimit = 8

  /// Whether an object is only a container of others: Python's, NumPy's, or a wrapper of MLflow.
  private static func isTransparent(_ className: String) -> Bool {
    guard className.utf8.count <= EstimatorKind.nameLimit else { return false }
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
    // By bytes: the library's own search for a text in a text brings two megabytes of regular expressions.
    let bytes = Array(name.utf8)
    return Self.modelNames.contains { part in
      bytes.indices.contains { bytes[$0...].starts(with: part.utf8) }
    }
  }

  private static let modelNames = [
    "Classifier", "Regressor", "Regression", "Booster", "CatBoost", "SVC", "SVR", "NB", "Model", "Network",
  ]
}
