import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct BundleWritingTests {
  @Test func `a bundle is written in one fixed form`() throws {
    let digest = "fa419267fd907fcc5946cc1587b09a3d99991134f43b4b9223aa9eb9adbc6a68"
    // Of the text below with null for this digest and without the model's text, by sha256sum.
    let contentDigest = "798f04b48cc95aa3985fb976b97440b945e083a2d714520dcc9641d9419858a5"
    #expect(
      String(decoding: try BundleSample.bundle(modelText: "tree\n\"é/\\").jsonBytes(), as: UTF8.self) == #"""
        {
          "format": "scoringkit-bundle",
          "format_version": 1,
          "sha256": "\#(contentDigest)",
          "features": [
            {
              "name": "duration",
              "kind": "numeric"
            },
            {
              "name": "purpose",
              "kind": "categorical",
              "categories": [
                "A40",
                "A41"
              ]
            }
          ],
          "scaler": {
            "kind": "MinMaxScaler",
            "scale": [
              0.5,
              null
            ],
            "min": [
              -0.25,
              null
            ],
            "clip": [
              0.0,
              1.0
            ]
          },
          "model": {
            "format": "lightgbm-text",
            "sha256": "\#(digest)",
            "text": "tree\n\"é/\\"
          },
          "policy": {
            "positive_class": "default",
            "threshold": 0.1667,
            "refuse_when": ">=",
            "reason_limit": 2
          }
        }

        """#)
  }

  @Test func `a bundle read and written again is the same bytes`() throws {
    let bytes = try BundleSample.bundle().jsonBytes()
    #expect(try Bundle.read(bytes).jsonBytes() == bytes)
  }

  @Test func `a bundle without scaler and policy keeps them null`() throws {
    let bundle = Bundle(schema: try BundleSample.schema(), scaler: nil, policy: nil, modelText: "")
    let read = try Bundle.read(try bundle.jsonBytes())
    #expect(read.scaler == nil && read.policy == nil && read.model.bytes.isEmpty)
  }

  @Test func `numbers of every magnitude come back to their bits`() throws {
    var generator = SplitMix64(seed: 11)
    let numbers =
      [-0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1 + 0.2]
      + (0..<500).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    let schema = try FeatureSchema(numbers.indices.map { FeatureSchema.Feature(name: "f\($0)") })
    let bundle = Bundle(
      schema: schema,
      scaler: try MinMaxScaler(
        scale: numbers, minimum: numbers.reversed(), clip: -0.0 ... .leastNonzeroMagnitude),
      policy: try Policy(positiveClass: "p", threshold: (0.1667).nextUp, refusal: .above), modelText: "")
    let read = try Bundle.read(try bundle.jsonBytes())
    #expect(read.scaler?.scale.map(\.bitPattern) == numbers.map(\.bitPattern))
    #expect(read.scaler?.minimum.map(\.bitPattern) == numbers.reversed().map(\.bitPattern))
    #expect(read.scaler?.clip?.lowerBound.bitPattern == (-0.0).bitPattern)
    #expect(read.scaler?.clip?.upperBound == .leastNonzeroMagnitude)
    #expect(read.policy == bundle.policy)
    #expect(read.schema == bundle.schema)
  }

  @Test func `the model's text comes back character for character`() throws {
    let text = "tree\r\n\t\u{1}\u{7F}\u{FEFF}e\u{301}é\\u0041/\"\u{1F600}"
    let bundle = Bundle(schema: try BundleSample.schema(), scaler: nil, policy: nil, modelText: text)
    #expect(try Bundle.read(try bundle.jsonBytes()).model.bytes == Array(text.utf8))
  }

  @Test func `a bundle is written to a file whole, and a place that cannot be written is refused`() throws {
    let path = "/tmp/scoringkit-test-\(UInt64.random(in: 0 ... .max)).json"
    defer { FileBytes.remove(path) }
    let bundle = try BundleSample.bundle(modelText: "")
    try bundle.write(path: path)
    #expect(try FileBytes.read(path: path, limits: ReadLimits()) == bundle.jsonBytes())
    let error = #expect(throws: ScoringError.self) { try bundle.write(path: path + "/no such folder/x.json") }
    #expect(error?.code == .unwritableFile)
  }

  @Test(arguments: Policy.Refusal.allCases)
  func `each side of the threshold comes back`(refusal: Policy.Refusal) throws {
    let policy = try Policy(positiveClass: "défaut", threshold: 0.5, refusal: refusal, reasonLimit: 0)
    let bundle = Bundle(schema: try BundleSample.schema(), scaler: nil, policy: policy, modelText: "")
    #expect(try Bundle.read(try bundle.jsonBytes()).policy == policy)
  }
}
