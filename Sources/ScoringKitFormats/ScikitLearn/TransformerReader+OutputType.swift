internal import ScoringKit

/// In which type scikit-learn holds the columns behind a transformer, where that decides what comes next.
extension TransformerReader {
  /// Whether the columns behind a transformer are a sparse matrix, on which some arithmetic differs in the last bit.
  func isSparse(behind estimator: PickleValue, before: Bool) throws(ScoringError) -> Bool {
    switch estimator.estimatorKind {
    case .transformer(.oneHotEncoder):
      // Renamed in 1.2.
      if let isSparse = try estimator.attributeUnlessNone("sparse_output") { return try isSparse.boolean() }
      return try estimator.flag("sparse", default: true)
    case .transformer(.columnTransformer): return try estimator.flag("sparse_output_", default: false)
    case .transformer(.featureUnion):
      for member in try estimator.unionMembers() {
        if try isSparse(behind: member.estimator, before: before) { return true }
      }
      return false
    case .transformer(.ordinalEncoder): return false
    case .pipeline:
      var isSparse = before
      for step in try estimator.pipelineSteps() where !step.estimator.isSampler {
        isSparse = try self.isSparse(behind: step.estimator, before: isSparse)
      }
      return isSparse
    default: return before
    }
  }

  /// Whether the columns behind a transformer are float32 whatever the rows are: an encoder was told so, and nothing
  /// beside it is float64.
  func isSingle(behind estimator: PickleValue, before: Bool) throws(ScoringError) -> Bool {
    var members: [PickleValue] = []
    switch estimator.estimatorKind {
    case .transformer(.oneHotEncoder), .transformer(.ordinalEncoder):
      return try EncoderType(of: estimator) == .single
    case .transformer(.columnTransformer):
      for entry in try estimator.attribute("transformers_").elements() {
        let entry = try entry.elements()
        if entry.count == 3, !entry[1].isText("drop") { members.append(entry[1]) }
      }
    case .transformer(.featureUnion):
      for member in try estimator.unionMembers() { members.append(member.estimator) }
    case .pipeline:
      var isSingle = before
      for step in try estimator.pipelineSteps() where !step.estimator.isSampler {
        isSingle = try self.isSingle(behind: step.estimator, before: isSingle)
      }
      return isSingle
    default: return before
    }
    for member in members {
      guard try isSingle(behind: member, before: before) else { return false }
    }
    return !members.isEmpty
  }
}

extension PickledColumns {
  /// Refuses an estimator that would compute in float32.
  func requireDouble(before estimator: PickleValue) throws(ScoringError) {
    guard isSingle else { return }
    throw estimator.refusal(
      .unsupportedFeature,
      "\(estimator.described) computes in float32, because the encoder before it has dtype=float32, which is not "
        + "supported; encode as float64, which is the default")
  }
}

/// The `dtype` of an encoder's columns.
enum EncoderType: Equatable {
  /// float64, or Python's own numbers.
  case double
  case single
  /// A whole number from one to another.
  case integer(ClosedRange<Double>)
  case boolean

  /// Reads an encoder's `dtype`.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` for a type that does not hold every code, naming `dtype`.
  init(of estimator: PickleValue) throws(ScoringError) {
    guard let value = try estimator.attributeUnlessNone("dtype") else {
      self = .double
      return
    }
    if value.kind == .object {
      let dtype = try value.numpyDtype()
      self = try Self.named(Self.name(of: dtype), value, estimator)
      return
    }
    let name = value.kind == .text ? try value.string() : value.global?.name ?? ""
    self = try Self.named(name.split(separator: ".").last.map(String.init) ?? "", value, estimator)
  }

  private static func name(of dtype: NumpyDtype) -> String {
    switch dtype.kind {
    case .float: "float\(8 * dtype.itemSize)"
    case .signedInteger: "int\(8 * dtype.itemSize)"
    case .unsignedInteger: "uint\(8 * dtype.itemSize)"
    case .boolean: "bool"
    case .object: "object"
    default: ""
    }
  }

  private static func named(
    _ name: String, _ value: PickleValue, _ estimator: PickleValue
  ) throws(ScoringError) -> EncoderType {
    switch name {
    case "float64", "float", "double", "object", "object_": return .double
    case "float32", "single": return .single
    case "bool", "bool_": return .boolean
    case "int8": return .integer(-128...127)
    case "uint8": return .integer(0...255)
    case "int16": return .integer(-32_768...32_767)
    case "uint16": return .integer(0...65_535)
    case "int32": return .integer(-2_147_483_648...2_147_483_647)
    case "uint32": return .integer(0...4_294_967_295)
    // Where doubles no longer hold every integer, there are no codes.
    case "int", "int64", "int_", "longlong": return .integer(-9_007_199_254_740_992...9_007_199_254_740_992)
    case "uint", "uint64", "ulonglong": return .integer(0...9_007_199_254_740_992)
    default:
      throw value.refusal(
        .unsupportedFeature,
        "\(estimator.described) gives its columns in a dtype that is not supported; use float64, which is the default"
      )
    }
  }

  /// Whether the type holds a number as it is.
  func holds(_ number: Double) -> Bool {
    switch self {
    case .double: true
    case .single: number.isNaN || Double(Float(number)) == number
    case .integer(let range): range.contains(number) && number.rounded() == number
    case .boolean: number == 0 || number == 1
    }
  }
}

extension OrdinalEncoder {
  /// Refuses an encoder whose `dtype` does not hold its codes, as scikit-learn then writes others.
  func requireType(of estimator: PickleValue) throws(ScoringError) {
    let type = try EncoderType(of: estimator)
    var holdsUnknown = true
    if case .encoded(let code) = unknown { holdsUnknown = type.holds(code) }
    guard holdsUnknown, columns.allSatisfy({ $0.codes.allSatisfy(type.holds) }) else {
      throw estimator.refusal(
        .unsupportedFeature,
        "\(estimator.described) has a dtype that does not hold its codes; encode as float64, which is the default"
      )
    }
  }
}
