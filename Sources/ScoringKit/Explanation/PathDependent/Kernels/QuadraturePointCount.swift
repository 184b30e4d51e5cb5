/// How many quadrature points a kernel loops over.
///
/// A count known when this is compiled unrolls the loops; a plain `Int` in a switch does not, because the
/// compiler folds the cases back into one.
protocol QuadraturePointCount: Sendable {
  var count: Int { get }
}

/// A count known at compile time.
struct FixedPointCount<let n: Int>: QuadraturePointCount {
  @inline(__always)
  var count: Int { n }
}

/// Any count.
struct AnyPointCount: QuadraturePointCount {
  let count: Int
}
