internal import ScoringKit

/// Reads LightGBM's text model, versions v2, v3 and v4.
///
/// Nothing in the file is trusted: counts, indices, the shape of every tree. `tree_sizes` is not used at all (a
/// file rewritten with other line ends makes it wrong). A key the format does not have is passed over, as LightGBM
/// does. Source: `src/io/gbdt_model_text.cpp` and `src/io/tree.cpp` of LightGBM 4.7.
struct LightGBMReader {
  /// The forest, and what the file says beside it.
  struct Result {
    let forest: Forest
    /// The version of the format, such as `v4`.
    let version: String
    /// pandas' categories, whose codes the trees compare.
    let categories: LightGBMCategories
  }

  /// Whether a document begins as a LightGBM text model does.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array("tree\n".utf8)) || bytes.starts(with: Array("tree\r\n".utf8))
      || bytes == Array("tree".utf8)
  }

  /// Reads a document.
  ///
  /// - Throws: ``ScoringError`` of group 2xx or 3xx with the line.
  static func read(_ bytes: [UInt8], budget: ReadBudget) throws(ScoringError) -> Result {
    var lines = LightGBMLines(bytes, budget: budget)
    let header = try LightGBMHeader(&lines)
    var parts = Forest.Parts(featureNames: header.featureNames, outputCount: header.outputCount)
    parts.link = header.objective?.link ?? .identity
    parts.averaging = header.averagesOutput ? .predictions : .none
    parts.objective = header.objectiveText
    var line = header.firstLineBehind
    while let start = line, lines.hasKey(start, "Tree") {
      guard try lines.integer(start) == parts.trees.count else {
        throw ScoringError(
          .inconsistentDocument,
          "expected tree \(parts.trees.count), found '\(lines.text(start.bytes).prefix(40))'",
          at: start.location)
      }
      let block = try LightGBMTreeBlock(&lines, start: start)
      parts.trees.append(try block.tree(lines))
      parts.treeLocations.append(start.location)
      line = block.lineBehind
    }
    var categories = LightGBMCategories(featureCount: header.featureNames.count)
    try readTail(&lines, from: line, &categories)
    if !categories.columns.isEmpty { categories.infos = header.featureInfoLine.map { lines.texts($0) } }
    return Result(forest: try Forest(validating: parts), version: header.version, categories: categories)
  }

  /// What stands behind the trees: importances, the training's parameters, pandas' categories. The last tell what a
  /// column's values are; the rest only shows whether the file is whole.
  private static func readTail(
    _ lines: inout LightGBMLines, from first: LightGBMLines.Line?, _ categories: inout LightGBMCategories
  ) throws(ScoringError) {
    guard let first else {
      throw ScoringError(.truncatedDocument, "the file ends before 'end of trees'", at: lines.end)
    }
    // Before 2.2 neither the trees nor the parameters had a line that ends them; importances follow the trees.
    let hasEndLines = lines.isLine(first, "end of trees")
    guard hasEndLines || lines.isLine(first, "feature importances:") else {
      throw ScoringError(
        .malformedDocument,
        "expected 'Tree=' or 'end of trees', found '\(lines.text(first.bytes).prefix(40))'",
        at: first.location)
    }
    guard hasEndLines else { return }
    var openParameters: LightGBMLines.Line?
    while let line = lines.next() {
      if lines.isLine(line, "parameters:") { openParameters = line }
      if lines.isLine(line, "end of parameters") { openParameters = nil }
      try categories.read(lines.bytes[line.bytes], lines.budget)
    }
    if let openParameters {
      throw ScoringError(
        .truncatedDocument, "the parameters that begin here do not end: 'end of parameters' is missing",
        at: openParameters.location)
    }
  }
}
