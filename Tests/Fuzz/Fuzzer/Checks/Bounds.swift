import CFuzz

/// What a document may cost: a second of processor time, and 256 MB and 64 times its own bytes of memory.
enum Bounds {
  /// Runs `work` and ends the process if it cost more.
  static func within<Answer>(_ what: String, byteCount: Int, _ work: () -> Answer) -> Answer {
    fuzz_meter_begin()
    let start = fuzz_meter_seconds()
    let answer = work()
    let seconds = fuzz_meter_seconds() - start
    precondition(seconds < secondLimit, "\(what) took \(seconds) s")
    let memory = fuzz_meter_peak()
    precondition(memory <= 256 << 20 + 64 * byteCount, "\(what) of \(byteCount) bytes took \(memory) bytes")
    return answer
  }

  /// The sanitizer makes the code some three times as slow as the code it stands for.
  private static let secondLimit = 3.0
}
