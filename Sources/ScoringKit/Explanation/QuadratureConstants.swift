/// What a split needs at every quadrature point and that the model alone fixes, laid out for the kernel.
///
/// An edge e whose feature is new on its path has the factor F = Z_e (1−t) + O_e t. Where the feature occurred
/// before (edge a) the factor is the ratio r = F_e / F_a, and e adds (O_e − Z_e)/F_a − (O_a − Z_a)·r/F_a of
/// P·G to its feature's value, which takes back what a added for the leaves below e. If O_a = 0 that is exactly
/// 0 and r is the edge's own cover ratio, so 1/F_a is formed for O_a = 1 only, where it is positive.
///
/// One row per quadrature point:
///
/// | split | numbers per point |
/// |---|---|
/// | new feature, both sides leaves | G where the row goes left, G where it goes right |
/// | new feature | Z(1−t) left, Z(1−t) right, t |
/// | repeated feature | per side: r and share if O_e = 1, r and share if O_e = 0 |
enum QuadratureConstants {
  static let leafPairWidth = 2
  static let newFeatureWidth = 3
  static let repeatedFeatureWidth = 8

  /// Numbers a split has at each point.
  static func width(left: QuadratureTree.Edge, right: QuadratureTree.Edge, isRepeated: Bool) -> Int {
    if isRepeated { return repeatedFeatureWidth }
    return left.isLeaf && right.isLeaf ? leafPairWidth : newFeatureWidth
  }

  /// Adds a split's rows.
  ///
  /// - Parameter previousProduct: Z_a of the feature's previous edge; nil for a feature new on the path.
  static func append(
    to constants: inout [Double], left: QuadratureTree.Edge, right: QuadratureTree.Edge,
    previousProduct: Double?, rule: GaussLegendre
  ) {
    for t in rule.points {
      if let previousProduct {
        appendRepeated(left, previousProduct, t, to: &constants)
        appendRepeated(right, previousProduct, t, to: &constants)
      } else if left.isLeaf && right.isLeaf {
        let zeroLeft = left.coverProduct * (1 - t)
        let zeroRight = right.coverProduct * (1 - t)
        constants.append(left.value * (zeroLeft + t) + right.value * zeroRight)
        constants.append(left.value * zeroLeft + right.value * (zeroRight + t))
      } else {
        constants.append(left.coverProduct * (1 - t))
        constants.append(right.coverProduct * (1 - t))
        constants.append(t)
      }
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
