/// The slope of a logistic function between two margins: (σ(s·x) − σ(s·b)) / (x − b), and its limit where they
/// are equal.
///
/// Taken literally the quotient loses every digit where x and b are close: at x = 1, b = 1 + 1e-15 it is wrong in
/// the first digit. With X = s·x ≥ B = s·b the difference is σ(X) σ(−B) (1 − e^(B−X)), which loses none.
struct LogisticSecant: Sendable {
  let scale: Double

  /// σ(s·margin).
  func probability(_ margin: Double) -> Double { Self.logistic(scale * margin) }

  /// The slope between two margins; the same either way round.
  func slope(_ x: Double, _ b: Double) -> Double {
    let (upper, lower) = (scale * Swift.max(x, b), scale * Swift.min(x, b))
    let product = scale * Self.logistic(upper) * Self.logistic(-lower)
    let distance = upper - lower
    return distance == 0 ? product : product * (-LibraryMath.expm1(-distance) / distance)
  }

  private static func logistic(_ x: Double) -> Double { 1 / (1 + LibraryMath.exp(-x)) }
}

extension Forest {
  /// The logistic function that turns each margin into a probability by itself; nil for another link.
  ///
  /// - Returns: In double, also where the trainer computes it in float32.
  var logisticLink: LogisticSecant? {
    guard averaging != .margins, let scale = link.logisticScale else { return nil }
    return LogisticSecant(scale: averaging == .predictions ? scale / Double(iterationCount) : scale)
  }
}
