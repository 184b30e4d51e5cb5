internal import ScoringKit
internal import ScoringKitFormats

/// What `skit verify` says of a comparison: places and differences, never a value of the table or a score.
struct VerificationReport {
  private let comparison: AnswerComparison

  /// Reports on a comparison that has come to its end.
  init(_ comparison: AnswerComparison) { self.comparison = comparison }
}

extension VerificationReport {
  /// The report for a person: one line a fact.
  var text: String {
    let largest = comparison.largest.map { Self.size($0) + ", in " + place($0) }
    let facts: [(name: String, value: String)] = [
      ("verdict", verdict), ("compared", compared),
      ("rows", Self.share(comparison.equalRowCount, of: comparison.rowCount)),
      ("values", Self.share(comparison.equalValueCount, of: comparison.valueCount)),
      ("largest difference", largest ?? (comparison.question == .leaves ? "leaves have none" : "none")),
      ("first row that differs", comparison.first.map(firstRow) ?? "none"),
      ("first tree that differs", firstTreeText),
    ]
    return ReportFormat.lines(facts).joined(separator: "\n") + "\n"
  }

  private var verdict: String {
    guard comparison.first == nil else { return "different" }
    return comparison.equalValueCount == comparison.valueCount ? "equal" : "equal within the tolerance"
  }

  private var compared: String {
    switch comparison.question {
    case .leaves: "leaves of \(comparison.width) trees"
    case .predictions, .margins:
      "\(comparison.question.noun), \(comparison.width) a row, as \(precision), "
        + (comparison.tolerance > 0 ? "to within \(comparison.tolerance)" : "exactly")
    }
  }

  private var precision: String { comparison.isSingle ? "float32" : "float64" }

  private static func share(_ equal: Int, of count: Int) -> String { "\(equal) of \(count) equal to the bit" }

  private static func size(_ difference: AnswerComparison.Difference) -> String {
    guard let magnitude = difference.magnitude, let ulps = difference.ulps else {
      return "one of the two is NaN"
    }
    return "\(magnitude) (\(ulps) \(ulps == 1 ? "ulp" : "ulps"))"
  }

  private func place(_ difference: AnswerComparison.Difference) -> String {
    let row = "row \(difference.row) (line \(difference.line))"
    return comparison.width > 1 ? row + ", output \(difference.output)" : row
  }

  private func firstRow(_ difference: AnswerComparison.Difference) -> String {
    comparison.question == .leaves
      ? "row \(difference.row) (line \(difference.line))" : "\(place(difference)): \(Self.size(difference))"
  }

  private var firstTreeText: String {
    guard let first = comparison.first else { return "none" }
    guard let tree = firstTree else { return Self.unknownTree }
    guard comparison.question == .leaves else { return "tree \(tree), the only one" }
    let forest = comparison.model.forest
    let output =
      forest.outputCount > 1 && forest.leafWidth == 1 ? " (of output \(forest.outputOfTree[tree]))" : ""
    return
      "tree \(tree)\(output) in row \(first.row); it differs in \(comparison.differingRows[tree]) of all "
      + "rows, and \(comparison.differingRows.count { $0 > 0 }) of \(comparison.width) trees differ in some row"
  }

  /// The first tree of the first row that differs, where that is known.
  private var firstTree: Int? {
    guard let first = comparison.first else { return nil }
    if comparison.question == .leaves { return first.output }
    return comparison.model.forest.trees.count == 1 ? 0 : nil
  }

  private static let unknownTree =
    "cannot be told from a sum of trees; compare the trainer's leaf indices with --leaf"
}

extension VerificationReport {
  /// The report for a program; every key is always there.
  var json: JSONContent {
    let first = comparison.first
    return .object([
      "equal": .boolean(first == nil), "compared": .text(comparison.question.noun),
      "precision": comparison.question == .leaves ? .null : .text(precision),
      "tolerance": .number(comparison.tolerance), "rows": .integer(comparison.rowCount),
      "rows_equal": .integer(comparison.equalRowCount), "values": .integer(comparison.valueCount),
      "values_equal": .integer(comparison.equalValueCount),
      "largest_difference": comparison.largest.map(Self.json) ?? .null,
      "first_difference": first.map(Self.json) ?? .null,
      "first_tree": firstTree.map { .integer($0) } ?? .null,
    ])
  }

  private static func json(_ difference: AnswerComparison.Difference) -> JSONContent {
    let magnitude = difference.magnitude.flatMap { $0.isFinite ? JSONContent.number($0) : nil }
    return .object([
      "row": .integer(difference.row), "line": .integer(difference.line),
      "output": .integer(difference.output),
      "difference": magnitude ?? .null,
      "ulps": difference.ulps.flatMap { Int(exactly: $0) }.map { .integer($0) } ?? .null,
    ])
  }
}
