import ScoringKit
import ScoringKitTestSupport
import Testing

/// Weights and names of a ColumnTransformer's parts.
struct TransformerWeightTests {
  private static func transformer(
    weight: Double?, naming: ColumnTransformer.Naming = .prefixed
  ) throws -> ColumnTransformer {
    let scaler = try StandardScaler(mean: [1], scale: [2])
    return try ColumnTransformer(
      inputCount: 2,
      parts: [
        ColumnTransformer.Part(
          name: "n", columns: [1], action: .transform(scaler), weight: weight.map { .init($0) }),
        ColumnTransformer.Part(name: "k", columns: [0], action: .passthrough),
      ], naming: naming)
  }

  private static func row(_ transformer: ColumnTransformer) throws -> [Double] {
    var row = [0.0, 0]
    var span = row.mutableSpan
    try transformer.transform([3, 0.2].span, into: &span)
    return row
  }

  @Test func `a part's weight multiplies what comes out of it and nothing else`() throws {
    let plain = try Self.row(Self.transformer(weight: nil))
    let weighted = try Self.row(Self.transformer(weight: 0.3))
    #expect(plain == [(0.2 - 1) / 2, 3])
    #expect(weighted == [plain[0] * 0.3, 3])
  }

  @Test
  func `beside float32 a weight of Python's is rounded with its product, one of NumPy's float64 is not`()
    throws
  {
    func weighted(keepsSingle: Bool) throws -> Double {
      let part = ColumnTransformer.Part(
        name: "k", columns: [0], action: .passthrough, weight: .init(0.1, keepsSingle: keepsSingle))
      let adapted = try ColumnTransformer(inputCount: 1, parts: [part]).adapted(to: [.single])
      #expect(adapted.outputTypes == [keepsSingle ? .single : .double])
      var row = [0.0]
      var span = row.mutableSpan
      let input = [Double(Float(0.7))]
      try adapted.transformer.transform(input.span, into: &span)
      return row[0]
    }
    #expect(try weighted(keepsSingle: true) == Double(Float(0.7) * Float(0.1)))
    #expect(try weighted(keepsSingle: false) == Double(Float(0.7)) * 0.1)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func `a weight that is not finite is refused`(weight: Double) {
    #expect(throws: ScoringError.self) { try Self.transformer(weight: weight) }
  }

  @Test(arguments: [
    ("{transformer_name}__{feature_name}", "n__b"), ("{feature_name}", "b"), ("{{{feature_name}}}", "{b}"),
    ("x", "x"), ("", ""),
  ])
  func `a format names the columns`(format: String, name: String) throws {
    let naming = try #require(ColumnTransformer.Naming(format: format))
    let transformer = try Self.transformer(weight: nil, naming: naming)
    #expect(try transformer.outputNames(inputNames: ["a", "b"]).first == name)
  }

  @Test(arguments: [
    "{", "}", "{}", "{feature_name", "{feature_name!r}", "{0}", "{feature_name:>3}", "{ feature_name}",
  ])
  func `any other format is none`(format: String) {
    #expect(ColumnTransformer.Naming(format: format) == nil)
  }
}
