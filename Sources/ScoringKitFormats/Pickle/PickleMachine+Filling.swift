internal import ScoringKit

extension PickleMachine {
  /// Puts values into the list, dictionary, set or object below them on the stack.
  mutating func performFilling(_ opcode: PickleOpcode) throws(ScoringError) {
    switch opcode {
    case .append: try appendLast()
    case .appends:
      let items = try popToMark()
      try append(items[...], to: try top())
    case .setitem: try setPairs(try pop(2))
    case .setitems: try setPairs(try requireEven(try popToMark()))
    default: try addToSet(try popToMark())
    }
  }

  /// Puts values at the end of a list, or of an object that takes them.
  mutating func append(
    _ items: ArraySlice<PickleNode.Index>, to target: PickleNode.Index
  ) throws(ScoringError) {
    switch arena.node(target) {
    case .list(let container):
      try arena.append(items, to: container, of: target)
    case .object(let object):
      if let container = arena.objects[Int(object)].items {
        try arena.append(items, to: container, of: target)
      } else {
        let container = try arena.newContainer(items)
        try arena.change(object, of: target, adding: items) { $0.items = container }
      }
    default:
      throw refusal(.malformedDocument, "expected a list below the values to append")
    }
  }

  private mutating func setPairs(_ pairs: [PickleNode.Index]) throws(ScoringError) {
    let target = try top()
    switch arena.node(target) {
    case .dictionary(let container):
      try arena.append(pairs[...], to: container, of: target)
    case .object(let object):
      if let container = arena.objects[Int(object)].pairs {
        try arena.append(pairs[...], to: container, of: target)
      } else {
        let container = try arena.newContainer(pairs[...])
        try arena.change(object, of: target, adding: pairs[...]) { $0.pairs = container }
      }
    default:
      throw refusal(.malformedDocument, "expected a dictionary below the keys and values")
    }
  }

  private mutating func addToSet(_ items: [PickleNode.Index]) throws(ScoringError) {
    let target = try top()
    guard case .set(let container) = arena.node(target) else {
      throw refusal(.malformedDocument, "expected a set below the values to add")
    }
    try arena.append(items[...], to: container, of: target)
  }
}
