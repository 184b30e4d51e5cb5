import ScoringKitTestSupport

/// LightGBM's text: lines of a key and numbers, in blocks.
struct LineMutator: Mutator {
  func mutated(_ bytes: [UInt8], maximum: Int, _ random: inout SplitMix64) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    let place = random.integer(below: lines.count)
    switch random.integer(below: 7) {
    case 0: lines.insert(random.pick(lines), at: place)
    case 1: lines.remove(at: place)
    case 2: lines.swapAt(place, random.integer(below: lines.count))
    case 3: repeatBlock(at: place, in: &lines, random.repetitions(), maximum)
    case 4: lines[place] = values(of: random.pick(lines), for: lines[place])
    default: lines[place] = changed(lines[place], &random)
    }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// The lines from one empty line to the next, again: mostly a tree.
  private func repeatBlock(at place: Int, in lines: inout [[UInt8]], _ times: Int, _ maximum: Int) {
    let start = lines[...place].lastIndex(of: []) ?? 0
    let end = lines[(place + 1)...].firstIndex(of: []) ?? lines.count
    let block = Array(lines[start..<end])
    let size = block.reduce(1) { $0 + $1.count + 1 }
    let repeated = [[[UInt8]]](repeating: block, count: Swift.min(times, maximum / size))
    lines.insert(contentsOf: repeated.joined(), at: end)
  }

  /// One line's key with another's values.
  private func values(of other: [UInt8], for line: [UInt8]) -> [UInt8] {
    guard let sign = line.firstIndex(of: UInt8(ascii: "=")),
      let from = other.firstIndex(of: UInt8(ascii: "="))
    else {
      return line
    }
    return Array(line[...sign] + other[(from + 1)...])
  }

  /// One of a line's numbers replaced, left out or repeated.
  private func changed(_ line: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    guard let sign = line.firstIndex(of: UInt8(ascii: "=")) else { return line }
    var words = line[(sign + 1)...].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map(
      Array.init)
    let place = random.integer(below: words.count)
    switch random.integer(below: 4) {
    case 0: words.remove(at: place)
    case 1:
      words.insert(contentsOf: [[UInt8]](repeating: words[place], count: random.repetitions()), at: place)
    case 2: words[place] = random.pick(words)
    default: words[place] = Array(random.pick(ExtremeNumbers.texts).utf8)
    }
    return Array(line[...sign]) + words.joined(separator: [UInt8(ascii: " ")])
  }
}
