/// The index of the greatest margin, the first of equals.
struct GreatestIndex: Link {
  var name: String { "greatest_index" }
  var formula: String { "index of the greatest margin (class)" }

  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    var greatest = start
    for k in start..<start + count where row[k] > row[greatest] { greatest = k }
    row[start] = Double(greatest - start)
  }

  func predictionCount(outputCount: Int) -> Int { 1 }
}
