import ScoringKit
import ScoringKitFormats

/// The JSON texts that stand beside a model: columns, scaler and policy, as callers write them.
enum StatementTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    Bounds.within("a statement", byteCount: bytes.count) {
      switch kind % 4 {
      case 0:
        if let statement = try? BundleStatement(features: text, policy: nil), let schema = statement.features
        {
          SchemaCheck.run(schema)
        }
      case 1: _ = try? BundleStatement(features: nil, policy: text)
      case 2: _ = try? ConversionInput(scaler: text, features: nil)
      default:
        _ = try? ConversionInput(scaler: #"{"kind":"MinMaxScaler","scale":[1],"min":[0]}"#, features: text)
      }
    }
  }
}
