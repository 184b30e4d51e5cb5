import ScoringKit

/// Contributions, interactions, backgrounds and the global explanation of what loads; rows together and alone.
struct ExplanationCheck {
  private let model: ScoringModel
  private let rows: ProbeTable
  /// Rows of what costs more than a score.
  private let few: RowLayout

  /// Numbers of an answer beyond which the fuzzer would only be slow.
  private static let numberLimit = 1 << 16

  init(_ model: ScoringModel, _ rows: ProbeTable) {
    self.model = model
    self.rows = rows
    do throws(ScoringError) {
      few = try RowLayout(rowCount: Swift.min(rows.rowCount, 5), columnCount: rows.width)
    } catch {
      fatalError("\(error)")
    }
  }

  func run() {
    for kind in FeatureImportance.allCases { _ = try? model.importances(kind) }
    guard rows.width <= 256, model.contributionCount * few.rowCount <= Self.numberLimit else { return }
    if model.explainer != nil {
      compareContributions()
      interact()
      group()
    }
    background()
  }

  private func contributions(_ model: ScoringModel, _ layout: RowLayout) -> [Double]? {
    let values = rows.values
    return Answer.of(layout.rowCount * model.contributionCount) { (span) throws(ScoringError) in
      try model.writeContributions(of: values.span, layout: layout, into: &span)
    }
  }

  /// The first row by itself, which takes another way.
  private func compareContributions() {
    guard let together = contributions(model, few),
      let one = try? RowLayout(rowCount: 1, columnCount: rows.width),
      let alone = contributions(model, one)
    else { return }
    precondition(
      zip(alone, together).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) },
      "a row by itself is explained otherwise")
  }

  private func interact() {
    guard let count = model.interactionCount(), count * few.rowCount <= Self.numberLimit else { return }
    let values = rows.values
    _ = Answer.of(few.rowCount * count) { (span) throws(ScoringError) in
      try model.writeInteractions(of: values.span, layout: few, into: &span)
    }
  }

  /// Columns two by two as players, and what they contribute added up.
  private func group() {
    let ofFeature = (0..<rows.width).map { $0 / 2 }
    guard let players = try? Players(ofFeature: ofFeature, count: (rows.width + 1) / 2) else { return }
    for sums in [false, true] {
      if let explaining = try? model.explaining(players, sums: sums) { _ = contributions(explaining, few) }
    }
    if var global = try? model.globalExplanation() {
      try? model.add(rows.values.span, layout: few, to: &global)
    }
  }

  private func background() {
    let values = rows.values
    guard
      let background = try? ScoringModel.Background(model, background: values.span, layout: few)
    else { return }
    let count = few.rowCount * model.contributionCount
    _ = Answer.of(count) { (span) throws(ScoringError) in
      try background.writeContributions(of: values.span, layout: few, into: &span)
    }
    _ = Answer.of(count) { (span) throws(ScoringError) in
      try background.writeRescaledContributions(of: values.span, layout: few, into: &span)
    }
  }
}
