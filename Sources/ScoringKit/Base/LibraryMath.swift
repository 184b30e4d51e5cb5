internal import Glibc

/// The functions of the C library's libm that links and readers need: the trainers call the same ones, so on one
/// machine the bits agree. (Another CPU may pick another variant of `exp` and differ in the last bit.)
package enum LibraryMath {
  package static func exp(_ x: Double) -> Double { Glibc.exp(x) }
  package static func exp(_ x: Float) -> Float { Glibc.expf(x) }
  package static func log(_ x: Double) -> Double { Glibc.log(x) }
  package static func log(_ x: Float) -> Float { Glibc.logf(x) }
  package static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
  package static func expm1(_ x: Double) -> Double { Glibc.expm1(x) }
}
