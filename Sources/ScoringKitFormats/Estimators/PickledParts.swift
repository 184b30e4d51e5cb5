internal import ScoringKit

/// Everything that stands beside the model in a pickle of several parts: objects, and plain data by their keys.
///
/// What can be told of a part for certain is told here; ``PickledArtifact`` puts the parts together.
struct PickledParts {
  /// The model, or the transformer of a pickle without one.
  let chosen: PickleValue
  /// Whether it is a model.
  let isOfModel: Bool
  /// Transformers that are known and fitted, and no part of the model.
  private(set) var transformers: [PickleValue] = []
  /// What would change an answer in a way that cannot be told, with the reason.
  private(set) var uncertain: [(value: PickleValue, reason: String)] = []
  /// `LabelEncoder`s.
  private(set) var labelEncoders: [PickleValue] = []
  /// Lists of different texts, which may be the columns' names.
  private(set) var textLists: [PickledTextList] = []
  /// What changes no answer, with a few words on it.
  private(set) var unused: [(value: PickleValue, note: String)] = []

  /// Looks at all parts.
  ///
  /// - Parameters:
  ///   - chosen: The model.
  ///   - objects: Every object that is not looked through.
  ///   - isAlone: Whether the caller has said that the model alone is meant, so that nothing beside it counts.
  init(of chosen: PickleValue, among objects: [PickleValue], isAlone: Bool) throws(ScoringError) {
    self.chosen = chosen
    isOfModel = try chosen.holdsModel
    guard !isAlone, chosen.index != chosen.document.root.index else { return }
    var isInside: [Bool]?
    // Arrays of joblib's are objects too, and data.
    for object in objects where object.index != chosen.index && object.kind == .object {
      if isInside == nil { isInside = try chosen.document.valuesInside(chosen) }
      if let isInside, isInside[Int(object.index)] {
        unused.append((object, "is part of the model already"))
      } else {
        try take(object)
      }
    }
    for datum in try chosen.document.plainData() { try take(datum: datum) }
  }

  private mutating func take(_ object: PickleValue) throws(ScoringError) {
    if object.isSampler {
      unused.append((object, "draws rows for training only"))
      return
    }
    if case .labelEncoder = object.estimatorKind {
      labelEncoders.append(object)
      return
    }
    if try object.isTransformer {
      if try object.isFittedTransformer {
        transformers.append(object)
      } else {
        unused.append((object, "is not fitted, so no row went through it"))
      }
      return
    }
    if let list = try PickledTextList(index: object) {
      textLists.append(list)
    } else if let reason = object.path.key.flatMap(PickledKey.preparation), object.isTable {
      uncertain.append((object, reason))
    } else if PickledKey.isHarmless(className: object.className) {
      unused.append((object, ""))
    } else {
      uncertain.append((object, "is of a class that is not known, and nothing is ever run here"))
    }
  }

  private mutating func take(datum: PickleValue) throws(ScoringError) {
    if let global = datum.global {
      if PickledKey.isHarmless(global: global.name) {
        unused.append((datum, ""))
      } else {
        uncertain.append((datum, "names what is to be called, and nothing is ever called here"))
      }
    } else if case .boolean(false) = datum.node, !transformers.isEmpty,
      datum.path.key.map(PickledKey.saysScaling) ?? false
    {
      uncertain.append((datum, "says that rows may not be scaled"))
    } else if let list = try PickledTextList(datum) {
      textLists.append(list)
    } else if let reason = datum.path.key.flatMap(PickledKey.preparation), datum.isCollection {
      uncertain.append((datum, reason))
    } else {
      unused.append((datum, ""))
    }
  }
}

extension PickleValue {
  /// Whether a transformer says what it was fitted on.
  fileprivate var isFittedTransformer: Bool {
    get throws(ScoringError) {
      // A pipeline's first step that says counts for all.
      try columnNames() != nil
    }
  }

  /// Whether this is a table or a column of pandas.
  fileprivate var isTable: Bool {
    className.map { $0.hasPrefix("pandas.") && ($0.hasSuffix(".Series") || $0.hasSuffix(".DataFrame")) }
      ?? false
  }

  fileprivate var isCollection: Bool {
    switch kind {
    case .list, .tuple, .dictionary, .set, .array: true
    default: false
    }
  }
}
