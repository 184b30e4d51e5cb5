internal import ScoringKit

/// A node of a graph: an operator, what it takes and gives, and its attributes.
struct ONNXNode {
  /// The domain of the operators of machine learning.
  static let machineLearning = "ai.onnx.ml"
  /// Attributes an operator may have; none of ONNX's has half as many.
  private static let attributeLimit = 64

  private(set) var inputs: [String] = []
  private(set) var outputs: [String] = []
  private(set) var operation = ""
  private(set) var domain = ""
  /// A handful, so that they are searched one by one.
  private(set) var attributes: [ONNXAttribute] = []
  /// Where the node begins in the document.
  let start: Int
  /// What reading the document may still cost.
  let budget: ReadBudget

  /// Reads a NodeProto.
  init(_ message: ProtobufMessage) throws(ScoringError) {
    start = message.range.lowerBound
    budget = message.budget
    try message.forEachField { (field) throws(ScoringError) in
      switch field.number {
      case 1: inputs.append(try message.text(field))
      case 2: outputs.append(try message.text(field))
      case 4: operation = try message.text(field)
      case 5:
        let attribute = try ONNXAttribute(try message.message(field))
        guard self.attribute(attribute.name) == nil, attributes.count < Self.attributeLimit else {
          throw refusal(.malformedDocument, "the attribute '\(attribute.name.prefix(60))' is one too many")
        }
        attributes.append(attribute)
      case 7: domain = try message.text(field)
      default: break
      }
    }
  }

  /// The attribute of that name.
  func attribute(_ name: String) -> ONNXAttribute? { attributes.first { $0.name == name } }

  /// A refusal of this node.
  func refusal(_ code: ScoringError.Code, _ message: String) -> ScoringError {
    ScoringError(code, "\(operation.prefix(60)): \(message)", at: .byte(start))
  }

  /// The operator's name if it is one of ONNX's own or of machine learning.
  var knownOperation: String? {
    ["", "ai.onnx", Self.machineLearning].contains(domain) ? operation : nil
  }

  /// Which of these texts an attribute is; the first if it is absent.
  func choice(_ name: String, of choices: [String]) throws(ScoringError) -> Int {
    guard let attribute = attribute(name) else { return 0 }
    guard let found = choices.firstIndex(where: { attribute.text.elementsEqual($0.utf8) }) else {
      let stated = String(decoding: attribute.text.prefix(60), as: UTF8.self)
      throw refusal(.unsupportedFeature, "\(name) '\(stated)' is not supported")
    }
    return found
  }

  /// Integers; empty if they are absent.
  func integers(_ name: String, count: Int? = nil) throws(ScoringError) -> [Int64] {
    let integers = attribute(name)?.integers ?? []
    try requireCount(name, integers.count, count)
    return integers
  }

  /// Float32 numbers; empty if they are absent.
  func singles(_ name: String, count: Int? = nil) throws(ScoringError) -> [Float] {
    let singles = attribute(name)?.singles ?? []
    try requireCount(name, singles.count, count)
    return singles
  }

  private func requireCount(_ name: String, _ found: Int, _ count: Int?) throws(ScoringError) {
    guard let count, found != count else { return }
    throw refusal(.inconsistentDocument, "'\(name)' needs \(count) values, found \(found)")
  }
}

/// An attribute of a node: of several kinds of content, the one it has is not empty.
struct ONNXAttribute {
  private(set) var name = ""
  private(set) var single: Float?
  private(set) var integer: Int64?
  private(set) var text: ArraySlice<UInt8> = []
  private(set) var singles: [Float] = []
  private(set) var integers: [Int64] = []
  /// Texts, where they stand in the document.
  private(set) var texts: [Range<Int>] = []
  /// The document.
  let bytes: [UInt8]

  /// Reads an AttributeProto.
  init(_ message: ProtobufMessage) throws(ScoringError) {
    bytes = message.bytes
    try message.forEachField { (field) throws(ScoringError) in
      switch field.number {
      case 1: name = try message.text(field)
      case 2: single = try message.single(field)
      case 3: integer = try message.integer(field)
      case 4: text = bytes[try message.bytes(field)]
      case 7: try message.appendSingles(field, to: &singles)
      case 8: try message.appendIntegers(field, to: &integers)
      case 9:
        try message.budget.spend(memory: 2 * MemoryLayout<Range<Int>>.stride)
        texts.append(try message.bytes(field))
      default: break
      }
    }
  }
}

/// A constant: a tensor of float32.
struct ONNXConstant {
  private(set) var name = ""
  private(set) var values: [Float] = []

  private static let singleType: Int64 = 1

  /// Reads a TensorProto; one of another type has no values.
  init(_ message: ProtobufMessage) throws(ScoringError) {
    var type: Int64 = 0
    var raw = 0..<0
    try message.forEachField { (field) throws(ScoringError) in
      switch field.number {
      case 2: type = try message.integer(field)
      case 4: try message.appendSingles(field, to: &values)
      case 8: name = try message.text(field)
      case 9: raw = try message.bytes(field)
      default: break
      }
    }
    guard type == Self.singleType else {
      values = []
      return
    }
    guard raw.count % 4 == 0 else {
      throw ScoringError(
        .malformedDocument, "a tensor of float32 with a part of a number", at: .byte(raw.lowerBound))
    }
    try message.budget.spend(memory: 2 * raw.count)
    for start in stride(from: raw.lowerBound, to: raw.upperBound, by: 4) {
      var bits: UInt32 = 0
      for place in 0..<4 { bits |= UInt32(message.bytes[start + place]) << UInt32(8 * place) }
      values.append(Float(bitPattern: bits))
    }
  }
}
