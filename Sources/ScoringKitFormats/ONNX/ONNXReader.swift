internal import ScoringKit

/// Reads ONNX models of trees: a TreeEnsembleClassifier or TreeEnsembleRegressor, perhaps with preprocessing in front.
///
/// The graph must be a chain: one float32 input of rows, then Imputer, Scaler, Normalizer, Add, Mul, Cast and Identity,
/// then the trees, then Identity, Cast, ZipMap and a multiplication by one. Anything else is refused by its name.
/// Nothing in the file is trusted.
///
/// Source: `onnx.proto` of ONNX 1.16, and `onnxruntime/core/providers/cpu/ml/` of ONNX Runtime, whose answers these
/// are: float32 all the way, a row's leaves summed from 0 in the order of the trees, then the base value.
struct ONNXReader {
  /// The forest, what is in front of it, and what the file says beside it.
  struct Result {
    let forest: Forest
    let steps: [any Transformer]
    /// Who wrote the file, such as `skl2onnx 1.17.0`.
    let producer: String
    /// A classifier's classes in the order of its outputs.
    let classes: [String]
  }

  private static let inputLimit = 1 << 20
  private static let newestOperators: Int64 = 4

  /// Reads a document.
  ///
  /// - Throws: ``ScoringError`` of group 2xx or 3xx, or ``ScoringError/Code/documentTooLarge``, with the byte of the
  ///   node.
  static func read(_ bytes: [UInt8], budget: ReadBudget) throws(ScoringError) -> Result {
    let graph = try ONNXGraph(bytes, budget: budget)
    guard graph.operatorVersion <= newestOperators else {
      throw ScoringError(
        .unsupportedVersion,
        "the operators are of ai.onnx.ml \(graph.operatorVersion); versions 1 to \(newestOperators) are supported"
      )
    }
    let chain = try ONNXChain(graph)
    let ensemble = try ONNXEnsemble(chain.ensemble)
    let stated = try columnCount(of: chain.input, ensemble.featureCount, chain)
    var parts = try ensemble.parts()
    try budget.spend(columns: stated)
    parts.featureNames = (0..<stated).map { "f\($0)" }
    var steps: [any Transformer] = []
    for step in chain.steps {
      try budget.spend(elements: stated, ofBytes: 4 * MemoryLayout<Float>.stride)
      steps.append(try SinglePrecisionStep(step, columnCount: stated))
    }
    return Result(
      forest: try Forest(validating: parts), steps: steps, producer: producer(of: graph),
      classes: ensemble.classes)
  }

  private static func columnCount(
    of input: ONNXGraph.Input, _ featureCount: Int, _ chain: ONNXChain
  ) throws(ScoringError) -> Int {
    guard input.elementType == 1, input.rank == 2 || input.rank == 0 else {
      throw ScoringError(
        .unsupportedFeature,
        "the input '\(input.name.prefix(60))' is no matrix of float32; convert the model with a FloatTensorType"
      )
    }
    let fitted = chain.steps.map(\.numberCount).max() ?? 1
    let count = input.columnCount ?? Int64(Swift.max(fitted, featureCount))
    guard count >= featureCount, count >= 1, count <= inputLimit else {
      throw ScoringError(
        .inconsistentDocument, "\(count) columns, of which the trees compare \(featureCount) or fewer")
    }
    return Int(count)
  }

  /// The producer and, if it looks like one, its version.
  private static func producer(of graph: ONNXGraph) -> String {
    let text = graph.producer + " " + graph.producerVersion
    let printable = text.utf8.map { $0 >= 0x20 && $0 < 0x7f ? $0 : 0x20 }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let hasVersion = graph.producerVersion.utf8.first.map(digits.contains) ?? false
    let count = hasVersion ? printable.count : graph.producer.utf8.count
    return String(decoding: printable.prefix(Swift.min(count, 40)), as: UTF8.self)
  }

  /// Whether a document is an ONNX model: a protobuf message that begins with the version of its format, a small
  /// number, and another of a ModelProto's fields.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 3, bytes[0] == 1 << 3, (1...32).contains(bytes[1]) else { return false }
    let (number, kind) = (bytes[2] >> 3, bytes[2] & 7)
    return bytes[2] < 0x80 && (kind == 2 ? (2...8).contains(number) : kind == 0 && number == 5)
  }
}
