internal import ScoringKit

/// The lines before the first tree.
struct LightGBMHeader {
  let version: String
  let outputCount: Int
  let featureNames: [String]
  /// What training met in each feature; nil where the file does not say.
  let featureInfoLine: LightGBMLines.Line?
  /// Nil where the file has no objective line (a custom objective): predictions are the margins.
  let objective: LightGBMObjective?
  let objectiveText: String
  let averagesOutput: Bool
  /// The line after the header: the first tree, or what ends the trees.
  let firstLineBehind: LightGBMLines.Line?

  init(_ lines: inout LightGBMLines) throws(ScoringError) {
    guard let first = lines.next(), lines.isLine(first, "tree") else {
      throw ScoringError(
        .unknownFormat, "a LightGBM text model begins with a line 'tree'", at: .line(1, byte: 0))
    }
    let fields = try Fields(&lines)
    firstLineBehind = fields.lineBehind
    version = try Self.version(fields)
    outputCount = try Self.outputCount(fields)
    featureNames = try Self.featureNames(fields)
    featureInfoLine = fields["feature_infos"]
    objectiveText = fields["objective"].map { fields.lines.text($0.value) } ?? ""
    objective = try Self.objective(fields, text: objectiveText, outputCount: outputCount)
    averagesOutput = try Self.averagesOutput(fields, version: version, link: objective?.link)
  }

  private static func version(_ fields: Fields) throws(ScoringError) -> String {
    let line = try fields.required("version")
    let version = fields.lines.text(line.value)
    guard ["v2", "v3", "v4"].contains(version) else {
      throw ScoringError(
        .unsupportedVersion,
        "version '\(version.prefix(20))' of LightGBM's text format is not one of v2, v3, v4",
        at: line.location)
    }
    return version
  }

  private static func outputCount(_ fields: Fields) throws(ScoringError) -> Int {
    let classLine = try fields.required("num_class")
    let classCount = try fields.lines.integer(classLine)
    guard classCount >= 1 else {
      throw ScoringError(.numberOutOfRange, "num_class must be at least 1", at: classLine.location)
    }
    // Older files have no num_tree_per_iteration; it was num_class.
    guard let treeLine = fields["num_tree_per_iteration"] else { return classCount }
    guard try fields.lines.integer(treeLine) == classCount else {
      throw ScoringError(
        .inconsistentDocument, "num_tree_per_iteration differs from num_class, \(classCount)",
        at: treeLine.location)
    }
    return classCount
  }

  private static func featureNames(_ fields: Fields) throws(ScoringError) -> [String] {
    let lastIndex = try fields.lines.integer(try fields.required("max_feature_idx"))
    let nameLine = try fields.required("feature_names")
    try fields.lines.budget.spend(columns: fields.lines.tokenCount(nameLine))
    let names = fields.lines.texts(nameLine)
    // Lines that no answer needs are counted all the same: where one is short, the file is damaged.
    for line in [nameLine, fields["feature_infos"], fields["monotone_constraints"]].compactMap(\.self) {
      let count = fields.lines.tokenCount(line)
      guard count - 1 == lastIndex else {
        throw ScoringError(
          .inconsistentDocument,
          "max_feature_idx is \(lastIndex), and there are \(count) \(fields.lines.text(line.key))",
          at: line.location)
      }
    }
    return names
  }

  private static func objective(
    _ fields: Fields, text: String, outputCount: Int
  ) throws(ScoringError) -> LightGBMObjective? {
    guard let line = fields["objective"] else { return nil }
    let objective: LightGBMObjective
    do throws(ScoringError) {
      objective = try LightGBMObjective(text)
    } catch {
      throw ScoringError(error.code, error.message, at: line.location)
    }
    if let expected = objective.outputCount, expected != outputCount {
      throw ScoringError(
        .inconsistentDocument,
        "the objective is one of num_class \(expected), the header says \(outputCount)",
        at: line.location)
    }
    return objective
  }

  private static func averagesOutput(
    _ fields: Fields, version: String, link: LinkFunction?
  ) throws(ScoringError) -> Bool {
    guard let line = fields["average_output"] else { return false }
    // Found by experiment: up to 2.2.2 the leaves hold predictions and 2.2.3 made them margins, both as v2.
    guard version != "v2" || link == nil || link == .identity else {
      throw ScoringError(
        .unsupportedFeature,
        "a random forest of version v2 with this objective: LightGBM before 2.2.3 kept predictions in its leaves, "
          + "2.2.3 keeps margins, and the file does not say which", at: line.location)
    }
    return true
  }
}

extension LightGBMHeader {
  /// The header's lines by key.
  private struct Fields {
    let lines: LightGBMLines
    let lineBehind: LightGBMLines.Line?
    private let lineOfKey: [String: LightGBMLines.Line]

    private static let knownKeys: Set<String> = [
      "version", "num_class", "num_tree_per_iteration", "label_index", "max_feature_idx", "objective",
      "average_output", "feature_names", "monotone_constraints", "feature_infos", "tree_sizes",
    ]

    /// Gathers the lines up to the first tree or the end of the trees.
    ///
    /// A key that is not known is passed over, as LightGBM does: no release has one that changes an answer and is not
    /// read here. Where the line is missing without which predictions would be margins, it may be that line, damaged.
    init(_ lines: inout LightGBMLines) throws(ScoringError) {
      var found: [String: LightGBMLines.Line] = [:]
      var behind: LightGBMLines.Line?
      var unknown: LightGBMLines.Line?
      while let line = lines.next() {
        if line.isEmpty { continue }
        let key = lines.text(line.key)
        if key == "Tree" || lines.isLine(line, "end of trees") || lines.isLine(line, "feature importances:") {
          behind = line
          break
        }
        guard Self.knownKeys.contains(key) else {
          if unknown == nil { unknown = line }
          // A line without a value is a switch, and one alone may change every answer, as average_output does.
          guard line.equals != nil else {
            throw ScoringError(
              .malformedDocument, "the header has an unknown line '\(key.prefix(40))'", at: line.location)
          }
          continue
        }
        guard found.updateValue(line, forKey: key) == nil else {
          throw ScoringError(.malformedDocument, "the header has '\(key)' twice", at: line.location)
        }
      }
      if let unknown, found["objective"] == nil {
        throw ScoringError(
          .malformedDocument,
          "the header has no 'objective', and an unknown key '\(lines.text(unknown.key).prefix(40))'",
          at: unknown.location)
      }
      self.lines = lines
      lineOfKey = found
      lineBehind = behind
    }

    subscript(key: String) -> LightGBMLines.Line? { lineOfKey[key] }

    func required(_ key: String) throws(ScoringError) -> LightGBMLines.Line {
      if let line = lineOfKey[key] { return line }
      guard let lineBehind else {
        throw ScoringError(.truncatedDocument, "the header has no '\(key)'", at: lines.end)
      }
      throw ScoringError(.malformedDocument, "the header has no '\(key)'", at: lineBehind.location)
    }
  }
}
