internal import ScoringKit

// The value of a bundle's key `model`.
extension EmbeddedModel {
  /// What stands at the keys.
  private enum Key {
    static let text = "text"
    static let base64 = "base64"
  }

  /// The key that holds the document.
  var documentKey: String { format.isText ? Key.text : Key.base64 }

  /// Reads the value.
  init(_ value: JSONValue) throws(ScoringError) {
    let members = try value.object()
    let format = try Self.format(members.required("format"))
    let key = format.isText ? Key.text : Key.base64
    var optionKeys = format.takes.contains(.xgBoost) ? ["missing", "best_iteration"] : []
    if format.takes.contains(.part) { optionKeys.append("part") }
    try members.requireOnly(["format"] + optionKeys + ["sha256", key])
    let document = try members.required(key)
    try self.init(
      format: format, bytes: try Self.bytes(document, isText: format.isText),
      xgBoost: XGBoostOptions(
        missingValue: members.optional("missing").map(Self.missingValue),
        stopsAtBestIteration: members.optional("best_iteration")?.boolean() ?? false),
      part: members.optional("part")?.string())
    if let stated = members.optional("sha256"), try stated.string() != digest {
      throw stated.refusal(.digestMismatch, "the model's \(key) has the SHA-256 \(digest)")
    }
  }

  /// The value, to be written.
  ///
  /// - Parameter hasDocument: Whether the document itself is part of it; its digest always is.
  /// - Throws: ``ScoringError/Code/malformedDocument`` for a text that is not UTF-8.
  func content(hasDocument: Bool) throws(ScoringError) -> JSONContent {
    let name = JSONContent.text(format.rawValue)
    let digest = JSONContent.text(digest)
    let takesOptions = format.takes.contains(.xgBoost)
    return .object([
      "format": name,
      "missing": takesOptions ? xgBoost.missingValue.map { .number(Double($0)) } ?? .null : .absent,
      "best_iteration": takesOptions ? .boolean(xgBoost.stopsAtBestIteration) : .absent,
      "part": part.map { .text($0) } ?? .absent,
      "sha256": digest,
      documentKey: hasDocument ? try document() : .absent,
    ])
  }

  private func document() throws(ScoringError) -> JSONContent {
    guard format.isText else { return .text(Base64.text(bytes)) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScoringError(
        .malformedDocument, "the model's text is not UTF-8 and cannot stand in a bundle, which is JSON")
    }
    return .text(text)
  }

  private static func format(_ value: JSONValue) throws(ScoringError) -> ModelFormat {
    guard let format = ModelFormat(rawValue: try value.string()) else {
      let known = ModelFormat.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      throw value.refusal(.unsupportedFeature, "expected a model of one of the formats \(known)")
    }
    return format
  }

  private static func bytes(_ value: JSONValue, isText: Bool) throws(ScoringError) -> [UInt8] {
    isText ? Array(try value.string().utf8) : try value.base64()
  }

  private static func missingValue(_ value: JSONValue) throws(ScoringError) -> Float {
    let number = Float(try value.double())
    guard number.isFinite else {
      throw value.refusal(.numberOutOfRange, "expected a number that float32 can hold")
    }
    return number
  }
}
