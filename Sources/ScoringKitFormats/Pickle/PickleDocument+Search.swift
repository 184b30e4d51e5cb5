internal import ScoringKit

extension PickleDocument {
  /// The objects of the classes wanted, wherever they sit, the nearest to the root first.
  ///
  /// What is inside one of them is not searched. Every value is looked at once, however many share it, so the time
  /// is linear.
  ///
  /// - Parameter isWanted: Told the class's name, such as `lightgbm.basic.Booster`.
  func objects(where isWanted: (String) -> Bool) throws(ScoringError) -> [PickleValue] {
    var found: [PickleValue] = []
    var isSeen = [Bool](repeating: false, count: arena.nodes.count)
    var level = [root]
    isSeen[Int(root.index)] = true
    while !level.isEmpty {
      var next: [PickleValue] = []
      for value in level {
        try budget.spend(work: Self.nameWork)
        if let name = value.className, isWanted(name) {
          found.append(value)
        } else {
          next += try value.parts { index in
            defer { isSeen[Int(index)] = true }
            return !isSeen[Int(index)]
          }
        }
      }
      level = next
    }
    return found
  }

  /// Steps that a look at a class's name takes.
  private static let nameWork = 32
}
