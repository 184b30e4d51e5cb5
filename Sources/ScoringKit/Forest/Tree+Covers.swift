extension Tree {
  /// Training weight that reached each node.
  ///
  /// Kept as float32 where that is exact, as it is for counts up to 2²⁴ and for whatever a trainer sums in float32.
  public struct Covers: Equatable, Sendable {
    private enum Numbers: Equatable, Sendable {
      case singles([Float])
      case doubles([Double])
    }

    /// Those of the splits, then those of the leaves.
    private let numbers: Numbers
    let splitCount: Int

    /// Makes covers.
    public init(splits: [Double], leaves: [Double]) {
      splitCount = splits.count
      var singles: [Float] = []
      singles.reserveCapacity(splits.count + leaves.count)
      var areExact = true
      for values in [splits, leaves] {
        for value in values {
          let single = Float(value)
          areExact = areExact && Double(single) == value
          singles.append(single)
        }
      }
      numbers = areExact ? .singles(singles) : .doubles(splits + leaves)
    }

    /// One a split.
    ///
    /// - Complexity: O(splits), a copy.
    public var splits: [Double] { (0..<splitCount).map(ofSplit) }
    /// One a leaf.
    ///
    /// - Complexity: O(leaves), a copy.
    public var leaves: [Double] { (0..<leafCount).map(ofLeaf) }

    var leafCount: Int {
      switch numbers {
      case .singles(let numbers): numbers.count - splitCount
      case .doubles(let numbers): numbers.count - splitCount
      }
    }

    /// The weight that reached a split.
    func ofSplit(_ index: Int) -> Double { number(index) }

    /// The weight that reached a leaf.
    func ofLeaf(_ index: Int) -> Double { number(splitCount + index) }

    /// Whether every cover is one: finite and not negative.
    var areValid: Bool {
      switch numbers {
      case .singles(let numbers): numbers.allSatisfy { $0.isFinite && $0 >= 0 }
      case .doubles(let numbers): numbers.allSatisfy { $0.isFinite && $0 >= 0 }
      }
    }

    private func number(_ index: Int) -> Double {
      switch numbers {
      case .singles(let numbers): Double(numbers[index])
      case .doubles(let numbers): numbers[index]
      }
    }
  }
}
