internal import ScoringKit

/// A list of texts beside a model: of names, it may be, of its columns.
struct PickledTextList {
  /// Where it stands.
  let value: PickleValue
  /// How many texts there are.
  let count: Int
  /// What holds the texts: a list, a tuple or an array.
  private let holder: PickleValue

  /// Takes a list or tuple of texts and nothing else, or an array that may be one; nil for any other value.
  init?(_ value: PickleValue) throws(ScoringError) {
    try self.init(value, in: value)
  }

  /// Takes a pandas Index of texts; nil for any other object.
  ///
  /// Source: `_new_Index` of pandas 3.0's `core/indexes/base.py`; its texts are an array, or in a StringArray, whose
  /// state has one.
  init?(index object: PickleValue) throws(ScoringError) {
    guard object.objectClass?.name == Self.pandasIndex, let arguments = try object.arguments().last,
      arguments.kind == .dictionary, let data = try arguments.memberIfPresent("data")
    else { return nil }
    if data.kind == .array {
      try self.init(object, in: data)
      return
    }
    guard data.kind == .object, let state = try data.state(), state.kind == .tuple else { return nil }
    guard let array = try state.elements().first(where: { $0.kind == .array }) else { return nil }
    try self.init(object, in: array)
  }

  private init?(_ value: PickleValue, in holder: PickleValue) throws(ScoringError) {
    switch holder.kind {
    case .list, .tuple:
      guard try holder.holdsTextsOnly else { return nil }
      count = holder.document.arena.children(holder.index).count
    case .array:
      guard let array = try? holder.array(), array.shape.count == 1 else { return nil }
      switch (array.dtype.kind, array.storage) {
      case (.text, _): break
      case (.object, .values(let values)):
        guard !values.isEmpty, values.allSatisfy({ $0.kind == .text }) else { return nil }
      default: return nil
      }
      count = array.count
    default: return nil
    }
    self.value = value
    self.holder = holder
  }

  /// The texts; nil where two are alike.
  func texts() throws(ScoringError) -> [String]? {
    let texts: [String]
    if holder.kind == .array {
      texts = try holder.array().strings()
    } else {
      var read: [String] = []
      for element in try holder.elements() { read.append(try element.string()) }
      texts = read
    }
    return Set(texts).count == texts.count ? texts : nil
  }

  private static let pandasIndex = "pandas.core.indexes.base._new_Index"
}
