internal import ArgumentParser
internal import ScoringKit

/// For whom a report is.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  /// Aligned lines for a person.
  case text
  /// One JSON object for a program.
  case json
}

extension ReportFormat {
  /// Facts as aligned lines, one each, whatever line ends and controls a document's texts hold.
  static func lines(_ facts: [(name: String, value: String)]) -> [String] {
    let names = facts.map { TextTable.cell($0.name) }
    let width = names.reduce(0) { max($0, $1.count) }
    return zip(names, facts).map { padded($0, to: width) + "  " + PlainText.escaped($1.value) }
  }

  /// A text with spaces behind it.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
