/// What a tree's paths have, counted before anything of the tree's size is made for its explanation.
struct PathCensus {
  private enum Step {
    case enter(split: Int)
    case leave(player: Int)
  }

  /// Distinct players on the path that has the most.
  private(set) var distinctPlayerCount = 0
  /// Splits whose player has another split above them.
  private(set) var repeatedSplitCount = 0
  /// The distinct players above each split, other than its own, of all splits together.
  private(set) var playersAboveCount = 0
  /// Splits of the tree.
  let splitCount: Int

  /// Walks a tree. O(splits).
  ///
  /// - Parameters:
  ///   - players: The player of each feature.
  ///   - occurrences: How often each player is on the path; 0 for all of them before and after.
  init(_ tree: Tree, players: Players, occurrences: inout [Int32]) {
    splitCount = tree.splits.count
    guard splitCount > 0 else { return }
    var distinctNow = 0
    var steps: [Step] = [.enter(split: 0)]
    while let step = steps.popLast() {
      switch step {
      case .enter(let index):
        let split = tree.splits[index]
        let player = players.ofFeature[Int(split.feature)]
        if occurrences[player] > 0 {
          repeatedSplitCount += 1
          playersAboveCount += distinctNow - 1
        } else {
          playersAboveCount += distinctNow
          distinctNow += 1
          distinctPlayerCount = Swift.max(distinctPlayerCount, distinctNow)
        }
        occurrences[player] += 1
        steps.append(.leave(player: player))
        if let below = split.right.split { steps.append(.enter(split: below)) }
        if let below = split.left.split { steps.append(.enter(split: below)) }
      case .leave(let player):
        occurrences[player] -= 1
        if occurrences[player] == 0 { distinctNow -= 1 }
      }
    }
  }

  /// Points that the tree's quadrature needs.
  var pointCount: Int { GaussLegendre.pointCount(distinctPlayerCount: distinctPlayerCount) }
  /// The points two by two.
  var pairCount: Int { (pointCount + 1) / 2 }
}

extension PathCensus {
  /// The censuses of a forest's trees, in order; of a linear model an empty one.
  static func all(of forest: Forest, _ players: Players) -> [PathCensus] {
    var occurrences = [Int32](repeating: 0, count: players.count)
    return forest.trees.map { PathCensus($0, players: players, occurrences: &occurrences) }
  }
}
