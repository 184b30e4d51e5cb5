internal import ScoringKit

/// What a `skit_scaler *` points to.
final class ScalerHandle: Handle, Sendable {
  static let argumentName: StaticString = "scaler"

  let scaler: MinMaxScaler

  init(_ scaler: MinMaxScaler) { self.scaler = scaler }
}
