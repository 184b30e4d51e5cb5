import ScoringKit
import Testing

@Suite struct LightGBMObjectiveTests {
  private static let links: [(String, LinkFunction)] = [
    ("regression", LinkFunction.identity), ("regression sqrt", .signedSquare), ("regression_l1", .identity),
    ("regression_l1 sqrt", .signedSquare), ("huber", .identity), ("fair", .identity),
    ("fair sqrt", .signedSquare), ("quantile", .identity), ("quantile sqrt", .signedSquare),
    ("mape", .identity), ("mape sqrt", .signedSquare), ("poisson", .exponential(Exponential())),
    ("gamma", .exponential(Exponential())),
    ("tweedie", .exponential(Exponential())), ("binary sigmoid:1", .sigmoid(Sigmoid())),
    ("binary sigmoid:0.7", .sigmoid(Sigmoid(scale: 0.7))),
    ("binary sigmoid:1.5e-05", .sigmoid(Sigmoid(scale: 1.5e-05))),
    ("cross_entropy", .sigmoid(Sigmoid())), ("xentropy", .sigmoid(Sigmoid())),
    ("cross_entropy_lambda", .log1pExp), ("xentlambda", .log1pExp), ("lambdarank", .identity),
    ("rank_xendcg", .identity), ("custom", .identity), ("binary", .sigmoid(Sigmoid())),
  ]

  private static let unknownObjectives: [(String, ScoringError.Code)] = [
    ("", ScoringError.Code.unsupportedObjective), ("pairwise", .unsupportedObjective),
    ("binary:logistic", .unsupportedObjective), ("binary foo", .unsupportedObjective),
    ("binary foo:1", .unsupportedObjective), ("binary sigmoid:", .unsupportedObjective),
    ("binary sigmoid:x", .unsupportedObjective), ("binary sigmoid:nan", .unsupportedObjective),
    ("binary sigmoid:inf", .unsupportedObjective), ("binary sigmoid:1 sigmoid:1", .unsupportedObjective),
    ("binary sigmoid:0", .numberOutOfRange), ("binary sigmoid:-1", .numberOutOfRange),
    ("binary sigmoid:-0.5", .numberOutOfRange), ("binary sqrt", .unsupportedObjective),
    ("huber sqrt", .unsupportedObjective), ("poisson sqrt", .unsupportedObjective),
    ("multiclass", .malformedDocument), ("multiclassova sigmoid:1", .malformedDocument),
    ("multiclass num_class:1.5", .malformedDocument), ("multiclass num_class:3", .inconsistentDocument),
    ("multiclass num_class:-1", .inconsistentDocument), ("multiclass num_class:1e300", .malformedDocument),
  ]

  /// The model with another objective, with as many classes as it needs.
  private func model(_ objective: String, classes: Int = 1) -> LightGBMText {
    LightGBMText.small.with("objective", objective).with("num_class", String(classes))
      .with("num_tree_per_iteration", String(classes))
  }

  /// Every line LightGBM 2.0.12 to 4.7 was found to write.
  @Test(arguments: links)
  func `an objective gives its link`(objective: String, link: LinkFunction) throws {
    let forest = try model(objective).forest()
    #expect(forest.link == link)
    #expect(forest.objective == objective)
  }

  @Test(arguments: [
    ("multiclass num_class:2", LinkFunction.softmax(Softmax())),
    ("multiclassova num_class:2 sigmoid:1.3", .sigmoid(Sigmoid(scale: 1.3))), ("custom", .identity),
  ])
  func `an objective of classes gives its link`(objective: String, link: LinkFunction) throws {
    #expect(try model(objective, classes: 2).forest().link == link)
  }

  /// LightGBM's `Common::Atof` reads both sides of the point apart; found to matter in one of a hundred scales.
  @Test(arguments: [14.0, 36, 39, 57])
  func `a sigmoid scale is read as LightGBM reads it, not to the nearest double`(hundredths: Double) throws {
    let text = "1.\(Int(hundredths))"
    let scale = 1 + hundredths / 100
    #expect(scale != Double(text))
    #expect(try model("binary sigmoid:\(text)").forest().link == .sigmoid(Sigmoid(scale: scale)))
  }

  @Test(arguments: unknownObjectives)
  func `an objective that means nothing known is refused at its line`(
    objective: String, code: ScoringError.Code
  ) {
    let text = model(objective)
    let error = refusal(of: text)
    #expect(error?.code == code)
    #expect(error?.line == text.lineNumber("objective"))
  }

  @Test func `an unknown objective is named in the refusal`() throws {
    let error = try #require(refusal(of: model("rank:pairwise")))
    #expect(error.message.contains("'rank:pairwise'"))
  }

  @Test(arguments: ["binary sigmoid:1", "regression", "poisson", "lambdarank", "multiclass num_class:1"])
  func `an objective of one output in a model of two is refused`(objective: String) {
    let text = model(objective, classes: 2)
    #expect(refusal(of: text)?.code == .inconsistentDocument)
    #expect(refusal(of: text)?.line == text.lineNumber("objective"))
  }
}
