internal import ScoringKit

/// What a file may be that is no model this library reads, by how it begins, and the way out.
///
/// One row a kind, the first that fits; a new one is a row. The beginnings are those that the programs named write
/// today, and wrote in files found in public lending projects.
struct ForeignDocument: Sendable {
  /// What it is, as the subject of "this is …".
  let name: String
  /// What to do; empty where the name says it.
  let advice: String
  private let isOne: @Sendable (DocumentBeginning) -> Bool

  private init(_ name: String, _ advice: String, where isOne: @escaping @Sendable (DocumentBeginning) -> Bool)
  {
    self.name = name
    self.advice = advice
    self.isOne = isOne
  }

  /// A kind that a text or bytes at a place show.
  private init(_ name: String, _ advice: String, begins beginnings: [String], at place: Int = 0) {
    self.init(name, advice) { document in beginnings.contains { document.has($0, at: place) } }
  }

  /// The refusal of a document of no format this library reads.
  ///
  /// - Parameter container: What the document was in, such as `gzip`; nil for a file of its own.
  static func refusal(of bytes: [UInt8], inside container: String? = nil) -> ScoringError {
    let beginning = DocumentBeginning(bytes)
    let place = container.map { "inside \($0), " } ?? ""
    guard let row = (rows + textRows).first(where: { $0.isOne(beginning) }) else {
      return ScoringError(
        .unknownFormat,
        "\(place)the content is of no format this library reads: \(ModelFormat.namesAndBundle)", at: .byte(0))
    }
    let advice = row.advice.isEmpty ? "" : "; \(row.advice)"
    return ScoringError(.unknownFormat, "\(place)this is \(row.name)\(advice)", at: .byte(0))
  }

  /// The refusal of JSON by the kinds known; nil for JSON of none of them.
  static func refusal(ofJSON bytes: [UInt8]) -> ScoringError? {
    let beginning = DocumentBeginning(bytes)
    guard let row = jsonRows.first(where: { $0.isOne(beginning) }) else { return nil }
    return ScoringError(.unknownFormat, "this is \(row.name); \(row.advice)", at: .byte(0))
  }
}

// MARK: - Binary

extension ForeignDocument {
  private static let rows: [ForeignDocument] = [
    ForeignDocument(
      "a Git LFS pointer, not the file itself", "fetch the file with 'git lfs pull', or download it",
      begins: ["version https://git-lfs.github.com/"]),
    ForeignDocument(
      "CatBoost's binary model (.cbm)",
      "load it in Python and save it with model.save_model(path, format=\"json\")", begins: ["CBM1"]),
    ForeignDocument(
      "XGBoost's old binary model", oldXGBoost, begins: ["binf", "bs64\t"]),
    ForeignDocument("XGBoost's old binary model", oldXGBoost) { $0.isOldXGBoost },
    ForeignDocument("NumPy's archive of arrays (.npz)", "a model is saved with pickle or joblib") {
      $0.isZip(with: ".npy")
    },
    ForeignDocument(
      "a zip archive of skops", "load it in Python with skops.io and save the estimator with joblib.dump"
    ) { $0.isZip(with: "schema.json") },
    ForeignDocument("a zip archive of PyTorch", "\(neural)") { $0.isZip(with: "data.pkl") },
    ForeignDocument(
      "an H2O MOJO", "H2O's models are not read; XGBoost models of H2O can be saved as XGBoost's own JSON"
    ) { $0.isZip(with: "model.ini") },
    ForeignDocument("a zip archive of Keras", "\(neural)") { $0.isZip(with: "model.weights.h5") },
    ForeignDocument("a spreadsheet", "\(rowsNotModel)") { $0.isZip(with: "[Content_Types].xml") },
    ForeignDocument("a Java archive", "the model inside is not read; save it as its library does") {
      $0.isZip(with: "META-INF/")
    },
    ForeignDocument(
      "a zip archive", "unpack it and load the model's file that is inside",
      begins: ["PK\u{3}\u{4}", "PK\u{5}\u{6}"]),
    ForeignDocument("an HDF5 file, as Keras and pandas write", "\(neural)") {
      $0.has([0x89, 0x48, 0x44, 0x46])
    },
    ForeignDocument("a safetensors file", "\(neural)") { $0.isSafetensors },
    ForeignDocument("a TensorFlow Lite model", "\(neural)", begins: ["TFL3"], at: 4),
    ForeignDocument(
      "a table (Parquet, Arrow or Feather)", "\(rowsNotModel)", begins: ["PAR1", "ARROW1", "FEA1", "ORC"]),
    ForeignDocument(
      "a NumPy array (.npy)", "it may be the coefficients or the rows; save the model itself with joblib.dump"
    ) { $0.has([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) },
    ForeignDocument(
      "an R workspace (.RData or .rds)", "\(fromR)", begins: ["RDX", "RDA", "X\n\0\0\0", "A\n2\n", "A\n3\n"]),
    ForeignDocument("a 7-Zip or RAR archive", "unpack it and load the model's file that is inside") {
      $0.has([0x37, 0x7A, 0xBC, 0xAF]) || $0.has("Rar!")
    },
    ForeignDocument(
      "a tar archive", "unpack it and load the model's file that is inside", begins: ["ustar"], at: 257),
    ForeignDocument("a compiled program or library", "load the model it was compiled from") {
      $0.has([0x7F, 0x45, 0x4C, 0x46]) || $0.has("MZ")
    },
    ForeignDocument(
      "a Java object, as Spark and H2O write", "save the model as LightGBM text, XGBoost JSON or ONNX"
    ) { $0.has([0xAC, 0xED, 0x00, 0x05]) },
    ForeignDocument("an SQLite database", "", begins: ["SQLite format 3"]),
    ForeignDocument("a PDF document", "", begins: ["%PDF"]),
    ForeignDocument(
      "TensorFlow's or Core ML's protobuf, not ONNX with trees",
      "save the model as the library that trained it does: LightGBM text, XGBoost JSON, a pickle"
    ) { $0.isNestedProtobuf },
    ForeignDocument("nothing but zeros", "the file was not downloaded or written to its end") { $0.isZeros },
  ]

  private static let oldXGBoost =
    "load it in Python with the XGBoost that wrote it, up to 3.0, and save it with model.save_model('model.json')"
  private static let neural = "it holds weights of a neural network or tables, and no trees or linear model"
  private static let rowsNotModel = "it holds rows; the model is another file"
  private static let fromR =
    "R's objects are not read; save the booster itself: xgb.save(model, 'model.json') or lgb.save(model, 'model.txt')"
}

// MARK: - Text

extension ForeignDocument {
  private static let textRows: [ForeignDocument] = [
    ForeignDocument(
      "a text that begins with a byte order mark",
      "write it again as UTF-8 without one, or as the trainer wrote it"
    ) { $0.has([0xEF, 0xBB, 0xBF]) || $0.has([0xFF, 0xFE]) || $0.has([0xFE, 0xFF]) },
    ForeignDocument(
      "a web page (HTML), not the file",
      "download the file itself; an error or a login page came in its place"
    ) {
      $0.beginsFolded("<!doctype html") || $0.beginsFolded("<html")
    },
    ForeignDocument(
      "an error message of a file store (XML), not the file", "check the address and the access to it"
    ) {
      $0.beginsFolded("<") && $0.contains("<Error>") && $0.contains("<Code>")
    },
    ForeignDocument(
      "PMML",
      "it is not read; save the model as its library does: joblib.dump, LightGBM text, XGBoost JSON, ONNX"
    ) { $0.beginsFolded("<") && $0.contains("<PMML") },
    ForeignDocument("XML", "no model of this library's formats is XML") { $0.beginsFolded("<?xml") },
    ForeignDocument(
      "an MLflow description (MLmodel), not the model", "load the model's file that it names, beside it"
    ) {
      $0.contains("flavors:") && ($0.contains("artifact_path:") || $0.contains("mlflow_version:"))
    },
    ForeignDocument("a DVC pointer, not the file itself", "fetch the file with 'dvc pull'") {
      $0.has("outs:") && $0.contains("md5:")
    },
    ForeignDocument(
      "XGBoost's dump of trees for reading",
      "it has lost what a prediction needs; save the model with model.save_model('model.json')"
    ) { $0.has("booster[") || $0.has("0:[") || ($0.beginsFolded("[") && $0.contains("\"nodeid\"")) },
    ForeignDocument(
      "a table of a model's trees (trees_to_dataframe)",
      "it is for reading; save the model itself: save_model"
    ) { $0.firstLineHas("Tree,Node,ID") || $0.firstLineHas("tree_index,node_depth") },
    ForeignDocument(
      "LightGBM's parameters, not a model", "save the trained model with booster.save_model('model.txt')"
    ) { $0.hasParameterLines },
    ForeignDocument("a CSV table", "\(rowsNotModel)") { $0.isTable },
    ForeignDocument("a JSON list", "a model's JSON is an object; save it as its library does") {
      $0.beginsFolded("[")
    },
    ForeignDocument(
      "Python source", "run it and save the model it trains: joblib.dump(model, 'model.joblib')"
    ) {
      $0.has("import ") || $0.has("from ") || $0.has("#!")
    },
  ]

  private static let jsonRows: [ForeignDocument] = [
    ForeignDocument(
      "LightGBM's dump of a model as JSON (dump_model)",
      "it is for reading; save the text model: booster.save_model('model.txt')"
    ) { $0.contains("\"num_tree_per_iteration\"") && $0.contains("\"feature_names\"") },
    ForeignDocument(
      "a Jupyter notebook", "run it and save the model it trains: joblib.dump(model, 'model.joblib')"
    ) {
      $0.contains("\"cells\"") || $0.contains("\"nbformat\"")
    },
    ForeignDocument("PFA", "it is not read; save the model as its library does") {
      $0.contains("\"input\"") && $0.contains("\"output\"") && $0.contains("\"action\"")
    },
    ForeignDocument("a neural network's description", "\(neural)") {
      $0.contains("\"modelTopology\"") || ($0.contains("\"class_name\"") && $0.contains("\"config\""))
    },
    ForeignDocument(
      "a model's parameters, not the model",
      "they say how to train it; save the trained model as its library does"
    ) {
      $0.contains("\"learning_rate\"") || $0.contains("\"n_estimators\"") || $0.contains("\"num_leaves\"")
    },
  ]
}
