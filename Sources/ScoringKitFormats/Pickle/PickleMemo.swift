/// The values a pickle may refer to again, by number.
struct PickleMemo {
  private static let absent = PickleNode.Index.max

  private var values: [PickleNode.Index] = []
  /// How many numbers are in use.
  private(set) var count = 0

  /// Files a value; what was there before is forgotten.
  mutating func put(_ value: PickleNode.Index, at index: Int) {
    while values.count <= index { values.append(Self.absent) }
    if values[index] == Self.absent { count += 1 }
    values[index] = value
  }

  /// How many numbers there will be more than now, once one is filed there.
  func growth(toHold index: Int) -> Int { max(0, index + 1 - values.count) }

  /// The value filed there; nil where there is none.
  func value(at index: UInt64) -> PickleNode.Index? {
    guard index < UInt64(values.count) else { return nil }
    let value = values[Int(index)]
    return value == Self.absent ? nil : value
  }
}
