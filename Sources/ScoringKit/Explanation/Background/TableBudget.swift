/// Which leaves of a background get a table.
///
/// A constant, and no matter of how much memory is left: a table and a list of patterns round differently.
struct TableBudget {
  /// Numbers that all tables may still have: 512 MiB.
  private var tableNumbers = 1 << 26

  /// A table's players at most, so that its place can be computed, and no one leaf takes all memory.
  private static let greatestTablePlayerCount = 14
  /// A table of this many players is small enough to be worth it always.
  private static let smallTablePlayerCount = 6
  /// Entries that a table may have for each pattern it saves to look at.
  private static let entriesPerPattern = 32

  /// Whether a leaf gets a table; then its numbers are taken.
  mutating func takesTable(playerCount: Int, patternCount: Int) -> Bool {
    guard playerCount <= Self.greatestTablePlayerCount else { return false }
    let entries = 1 << playerCount
    guard playerCount <= Self.smallTablePlayerCount || entries <= Self.entriesPerPattern * patternCount,
      entries * playerCount <= tableNumbers
    else { return false }
    tableNumbers -= entries * playerCount
    return true
  }
}
