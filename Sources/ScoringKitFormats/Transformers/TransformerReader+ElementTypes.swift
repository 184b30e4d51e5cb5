internal import ScoringKit

extension TransformerReader {
  /// The type of the columns that an encoder gives, its parameter `dtype`.
  ///
  /// - Parameter codes: The numbers it may give.
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` for a type that changes one of them, and for float16 and other
  ///   types in which scikit-learn calculates on by rules of their own.
  func elementType(of estimator: PickleValue, holding codes: [Double]) throws(ScoringError) -> ElementType {
    guard let value = try estimator.attributeIfPresent("dtype") else { return .double }
    guard let code = try value.dtypeCode(), let size = Int(code.dropFirst()) else {
      throw value.refusal(
        .unsupportedFeature,
        "\(estimator.described) encodes to a dtype that is not supported; encode to float64 or float32")
    }
    let holds: (Double) -> Bool
    switch (code.first, size) {
    case ("f", 8), ("O", _): return .double
    case ("f", 4): holds = { $0.isNaN || Double(Float($0)) == $0 }
    case ("b", _): holds = { $0 == 0 || $0 == 1 }
    case ("i", 1...8): holds = { $0 == $0.rounded() && abs($0 + 0.5) < Self.power(8 * size - 1) }
    case ("u", 1...8): holds = { $0 == $0.rounded() && $0 >= 0 && $0 < Self.power(8 * size) }
    default:
      throw value.refusal(
        .unsupportedFeature,
        "\(estimator.described) encodes to dtype '\(code)', which is not supported; encode to float64 or float32"
      )
    }
    guard codes.allSatisfy(holds) else {
      throw value.refusal(
        .unsupportedFeature, "\(estimator.described) gives a code that its dtype '\(code)' does not hold")
    }
    return code.first == "f" ? .single : size <= 2 ? .small : .double
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// Whether a fitted estimator answers with a frame (`set_output`).
  func givesFrame(_ estimator: PickleValue) throws(ScoringError) -> Bool {
    guard
      let output = try estimator.attributeUnlessNone("_sklearn_output_config")?.memberIfPresent("transform")
    else { return false }
    return output.isText("pandas") || output.isText("polars")
  }
}

extension PickleValue {
  /// NumPy's letter and number of a type that is named in any of the ways `numpy.dtype` takes; nil for another.
  fileprivate func dtypeCode() throws(ScoringError) -> String? {
    if className == NumPyName.dtype { return try numpyDtype().code == "?" ? "b1" : numpyDtype().code }
    let name: String
    if let global {
      let parts = global.name.split(separator: ".")
      guard parts.count == 2, parts[0] == "numpy" || parts[0] == "builtins" else { return nil }
      name = String(parts[1])
    } else {
      name = try string()
    }
    if let code = Self.dtypeCodes[name] { return code }
    let code = name.first.map { "<=|".contains($0) } == true ? String(name.dropFirst()) : name
    return Self.dtypeCodes.values.contains(code) ? code : nil
  }

  private static let dtypeCodes = [
    "float64": "f8", "double": "f8", "float": "f8", "float_": "f8", "d": "f8", "float32": "f4",
    "single": "f4",
    "f": "f4", "float16": "f2", "half": "f2", "int64": "i8", "int": "i8", "int_": "i8", "intp": "i8",
    "long": "i8",
    "longlong": "i8", "int32": "i4", "intc": "i4", "int16": "i2", "short": "i2", "int8": "i1", "byte": "i1",
    "uint64": "u8", "uint": "u8", "uintp": "u8", "uint32": "u4", "uintc": "u4", "uint16": "u2",
    "ushort": "u2",
    "uint8": "u1", "ubyte": "u1", "bool": "b1", "bool_": "b1", "object": "O8", "object_": "O8",
  ]
}
