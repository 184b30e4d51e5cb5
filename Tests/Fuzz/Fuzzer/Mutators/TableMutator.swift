import ScoringKitTestSupport

/// CSV: cells moved, quoted, repeated and replaced, lines doubled.
struct TableMutator: Mutator {
  func mutated(_ bytes: [UInt8], maximum: Int, _ random: inout SplitMix64) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    let place = random.integer(below: lines.count)
    switch random.integer(below: 5) {
    case 0:
      let count = Swift.min(random.repetitions(), maximum / (lines[place].count + 1))
      lines.insert(contentsOf: [[UInt8]](repeating: lines[place], count: count), at: place)
    case 1: lines.swapAt(place, random.integer(below: lines.count))
    default: lines[place] = changed(lines[place], &random)
    }
    return Array(lines.joined(separator: random.happens(onceIn: 8) ? [13, 10] : [10]))
  }

  private func changed(_ line: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Array.init)
    let place = random.integer(below: cells.count)
    switch random.integer(below: 6) {
    case 0: cells[place] = [34] + cells[place] + [34]
    case 1: cells.swapAt(place, random.integer(below: cells.count))
    case 2: cells.insert(random.pick(cells), at: place)
    case 3: cells[place] = Array(random.pick(Self.words).utf8)
    case 4: cells[place] += [UInt8](repeating: random.pick(Array(" 0\"9é".utf8)), count: random.repetitions())
    default: cells[place] = Array(random.pick(ExtremeNumbers.texts).utf8)
    }
    return Array(cells.joined(separator: [UInt8(ascii: ",")]))
  }

  private static let words = [
    "", " ", "NA", "#N/A", "True", "False", "None", "1,5", "1.000,5", "50%", "2024-01-31", "own", "rent",
    "Unnamed: 0",
    "age", "\"\"\"\"", "-1.#IND", "+inf", "0x1p3", "1_000", "\u{FEFF}", "\u{2028}",
  ]
}
