import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// What is refused, whole and by name.
@Suite struct ScikitLearnRefusalTests {
  @Test(arguments: [
    ("an-unknown-model", ScoringError.Code.unsupportedFeature, "sklearn.svm._classes.SVC"),
    ("a-transformer-beside-an-unknown-model", .unsupportedFeature, "sklearn.svm._classes.SVC"),
    ("an-unknown-step", .unsupportedFeature, "sklearn.decomposition._pca.PCA"),
    ("temperature", .unsupportedFeature, "_TemperatureScaling"),
    ("a-random-answer", .unsupportedFeature, "'stratified'"),
    ("a-start-of-its-own", .unsupportedFeature, "starts from"),
    ("one-class", .unsupportedFeature, "1 class"),
    ("two-targets", .unsupportedFeature, "several targets"),
    ("no-model", .unsupportedFeature, "a dictionary"),
    ("too-many-columns", .documentTooLarge, ""),
    ("one-long-name-many-times", .documentTooLarge, ""),
    ("a-pipeline-inside-itself", .malformedDocument, "without end"),
    ("a-later-release", .unsupportedVersion, "1.10.0"),
  ])
  func `an unsupported pickle is refused by name`(
    name: String, code: ScoringError.Code, fragment: String
  ) throws {
    let refusal = try ScikitLearnSample.named(name).refusal()
    #expect(refusal.code == code)
    #expect(fragment.isEmpty || refusal.message.contains(fragment), "\(refusal)")
  }

  @Test func `a refusal states the way to the value`() throws {
    let refusal = try ScikitLearnSample.named("an-unknown-step").refusal()
    guard case .path("$.steps[0][1]", byte: .some) = refusal.location else {
      Issue.record("\(refusal.location)")
      return
    }
  }

  @Test(arguments: ScikitLearnSample.all.indices)
  func `a damaged model is refused, or read without harm`(index: Int) throws {
    let sample = ScikitLearnSample.all[index]
    let content = try PickleCompression(sample.bytes)?.decompress(
      sample.bytes, limits: PickleLimits(), budget: .granted(to: sample.bytes))
    let bytes = try #require(content)
    var generator = SplitMix64(seed: UInt64(index))
    for _ in 0..<40 {
      let damaged = PickleMutationTests.mutated(bytes, with: &generator)
      // Nothing but a ScoringError can come of it.
      do throws(ScoringError) {
        guard case .model(let model) = try PickleModelReader.read(damaged).content else { continue }
        let row = [Double](repeating: 0.5, count: model.schema.features.count)
        _ = try model.predictions(row)
      } catch {
        continue
      }
    }
  }
}
