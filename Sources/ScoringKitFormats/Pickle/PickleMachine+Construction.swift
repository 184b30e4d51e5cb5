internal import ScoringKit

/// Imports and calls, none of which happens: each becomes a name or an object that says what was asked for.
extension PickleMachine {
  mutating func performConstruction(_ opcode: PickleOpcode) throws(ScoringError) {
    switch opcode {
    case .global:
      let module = try takeLine()
      try push(try makeGlobal(module: module, name: try takeLine()))
    case .stackGlobal:
      let parts = try pop(2)
      try push(try makeGlobal(module: try nameRange(parts[0]), name: try nameRange(parts[1])))
    case .inst:
      let module = try takeLine()
      let callable = try makeGlobal(module: module, name: try takeLine())
      try construct(.call, callable, try arena.addTuple(try popToMark()[...]))
    case .obj:
      let items = try popToMark()
      guard let callable = items.first else {
        throw refusal(.malformedDocument, "expected a class behind the mark")
      }
      try construct(.call, callable, try arena.addTuple(items.dropFirst()))
    case .reduce, .newobj:
      let arguments = try pop()
      try construct(opcode == .reduce ? .call : .instance, try pop(), arguments)
    case .newobjEx:
      let parts = try pop(3)
      guard case .tuple = arena.node(parts[1]), case .dictionary = arena.node(parts[2]) else {
        throw refusal(.malformedDocument, "expected a tuple and a dictionary of arguments")
      }
      // Arguments by name come behind those by position, as a dictionary, when there are any.
      let keywords = arena.children(parts[2])
      let arguments = arena.children(parts[1]) + (keywords.isEmpty ? [] : [parts[2]])
      try construct(.instance, parts[0], try arena.addTuple(arguments))
    default:
      try build()
    }
  }

  private mutating func construct(
    _ form: PickleObject.Form, _ callable: PickleNode.Index, _ arguments: PickleNode.Index
  ) throws(ScoringError) {
    guard case .tuple = arena.node(arguments) else {
      throw refusal(.malformedDocument, "expected a tuple of arguments")
    }
    let object = PickleObject(
      form: form, callable: callable, arguments: arguments,
      byteOffset: UInt32(truncatingIfNeeded: opcodePosition))
    try push(try arena.addObject(object))
  }

  private mutating func build() throws(ScoringError) {
    let state = try pop()
    let target = try top()
    guard case .object(let object) = arena.node(target) else {
      throw refusal(.malformedDocument, "expected an object below the state")
    }
    guard arena.objects[Int(object)].state == nil else {
      throw refusal(.inconsistentDocument, "the object is given a second state")
    }
    if case .none = arena.node(state) { return }
    try arena.change(object, of: target, adding: [state]) { $0.state = state }
    try readJoblibArray(object, at: target)
  }

  private mutating func makeGlobal(module: Range<Int>, name: Range<Int>)
    throws(ScoringError) -> PickleNode.Index
  {
    // A name is copied at each use, so its length must not multiply.
    guard !module.isEmpty, !name.isEmpty, max(module.count, name.count) <= 256,
      let module = String(validating: bytes[module], as: UTF8.self),
      let name = String(validating: bytes[name], as: UTF8.self)
    else {
      throw refusal(.malformedDocument, "the name of a class must be UTF-8 of 1 to 256 bytes")
    }
    return try arena.addGlobal(
      PickleGlobal(
        name: PickleCallables.presentName(module: module, name: name),
        isOfNumPy1: PickleCallables.isOfNumPy1(module: module), byteOffset: opcodePosition))
  }

  private func nameRange(_ index: PickleNode.Index) throws(ScoringError) -> Range<Int> {
    switch arena.node(index) {
    case .text(let extent), .byteText(let extent): return extent.range
    default: throw refusal(.malformedDocument, "expected the name of a class as a text")
    }
  }
}
