/// What a split on a feature that occurred before on its path needs at every quadrature point, laid out for the
/// kernel. (Other splits need their cover products only.)
///
/// An edge e whose feature is new on its path has the factor F = Z_e (1−t) + O_e t. Where the feature occurred
/// before (edge a) the factor is the ratio r = F_e / F_a, and e adds (O_e − Z_e)/F_a − (O_a − Z_a)·r/F_a of
/// P·G to its feature's value, which takes back what a added for the leaves below e. If O_a = 0 that is exactly
/// 0 and r is the edge's own cover ratio, so 1/F_a is formed for O_a = 1 only, where it is positive.
///
/// One row per quadrature point; in it per side: r and share if O_e = 1, r and share if O_e = 0.
enum QuadratureConstants {
  static let repeatedFeatureWidth = 8

  /// Adds a split's rows; none for a feature new on the path.
  ///
  /// - Parameter previousProduct: Z_a of the feature's previous edge; nil for a feature new on the path.
  static func append(
    to constants: inout [Double], left: QuadratureTree.Edge, right: QuadratureTree.Edge,
    previousProduct: Double?, rule: GaussLegendre
  ) {
    guard let previousProduct else { return }
    for t in rule.points {
      appendRepeated(left, previousProduct, t, to: &constants)
      appendRepeated(right, previousProduct, t, to: &constants)
    }
  }

  private static func appendRepeated(
    _ edge: QuadratureTree.Edge, _ previousProduct: Double, _ t: Double, to constants: inout [Double]
  ) {
    let previousFactor = previousProduct * (1 - t) + t
    let product = edge.coverProduct
    let ratioIn = (product * (1 - t) + t) / previousFactor
    let ratioOut = product * (1 - t) / previousFactor
    constants.append(ratioIn)
    constants.append(((1 - product) - (1 - previousProduct) * ratioIn) / previousFactor)
    constants.append(ratioOut)
    constants.append((-product - (1 - previousProduct) * ratioOut) / previousFactor)
  }
}
