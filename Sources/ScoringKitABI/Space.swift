internal import CScoringKit
internal import ScoringKit

/// `SKIT_MARGIN` or `SKIT_PREDICTION`: of what a number is, before or after the model's link.
enum Space {
  case margin
  case prediction

  /// Refuses any other number.
  init(_ space: Int32) throws(ScoringError) {
    switch space {
    case SKIT_MARGIN: self = .margin
    case SKIT_PREDICTION: self = .prediction
    default:
      throw ScoringError(.invalidArgument, "space is \(space); SKIT_MARGIN and SKIT_PREDICTION are known")
    }
  }
}
