/// sign(x) · x².
struct SignedSquare: Link {
  var name: String { "signed_square" }
  var formula: String { "sign(x) * x * x" }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    for k in start..<start + count { row[k] = Self.sign(row[k]) * row[k] * row[k] }
  }

  func margin(ofPrediction prediction: Double) -> Double? {
    Self.sign(prediction) * prediction.magnitude.squareRoot()
  }

  private static func sign(_ x: Double) -> Double { x > 0 ? 1 : (x < 0 ? -1 : 0) }
}
