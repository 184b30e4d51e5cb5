import ScoringKit
import ScoringKitFormats

@testable import ScoringKitCLI

/// A CSV table bound to columns of every kind, read whole and in small pieces: the same rows or the same refusal.
enum TableTarget {
  /// The first byte chooses separator, binding and the pieces' size, so that the rest is a table as it is.
  @Sendable
  static func run(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let table = Array(bytes.dropFirst())
    let whole = Bounds.within("a table", byteCount: bytes.count) {
      outcome(table, choice, pieceSize: 1 << 16, limit: .max)
    }
    precondition(whole == outcome(table, choice, pieceSize: 1 + Int(choice % 7), limit: 3), "pieces differ")
  }

  /// The numbers, ids and lines, or why there are none.
  private static func outcome(_ table: [UInt8], _ choice: UInt8, pieceSize: Int, limit: Int) -> [String] {
    var lines: [String] = []
    do throws(ScoringError) {
      var rows = try RowTable(
        try reader(table, choice, pieceSize), schema: schema(named: choice & 8 == 0), binding: binding(choice)
      )
      while let block = try rows.next(limit: limit) {
        let width = block.values.count / block.rowCount
        for row in 0..<block.rowCount {
          let bits = block.values[row * width..<(row + 1) * width].map { String($0.bitPattern) }
          lines.append(block.name(of: row) + " " + bits.joined(separator: " "))
        }
      }
    } catch {
      // Before the refusal as many whole blocks have come as fitted.
      return [error.description]
    }
    return lines
  }

  private static func reader(
    _ table: [UInt8], _ choice: UInt8, _ pieceSize: Int
  ) throws(ScoringError) -> CSVReader {
    var rest = table[...]
    return try CSVReader(separator: choice & 1 == 0 ? CSVReader.comma : UInt8(ascii: ";")) {
      defer { rest = rest.dropFirst(pieceSize) }
      return Array(rest.prefix(pieceSize))
    }
  }

  private static func binding(_ choice: UInt8) -> RowTable.Binding {
    var binding = RowTable.Binding()
    if choice & 2 == 0 { binding.id = "id" }
    if choice & 4 == 0 { binding.ignored = ["note", "id"] }
    binding.rejectsNonFinite = choice & 16 != 0
    if choice & 32 != 0 { binding.missing = MissingWords(["", "NA", "-999"]) }
    if choice & 64 != 0 { binding.unused = [1] }
    return binding
  }

  private static func schema(named: Bool) -> FeatureSchema {
    let categories: [Category] = [.text("own"), .text("rent"), .text("NA"), .number(1), .boolean(false)]
    let features: [FeatureSchema.Feature] =
      named
      ? [
        .init(name: "age"), .init(name: "loan amount"),
        .init(name: "housing", kind: .categorical(Array(categories.prefix(3)))),
        .init(name: "kind", kind: .categorical(categories, acceptsUnknown: true), rule: .values),
      ] : [.init(name: "0"), .init(name: "1"), .init(name: "Column_2")]
    do throws(ScoringError) {
      return try FeatureSchema(features)
    } catch {
      fatalError("\(error)")
    }
  }
}
