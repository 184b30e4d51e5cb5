public import ScoringKit

extension Bundle {
  /// Reads a bundle; the model inside stays a document.
  ///
  /// - Throws: ``/ScoringKit/ScoringError/Code/unknownFormat`` for another document,
  ///   ``/ScoringKit/ScoringError/Code/unsupportedVersion`` for another version,
  ///   ``/ScoringKit/ScoringError/Code/unsupportedFeature`` for a key or kind this version does not know,
  ///   ``/ScoringKit/ScoringError/Code/digestMismatch``, ``/ScoringKit/ScoringError/Code/documentTooLarge``, and 2xx
  ///   for a document that is damaged or contradicts itself; each with the JSON path.
  public static func read(
    _ bytes: [UInt8], limits: ReadLimits = ReadLimits()
  ) throws(ScoringError) -> Bundle {
    try limits.requireFit(byteCount: bytes.count)
    return try read(bytes, budget: ReadBudget(limits, byteCount: bytes.count))
  }

  /// Reads a bundle; the same budget is for the model inside.
  ///
  /// - Throws: As ``read(_:limits:)``.
  static func read(_ bytes: [UInt8], budget: ReadBudget) throws(ScoringError) -> Bundle {
    let members: JSONObject
    do throws(ScoringError) {
      members = try Self.members(
        JSONDocument.parse(bytes, format: Name.bundle, budget: budget).object())
    } catch {
      // Other programs write JSON too, some of it with numbers that JSON does not have.
      let isForeign = error.code == .unknownFormat || error.code == .malformedDocument
      throw isForeign ? ForeignDocument.refusal(ofJSON: bytes) ?? error : error
    }
    try members.requireOnly([
      "format", "format_version", "sha256", "features", "scaler", "model", "policy", "background",
    ])
    let schema = try schema(members.required("features"))
    let bundle = try Bundle(
      schema: schema,
      scaler: members.optional("scaler").map(scaler),
      policy: members.optional("policy").map(policy),
      model: EmbeddedModel(members.required("model")),
      background: members.optional("background").map { value throws(ScoringError) in
        try EmbeddedBackground(value, columnCount: schema.features.count)
      })
    if let digest = members.optional("sha256"), try digest.string() != bundle.contentDigest() {
      throw digest.refusal(
        .digestMismatch,
        "the bundle was changed after it was written; leave 'sha256' out if the change is meant, and write it anew"
      )
    }
    return bundle
  }

  /// The members of a document that says it is a bundle of a version this library reads.
  private static func members(_ members: JSONObject) throws(ScoringError) -> JSONObject {
    let value = try members.required("format_version")
    let version = try value.integer(in: Int(Int32.min)...Int(Int32.max))
    guard version == formatVersion else {
      throw value.refusal(
        .unsupportedVersion,
        "the bundle is of format version \(version); this library reads version \(formatVersion)")
    }
    return members
  }

  static func schema(_ value: JSONValue) throws(ScoringError) -> FeatureSchema {
    var features: [FeatureSchema.Feature] = []
    for element in try value.elements() { features.append(try feature(element)) }
    return try value.stating { () throws(ScoringError) in try FeatureSchema(features) }
  }

  private static func feature(_ value: JSONValue) throws(ScoringError) -> FeatureSchema.Feature {
    let members = try value.object()
    let name = try members.required("name").string()
    let kind = try members.required("kind")
    let kindName = try kind.string()
    switch kindName {
    case Name.numeric:
      try members.requireOnly(["name", "kind"])
      return FeatureSchema.Feature(name: name)
    case Name.categorical, Name.openCategorical:
      try members.requireOnly(["name", "kind", "categories"])
      var categories: [Category] = []
      for category in try members.required("categories").elements() {
        categories.append(try category.category())
      }
      return FeatureSchema.Feature(
        name: name, kind: .categorical(categories, acceptsUnknown: kindName == Name.openCategorical))
    default:
      throw kind.refusal(
        .unsupportedFeature, "expected '\(Name.numeric)', '\(Name.categorical)' or '\(Name.openCategorical)'")
    }
  }

  static func scaler(_ value: JSONValue) throws(ScoringError) -> MinMaxScaler {
    let members = try value.object()
    let kind = try members.required("kind")
    guard try kind.string() == Name.scaler else {
      throw kind.refusal(.unsupportedFeature, "expected '\(Name.scaler)'")
    }
    try members.requireOnly(["kind", "scale", "min", "clip"])
    let scale = try members.required("scale").doubles(nullIsNaN: true)
    let minimum = try members.required("min").doubles(nullIsNaN: true)
    let clip = try clip(members.required("clip"))
    return try value.stating { () throws(ScoringError) in
      try MinMaxScaler(scale: scale, minimum: minimum, clip: clip)
    }
  }

  private static func clip(_ value: JSONValue) throws(ScoringError) -> ClosedRange<Double>? {
    if value.isNull { return nil }
    let bounds = try value.doubles()
    guard bounds.count == 2, bounds[0] <= bounds[1] else {
      throw value.refusal(.inconsistentDocument, "expected null or two numbers, the lower first")
    }
    return bounds[0]...bounds[1]
  }

  static func policy(_ value: JSONValue) throws(ScoringError) -> Policy {
    let members = try value.object()
    try members.requireOnly(["positive_class", "threshold", "refuse_when", "reason_limit"])
    let positiveClass = try members.required("positive_class").string()
    let threshold = try members.required("threshold").double()
    let comparison = try members.required("refuse_when")
    guard let refusal = Policy.Refusal(rawValue: try comparison.string()) else {
      let known = Policy.Refusal.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      throw comparison.refusal(.malformedDocument, "expected one of \(known)")
    }
    let reasonLimit = try members.optional("reason_limit")?.integer(in: 0...Int(Int32.max))
    return try value.stating { () throws(ScoringError) in
      try Policy(
        positiveClass: positiveClass, threshold: threshold, refusal: refusal,
        reasonLimit: reasonLimit ?? Policy.defaultReasonLimit)
    }
  }
}

extension JSONValue {
  /// Makes what this value states; a refusal of it is the document's fault, and here.
  fileprivate func stating<Stated>(
    _ make: () throws(ScoringError) -> Stated
  ) throws(ScoringError) -> Stated {
    do throws(ScoringError) {
      return try make()
    } catch {
      let isArgument = error.code.rawValue < ScoringError.Code.malformedDocument.rawValue
      throw refusal(isArgument ? .inconsistentDocument : error.code, error.message)
    }
  }
}
