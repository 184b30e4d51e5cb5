/// log(1 + exp x).
struct Log1pExp: Link {
  var name: String { "log1p_exp" }
  var formula: String { "log(1 + exp x)" }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    for k in start..<start + count { row[k] = LibraryMath.log1p(LibraryMath.exp(row[k])) }
  }

  func margin(ofPrediction prediction: Double) -> Double? { LibraryMath.log(LibraryMath.expm1(prediction)) }
}
