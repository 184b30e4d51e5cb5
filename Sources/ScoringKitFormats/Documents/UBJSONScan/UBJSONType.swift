/// The types of UBJSON values that are no containers, by the byte that marks them.
///
/// Source: Universal Binary JSON, draft 12. Numbers are big-endian.
enum UBJSONType: UInt8, Sendable {
  case null = 0x5A  // Z
  case yes = 0x54  // T
  case no = 0x46  // F
  case int8 = 0x69  // i
  case uint8 = 0x55  // U
  case int16 = 0x49  // I
  case int32 = 0x6C  // l
  case int64 = 0x4C  // L
  case float32 = 0x64  // d
  case float64 = 0x44  // D
  case decimal = 0x48  // H: a length, then the digits
  case character = 0x43  // C
  case text = 0x53  // S: a length, then UTF-8

  /// The bytes a value takes behind its marker; nil where a length says so.
  var size: Int? {
    switch self {
    case .null, .yes, .no: 0
    case .int8, .uint8, .character: 1
    case .int16: 2
    case .int32, .float32: 4
    case .int64, .float64: 8
    case .decimal, .text: nil
    }
  }

  var kind: ValueTape.Kind {
    switch self {
    case .null: .null
    case .yes, .no: .boolean
    case .int8, .uint8, .int16, .int32, .int64, .float32, .float64, .decimal: .number
    case .character, .text: .text
    }
  }
}
