import ScoringKit

/// Numbers that a question writes; nil where it refuses the rows.
enum Answer {
  static func of(
    _ count: Int, _ write: (inout MutableSpan<Double>) throws(ScoringError) -> Void
  ) -> [Double]? {
    var numbers = [Double](repeating: 0, count: count)
    var span = numbers.mutableSpan
    do throws(ScoringError) {
      try write(&span)
      return numbers
    } catch {
      _ = error.description
      return nil
    }
  }
}
