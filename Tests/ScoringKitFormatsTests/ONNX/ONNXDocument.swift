/// An ONNX model in the making: messages of fields, as protobuf writes them.
struct ONNXDocument {
  /// A field of a message.
  enum Field {
    case integer(Int, Int64)
    case single(Int, Float)
    case bytes(Int, [UInt8])

    static func text(_ number: Int, _ text: String) -> Field { .bytes(number, Array(text.utf8)) }
    static func message(_ number: Int, _ fields: [Field]) -> Field {
      .bytes(number, ONNXDocument.bytes(fields))
    }
  }

  /// A node of the graph.
  struct Node {
    var operation: String
    var inputs: [String]
    var outputs: [String]
    var attributes: [[Field]] = []
    var domain = "ai.onnx.ml"

    fileprivate var field: Field {
      .message(
        1,
        inputs.map { .text(1, $0) } + outputs.map { .text(2, $0) } + [.text(4, operation)]
          + attributes.map { .message(5, $0) } + [.text(7, domain)])
    }
  }

  var before: [Node] = []
  var ensemble = Node(operation: "TreeEnsembleRegressor", inputs: ["X"], outputs: ["Y"])
  var behind: [Node] = []
  var inputs = ["X"]
  var elementType: Int64 = 1
  var columnCount: Int64? = 2
  var constants: [(name: String, values: [Float])] = []
  var operatorVersion: Int64 = 1

  var bytes: [UInt8] {
    let dimensions: [Field] = [
      .message(1, [.text(2, "N")]), .message(1, columnCount.map { [.integer(1, $0)] } ?? [.text(2, "M")]),
    ]
    let type: [Field] = [.message(1, [.integer(1, elementType), .message(2, dimensions)])]
    let graph =
      (before + [ensemble] + behind).map(\.field)
      + inputs.map { .message(11, [.text(1, $0), .message(2, type)]) }
      + constants.map { constant in
        .message(5, [.integer(2, 1), .text(8, constant.name)] + constant.values.map { .single(4, $0) })
      }
    return Self.bytes([
      .integer(1, 8), .text(2, "test"), .text(3, "1.0"), .message(7, graph),
      .message(8, [.text(1, "ai.onnx.ml"), .integer(2, operatorVersion)]),
    ])
  }

  static func bytes(_ fields: [Field]) -> [UInt8] { fields.flatMap(bytes) }

  private static func bytes(_ field: Field) -> [UInt8] {
    switch field {
    case .integer(let number, let value): varint(UInt64(number) << 3) + varint(UInt64(bitPattern: value))
    case .single(let number, let value):
      varint(UInt64(number) << 3 | 5)
        + (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * $0)) }
    case .bytes(let number, let bytes): varint(UInt64(number) << 3 | 2) + varint(UInt64(bytes.count)) + bytes
    }
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    var (rest, bytes): (UInt64, [UInt8]) = (value, [])
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}

extension ONNXDocument {
  static func attribute(_ name: String, _ integers: [Int64]) -> [Field] {
    [.text(1, name)] + integers.map { .integer(8, $0) }
  }
  static func attribute(_ name: String, singles: [Float]) -> [Field] {
    [.text(1, name)] + singles.map { .single(7, $0) }
  }
  static func attribute(_ name: String, texts: [String]) -> [Field] {
    [.text(1, name)] + texts.map { .text(9, $0) }
  }
  static func attribute(_ name: String, text: String) -> [Field] { [.text(1, name), .text(4, text)] }
  static func attribute(_ name: String, integer: Int64) -> [Field] { [.text(1, name), .integer(3, integer)] }
  static func attribute(_ name: String, single: Float) -> [Field] { [.text(1, name), .single(2, single)] }

  /// A regressor of two trees: one split of column 1 at 0.5 to the leaves 1 (true) and 2 (false), and the leaf 0.25.
  static func regressor(mode: String = "BRANCH_LEQ", missingTracksTrue: Bool = false) -> ONNXDocument {
    var document = ONNXDocument()
    document.ensemble.attributes = [
      attribute("nodes_treeids", [0, 0, 0, 7]), attribute("nodes_nodeids", [0, 1, 2, 0]),
      attribute("nodes_modes", texts: [mode, "LEAF", "LEAF", "LEAF"]),
      attribute("nodes_featureids", [1, 0, 0, 0]),
      attribute("nodes_values", singles: [0.5, 0, 0, 0]), attribute("nodes_truenodeids", [1, 0, 0, 0]),
      attribute("nodes_falsenodeids", [2, 0, 0, 0]),
      attribute("nodes_missing_value_tracks_true", [missingTracksTrue ? 1 : 0, 0, 0, 0]),
      attribute("target_treeids", [0, 0, 7]), attribute("target_nodeids", [1, 2, 0]),
      attribute("target_ids", [0, 0, 0]), attribute("target_weights", singles: [1, 2, 0.25]),
      attribute("n_targets", integer: 1), attribute("post_transform", text: "NONE"),
    ]
    return document
  }

  /// The same with an attribute put in the place of that of its name, or added.
  func with(_ name: String, _ attribute: [Field]) -> ONNXDocument {
    var document = self
    document.ensemble.attributes.removeAll { fields in
      if case .bytes(1, let bytes)? = fields.first { bytes == Array(name.utf8) } else { false }
    }
    document.ensemble.attributes.append(attribute)
    return document
  }
}
