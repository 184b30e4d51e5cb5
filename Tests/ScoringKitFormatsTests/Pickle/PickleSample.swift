import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// A pickle, and the outline of what Python reads out of it.
struct PickleSample: Sendable {
  let name: String
  let bytes: [UInt8]
  let outline: String

  static let names = Samples.names(in: "Pickle", extension: "pickle")

  /// The sample of that name.
  static func named(_ name: String) -> PickleSample {
    PickleSample(
      name: name, bytes: Samples.bytes("Pickle/\(name).pickle"), outline: Samples.text("Pickle/\(name).txt"))
  }
}

/// Pickles written by hand, instruction by instruction.
struct PickleWriter {
  var bytes: [UInt8] = [0x80, 4]

  static func pickle(_ write: (inout PickleWriter) -> Void) -> [UInt8] {
    var writer = PickleWriter()
    write(&writer)
    return writer.bytes + [PickleOpcode.stop.rawValue]
  }

  mutating func add(_ opcodes: PickleOpcode...) { bytes += opcodes.map(\.rawValue) }

  mutating func text(_ text: String) {
    add(.shortBinunicode)
    bytes += [UInt8(text.utf8.count)] + Array(text.utf8)
  }

  mutating func global(_ module: String, _ name: String) {
    add(.global)
    bytes += Array("\(module)\n\(name)\n".utf8)
  }

  mutating func integer(_ value: UInt8) {
    add(.binint1)
    bytes.append(value)
  }

  mutating func get(_ index: UInt8) {
    add(.binget)
    bytes.append(index)
  }

  mutating func long(_ value: Int64) {
    add(.long1)
    bytes.append(8)
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// A NumPy dtype of that code, little-endian.
  mutating func dtype(_ code: String) {
    global("numpy", "dtype")
    add(.mark)
    text(code)
    add(.newfalse, .newtrue, .tuple, .reduce)
  }

  /// A NumPy array of a shape that the bytes need not fill.
  mutating func array(shape: [Int64], code: String, bytes content: [UInt8]) {
    global("numpy.core.multiarray", "_reconstruct")
    global("numpy", "ndarray")
    add(.tuple1, .reduce, .mark)
    integer(1)
    add(.mark)
    for length in shape { long(length) }
    add(.tuple)
    dtype(code)
    add(.newfalse, .shortBinbytes)
    bytes += [UInt8(content.count)] + content
    add(.tuple, .build)
  }
}
