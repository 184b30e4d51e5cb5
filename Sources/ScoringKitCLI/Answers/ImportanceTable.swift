internal import ScoringKit
internal import ScoringKitFormats

/// What `skit inspect` says of the features' importance: splits, gain and cover, the most important first.
struct ImportanceTable {
  private let names: [String]
  /// One array a kind; nil where the model's file does not hold it.
  private let values: [(title: String, values: [Double]?)]

  /// Asks a model.
  init(_ model: ScoringModel) {
    names = model.schema.features.map(\.name)
    values = FeatureImportance.allCases.map { ("\($0)", try? model.importances($0)) }
  }

  /// Lines for a person, by gain where it is known and else by splits; features that no split uses come last.
  var lines: [String] {
    let known = values.compactMap { column in column.values.map { (column.title, $0) } }
    guard let order = known.first(where: { $0.0 == "gain" })?.1 ?? known.first?.1 else { return [] }
    let places = names.indices.sorted { order[$0] != order[$1] ? order[$0] > order[$1] : $0 < $1 }
    let cells = names.map(TextTable.cell)
    let width = cells.reduce("feature".count) { max($0, $1.count) }
    let header = ReportFormat.padded("feature", to: width) + "  " + known.map(\.0).joined(separator: "  ")
    return [header]
      + places.map { place in
        ReportFormat.padded(cells[place], to: width) + "  "
          + known.map { "\($0.1[place])" }.joined(separator: "  ")
      }
  }

  /// The same for a program, in the order of the features.
  var json: JSONContent {
    .array(
      names.indices.map { place in
        func number(_ kind: FeatureImportance) -> JSONContent {
          let number = values[Int(kind.rawValue)].values?[place]
          return number.map { $0.isFinite ? .number($0) : .null } ?? .null
        }
        return .object([
          "name": .text(names[place]), "split": number(.split), "gain": number(.gain),
          "cover": number(.cover),
        ])
      })
  }
}
