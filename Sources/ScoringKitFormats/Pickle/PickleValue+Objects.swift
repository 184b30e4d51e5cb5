internal import ScoringKit

extension PickleValue {
  /// The class or function that this value names; nil if it is none.
  var global: PickleGlobal? { document.arena.global(index) }

  /// The class of an object, or the function that was to return it, such as `sklearn.pipeline.Pipeline`; nil for
  /// any other value.
  var className: String? { objectClass?.name }

  var objectClass: PickleGlobal? {
    guard let construction else { return nil }
    return document.arena.global(construction.callable)
  }

  /// What an object was constructed with, by position.
  func arguments() throws(ScoringError) -> [PickleValue] {
    guard let construction else { throw mismatch("an object") }
    return try values(of: construction.arguments)
  }

  /// What an object was given after its construction; nil if nothing.
  func state() throws(ScoringError) -> PickleValue? {
    guard case .object(let object) = node else { throw mismatch("an object") }
    guard let state = document.arena.objects[Int(object)].state else { return nil }
    return try step(to: state, path)
  }

  /// What was appended to an object that is a list of a class of its own.
  func appendedItems() throws(ScoringError) -> [PickleValue] {
    guard case .object(let object) = node else { throw mismatch("an object") }
    guard let container = document.arena.objects[Int(object)].items else { return [] }
    return try values(of: document.arena.containers[Int(container)][...])
  }

  /// An attribute of an object.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` where it is absent.
  func attribute(_ name: String) throws(ScoringError) -> PickleValue {
    guard let value = try attributeIfPresent(name) else {
      throw refusal(.inconsistentDocument, "\(described) has no attribute '\(name)'")
    }
    return value
  }

  /// An attribute of an object; nil where it is absent.
  func attributeIfPresent(_ name: String) throws(ScoringError) -> PickleValue? {
    guard case .object = node else { throw mismatch("an object") }
    for cells in attributeCells {
      if let value = try find(name, in: cells) { return try step(to: value, path.member(name)) }
    }
    return nil
  }

  /// The names of an object's attributes, in their order.
  func attributeNames() throws(ScoringError) -> [String] {
    var names: [String] = []
    for cells in attributeCells {
      for place in stride(from: cells.startIndex, to: cells.endIndex, by: 2) {
        names.append(try step(to: cells[place], path).string())
      }
    }
    return names
  }

  /// The dictionaries of attributes: the state itself, or, of a class with slots, the two it is a tuple of.
  private var attributeCells: [ArraySlice<PickleNode.Index>] {
    guard case .object(let object) = node, let state = document.arena.objects[Int(object)].state else {
      return []
    }
    let arena = document.arena
    switch arena.node(state) {
    case .dictionary: return [arena.children(state)]
    case .tuple(let extent) where extent.count == 2:
      return arena.children(state).compactMap { part in
        if case .dictionary = arena.node(part) { arena.children(part) } else { nil }
      }
    default: return []
    }
  }

  /// Callable and arguments of an object; nil for any other value.
  private var construction: (callable: PickleNode.Index, arguments: ArraySlice<PickleNode.Index>)? {
    guard case .object(let object) = node else { return nil }
    return document.arena.construction(of: object)
  }

  /// All values directly inside this one that `isWanted` lets pass, asked once about each, with the way to it.
  func parts(where isWanted: (PickleNode.Index) -> Bool) throws(ScoringError) -> [PickleValue] {
    let arena = document.arena
    switch node {
    case .list, .tuple, .set: return try parts(at: arena.children(index), isWanted)
    case .dictionary: return try pairParts(arena.children(index), isWanted)
    case .object(let object):
      let object = arena.objects[Int(object)]
      var parts = try parts(at: arena.children(object.arguments), isWanted)
      if let state = object.state, isWanted(state) {
        // Attributes are named as such; any other state is a part of its own.
        if attributeCells.isEmpty { parts.append(try step(to: state, path)) }
        for cells in attributeCells { parts += try pairParts(cells, isWanted) }
      }
      if let items = object.items { parts += try self.parts(at: arena.containers[Int(items)][...], isWanted) }
      if let pairs = object.pairs { parts += try pairParts(arena.containers[Int(pairs)][...], isWanted) }
      return parts
    default: return []
    }
  }

  private func parts(
    at cells: ArraySlice<PickleNode.Index>, _ isWanted: (PickleNode.Index) -> Bool
  ) throws(ScoringError) -> [PickleValue] {
    try document.budget.spend(work: 1 + cells.count / 4)
    var parts: [PickleValue] = []
    for (place, cell) in cells.enumerated() where isWanted(cell) {
      parts.append(try step(to: cell, path.element(place)))
    }
    return parts
  }

  private func pairParts(
    _ cells: ArraySlice<PickleNode.Index>, _ isWanted: (PickleNode.Index) -> Bool
  ) throws(ScoringError) -> [PickleValue] {
    try document.budget.spend(work: 1 + cells.count / 4)
    var parts: [PickleValue] = []
    for place in stride(from: cells.startIndex, to: cells.endIndex, by: 2) where isWanted(cells[place + 1]) {
      let key = try step(to: cells[place], path)
      parts.append(try step(to: cells[place + 1], path.member(key.label ?? "\(place / 2)")))
    }
    return parts
  }
}

extension PickleArena {
  /// Callable and arguments, seen through the functions by which `copyreg` says "an instance of this class", as
  /// protocols 0 and 1 do.
  func construction(
    of object: UInt32
  ) -> (callable: PickleNode.Index, arguments: ArraySlice<PickleNode.Index>) {
    let (callable, form) = (objects[Int(object)].callable, objects[Int(object)].form)
    let arguments = children(objects[Int(object)].arguments)
    guard form == .call, let global = global(callable), let first = arguments.first else {
      return (callable, arguments)
    }
    switch global.name {
    // Behind the class its base and what that holds; other bases than `object` are left to be refused.
    case "copyreg._reconstructor"
    where arguments.count == 3
      && self.global(arguments[arguments.startIndex + 1])?.name == "builtins.object":
      return (first, [])
    case "copyreg.__newobj__": return (first, arguments.dropFirst())
    default: return (callable, arguments)
    }
  }

  /// The class or function that a value names; nil if it is none.
  func global(_ index: PickleNode.Index) -> PickleGlobal? {
    guard case .global(let global) = node(index) else { return nil }
    return globals[Int(global)]
  }
}
