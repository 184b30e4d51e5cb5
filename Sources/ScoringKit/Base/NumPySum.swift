/// NumPy's sum along the last axis, whose order of additions decides the last bit.
///
/// Fewer than 8 numbers are added one after the other; up to 128 in eight interleaved sums; more in halves. Source:
/// NumPy 2.4, `pairwise_sum` in `numpy/_core/src/umath/loops_utils.h.src`.
package enum NumPySum {
  package static func of(_ numbers: ArraySlice<Double>) -> Double {
    if numbers.count < 8 { return numbers.reduce(0, +) }
    guard numbers.count <= 128 else {
      let half = numbers.count / 2
      let middle = numbers.startIndex + half - half % 8
      return of(numbers[..<middle]) + of(numbers[middle...])
    }
    let first = numbers.startIndex
    var sums = Array(numbers[first..<first + 8])
    var place = first + 8
    while place + 8 <= numbers.endIndex {
      for lane in 0..<8 { sums[lane] += numbers[place + lane] }
      place += 8
    }
    let sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
    return numbers[place...].reduce(sum, +)
  }
}
