internal import ScoringKit

/// What of an ONNX file matters here: who wrote it, and the graph's inputs, nodes and constants.
struct ONNXGraph {
  /// An input: its name, the type of its elements, its number of columns if stated.
  struct Input {
    var name = ""
    var elementType: Int64 = 0
    var columnCount: Int64?
    /// The dimensions a shape has; nil without a shape.
    var rank = 0
  }

  /// Nodes, constants and inputs a graph may have each: a chain with trees has about ten.
  private static let partLimit = 256

  private(set) var producer = ""
  private(set) var producerVersion = ""
  private(set) var inputs: [Input] = []
  private(set) var nodes: [ONNXNode] = []
  private var constants: [ONNXConstant] = []
  /// The version of the operators of machine learning.
  private(set) var operatorVersion: Int64 = 1

  /// Reads a ModelProto.
  init(_ bytes: [UInt8], budget: ReadBudget) throws(ScoringError) {
    let model = ProtobufMessage(bytes, budget: budget)
    var hasGraph = false
    try model.forEachField { (field) throws(ScoringError) in
      switch field.number {
      case 2: producer = try model.text(field)
      case 3: producerVersion = try model.text(field)
      case 7:
        guard !hasGraph else {
          throw ScoringError(.malformedDocument, "an ONNX model has one graph", at: .byte(field.start))
        }
        hasGraph = true
        try readGraph(try model.message(field))
      case 8: try readOperatorSet(try model.message(field))
      default: break
      }
    }
    guard hasGraph else {
      throw ScoringError(.truncatedDocument, "the ONNX model has no graph", at: .byte(0))
    }
  }

  private mutating func readGraph(_ graph: ProtobufMessage) throws(ScoringError) {
    try graph.forEachField { (field) throws(ScoringError) in
      switch field.number {
      case 1: nodes.append(try ONNXNode(try graph.message(field)))
      case 5: constants.append(try ONNXConstant(try graph.message(field)))
      case 11: inputs.append(try Input(try graph.message(field)))
      default: break
      }
      guard Swift.max(nodes.count, constants.count, inputs.count) <= Self.partLimit else {
        throw ScoringError(
          .unsupportedFeature, "a graph of more than \(Self.partLimit) nodes, constants or inputs",
          at: .byte(field.start))
      }
    }
    // Old files list their constants among the inputs.
    inputs = inputs.filter { constant($0.name) == nil }
  }

  /// The constant of that name.
  func constant(_ name: String) -> ONNXConstant? { constants.first { $0.name == name } }

  private mutating func readOperatorSet(_ message: ProtobufMessage) throws(ScoringError) {
    var domain = ""
    var version: Int64 = 1
    try message.forEachField { (field) throws(ScoringError) in
      switch field.number {
      case 1: domain = try message.text(field)
      case 2: version = try message.integer(field)
      default: break
      }
    }
    if domain == ONNXNode.machineLearning { operatorVersion = version }
  }
}

extension ONNXGraph.Input {
  /// Reads a ValueInfoProto.
  fileprivate init(_ message: ProtobufMessage) throws(ScoringError) {
    try message.forEachField { (field) throws(ScoringError) in
      switch field.number {
      case 1: name = try message.text(field)
      case 2:
        let type = try message.message(field)
        try type.forEachField { (field) throws(ScoringError) in
          if field.number == 1 { try readTensor(try type.message(field)) }
        }
      default: break
      }
    }
  }

  private mutating func readTensor(_ tensor: ProtobufMessage) throws(ScoringError) {
    try tensor.forEachField { (field) throws(ScoringError) in
      switch field.number {
      case 1: elementType = try tensor.integer(field)
      case 2:
        let shape = try tensor.message(field)
        try shape.forEachField { (field) throws(ScoringError) in
          if field.number == 1 { try readDimension(try shape.message(field)) }
        }
      default: break
      }
    }
  }

  /// The second dimension is the columns.
  private mutating func readDimension(_ dimension: ProtobufMessage) throws(ScoringError) {
    rank += 1
    guard rank == 2 else { return }
    try dimension.forEachField { (field) throws(ScoringError) in
      if field.number == 1 { columnCount = try dimension.integer(field) }
    }
  }
}
