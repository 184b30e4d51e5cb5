internal import ScoringKit

/// What each element of a NumPy array is.
struct NumpyDtype {
  enum Kind {
    case boolean, signedInteger, unsignedInteger, float
    /// UTF-32, padded with zeros.
    case text
    /// Bytes, padded with zeros.
    case bytes
    /// Values of Python.
    case object
    /// Named fields at fixed places.
    case structure
    /// Dates, complex numbers and plain memory, by their letter: such an array is passed over, not read.
    case other
  }

  /// A named part of a structured element.
  struct Field {
    let name: String
    let dtype: NumpyDtype
    /// Bytes from the element's beginning.
    let offset: Int
  }

  let kind: Kind
  /// NumPy's letter and number, such as `f8` or `U12`.
  let code: String
  let itemSize: Int
  let isBigEndian: Bool
  let fields: [Field]
}

/// The names under which NumPy's values are pickled.
enum NumPyName {
  static let dtype = "numpy.dtype"
  static let array = "numpy.ndarray"
  static let scalar = "numpy._core.multiarray.scalar"
  static let reconstruct = "numpy._core.multiarray._reconstruct"
  static let fromBuffer = "numpy._core.numeric._frombuffer"
}

extension PickleValue {
  /// NumPy's description of an array's elements.
  ///
  /// The state is `(version, byte order, subarray, names, fields, size, alignment, flags, …)`. Source:
  /// `arraydescr_setstate` in NumPy 2.4's `descriptor.c`.
  func numpyDtype() throws(ScoringError) -> NumpyDtype {
    try numpyDtype(allowsFields: true)
  }

  private func numpyDtype(allowsFields: Bool) throws(ScoringError) -> NumpyDtype {
    guard className == NumPyName.dtype, let first = try arguments().first else {
      throw mismatch("a NumPy dtype")
    }
    let code = try first.string()
    let state = try self.state()?.elements() ?? []
    guard state.isEmpty || (7...9).contains(state.count) else {
      throw refusal(.unsupportedVersion, "the dtype's state has \(state.count) parts, expected 7 to 9")
    }
    if !state.isEmpty {
      guard try (2...4).contains(state[0].integer()) else {
        throw refusal(.unsupportedVersion, "the dtype's version is none of 2, 3 and 4")
      }
      guard state[2].isNone else {
        throw refusal(.unsupportedFeature, "an array of arrays as one element is not supported")
      }
    }
    let kind = try kind(ofCode: code, hasFields: !state.isEmpty && !state[3].isNone)
    guard let size = Self.itemSize(ofCode: code, kind) else {
      throw refusal(.malformedDocument, "the dtype's code states no size")
    }
    guard kind != .structure || allowsFields else {
      throw refusal(.unsupportedFeature, "a structured dtype within another is not supported")
    }
    let byteOrder = try state.isEmpty ? "|" : state[1].string()
    return NumpyDtype(
      kind: kind, code: code, itemSize: size, isBigEndian: byteOrder == ">",
      fields: kind == .structure ? try fields(names: state[3], places: state[4], itemSize: size) : [])
  }

  private func kind(ofCode code: String, hasFields: Bool) throws(ScoringError) -> NumpyDtype.Kind {
    switch code {
    case "b1", "?": return .boolean
    case "i1", "i2", "i4", "i8": return .signedInteger
    case "u1", "u2", "u4", "u8": return .unsignedInteger
    case "f2", "f4", "f8": return .float
    case "O8", "O4", "O": return .object
    default: break
    }
    switch code.first {
    case "U": return .text
    case "S": return .bytes
    case "V": return hasFields ? .structure : .other
    case "M", "m", "c", "f": return .other
    default: throw refusal(.unsupportedFeature, "the dtype '\(code.prefix(16))' is not known")
    }
  }

  /// A code's bytes for one element: of text four a character, of the others the number in it.
  private static func itemSize(ofCode code: String, _ kind: NumpyDtype.Kind) -> Int? {
    if kind == .object { return 8 }
    if code == "?" { return 1 }
    guard let number = Int(code.dropFirst()), (0...Int(Int32.max)).contains(number) else { return nil }
    return kind == .text ? 4 * number : number
  }

  private func fields(
    names: PickleValue, places: PickleValue, itemSize: Int
  ) throws(ScoringError) -> [NumpyDtype.Field] {
    var fields: [NumpyDtype.Field] = []
    for name in try names.elements() {
      let name = try name.string()
      let place = try places.member(name).elements()
      guard place.count >= 2 else { throw mismatch("a dtype and an offset for each field") }
      let dtype = try place[0].numpyDtype(allowsFields: false)
      guard dtype.kind != .object else {
        throw refusal(.unsupportedFeature, "a structured array with Python objects is not supported")
      }
      guard dtype.itemSize <= itemSize else {
        throw refusal(.inconsistentDocument, "the field '\(name)' is larger than the element")
      }
      let offset = try place[1].integer(in: 0...(itemSize - dtype.itemSize))
      fields.append(NumpyDtype.Field(name: name, dtype: dtype, offset: offset))
    }
    return fields
  }
}
