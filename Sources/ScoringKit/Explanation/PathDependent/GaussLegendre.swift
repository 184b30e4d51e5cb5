/// Gauss–Legendre quadrature on (0, 1): n points integrate every polynomial of degree 2n − 1 exactly.
///
/// The points are found by Newton's method in plain arithmetic, without libm, so that they have the same bits on
/// every machine. Source: Abramowitz & Stegun 25.4.29; the first guess is Tricomi's.
struct GaussLegendre: Hashable, Sendable {
  /// The points, rising.
  let points: [Double]
  /// One a point; they add up to 1.
  let weights: [Double]
  /// The points two by two, for vectors of points; 0 behind the last of an odd count.
  let pointPairs: [SIMD2<Double>]
  /// The weights two by two; 0 behind the last of an odd count.
  let weightPairs: [SIMD2<Double>]

  init(pointCount: Int) {
    var points = [Double](repeating: 0.5, count: pointCount)
    var weights = [Double](repeating: 1, count: pointCount)
    for index in 0..<(pointCount + 1) / 2 {
      // The roots are symmetric: this one and its mirror image. The middle one of an odd count is 0 exactly.
      let isMiddle = 2 * index + 1 == pointCount
      let root = isMiddle ? 0 : Self.root(pointCount, index)
      let slope = Self.legendre(pointCount, root).slope
      let weight = 1 / ((1 - root * root) * slope * slope)
      points[index] = (1 - root) / 2
      points[pointCount - 1 - index] = (1 + root) / 2
      weights[index] = weight
      weights[pointCount - 1 - index] = weight
    }
    self.points = points
    self.weights = weights
    pointPairs = Self.pairs(of: points)
    weightPairs = Self.pairs(of: weights)
  }

  private static func pairs(of values: [Double]) -> [SIMD2<Double>] {
    stride(from: 0, to: values.count, by: 2).map { index in
      SIMD2(values[index], index + 1 < values.count ? values[index + 1] : 0)
    }
  }

  /// The index-th greatest root of the n-th Legendre polynomial.
  private static func root(_ n: Int, _ index: Int) -> Double {
    var x = cosine(Double.pi * (Double(index) + 0.75) / (Double(n) + 0.5))
    // Quadratic convergence from four good digits; the last steps only polish.
    for _ in 0..<8 {
      let (value, slope) = legendre(n, x)
      x -= value / slope
    }
    return x
  }

  /// The n-th Legendre polynomial and its derivative, by the three-term recurrence.
  private static func legendre(_ n: Int, _ x: Double) -> (value: Double, slope: Double) {
    var previous = 1.0
    var value = x
    for k in 1..<Swift.max(n, 1) {
      let degree = Double(k)
      (previous, value) = (value, ((2 * degree + 1) * x * value - degree * previous) / (degree + 1))
    }
    return (value, Double(n) * (x * value - previous) / (x * x - 1))
  }

  /// cos on [0, π/2] to about 1e-9 by its series: a first guess needs no more.
  private static func cosine(_ angle: Double) -> Double {
    let square = angle * angle
    var term = 1.0
    var sum = 1.0
    for index in 0..<8 {
      let k = Double(2 * index + 1)
      term *= -square / (k * (k + 1))
      sum += term
    }
    return sum
  }
}
