import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// The rows that a bundle carries to be explained against.
@Suite struct BundleBackgroundTests {
  private let rows: [Double] = [24, 1, 60, 0, .nan, 1]

  private func background(_ numbers: [Double], columnCount: Int = 2) throws -> EmbeddedBackground {
    try EmbeddedBackground(
      numbers.span,
      layout: try RowLayout(rowCount: numbers.count / columnCount, columnCount: columnCount))
  }

  private func bundle(_ background: EmbeddedBackground?, modelText: String = BundleSample.modelText) throws
    -> Bundle
  {
    Bundle(
      schema: try BundleSample.schema(), scaler: nil, policy: nil, modelText: modelText,
      background: background)
  }

  /// The bundle's text, with one change made to it, and without the digest of the whole.
  private func changed(_ old: String, _ new: String) throws -> [UInt8] {
    let text = String(decoding: try bundle(try background(rows)).jsonBytes(), as: UTF8.self)
    #expect(text.contains(old))
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("  \"sha256\"") }
    return Array(lines.joined(separator: "\n").replacing(old, with: new, maxReplacements: 1).utf8)
  }

  @Test func `numbers come back to their bits, as float32 where that holds them all`() throws {
    let single: [Double] = [
      0, -0.0, 1.5, -.infinity, .infinity, Double(Float.greatestFiniteMagnitude),
      Double(Float.leastNonzeroMagnitude),
      16_777_216,
    ]
    let double: [Double] = [0.1, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0, 16_777_217, 1]
    for (numbers, format) in [(single, EmbeddedBackground.NumberFormat.float32), (double, .float64)] {
      let read = try Bundle.read(try bundle(try background(numbers), modelText: "").jsonBytes())
      let stored = try #require(read.background)
      #expect(stored.numberFormat == format)
      #expect(stored.values.map(\.bitPattern) == numbers.map(\.bitPattern))
      #expect(stored.digest == Digest.sha256(stored.bytes))
    }
  }

  @Test func `every missing value is stored as the same one`() throws {
    let payload = Double(nan: 5, signaling: false)
    for other in [0.5, 0.1] {
      let first = try background([.nan, other])
      #expect(first == (try background([payload, other])))
      #expect(first.values[0].isNaN)
    }
  }

  @Test func `strided rows are stored row by row, floats as what they are`() throws {
    let columns: [Float] = [1, 2, 3, 0.1, 0.2, 0.3]
    let stored = try EmbeddedBackground(
      columns.span, layout: try RowLayout(rowCount: 3, columnCount: 2, rowStride: 1, columnStride: 3))
    #expect(stored.values == [1, Double(Float(0.1)), 2, Double(Float(0.2)), 3, Double(Float(0.3))])
    #expect(stored.numberFormat == .float32)
  }

  @Test func `a bundle with a background read and written again is the same bytes`() throws {
    let bytes = try bundle(try background(rows)).jsonBytes()
    #expect(try Bundle.read(bytes).jsonBytes() == bytes)
    #expect(try Bundle.read(try changed("\"base64\"", "\"base64\"")).jsonBytes() == bytes)
  }

  @Test func `a bundle without a background is written as before there were any`() throws {
    let bytes = try bundle(nil).jsonBytes()
    #expect(!String(decoding: bytes, as: UTF8.self).contains("background"))
    #expect(try ModelDocument(bytes: bytes).background == nil)
    let null = String(decoding: bytes, as: UTF8.self).replacing(
      "\n}\n", with: ",\n  \"background\": null\n}\n")
    #expect(try Bundle.read(Array(null.utf8)).background == nil)
  }

  @Test func `the stored rows explain as the rows themselves do`() throws {
    let document = try ModelDocument(bytes: try bundle(try background(rows)).jsonBytes())
    let stored = try document.makeBackground()
    let given = try ScoringModel.Background(
      document.model, background: rows.span, layout: try RowLayout(rowCount: 3, columnCount: 2))
    for row in [[30.0, 0], [50, 1], [.nan, 0]] {
      let values = try [stored, given].map { background in
        var answer = [Double](repeating: 0, count: 3)
        var span = answer.mutableSpan
        try background.writeContributions(
          of: row.span, layout: try RowLayout(rowCount: 1, columnCount: 2), into: &span)
        return answer.map(\.bitPattern)
      }
      #expect(values[0] == values[1])
    }
  }

  @Test func `a model of some iterations keeps the background`() throws {
    let document = try ModelDocument(bytes: try bundle(try background(rows)).jsonBytes())
    let limited = try document.limited(toIterations: 0..<1)
    #expect(try limited.makeBackground().explainer.backgroundCount == 3)
    #expect(limited.bundle == nil)
  }

  @Test func `a bundle takes a background and saves it, a bare model does not`() throws {
    let document = try ModelDocument(bytes: try bundle(nil).jsonBytes())
    let error = #expect(throws: ScoringError.self) { try document.makeBackground() }
    #expect(error?.code == .unsupportedOperation)
    let carrying = try document.withBackground(try background(rows))
    #expect(try carrying.bundle?.jsonBytes() == bundle(try background(rows)).jsonBytes())
    #expect(carrying.model.policy == document.model.policy)
    let narrow = #expect(throws: ScoringError.self) {
      try document.withBackground(try background([1, 2, 3], columnCount: 3))
    }
    #expect(narrow?.code == .shapeMismatch)
    #expect(narrow?.message.hasPrefix("the stored background: ") == true)
    let bare = try ModelDocument(bytes: Array(BundleSample.modelText.utf8))
    let refusal = #expect(throws: ScoringError.self) { try bare.withBackground(try background(rows)) }
    #expect(refusal?.code == .unsupportedOperation)
  }

  @Test(
    arguments: [
      ("\"rows\": 3", "\"rows\": 4", .inconsistentDocument, "base64"),
      ("\"rows\": 3", "\"rows\": 2147483647", .inconsistentDocument, "base64"),
      ("\"rows\": 3", "\"rows\": 9223372036854775807", .numberOutOfRange, "rows"),
      ("\"rows\": 3", "\"rows\": 0", .numberOutOfRange, "rows"),
      ("\"rows\": 3", "\"rows\": -3", .numberOutOfRange, "rows"),
      ("\"rows\": 3", "\"rows\": 3.0", .malformedDocument, "rows"),
      ("\"float32\"", "\"float64\"", .inconsistentDocument, "base64"),
      ("\"float32\"", "\"float16\"", .unsupportedFeature, "dtype"),
      ("\"base64\": \"", "\"base64\": \"AAAA", .inconsistentDocument, "base64"),
      ("\"base64\": \"AA", "\"base64\": \"!A", .malformedDocument, "base64"),
      ("\"base64\": \"AADA", "\"base64\": \"AADB", .digestMismatch, "sha256"),
      ("\"dtype\"", "\"order\"", .unsupportedFeature, "order"),
    ] as [(String, String, ScoringError.Code, String)])
  func `a background that contradicts itself is refused at its place`(
    old: String, new: String, code: ScoringError.Code, key: String
  ) throws {
    let error = refusal(of: try changed(old, new))
    #expect(error?.code == code)
    #expect(error?.location == .path("$.background.\(key)", byte: nil))
  }

  @Test func `the bundle's own digest covers the background`() throws {
    let stored = try background(rows)
    let other = try background([24, 1, 60, 0, .nan, 0])
    let text = String(decoding: try bundle(stored).jsonBytes(), as: UTF8.self)
    let swapped = text.replacing(Base64.text(stored.bytes), with: Base64.text(other.bytes))
      .replacing(stored.digest, with: other.digest)
    #expect(refusal(of: Array(swapped.utf8))?.code == .digestMismatch)
    let place = try #require(text.firstRange(of: ",\n  \"background\"")).lowerBound
    let without = text[..<place] + "\n}\n"
    #expect(refusal(of: Array(without.utf8))?.code == .digestMismatch)
  }

  @Test func `a background against which the model cannot be explained is refused when it is prepared`()
    throws
  {
    let rows = try background([1, 2])
    let text = BundleSample.modelText.replacing(
      "is_linear=0",
      with: "is_linear=1\nleaf_const=0 0 0\nnum_features=1 0 0\nleaf_features=0\nleaf_coeff=1")
    let document = try ModelDocument(bytes: try bundle(rows, modelText: text).jsonBytes())
    let error = #expect(throws: ScoringError.self) { try document.makeBackground() }
    #expect(error?.code == .unsupportedOperation)
    #expect(error?.message.contains("linear") == true)
  }

  @Test func `rows that no bundle holds are refused before they are copied`() throws {
    for (rowCount, stride) in [(1 << 40, 0), (0, 1)] {
      let error = #expect(throws: ScoringError.self) {
        try EmbeddedBackground(
          [1.0, 2].span,
          layout: try RowLayout(rowCount: rowCount, columnCount: 2, rowStride: stride, columnStride: 1))
      }
      #expect(error?.code == (rowCount == 0 ? .invalidArgument : .documentTooLarge))
    }
    let beyond = #expect(throws: ScoringError.self) {
      try EmbeddedBackground([1.0].span, layout: try RowLayout(rowCount: 1, columnCount: 2))
    }
    #expect(beyond?.code == .bufferTooSmall)
  }
}
