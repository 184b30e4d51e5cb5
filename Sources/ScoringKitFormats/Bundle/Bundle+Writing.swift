public import ScoringKit

extension Bundle {
  /// Writes the bundle to a file, whole or not at all; a file that is there keeps its owner and mode, and a link stays.
  ///
  /// - Throws: ``/ScoringKit/ScoringError/Code/unwritableFile``; otherwise as ``jsonBytes()``.
  public func write(path: String) throws(ScoringError) {
    try FileBytes.write(try jsonBytes(), path: path)
  }

  /// The bundle as a JSON document.
  ///
  /// The same bundle gives the same bytes: keys in the order of the format's description, two spaces a level,
  /// numbers as the shortest text that reads back to their very bits. ``read(_:limits:)`` gives the bundle
  /// again.
  ///
  /// - Throws: ``/ScoringKit/ScoringError/Code/documentTooLarge`` for texts of more than 256 MiB,
  ///   ``/ScoringKit/ScoringError/Code/malformedDocument`` for a model's text that is not UTF-8,
  ///   ``/ScoringKit/ScoringError/Code/outOfMemory``.
  public func jsonBytes() throws(ScoringError) -> [UInt8] {
    try content(isWhole: true, digest: .text(try contentDigest())).bytes()
  }

  /// SHA-256 of everything in the bundle: of its JSON as ``jsonBytes()`` writes it, with neither this digest nor
  /// the model's document and the background's numbers, for which digests of their own stand.
  func contentDigest() throws(ScoringError) -> String {
    Digest.sha256(try content(isWhole: false, digest: .null).bytes())
  }

  private func content(isWhole: Bool, digest: JSONContent) throws(ScoringError) -> JSONContent {
    .object([
      "format": .text(Name.bundle),
      "format_version": .integer(Self.formatVersion),
      "sha256": digest,
      "features": .array(schema.features.map(Self.content)),
      "scaler": scaler.map(Self.content) ?? .null,
      "model": try model.content(hasDocument: isWhole),
      "policy": policy.map(Self.content) ?? .null,
      "background": background?.content(hasNumbers: isWhole) ?? .absent,
    ])
  }

  private static func content(_ feature: FeatureSchema.Feature) -> JSONContent {
    switch feature.kind {
    case .numeric: .object(["name": .text(feature.name), "kind": .text(Name.numeric)])
    case .categorical(let categories, let acceptsUnknown):
      .object([
        "name": .text(feature.name),
        "kind": .text(acceptsUnknown ? Name.openCategorical : Name.categorical),
        "categories": .array(categories.map(\.content)),
      ])
    }
  }

  private static func content(_ scaler: MinMaxScaler) -> JSONContent {
    .object([
      "kind": .text(Name.scaler),
      "scale": numbers(scaler.scale),
      "min": numbers(scaler.minimum),
      "clip": scaler.clip.map { numbers([$0.lowerBound, $0.upperBound]) } ?? .null,
    ])
  }

  private static func content(_ policy: Policy) -> JSONContent {
    .object([
      "positive_class": .text(policy.positiveClass),
      "threshold": .number(policy.threshold),
      "refuse_when": .text(policy.refusal.rawValue),
      "reason_limit": .integer(policy.reasonLimit),
    ])
  }

  /// NaN, which JSON cannot write, as null.
  private static func numbers(_ numbers: [Double]) -> JSONContent {
    .array(numbers.map { $0.isNaN ? .null : .number($0) })
  }
}
