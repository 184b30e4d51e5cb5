/// One tree prepared for Shapley values against a background: which players (features, or several that are one in
/// ``Players``) of each leaf's path a row satisfies, as a pattern of bits, is all that the values depend on.
///
/// For a leaf of value v, a row x and a background row b let A be the path's players whose splits only x
/// satisfies, and B those whose splits only b does. If both fail a player, no mixture of x and b reaches the leaf.
/// Otherwise a player of A has v · (|A|−1)! |B|! / (|A|+|B|)!, one of B has −v · |A|! (|B|−1)! / (|A|+|B|)!.
/// Their mean over the background depends on the background only through how often each pattern occurs.
///
/// So a background is counted once. A leaf of few players has a table of the values of every pattern that a row
/// can show (``PatternTable``); one of many keeps the patterns that do occur, and sums over them.
///
/// Source: WOODELF (2025), for the counting by patterns.
struct BackgroundTree: Sendable {
  /// A split; they are in preorder.
  struct Split: Sendable {
    let threshold: Double
    let column: Int
    /// The edge that leads here, as 2 · split + (1 for right); −1 for the root.
    let before: Int
    /// The bit of the split's player on its path.
    let bit: Int64
    let isRepeated: Bool
  }

  /// A leaf; they are in preorder too.
  struct Leaf: Sendable {
    let value: Double
    /// The edge that leads here.
    let edge: Int
    /// Its path's distinct players in ``BackgroundTree/pathPlayers``; the first has bit 0.
    let players: Range<Int>
    /// The pattern of a row that reaches the leaf: the bits of all its players.
    let wholePattern: Int64
  }

  /// A leaf, or two leaves of one split, with a table.
  struct TabledLeaf: Sendable {
    let edge: Int
    let players: Range<Int>
    /// Where the table begins in ``BackgroundTree/tables``.
    let table: Int
  }

  /// A leaf whose patterns are summed over.
  struct ListedLeaf: Sendable {
    let leaf: Leaf
    /// Where its patterns are in ``BackgroundTree/patterns``.
    let patterns: Range<Int>
  }

  /// Bits of a pattern.
  static let greatestPlayerCount = 64

  let splits: [Split]
  let leaves: [Leaf]
  let pathPlayers: [Int32]
  /// The one leaf's value of a tree without splits; 0 otherwise.
  let constant: Double
  private(set) var tabledLeaves: [TabledLeaf] = []
  private(set) var listedLeaves: [ListedLeaf] = []
  /// The tables of the leaves that have one.
  private(set) var tables: [Double] = []
  /// The patterns of the leaves without a table, rising.
  private(set) var patterns: [Int64] = []
  /// How often each occurs, as a part of the background, times the leaf's value.
  private(set) var shares: [Double] = []

  init(splits: [Split], leaves: [Leaf], pathPlayers: [Int32], constant: Double) {
    self.splits = splits
    self.leaves = leaves
    self.pathPlayers = pathPlayers
    self.constant = constant
  }

  /// Stores the counted background of a leaf, as a table where that is worth it and room for tables remains, else as it
  /// is. Leaves are stored in order.
  ///
  /// - Parameter share: What the background takes; it grows.
  /// - Throws: ``ScoringError/Code/outOfMemory``.
  mutating func store(
    _ counts: [PatternCount], of leaf: Leaf, rowCount: Int, budget: inout TableBudget,
    _ share: ExplanationMemory.Share
  ) throws(ScoringError) {
    let scale = leaf.value / Double(rowCount)
    if leaf.edge % 2 == 1, let sibling = tabledLeaves.last, sibling.edge == leaf.edge - 1,
      !splits[leaf.edge / 2].isRepeated
    {
      // The right leaf of a new player's split: its pattern is the left one's with the player's bit the other way
      // round, so one table serves both.
      PatternTable.add(
        counts, to: &tables, at: sibling.table, playerCount: leaf.players.count, scale: scale,
        flipping: Int(splits[leaf.edge / 2].bit))
    } else if budget.takesTable(playerCount: leaf.players.count, patternCount: counts.count) {
      tabledLeaves.append(TabledLeaf(edge: leaf.edge, players: leaf.players, table: tables.count))
      let start = tables.count
      try share.makeRoom(in: &tables, for: leaf.players.count << leaf.players.count)
      tables.append(contentsOf: repeatElement(0, count: leaf.players.count << leaf.players.count))
      PatternTable.add(
        counts, to: &tables, at: start, playerCount: leaf.players.count, scale: scale, flipping: 0)
    } else {
      try share.makeRoom(in: &patterns, for: counts.count)
      try share.makeRoom(in: &shares, for: counts.count)
      let start = patterns.count
      for count in counts {
        patterns.append(count.pattern)
        shares.append(Double(count.count) * scale)
      }
      listedLeaves.append(ListedLeaf(leaf: leaf, patterns: start..<patterns.count))
    }
  }
}

/// How often a pattern occurs in a background.
struct PatternCount: Sendable {
  let pattern: Int64
  let count: Int
}
