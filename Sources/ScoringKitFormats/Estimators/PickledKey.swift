/// What the key of a part says of it, and what a class that is no estimator is.
///
/// The words are those under which public lending projects save their artifacts. A key only ever makes the library more
/// careful: what is applied to rows is told by what it is, not by how it is called.
enum PickledKey {
  /// Why plain numbers under such a key seem to prepare rows, such as `medians` or `encoding_maps`; nil where they do
  /// not.
  static func preparation(_ key: String) -> String? {
    let words = words(of: key)
    if words.contains(where: { answers.contains($0) }) { return nil }
    let bytes = beginning(of: key)
    let prepares =
      words.contains { preparing.contains($0) } || preparingParts.contains { bytes.contains(text: $0) }
    return prepares ? "seems to prepare rows, and how is in the program that saved it" : nil
  }

  /// Whether a key says of a truth that it is about preparing rows, such as `needs_scaling`.
  static func saysScaling(_ key: String) -> Bool {
    let bytes = beginning(of: key)
    return ["scal", "normal", "standard", "preproc", "transform"].contains { bytes.contains(text: $0) }
  }

  /// Whether a key says that the part names the columns.
  static func namesColumns(_ key: String) -> Bool {
    let words = words(of: key)
    return words.contains { naming.contains($0) } && !words.contains { notNaming.contains($0) }
  }

  /// Whether a key says that a label encoder is the target's.
  static func namesTarget(_ key: String) -> Bool { words(of: key).contains { target.contains($0) } }

  /// Whether a key says that what it holds are encoders of several columns, such as `label_encoders`.
  static func listsEncoders(_ key: String) -> Bool {
    words(of: key).contains { encoderLists.contains($0) }
  }

  /// Whether an object of a class can change no prediction: tables and dates, explainers, splitters, metrics, and
  /// classes named for what describes a model.
  static func isHarmless(className: String?) -> Bool {
    guard let className, className.utf8.count <= PickleValue.nameLimit else { return false }
    if harmlessModules.contains(where: className.hasPrefix) { return true }
    let bytes = Array(className.utf8)
    return describing.contains { bytes.contains(text: $0) }
      && !transforming.contains { bytes.contains(text: $0) }
  }

  /// Whether a name is of a type or a metric, not of what prepares rows.
  static func isHarmless(global: String) -> Bool {
    harmlessGlobals.contains(where: global.hasPrefix)
  }

  /// The beginning of a key in lower case: a file may hold one of a million characters, and any number of times.
  static func beginning(of key: String) -> [UInt8] {
    Array(String(decoding: key.utf8.prefix(PickleValue.nameLimit), as: UTF8.self).lowercased().utf8)
  }

  /// The words of a key in lower case: `featureNames_v2` is feature, names, v2.
  private static func words(of key: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isLower = false
    for byte in key.utf8.prefix(PickleValue.nameLimit) {
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isPart =
        isCapital || JSONScan.isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if !isPart || (isCapital && isLower), !word.isEmpty {
        words.append(String(decoding: word, as: UTF8.self))
        word = []
      }
      if isPart { word.append(isCapital ? byte | 0x20 : byte) }
      isLower = isPart && !isCapital
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static let preparing: Set = [
    "bin", "binning", "bins", "caps", "clip", "clips", "fill", "fillna", "fills", "map", "mapper", "mappers",
    "maps",
    "mean", "means", "mins", "maxs", "mode", "modes", "mu", "quantiles", "scale", "scales", "scaling",
    "sigma", "std",
    "stds", "woe",
  ]
  private static let preparingParts = [
    "encod", "freq", "impute", "imputa", "mapping", "median", "normaliz", "normalis", "standardiz",
    "standardis",
    "winsor",
  ]
  /// What such words may describe as well: results, and the meaning of an answer.
  private static let answers: Set = [
    "accuracy", "auc", "class", "classes", "config", "cv", "decision", "eval", "f1", "gini", "history",
    "importance",
    "importances", "label", "labels", "loss", "metadata", "metric", "metrics", "outcome", "params",
    "performance",
    "precision", "prediction", "recall", "results", "risk", "roc", "score", "scores", "shap", "status",
    "target", "test",
    "train", "validation", "y",
  ]
  private static let naming: Set = [
    "col", "cols", "column", "columns", "feat", "feats", "feature", "features", "field", "fields", "input",
    "inputs",
    "names", "order", "predictors", "schema", "variables", "vars", "x",
  ]
  private static let notNaming: Set = [
    "class", "classes", "drop", "dropped", "dtypes", "id", "ids", "label", "labels", "removed", "target",
    "targets",
    "top", "types", "y",
  ]
  private static let encoderLists: Set = ["encoders", "encodings", "les", "mappers", "transformers"]
  private static let target: Set = [
    "class", "decision", "label", "labels", "outcome", "response", "status", "target", "y",
  ]
  private static let harmlessModules = [
    "datetime.", "decimal.", "fractions.", "lime.", "matplotlib.", "optuna.", "packaging.", "pandas.",
    "pathlib.",
    "plotly.", "scipy.sparse.", "shap.", "sklearn.inspection.", "sklearn.metrics.",
    "sklearn.model_selection.", "uuid.",
  ]
  private static let describing = [
    "Config", "History", "Info", "Metadata", "Metrics", "Params", "Report", "Results", "Settings",
  ]
  private static let transforming = [
    "Encod", "Engineer", "Impute", "Pipeline", "Prepar", "Preproc", "Process", "Scal", "Select", "Transform",
  ]
  private static let harmlessGlobals = [
    "builtins.", "datetime.", "numpy.bool", "numpy.dtype", "numpy.float", "numpy.int", "numpy.nan",
    "numpy.object",
    "numpy.ndarray", "numpy.str", "numpy.uint", "pandas.", "sklearn.metrics.",
  ]
}

extension [UInt8] {
  /// Whether a text occurs here. By bytes: the library's own search for a text in a text brings two megabytes of
  /// regular expressions.
  func contains(text: String) -> Bool {
    indices.contains { self[$0...].starts(with: text.utf8) }
  }
}
