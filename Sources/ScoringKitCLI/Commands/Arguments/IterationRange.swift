internal import ArgumentParser

/// Boosting iterations as an argument: `first:end`.
struct IterationRange: ExpressibleByArgument {
  let range: Range<Int>

  init?(argument: String) {
    let ends = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Int(ends[0]), let end = Int(ends[1]), 0 <= first, first < end else {
      return nil
    }
    range = first..<end
  }
}
