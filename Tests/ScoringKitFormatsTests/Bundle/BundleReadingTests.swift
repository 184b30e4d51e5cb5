import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct BundleReadingTests {
  private func refusal(of bytes: [UInt8]) -> ScoringError? {
    #expect(throws: ScoringError.self) { try Bundle.read(bytes) }
  }

  @Test func `a document as a person would write it is read`() throws {
    let bundle = try Bundle.read(
      Array(
        #"""
        {"format": "scoringkit-bundle", "format_version": 1,
         "features": [{"name": "duration", "kind": "numeric"},
                      {"name": "purpose", "kind": "categorical", "categories": ["A40", "A41"]}],
         "scaler": {"kind": "MinMaxScaler", "scale": [2e-2, null], "min": [-8E-2, null], "clip": null},
         "model": {"format": "lightgbm-text", "text": "tree\nversion=v4\n"},
         "policy": {"positive_class": "repaid", "threshold": 0.9, "refuse_when": "<"}}
        """#.utf8))
    #expect(try bundle.schema == BundleSample.schema())
    #expect(bundle.scaler?.scale[0] == 0.02 && bundle.scaler?.minimum[0] == -0.08)
    #expect(bundle.scaler?.scale[1].isNaN == true && bundle.scaler?.minimum[1].isNaN == true)
    #expect(bundle.scaler?.clip == nil)
    #expect(bundle.model.bytes == Array("tree\nversion=v4\n".utf8))
    #expect(bundle.policy?.positiveClass == "repaid")
    #expect(bundle.policy?.threshold == 0.9)
    #expect(bundle.policy?.refusal == .below)
    #expect(bundle.policy?.reasonLimit == Policy.defaultReasonLimit)
  }

  @Test(arguments: ["", #", "scaler": null, "policy": null"#])
  func `scaler and policy may be absent or null`(rest: String) throws {
    let document =
      #"{"format": "scoringkit-bundle", "format_version": 1, "features": [{"name": "a", "kind": "numeric"}]"#
      + #", "model": {"format": "lightgbm-text", "text": ""}\#(rest)}"#
    let bundle = try Bundle.read(Array(document.utf8))
    #expect(bundle.scaler == nil && bundle.policy == nil)
  }

  @Test(arguments: [
    ("\"format\": \"scoringkit-bundle\",", "$", ScoringError.Code.unknownFormat),
    ("\"format_version\": 1,", "$", .malformedDocument),
    ("\"name\": \"duration\",", "$.features[0]", .malformedDocument),
    ("\"kind\": \"MinMaxScaler\",", "$.scaler", .malformedDocument),
    ("\"format\": \"lightgbm-text\",", "$.model", .malformedDocument),
    ("\"positive_class\": \"default\",", "$.policy", .malformedDocument),
    ("\"threshold\": 0.1667,", "$.policy", .malformedDocument),
    ("\"refuse_when\": \">=\",", "$.policy", .malformedDocument),
  ])
  func `a missing key is refused by the path of its object`(
    member: String, path: String, code: ScoringError.Code
  ) throws {
    let error = refusal(of: try BundleSample.document(replacing: member, by: ""))
    #expect(error?.code == code)
    #expect(error?.location == .path(path, byte: nil))
  }

  @Test(arguments: [
    ("features", "$"), ("model", "$"), ("kind", "$.features[0]"), ("categories", "$.features[1]"),
    ("scale", "$.scaler"), ("min", "$.scaler"), ("clip", "$.scaler"), ("text", "$.model"),
  ])
  func `an unknown key, and with it a missing one, is refused`(key: String, object: String) throws {
    let error = refusal(of: try BundleSample.document(replacing: "\"\(key)\":", by: "\"other\":"))
    let codes: [ScoringError.Code?] = [.unsupportedFeature, .malformedDocument]
    #expect(codes.contains(error?.code))
    let path = error?.location
    #expect(path == .path(object, byte: nil) || path == .path("\(object).other", byte: nil))
  }

  @Test(arguments: [
    ("{\n  \"format\"", "{\"x\": 1, \"format\"", "$.x"),
    ("\"name\": \"duration\"", "\"name\": \"duration\", \"range\": [4, 72]", "$.features[0].range"),
    ("\"name\": \"duration\"", "\"name\": \"duration\", \"categories\": []", "$.features[0].categories"),
    ("\"categories\"", "\"ordered\": true, \"categories\"", "$.features[1].ordered"),
    ("\"clip\"", "\"feature_range\": [0, 1], \"clip\"", "$.scaler.feature_range"),
    ("\"sha256\"", "\"sha-256\"", "$[\"sha-256\"]"),
    ("\"reason_limit\"", "\"reason limit\"", "$.policy[\"reason limit\"]"),
  ])
  func `a key this version does not know is refused by its path`(old: String, new: String, path: String)
    throws
  {
    let error = refusal(of: try BundleSample.document(replacing: old, by: new))
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.location == .path(path, byte: nil))
  }

  @Test(arguments: [
    ("\"scoringkit-bundle\"", "[]", "$", ScoringError.Code.unknownFormat),
    ("\"scoringkit-bundle\"", "\"other\"", "$", .unknownFormat),
    ("\"duration\"", "1", "$.features[0].name", .malformedDocument),
    ("\"duration\"", "\"\"", "$.features", .inconsistentDocument),
    ("\"duration\"", "\"purpose\"", "$.features", .inconsistentDocument),
    ("\"numeric\"", "null", "$.features[0].kind", .malformedDocument),
    ("\"numeric\"", "\"text\"", "$.features[0].kind", .unsupportedFeature),
    ("\"A40\"", "[40]", "$.features[1].categories[0]", .malformedDocument),
    ("\"A40\"", "\"A41\"", "$.features", .inconsistentDocument),
    ("\"MinMaxScaler\"", "\"StandardScaler\"", "$.scaler.kind", .unsupportedFeature),
    ("0.5,", "\"0.5\",", "$.scaler.scale[0]", .malformedDocument),
    ("0.5,", "", "$.scaler", .inconsistentDocument),
    ("0.5,", "null,", "$.scaler", .inconsistentDocument),
    ("-0.25", "[]", "$.scaler.min[0]", .malformedDocument),
    ("1.0", "-1.0", "$.scaler.clip", .inconsistentDocument),
    ("1.0", "1, 2", "$.scaler.clip", .inconsistentDocument),
    ("1.0", "null", "$.scaler.clip[1]", .malformedDocument),
    ("\"lightgbm-text\"", "\"pmml\"", "$.model.format", .unsupportedFeature),
    ("\"tree\\n\"", "[]", "$.model.text", .malformedDocument),
    ("\"default\"", "true", "$.policy.positive_class", .malformedDocument),
    ("\"default\"", "\"\"", "$.policy", .inconsistentDocument),
    ("0.1667", "\"0.1667\"", "$.policy.threshold", .malformedDocument),
    ("0.1667", "1", "$.policy", .numberOutOfRange),
    ("0.1667", "-0.1667", "$.policy", .numberOutOfRange),
    (">=", "=>", "$.policy.refuse_when", .malformedDocument),
    ("\"reason_limit\": 2", "\"reason_limit\": 2.0", "$.policy.reason_limit", .malformedDocument),
    ("\"reason_limit\": 2", "\"reason_limit\": -1", "$.policy.reason_limit", .numberOutOfRange),
    ("\"reason_limit\": 2", "\"reason_limit\": 2147483648", "$.policy.reason_limit", .numberOutOfRange),
  ])
  func `a value that cannot be meant is refused by its path`(
    old: String, new: String, path: String, code: ScoringError.Code
  ) throws {
    let error = refusal(of: try BundleSample.document(replacing: old, by: new))
    #expect(error?.code == code)
    #expect(error?.location == .path(path, byte: nil))
  }

  @Test(arguments: [
    ("0.1667", "1e400", "$.policy.threshold", ScoringError.Code.numberOutOfRange),
    ("0.1667", "NaN", "$.policy.threshold", .malformedDocument),
    ("-0.25", "-Infinity", "$.scaler.min[0]", .malformedDocument),
    ("duration", "dura\u{1}tion", "$.features[0].name", .malformedDocument),
    ("\"threshold\"", "\"threshold\": 0.5, \"threshold\"", "$.policy.threshold", .malformedDocument),
    ("\"threshold\"", "\"threshold\": 0.5, \"thr\\u0065shold\"", "$.policy.threshold", .malformedDocument),
    ("null", String(repeating: "[", count: 64), "$.scaler.scale[1]", .malformedDocument),
  ])
  func `what json-c would take is refused by path and byte`(
    old: String, new: String, path: String, code: ScoringError.Code
  ) throws {
    let error = refusal(of: try BundleSample.document(replacing: old, by: new))
    #expect(error?.code == code)
    guard case .path(let found, let byte) = error?.location else {
      Issue.record("no path")
      return
    }
    #expect(found.hasPrefix(path))
    #expect(byte != nil)
  }

  @Test(arguments: ["0", "2", "-1", "2147483647"])
  func `another version is refused by its number, whatever else the document holds`(version: String) throws {
    let error = refusal(
      of: try BundleSample.document(
        replacing: "\"format_version\": 1", by: "\"format_version\": \(version), \"new\": {}"))
    #expect(error?.code == .unsupportedVersion)
    #expect(error?.location == .path("$.format_version", byte: nil))
    #expect(error?.message.contains("version \(version);") == true)
  }

  @Test(arguments: [
    ("\"1\"", ScoringError.Code.malformedDocument), ("1.0", .malformedDocument), ("1e0", .malformedDocument),
    ("9223372036854775808", .numberOutOfRange),
  ])
  func `a version that is no small integer is refused`(version: String, code: ScoringError.Code) throws {
    let error = refusal(
      of: try BundleSample.document(replacing: "\"format_version\": 1", by: "\"format_version\": \(version)"))
    #expect(error?.code == code)
  }

  @Test func `a text that is not the digest's is refused`() throws {
    let error = refusal(of: try BundleSample.document(replacing: "tree\\n", by: "tree\\n "))
    #expect(error?.code == .digestMismatch)
    #expect(error?.location == .path("$.model.sha256", byte: nil))
  }

  @Test(arguments: ["[]", "null", "1", "\"scoringkit-bundle\""])
  func `JSON that is no object is no bundle`(document: String) {
    #expect(!isBundle(document))
    #expect(refusal(of: Array(document.utf8))?.code == .malformedDocument)
  }

  @Test func `a bundle is told by its first brace`() {
    #expect(isBundle(" \r\n\t{"))
    #expect(!isBundle("tree\n{"))
    #expect(!isBundle(""))
  }

  private func isBundle(_ document: String) -> Bool {
    if case .bundle? = try? DocumentKind(of: Array(document.utf8)) { true } else { false }
  }

  @Test func `a document over the limit is refused before it is read`() throws {
    let bytes = try BundleSample.bundle().jsonBytes()
    _ = try Bundle.read(bytes, limits: ReadLimits(maximumBytes: bytes.count))
    let error = #expect(throws: ScoringError.self) {
      try Bundle.read(bytes, limits: ReadLimits(maximumBytes: bytes.count - 1))
    }
    #expect(error?.code == .documentTooLarge)
  }
}
