internal import Glibc

/// The functions of the C library's libm that links need: the trainers call the same ones, so on one
/// machine the bits agree. (Another CPU may pick another variant of `exp` and differ in the last bit.)
enum LibraryMath {
  static func exp(_ x: Double) -> Double { Glibc.exp(x) }
  static func log(_ x: Double) -> Double { Glibc.log(x) }
  static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
  static func expm1(_ x: Double) -> Double { Glibc.expm1(x) }
}
