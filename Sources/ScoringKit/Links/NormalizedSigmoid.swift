/// 1 / (1 + exp(−x)) of every output, divided by their sum.
struct NormalizedSigmoid: Link {
  var name: String { "normalized_sigmoid" }
  var formula: String { "sigmoid of each, divided by their sum (probabilities that add up to 1)" }
  var givesProbability: Bool { true }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    var sum = 0.0
    for k in start..<start + count {
      row[k] = 1 / (1 + LibraryMath.exp(-row[k]))
      sum += row[k]
    }
    // Where all of them vanish, scikit-learn takes all classes as equally probable.
    for k in start..<start + count { row[k] = sum == 0 ? 1 / Double(count) : row[k] / sum }
  }
}
