/// The mean Shapley values of one leaf for every pattern that a row can show: 2^u patterns of u players.
///
/// With c_g and p_g the bits of the row and of a background row, the value of player f is the mean over the
/// background of
///
///     v · (c_f − p_f) · ∫₀¹ Π_{g≠f} (p_g (1−t) + c_g t) dt
///
/// At a fixed t the product is a matrix of 2 × 2 a player, so that all patterns are done together, player by
/// player, as in a fast Walsh transform; ⌈u/2⌉ points make the integral exact up to rounding. Which player is
/// left out is found by halving: a half of the players is multiplied in, the other half is searched.
enum PatternTable {
  /// Adds a leaf's values to a table: those of pattern c are at c · u.
  ///
  /// - Parameters:
  ///   - counts: How often each pattern occurs.
  ///   - start: Where the table begins.
  ///   - scale: The leaf's value over the number of background rows.
  ///   - flipped: A bit by which the patterns of the table differ from the leaf's; 0 if they are the same.
  static func add(
    _ counts: [PatternCount], to tables: inout [Double], at start: Int, playerCount: Int, scale: Double,
    flipping flipped: Int
  ) {
    let size = 1 << playerCount
    // One place a level of the halving; the last level is ⌈log2 u⌉ below the first.
    var levels = [Double](repeating: 0, count: size * 8)
    let rule = GaussLegendre(pointCount: (playerCount + 1) / 2)
    var span = levels.mutableSpan
    var all = tables.mutableSpan
    var table = all._mutatingExtracting(start..<start + size * playerCount)
    for (t, weight) in zip(rule.points, rule.weights) {
      for place in 0..<size { span[place] = 0 }
      for count in counts { span[Int(count.pattern)] = Double(count.count) * scale * weight }
      leaveOut(0..<playerCount, t, size, playerCount, &span, level: 0, &table, flipped)
    }
  }

  /// Adds the values of the players in a range; those outside are multiplied in already.
  private static func leaveOut(
    _ players: Range<Int>, _ t: Double, _ size: Int, _ playerCount: Int,
    _ levels: inout MutableSpan<Double>,
    level: Int, _ table: inout MutableSpan<Double>, _ flipped: Int
  ) {
    let start = level * size
    guard players.count > 1 else {
      let player = players.lowerBound
      let bit = 1 << player
      for pattern in 0..<size {
        // c_f − p_f: 1 · (the background row fails) where the row satisfies, −1 · (it satisfies) otherwise.
        let value = pattern & bit != 0 ? levels[start + (pattern ^ bit)] : -levels[start + (pattern | bit)]
        table[(pattern ^ flipped) * playerCount + player] += value
      }
      return
    }
    let middle = players.lowerBound + players.count / 2
    for (kept, others) in [
      (players.lowerBound..<middle, middle..<players.upperBound),
      (middle..<players.upperBound, players.lowerBound..<middle),
    ] {
      for place in 0..<size { levels[start + size + place] = levels[start + place] }
      for other in others { multiply(1 << other, t, start + size, size, &levels) }
      leaveOut(kept, t, size, playerCount, &levels, level: level + 1, &table, flipped)
    }
  }

  /// p (1−t) + c t for one player.
  private static func multiply(
    _ bit: Int, _ t: Double, _ start: Int, _ size: Int, _ levels: inout MutableSpan<Double>
  ) {
    var block = start
    while block < start + size {
      for place in block..<block + bit {
        let (fails, satisfies) = (levels[place], levels[place + bit])
        levels[place] = (1 - t) * satisfies
        levels[place + bit] = satisfies + t * fails
      }
      block += 2 * bit
    }
  }
}
