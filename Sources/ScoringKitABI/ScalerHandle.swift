internal import ScoringKit

/// What a `skit_scaler *` points to.
final class ScalerHandle: RowHandle, Sendable {
  static let argumentName: StaticString = "scaler"

  let scaler: MinMaxScaler

  var featureCount: Int { scaler.featureCount }

  init(_ scaler: MinMaxScaler) { self.scaler = scaler }
}
