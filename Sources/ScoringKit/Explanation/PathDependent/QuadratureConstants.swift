/// What a split on a feature that occurred before on its path needs at every quadrature point, laid out for the
/// kernel. (Other splits need their cover products only.)
///
/// An edge e whose feature is new on its path has the factor F = Z_e (1−t) + O_e t. Where the feature occurred
/// before (edge a) the factor is the ratio r = F_e / F_a, and e adds (O_e − Z_e)/F_a − (O_a − Z_a)·r/F_a of
/// P·G to its feature's value, which takes back what a added for the leaves below e. If O_a = 0 that is exactly
/// 0 and r is the edge's own cover ratio, so 1/F_a is formed for O_a = 1 only, where it is positive.
///
/// Per side four kinds: r and share if O_e = 1, r and share if O_e = 0; of each kind one number a quadrature point,
/// two by two, with a 0 behind the last of an odd count.
enum QuadratureConstants {
  /// Kinds of one side.
  static let kindCount = 4

  /// Adds a split's constants; none for a feature new on the path.
  ///
  /// - Parameter previousProduct: Z_a of the feature's previous edge; nil for a feature new on the path.
  static func append(
    to constants: inout [SIMD2<Double>], left: QuadratureTree.Edge, right: QuadratureTree.Edge,
    previousProduct: Double?, rule: GaussLegendre
  ) {
    guard let previousProduct else { return }
    append(left, previousProduct, rule, to: &constants)
    append(right, previousProduct, rule, to: &constants)
  }

  private static func append(
    _ edge: QuadratureTree.Edge, _ previousProduct: Double, _ rule: GaussLegendre,
    to constants: inout [SIMD2<Double>]
  ) {
    let start = constants.count
    let pairCount = rule.pointPairs.count
    constants.append(contentsOf: repeatElement(.zero, count: kindCount * pairCount))
    for (point, t) in rule.points.enumerated() {
      let previousFactor = previousProduct * (1 - t) + t
      let product = edge.coverProduct
      let ratioIn = (product * (1 - t) + t) / previousFactor
      let ratioOut = product * (1 - t) / previousFactor
      let values = SIMD4(
        ratioIn, ((1 - product) - (1 - previousProduct) * ratioIn) / previousFactor,
        ratioOut, (-product - (1 - previousProduct) * ratioOut) / previousFactor)
      for kind in 0..<kindCount { constants[start + kind * pairCount + point / 2][point % 2] = values[kind] }
    }
  }
}
