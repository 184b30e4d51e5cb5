internal import ArgumentParser

/// How an explanation is written.
enum ExplanationFormat: String, ExpressibleByArgument, CaseIterable {
  /// Aligned lines for a person.
  case table
  /// One line a contribution, for programs.
  case csv
  /// A JSON document, for programs.
  case json
}
