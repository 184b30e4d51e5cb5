/// The sums of interactions of eight rows or one, and how they become the matrix.
struct PairSums {
  /// The one player wanted; nil for all pairs.
  let player: Int?
  private let playerCount: Int
  private let laneCount: Int
  private let divisor: Double
  /// Per output and pair (of one player: each other one) a number a row, all behind each other.
  var vectors: [SIMD8<Double>]

  /// Pairs of an output.
  let outputSize: Int

  /// Makes size.
  ///
  /// - Parameter laneCount: Rows; eight or one.
  init(_ explainer: Explainer, player: Int?, laneCount: Int) {
    let forest = explainer.forest
    self.player = player
    self.laneCount = laneCount
    playerCount = explainer.players.count
    // Half to (i, j) and half to (j, i).
    divisor = 2 * (forest.averaging == .margins ? Double(forest.iterationCount) : 1)
    outputSize = Self.outputSize(explainer, player: player)
    vectors = [SIMD8<Double>](
      repeating: .zero, count: Self.vectorCount(explainer, player: player, laneCount: laneCount))
  }

  /// What the sums take, in bytes.
  static func bytes(_ explainer: Explainer, player: Int?, laneCount: Int) -> Int {
    vectorCount(explainer, player: player, laneCount: laneCount) * MemoryLayout<SIMD8<Double>>.stride
  }

  private static func outputSize(_ explainer: Explainer, player: Int?) -> Int {
    let count = explainer.players.count
    return player == nil ? InteractionPaths.pairCount(playerCount: count) : count
  }

  private static func vectorCount(_ explainer: Explainer, player: Int?, laneCount: Int) -> Int {
    let count = explainer.forest.outputCount * outputSize(explainer, player: player)
    // At least one vector, so that there is a place for a kernel that adds nothing.
    return count * laneCount / ComparandBlock.laneCount + 1
  }

  @inline(never)
  mutating func clear() {
    for index in vectors.indices { vectors[index] = .zero }
  }

  /// Writes one row's matrices, or rows of them.
  ///
  /// - Parameter contributions: The row's Shapley values and base values.
  @inline(never)
  func write(lane: Int, contributions: Span<Double>, into answer: inout MutableSpan<Double>) {
    let width = playerCount + 1
    for output in 0..<contributions.count / width {
      let values = contributions.extracting(output * width..<(output + 1) * width)
      if let player {
        writeRow(player, of: output, lane, values, into: &answer, at: output * width)
      } else {
        for i in 0..<playerCount {
          writeRow(i, of: output, lane, values, into: &answer, at: (output * width + i) * width)
        }
        let last = (output * width + playerCount) * width
        for j in 0..<playerCount { answer[last + j] = 0 }
        answer[last + playerCount] = values[playerCount]
      }
    }
  }

  private func writeRow(
    _ i: Int, of output: Int, _ lane: Int, _ values: Span<Double>, into answer: inout MutableSpan<Double>,
    at start: Int
  ) {
    let sums = vectors.span
    var others = 0.0
    for j in 0..<playerCount where j != i {
      let place = output * outputSize + (player == nil ? InteractionPaths.place(ofPair: i, j) : j)
      let number = place * laneCount + lane
      let half = sums[number / ComparandBlock.laneCount][number % ComparandBlock.laneCount] / divisor
      answer[start + j] = half
      others += half
    }
    answer[start + i] = values[i] - others
    answer[start + playerCount] = 0
  }
}
