/// The beginning of a document, asked what it is of; bounded, whatever the document's size.
struct DocumentBeginning {
  private let head: ArraySlice<UInt8>
  private let tail: ArraySlice<UInt8>
  private let count: Int

  init(_ bytes: [UInt8]) {
    head = bytes.prefix(Self.limit)
    tail = bytes.suffix(Self.tailLimit)
    count = bytes.count
  }

  /// Whether bytes stand at a place.
  func has(_ bytes: [UInt8], at place: Int = 0) -> Bool { head.dropFirst(place).starts(with: bytes) }

  /// Whether a text stands at a place.
  func has(_ text: String, at place: Int = 0) -> Bool { has(Array(text.utf8), at: place) }

  /// Whether a text stands behind white space and a byte order mark, capitals and small letters being alike.
  func beginsFolded(_ text: String) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = (head.starts(with: mark) ? head.dropFirst(mark.count) : head).drop { Self.isSpace($0) }
    return content.prefix(text.utf8.count).elementsEqual(text.utf8) { byte, wanted in
      byte | ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? 0x20 : 0) == wanted
    }
  }

  /// Whether a text stands anywhere in the beginning.
  func contains(_ text: String) -> Bool { Array(head).contains(text: text) }

  /// Whether the first line holds a text.
  func firstLineHas(_ text: String) -> Bool {
    Array(head.prefix { $0 != UInt8(ascii: "\n") }).contains(text: text)
  }

  /// Whether this is a zip archive one of whose entries has such a name: the names stand at its end.
  func isZip(with name: String) -> Bool {
    has("PK\u{3}\u{4}") && (Array(tail).contains(text: name) || contains(name))
  }

  /// Whether the first two lines have the same number of cells, two at least.
  var isTable: Bool {
    let lines = head.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count >= 2, isText else { return false }
    return [",", ";", "\t"].contains { (separator: Character) in
      guard let byte = separator.asciiValue else { return false }
      let cells = lines.prefix(2).map { line in line.count { $0 == byte } }
      return cells[0] > 0 && cells[0] == cells[1]
    }
  }

  /// Whether the first lines are LightGBM's parameters: `key = value`, or `[key: value]` as behind its models.
  var hasParameterLines: Bool {
    let keys = ["boosting", "objective", "task", "num_leaves", "learning_rate", "num_iterations"]
    return keys.contains { has("\($0) =") || has("\($0)=") || has("[\($0):") }
  }

  /// Whether all bytes of the beginning and the end are 0.
  var isZeros: Bool { count > 0 && head.allSatisfy { $0 == 0 } && tail.allSatisfy { $0 == 0 } }

  /// Whether this is XGBoost's binary model without the mark that later releases put in front: a struct of 136
  /// bytes, and behind it the objective's name with its length.
  ///
  /// Source: `LearnerModelParamLegacy` and `LearnerIO::LoadModel` in XGBoost 1.7's `src/learner.cc`.
  var isOldXGBoost: Bool {
    let length = head.dropFirst(136).prefix(8)
    guard length.count == 8, length.dropFirst().allSatisfy({ $0 == 0 }) else { return false }
    return ["binary:", "reg:", "multi:", "count:", "rank:", "survival:"].contains { has($0, at: 144) }
  }

  /// Whether this is a safetensors file: the length of a JSON text, and the text.
  var isSafetensors: Bool {
    guard head.count > 10, has("{\"", at: 8) else { return false }
    let length = head.prefix(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    return length < UInt64(count)
  }

  /// Whether this is a protobuf of a version and a message, where ONNX has a version and a text.
  var isNestedProtobuf: Bool {
    guard head.count > 4, head[head.startIndex] == 0x08, (1...32).contains(head[head.startIndex + 1]),
      head[head.startIndex + 2] == 0x12
    else { return false }
    let content = head.dropFirst(3).drop { $0 >= 0x80 }.dropFirst()
    return content.first == 0x0A
  }

  private var isText: Bool {
    head.allSatisfy { $0 >= 0x20 || Self.isSpace($0) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
  }

  private static let limit = 4096
  /// What the names of a zip archive's entries take, of a small one.
  private static let tailLimit = 65_536
}
