/// (a−1)! b! / (a+b)!, what each of a players gains where all a of them and none of b others must be present.
///
/// The others lose the same with a and b exchanged.
struct CoalitionWeights: Sendable {
  private let weights: [Double]
  private let width: Int

  /// Prepares the weights of up to `playerCount` players.
  init(playerCount: Int) {
    width = playerCount + 1
    var weights = [Double](repeating: 0, count: width * width)
    for b in 0..<width {
      // 1/(b+1), then a / (a+b+1) more for each a.
      var weight = 1 / Double(b + 1)
      for a in stride(from: 1, through: playerCount, by: 1) {
        weights[a * width + b] = weight
        weight *= Double(a) / Double(a + b + 1)
      }
    }
    self.weights = weights
  }

  /// The gain; 0 for no player at all.
  @inline(__always)
  func gain(_ a: Int, against b: Int) -> Double { weights[a * width + b] }
}
