import Foundation

/// Writes UBJSON, in each of the ways the format allows, to be read back.
struct UBJSONDocument {
  /// How containers and lengths are written.
  enum Style: CaseIterable {
    /// As XGBoost: counted arrays, strongly typed where all elements are numbers; 64-bit lengths.
    case typed
    /// Arrays and objects end with a closing marker; each element has its own; the shortest lengths.
    case open
    /// Counted arrays and objects without types; 16-bit lengths.
    case counted
  }

  let style: Style
  private(set) var bytes: [UInt8] = []

  init(_ style: Style) { self.style = style }

  /// The document of a JSON text; numbers with a point or exponent become float32.
  static func bytes(ofJSON json: [UInt8], style: Style) throws -> [UInt8] {
    var document = UBJSONDocument(style)
    document.append(try JSONSerialization.jsonObject(with: Data(json), options: [.fragmentsAllowed]))
    return document.bytes
  }

  private mutating func append(_ value: Any) {
    switch value {
    case let object as [String: Any]: append(object)
    case let array as [Any]: append(array)
    case let text as String:
      append("S")
      append(text: text)
    case let number as NSNumber: append(number)
    default: append("Z")
    }
  }

  private mutating func append(_ object: [String: Any]) {
    append("{")
    if style == .counted {
      append("#")
      append(length: object.count)
    }
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      append(text: key)
      append(value)
    }
    if style != .counted { append("}") }
  }

  private mutating func append(_ array: [Any]) {
    append("[")
    if style == .typed, let numbers = array as? [NSNumber], !numbers.isEmpty {
      let isSingle = numbers.contains { Self.isFloat($0) }
      append(isSingle ? "$d" : "$l")
      append("#")
      append(length: numbers.count)
      for number in numbers {
        append(
          UInt64(isSingle ? number.floatValue.bitPattern : UInt32(bitPattern: number.int32Value)), size: 4)
      }
      return
    }
    if style != .open {
      append("#")
      append(length: array.count)
    }
    for element in array { append(element) }
    if style == .open { append("]") }
  }

  private mutating func append(_ number: NSNumber) {
    if Self.isFloat(number) {
      append("d")
      append(UInt64(number.floatValue.bitPattern), size: 4)
    } else {
      append("l")
      append(UInt64(UInt32(bitPattern: number.int32Value)), size: 4)
    }
  }

  private static func isFloat(_ number: NSNumber) -> Bool {
    // Safety: Foundation's constant text of at least one character.
    unsafe number.objCType.pointee == 0x64
  }

  private mutating func append(text: String) {
    append(length: text.utf8.count)
    bytes += Array(text.utf8)
  }

  private mutating func append(length: Int) {
    switch style {
    case .typed:
      append("L")
      append(UInt64(length), size: 8)
    case .open where length < 128:
      append("i")
      append(UInt64(length), size: 1)
    case .open, .counted:
      append("I")
      append(UInt64(length), size: 2)
    }
  }

  private mutating func append(_ markers: String) { bytes += Array(markers.utf8) }

  private mutating func append(_ number: UInt64, size: Int) {
    bytes += (0..<size).reversed().map { UInt8(truncatingIfNeeded: number >> UInt64($0 * 8)) }
  }
}
