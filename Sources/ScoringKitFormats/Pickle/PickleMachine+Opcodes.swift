internal import ScoringKit

extension PickleMachine {
  /// Performs one instruction other than STOP.
  mutating func perform(_ opcode: PickleOpcode) throws(ScoringError) {
    switch opcode {
    case .none: try push(PickleArena.none)
    case .newtrue: try push(PickleArena.boolean(true))
    case .newfalse: try push(PickleArena.boolean(false))
    case .binint1: try push(PickleArena.smallInteger(try takeByte()))
    case .binint2: try push(.integer(Int64(try takeInteger(byteCount: 2))))
    case .binint: try push(.integer(Int64(Int32(truncatingIfNeeded: try takeInteger(byteCount: 4)))))
    case .long1: try pushLong(byteCount: UInt64(try takeByte()))
    case .long4: try pushLong(byteCount: try takeSignedCount())
    case .binfloat: try push(.float(Double(bitPattern: try takeInteger(byteCount: 8).byteSwapped)))
    case .int, .long, .float, .string, .unicode: try performTextLine(opcode)
    case .shortBinunicode, .binunicode, .binunicode8: try push(.text(try takeCounted(opcode)))
    case .shortBinbytes, .binbytes, .binbytes8, .bytearray8: try push(.bytes(try takeCounted(opcode)))
    case .shortBinstring, .binstring: try push(.byteText(try takeCounted(opcode)))
    case .mark, .pop, .popMark, .dup, .stop: try performOnStack(opcode)
    case .put, .binput, .longBinput, .get, .binget, .longBinget, .memoize: try performOnMemo(opcode)
    case .emptyTuple, .tuple, .tuple1, .tuple2, .tuple3, .emptyList, .list, .emptyDict, .dict, .emptySet,
      .frozenset:
      try performMaking(opcode)
    case .append, .appends, .setitem, .setitems, .additems: try performFilling(opcode)
    case .global, .stackGlobal, .inst, .obj, .reduce, .newobj, .newobjEx, .build:
      try performConstruction(opcode)
    case .proto, .frame, .readonlyBuffer: try performFraming(opcode)
    case .persid, .binpersid, .ext1, .ext2, .ext4, .nextBuffer: throw outsideReference(opcode)
    }
  }

  private mutating func performOnStack(_ opcode: PickleOpcode) throws(ScoringError) {
    switch opcode {
    case .mark: try pushMark()
    case .pop: try popValueOrMark()
    case .popMark: _ = try popToMark()
    default: try push(try top())
    }
  }

  private mutating func performOnMemo(_ opcode: PickleOpcode) throws(ScoringError) {
    switch opcode {
    case .put: try memo(put: try takeIndexLine())
    case .binput: try memo(put: UInt64(try takeByte()))
    case .longBinput: try memo(put: try takeInteger(byteCount: 4))
    case .get: try memo(get: try takeIndexLine())
    case .binget: try memo(get: UInt64(try takeByte()))
    case .longBinget: try memo(get: try takeInteger(byteCount: 4))
    default: try memoize()
    }
  }

  private mutating func performMaking(_ opcode: PickleOpcode) throws(ScoringError) {
    switch opcode {
    case .tuple: try push(try arena.addTuple(try popToMark()[...]))
    case .tuple1: try makeTuple(of: 1)
    case .tuple2: try makeTuple(of: 2)
    case .tuple3: try makeTuple(of: 3)
    case .emptyList: try pushContainer([]) { .list($0) }
    case .list: try pushContainer(try popToMark()) { .list($0) }
    case .emptyDict: try pushContainer([]) { .dictionary($0) }
    case .dict: try pushContainer(try requireEven(try popToMark())) { .dictionary($0) }
    case .emptySet: try pushContainer([]) { .set($0) }
    case .frozenset: try pushContainer(try popToMark()) { .set($0) }
    default: try push(PickleArena.emptyTuple)
    }
  }

  private mutating func performFraming(_ opcode: PickleOpcode) throws(ScoringError) {
    switch opcode {
    case .proto:
      let version = try takeByte()
      guard version <= 5 else {
        throw refusal(
          .unsupportedVersion, "the pickle is of protocol \(version); protocols 0 to 5 are supported")
      }
    case .frame:
      // A frame only tells how much to read at once; that it is there is all there is to check.
      let count = try takeInteger(byteCount: 8)
      guard count <= UInt64(bytes.count - position) else {
        throw ScoringError(
          .truncatedDocument, "a frame of \(count) bytes begins where \(bytes.count - position) are left",
          at: .byte(opcodePosition))
      }
    default:
      _ = try top()
    }
  }

  private func outsideReference(_ opcode: PickleOpcode) -> ScoringError {
    switch opcode {
    case .persid, .binpersid:
      refusal(
        .unsupportedFeature,
        "the pickle refers to a value outside itself (a persistent identifier, as PyTorch writes); save the model "
          + "alone")
    case .nextBuffer:
      refusal(
        .unsupportedFeature,
        "the pickle's arrays are in buffers outside it; save it again without buffer_callback")
    default:
      refusal(
        .unsupportedFeature,
        "the pickle refers to a class by a number of copyreg's extension registry; only the program that wrote it "
          + "knows which")
    }
  }

  private mutating func pushContainer(
    _ items: [PickleNode.Index], as node: (UInt32) -> PickleNode
  ) throws(ScoringError) {
    try push(try arena.addContainer(items[...], as: node))
  }

  func requireEven(_ items: [PickleNode.Index]) throws(ScoringError) -> [PickleNode.Index] {
    guard items.count.isMultiple(of: 2) else {
      throw refusal(.malformedDocument, "a dictionary's last key has no value")
    }
    return items
  }

  private mutating func pushLong(byteCount: UInt64) throws(ScoringError) {
    let extent = try take(byteCount)
    guard extent.count <= 8 else { return try push(.longInteger(extent)) }
    var value: UInt64 = 0
    for index in extent.range.reversed() { value = value << 8 | UInt64(bytes[index]) }
    // The last byte carries the sign.
    let unused = 64 - 8 * UInt64(extent.count)
    try push(.integer(unused == 64 ? 0 : Int64(bitPattern: value << unused) >> Int64(unused)))
  }
}
