internal import ScoringKit

/// Which of a model's iterations count.
enum XGBoostIterations: Hashable, Sendable {
  /// All of them, as XGBoost's own `predict` takes them.
  case all
  /// Those up to `best_iteration`, an attribute that early stopping leaves, as the scikit-learn wrapper takes
  /// them; all where there is none.
  case best
  /// These, counted from 0.
  case range(Range<Int>)
}

extension XGBoostIterations {
  /// The iterations that count, of `count`.
  ///
  /// - Parameter attributes: The learner's.
  func range(attributes: TapeValue?, count: Int) throws(ScoringError) -> Range<Int> {
    switch self {
    case .all:
      return 0..<count
    case .best:
      guard let best = try attributes?.member("best_iteration") else { return 0..<count }
      let last = try best.count(in: -1...Int(Int32.max))
      // −1 stands for none: training ended before the first.
      guard last >= 0 else { return 0..<count }
      guard last < count else {
        throw best.refusal(
          .inconsistentDocument, "best_iteration is \(last), the model has \(count) iterations")
      }
      return 0..<last + 1
    case .range(let range):
      guard range.lowerBound >= 0, range.upperBound <= count else {
        throw ScoringError(
          .invalidArgument,
          "the iterations \(range.lowerBound) to \(range.upperBound) are asked for, the model has \(count)")
      }
      return range
    }
  }
}
