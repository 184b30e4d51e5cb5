import ScoringKit
import Testing

@testable import ScoringKitFormats

/// What is found in a pickle, and how it is described.
@Suite struct ScikitLearnRecognitionTests {
  @Test func `the format names the release and the model`() throws {
    #expect(
      try ScikitLearnSample.named("a-tree").read().format == "scikit-learn 1.9.1 DecisionTreeClassifier")
    let older = ScikitLearnSample.named("boosting", release: "1.2")
    #expect(try older.read().format == "scikit-learn 1.2.2 GradientBoostingClassifier")
    #expect(
      try ScikitLearnSample.named("a-search").read().format == "scikit-learn 1.9.1 DecisionTreeClassifier")
    #expect(
      try ScikitLearnSample.named("LightGBM-stopped-early").read().format == "lightgbm-text v4 LGBMClassifier"
    )
    #expect(try ScikitLearnSample.named("transformers-alone").read().format == "scikit-learn 1.9.1 Pipeline")
  }

  @Test func `classes stand in the order of the outputs`() throws {
    #expect(try ScikitLearnSample.named("a-forest-of-three-classes").read().classes == ["0", "1", "2"])
    #expect(try ScikitLearnSample.named("extra-trees-of-texts").read().classes == ["bad", "good"])
    #expect(try ScikitLearnSample.named("a-regression-forest").read().classes.isEmpty)
  }

  @Test func `of two classes the output is the probability of the second`() throws {
    let forest = try ScikitLearnSample.named("extra-trees-of-texts").model().forest
    #expect(forest.outputCount == 1)
    #expect(forest.link.givesProbability)
  }

  @Test func `the one model among other values is read alone when it is named, and refused when it is not`()
    throws
  {
    let sample = ScikitLearnSample.named("one-model-among-others")
    let pickled = try sample.read()
    #expect(pickled.path == "$.model[0]")
    #expect(pickled.parts.map(\.path) == ["$.model[0]"])
    let refusal = try #require(throws: ScoringError.self) { try PickleModelReader.read(sample.bytes) }
    #expect(refusal.code == .unsupportedFeature)
    #expect(refusal.message.contains("$.encoder (LabelEncoder)"))
    #expect(refusal.message.contains("the part $.model[0]"))
  }

  @Test func `one of several models is read when it is named`() throws {
    let sample = ScikitLearnSample.named("two-models")
    let refusal = try sample.refusal()
    #expect(refusal.code == .unsupportedFeature)
    #expect(refusal.message.contains("$.first (LogisticRegression), $.second (DecisionTreeClassifier)"))
    var options = PickleModelReader.Options()
    options.path = "$.second"
    let format = try PickleModelReader.read(sample.bytes, options: options).format
    #expect(format == "scikit-learn 1.9.1 DecisionTreeClassifier")
    options.path = "$.third"
    #expect(throws: ScoringError.self) { try PickleModelReader.read(sample.bytes, options: options) }
  }

  @Test func `text columns become categories of the schema`() throws {
    let features = try ScikitLearnSample.named("texts").model().schema.features
    #expect(features.map(\.name) == ["a", "b", "c", "d", "home", "grade"])
    #expect(features[0].kind == .numeric)
    // The imputer's text comes first, because the pipeline meets it first.
    let home = FeatureSchema.Feature.Kind.categorical(["none", "own", "rent", "with parents"])
    #expect(features[4].kind == home)
    #expect(features[5].kind == .categorical(["A", "B", "C, D"], acceptsUnknown: true))
  }

  @Test func `columns without names are numbered`() throws {
    #expect(try ScikitLearnSample.named("a-tree").model().forest.featureNames == ["x0", "x1", "x2", "x3"])
  }

  @Test func `a model that does not say how many columns it takes is told`() throws {
    let prior = ScikitLearnSample.named("a-prior", release: "1.2")
    #expect(throws: ScoringError.self) { try PickleModelReader.read(prior.bytes) }
    #expect(try prior.model().schema.features.map(\.name) == ["a", "b", "c", "d"])
  }

  @Test func `LightGBM predicts with the iterations up to the best`() throws {
    let forest = try ScikitLearnSample.named("LightGBM-stopped-early").model().forest
    #expect(forest.trees.count < 30)
  }

  @Test func `XGBoost's wrapper stops at the best iteration, its booster does not`() throws {
    let wrapper = ScikitLearnSample.named("XGBoost-stopped-early")
    let booster = ScikitLearnSample.named("XGBoosts-booster")
    #expect(try wrapper.model().forest.trees.count < booster.model().forest.trees.count)
    #expect(try wrapper.read().format == "xgboost-ubjson 3.2.0 XGBClassifier")
    #expect(try wrapper.model().forest.missingValue == -999)
    #expect(try booster.read().path == "$[0]")
  }

  @Test func `a leaf is called by its node`() throws {
    let tree = try #require(try ScikitLearnSample.named("a-tree").model().forest.trees.first)
    #expect(tree.leafIDs.count == tree.leafCount)
    #expect(!tree.leafIDs.contains(0))
  }

  @Test func `NumPy's order of additions decides the last bit`() {
    // One after the other 1 is lost beside 2⁵³; in eight sums it meets others of its size first.
    let numbers = [0x1p53] + [Double](repeating: 1, count: 15)
    #expect(NumPySum.of(numbers[...]) == 0x1p53 + 14)
    #expect(numbers.reduce(0, +) == 0x1p53)
    let many = (0..<1000).map { 1 / Double($0 + 1) }
    #expect(NumPySum.of(many[...]) == 7.485470860550345)
  }
}
