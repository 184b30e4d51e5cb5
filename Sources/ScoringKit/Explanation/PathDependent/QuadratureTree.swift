/// One tree prepared for exact Shapley values by quadrature.
///
/// For a leaf of value v and each distinct player f on its path (a feature, or several that are one in ``Players``)
/// let Z_f be the product of child cover / parent cover over f's edges, and O_f whether the row satisfies all of f's
/// splits. The Shapley value of the game Σ v · Π (f ∈ S ? O_f : Z_f) is
///
///     φ_f = Σ v · (O_f − Z_f) · ∫₀¹ Π_{g≠f} (Z_g (1−t) + O_g t) dt
///
/// whose integrand is a polynomial of degree u − 1 for u distinct players, so ⌈u/2⌉ Gauss–Legendre points give
/// the integral exactly, up to rounding. Points lie inside (0, 1): no factor is 0/0, nothing is unwound.
///
/// Splits are in preorder, so one pass forward carries P (the weight times the factors above) down and one pass
/// backward carries G (the leaves times the factors below) up.
///
/// The letters are those of <doc:ShapleyAlgebra>.
///
/// Source: Owen's multilinear extension (1972); Quadrature-TreeSHAP (2026), with the point count chosen per tree.
struct QuadratureTree: Sendable {
  struct Split: Sendable {
    let threshold: Double
    let column: Int
    /// Whose split it is.
    let player: Int
    /// The edge on the way from the root that last split on a feature of the same player, as 2 · split + (1 for right);
    /// −1 if there is none.
    let previous: Int
    let left: Edge
    let right: Edge
    /// Where this split's constants begin among the forest's; see ``QuadratureConstants``.
    let constants: Int
  }

  /// A way down from a split.
  struct Edge: Sendable {
    /// The split below; −1 if a leaf is.
    let split: Int
    /// The leaf's value; 0 if a split is below.
    let value: Double
    /// Z of the split's player with this edge included.
    let coverProduct: Double
    /// Child cover / parent cover of this edge alone.
    let coverRatio: Double

    var isLeaf: Bool { split < 0 }
  }

  let splits: [Split]
  let rule: GaussLegendre
  /// Σ leaf · Π cover ratio: what the tree answers before anything is known.
  let expectedValue: Double

  var pointCount: Int { rule.points.count }
}
