internal import ScoringKit

extension PickleDocument {
  /// The plain values in the containers around the root, the nearest first: numbers, texts, arrays, names, and
  /// containers of nothing else, which count as one.
  ///
  /// Containers that hold lists or objects are opened, each once; objects are left out. Past a limit the rest is left
  /// out.
  func plainData() throws(ScoringError) -> [PickleValue] {
    var data: [PickleValue] = []
    var isSeen = [Bool](repeating: false, count: arena.nodes.count)
    var level = [root]
    isSeen[Int(root.index)] = true
    while !level.isEmpty {
      var next: [PickleValue] = []
      for container in level {
        for part in try container.parts(where: { _ in true }) {
          guard part.isContainer else {
            let isValue =
              part.kind != .object || (part.className.map(EstimatorSearch.isTransparent) ?? false)
            if isValue { data.append(part) }
            continue
          }
          guard !isSeen[Int(part.index)] else { continue }
          isSeen[Int(part.index)] = true
          if try part.isOneDatum { data.append(part) } else { next.append(part) }
        }
        guard data.count < Self.datumLimit else { return data }
      }
      level = next
    }
    return data
  }

  /// Which values stand inside one, at any depth.
  func valuesInside(_ value: PickleValue) throws(ScoringError) -> [Bool] {
    var isSeen = [Bool](repeating: false, count: arena.nodes.count)
    var level = [value]
    while !level.isEmpty {
      var next: [PickleValue] = []
      for value in level {
        next += try value.parts { index in
          defer { isSeen[Int(index)] = true }
          return !isSeen[Int(index)]
        }
      }
      level = next
    }
    return isSeen
  }

  /// The object at a path as refusals write it, such as `$.models["random forest"]`; without `$` as well.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` where nothing stands there.
  func value(at path: String) throws(ScoringError) -> PickleValue {
    let wanted =
      path.hasPrefix("$") ? path : path.hasPrefix("[") ? "$\(path)" : "$.\(path)"
    if wanted == root.path.description { return root }
    var level = [root]
    while !level.isEmpty {
      var next: [PickleValue] = []
      for value in level {
        for part in try value.parts(where: { _ in true }) {
          let path = part.path.description
          try budget.spend(work: path.utf8.count)
          // The state of an object has the object's own path.
          if path == wanted, part.index != value.index { return part }
          if wanted.hasPrefix(path) { next.append(part) }
        }
      }
      level = next
    }
    throw ScoringError(.invalidArgument, "the pickle holds nothing at \(DocumentPath.quoted(key: path))")
  }

  private static let datumLimit = 4096
}

extension PickleValue {
  /// Whether this holds others as a container of Python's does.
  fileprivate var isContainer: Bool {
    switch kind {
    case .list, .tuple, .dictionary, .set: true
    case .object: className.map(Self.containerClasses.contains) ?? false
    default: false
    }
  }

  private static let containerClasses: Set = [
    "types.SimpleNamespace", "sklearn.utils.Bunch", "sklearn.utils._bunch.Bunch",
    "sklearn.datasets.base.Bunch",
    "collections.deque", "collections.Counter",
  ]

  /// Whether a container holds nothing but plain values; a dictionary of numbers, or a list of lists of them, is a
  /// table, an artifact's own dictionary holds lists of names.
  fileprivate var isOneDatum: Bool {
    get throws(ScoringError) {
      let isMapping = kind == .dictionary || kind == .object
      let prepares = path.key.flatMap(PickledKey.preparation) != nil
      return try document.isPlain(index, depth: prepares || !isMapping ? 2 : 1)
    }
  }

  /// Whether a list or tuple holds texts and at least one.
  var holdsTextsOnly: Bool {
    get throws(ScoringError) {
      let arena = document.arena
      let children = arena.children(index)
      try document.budget.spend(work: children.count / 4)
      return !children.isEmpty
        && children.allSatisfy { child in
          switch arena.node(child) {
          case .text, .escapedText, .byteText, .escapedByteText: true
          default: false
          }
        }
    }
  }
}

extension PickleDocument {
  /// Whether a container holds nothing but numbers, texts and, down to a depth, containers of such.
  fileprivate func isPlain(_ index: PickleNode.Index, depth: Int) throws(ScoringError) -> Bool {
    let content = content(of: index)
    // The parts may be one list, a million times.
    try budget.spend(work: 1 + content.count / 4)
    for child in content {
      let isPlain: Bool
      switch arena.node(child) {
      case .list, .tuple, .dictionary, .set:
        isPlain = depth > 1 ? try self.isPlain(child, depth: depth - 1) : false
      case .object(let object):
        isPlain = arena.global(arena.construction(of: object).callable)?.name == NumPyName.scalar
      case .global: isPlain = false
      default: isPlain = true
      }
      guard isPlain else { return false }
    }
    return true
  }

  private func content(of index: PickleNode.Index) -> ArraySlice<PickleNode.Index> {
    guard case .object(let object) = arena.node(index) else { return arena.children(index) }
    return arena.objects[Int(object)].pairs.map { arena.containers[Int($0)][...] } ?? []
  }
}
