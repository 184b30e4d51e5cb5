import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct ONNXReaderTests {
  private typealias Document = ONNXDocument

  @Test(arguments: ONNXSample.all)
  func `margins are ONNX Runtime's to the bit and predictions to the last place`(sample: ONNXSample) throws {
    let document = try ModelDocument(bytes: sample.bytes)
    let layout = try RowLayout(rowCount: 1, columnCount: 3)
    for (index, row) in sample.rows.enumerated() {
      #expect(try document.model.margins(row).map { Float($0) } == sample.margins[index], "row \(index)")
      var predictions = [Double](repeating: 0, count: sample.predictions[index].count)
      var span = predictions.mutableSpan
      try document.model.writePredictions(of: row.span, layout: layout, into: &span)
      for (answer, wanted) in zip(predictions, sample.predictions[index]) {
        #expect(abs(Float(answer) - wanted) <= 2 * wanted.ulp, "row \(index)")
      }
    }
  }

  @Test func `producer and classes are read`() throws {
    let result = try ONNXReader.read(ONNXSample.classes.bytes)
    #expect(result.producer == "OnnxMLTools 1.16.0")
    #expect(result.classes == ["0", "1", "2"])
    #expect(try ModelDocument(bytes: ONNXSample.tree.bytes).format == "onnx skl2onnx 1.20.0")
  }

  @Test(arguments: ONNXSample.all)
  func `a document in a bundle gives the same answers`(sample: ONNXSample) throws {
    let bare = try ModelDocument(bytes: sample.bytes)
    let embedded = try EmbeddedModel(format: .onnx, bytes: sample.bytes)
    let bytes = try Bundle(schema: bare.model.schema, scaler: nil, policy: nil, model: embedded).jsonBytes()
    let read = try ModelDocument(bytes: bytes)
    #expect(try read.bundle?.jsonBytes() == bytes)
    #expect(read.digest == bare.digest)
    for row in sample.rows { #expect(try read.model.margins(row) == bare.model.margins(row)) }
  }

  private func margin(_ document: ONNXDocument, _ row: [Double]) throws -> Double {
    try ModelDocument(bytes: document.bytes).model.margins(row)[0]
  }

  @Test(arguments: [
    ("BRANCH_LEQ", true, true, false), ("BRANCH_LT", true, false, false), ("BRANCH_GTE", false, true, true),
    ("BRANCH_GT", false, false, true),
  ])
  func `each comparison is done in float32`(mode: String, below: Bool, at: Bool, above: Bool) throws {
    let document = Document.regressor(mode: mode)
    let threshold: Float = 0.5
    let cases = [
      (Double(threshold.nextDown), below), (0.5, at), (0.5.nextUp, at), (Double(threshold.nextUp), above),
      (-.infinity, below), (.infinity, above), (.nan, false),
    ]
    for (value, isTrue) in cases {
      #expect(try margin(document, [9, value]) == (isTrue ? 1.25 : 2.25), "\(value)")
    }
    let tracking = Document.regressor(mode: mode, missingTracksTrue: true)
    #expect(try margin(tracking, [9, .nan]) == 1.25)
  }

  @Test func `the base value comes behind the sum, all in float32`() throws {
    let weights: [Float] = [0.1, 0.1, 0.2]
    let document = Document.regressor().with(
      "target_weights", Document.attribute("target_weights", singles: weights)
    )
    .with("base_values", Document.attribute("base_values", singles: [2.3]))
    let sum = weights[0] + weights[2]
    #expect(try margin(document, [0, 0]) == Double(sum + Float(2.3)))
  }

  @Test func `nodes may have any numbers, and weights any order`() throws {
    var document = Document.regressor()
    document = document.with("nodes_nodeids", Document.attribute("nodes_nodeids", [10, 30, 20, 5]))
    document = document.with("nodes_truenodeids", Document.attribute("nodes_truenodeids", [30, 0, 0, 0]))
    document = document.with("nodes_falsenodeids", Document.attribute("nodes_falsenodeids", [20, 0, 0, 0]))
    document = document.with("target_treeids", Document.attribute("target_treeids", [7, 0, 0]))
    document = document.with("target_nodeids", Document.attribute("target_nodeids", [5, 20, 30]))
    document = document.with("target_weights", Document.attribute("target_weights", singles: [0.25, 2, 1]))
    #expect(try margin(document, [0, 0]) == 1.25)
    #expect(try margin(document, [0, 1]) == 2.25)
    #expect(try ONNXReader.read(document.bytes).forest.leaves(of: [0, 1]) == [20, 5])
  }

  @Test func `leaves of several targets add to each of them`() throws {
    var document = Document.regressor().with("n_targets", Document.attribute("n_targets", integer: 2))
    document = document.with("target_treeids", Document.attribute("target_treeids", [0, 0, 0, 7]))
    document = document.with("target_nodeids", Document.attribute("target_nodeids", [1, 1, 2, 0]))
    document = document.with("target_ids", Document.attribute("target_ids", [0, 1, 0, 1]))
    document = document.with("target_weights", Document.attribute("target_weights", singles: [1, 2, 4, 8]))
    let evaluator = Evaluator(try ONNXReader.read(document.bytes).forest)
    #expect(try evaluator.margins(of: [0, 0]) == [1, 10])
    #expect(try evaluator.margins(of: [0, 1]) == [4, 8])
  }

  @Test func `preprocessing in front is done step by step`() throws {
    var document = Document.regressor()
    document.constants = [("half", [0.5]), ("two", [2, 2])]
    document.before = [
      .init(
        operation: "Imputer", inputs: ["X"], outputs: ["a"],
        attributes: [
          Document.attribute("imputed_value_floats", singles: [0, 3]),
          Document.attribute("replaced_value_float", single: .nan),
        ]),
      .init(
        operation: "Scaler", inputs: ["a"], outputs: ["b"],
        attributes: [
          Document.attribute("offset", singles: [0, 2]), Document.attribute("scale", singles: [1, 0.25]),
        ]),
      .init(operation: "Mul", inputs: ["b", "two"], outputs: ["c"], domain: ""),
      .init(operation: "Add", inputs: ["half", "c"], outputs: ["d"], domain: ""),
      .init(
        operation: "Cast", inputs: ["d"], outputs: ["e"], attributes: [Document.attribute("to", integer: 1)],
        domain: ""
      ),
      .init(operation: "Identity", inputs: ["e"], outputs: ["f"], domain: ""),
    ]
    document.ensemble.inputs = ["f"]
    // (2 − 2) · 0.25 · 2 + 0.5 is the threshold; missing is 3, and so above it.
    #expect(try margin(document, [0, 2]) == 1.25)
    #expect(try margin(document, [0, .nan]) == 2.25)
    #expect(try margin(document, [.nan, 1]) == 1.25)
  }

  @Test func `a model's columns are counted by its input, or by what it compares`() throws {
    var document = Document.regressor()
    document.columnCount = 5
    #expect(try ONNXReader.read(document.bytes).forest.featureNames == ["f0", "f1", "f2", "f3", "f4"])
    document.columnCount = nil
    #expect(try ONNXReader.read(document.bytes).forest.featureCount == 2)
    document.columnCount = 1
    #expect(refusal(ofONNX: document.bytes)?.code == .inconsistentDocument)
  }

  /// Two classes, whose leaves speak of the first.
  private func classifier(_ weights: [Float], _ transform: String) -> ONNXDocument {
    var document = Document.regressor()
    document.ensemble.operation = "TreeEnsembleClassifier"
    document.ensemble.outputs = ["label", "scores"]
    document = document.with("class_treeids", Document.attribute("class_treeids", [0, 0, 7]))
    document = document.with("class_nodeids", Document.attribute("class_nodeids", [1, 2, 0]))
    document = document.with("class_ids", Document.attribute("class_ids", [0, 0, 0]))
    document = document.with("class_weights", Document.attribute("class_weights", singles: weights))
    document = document.with(
      "classlabels_strings", Document.attribute("classlabels_strings", texts: ["good", "bad"]))
    return document.with("post_transform", Document.attribute("post_transform", text: transform))
  }

  @Test func `the logistic of two classes is applied whatever the signs of their leaves`() throws {
    for weights: [Float] in [[0.25, 0.5, 0.125], [0, 0, 0], [-1, 1, 2], [3, 4, 5]] {
      let result = try ONNXReader.read(classifier(weights, "LOGISTIC").bytes)
      #expect(result.forest.link == .sigmoid(.onnx))
      #expect(result.classes == ["good", "bad"])
    }
  }

  @Test func `without a transform only sums that stay between 0 and 1 are probabilities`() throws {
    for (weights, link): ([Float], LinkFunction) in [
      ([0.25, 0.5, 0.125], .probability), ([0.25, 0.875, 0.125], .probability), ([-1, 1, 2], .identity),
      ([0.25, 0.9, 0.2], .identity), ([3, 4, 5], .identity),
    ] { #expect(try ONNXReader.read(classifier(weights, "NONE").bytes).forest.link == link) }
    for (base, link): (Float, LinkFunction) in [
      (0.1, .probability), (-0.1, .identity), (0.5, .identity),
    ] {
      let document = classifier([0.25, 0.5, 0.125], "NONE")
        .with("base_values", Document.attribute("base_values", singles: [base]))
      #expect(try ONNXReader.read(document.bytes).forest.link == link)
    }
  }

  @Test func `a document is known by its first fields`() {
    #expect(ONNXReader.recognises(Document.regressor().bytes))
    for sample in ONNXSample.all { #expect(ONNXReader.recognises(sample.bytes)) }
    let others: [[UInt8]] = [
      [], [8], [8, 8, 0x12], [8, 0, 0x12, 1], [8, 99, 0x12, 1], [8, 8, 0x0a, 1], [0x7b, 8, 0x12, 1],
    ]
    for bytes in others {
      #expect(!ONNXReader.recognises(bytes))
    }
  }
}
