import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct OpenCategoryTests {
  private func schema(acceptsUnknown: Bool) throws -> FeatureSchema {
    try FeatureSchema([
      .init(name: "home", kind: .categorical(["own", "rent"], acceptsUnknown: acceptsUnknown))
    ])
  }

  @Test func `another text has the code behind the last where it is accepted`() throws {
    let schema = try schema(acceptsUnknown: true)
    #expect(try schema.code(of: "rent", feature: 0) == 1)
    #expect(try schema.code(of: "castle", feature: 0) == 2)
    #expect(try schema.code(of: "", feature: 0) == 2)
  }

  @Test func `another text is refused where it is not accepted, and is not quoted`() throws {
    let error = refusedWith { try schema(acceptsUnknown: false).code(of: "castle", feature: 0) }
    #expect(error?.code == .invalidValue)
    #expect(error?.message.contains("'home'") == true)
    #expect(error?.message.contains("castle") == false)
  }

  @Test func `other texts are refused unless a schema says otherwise`() {
    #expect(FeatureSchema.Feature.Kind.categorical(["a"]) == .categorical(["a"], acceptsUnknown: false))
    #expect(FeatureSchema.Feature.Kind.categorical(["a"]) != .categorical(["a"], acceptsUnknown: true))
  }
}
