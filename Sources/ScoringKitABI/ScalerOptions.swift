internal import CScoringKit
internal import ScoringKit

/// `skit_scaler_options`, checked.
struct ScalerOptions {
  let clips: Bool
  private let minimum: Double
  private let maximum: Double

  /// Refuses an unknown struct size and unknown flags; null stands for the defaults.
  init(_ options: UnsafePointer<skit_scaler_options>?) throws(ScoringError) {
    // Safety: `options` checks the pointer before it is used.
    let options = try unsafe Argument.options(options) ?? Self.defaults
    try Argument.requireKnown(flags: options.flags, among: SKIT_CLIP)
    clips = options.flags & SKIT_CLIP != 0
    minimum = options.range_minimum
    maximum = options.range_maximum
  }

  /// What null and the INIT macro stand for.
  static var defaults: skit_scaler_options {
    skit_scaler_options(
      struct_size: UInt32(MemoryLayout<skit_scaler_options>.size), flags: 0, range_minimum: 0,
      range_maximum: 1)
  }

  /// scikit-learn's `feature_range`; refuses one that ends before it begins or has no ends.
  var featureRange: ClosedRange<Double> {
    get throws(ScoringError) {
      guard minimum <= maximum else {
        throw ScoringError(.invalidArgument, "range_minimum must not be above range_maximum")
      }
      return minimum...maximum
    }
  }
}
