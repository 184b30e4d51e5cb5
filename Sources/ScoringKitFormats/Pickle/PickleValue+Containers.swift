internal import ScoringKit

extension PickleValue {
  /// The values of a list, tuple or set.
  func elements() throws(ScoringError) -> [PickleValue] {
    switch node {
    case .list, .tuple, .set: return try values(of: document.arena.children(index))
    case .object where kind == .set:
      // Protocols before 4 write a set as a call with a list.
      guard let content = try arguments().first else { return [] }
      guard case .list = content.node else { throw content.mismatch("a list") }
      return try content.elements()
    default: throw mismatch("a list")
    }
  }

  /// The keys and values of a dictionary, in its order.
  func pairs() throws(ScoringError) -> [(key: PickleValue, value: PickleValue)] {
    let cells = try pairCells()
    var pairs: [(key: PickleValue, value: PickleValue)] = []
    for place in stride(from: cells.startIndex, to: cells.endIndex, by: 2) {
      let key = try step(to: cells[place], path.member("key \(pairs.count)"))
      pairs.append((key, try step(to: cells[place + 1], path.member(key.label ?? "\(pairs.count)"))))
    }
    return pairs
  }

  /// The value of a key that is a text.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` where it is absent.
  func member(_ key: String) throws(ScoringError) -> PickleValue {
    guard let value = try memberIfPresent(key) else {
      throw refusal(.inconsistentDocument, "the dictionary has no key '\(key)'")
    }
    return value
  }

  /// The value of a key that is a text; nil where it is absent.
  func memberIfPresent(_ key: String) throws(ScoringError) -> PickleValue? {
    guard let value = try find(key, in: try pairCells()) else { return nil }
    return try step(to: value, path.member(key))
  }

  /// The last value of that key: as in Python, a later one replaces an earlier one.
  func find(_ key: String, in cells: ArraySlice<PickleNode.Index>) throws(ScoringError) -> PickleNode.Index? {
    try document.budget.spend(work: 1 + cells.count / 4)
    for place in stride(from: cells.endIndex - 2, through: cells.startIndex, by: -2)
    where document.arena.isText(cells[place], equalTo: key) {
      return cells[place + 1]
    }
    return nil
  }

  /// Key, value, key, value of a dictionary, or of an object that is one.
  private func pairCells() throws(ScoringError) -> ArraySlice<PickleNode.Index> {
    switch node {
    case .dictionary: return document.arena.children(index)
    case .object(let object):
      let object = document.arena.objects[Int(object)]
      if let container = object.pairs { return document.arena.containers[Int(container)][...] }
      guard kind == .dictionary else { throw mismatch("a dictionary") }
      // A default dictionary's argument makes missing values; an ordered one's may be what it holds.
      if case .tuple = document.arena.node(object.arguments), className == "collections.OrderedDict",
        !document.arena.children(object.arguments).isEmpty
      {
        throw refusal(.unsupportedFeature, "the ordered dictionary is written in a form of Python 2")
      }
      return []
    default: throw mismatch("a dictionary")
    }
  }

  func values(of cells: ArraySlice<PickleNode.Index>) throws(ScoringError) -> [PickleValue] {
    var values: [PickleValue] = []
    values.reserveCapacity(cells.count)
    for cell in cells { values.append(try step(to: cell, path.element(values.count))) }
    return values
  }

  /// A key as a path shows it; nil for what has no short text.
  var label: String? {
    switch node {
    case .text(let extent) where extent.count <= 256:
      String(decoding: document.arena.bytes[extent.range], as: UTF8.self)
    case .integer(let value): value.description
    default: nil
    }
  }
}

extension PickleArena {
  /// Whether a value is exactly that text. Names are ASCII, in which Python 2's texts are the same bytes.
  func isText(_ index: PickleNode.Index, equalTo text: String) -> Bool {
    switch node(index) {
    case .text(let extent), .byteText(let extent):
      Int(extent.count) == text.utf8.count && bytes[extent.range].elementsEqual(text.utf8)
    default: false
    }
  }
}
