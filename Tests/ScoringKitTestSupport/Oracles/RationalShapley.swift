package import ScoringKit

/// Shapley values without rounding, for trees of any depth: the definition in integers.
///
/// On a leaf's path let feature g's covers multiply to N_g / D_g (children over parents) and let O_g tell
/// whether the row satisfies g's splits. Expanding Π_{g≠f} (N_g/D_g (1−t) + O_g t) in powers of t and 1 − t and
/// integrating term by term, ∫ t^k (1−t)^(m−k) = k! (m−k)! / (m+1)!, leaves integers over one denominator.
///
/// Covers must be integers and leaves multiples of 2⁻⁵² of at most 1; sums are kept to 2⁻³²⁰.
package enum RationalShapley {
  private static let fractionDigits = 5

  /// What one feature means for one leaf.
  private struct Factor {
    let feature: Int
    var childCovers: [UInt64] = []
    var parentCovers: [UInt64] = []
    var isSatisfied = true
  }

  /// Positive and negative parts, because the integers have no sign.
  private struct Sum {
    var plus = BigNatural(0)
    var minus = BigNatural(0)

    mutating func add(_ amount: BigNatural, isNegative: Bool) {
      if isNegative { minus += amount } else { plus += amount }
    }

    var value: Double { BigNatural.difference(plus, minus, fractionDigits: fractionDigits) }
  }

  /// One a feature, then the base value, each rounded once.
  package static func contributions(of tree: Tree, featureCount: Int, row: [Double]) -> [Double] {
    var sums = [Sum](repeating: Sum(), count: featureCount + 1)
    visit(tree, tree.splits.isEmpty ? ~0 : 0, path: [], row, &sums)
    return sums.map(\.value)
  }

  private static func visit(
    _ tree: Tree, _ child: Int, path: [Factor], _ row: [Double], _ sums: inout [Sum]
  ) {
    guard child >= 0 else {
      add(leafValue: tree.leafValues[~child], path: path, to: &sums)
      return
    }
    let split = tree.splits[child]
    let goesLeft = ReferenceEvaluator.goesLeft(split, in: tree, row)
    for (next, isTaken) in [(split.left, goesLeft), (split.right, !goesLeft)] {
      var path = path
      let place = path.firstIndex { $0.feature == Int(split.feature) }
      var factor = place.map { path.remove(at: $0) } ?? Factor(feature: Int(split.feature))
      let (childCover, parentCover) = covers(of: tree, child, Int(next.rawValue))
      factor.childCovers.append(childCover)
      factor.parentCovers.append(parentCover)
      factor.isSatisfied = factor.isSatisfied && isTaken
      visit(tree, Int(next.rawValue), path: path + [factor], row, &sums)
    }
  }

  private static func covers(of tree: Tree, _ parent: Int, _ child: Int) -> (UInt64, UInt64) {
    guard let covers = tree.covers, covers.splits[parent] > 0 else { return (1, 2) }
    let cover = child < 0 ? covers.leaves[~child] : covers.splits[child]
    return (UInt64(cover), UInt64(covers.splits[parent]))
  }

  private static func add(leafValue: Double, path: [Factor], to sums: inout [Sum]) {
    let isNegative = leafValue < 0
    let unit = BigNatural(UInt64(abs(leafValue) * 0x1p52)).shifted(digits: fractionDigits)
    sums[sums.count - 1].add(
      path.reduce(unit, weighedByCover) / (1 << 52), isNegative: isNegative)
    forEachLeftOut(path[...], others: [], [BigNatural(1)]) { factor, others, polynomial in
      var integral = BigNatural(0)
      for (power, coefficient) in polynomial.enumerated() {
        let weights = factorials[power] + factorials[others.count - power]
        integral += weights.reduce(coefficient) { $0 * $1 }
      }
      integral = (integral * UInt64(abs(leafValue) * 0x1p52)).shifted(digits: fractionDigits)
      let denominator = factorials[others.count + 1] + packed(others.flatMap(\.parentCovers))
      integral = denominator.reduce(integral) { $0 / $1 }
      integral = integral / (1 << 52)
      // v (O − Z) ∫ …
      if factor.isSatisfied { sums[factor.feature].add(integral, isNegative: isNegative) }
      sums[factor.feature].add(weighedByCover(integral, factor), isNegative: !isNegative)
    }
  }

  /// Times Z.
  private static func weighedByCover(_ amount: BigNatural, _ factor: Factor) -> BigNatural {
    let product = factor.childCovers.reduce(amount) { $0 * $1 }
    return factor.parentCovers.reduce(product) { $0 / $1 }
  }

  /// n!, each as a product of few numbers, for as many features as a path may have.
  private static let factorials = (0...128).map { n in packed((0..<n).map { UInt64($0 + 1) }) }

  /// Fewer numbers with the same product.
  private static func packed(_ numbers: [UInt64]) -> [UInt64] {
    var packed: [UInt64] = [1]
    for number in numbers {
      let (product, overflows) = packed[packed.count - 1].multipliedReportingOverflow(by: number)
      if overflows { packed.append(number) } else { packed[packed.count - 1] = product }
    }
    return packed
  }

  /// For every factor: the others and the product of their polynomials, times their denominators.
  private static func forEachLeftOut(
    _ factors: ArraySlice<Factor>, others: [Factor], _ polynomial: [BigNatural],
    _ body: (Factor, [Factor], [BigNatural]) -> Void
  ) {
    guard factors.count > 1 else {
      if let factor = factors.first { body(factor, others, polynomial) }
      return
    }
    let middle = factors.startIndex + factors.count / 2
    for (kept, other) in [(factors[..<middle], factors[middle...]), (factors[middle...], factors[..<middle])]
    {
      forEachLeftOut(kept, others: others + other, other.reduce(polynomial, multiplied), body)
    }
  }

  /// The polynomial times N (1−t) + D · O · t; element k counts t^k.
  private static func multiplied(_ polynomial: [BigNatural], by factor: Factor) -> [BigNatural] {
    var product = polynomial.map { coefficient in factor.childCovers.reduce(coefficient) { $0 * $1 } }
    product.append(BigNatural(0))
    guard factor.isSatisfied else { return product }
    for (power, coefficient) in polynomial.enumerated() {
      product[power + 1] += factor.parentCovers.reduce(coefficient) { $0 * $1 }
    }
    return product
  }
}
