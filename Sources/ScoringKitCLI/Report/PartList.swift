internal import ScoringKit
internal import ScoringKitFormats

/// What `skit inspect` says of a pickle that holds several things.
struct PartList {
  let parts: [DocumentPart]

  /// One line a part: where it is, what it is, what became of it; nothing where there is one.
  var lines: [String] {
    guard !parts.isEmpty else { return [] }
    let facts = parts.map { ($0.path, "\($0.content): \(Self.fate(of: $0))") }
    return ReportFormat.lines([("parts", "\(parts.count)")]) + ReportFormat.lines(facts).map { "  " + $0 }
  }

  /// The same for a program.
  var json: JSONContent {
    .array(
      parts.map {
        .object([
          "path": .text($0.path), "content": .text($0.content), "role": .text($0.role.rawValue),
          "note": .text($0.note),
        ])
      })
  }

  private static func fate(of part: DocumentPart) -> String {
    let role =
      switch part.role {
      case .model: "what answers"
      case .applied: "applied"
      case .names: "the columns' names"
      case .unused: "changes no answer"
      }
    return part.note.isEmpty ? role : "\(role) (\(part.note))"
  }
}
