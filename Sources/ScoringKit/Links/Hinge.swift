/// 1 above 0, otherwise 0.
struct Hinge: Link {
  var name: String { "hinge" }
  var formula: String { "1 above 0, otherwise 0" }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    for k in start..<start + count { row[k] = row[k] > 0 ? 1 : 0 }
  }
}
