/// The margin itself.
struct IdentityLink: Link {
  /// Whether the margin is a probability.
  let givesProbability: Bool

  var name: String { givesProbability ? "probability" : "identity" }
  var formula: String {
    givesProbability ? "the margin itself (probability)" : "identity (the margin itself)"
  }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {}

  func margin(ofPrediction prediction: Double) -> Double? { prediction }
}
