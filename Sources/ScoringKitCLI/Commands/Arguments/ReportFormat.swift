internal import ArgumentParser

/// For whom a report is.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  /// Aligned lines for a person.
  case text
  /// One JSON object for a program.
  case json
}

extension ReportFormat {
  /// Facts as aligned lines, one each.
  static func lines(_ facts: [(name: String, value: String)]) -> [String] {
    let width = facts.reduce(0) { max($0, $1.name.count) }
    return facts.map { padded($0.name, to: width) + "  " + $0.value }
  }

  /// A text with spaces behind it.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
